//! Dates, times and durations, made from texts and parts.

use super::argument::{argument, day, kind_fault, number, single, whole};
use super::call::{Builtin, CallKind, Outcome, builtin};
use crate::data::{Date, DateTime, Decimal, MonthsDuration, Rounding, Time, Value, Zoned};
use crate::feel::error::Fault;
use std::sync::Arc;

pub(super) const ALL: &[Builtin] = &[
    builtin("date", &["from"], 1, date),
    builtin("date", &["year", "month", "day"], 3, date),
    builtin("time", &["from"], 1, time),
    builtin("time", &["hour", "minute", "second", "offset"], 3, time),
    builtin("date and time", &["from"], 1, date_and_time),
    builtin("date and time", &["date", "time"], 2, date_and_time),
    builtin("duration", &["from"], 1, duration),
    builtin("years and months duration", &["from", "to"], 2, months_between),
];

/// The argument at `index`, unwrapped if it is a one-element list.
fn single_argument(a: &[Value], index: usize) -> &Value {
    single(argument(a, index))
}

/// Parses a time; `24:00:00` is midnight.
fn clock(text: &str) -> Option<Value> {
    DateTime::parse(&["1970-01-01T", text].concat()).map(|at| Value::Time(at.time()))
}

/// Parses a time, or a date and time, in a named zone.
fn parse_zoned(text: &str, has_date: bool) -> Option<Value> {
    let zoned = Zoned::parse(text).filter(|zoned| zoned.date.is_some() == has_date)?;
    Some(Value::Zoned(Arc::new(zoned)))
}

/// The same clock time in the same zone, on another day or without one.
fn in_zone(date: Option<Date>, like: &Zoned) -> Value {
    Value::Zoned(Arc::new(Zoned { date, time: Time::from_nanos(like.time.nanos()), zone: like.zone.clone() }))
}

/// A component of a date or time: a non-negative integer.
fn part(a: &[Value], index: usize) -> Result<u32, Fault> {
    u32::try_from(whole(a, index)?).map_err(|_| Fault::Unreadable)
}

fn date(a: &[Value]) -> Outcome {
    if a.len() == 3 {
        let year = i32::try_from(whole(a, 0)?).map_err(|_| Fault::Unreadable)?;
        return Date::from_ymd(year, part(a, 1)?, part(a, 2)?).map(Value::Date).ok_or(Fault::Unreadable);
    }
    match single_argument(a, 0) {
        Value::Text(text) => Date::parse(text).map(Value::Date).ok_or(Fault::Unreadable),
        _ => day(a, 0).map(Value::Date),
    }
}

pub(super) fn time(a: &[Value]) -> Outcome {
    if a.len() >= 3 {
        let second = part(a, 2)?;
        let clock =
            Time::from_hms(part(a, 0)?, part(a, 1)?, second, nanos(a, 2)?).ok_or(Fault::Unreadable)?;
        let offset = match single_argument(a, 3) {
            Value::Days(offset) => i32::try_from(offset.nanos().div_euclid(1_000_000_000)).ok(),
            Value::Null => return Ok(Value::Time(clock)),
            _ => return Err(Fault::Kind),
        };
        return offset.and_then(|offset| clock.with_offset(offset)).map(Value::Time).ok_or(Fault::Unreadable);
    }
    match single_argument(a, 0) {
        Value::Text(text) => clock(text).or_else(|| parse_zoned(text, false)).ok_or(Fault::Unreadable),
        Value::Zoned(zoned) => Ok(in_zone(None, zoned)),
        Value::Time(time) => Ok(Value::Time(*time)),
        Value::DateTime(at) => Ok(Value::Time(at.time())),
        // A date by itself starts at midnight UTC.
        Value::Date(_) => Time::from_nanos(0).with_offset(0).map(Value::Time).ok_or(Fault::Unreadable),
        other => Err(kind_fault(other)),
    }
}

/// The fractional part of a number of seconds, in nanoseconds.
fn nanos(a: &[Value], index: usize) -> Result<u32, Fault> {
    let billion = Decimal::from(1_000_000_000);
    let all = number(a, index)?.checked_mul(billion).filter(|all| *all >= Decimal::from(0));
    let all = all.and_then(|all| all.modulo(billion));
    let whole = all.and_then(|rest| rest.round(0, Rounding::Down)).and_then(Decimal::to_i64);
    whole.and_then(|nanos| u32::try_from(nanos).ok()).ok_or(Fault::Unreadable)
}

fn date_and_time(a: &[Value]) -> Outcome {
    let midnight = Time::from_nanos(0);
    match (single_argument(a, 0), a.len()) {
        (Value::Text(text), 1) => {
            let day = || Some(DateTime::new(Date::parse(text)?, midnight));
            let plain = DateTime::parse(text).or_else(day).map(Value::DateTime);
            return plain.or_else(|| parse_zoned(text, true)).ok_or(Fault::Unreadable);
        }
        (at @ (Value::DateTime(_) | Value::Zoned(_)), 1) if at.kind() == "date and time" => {
            return Ok(at.clone());
        }
        _ => {}
    }
    let day = day(a, 0)?;
    match single_argument(a, 1) {
        Value::Time(time) => Ok(Value::DateTime(DateTime::new(day, *time))),
        Value::Zoned(zoned) if zoned.date.is_none() => Ok(in_zone(Some(day), zoned)),
        Value::Null if a.len() == 1 => Ok(Value::DateTime(DateTime::new(day, midnight))),
        other => Err(kind_fault(other)),
    }
}

fn duration(a: &[Value]) -> Outcome {
    match single_argument(a, 0) {
        Value::Text(text) => Value::parse_duration(text).ok_or(Fault::Unreadable),
        length @ (Value::Days(_) | Value::Months(_)) => Ok(length.clone()),
        other => Err(kind_fault(other)),
    }
}

fn months_between(a: &[Value]) -> Outcome {
    let (from, to) = (day(a, 0)?, day(a, 1)?);
    let month =
        |date: Date| i64::from(date.year()).saturating_mul(12).saturating_add(i64::from(date.month()));
    let whole = month(to).saturating_sub(month(from));
    let cut = match (from <= to, to.day() < from.day(), to.day() > from.day()) {
        (true, true, _) => whole.saturating_sub(1),
        (false, _, true) => whole.saturating_add(1),
        _ => whole,
    };
    Ok(Value::Months(MonthsDuration::new(cut)))
}

/// The value of `@"…"`.
pub(in crate::feel) fn literal(text: &str) -> Option<Value> {
    let date_time = || DateTime::parse(text).map(Value::DateTime);
    let zoned = || parse_zoned(text, true).or_else(|| parse_zoned(text, false));
    let plain = Date::parse(text).map(Value::Date).or_else(date_time).or_else(|| clock(text));
    plain.or_else(|| Value::parse_duration(text)).or_else(zoned)
}

/// The identity function; it exists because the result of every call has its zone resolved by the host.
pub(in crate::feel) fn identity() -> CallKind {
    CallKind::Plain(|a| Ok(single_argument(a, 0).clone()))
}
