//! The status of one deadline at one moment.

use super::spec::{Deadline, Due};
use crate::data::{Date, DateTime, DaysDuration, Decimal, MonthsDuration, Time, Value};
use crate::feel::{Environment, Expression};
use serde::Serialize;

/// Where a deadline stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// The start is missing.
    NotStarted,
    /// Not stopped, and the due instant has not passed.
    Pending,
    /// Not stopped, and the due instant has passed.
    Overdue,
    /// Stopped in time; the due instant itself is in time.
    Met,
    /// Stopped too late.
    Missed,
    /// Not stopped, and nobody said what time it is.
    Unknown,
}

/// One deadline at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Clock {
    /// Where it stands.
    pub status: Status,
    /// From when the time runs.
    pub start: Option<DateTime>,
    /// When it is due.
    pub due: Option<DateTime>,
    /// When it was stopped.
    pub stop: Option<DateTime>,
    /// From when people are warned.
    pub warn: Option<DateTime>,
    /// The moment of the question.
    pub now: Option<DateTime>,
}

impl Deadline {
    /// The deadline at a moment; none where it does not apply or its due instant cannot be computed.
    pub fn evaluate(&self, environment: &Environment, now: Option<&DateTime>, zone: i32) -> Option<Clock> {
        if self.when.as_ref().is_some_and(|when| *when.evaluate(environment) != Value::Bool(true)) {
            return None;
        }
        let instant = |expression: &Expression| instant(&expression.evaluate(environment), zone);
        let stop = self.stop.as_ref().and_then(instant);
        let Some(start) = instant(&self.start) else {
            return Some(Clock {
                status: Status::NotStarted,
                start: None,
                due: None,
                stop,
                warn: None,
                now: now.cloned(),
            });
        };
        let due = self.due(&start, environment, zone)?;
        let warn = self.warn_before.and_then(|lead| due.minus_days(&lead));
        let status = status(&due, stop.as_ref(), now);
        Some(Clock { status, start: Some(start), due: Some(due), stop, warn, now: now.cloned() })
    }

    fn due(&self, start: &DateTime, environment: &Environment, zone: i32) -> Option<DateTime> {
        let number = |amount: &Expression| match &*amount.evaluate(environment) {
            Value::Number(number) => Some(*number),
            _ => None,
        };
        match &self.due {
            Due::At(at) => instant(&at.evaluate(environment), zone),
            Due::Elapsed { amount, seconds } => start.plus_days(&DaysDuration::from_seconds(
                number(amount)?.checked_mul(Decimal::from(*seconds))?,
            )?),
            Due::Calendar { amount, months } => {
                let months = number(amount)?.checked_mul(Decimal::from(*months))?.to_i64()?;
                start.plus_months(&MonthsDuration::new(months))
            }
            Due::EndOfDay => DateTime::from_local(start.date(), Time::from_hms(23, 59, 59, 0)?, zone),
            Due::EndOfShift { at, given } => {
                let given = given.as_ref().and_then(|given| instant(&given.evaluate(environment), zone));
                given.or_else(|| match &*at.evaluate(environment) {
                    Value::Time(time) => DateTime::from_local(start.date(), *time, zone),
                    _ => None,
                })
            }
        }
    }
}

impl Clock {
    /// The next instant at which the status or the warning changes.
    pub fn next_change(&self) -> Option<DateTime> {
        if self.status != Status::Pending {
            return None;
        }
        let (now, due) = (self.now.as_ref()?, self.due.as_ref()?);
        match &self.warn {
            Some(warn) if now < warn => Some(*warn),
            // The due instant itself is in time: a page's clock can see the change one millisecond later.
            _ => due.plus_days(&DaysDuration::from_seconds(Decimal::from_scaled(1, 3))?),
        }
    }

    /// The seconds that remain; negative where it is late. None where it has not started.
    pub fn remaining_seconds(&self) -> Option<i64> {
        let end = self.stop.as_ref().or(self.now.as_ref())?;
        Some(self.due.as_ref()?.instant_seconds().saturating_sub(end.instant_seconds()))
    }

    /// Whether people are to be warned: pending, and close to the due instant.
    pub fn is_warning(&self) -> bool {
        let close = |now: &DateTime| self.warn.as_ref().is_some_and(|warn| warn <= now);
        self.status == Status::Pending && self.now.as_ref().is_some_and(close)
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

/// A date-time as it is; a date is the start of its day in the zone.
fn instant(value: &Value, zone: i32) -> Option<DateTime> {
    match value {
        Value::DateTime(at) => at.with_offset(zone),
        Value::Date(date) => start_of_day(*date, zone),
        _ => None,
    }
}

fn start_of_day(date: Date, zone: i32) -> Option<DateTime> {
    DateTime::from_local(date, Time::from_hms(0, 0, 0, 0)?, zone)
}

impl Status {
    /// The code of the finding that it makes, if any.
    pub fn code(self) -> Option<crate::finding::Code> {
        match self {
            Self::Overdue => Some(crate::finding::Code::DeadlineOverdue),
            Self::Missed => Some(crate::finding::Code::DeadlineMissed),
            _ => None,
        }
    }
}
