//! The days and hours that are worked: counts workdays and measures working time. Knows no country's
//! holidays; they are given.

use super::{Date, DateTime, DaysDuration, Value, limits};
use std::sync::Arc;

/// A work calendar: the days of the week, the exceptions, the hours of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Workdays {
    /// Whether each day of the week is worked, from Monday.
    pub week: [bool; 7],
    /// The start and end of each working period of a workday, in seconds since midnight, in order.
    pub hours: Arc<[(u32, u32)]>,
    /// A list of the days that are not worked.
    pub holidays: Value,
    /// A list of the make-up workdays.
    pub makeup: Value,
}

/// Why a day is worked or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// An ordinary workday.
    Workday,
    /// A make-up workday: worked in exchange for another day.
    Makeup,
    /// An ordinary day off.
    DayOff,
    /// A holiday on a day that would otherwise be worked.
    Holiday,
}

impl Default for Workdays {
    /// Monday to Friday.
    fn default() -> Self {
        let week = [true, true, true, true, true, false, false];
        Self { week, hours: Arc::default(), holidays: Value::Null, makeup: Value::Null }
    }
}

impl Workdays {
    /// Why a day is worked or not.
    pub fn kind(&self, date: Date) -> DayKind {
        let index = usize::try_from(date.weekday().saturating_sub(1)).unwrap_or(0);
        let is_makeup = || has_date(&self.makeup, date);
        if self.week.get(index) != Some(&true) {
            return if is_makeup() { DayKind::Makeup } else { DayKind::DayOff };
        }
        // A day in both lists is worked.
        if has_date(&self.holidays, date) && !is_makeup() { DayKind::Holiday } else { DayKind::Workday }
    }

    /// Whether a day is worked.
    pub fn is_workday(&self, date: Date) -> bool {
        matches!(self.kind(date), DayKind::Workday | DayKind::Makeup)
    }

    /// The `count` workdays after a day (with `back`, before it), nearest first; `None` if they are more than
    /// `limits::CALENDAR_DAYS` away.
    pub fn after(&self, date: Date, count: usize, back: bool) -> Option<Vec<Date>> {
        let mut found = Vec::new();
        let mut steps = 0i64;
        while found.len() < count {
            steps = steps.checked_add(1).filter(|steps| *steps <= limits::CALENDAR_DAYS)?;
            let day =
                Date::from_days(date.days().checked_add(if back { steps.checked_neg()? } else { steps })?)?;
            if self.is_workday(day) {
                found.push(day);
            }
        }
        Some(found)
    }

    /// The workday `count` workdays after a day, or before it if negative; the day itself for 0.
    pub fn add(&self, date: Date, count: i64) -> Option<Date> {
        let found = self.after(date, usize::try_from(count.unsigned_abs()).ok()?, count < 0)?;
        Some(found.last().copied().unwrap_or(date))
    }

    /// The number of workdays after `from` up to and including `to`; if `to` is earlier, the negative number
    /// with both exchanged. `None` if they are more than `limits::CALENDAR_DAYS` apart.
    pub fn between(&self, from: Date, to: Date) -> Option<i64> {
        let (first, last) = (from.min(to).days(), from.max(to).days());
        if last.checked_sub(first)? > limits::CALENDAR_DAYS {
            return None;
        }
        let mut count = 0i64;
        for day in first.checked_add(1)?..=last {
            count = count.checked_add(i64::from(self.is_workday(Date::from_days(day)?)))?;
        }
        if to < from { count.checked_neg() } else { Some(count) }
    }

    /// The moment after a length of working time, or before it if negative.
    pub fn add_time(&self, at: &DateTime, length: &DaysDuration) -> Option<DateTime> {
        let (start, back) = (local_nanos(at)?, length.nanos() < 0);
        let mut rest = i64::try_from(length.nanos().unsigned_abs()).ok()?;
        if rest == 0 {
            return Some(*at);
        }
        let mut day = at.date();
        for _ in 0..limits::CALENDAR_DAYS {
            let mut hours = self.working_hours(day);
            if back {
                hours.reverse();
            }
            for (from, to) in hours {
                let (from, to) = if back { (from, to.min(start)) } else { (from.max(start), to) };
                let room = to.checked_sub(from)?;
                if rest <= room {
                    return DateTime::from_local_nanos(
                        if back { to.checked_sub(rest)? } else { from.checked_add(rest)? },
                        at.offset(),
                    );
                }
                rest = rest.checked_sub(room.max(0))?;
            }
            day = Date::from_days(day.days().checked_add(if back { -1 } else { 1 })?)?;
        }
        None
    }

