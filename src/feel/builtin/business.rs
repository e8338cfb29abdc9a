//! Functions for standards beyond FEEL: presence, rows of dictionaries, time between moments, ends of days
//! and months, order in lists, and texts without full-width characters or blanks.

use super::argument::{argument, count, day, items, kind_fault, string};
use super::call::{Builtin, CallKind, Outcome, builtin, scalar, with_call};
use super::list::{contains, without_duplicates};
use super::range::compare_points;
use super::temporal::time;
use crate::data::text::half_width;
use crate::data::{Date, DateTime, DaysDuration, Decimal, Gather, Time, Value};
use crate::feel::environment::Environment;
use crate::feel::error::Fault;
use core::cmp::Ordering;

pub(super) const ALL: &[Builtin] = &[
    with_call("coalesce", &["value", "…"], 1, CallKind::First(coalesce)),
    scalar("present", &["value"], 1, |a| Ok(Value::Bool(!argument(a, 0).is_null()))),
    builtin("lookup", &["dictionary", "column", "value"], 3, lookup),
    scalar("hours between", &["from", "to"], 2, |a| time_between(a, 3600)),
    scalar("minutes between", &["from", "to"], 2, |a| time_between(a, 60)),
    builtin("days between", &["from", "to"], 2, days_between),
    builtin("start of month", &["date"], 1, |a| month_end(a, 0)),
    builtin("end of month", &["date"], 1, |a| month_end(a, 1)),
    builtin("end of day", &["date"], 1, |a| on_day(a, Time::from_hms(23, 59, 59, 0))),
    builtin("at", &["date", "time"], 2, at_time),
    builtin("year month", &["date"], 1, year_month),
    builtin("ascending", &["list", "…"], 1, ascending),
    with_call("all different", &["list", "…"], 1, CallKind::Counted(all_different)),
    builtin("halfwidth", &["string"], 1, |a| Ok(text(string(a, 0)?.chars().map(half_width).collect()))),
    builtin("collapse", &["string"], 1, |a| {
        Ok(text(string(a, 0)?.chars().filter(|c| !c.is_whitespace()).collect()))
    }),
];

/// Functions whose result is placed in the zone of the standard.
pub(in crate::feel) const LOCAL: &[&str] = &["date and time", "end of day", "at"];

/// Gives a date and time without an offset the offset in the second argument, in seconds.
pub(in crate::feel) const IN_ZONE: CallKind = CallKind::Plain(|a| match (argument(a, 0), argument(a, 1)) {
    (Value::DateTime(at), Value::Number(offset)) if at.offset().is_none() => {
        let offset = offset.to_i64().and_then(|offset| i32::try_from(offset).ok()).ok_or(Fault::Kind)?;
        at.with_offset(offset).map(Value::DateTime).ok_or(Fault::Overflow)
    }
    (value, _) => Ok(value.clone()),
});

/// Overrides of FEEL functions inside a standard: one-argument `time` returns a local time and also accepts
/// text without seconds; `list contains` is unknown for a missing element and false for a missing list;
/// `count` of a missing list is 0.
pub(in crate::feel) fn in_standard(name: &str, parameters: &[&str]) -> Option<CallKind> {
    match (name, parameters) {
        ("time", ["from"]) => Some(CallKind::Plain(|a| clock(a).map(Value::Time))),
        ("list contains", _) => Some(CallKind::Plain(|a| match argument(a, 1) {
            Value::Null => Err(Fault::Missing),
            _ if argument(a, 0).is_null() => Ok(Value::Bool(false)),
            _ => contains(a),
        })),
        ("count", _) => Some(CallKind::Plain(|a| Ok(count(items(a).len())))),
        _ => None,
    }
}

fn text(text: String) -> Value {
    Value::Text(text.into())
}

fn coalesce(a: &[Value]) -> Outcome {
    a.iter().find(|value| !value.is_null()).cloned().ok_or(Fault::Missing)
}

