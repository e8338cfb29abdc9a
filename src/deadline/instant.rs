//! Instants and the stretches between them, as deadlines read them from values.

use crate::data::{Date, DateTime, Time, Value};

/// A stretch in which the time stands still.
pub(super) type Pause = (DateTime, DateTime);

/// A date-time as it is; a date is the start of its day in the zone.
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
