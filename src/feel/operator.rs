//! The operators. Results are copied; only [`arithmetic`] concatenates texts.

use super::ast::Binary;
use super::error::Fault;
use super::scalar::Scalar;
use super::zone::zone_to_offset;
use crate::data::{DAY, Date, DateTime, DaysDuration, Decimal, MonthsDuration, Rounding, Time, Value};
use core::cmp::Ordering;

/// Whether two values are equal; `None` if they are of different kinds.
pub(super) fn equal(a: &Value, b: &Value) -> Option<bool> {
    equal_scalars(Scalar::from_value(a), Scalar::from_value(b))
}

/// Compares two values; `None` if they are not comparable.
pub(super) fn order(a: &Value, b: &Value) -> Option<Ordering> {
    order_scalars(Scalar::from_value(a), Scalar::from_value(b))
}

fn equal_scalars(a: Scalar, b: Scalar) -> Option<bool> {
    Some(match (a, b) {
        (Scalar::Null, Scalar::Null) => true,
        (Scalar::Null, _) | (_, Scalar::Null) => false,
        (Scalar::Number(a), Scalar::Number(b)) => a == b,
        (Scalar::Text(a), Scalar::Text(b)) => a == b,
        (Scalar::Bool(a), Scalar::Bool(b)) => a == b,
        (Scalar::DateTime(a), Scalar::DateTime(b)) => a == b,
        (Scalar::Date(a), Scalar::Date(b)) => a == b,
        (Scalar::Time(a), Scalar::Time(b)) => utc(a) == utc(b),
        (Scalar::Days(a), Scalar::Days(b)) => a == b,
        (Scalar::Months(a), Scalar::Months(b)) => a == b,
        (Scalar::Other(a), Scalar::Other(b)) => return equal_others(a, b),
        (Scalar::Other(zoned), other) | (other, Scalar::Other(zoned)) => {
            return retry_without_zone(zoned, other, equal_scalars);
        }
        _ => return None,
    })
}

/// Retries the question if one value is a time in a named zone and the other is of the same kind without one.
fn retry_without_zone<T>(zoned: &Value, other: Scalar, ask: fn(Scalar, Scalar) -> Option<T>) -> Option<T> {
    let fits = matches!(zoned, Value::Zoned(_)) && zoned.kind() == other.into_value().kind();
    fits.then(|| ask(Scalar::from_value(&zone_to_offset(zoned)), other)).flatten()
}

fn equal_others(a: &Value, b: &Value) -> Option<bool> {
    match (a, b) {
        (Value::Zoned(_), Value::Zoned(_)) if a.kind() == b.kind() => {
            equal(&zone_to_offset(a), &zone_to_offset(b))
        }
        (Value::List(a), Value::List(b)) if a.len() != b.len() => Some(false),
        (Value::List(a), Value::List(b)) => {
            Some(a.iter().zip(b.iter()).all(|(x, y)| equal(x, y) == Some(true)))
        }
        (Value::Context(a), Value::Context(b)) => {
            let held = |(key, value): (&smol_str::SmolStr, &Value)| {
                b.get(key).is_some_and(|other| equal(value, other) == Some(true))
            };
            Some(a.entries().count() == b.entries().count() && a.entries().all(held))
        }
        _ if core::mem::discriminant(a) == core::mem::discriminant(b) => Some(a == b),
        _ => None,
    }
}

#[cfg_attr(swift, optimize(speed))]
fn order_scalars(a: Scalar, b: Scalar) -> Option<Ordering> {
    Some(match (a, b) {
        (Scalar::Number(a), Scalar::Number(b)) => a.cmp(&b),
        (Scalar::DateTime(a), Scalar::DateTime(b)) => a.cmp(&b),
        (Scalar::Text(a), Scalar::Text(b)) => a.cmp(b),
        (Scalar::Date(a), Scalar::Date(b)) => a.cmp(&b),
        (Scalar::Time(a), Scalar::Time(b)) => utc(a).cmp(&utc(b)),
        (Scalar::Days(a), Scalar::Days(b)) => a.cmp(&b),
        (Scalar::Months(a), Scalar::Months(b)) => a.cmp(&b),
        (Scalar::Other(a @ Value::Zoned(_)), Scalar::Other(b @ Value::Zoned(_))) => {
            return order(&zone_to_offset(a), &zone_to_offset(b));
        }
        (Scalar::Other(zoned), other) => return retry_without_zone(zoned, other, order_scalars),
        (other, Scalar::Other(zoned)) => return retry_without_zone(zoned, other, |a, b| order_scalars(b, a)),
        _ => return None,
    })
}