/// Returns the first row whose cell in `column` equals the value, or null if there is none.
fn lookup(a: &[Value]) -> Outcome {
    let (column, wanted) = (string(a, 1)?, argument(a, 2));
    if wanted.is_null() {
        return Err(Fault::Missing);
    }
    let holds = |row: &&Value| match row {
        Value::Context(row) => row.get(column) == Some(wanted),
        _ => false,
    };
    Ok(items(a.get(..1).unwrap_or_default()).iter().find(holds).cloned().unwrap_or(Value::Null))
}

fn moment(a: &[Value], index: usize) -> Result<DateTime, Fault> {
    match argument(a, index) {
        Value::DateTime(at) => Ok(*at),
        other => Err(kind_fault(other)),
    }
}

/// The time between two moments, in units of `seconds` seconds.
fn time_between(a: &[Value], seconds: i64) -> Outcome {
    let (from, to) = (moment(a, 0)?, moment(a, 1)?);
    let length = DaysDuration::from_nanos(to.instant_nanos().saturating_sub(from.instant_nanos()));
    let units = length.seconds().and_then(|length| length.checked_div(Decimal::from(seconds)));
    units.map(Value::Number).ok_or(Fault::Overflow)
}

fn days_between(a: &[Value]) -> Outcome {
    Ok(Value::Number(Decimal::from(day(a, 1)?.days().saturating_sub(day(a, 0)?.days()))))
}

/// The first day of the month (`months` = 0) or its last (`months` = 1), computed as the day before the first
/// of the next month.
fn month_end(a: &[Value], months: i64) -> Outcome {
    let date = day(a, 0)?;
    let first = Date::from_ymd(date.year(), date.month(), 1).and_then(|first| first.plus_months(months));
    let found = first.and_then(|first| Date::from_days(first.days().checked_sub(months)?));
    found.map(Value::Date).ok_or(Fault::Overflow)
}

/// A clock time on the day of a date or moment, at the moment's offset.
fn on_day(a: &[Value], clock: Option<Time>) -> Outcome {
    let (date, clock) = (day(a, 0)?, clock.ok_or(Fault::Unreadable)?);
    let offset = match argument(a, 0) {
        Value::DateTime(at) => at.offset(),
        _ => None,
    };
    let clock = offset.map_or(Some(clock), |offset| clock.with_offset(offset));
    clock.map(|clock| Value::DateTime(DateTime::new(date, clock))).ok_or(Fault::Overflow)
}

/// The time of day given by the first argument, as text or as a value.
fn clock(a: &[Value]) -> Result<Time, Fault> {
    if let Value::Text(written) = argument(a, 0) {
        if let Some(clock) = Time::parse(&[written, ":00"].concat()) {
            return Ok(clock);
        }
    }
    match time(a)? {
        Value::Time(clock) => Ok(Time::from_nanos(clock.nanos())),
        other => Err(kind_fault(&other)),
    }
}

fn at_time(a: &[Value]) -> Outcome {
    on_day(a, Some(clock(a.get(1..).unwrap_or_default())?))
}

fn year_month(a: &[Value]) -> Outcome {
    let date = day(a, 0)?;
    Ok(text(format!("{:04}-{:02}", date.year(), date.month())))
}

/// The values that are not null, from one list or from all arguments.
fn present_values(a: &[Value]) -> Vec<Value> {
    items(a).iter().filter(|value| !value.is_null()).cloned().gather()
}

