//! A day and a time of day, with a UTC offset if one is known. Values with different offsets are compared as
//! instants.

use super::date::write_offset;
use super::duration::DAY;
use super::{Date, DaysDuration, MonthsDuration, Time};
use core::cmp::Ordering;
use core::fmt;
use std::time::SystemTime;

/// A date and time.
#[derive(Clone, Copy, Debug)]
pub struct DateTime {
    date: Date,
    time: Time,
}

impl DateTime {
    /// A day and a time; the offset is that of the time.
    pub fn new(date: Date, time: Time) -> Self {
        Self { date, time }
    }

    /// A local day and time of day, at an offset in seconds.
    pub fn from_local(date: Date, time: Time, offset: i32) -> Option<Self> {
        Some(Self { date, time: time.with_offset(offset)? })
    }

    /// Reads `date T time`. The time is as in [`Time::parse`], or `24:00:00` for the end of the day; the seconds may
    /// not be missing, as they may in an order.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.split_once('T')?;
        let date = Date::parse(date)?;
        if let Some(ending) = time.strip_prefix("24:00:00") {
            let time = Time::parse(&["00:00:00", ending].concat())?;
            let next = Date::from_days(date.days().checked_add(1)?)?;
            return if time.nanos() == 0 { Some(Self { date: next, time }) } else { None };
        }
        Some(Self { date, time: Time::parse(time)? })
    }

    /// The day.
    pub fn date(&self) -> Date {
        self.date
    }

    /// The time of day, with its offset.
    pub fn time(&self) -> Time {
        self.time
    }

    /// The offset in seconds, if known.
    pub fn offset(&self) -> Option<i32> {
        self.time.offset
    }

    /// The nanoseconds since 1970-01-01T00:00:00 in local time.
    pub(super) fn local_nanos(&self) -> i128 {
        i128::from(self.date.days()).saturating_mul(DAY).saturating_add(i128::from(self.time.nanos()))
    }

    /// The nanoseconds since 1970-01-01T00:00:00Z; without an offset, UTC is assumed.
    pub fn instant_nanos(&self) -> i128 {
        let offset = i128::from(self.offset().unwrap_or(0)).saturating_mul(1_000_000_000);
        self.local_nanos().saturating_sub(offset)
    }

    /// The whole seconds since 1970-01-01T00:00:00Z.
    pub fn instant_seconds(&self) -> i64 {
        self.instant().0
    }

    /// The whole milliseconds since 1970-01-01T00:00:00Z.
    #[inline(never)]
    pub fn instant_millis(&self) -> i64 {
        let (seconds, nanos) = self.instant();
        seconds.wrapping_mul(1000).wrapping_add(i64::from(nanos / 1_000_000))
    }

    /// The seconds since 1970-01-01T00:00:00Z, and nanoseconds; used in comparisons.
    fn instant(&self) -> (i64, u32) {
        let (local, nanos) = self.local();
        (local.saturating_sub(i64::from(self.offset().unwrap_or(0))), nanos)
    }

    /// A time of the system clock, in UTC; `None` for years that a date cannot have. The crate itself reads no
    /// clock.
    ///
    /// # Example
    /// ```
    /// use gongdan::data::DateTime;
    /// use std::time::{Duration, UNIX_EPOCH};
    /// let at = DateTime::from_system(UNIX_EPOCH + Duration::from_millis(1_772_413_200_500)).unwrap();
    /// assert_eq!(at.to_string(), "2026-03-02T01:00:00.5Z");
    /// ```
    pub fn from_system(time: SystemTime) -> Option<Self> {
        let (whole, nanos) = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => (i64::try_from(after.as_secs()).ok()?, after.subsec_nanos()),
            Err(before) => {
                let before = before.duration();
                let whole = i64::try_from(before.as_secs()).ok()?.checked_neg()?;
                match before.subsec_nanos() {
                    0 => (whole, 0),
                    nanos => (whole.checked_sub(1)?, 1_000_000_000_u32.checked_sub(nanos)?),
                }
            }
        };
        Self::from_midnight(Date::from_days(0)?, whole, nanos, Some(0))
    }

    /// The same instant at another offset. A value without an offset keeps its local time and gets this
    /// offset.
    pub fn with_offset(&self, offset: i32) -> Option<Self> {
        match self.offset() {
            None => Self::from_local(self.date, self.time, offset),
            Some(own) => Self::converted(self.date, self.time, own, offset),
        }
    }

    /// A day and a time of day at the offset `own`, as the local time at the offset `other`, both in seconds.
    #[inline(always)]
    #[cfg_attr(swift, optimize(speed))]
    pub(crate) fn converted(date: Date, time: Time, own: i32, other: i32) -> Option<Self> {
        let (seconds, nanos) = time.clock;
        let moved = i64::from(other).wrapping_sub(i64::from(own));
        Self::from_midnight(date, i64::from(seconds).wrapping_add(moved), nanos, Some(other))
    }

    /// The local time after nanoseconds since 1970-01-01T00:00:00.
    pub(super) fn from_local_nanos(nanos: i64, offset: Option<i32>) -> Option<Self> {
        let (seconds, rest) = DaysDuration::from_nanos(i128::from(nanos)).parts()?;
        Self::from_midnight(Date::from_days(0)?, seconds, rest, offset)
    }

    /// The local time after seconds since midnight of `date`, which may be negative, and nanoseconds.
    #[inline(always)]
    #[cfg_attr(swift, optimize(speed))]
    fn from_midnight(date: Date, seconds: i64, nanos: u32, offset: Option<i32>) -> Option<Self> {
        let (date, second) = match u32::try_from(seconds) {
            Ok(second @ 0..86_400) => (date, second),
            _ => {
                let days = date.days().checked_add(seconds.div_euclid(86_400))?;
                (Date::from_days(days)?, u32::try_from(seconds.rem_euclid(86_400)).ok()?)
            }
        };
        let time = Time::from_seconds(second, nanos)?;
        Some(Self { date, time: Time { offset, ..time } })
    }

    /// The seconds since 1970-01-01T00:00:00 in local time, and nanoseconds.
    fn local(&self) -> (i64, u32) {
        let (seconds, nanos) = self.time.clock;
        (self.date.days().saturating_mul(86_400).saturating_add(i64::from(seconds)), nanos)
    }

    /// Adds elapsed time.
    pub fn plus_days(&self, duration: &DaysDuration) -> Option<Self> {
        let ((seconds, nanos), (more, finer)) = (self.time.clock, duration.parts()?);
        let nanos = nanos.checked_add(finer)?;
        let (carry, nanos) =
            if nanos < 1_000_000_000 { (0, nanos) } else { (1, nanos.checked_sub(1_000_000_000)?) };
        let seconds = i64::from(seconds).checked_add(more)?.checked_add(carry)?;
        Self::from_midnight(self.date, seconds, nanos, self.offset())
    }

    /// Subtracts elapsed time.
    pub fn minus_days(&self, duration: &DaysDuration) -> Option<Self> {
        self.plus_days(&DaysDuration::from_nanos(duration.nanos().checked_neg()?))
    }

    /// Adds calendar months at the same time of day; a day that the month does not have becomes its last day.
    pub fn plus_months(&self, duration: &MonthsDuration) -> Option<Self> {
        Some(Self { date: self.date.plus_months(duration.months())?, time: self.time })
    }
}

