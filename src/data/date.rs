//! A day of the calendar, and a time of day.

use chrono::{Datelike, Months, NaiveDate};
use core::fmt;

/// A day of the Gregorian calendar, as days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(i64);

/// From -999999999-01-01 to 999999999-12-31.
const DAYS: core::ops::RangeInclusive<i64> = -365_243_219_162..=365_241_780_471;
/// The Gregorian calendar repeats after this many years or days. Years that `chrono` does not support are
/// computed within one such cycle.
const CYCLE_YEARS: i32 = 400;
const CYCLE_DAYS: i64 = 146_097;
/// The days from 0000-12-31, day 0 of `chrono`, to 1970-01-01.
const DAYS_TO_EPOCH: i64 = 719_163;
/// The days from -0400-02-29 to 0000-12-31.
const DAYS_FROM_MARCH: i32 = 146_403;

/// Moves a day by a number of cycles. `day` is counted as `chrono` does.
fn in_cycle(day: i32, cycles: i64) -> Option<Date> {
    let days = i64::from(day).wrapping_sub(DAYS_TO_EPOCH);
    Date::from_days(cycles.checked_mul(CYCLE_DAYS)?.checked_add(days)?)
}

/// The day, counted as `chrono` does, of a year from 0 to 9999. In place of its tables this computes, since every
/// moment of an order comes through here.
#[cfg_attr(swift, optimize(speed))]
fn day_number(year: i32, month: u32, day: u32) -> Option<i32> {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 => 28_u32.wrapping_add(is_leap.into()),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=last).contains(&day) {
        return None;
    }
    // In years from March the leap day comes last. A cycle is added, so that none is negative.
    let (years, months) = if month > 2 {
        (CYCLE_YEARS, month.wrapping_sub(3))
    } else {
        (CYCLE_YEARS - 1, month.wrapping_add(9))
    };
    let year = year.wrapping_add(years);
    let leap_days = (year / 4).wrapping_sub(year / 100).wrapping_add(year / 400);
    let days = i32::try_from((months.wrapping_mul(153).wrapping_add(2) / 5).wrapping_add(day)).ok()?;
    Some(year.wrapping_mul(365).wrapping_add(leap_days).wrapping_add(days).wrapping_sub(DAYS_FROM_MARCH))
}

impl Date {
    /// The day, or `None` if it does not exist.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        let cycles = if matches!(year, 0..=9999) { 0 } else { year.div_euclid(CYCLE_YEARS) };
        let year = year.wrapping_sub(cycles.wrapping_mul(CYCLE_YEARS));
        in_cycle(day_number(year, month, day)?, i64::from(cycles))
    }

    /// Its cycle, and its day in the first cycle.
    fn cycle_and_day(self) -> (i64, NaiveDate) {
        let days = self.0.wrapping_add(DAYS_TO_EPOCH);
        let within = i32::try_from(days.rem_euclid(CYCLE_DAYS)).ok();
        let day = within.and_then(NaiveDate::from_num_days_from_ce_opt).unwrap_or(NaiveDate::MIN);
        (days.div_euclid(CYCLE_DAYS), day)
    }

    /// Reads `YYYY-MM-DD`; the year may have more digits or a minus sign.
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
        let (cycles, day) = self.cycle_and_day();
        i32::try_from(cycles).unwrap_or(0).wrapping_mul(CYCLE_YEARS).wrapping_add(day.year())
    }

    /// The month, from 1.
    pub fn month(self) -> u32 {
        self.cycle_and_day().1.month()
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u32 {
        self.cycle_and_day().1.day()
    }

    /// The day of the week, from 1 for Monday.
    pub fn weekday(self) -> u32 {
        self.cycle_and_day().1.weekday().number_from_monday()
    }

    /// The days since 1970-01-01.
    pub fn days(self) -> i64 {
        self.0
    }

    /// The day a number of days after 1970-01-01.
    pub fn from_days(days: i64) -> Option<Self> {
        DAYS.contains(&days).then_some(Self(days))
    }

    /// Adds months; a day that the month does not have becomes its last day.
    pub fn plus_months(self, months: i64) -> Option<Self> {
        let (cycles, day) = self.cycle_and_day();
        let cycle_months = i64::from(CYCLE_YEARS).wrapping_mul(12);
        let within = Months::new(u32::try_from(months.rem_euclid(cycle_months)).ok()?);
        in_cycle(
            day.checked_add_months(within)?.num_days_from_ce(),
            cycles.checked_add(months.div_euclid(cycle_months))?,
        )
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.year();
        let sign = if year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{:02}-{:02}", year.unsigned_abs(), self.month(), self.day())
    }
}

/// A time of day, with its UTC offset if one was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    /// Seconds since midnight, and nanoseconds.
    pub(super) clock: (u32, u32),
    pub(super) offset: Option<i32>,
}

impl Time {
    /// The time without an offset, or `None` if it does not exist.
    pub fn from_hms(hour: u32, minute: u32, second: u32, nanos: u32) -> Option<Self> {
        let is_valid = hour < 24 && minute < 60 && second < 60 && nanos < 1_000_000_000;
        let seconds = hour.wrapping_mul(60).wrapping_add(minute).wrapping_mul(60).wrapping_add(second);
        is_valid.then_some(Self { clock: (seconds, nanos), offset: None })
    }

