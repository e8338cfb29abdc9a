//! What standards use beyond FEEL: the first value present, and presence itself.

use super::{Builtin, Outcome, argument, builtin};
use crate::data::Value;
use crate::feel::error::Fault;

pub(super) const ALL: &[Builtin] = &[
    builtin("coalesce", &["value", "…"], 1, coalesce),
    builtin("present", &["value"], 1, |a| Ok(Value::Bool(!argument(a, 0).is_null()))),
];

fn coalesce(a: &[Value]) -> Outcome {
    a.iter().find(|value| !value.is_null()).cloned().ok_or(Fault::Missing)
}
