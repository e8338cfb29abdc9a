//! A day of the calendar, and a time of day.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use core::fmt;

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(pub(super) NaiveDate);

impl Date {
    /// The day, where it exists.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// Reads `YYYY-MM-DD`, more digits or a minus before the year allowed.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, tail) = text.split_at_checked(text.len().checked_sub("-MM-DD".len())?)?;
        let (month, day) = tail.strip_prefix('-')?.split_once('-')?;
        let bare = year.strip_prefix('-').unwrap_or(year);
        if bare.len() < 4 || (bare.len() > 4 && bare.starts_with('0')) || bare.starts_with('+') {
            return None;
        }
        let size = i32::try_from(bare.parse::<u32>().ok()?).ok()?;
        let year = if bare == year { size } else { size.checked_neg()? };
        Self::from_ymd(year, two_digits(month)?, two_digits(day)?)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, from 1.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// The day of the week, Monday is 1.
    pub fn weekday(self) -> u32 {
        self.0.weekday().number_from_monday()
    }

    /// The days since 1970-01-01.
    pub fn days(self) -> i64 {
        i64::from(self.0.num_days_from_ce()).saturating_sub(719_163)
    }

    /// The day so many days after 1970-01-01.
    pub fn from_days(days: i64) -> Option<Self> {
        NaiveDate::from_num_days_from_ce_opt(i32::try_from(days.checked_add(719_163)?).ok()?).map(Self)
    }

    /// The day so many months later, held at the month's end.
    pub fn plus_months(self, months: i64) -> Option<Self> {
        let months = i32::try_from(months).ok()?;
        let step = chrono::Months::new(months.unsigned_abs());
        if months < 0 { self.0.checked_sub_months(step) } else { self.0.checked_add_months(step) }.map(Self)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.year();
        let sign = if year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{:02}-{:02}", year.unsigned_abs(), self.month(), self.day())
    }
}

/// A time of day, with an offset where one was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    pub(super) clock: NaiveTime,
    pub(super) offset: Option<i32>,
}

impl Time {
    /// The time without an offset, where it exists.
    pub fn from_hms(hour: u32, minute: u32, second: u32, nanos: u32) -> Option<Self> {
        if nanos >= 1_000_000_000 {
            return None;
        }
        NaiveTime::from_hms_nano_opt(hour, minute, second, nanos).map(|clock| Self { clock, offset: None })
    }

    /// The same clock time with an offset in seconds, at most 18 hours.
    pub fn with_offset(self, offset: i32) -> Option<Self> {
        (offset.unsigned_abs() <= 64_800).then_some(Self { offset: Some(offset), ..self })
    }

    /// The hour.
    pub fn hour(self) -> u32 {
        self.clock.hour()
    }

    /// The minute.
    pub fn minute(self) -> u32 {
        self.clock.minute()
    }

    /// The second.
    pub fn second(self) -> u32 {
        self.clock.second()
    }

    /// The seconds since midnight and the nanoseconds beside them.
    pub(super) fn parts(self) -> (u32, u32) {
        (self.clock.num_seconds_from_midnight(), self.clock.nanosecond())
    }

    /// The time so many seconds and nanoseconds after midnight, without an offset.
    pub(super) fn from_seconds(seconds: u32, nanos: u32) -> Option<Self> {
        NaiveTime::from_num_seconds_from_midnight_opt(seconds, nanos)
            .map(|clock| Self { clock, offset: None })
    }

    /// The nanoseconds since midnight.
    pub fn nanos(self) -> i64 {
        let seconds = i64::from(self.clock.num_seconds_from_midnight());
        seconds.saturating_mul(1_000_000_000).saturating_add(i64::from(self.clock.nanosecond()))
    }

    /// The time so many nanoseconds after midnight, wrapped at the day.
    pub fn from_nanos(nanos: i64) -> Self {
        let day = 86_400_000_000_000i64;
        let nanos = nanos.checked_rem_euclid(day).unwrap_or(0);
        let seconds = u32::try_from(nanos.checked_div(1_000_000_000).unwrap_or(0)).unwrap_or(0);
        let rest = u32::try_from(nanos.checked_rem(1_000_000_000).unwrap_or(0)).unwrap_or(0);
        let clock = NaiveTime::from_num_seconds_from_midnight_opt(seconds, rest).unwrap_or(NaiveTime::MIN);
        Self { clock, offset: None }
    }

