//! The story of a deadline, line by line, as a reader can follow it.

use super::{Clock, Status};
use crate::data::Gather;
use crate::data::{DateTime, Locale};
use serde::Serialize;

/// One line of the story.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Event {
    /// When, as ISO text in the standard's zone.
    pub at: String,
    /// What kind of event.
    pub kind: EventKind,
    /// What a person reads.
    pub text: String,
}

/// The kind of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EventKind {
    /// The time begins to run.
    Start,
    /// People are warned from here.
    Warn,
    /// The last instant in time.
    Due,
    /// The clock stopped.
    Stop,
    /// The moment of the question.
    Now,
}

impl Clock {
    /// The events in the order of time.
    pub fn timeline(&self, locale: Locale) -> Vec<Event> {
        let zh = locale == Locale::Zh;
        let word = |chinese: &str, english: &str| if zh { chinese.to_owned() } else { english.to_owned() };
        let late = self.remaining_seconds().filter(|seconds| *seconds < 0).map(|s| duration_text(s, locale));
        let (kind, at, done) = match (&self.stop, &self.now) {
            (Some(stop), _) => (EventKind::Stop, Some(stop), word("完成", "done")),
            (None, now) => (EventKind::Now, now.as_ref(), word("现在", "now")),
        };
        let text = match (self.status, late) {
            (Status::Missed | Status::Overdue, Some(late)) if zh => format!("{done}，超时 {late}"),
            (Status::Missed | Status::Overdue, Some(late)) => format!("{done}, {late} late"),
            _ => done,
        };
        let events = [
            (self.start.as_ref(), EventKind::Start, word("开始计时", "the time starts to run")),
            (self.warn.as_ref(), EventKind::Warn, word("开始提醒", "reminders start")),
            (self.due.as_ref(), EventKind::Due, word("最迟时间", "due")),
            (at, kind, text),
        ];
        let mut story: Vec<(&DateTime, Event)> = Vec::new();
        for (at, kind, text) in events {
            let Some(at) = at else { continue };
            let place = story.iter().position(|(other, _)| *other > at).unwrap_or(story.len());
            story.insert(place, (at, Event { at: at.to_string(), kind, text }));
        }
        story.into_iter().map(|(_, event)| event).gather()
    }
}

/// A length of time as people say it: the two largest units, whole.
pub fn duration_text(seconds: i64, locale: Locale) -> String {
    let seconds = seconds.unsigned_abs();
    let unit =
        |size: u64, within: u64| seconds.checked_rem(within).unwrap_or(0).checked_div(size).unwrap_or(0);
    let parts = [
        (unit(86_400, u64::MAX), "天", "d"),
        (unit(3600, 86_400), "小时", "h"),
        (unit(60, 3600), "分", "min"),
        (unit(1, 60), "秒", "s"),
    ];
    let first = parts.iter().position(|(count, _, _)| *count > 0).unwrap_or(3);
    let said = parts.iter().skip(first).take(2).filter(|(count, _, _)| *count > 0);
    let text = said.map(|(count, zh, en)| format!("{count} {}", if locale == Locale::Zh { zh } else { en }));
    let text = text.gather().join(" ");
    if text.is_empty() { if locale == Locale::Zh { "0 秒".into() } else { "0 s".into() } } else { text }
}

/// An instant as people read it: `2026-03-02 11:00`, seconds only where there are any.
pub fn instant_text(at: &DateTime) -> String {
    let text = at.to_string().replacen('T', " ", 1);
    let (head, seconds) = (text.get(..16).unwrap_or(&text), text.get(16..19).unwrap_or(""));
    if seconds == ":00" || !seconds.starts_with(':') { head.to_owned() } else { format!("{head}{seconds}") }
}
