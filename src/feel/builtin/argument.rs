//! Reads the arguments of built-in functions; an argument of another kind is a fault.

use crate::data::{Date, Decimal, Rounding, Value};
use crate::feel::error::Fault;

/// Returns the argument at `index`, or null if it was omitted.
pub(super) fn argument(arguments: &[Value], index: usize) -> &Value {
    arguments.get(index).unwrap_or(&Value::Null)
}

/// Unwraps a one-element list where a single value is wanted.
pub(in crate::feel) fn single(value: &Value) -> &Value {
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

pub(in crate::feel) fn kind_fault(value: &Value) -> Fault {
    if value.is_null() { Fault::Missing } else { Fault::Kind }
}

pub(super) fn number(arguments: &[Value], index: usize) -> Result<Decimal, Fault> {
    match single(argument(arguments, index)) {
        Value::Number(number) => Ok(*number),
        other => Err(kind_fault(other)),
    }
}

pub(super) fn whole(arguments: &[Value], index: usize) -> Result<i64, Fault> {
    let number = number(arguments, index)?.round(0, Rounding::Down).ok_or(Fault::Overflow)?;
    number.to_i64().ok_or(Fault::Kind)
}

pub(super) fn string(arguments: &[Value], index: usize) -> Result<&str, Fault> {
    match single(argument(arguments, index)) {
        Value::Text(text) => Ok(text),
        other => Err(kind_fault(other)),
    }
}

/// The day of a date or of a date and time.
pub(super) fn day(arguments: &[Value], index: usize) -> Result<Date, Fault> {
    match single(argument(arguments, index)) {
        Value::Date(date) => Ok(*date),
        Value::DateTime(at) => Ok(at.date()),
        Value::Zoned(zoned) => zoned.date.ok_or(Fault::Kind),
        other => Err(kind_fault(other)),
    }
}

/// The items to aggregate: of a single list argument, or else all arguments.
pub(super) fn items(arguments: &[Value]) -> &[Value] {
    match arguments {
        [Value::List(items)] => items,
        [Value::Null] => &[],
        all => all,
    }
}

pub(in crate::feel) fn count(length: usize) -> Value {
    Value::Number(Decimal::from(i64::try_from(length).unwrap_or(i64::MAX)))
}