    /// The offset in seconds, where one was written.
    pub fn offset(self) -> Option<i32> {
        self.offset
    }

    /// Reads `HH:MM:SS[.f][Z|±HH:MM]`.
    pub fn parse(text: &str) -> Option<Self> {
        let (clock, offset) = split_offset(text)?;
        let (clock, nanos) =
            clock.split_once('.').map_or(Some((clock, 0)), |(clock, tail)| Some((clock, nanos(tail)?)))?;
        let mut parts = clock.split(':').map(two_digits);
        let time = Self::from_hms(parts.next()??, parts.next()??, parts.next()??, nanos)?;
        if parts.next().is_some() {
            None
        } else {
            offset.map_or(Some(time), |offset| time.with_offset(offset))
        }
    }
}

fn two_digits(text: &str) -> Option<u32> {
    (text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

fn nanos(text: &str) -> Option<u32> {
    let sound = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    sound.then(|| format!("{:0<9.9}", text).parse().ok())?
}

/// Splits a text into the clock and its offset in seconds.
pub(super) fn split_offset(text: &str) -> Option<(&str, Option<i32>)> {
    if let Some(clock) = text.strip_suffix(['Z', 'z']) {
        return Some((clock, Some(0)));
    }
    let Some(at) = text.rfind(['+', '-']) else { return Some((text, None)) };
    let (clock, offset) = text.split_at_checked(at)?;
    let (sign, digits) = offset.split_at_checked(1)?;
    let mut parts = digits.split(':').map(two_digits);
    let (hours, minutes) = (parts.next()??, parts.next()??);
    let seconds = parts.next().map_or(Some(0), |seconds| seconds)?;
    let total = hours.checked_mul(3600)?.checked_add(minutes.checked_mul(60)?)?.checked_add(seconds)?;
    let total = i32::try_from(total).ok().filter(|_| hours <= 18 && minutes < 60 && seconds < 60)?;
    Some((clock, Some(if sign == "-" { total.wrapping_neg() } else { total })))
}

/// Writes an offset: `Z`, `+08:00`.
pub(super) fn write_offset(f: &mut fmt::Formatter<'_>, offset: i32) -> fmt::Result {
    if offset == 0 {
        return f.write_str("Z");
    }
    let size = offset.unsigned_abs();
    let sign = if offset < 0 { '-' } else { '+' };
    let part = |unit: u32, within: u32| size.checked_rem(within).unwrap_or(0).checked_div(unit).unwrap_or(0);
    write!(f, "{sign}{:02}:{:02}", part(3600, u32::MAX), part(60, 3600))?;
    if part(1, 60) > 0 { write!(f, ":{:02}", part(1, 60)) } else { Ok(()) }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}:{:02}", self.hour(), self.minute(), self.second())?;
        let nanos = self.clock.nanosecond();
        if nanos > 0 {
            let digits = format!("{nanos:09}");
            write!(f, ".{}", digits.trim_end_matches('0'))?;
        }
        self.offset.map_or(Ok(()), |offset| write_offset(f, offset))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_print_as_they_were_read() {
        for text in ["2026-03-02", "0001-01-01", "2024-02-29", "-0044-03-15"] {
            assert_eq!(Date::parse(text).unwrap().to_string(), text);
        }
        for text in ["09:30:00", "23:59:59.5", "10:00:00+08:00", "10:00:00Z", "10:00:00-05:30"] {
            assert_eq!(Time::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_does_not_exist_is_refused() {
        for text in ["2026-02-29", "2026-13-01", "2026-1-01", "x", "26-01-01"] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
        for text in ["24:00:00", "9:00:00", "10:00", "10:00:00+19:00", "10:00:60"] {
            assert_eq!(Time::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_month_later_is_held_at_the_months_end() {
        let date = Date::parse("2026-01-31").unwrap();
        assert_eq!(date.plus_months(1).unwrap().to_string(), "2026-02-28");
        assert_eq!(Date::from_days(date.days()), Some(date));
    }
}
