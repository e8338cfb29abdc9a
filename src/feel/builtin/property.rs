//! The properties of values: `.year` of a date, `.hours` of a duration, `.start` of a range. The entries of
//! contexts are not read here.

use crate::data::{Date, DaysDuration, Decimal, Time, Value};

/// A minute in nanoseconds.
const MINUTE: i64 = 60_000_000_000;

/// Returns the property of this name, or `None` if the value has no such property.
pub(in crate::feel) fn property(value: &Value, name: &str) -> Option<Value> {
    match value {
        Value::Date(date) => date_part(*date, name),
        Value::Time(time) => time_part(*time, name),
        Value::DateTime(at) => date_part(at.date(), name).or_else(|| time_part(at.time(), name)),
        Value::Zoned(zoned) if name == "timezone" => Some(Value::Text(zoned.zone.clone())),
        Value::Zoned(zoned) => {
            zoned.date.and_then(|date| date_part(date, name)).or_else(|| time_part(zoned.time, name))
        }
        Value::Range(range) => Some(match name {
            "start" => range.low.clone(),
            "end" => range.high.clone(),
            "start included" => Value::Bool(range.low_in),
            "end included" => Value::Bool(range.high_in),
            _ => return None,
        }),
        Value::Days(length) => {
            let seconds = i64::try_from(length.nanos().checked_div(1_000_000_000)?).ok()?;
            let part = |unit: i64, within: i64| number(seconds.checked_rem(within)?.checked_div(unit)?);
            match name {
                "days" => number(seconds.checked_div(86_400)?),
                "hours" => part(3600, 86_400),
                "minutes" => part(60, 3600),
                "seconds" => self::seconds(i64::try_from(length.nanos().checked_rem(MINUTE.into())?).ok()?),
                _ => None,
            }
        }
        Value::Months(length) => match name {
            "years" => number(length.months().checked_div(12)?),
            "months" => number(length.months().checked_rem(12)?),
            _ => None,
        },
        _ => None,
    }
}

fn date_part(date: Date, name: &str) -> Option<Value> {
    match name {
        "year" => number(date.year()),
        "month" => number(date.month()),
        "day" => number(date.day()),
        "weekday" => number(date.weekday()),
        _ => None,
    }
}

fn time_part(time: Time, name: &str) -> Option<Value> {
    match name {
        "hour" => number(time.hour()),
        "minute" => number(time.minute()),
        "second" => seconds(time.nanos().checked_rem(MINUTE)?),
        "time offset" => {
            let nanos = i128::from(time.offset()?).checked_mul(1_000_000_000)?;
            Some(Value::Days(DaysDuration::from_nanos(nanos)))
        }
        _ => None,
    }
}

fn number(number: impl Into<i64>) -> Option<Value> {
    Some(Value::Number(Decimal::from(number.into())))
}

/// Converts nanoseconds to seconds.
fn seconds(nanos: i64) -> Option<Value> {
    Some(Value::Number(Decimal::from_scaled(nanos, 9)))
}
