//! The built-in functions, a file for each family: `numeric`, `list`, `text`, `temporal`, and `business` and `workday`
//! for those that standards use beyond FEEL. Names are looked up when an expression is compiled, never later.

mod business;
mod calendar;
mod context;
mod list;
mod numeric;
mod range;
mod segment;
mod statistics;
mod temporal;
mod text;
mod workday;

pub(super) use business::{IN_ZONE, LOCAL, in_standard};
pub(super) use temporal::{itself as temporal_itself, literal as temporal_literal, property};
pub(super) use text::matches;

use super::compile::{Call, Caller};
use super::error::Fault;
use crate::data::{Date, Decimal, Rounding, Value, limits};

/// How many comparisons of items with each other are worth all turns of an evaluation.
const COMPARED: usize = (limits::EXPRESSION_STEPS as usize) << 7;

/// A built-in function.
pub(super) struct Builtin {
    pub(super) name: &'static str,
    pub(super) parameters: &'static [&'static str],
    pub(super) least: usize,
    pub(super) call: Call,
}

const fn builtin(
    name: &'static str,
    parameters: &'static [&'static str],
    least: usize,
    call: fn(&[Value]) -> Outcome,
) -> Builtin {
    Builtin { name, parameters, least, call: Call::Plain(call) }
}

/// One that makes a number or a truth value of few arguments.
const fn scalar(
    name: &'static str,
    parameters: &'static [&'static str],
    least: usize,
    call: fn(&[Value]) -> Outcome,
) -> Builtin {
    Builtin { name, parameters, least, call: Call::Scalar(call, None) }
}

/// One that rounds a number to so many decimals.
const fn rounding(
    name: &'static str,
    least: usize,
    call: fn(&[Value]) -> Outcome,
    rounding: Rounding,
) -> Builtin {
    Builtin { name, parameters: &["n", "scale"], least, call: Call::Scalar(call, Some(rounding)) }
}

/// One that calls functions which it is given.
const fn calling(
    name: &'static str,
    parameters: &'static [&'static str],
    least: usize,
    call: fn(&[Value], Caller) -> Outcome,
) -> Builtin {
    Builtin { name, parameters, least, call: Call::Calling(call) }
}

const FAMILIES: &[&[Builtin]] = &[
    numeric::ALL,
    statistics::ALL,
    list::ALL,
    context::ALL,
    text::ALL,
    temporal::ALL,
    calendar::ALL,
    range::ALL,
    business::ALL,
    workday::ALL,
    segment::ALL,
];

/// Every built-in function: its family, its name and its parameters; `…` takes all arguments that follow.
pub fn built_ins() -> impl Iterator<Item = (&'static str, &'static str, &'static [&'static str])> {
    let names = [
        "numbers",
        "statistics",
        "lists",
        "contexts",
        "texts",
        "days and times",
        "calendar",
        "ranges",
        "beyond FEEL",
        "workdays",
        "formats",
    ];
    let families = names.into_iter().zip(FAMILIES);
    families.flat_map(|(family, all)| all.iter().map(move |one| (family, one.name, one.parameters)))
}

/// The names of all of them.
pub(super) fn names<'a>() -> impl Iterator<Item = &'a str> {
    FAMILIES.iter().flat_map(|family| family.iter().map(|builtin| builtin.name))
}

/// The one with a name that takes these arguments: all of the keys, or so many by position. Where none does, the
/// first with the name, so that its parameters can be shown.
pub(super) fn find(name: &str, keys: &[&str], count: usize) -> Option<&'static Builtin> {
    let named = || FAMILIES.iter().flat_map(|family| family.iter()).filter(|builtin| builtin.name == name);
    let takes = |builtin: &&Builtin| {
        let open = builtin.parameters.last() == Some(&"…");
        let enough = builtin.least <= count && (open || count <= builtin.parameters.len());
        keys.iter().all(|key| builtin.parameters.contains(key)) && enough
    };
    named().find(takes).or_else(|| named().next())
}

type Outcome = Result<Value, Fault>;

/// The argument at a place; null where it was left out.
fn argument(arguments: &[Value], index: usize) -> &Value {
    arguments.get(index).unwrap_or(&Value::Null)
}

/// A list of one counts as its item where a single value is wanted.
fn single(value: &Value) -> &Value {
    match value {
        Value::List(items) => {
            if let [one] = items.as_slice() {
                one
            } else {
                value
            }
        }
        other => other,
    }
}

fn wrong(value: &Value) -> Fault {
    if value.is_null() { Fault::Missing } else { Fault::Kind }
}

fn number(arguments: &[Value], index: usize) -> Result<Decimal, Fault> {
    match single(argument(arguments, index)) {
        Value::Number(number) => Ok(*number),
        other => Err(wrong(other)),
    }
}

fn whole(arguments: &[Value], index: usize) -> Result<i64, Fault> {
    let number = number(arguments, index)?.round(0, Rounding::Down).ok_or(Fault::Overflow)?;
    number.to_i64().ok_or(Fault::Kind)
}

fn string(arguments: &[Value], index: usize) -> Result<&str, Fault> {
    match single(argument(arguments, index)) {
        Value::Text(text) => Ok(text),
        other => Err(wrong(other)),
    }
}

/// The day of a date, or of a date and time.
fn day(arguments: &[Value], index: usize) -> Result<Date, Fault> {
    match argument(arguments, index) {
        Value::Date(date) => Ok(*date),
        Value::DateTime(at) => Ok(at.date()),
        Value::Zoned(zoned) => zoned.date.ok_or(Fault::Kind),
        other => Err(wrong(other)),
    }
}

/// One list, or all arguments as one.
fn items(arguments: &[Value]) -> &[Value] {
    match arguments {
        [Value::List(items)] => items,
        [Value::Null] => &[],
        all => all,
    }
}

fn count(length: usize) -> Value {
    Value::Number(Decimal::from(i64::try_from(length).unwrap_or(i64::MAX)))
}
