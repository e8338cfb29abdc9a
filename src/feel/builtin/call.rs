//! The definition of a built-in function: its name, its parameters, and how it is called.

use crate::data::{Rounding, Value};
use crate::feel::environment::Environment;
use crate::feel::error::Fault;

/// The result of a built-in function.
pub(in crate::feel) type Outcome = Result<Value, Fault>;

/// How a built-in function is called.
#[derive(Clone, Copy, Debug)]
pub(in crate::feel) enum CallKind {
    /// Takes only its arguments.
    Plain(fn(&[Value]) -> Outcome),
    /// Like `Plain`, but with few arguments and a number or boolean result; holds the rounding mode if
    /// rounding is all it does.
    Scalar(fn(&[Value]) -> Outcome, Option<Rounding>),
    /// Returns the first argument that is not missing.
    First(fn(&[Value]) -> Outcome),
    /// Sums a list.
    Sum(fn(&[Value]) -> Outcome),
    /// Takes only its arguments, but the work grows faster than they do, so it counts that work against the
    /// limit.
    Counted(fn(&[Value], &Environment) -> Outcome),
    /// Accepts functions as arguments.
    HigherOrder(fn(&[Value], &Environment) -> Outcome),
    /// Needs what the host knows, such as the calendars of the standard.
    Hosted(fn(&[Value], &Environment) -> Outcome),
}

/// A built-in function; `least` is the number of arguments it requires.
pub(in crate::feel) struct Builtin {
    pub(in crate::feel) name: &'static str,
    pub(in crate::feel) parameters: &'static [&'static str],
    pub(in crate::feel) least: usize,
    pub(in crate::feel) call: CallKind,
}

/// A built-in function with an explicit kind of call.
pub(super) const fn with_call(
    name: &'static str,
    parameters: &'static [&'static str],
    least: usize,
    call: CallKind,
) -> Builtin {
    Builtin { name, parameters, least, call }
}

/// A built-in function that needs only its arguments.
pub(super) const fn builtin(
    name: &'static str,
    parameters: &'static [&'static str],
    least: usize,
    call: fn(&[Value]) -> Outcome,
) -> Builtin {
    with_call(name, parameters, least, CallKind::Plain(call))
}

/// A built-in function that makes a number or a boolean of few arguments.
pub(super) const fn scalar(
    name: &'static str,
    parameters: &'static [&'static str],
    least: usize,
    call: fn(&[Value]) -> Outcome,
) -> Builtin {
    with_call(name, parameters, least, CallKind::Scalar(call, None))
}

/// A built-in function that rounds a number to a given number of decimals.
pub(super) const fn rounding(
    name: &'static str,
    least: usize,
    call: fn(&[Value]) -> Outcome,
    rounding: Rounding,
) -> Builtin {
    with_call(name, &["n", "scale"], least, CallKind::Scalar(call, Some(rounding)))
}