impl PartialEq for DateTime {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for DateTime {}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for DateTime {
    #[cfg_attr(swift, optimize(speed))]
    fn cmp(&self, other: &Self) -> Ordering {
        if self.offset() == other.offset() {
            return (self.date, self.time.clock).cmp(&(other.date, other.time.clock));
        }
        self.instant().cmp(&other.instant())
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let clock = Time { offset: None, ..self.time };
        write!(f, "{}T{clock}", self.date)?;
        self.offset().map_or(Ok(()), |offset| write_offset(f, offset))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn moments_compare_independently_of_their_offsets() {
        let (a, b) = ("2026-03-02T09:00:00Z", "2026-03-02T17:00:00+08:00");
        let (a, b) = (DateTime::parse(a).unwrap(), DateTime::parse(b).unwrap());
        assert_eq!(a, b);
        assert_eq!(a.with_offset(8 * 3600).unwrap().to_string(), "2026-03-02T17:00:00+08:00");
    }

    #[test]
    fn a_system_clock_is_read_before_and_after_1970() {
        let half = Duration::from_millis(500);
        for (time, text) in [
            (SystemTime::UNIX_EPOCH, "1970-01-01T00:00:00Z"),
            (SystemTime::UNIX_EPOCH + half, "1970-01-01T00:00:00.5Z"),
            (SystemTime::UNIX_EPOCH - half, "1969-12-31T23:59:59.5Z"),
            (SystemTime::UNIX_EPOCH - half * 2, "1969-12-31T23:59:59Z"),
        ] {
            assert_eq!(DateTime::from_system(time).unwrap().to_string(), text);
        }
    }

    #[test]
    fn adding_months_keeps_the_time_of_day() {
        let at = DateTime::parse("2026-03-31T08:00:00+08:00").unwrap();
        assert_eq!(at.plus_months(&MonthsDuration::new(1)).unwrap().to_string(), "2026-04-30T08:00:00+08:00");
    }

    #[test]
    fn adding_a_duration_carries_into_the_next_day() {
        let at = DateTime::parse("2026-03-31T08:00:00+08:00").unwrap();
        let length = DaysDuration::parse("PT20H").unwrap();
        assert_eq!(at.plus_days(&length).unwrap().to_string(), "2026-04-01T04:00:00+08:00");
    }
}
