//! The names of types, as `instance of` and parameters write them. Which values each accepts is in `conversion`.

use smol_str::SmolStr;

/// A type as written in an expression. What the compiler knows about values is a
/// [`Type`](super::scope::Type).
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Any,
    /// One of the names returned by [`Value::kind`](crate::data::Value::kind).
    Plain(&'static str),
    List(Box<Kind>),
    Range(Box<Kind>),
    Context(Vec<(SmolStr, Kind)>),
    /// Parameters and result.
    Function(Vec<Kind>, Box<Kind>),
}

/// The types without parameters.
pub(super) const PLAIN_KINDS: &[&str] = &[
    "number",
    "string",
    "boolean",
    "date",
    "time",
    "date and time",
    "days and time duration",
    "years and months duration",
];
