//! Ranges: whether a value is in one, and its members in order.

use super::error::Fault;
use super::operator::{equal, order};
use crate::data::{Date, Decimal, Gather, Range, Value, limits};
use core::cmp::Ordering;
use std::sync::Arc;

/// Makes a range, if its endpoints are comparable.
pub(super) fn make_range(low: Value, low_in: bool, high: Value, high_in: bool) -> Result<Value, Fault> {
    let is_valid = low.is_null() || high.is_null() || order(&low, &high).is_some();
    if is_valid { Ok(Value::Range(Arc::new(Range { low, low_in, high, high_in }))) } else { Err(Fault::Kind) }
}

/// Whether a value lies in a range; `None` if they are not comparable.
pub(super) fn within(value: &Value, range: &Range) -> Option<bool> {
    let side = |end: &Value, closed: bool, wanted: Ordering| {
        if end.is_null() {
            return Some(true);
        }
        order(value, end).map(|order| order == wanted || (closed && order == Ordering::Equal))
    };
    let above = side(&range.low, range.low_in, Ordering::Greater)?;
    Some(side(&range.high, range.high_in, Ordering::Less)? && above)
}

/// `value in other`: equal to it, within it, or within one of its items.
pub(super) fn is_member(value: &Value, other: &Value) -> Option<bool> {
    match other {
        Value::Range(range) if matches!(value, Value::Range(_)) => {
            Some(*value == Value::Range(range.clone()))
        }
        Value::Range(range) => within(value, range),
        Value::List(items) => {
            let one = |item: &Value| {
                equal(value, item) == Some(true)
                    || matches!(item, Value::Range(range) if within(value, range) == Some(true))
            };
            Some(one(other) || items.iter().any(one))
        }
        other => equal(value, other),
    }
}

/// The members of a range of integers or dates, from low to high.
pub(super) fn members(range: &Range) -> Result<Value, Fault> {
    let (low, high, back) = endpoints(&range.low, &range.high)?;
    let low = if range.low_in { low } else { low.saturating_add(1) };
    let high = if range.high_in { high } else { high.saturating_sub(1) };
    if low > high { Err(Fault::Kind) } else { list_between(low, high, back) }
}

/// `low..high` in steps of one, ascending or descending.
pub(super) fn steps(low: &Value, high: &Value) -> Result<Value, Fault> {
    let (from, to, back) = endpoints(low, high)?;
    if from <= to {
        return list_between(from, to, back);
    }
    match list_between(to, from, back)? {
        Value::List(items) => Ok(Value::list(items.iter().rev().cloned().gather())),
        other => Ok(other),
    }
}

type FromInteger = fn(i64) -> Option<Value>;

/// Both endpoints as integers, and the conversion back to values.
fn endpoints(low: &Value, high: &Value) -> Result<(i64, i64, FromInteger), Fault> {
    match (low, high) {
        (Value::Number(a), Value::Number(b)) => {
            let whole = |number: &Decimal| number.to_i64().ok_or(Fault::Kind);
            Ok((whole(a)?, whole(b)?, |number| Some(Value::Number(Decimal::from(number)))))
        }
        (Value::Date(a), Value::Date(b)) => {
            Ok((a.days(), b.days(), |days| Date::from_days(days).map(Value::Date)))
        }
        (Value::Null, _) | (_, Value::Null) => Err(Fault::Missing),
        _ => Err(Fault::Kind),
    }
}

fn list_between(low: i64, high: i64, back: FromInteger) -> Result<Value, Fault> {
    let fits = high.checked_sub(low).and_then(|count| usize::try_from(count).ok());
    if fits.is_none_or(|count| count >= limits::LIST_ITEMS) {
        return Err(Fault::ListItems);
    }
    (low..=high).map(back).collect::<Option<Vec<Value>>>().map(Value::list).ok_or(Fault::Overflow)
}