    /// The same time of day with an offset in seconds, at most 18 hours.
    pub fn with_offset(self, offset: i32) -> Option<Self> {
        (offset.unsigned_abs() <= 64_800).then_some(Self { offset: Some(offset), ..self })
    }

    /// The hour.
    pub fn hour(self) -> u32 {
        self.clock.0.div_euclid(3600)
    }

    /// The minute.
    pub fn minute(self) -> u32 {
        self.clock.0.rem_euclid(3600).div_euclid(60)
    }

    /// The second.
    pub fn second(self) -> u32 {
        self.clock.0.rem_euclid(60)
    }

    /// The time after seconds since midnight and nanoseconds, without an offset.
    pub(super) fn from_seconds(seconds: u32, nanos: u32) -> Option<Self> {
        (seconds < 86_400).then_some(Self { clock: (seconds, nanos), offset: None })
    }

    /// The nanoseconds since midnight.
    pub fn nanos(self) -> i64 {
        let (seconds, nanos) = self.clock;
        i64::from(seconds).wrapping_mul(1_000_000_000).wrapping_add(i64::from(nanos))
    }

    /// The time after nanoseconds since midnight, modulo one day.
    pub fn from_nanos(nanos: i64) -> Self {
        let nanos = nanos.rem_euclid(86_400_000_000_000);
        let seconds = u32::try_from(nanos.div_euclid(1_000_000_000)).unwrap_or(0);
        Self { clock: (seconds, u32::try_from(nanos.rem_euclid(1_000_000_000)).unwrap_or(0)), offset: None }
    }

    /// The offset in seconds, if one was given.
    pub fn offset(self) -> Option<i32> {
        self.offset
    }

    /// Reads `HH:MM:SS[.f][Z|±HH:MM[:SS]]`.
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
    if text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok() } else { None }
}

fn nanos(text: &str) -> Option<u32> {
    let is_valid = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if is_valid { format!("{text:0<9.9}").parse().ok() } else { None }
}

/// Splits a text into the time of day and its offset in seconds.
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
    if parts.next().is_some() {
        return None;
    }
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
        let (_, nanos) = self.clock;
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
    fn dates_and_times_print_as_they_were_parsed() {
        for text in ["2026-03-02", "0001-01-01", "2024-02-29", "-0044-03-15"] {
            assert_eq!(Date::parse(text).unwrap().to_string(), text);
        }
        for text in ["09:30:00", "23:59:59.5", "10:00:00+08:00", "10:00:00Z", "10:00:00-05:30"] {
            assert_eq!(Time::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn invalid_dates_are_refused() {
        for text in ["2026-02-29", "2026-13-01", "2026-1-01", "x", "26-01-01"] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
        for text in ["24:00:00", "9:00:00", "10:00", "10:00:00+19:00", "10:00:60", "10:00:00+08:00:00:00"] {
            assert_eq!(Time::parse(text), None, "{text}");
        }
    }

    #[test]
    fn day_numbers_are_consecutive_over_a_whole_calendar_cycle() {
        let (mut year, mut month, mut day) = (-400, 1, 1);
        for days in Date::from_ymd(-400, 1, 1).unwrap().days()..Date::from_ymd(401, 1, 1).unwrap().days() {
            let date = Date::from_days(days).unwrap();
            assert_eq!((date.year(), date.month(), date.day()), (year, month, day));
            assert_eq!(Date::from_ymd(year, month, day), Some(date));
            let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            let length = if month == 2 { 28 + u32::from(leap) } else { 30 + (month + month / 8) % 2 };
            assert_eq!(Date::from_ymd(year, month, length + 1), None);
            day += 1;
            if day > length {
                (month, day) = (month + 1, 1);
            }
            if month > 12 {
                (year, month) = (year + 1, 1);
            }
        }
    }

    #[test]
    fn dates_cover_the_range_of_the_feel_specification() {
        for text in ["999999999-12-31", "-999999999-01-01", "262143-01-01", "0000-02-29"] {
            let date = Date::parse(text).unwrap();
            assert_eq!((date.to_string().as_str(), Date::from_days(date.days())), (text, Some(date)));
        }
        for text in ["1000000000-01-01", "-1000000000-12-31", "99999999999-01-01", "2026-00-01", "2026-01-00"]
        {
            assert_eq!(Date::parse(text), None, "{text}");
        }
        let last = Date::from_ymd(999_999_999, 12, 31).unwrap();
        assert_eq!((last.plus_months(1), Date::from_days(last.days() + 1)), (None, None));
        assert_eq!(last.plus_months(i64::MAX), None);
        let first = last.plus_months(-12 * 1_999_999_998).unwrap();
        assert_eq!((first.to_string().as_str(), first.weekday()), ("-999999999-12-31", 1));
        assert_eq!(Date::from_ymd(1970, 1, 1).unwrap().weekday(), 4);
    }

    #[test]
    fn adding_months_is_clamped_to_the_end_of_the_month() {
        let date = Date::parse("2026-01-31").unwrap();
        assert_eq!(date.plus_months(1).unwrap().to_string(), "2026-02-28");
        assert_eq!(Date::from_days(date.days()), Some(date));
    }
}