fn utc(time: Time) -> i64 {
    let offset = i64::from(time.offset().unwrap_or(0)).saturating_mul(1_000_000_000);
    time.nanos().saturating_sub(offset)
}

/// Whether a comparison operator holds for two values in this order.
pub(super) fn holds_for(operator: Binary, order: Ordering) -> bool {
    match operator {
        Binary::Equal => order == Ordering::Equal,
        Binary::NotEqual => order != Ordering::Equal,
        Binary::Less => order == Ordering::Less,
        Binary::LessEqual => order != Ordering::Greater,
        Binary::Greater => order == Ordering::Greater,
        _ => order != Ordering::Less,
    }
}

/// Compares two values by reference, for the most common kinds; `None` for all others.
#[cfg_attr(swift, optimize(speed))]
pub(super) fn compare_in_place(operator: Binary, a: &Value, b: &Value) -> Option<bool> {
    let order = match (a, b) {
        (Value::Text(a), Value::Text(b)) => a.as_str().cmp(b.as_str()),
        (Value::Number(a), Value::Number(b)) => a.cmp(b),
        (Value::DateTime(a), Value::DateTime(b)) => a.cmp(b),
        _ => return None,
    };
    Some(holds_for(operator, order))
}

/// The operators that compare a value with the lower and the upper end of a range.
pub(super) fn range_comparisons(low_in: bool, high_in: bool) -> (Binary, Binary) {
    let from = if low_in { Binary::GreaterEqual } else { Binary::Greater };
    (from, if high_in { Binary::LessEqual } else { Binary::Less })
}

/// Applies a comparison operator.
#[inline]
#[cfg_attr(swift, optimize(speed))]
pub(super) fn compare(operator: Binary, a: Scalar, b: Scalar) -> Result<bool, Fault> {
    let answer = match operator {
        Binary::Equal => equal_scalars(a, b),
        Binary::NotEqual => equal_scalars(a, b).map(|same| !same),
        _ if a.is_null() || b.is_null() => return Err(Fault::Missing),
        _ => order_scalars(a, b).map(|order| holds_for(operator, order)),
    };
    answer.ok_or(Fault::Kind)
}

/// Applies an arithmetic operator.
pub(super) fn arithmetic(operator: Binary, a: &Value, b: &Value) -> Result<Value, Fault> {
    if let (Binary::Add, Value::Text(a), Value::Text(b)) = (operator, a, b) {
        return Ok(Value::Text([a.as_str(), b.as_str()].concat().into()));
    }
    scalar_arithmetic(operator, Scalar::from_value(a), Scalar::from_value(b)).map(Scalar::into_value)
}

/// Like [`arithmetic`], except for text.
#[inline]
#[cfg_attr(swift, optimize(speed))]
pub(super) fn scalar_arithmetic<'a>(
    operator: Binary,
    a: Scalar<'a>,
    b: Scalar<'a>,
) -> Result<Scalar<'a>, Fault> {
    if let (Scalar::Number(a), Scalar::Number(b)) = (a, b) {
        return match numeric(operator, a, b) {
            Some(number) => Ok(Scalar::Number(number)),
            // A quotient, or a negative power of zero.
            None if a.is_zero() || b.is_zero() => Err(Fault::DivisionByZero),
            None => Err(Fault::Overflow),
        };
    }
    if a.is_null() || b.is_null() {
        return Err(Fault::Missing);
    }
    temporal(operator, a, b)
}

