//! What the operators do with two values.

use super::ast::Binary;
use super::error::Fault;
use super::zone::plain;
use crate::data::{Date, DateTime, DaysDuration, Decimal, MonthsDuration, Value};
use core::cmp::Ordering;

/// Whether two values are equal; none where they are of different kinds.
pub(super) fn equal(a: &Value, b: &Value) -> Option<bool> {
    match (a, b) {
        (Value::Null, Value::Null) => Some(true),
        (Value::Zoned(_), _) | (_, Value::Zoned(_)) if a.kind() == b.kind() => equal(&plain(a), &plain(b)),
        (Value::Null, _) | (_, Value::Null) => Some(false),
        (Value::List(a), Value::List(b)) if a.len() != b.len() => Some(false),
        (Value::List(a), Value::List(b)) => {
            Some(a.iter().zip(b.iter()).all(|(x, y)| equal(x, y) == Some(true)))
        }
        (Value::Context(a), Value::Context(b)) => {
            let same = |(key, value): (&smol_str::SmolStr, &Value)| {
                b.get(key).is_some_and(|other| equal(value, other) == Some(true))
            };
            Some(a.entries().count() == b.entries().count() && a.entries().all(same))
        }
        _ if core::mem::discriminant(a) == core::mem::discriminant(b) => Some(a == b),
        _ => None,
    }
}

/// The order of two values; none where they have none.
pub(super) fn order(a: &Value, b: &Value) -> Option<Ordering> {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => Some(a.cmp(b)),
        (Value::Zoned(_), _) | (_, Value::Zoned(_)) => order(&plain(a), &plain(b)),
        (Value::Text(a), Value::Text(b)) => Some(a.cmp(b)),
        (Value::DateTime(a), Value::DateTime(b)) => Some(a.cmp(b)),
        (Value::Date(a), Value::Date(b)) => Some(a.cmp(b)),
        (Value::Time(a), Value::Time(b)) => {
            let utc = |time: &crate::data::Time| {
                let offset = i64::from(time.offset().unwrap_or(0)).saturating_mul(1_000_000_000);
                time.nanos().saturating_sub(offset)
            };
            Some(utc(a).cmp(&utc(b)))
        }
        (Value::Days(a), Value::Days(b)) => Some(a.cmp(b)),
        (Value::Months(a), Value::Months(b)) => Some(a.cmp(b)),
        _ => None,
    }
}

/// The answer of a comparison operator.
pub(super) fn compare(operator: Binary, a: &Value, b: &Value) -> Result<Value, Fault> {
    let answer = match operator {
        Binary::Equal => equal(a, b),
        Binary::NotEqual => equal(a, b).map(|same| !same),
        _ if a.is_null() || b.is_null() => return Err(Fault::Missing),
        _ => order(a, b).map(|order| match operator {
            Binary::Less => order == Ordering::Less,
            Binary::LessEqual => order != Ordering::Greater,
            Binary::Greater => order == Ordering::Greater,
            _ => order != Ordering::Less,
        }),
    };
    answer.map(Value::Bool).ok_or(Fault::Kind)
}

/// The result of an arithmetic operator.
pub(super) fn arithmetic(operator: Binary, a: &Value, b: &Value) -> Result<Value, Fault> {
    if a.is_null() || b.is_null() {
        return Err(Fault::Missing);
    }
    match operator {
        Binary::Add => add(a, b),
        Binary::Subtract => subtract(a, b),
        Binary::Multiply => multiply(a, b),
        Binary::Divide => divide(a, b),
        _ => power(a, b),
    }
}

fn fits(value: Option<Value>) -> Result<Value, Fault> {
    value.ok_or(Fault::Overflow)
}

fn months(total: Option<i64>) -> Option<Value> {
    Some(Value::Months(MonthsDuration::new(total?)))
}

fn days(nanos: Option<i128>) -> Option<Value> {
    Some(Value::Days(DaysDuration::from_nanos(nanos?)))
}

fn later(date: Date, duration: &DaysDuration) -> Option<Date> {
    let whole = duration.nanos().div_euclid(86_400_000_000_000);
    Date::from_days(date.days().checked_add(i64::try_from(whole).ok()?)?)
}

fn add(a: &Value, b: &Value) -> Result<Value, Fault> {
    fits(match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.checked_add(*b).map(Value::Number),
        (Value::Text(a), Value::Text(b)) => Some(Value::Text([a.as_str(), b.as_str()].concat().into())),
        (Value::DateTime(at), Value::Days(d)) | (Value::Days(d), Value::DateTime(at)) => {
            at.plus_days(d).map(Value::DateTime)
        }
        (Value::DateTime(at), Value::Months(m)) | (Value::Months(m), Value::DateTime(at)) => {
            at.plus_months(m).map(Value::DateTime)
        }
        (Value::Date(date), Value::Days(d)) | (Value::Days(d), Value::Date(date)) => {
            later(*date, d).map(Value::Date)
        }
        (Value::Date(date), Value::Months(m)) | (Value::Months(m), Value::Date(date)) => {
            date.plus_months(m.months()).map(Value::Date)
        }
        (Value::Time(time), Value::Days(d)) | (Value::Days(d), Value::Time(time)) => moved(*time, d.nanos()),
        (Value::Days(a), Value::Days(b)) => days(a.nanos().checked_add(b.nanos())),
        (Value::Months(a), Value::Months(b)) => months(a.months().checked_add(b.months())),
        _ => return Err(Fault::Kind),
    })
}

