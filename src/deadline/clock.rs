//! The status of one deadline at one time.

use super::instant::{Pause, instant};
use super::spec::Deadline;
use crate::data::{DateTime, DaysDuration, Decimal, Value};
use crate::feel::{Environment, Expression, Fault};
use core::fmt;
use serde::Serialize;

/// The status of a deadline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// The start is missing.
    #[default]
    NotStarted,
    /// Not stopped, and the due time has not passed.
    Pending,
    /// Not stopped, and the due time has passed.
    Overdue,
    /// Stopped in time, at the latest at the due time itself.
    Met,
    /// Stopped after the due time.
    Missed,
    /// Not stopped, and the current time is unknown; or a limit was exceeded.
    Unknown,
}

/// Prints the word used in reports, such as `not_started`.
impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotStarted => "not_started",
            Self::Pending => "pending",
            Self::Overdue => "overdue",
            Self::Met => "met",
            Self::Missed => "missed",
            Self::Unknown => "unknown",
        })
    }
}

/// The result of evaluating one deadline at one time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clock {
    /// The status.
    pub status: Status,
    /// When the time starts to run.
    pub start: Option<DateTime>,
    /// When it is due.
    pub due: Option<DateTime>,
    /// When it stopped.
    pub stop: Option<DateTime>,
    /// When warnings begin.
    pub warn: Option<DateTime>,
    /// The periods in which the time is paused.
    pub pauses: Vec<Pause>,
    /// Whether it is paused without an end.
    pub is_paused: bool,
    /// The current time.
    pub now: Option<DateTime>,
    /// The limit that was exceeded, if any; status and due time are then unknown.
    pub limit: Option<Fault>,
}

impl Deadline {
    /// Evaluates the deadline; `None` if it does not apply or its due time cannot be computed.
    /// `earlier_limit` was exceeded while computing what the deadline reads.
    pub fn evaluate(
        &self,
        environment: &Environment,
        now: Option<&DateTime>,
        zone: i32,
        earlier_limit: Option<Fault>,
    ) -> Option<Clock> {
        let applies = self.when.as_ref().map_or(Some(true), |when| when.truth(environment));
        let limit = || environment.exceeded().or(earlier_limit);
        if applies == Some(false) || applies.is_none() && limit().is_none() {
            return None;
        }
        let at = |expression: &Expression| instant(&expression.evaluate(environment), zone);
        let (start, stop) = (at(&self.start), self.stop.as_ref().and_then(at));
        let mut clock = Clock { start, stop, now: now.copied(), ..Clock::default() };
        let is_computed = self.compute(&mut clock, environment, zone).is_some();
        clock.limit = limit();
        if clock.limit.is_some() {
            clock = Clock { status: Status::Unknown, due: None, warn: None, ..clock };
        }
        (is_computed || clock.limit.is_some()).then_some(clock)
    }

    /// Sets the due time, warning, pauses and status of a started clock; `None` if they cannot be computed.
    fn compute(&self, clock: &mut Clock, environment: &Environment, zone: i32) -> Option<()> {
        let Some(start) = clock.start else { return Some(()) };
        (clock.pauses, clock.is_paused) = self.pauses(environment, clock.stop.or(clock.now), zone)?;
        let due = self.within.due(&start, &clock.pauses, environment, zone)?;
        clock.due = Some(due);
        clock.warn = self.warn_before.and_then(|lead| due.minus_days(&lead));
        clock.status = status(&due, clock.stop.as_ref(), clock.now.as_ref());
        Some(())
    }

    /// Returns only the due time; null if the deadline does not apply, has not started or cannot be computed.
    pub fn due(&self, environment: &Environment, now: Option<&DateTime>, zone: i32) -> Value {
        let clock = self.evaluate(environment, now, zone, None);
        clock.and_then(|clock| clock.due).map_or(Value::Null, Value::DateTime)
    }

    /// Returns the pauses in order, overlapping ones merged, and whether one is open, i.e. has begun and has
    /// no end; it lasts to `until`. One that begins after `until` and has no end is ignored. `None` if a
    /// pause is open and `until` is unknown.
    fn pauses(
        &self,
        environment: &Environment,
        until: Option<DateTime>,
        zone: i32,
    ) -> Option<(Vec<Pause>, bool)> {
        let (mut all, mut open): (Vec<Pause>, bool) = (Vec::new(), false);
        let Some(pause) = &self.pause else { return Some((all, open)) };
        let list = pause.evaluate(environment);
        let items = match &*list {
            Value::List(items) => items.as_slice(),
            one => core::slice::from_ref(one),
        };
        for item in items {
            let Value::Context(context) = item else { continue };
            let end = |key| context.get(key).and_then(|at| instant(at, zone));
            let Some(from) = end("from") else { continue };
            let to = match end("to") {
                Some(to) => to,
                None => {
                    let to = until?;
                    if from > to {
                        continue;
                    }
                    open = true;
                    to
                }
            };
            let place = all.iter().position(|(other, _)| *other > from).unwrap_or(all.len());
            all.insert(place, (from, to.max(from)));
        }
        let mut merged: Vec<Pause> = Vec::new();
        for (from, to) in all {
            match merged.last_mut() {
                Some((_, end)) if *end >= from => *end = to.max(*end),
                _ => merged.push((from, to)),
            }
        }
        Some((merged, open))
    }
}

impl Clock {
    /// The next time at which the status or the warning changes.
    pub fn next_change(&self) -> Option<DateTime> {
        // During a pause, the due time moves with the current time.
        if self.status != Status::Pending || self.is_paused {
            return None;
        }
        let (now, due) = (self.now.as_ref()?, self.due.as_ref()?);
        match &self.warn {
            Some(warn) if now < warn => Some(*warn),
            // The due time itself is still in time. Clocks of browsers have milliseconds, so the change is
            // visible one later.
            _ => due.plus_days(&DaysDuration::from_seconds(Decimal::from_scaled(1, 3))?),
        }
    }

    /// The remaining seconds, negative if late. `None` without a due time, or if neither stop nor current
    /// time is known.
    pub fn remaining_seconds(&self) -> Option<i64> {
        let end = self.stop.as_ref().or(self.now.as_ref())?;
        Some(self.due.as_ref()?.instant_seconds().saturating_sub(end.instant_seconds()))
    }

    /// Whether to warn: the time is running and the due time is near.
    pub fn is_warning(&self) -> bool {
        let close = |now: &DateTime| self.warn.as_ref().is_some_and(|warn| warn <= now);
        self.status == Status::Pending && !self.is_paused && self.now.as_ref().is_some_and(close)
    }
}

fn status(due: &DateTime, stop: Option<&DateTime>, now: Option<&DateTime>) -> Status {
    match (stop, now) {
        (Some(stop), _) if stop <= due => Status::Met,
        (Some(_), _) => Status::Missed,
        (None, None) => Status::Unknown,
        (None, Some(now)) if now <= due => Status::Pending,
        (None, Some(_)) => Status::Overdue,
    }
}

impl Status {
    /// The code of the resulting finding, if any.
    pub fn code(self) -> Option<crate::finding::Code> {
        match self {
            Self::Overdue => Some(crate::finding::Code::DeadlineOverdue),
            Self::Missed => Some(crate::finding::Code::DeadlineMissed),
            _ => None,
        }
    }
}
