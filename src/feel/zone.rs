//! Named zones: the host gives the offset of a zone, and operators use the offset.

use super::environment::Host;
use super::error::Fault;
use crate::data::{DateTime, Time, Value, Zoned};
use std::borrow::Cow;
use std::sync::Arc;

/// Resolves the offset of a value in a named zone; other values are returned unchanged.
pub(super) fn resolve_offset(value: Value, host: &dyn Host) -> Result<Value, Fault> {
    let Value::Zoned(zoned) = &value else { return Ok(value) };
    if zoned.time.offset().is_some() {
        return Ok(value);
    }
    let offset = offset(zoned, host).and_then(|offset| zoned.time.with_offset(offset));
    let time = offset.ok_or(Fault::Zone)?;
    Ok(Value::Zoned(Arc::new(Zoned { time, ..Zoned::clone(zoned) })))
}

fn offset(zoned: &Zoned, host: &dyn Host) -> Option<i32> {
    match zoned.zone.as_str() {
        "UTC" | "Etc/UTC" | "GMT" | "Etc/GMT" => Some(0),
        name => host.zone_offset(name, zoned.local_seconds()),
    }
}

/// Replaces a named zone by its offset.
pub(super) fn zone_to_offset(value: &Value) -> Cow<'_, Value> {
    match value {
        Value::Zoned(zoned) => Cow::Owned(match zoned.date {
            Some(date) => Value::DateTime(DateTime::new(date, zoned.time)),
            None => Value::Time(zoned.time),
        }),
        other => Cow::Borrowed(other),
    }
}

/// Returns a value to the zone that it came from, with the offset resolved again: it may have moved across a
/// clock change.
pub(super) fn restore_zone(value: Value, from: &Zoned, host: &dyn Host) -> Result<Value, Fault> {
    let (date, time) = match &value {
        Value::DateTime(at) => (Some(at.date()), at.time()),
        Value::Time(time) => (None, *time),
        _ => return Ok(value),
    };
    let unresolved = |date, time: Time| {
        Value::Zoned(Arc::new(Zoned { date, time: Time::from_nanos(time.nanos()), zone: from.zone.clone() }))
    };
    resolve_offset(unresolved(date, time), host)
}
