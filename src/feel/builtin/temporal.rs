//! Days, times and lengths of time: made from texts and parts, and taken apart.

use super::{Builtin, Outcome, argument, builtin, whole, wrong};
use crate::data::{Date, DateTime, DaysDuration, Decimal, MonthsDuration, Time, Value};
use crate::feel::error::Fault;

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

fn read<T>(text: &str, parse: fn(&str) -> Option<T>, wrap: fn(T) -> Value) -> Outcome {
    parse(text).map(wrap).ok_or(Fault::Unreadable)
}

fn date(a: &[Value]) -> Outcome {
    if a.len() == 3 {
        let part =
            |index| whole(a, index).and_then(|number| u32::try_from(number).map_err(|_| Fault::Unreadable));
        let year = i32::try_from(whole(a, 0)?).map_err(|_| Fault::Unreadable)?;
        return Date::from_ymd(year, part(1)?, part(2)?).map(Value::Date).ok_or(Fault::Unreadable);
    }
    match argument(a, 0) {
        Value::Text(text) => read(text, Date::parse, Value::Date),
        Value::Date(date) => Ok(Value::Date(*date)),
        Value::DateTime(at) => Ok(Value::Date(at.date())),
        other => Err(wrong(other)),
    }
}

fn time(a: &[Value]) -> Outcome {
    if a.len() >= 3 {
        let part =
            |index| whole(a, index).and_then(|number| u32::try_from(number).map_err(|_| Fault::Unreadable));
        let clock = Time::from_hms(part(0)?, part(1)?, part(2)?, 0).ok_or(Fault::Unreadable)?;
        let offset = match argument(a, 3) {
            Value::Days(offset) => i32::try_from(offset.nanos().div_euclid(1_000_000_000)).ok(),
            Value::Null => return Ok(Value::Time(clock)),
            _ => return Err(Fault::Kind),
        };
        return offset.and_then(|offset| clock.with_offset(offset)).map(Value::Time).ok_or(Fault::Unreadable);
    }
    match argument(a, 0) {
        Value::Text(text) => read(text, Time::parse, Value::Time),
        Value::Time(time) => Ok(Value::Time(*time)),
        Value::DateTime(at) => Ok(Value::Time(at.time())),
        Value::Date(_) => Ok(Value::Time(Time::from_nanos(0))),
        other => Err(wrong(other)),
    }
}

fn date_and_time(a: &[Value]) -> Outcome {
    let day = match argument(a, 0) {
        Value::Text(text) if a.len() == 1 => {
            let day = || Some(DateTime::new(Date::parse(text)?, Time::from_nanos(0)));
            return DateTime::parse(text).or_else(day).map(Value::DateTime).ok_or(Fault::Unreadable);
        }
        Value::Date(date) => *date,
        Value::DateTime(at) if a.len() == 1 => return Ok(Value::DateTime(*at)),
        Value::DateTime(at) => at.date(),
        other => return Err(wrong(other)),
    };
    match argument(a, 1) {
        Value::Time(time) => Ok(Value::DateTime(DateTime::new(day, *time))),
        Value::Null if a.len() == 1 => Ok(Value::DateTime(DateTime::new(day, Time::from_nanos(0)))),
        other => Err(wrong(other)),
    }
}

fn duration(a: &[Value]) -> Outcome {
    match argument(a, 0) {
        Value::Text(text) => duration_text(text).ok_or(Fault::Unreadable),
        length @ (Value::Days(_) | Value::Months(_)) => Ok(length.clone()),
        other => Err(wrong(other)),
    }
}

fn duration_text(text: &str) -> Option<Value> {
    DaysDuration::parse(text).map(Value::Days).or_else(|| MonthsDuration::parse(text).map(Value::Months))
}

fn months_between(a: &[Value]) -> Outcome {
    let day = |index| match argument(a, index) {
        Value::Date(date) => Ok(*date),
        Value::DateTime(at) => Ok(at.date()),
        other => Err(wrong(other)),
    };
    let (from, to) = (day(0)?, day(1)?);
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
    let time = || Time::parse(text).map(Value::Time);
    Date::parse(text).map(Value::Date).or_else(date_time).or_else(time).or_else(|| duration_text(text))
}

fn of(number: impl Into<i64>) -> Option<Value> {
    Some(Value::Number(Decimal::from(number.into())))
}

/// A part of a day, a time or a length of time.
pub(in crate::feel) fn property(value: &Value, name: &str) -> Option<Value> {
    match value {
        Value::Date(date) => date_part(*date, name),
        Value::Time(time) => time_part(*time, name),
        Value::DateTime(at) => date_part(at.date(), name).or_else(|| time_part(at.time(), name)),
        Value::Days(length) => {
            let seconds = i64::try_from(length.nanos().checked_div(1_000_000_000)?).ok()?;
            let part = |unit: i64, within: i64| of(seconds.checked_rem(within)?.checked_div(unit)?);
            match name {
                "days" => of(seconds.checked_div(86_400)?),
                "hours" => part(3600, 86_400),
                "minutes" => part(60, 3600),
                "seconds" => part(1, 60),
                _ => None,
            }
        }
        Value::Months(length) => match name {
            "years" => of(length.months().checked_div(12)?),
            "months" => of(length.months().checked_rem(12)?),
            _ => None,
        },
        _ => None,
    }
}

fn date_part(date: Date, name: &str) -> Option<Value> {
    match name {
        "year" => of(date.year()),
        "month" => of(date.month()),
        "day" => of(date.day()),
        "weekday" => of(date.weekday()),
        _ => None,
    }
}

fn time_part(time: Time, name: &str) -> Option<Value> {
    match name {
        "hour" => of(time.hour()),
        "minute" => of(time.minute()),
        "second" => of(time.second()),
        "time offset" => {
            let nanos = i128::from(time.offset()?).checked_mul(1_000_000_000)?;
            Some(Value::Days(DaysDuration::from_nanos(nanos)))
        }
        _ => None,
    }
}
