//! The timeline of a deadline: its events in order, as sentences.

use super::{Clock, Deadline, Status};
use crate::data::{Date, DateTime, DayKind, Gather, Locale, Time, Workdays, limits};
use crate::feel::Environment;
use serde::Serialize;

/// One event of a timeline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Event {
    /// The time, as ISO text in the standard's zone.
    pub at: String,
    /// The kind of event.
    pub kind: EventKind,
    /// The sentence.
    pub text: String,
}

/// The kind of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EventKind {
    /// The time starts to run.
    Start,
    /// Warnings begin.
    Warn,
    /// The due time, the last moment in time.
    Due,
    /// The work was done.
    Stop,
    /// The current time.
    Now,
    /// A pause begins.
    Pause,
    /// A pause ends.
    Resume,
    /// Days that are not counted.
    Skipped,
    /// A make-up workday.
    Makeup,
}

type Events = Vec<(DateTime, Event)>;

/// Inserts an event in order of time.
fn add_event(events: &mut Events, at: Option<DateTime>, kind: EventKind, text: impl Into<String>) {
    let Some(at) = at else { return };
    let place = events.iter().position(|(other, _)| *other > at).unwrap_or(events.len());
    events.insert(place, (at, Event { at: at.to_string(), kind, text: text.into() }));
}

impl Deadline {
    /// Returns the events in order of time, including the days that were not counted.
    pub fn timeline(&self, clock: &Clock, environment: &Environment, locale: Locale) -> Vec<Event> {
        let mut events = Events::new();
        let word = |zh: &'static str, en: &'static str| if locale == Locale::Zh { zh } else { en };
        add_event(&mut events, clock.start, EventKind::Start, word("开始计时", "the clock starts"));
        for (index, (from, to)) in clock.pauses.iter().enumerate() {
            add_event(&mut events, Some(*from), EventKind::Pause, word("暂停计时", "the clock stops"));
            let last = index.saturating_add(1) == clock.pauses.len();
            let over = Some(*to).filter(|_| !(clock.is_paused && last));
            add_event(&mut events, over, EventKind::Resume, word("恢复计时", "the clock resumes"));
        }
        if self.within.unit.uses_calendar() {
            add_days_off(&mut events, clock, &self.within.workdays(environment), locale);
        }
        add_event(&mut events, clock.warn, EventKind::Warn, word("开始预警", "reminders start"));
        add_event(&mut events, clock.due, EventKind::Due, word("最迟时间", "due"));
        let (kind, at, done) = match clock.stop {
            Some(stop) => (EventKind::Stop, Some(stop), word("完成", "done")),
            None => (EventKind::Now, clock.now, word("现在", "now")),
        };
        let late = clock.remaining_seconds().filter(|seconds| *seconds < 0).map(|s| duration_text(s, locale));
        let text = match (clock.status, late) {
            (Status::Missed | Status::Overdue, Some(late)) => {
                [done, word("，超时 ", ", "), &late, word("", " late")].concat()
            }
            _ => done.to_owned(),
        };
        add_event(&mut events, at, kind, text);
        events.into_iter().map(|(_, event)| event).gather()
    }
}

/// Adds the days that are not counted, consecutive ones as one event, and the make-up workdays.
fn add_days_off(events: &mut Events, clock: &Clock, work: &Workdays, locale: Locale) {
    let (Some(start), Some(due)) = (clock.start, clock.due) else { return };
    let zh = locale == Locale::Zh;
    let mut open: Option<(Date, bool, bool)> = None;
    let mut count = 0usize;
    let (first, last) = (start.date().min(due.date()).days(), start.date().max(due.date()).days());
    for day in first..=last.saturating_add(1) {
        let Some(date) = Date::from_days(day) else { return };
        // One more day, treated as a workday, closes a stretch that is still open.
        let kind = if day > last { DayKind::Workday } else { work.kind(date) };
        let (holiday, day_off) = (kind == DayKind::Holiday, kind == DayKind::DayOff);
        if holiday || day_off {
            let (from, holidays, days_off) = open.unwrap_or((date, false, false));
            open = Some((from, holidays || holiday, days_off || day_off));
            continue;
        }
        let midnight = |date| DateTime::from_local(date, Time::from_nanos(0), start.offset()?);
        if let Some((from, holidays, days_off)) = open.take() {
            let to = Date::from_days(day.saturating_sub(1)).unwrap_or(from);
            add_event(
                events,
                midnight(from),
                EventKind::Skipped,
                days_off_text(from, to, (holidays, days_off), zh),
            );
            count = count.saturating_add(1);
        }
        if kind == DayKind::Makeup {
            let why = if zh { " 调休上班，计入" } else { " is a make-up workday and counts" };
            let text = [&date.to_string(), why].concat();
            add_event(events, midnight(date), EventKind::Makeup, text);
        }
        if count >= limits::TIMELINE_STRETCHES {
            return;
        }
    }
}

fn days_off_text(from: Date, to: Date, kinds: (bool, bool), zh: bool) -> String {
    let why = match kinds {
        (true, true) if zh => "节假日、休息日",
        (true, false) if zh => "节假日",
        (false, _) if zh => "休息日",
        (true, true) => "holidays and days off",
        (true, false) => "holiday",
        _ => "day off",
    };
    let (first, last) = (from.to_string(), to.to_string());
    let one = from == to;
    let (not, end) = match (zh, one) {
        (true, _) => (" 不计（", "）"),
        (false, true) => (" does not count (", ")"),
        (false, false) => (" do not count (", ")"),
    };
    let until = if zh { " 至 " } else { " to " };
    let stretch = if one { first } else { [&first, until, &last].concat() };
    [&stretch, not, why, end].concat()
}

/// A non-zero duration in words: the two largest units, whole.
fn duration_text(seconds: i64, locale: Locale) -> String {
    let seconds = seconds.unsigned_abs();
    let unit =
        |size: u64, within: u64| seconds.checked_rem(within).unwrap_or(0).checked_div(size).unwrap_or(0);
    let parts = [
        (unit(86_400, u64::MAX), "天", "d"),
        (unit(3600, 86_400), "小时", "h"),
        (unit(60, 3600), "分钟", "min"),
        (unit(1, 60), "秒", "s"),
    ];
    let first = parts.iter().position(|(count, _, _)| *count > 0).unwrap_or(3);
    let shown = parts.iter().skip(first).take(2).filter(|(count, _, _)| *count > 0);
    let text = shown.map(|(count, zh, en)| {
        [count.to_string().as_str(), " ", if locale == Locale::Zh { zh } else { en }].concat()
    });
    text.joined(" ")
}

/// A date and time for display: `2026-03-02 11:00`; seconds only if they are not zero.
pub fn instant_text(at: &DateTime) -> String {
    let text = at.to_string().replacen('T', " ", 1);
    let (head, seconds) = (text.get(..16).unwrap_or(&text), text.get(16..19).unwrap_or(""));
    if seconds == ":00" || !seconds.starts_with(':') { head.to_owned() } else { [head, seconds].concat() }
}