#[cfg_attr(swift, optimize(speed))]
pub(super) fn numeric(operator: Binary, a: Decimal, b: Decimal) -> Option<Decimal> {
    match operator {
        Binary::Add => a.checked_add(b),
        Binary::Subtract => a.checked_sub(b),
        Binary::Multiply => a.checked_mul(b),
        Binary::Divide => a.checked_div(b),
        _ => match b.to_i64() {
            Some(exponent) => a.pow(exponent),
            None => super::scientific::power(a, b),
        },
    }
}

fn temporal<'a>(operator: Binary, a: Scalar<'a>, b: Scalar<'a>) -> Result<Scalar<'a>, Fault> {
    match operator {
        Binary::Add => add(a, b),
        Binary::Subtract => subtract(a, b),
        Binary::Multiply => multiply(a, b),
        Binary::Divide => divide(a, b),
        _ => Err(Fault::Kind),
    }
}

fn or_overflow(value: Option<Scalar>) -> Result<Scalar, Fault> {
    value.ok_or(Fault::Overflow)
}

fn months<'a>(total: Option<i64>) -> Option<Scalar<'a>> {
    Some(Scalar::Months(MonthsDuration::new(total?)))
}

fn days<'a>(nanos: Option<i128>) -> Option<Scalar<'a>> {
    Some(Scalar::Days(DaysDuration::from_nanos(nanos?)))
}

fn add_days(date: Date, duration: DaysDuration) -> Option<Date> {
    let whole = duration.nanos().div_euclid(DAY);
    Date::from_days(date.days().checked_add(i64::try_from(whole).ok()?)?)
}

fn add<'a>(a: Scalar<'a>, b: Scalar<'a>) -> Result<Scalar<'a>, Fault> {
    or_overflow(match (a, b) {
        (Scalar::DateTime(at), Scalar::Days(d)) | (Scalar::Days(d), Scalar::DateTime(at)) => {
            at.plus_days(&d).map(Scalar::DateTime)
        }
        (Scalar::DateTime(at), Scalar::Months(m)) | (Scalar::Months(m), Scalar::DateTime(at)) => {
            at.plus_months(&m).map(Scalar::DateTime)
        }
        (Scalar::Date(date), Scalar::Days(d)) | (Scalar::Days(d), Scalar::Date(date)) => {
            add_days(date, d).map(Scalar::Date)
        }
        (Scalar::Date(date), Scalar::Months(m)) | (Scalar::Months(m), Scalar::Date(date)) => {
            date.plus_months(m.months()).map(Scalar::Date)
        }
        (Scalar::Time(time), Scalar::Days(d)) | (Scalar::Days(d), Scalar::Time(time)) => {
            shift_time(time, d.nanos())
        }
        (Scalar::Days(a), Scalar::Days(b)) => days(a.nanos().checked_add(b.nanos())),
        (Scalar::Months(a), Scalar::Months(b)) => months(a.months().checked_add(b.months())),
        _ => return Err(Fault::Kind),
    })
}

fn shift_time<'a>(time: Time, nanos: i128) -> Option<Scalar<'a>> {
    let total = i128::from(time.nanos()).checked_add(nanos)?.rem_euclid(DAY);
    let clock = Time::from_nanos(i64::try_from(total).ok()?);
    time.offset().map_or(Some(clock), |offset| clock.with_offset(offset)).map(Scalar::Time)
}