fn ascending(a: &[Value]) -> Outcome {
    let all = present_values(a);
    for (before, after) in all.iter().zip(all.iter().skip(1)) {
        if compare_points(before, after)? == Ordering::Greater {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
}

fn all_different(a: &[Value], environment: &Environment) -> Outcome {
    let all = present_values(a);
    Ok(Value::Bool(without_duplicates(&all, environment)?.len() == all.len()))
}

#[cfg(test)]
mod tests {
    use crate::feel::{Dialect, Environment, NoHost, Scope, compile};

    fn evaluate(text: &str) -> String {
        let mut scope = Scope::new(Dialect::Standard);
        scope.zone = Some(28_800);
        compile(text, &scope).unwrap().evaluate(&Environment::new([&[]; 5], &NoHost)).to_string()
    }

    #[test]
    fn functions_beyond_feel_give_their_values() {
        let rows = r#"[{id: "a", n: 1}, {id: "b", n: 2}]"#;
        let at = r#"date and time("2026-03-02T09:00:00")"#;
        let cases = [
            (format!(r#"lookup({rows}, "id", "b").n"#), "2"),
            (format!(r#"lookup({rows}, "id", "c")"#), "null"),
            (format!(r#"lookup({rows}, "id", null)"#), "null"),
            (format!(r#"hours between({at}, {at} + duration("PT90M"))"#), "1.5"),
            (format!(r#"minutes between({at} + duration("PT90S"), {at})"#), "-1.5"),
            (format!("hours between({at}, null)"), "null"),
            (r#"days between(date("2026-02-27"), date("2026-03-02"))"#.into(), "3"),
            (format!(r#"days between({at}, date("2026-03-01"))"#), "-1"),
            (format!("start of month({at})"), "2026-03-01"),
            (r#"end of month(date("2024-02-10"))"#.into(), "2024-02-29"),
            (r#"end of month(date("2026-12-31"))"#.into(), "2026-12-31"),
            (format!("end of day({at})"), "2026-03-02T23:59:59+08:00"),
            (r#"end of day(date("2026-03-02"))"#.into(), "2026-03-02T23:59:59+08:00"),
            (format!(r#"at({at}, "12:30")"#), "2026-03-02T12:30:00+08:00"),
            (r#"at(date("2026-03-02"), time("12:30:15"))"#.into(), "2026-03-02T12:30:15+08:00"),
            (format!("year month({at})"), "2026-03"),
            ("ascending([1, null, 2, 2])".into(), "true"),
            ("ascending([2, 1])".into(), "false"),
            (r#"all different(["a", null, "b", null])"#.into(), "true"),
            (r#"all different(["a", "b", "a"])"#.into(), "false"),
            (r#"halfwidth("ＬＷＳ　４５７")"#.into(), "LWS 457"),
            (r#"collapse(" a b　c ")"#.into(), "abc"),
            ("list contains([1, 2], 2)".into(), "true"),
            ("list contains([1, 2], null)".into(), "null"),
            ("list contains(null, 2)".into(), "false"),
            ("1 in (2, null)".into(), "null"),
            ("1 in (1, null)".into(), "true"),
            ("1 in [null, 2]".into(), "false"),
        ];
        for (text, expected) in cases {
            assert_eq!(evaluate(&text).trim_matches('"'), expected, "{text}");
        }
    }

    #[test]
    fn dates_and_times_are_in_the_zone_of_the_standard() {
        let cases = [
            (r#"date and time("2026-03-02T09:00:00") = date and time("2026-03-02T01:00:00Z")"#, "true"),
            (
                r#"date and time(date("2026-03-02"), time("09:00:00")) < date and time("2026-03-02T01:00:01Z")"#,
                "true",
            ),
            (r#"time(date and time("2026-03-02T09:00:00")) >= time("08:30:00")"#, "true"),
            (r#"time("08:30") = time("08:30:00")"#, "true"),
            (r#"time(date and time("2026-03-02T09:00:00")) > time("08:30")"#, "true"),
            (r#"time(date and time("2026-03-02T09:00:00")) in [time("08:30:00")..time("09:00:00")]"#, "true"),
            (r#"date(date and time("2026-03-02T09:00:00")) = date("2026-03-02")"#, "true"),
        ];
        for (text, expected) in cases {
            assert_eq!(evaluate(text), expected, "{text}");
        }
    }
}
