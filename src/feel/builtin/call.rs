//! What a built-in function is: its name, its parameters, and what it does with arguments.

use crate::data::{Rounding, Value};
use crate::feel::environment::Environment;
use crate::feel::error::Fault;

/// What a built-in function gives.
pub(in crate::feel) type Outcome = Result<Value, Fault>;

/// What a built-in function does.
#[derive(Clone, Copy, Debug)]
pub(in crate::feel) enum Call {
    /// With its arguments alone.
    Plain(fn(&[Value]) -> Outcome),
    /// The same where few arguments give a number or a truth value; and how it rounds, where it does nothing else.
    Scalar(fn(&[Value]) -> Outcome, Option<Rounding>),
    /// The first argument that is not missing.
    First(fn(&[Value]) -> Outcome),
    /// The sum of a list.
    Sum(fn(&[Value]) -> Outcome),
    /// With its arguments alone, for work that grows faster than they do: it counts the turns that this is worth.
    Counted(fn(&[Value], &Environment) -> Outcome),
    /// With arguments that are functions.
    Calling(fn(&[Value], &Environment) -> Outcome),
    /// With what the standard knows, such as its calendars.
    Hosted(fn(&[Value], &Environment) -> Outcome),
}

/// A built-in function.
pub(in crate::feel) struct Builtin {
    pub(in crate::feel) name: &'static str,
    pub(in crate::feel) parameters: &'static [&'static str],
    pub(in crate::feel) least: usize,
    pub(in crate::feel) call: Call,
}

/// One with a way of its own to be called.
pub(super) const fn with(
    name: &'static str,
    parameters: &'static [&'static str],
    least: usize,
    call: Call,
) -> Builtin {
    Builtin { name, parameters, least, call }
}

/// One that needs nothing but its arguments.
pub(super) const fn builtin(
    name: &'static str,
    parameters: &'static [&'static str],
    least: usize,
    call: fn(&[Value]) -> Outcome,
) -> Builtin {
    with(name, parameters, least, Call::Plain(call))
}

/// One that makes a number or a truth value of few arguments.
pub(super) const fn scalar(
    name: &'static str,
    parameters: &'static [&'static str],
    least: usize,
    call: fn(&[Value]) -> Outcome,
) -> Builtin {
    with(name, parameters, least, Call::Scalar(call, None))
}

/// One that rounds a number to so many decimals.
pub(super) const fn rounding(
    name: &'static str,
    least: usize,
    call: fn(&[Value]) -> Outcome,
    rounding: Rounding,
) -> Builtin {
    with(name, &["n", "scale"], least, Call::Scalar(call, Some(rounding)))
}