fn subtract<'a>(a: Scalar<'a>, b: Scalar<'a>) -> Result<Scalar<'a>, Fault> {
    or_overflow(match (a, b) {
        (Scalar::DateTime(a), Scalar::DateTime(b)) if a.offset().is_some() != b.offset().is_some() => {
            return Err(Fault::Kind);
        }
        (Scalar::DateTime(a), Scalar::DateTime(b)) => days_between(Some(a), Some(b)),
        (Scalar::Date(a), Scalar::Date(b)) => {
            let between = a.days().saturating_sub(b.days());
            days(i128::from(between).checked_mul(DAY))
        }
        // A date by itself starts at midnight UTC, so it cannot be subtracted from or by a local date and
        // time.
        (Scalar::DateTime(at), Scalar::Date(_)) | (Scalar::Date(_), Scalar::DateTime(at))
            if at.offset().is_none() =>
        {
            return Err(Fault::Kind);
        }
        (Scalar::DateTime(a), Scalar::Date(b)) => days_between(Some(a), at_midnight(b)),
        (Scalar::Date(a), Scalar::DateTime(b)) => days_between(at_midnight(a), Some(b)),
        (Scalar::Time(a), Scalar::Time(b)) if a.offset().is_some() != b.offset().is_some() => {
            return Err(Fault::Kind);
        }
        (Scalar::Time(a), Scalar::Time(b)) => days(Some(i128::from(utc(a).saturating_sub(utc(b))))),
        (_, Scalar::Days(_) | Scalar::Months(_)) => return add(a, negate(b)?),
        _ => return Err(Fault::Kind),
    })
}

fn days_between<'a>(a: Option<DateTime>, b: Option<DateTime>) -> Option<Scalar<'a>> {
    days(a?.instant_nanos().checked_sub(b?.instant_nanos()))
}

pub(super) fn at_midnight(date: Date) -> Option<DateTime> {
    DateTime::from_local(date, Time::from_nanos(0), 0)
}

fn days_of_seconds<'a>(seconds: Option<Decimal>) -> Option<Scalar<'a>> {
    DaysDuration::from_seconds(seconds?).map(Scalar::Days)
}

fn whole_months<'a>(total: Option<Decimal>) -> Option<Scalar<'a>> {
    months(total?.round(0, Rounding::Down)?.to_i64())
}

fn multiply<'a>(a: Scalar<'a>, b: Scalar<'a>) -> Result<Scalar<'a>, Fault> {
    or_overflow(match (a, b) {
        (Scalar::Days(d), Scalar::Number(n)) | (Scalar::Number(n), Scalar::Days(d)) => {
            days_of_seconds(d.seconds().and_then(|d| d.checked_mul(n)))
        }
        (Scalar::Months(m), Scalar::Number(n)) | (Scalar::Number(n), Scalar::Months(m)) => {
            whole_months(Decimal::from(m.months()).checked_mul(n))
        }
        _ => return Err(Fault::Kind),
    })
}

fn divide<'a>(a: Scalar<'a>, b: Scalar<'a>) -> Result<Scalar<'a>, Fault> {
    let by = match b {
        Scalar::Number(number) => number,
        Scalar::Days(duration) => duration.seconds().ok_or(Fault::Overflow)?,
        Scalar::Months(duration) => Decimal::from(duration.months()),
        _ => return Err(Fault::Kind),
    };
    if by.is_zero() {
        return Err(Fault::DivisionByZero);
    }
    or_overflow(match (a, b) {
        (Scalar::Days(a), other) => {
            let quotient = a.seconds().and_then(|a| a.checked_div(by));
            match other {
                Scalar::Days(_) => Scalar::number(quotient),
                Scalar::Number(_) => days_of_seconds(quotient),
                _ => return Err(Fault::Kind),
            }
        }
        (Scalar::Months(a), Scalar::Months(_)) => Scalar::number(Decimal::from(a.months()).checked_div(by)),
        (Scalar::Months(a), Scalar::Number(_)) => whole_months(Decimal::from(a.months()).checked_div(by)),
        _ => return Err(Fault::Kind),
    })
}

/// Changes the sign of a number or duration.
pub(super) fn negate(value: Scalar) -> Result<Scalar, Fault> {
    Ok(match value {
        Scalar::Null => return Err(Fault::Missing),
        Scalar::Number(number) => Scalar::Number(number.negated()),
        Scalar::Days(duration) => Scalar::Days(DaysDuration::from_nanos(duration.nanos().wrapping_neg())),
        Scalar::Months(duration) => Scalar::Months(MonthsDuration::new(duration.months().wrapping_neg())),
        _ => return Err(Fault::Kind),
    })
}
