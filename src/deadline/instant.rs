//! Converts values of expressions to instants for deadlines.

use crate::data::{Date, DateTime, Time, Value};

/// A period in which the time is paused.
pub(super) type Pause = (DateTime, DateTime);

/// A date and time in the zone; a date is the start of its day there.
pub(super) fn instant(value: &Value, zone: i32) -> Option<DateTime> {
    match value {
        Value::DateTime(at) => at.with_offset(zone),
        Value::Date(date) => start_of_day(*date, zone),
        _ => None,
    }
}

fn start_of_day(date: Date, zone: i32) -> Option<DateTime> {
    DateTime::from_local(date, Time::from_hms(0, 0, 0, 0)?, zone)
}
