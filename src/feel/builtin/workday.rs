//! Workdays by a calendar of the standard: the named one, else the only one, else Monday to Friday.

use super::argument::{argument, day, kind_fault, whole};
use super::call::{Builtin, CallKind, Outcome, with_call};
use crate::data::{DateTime, Decimal, Gather, Value, Workdays};
use crate::feel::environment::Environment;
use crate::feel::error::Fault;

pub(super) const ALL: &[Builtin] = &[
    with_call("is workday", &["date", "calendar"], 1, CallKind::Hosted(is_workday)),
    with_call("workdays after", &["date", "count", "calendar"], 2, CallKind::Hosted(after)),
    with_call("add workdays", &["date", "count", "calendar"], 2, CallKind::Hosted(add)),
    with_call("workdays between", &["from", "to", "calendar"], 2, CallKind::Hosted(between)),
];

/// Looks up the calendar that the argument at `index` names.
fn workdays(a: &[Value], index: usize, environment: &Environment) -> Result<Workdays, Fault> {
    let id = match argument(a, index) {
        Value::Text(id) => Some(id.as_str()),
        Value::Null if a.len() <= index => None,
        other => return Err(kind_fault(other)),
    };
    environment.host.workdays(id, environment).ok_or(Fault::Unreadable)
}

fn is_workday(a: &[Value], environment: &Environment) -> Outcome {
    let date = day(a, 0)?;
    Ok(Value::Bool(workdays(a, 1, environment)?.is_workday(date)))
}

fn between(a: &[Value], environment: &Environment) -> Outcome {
    let (from, to) = (day(a, 0)?, day(a, 1)?);
    let days = from.days().abs_diff(to.days());
    environment.spend_comparisons(usize::try_from(days).unwrap_or(usize::MAX))?;
    let count = workdays(a, 2, environment)?.between(from, to);
    count.map(|count| Value::Number(Decimal::from(count))).ok_or(Fault::Overflow)
}

fn after(a: &[Value], environment: &Environment) -> Outcome {
    let (from, count) = (day(a, 0)?, usize::try_from(whole(a, 1)?).map_err(|_| Fault::Kind)?);
    environment.spend_comparisons(count)?;
    let found = workdays(a, 2, environment)?.after(from, count, false).ok_or(Fault::Overflow)?;
    Ok(Value::list(found.into_iter().map(Value::Date).gather()))
}

fn add(a: &[Value], environment: &Environment) -> Outcome {
    let (from, count) = (day(a, 0)?, whole(a, 1)?);
    environment.spend_comparisons(usize::try_from(count.unsigned_abs()).unwrap_or(usize::MAX))?;
    let found = workdays(a, 2, environment)?.add(from, count).ok_or(Fault::Overflow)?;
    Ok(match argument(a, 0) {
        Value::DateTime(at) => Value::DateTime(DateTime::new(found, at.time())),
        _ => Value::Date(found),
    })
}
