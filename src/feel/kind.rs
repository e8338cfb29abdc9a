//! The names of types, as `instance of` and parameters write them, and what belongs to each.

use crate::data::{Range, Value};
use smol_str::SmolStr;

/// A type as it is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Any,
    /// One of the words of [`Value::kind`].
    Plain(&'static str),
    List(Box<Kind>),
    Range(Box<Kind>),
    Context(Vec<(SmolStr, Kind)>),
    /// Parameters and result.
    Function(Vec<Kind>, Box<Kind>),
}

/// The types without parts.
pub(super) const PLAIN: &[&str] = &[
    "number",
    "string",
    "boolean",
    "date",
    "time",
    "date and time",
    "days and time duration",
    "years and months duration",
];

impl Kind {
    /// Whether a value is of the type; null is of none.
    pub(super) fn has(&self, value: &Value) -> bool {
        match (self, value) {
            (_, Value::Null) => false,
            (Self::Any, _) => true,
            (Self::Plain(name), value) => *name == value.kind(),
            (Self::List(inner), Value::List(items)) => items.iter().all(|item| inner.allows(item)),
            (Self::Range(inner), Value::Range(range)) => {
                let Range { low, high, .. } = &**range;
                inner.allows(low) && inner.allows(high)
            }
            (Self::Context(entries), Value::Context(context)) => {
                entries.iter().all(|(key, kind)| context.get(key).is_some_and(|value| kind.allows(value)))
            }
            (Self::Function(parameters, _), Value::Function(function)) => {
                parameters.len() == function.parameters.len()
            }
            _ => false,
        }
    }

    /// Whether a value may stand inside one of the type: null may.
    fn allows(&self, value: &Value) -> bool {
        value.is_null() || self.has(value)
    }
}
