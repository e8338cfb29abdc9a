//! The number or name of a day in its week, month and year, and strict identity of values.

use super::argument::{argument, day};
use super::call::{Builtin, Outcome, builtin};
use crate::data::{Date, Decimal, Value};
use crate::feel::error::Fault;

pub(super) const ALL: &[Builtin] = &[
    builtin("day of week", &["date"], 1, |a| name_of_part(a, DAYS, Date::weekday)),
    builtin("month of year", &["date"], 1, |a| name_of_part(a, MONTHS, Date::month)),
    builtin("day of year", &["date"], 1, |a| number_or_overflow(day_of_year(day(a, 0)?))),
    builtin("week of year", &["date"], 1, |a| number_or_overflow(week_of_year(day(a, 0)?))),
    builtin("is", &["value1", "value2"], 1, identical),
];

const DAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn name_of_part(a: &[Value], names: &[&'static str], place: fn(Date) -> u32) -> Outcome {
    let index = place(day(a, 0)?).checked_sub(1).and_then(|index| names.get(index as usize));
    index.map(|name| Value::Text((*name).into())).ok_or(Fault::Unreadable)
}

fn number_or_overflow(place: Option<i64>) -> Outcome {
    place.map(|place| Value::Number(Decimal::from(place))).ok_or(Fault::Overflow)
}

fn day_of_year(date: Date) -> Option<i64> {
    date.days().checked_sub(Date::from_ymd(date.year(), 1, 1)?.days())?.checked_add(1)
}

/// The ISO 8601 week number: week 1 contains the year's first Thursday.
fn week_of_year(date: Date) -> Option<i64> {
    let thursday = Date::from_days(date.days().checked_add(4)?.checked_sub(i64::from(date.weekday()))?)?;
    day_of_year(thursday)?.checked_sub(1)?.checked_div(7)?.checked_add(1)
}

/// Strict identity: the same kind, the same value and, for times, the same offset.
fn identical(a: &[Value]) -> Outcome {
    let (a, b) = (argument(a, 0), argument(a, 1));
    Ok(Value::Bool(match (a, b) {
        (Value::DateTime(_), Value::DateTime(_)) | (Value::Time(_), Value::Time(_)) => {
            a.to_string() == b.to_string()
        }
        _ => a == b,
    }))
}