    /// The working time from one moment to a later one; `None` if they are more than `limits::CALENDAR_DAYS`
    /// apart.
    pub fn time_between(&self, from: &DateTime, to: &DateTime) -> Option<DaysDuration> {
        let (start, end) = (local_nanos(from)?, local_nanos(to)?);
        let (first, last) = (from.date().days(), to.date().days());
        if last.checked_sub(first)? > limits::CALENDAR_DAYS {
            return None;
        }
        let mut total = 0i64;
        for day in first..=last {
            for (from, to) in self.working_hours(Date::from_days(day)?) {
                total = total.checked_add(to.min(end).checked_sub(from.max(start))?.max(0))?;
            }
        }
        Some(DaysDuration::from_nanos(i128::from(total)))
    }

    /// The working periods of a day, in nanoseconds of local time.
    fn working_hours(&self, date: Date) -> Vec<(i64, i64)> {
        if !self.is_workday(date) {
            return Vec::new();
        }
        let at = |seconds: u32| {
            date.days()
                .saturating_mul(86_400)
                .saturating_add(i64::from(seconds))
                .saturating_mul(1_000_000_000)
        };
        self.hours.iter().map(|(from, to)| (at(*from), at(*to))).collect()
    }
}

/// Nanoseconds of local time; `None` for years outside of about 1677 to 2262.
fn local_nanos(at: &DateTime) -> Option<i64> {
    i64::try_from(at.local_nanos()).ok()
}

fn has_date(days: &Value, date: Date) -> bool {
    match days {
        Value::List(items) => items.contains(&Value::Date(date)),
        one => *one == Value::Date(date),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(texts: &[&str]) -> Value {
        Value::list(texts.iter().map(|text| Value::Date(Date::parse(text).unwrap())).collect())
    }

    /// Two weeks around 1 May 2026: the Friday is off, the Saturday of the week after is worked.
    fn may_2026() -> Workdays {
        Workdays {
            hours: [(30_600, 43_200), (48_600, 64_800)].into(),
            holidays: days(&["2026-05-01", "2026-05-02", "2026-05-04", "2026-05-05"]),
            makeup: days(&["2026-05-09"]),
            ..Workdays::default()
        }
    }

    #[test]
    fn only_workdays_are_counted() {
        let day = |text: &str| Date::parse(text).unwrap();
        let cases = [
            ("2026-04-30", 1, "2026-05-06"),
            ("2026-05-02", 1, "2026-05-06"),
            ("2026-05-08", 1, "2026-05-09"),
            ("2026-05-08", 2, "2026-05-11"),
            ("2026-05-06", -1, "2026-04-30"),
            ("2026-05-02", 0, "2026-05-02"),
        ];
        for (from, count, to) in cases {
            assert_eq!(may_2026().add(day(from), count), Some(day(to)), "{from} + {count}");
        }
        assert_eq!(may_2026().between(day("2026-04-30"), day("2026-05-11")), Some(5));
        assert_eq!(may_2026().between(day("2026-05-11"), day("2026-04-30")), Some(-5));
        assert_eq!(may_2026().between(day("2026-05-01"), day("2026-05-05")), Some(0));
        assert_eq!(Workdays { week: [false; 7], ..may_2026() }.add(day("2026-05-11"), 1), None);
    }

    #[test]
    fn time_passes_only_in_working_hours() {
        let at = |text: &str| DateTime::parse(text).unwrap();
        let cases = [
            ("2026-04-30T17:00:00", "PT1H", "2026-04-30T18:00:00"),
            ("2026-04-30T17:00:00", "PT2H", "2026-05-06T09:30:00"),
            ("2026-04-30T11:00:00", "PT2H", "2026-04-30T14:30:00"),
            ("2026-05-01T10:00:00", "PT30M", "2026-05-06T09:00:00"),
            ("2026-05-06T09:30:00", "-PT2H", "2026-04-30T17:00:00"),
            ("2026-05-02T10:00:00", "PT0S", "2026-05-02T10:00:00"),
        ];
        for (from, length, to) in cases {
            let length = DaysDuration::parse(length).unwrap();
            assert_eq!(may_2026().add_time(&at(from), &length), Some(at(to)), "{from} + {length}");
            if length.nanos() > 0 {
                assert_eq!(may_2026().time_between(&at(from), &at(to)), Some(length), "{from} to {to}");
            }
        }
        assert_eq!(
            Workdays::default().add_time(&at("2026-05-06T09:30:00"), &DaysDuration::from_nanos(1)),
            None
        );
        assert_eq!(may_2026().time_between(&at("1900-01-01T00:00:00"), &at("2026-01-01T00:00:00")), None);
    }
}