fn moved(time: crate::data::Time, nanos: i128) -> Option<Value> {
    let total = i128::from(time.nanos()).checked_add(nanos)?.rem_euclid(86_400_000_000_000);
    let clock = crate::data::Time::from_nanos(i64::try_from(total).ok()?);
    Some(Value::Time(time.offset().map_or(Some(clock), |offset| clock.with_offset(offset))?))
}

fn subtract(a: &Value, b: &Value) -> Result<Value, Fault> {
    fits(match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.checked_sub(*b).map(Value::Number),
        (Value::DateTime(a), Value::DateTime(b)) if a.offset().is_some() != b.offset().is_some() => {
            return Err(Fault::Kind);
        }
        (Value::DateTime(a), Value::DateTime(b)) => days(a.instant_nanos().checked_sub(b.instant_nanos())),
        (Value::Date(a), Value::Date(b)) => {
            let between = a.days().saturating_sub(b.days());
            days(i128::from(between).checked_mul(86_400_000_000_000))
        }
        (Value::DateTime(a), Value::Date(b)) => {
            at_midnight(*b, a).and_then(|b| days(a.instant_nanos().checked_sub(b.instant_nanos())))
        }
        (Value::Date(a), Value::DateTime(b)) => {
            at_midnight(*a, b).and_then(|a| days(a.instant_nanos().checked_sub(b.instant_nanos())))
        }
        (Value::Time(a), Value::Time(b)) => days(Some(i128::from(a.nanos().saturating_sub(b.nanos())))),
        (_, Value::Days(b)) => {
            return add(a, &Value::Days(DaysDuration::from_nanos(b.nanos().wrapping_neg())));
        }
        (_, Value::Months(b)) => {
            return add(a, &Value::Months(MonthsDuration::new(b.months().wrapping_neg())));
        }
        _ => return Err(Fault::Kind),
    })
}

fn at_midnight(date: Date, like: &DateTime) -> Option<DateTime> {
    like.offset()?;
    DateTime::from_local(date, crate::data::Time::from_nanos(0), 0)
}

fn scaled(duration: &DaysDuration, factor: Option<Decimal>) -> Option<Value> {
    let seconds = duration.seconds()?.checked_mul(factor?)?;
    DaysDuration::from_seconds(seconds).map(Value::Days)
}

fn multiply(a: &Value, b: &Value) -> Result<Value, Fault> {
    fits(match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.checked_mul(*b).map(Value::Number),
        (Value::Days(d), Value::Number(n)) | (Value::Number(n), Value::Days(d)) => scaled(d, Some(*n)),
        (Value::Months(m), Value::Number(n)) | (Value::Number(n), Value::Months(m)) => {
            let total = Decimal::from(m.months()).checked_mul(*n);
            months(total.and_then(|total| total.round(0, crate::data::Rounding::Down)?.to_i64()))
        }
        _ => return Err(Fault::Kind),
    })
}

fn divide(a: &Value, b: &Value) -> Result<Value, Fault> {
    let by = match b {
        Value::Number(number) => *number,
        Value::Days(duration) => duration.seconds().ok_or(Fault::Overflow)?,
        Value::Months(duration) => Decimal::from(duration.months()),
        _ => return Err(Fault::Kind),
    };
    if by.is_zero() {
        return Err(Fault::DivisionByZero);
    }
    fits(match (a, b) {
        (Value::Number(a), Value::Number(_)) => a.checked_div(by).map(Value::Number),
        (Value::Days(a), Value::Days(_)) => a.seconds().and_then(|a| a.checked_div(by)).map(Value::Number),
        (Value::Months(a), Value::Months(_)) => Decimal::from(a.months()).checked_div(by).map(Value::Number),
        (Value::Days(a), Value::Number(_)) => scaled(a, Decimal::ONE.checked_div(by)),
        (Value::Months(a), Value::Number(_)) => {
            let total = Decimal::from(a.months()).checked_div(by);
            months(total.and_then(|total| total.round(0, crate::data::Rounding::Down)?.to_i64()))
        }
        _ => return Err(Fault::Kind),
    })
}

fn power(a: &Value, b: &Value) -> Result<Value, Fault> {
    let (Value::Number(base), Value::Number(exponent)) = (a, b) else { return Err(Fault::Kind) };
    fits(
        match exponent.to_i64() {
            Some(exponent) => base.pow(exponent),
            None => super::scientific::power(*base, *exponent),
        }
        .map(Value::Number),
    )
}

/// The value with its sign turned.
pub(super) fn negate(value: &Value) -> Result<Value, Fault> {
    match value {
        Value::Null => Err(Fault::Missing),
        Value::Number(number) => Ok(Value::Number(number.negated())),
        Value::Days(duration) => Ok(Value::Days(DaysDuration::from_nanos(duration.nanos().wrapping_neg()))),
        Value::Months(duration) => Ok(Value::Months(MonthsDuration::new(duration.months().wrapping_neg()))),
        _ => Err(Fault::Kind),
    }
}
