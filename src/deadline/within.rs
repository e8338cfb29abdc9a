//! The time that a deadline allows, in one unit: by the clock, by the calendar, or by working time.

use super::instant::{Pause, instant};
use crate::data::{Date, DateTime, DaysDuration, Decimal, MonthsDuration, Time, Value, Workdays};
use crate::document::{Cursor, Defects, Key, Object, Shape};
use crate::feel::{Environment, Expression, RawExpression, Scope, Type};

/// The keys of `within`: one unit, or the end of a day, a month or a shift.
pub(super) const WITHIN: Shape = Shape {
    name: "within",
    keys: &[
        Key::optional("seconds"),
        Key::optional("minutes"),
        Key::optional("hours"),
        Key::optional("days"),
        Key::optional("weeks"),
        Key::optional("months"),
        Key::optional("years"),
        Key::optional("workdays"),
        Key::optional("workingHours"),
        Key::optional("endOf"),
        Key::optional("at"),
        Key::optional("given"),
        Key::optional("calendar"),
    ],
};

/// What the amount counts, or what determines the due time without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// The amount is the due time itself.
    Due,
    /// The amount times these seconds, nights and weekends included.
    Seconds(i64),
    /// The amount times these calendar months, at the same time of day; limited to the last day of the month.
    Months(i64),
    /// Workdays, at the same time of day.
    Workdays,
    /// Hours of working time.
    WorkingHours,
    /// The last second of the day that is the amount of days later.
    EndOfDay,
    /// The last second of the workday that is the amount of workdays later.
    EndOfWorkday,
    /// The last second of the month of the start.
    EndOfMonth,
    /// The end of the shift: `given`, or else the amount, which is a time on the day of the start.
    EndOfShift,
}

const UNITS: &[(&str, Unit)] = &[
    ("seconds", Unit::Seconds(1)),
    ("minutes", Unit::Seconds(60)),
    ("hours", Unit::Seconds(3600)),
    ("days", Unit::Seconds(86_400)),
    ("weeks", Unit::Seconds(604_800)),
    ("months", Unit::Months(1)),
    ("years", Unit::Months(12)),
    ("workdays", Unit::Workdays),
    ("workingHours", Unit::WorkingHours),
];

const ENDS: &[(&str, Unit)] =
    &[("day", Unit::EndOfDay), ("month", Unit::EndOfMonth), ("shift", Unit::EndOfShift)];

/// The time allowed; `W` is an expression, written or compiled.
#[derive(Clone, Debug)]
pub(super) struct Within<W = Expression> {
    /// The unit.
    pub unit: Unit,
    /// The amount.
    pub amount: Option<W>,
    /// The given end of the shift; if it has a value, it takes precedence.
    pub given: Option<W>,
    /// The id of the calendar, if named.
    pub calendar: Option<RawExpression>,
}

impl Within<RawExpression> {
    /// Reads the object `within`.
    pub(super) fn read(cursor: Cursor, defects: &mut Defects) -> Option<Self> {
        let object = cursor.object(&WITHIN, defects)?;
        let end = match object.get("endOf") {
            Some(at) => Some(at.one_of(ENDS, defects)?),
            None => None,
        };
        let mut units = UNITS.iter().filter(|(key, _)| object.get(key).is_some());
        let (first, second) = (units.next(), units.next());
        let (unit, key) = match (end, first) {
            (None, Some((key, unit))) => (*unit, *key),
            (Some(Unit::EndOfDay), Some(("days", _)) | None) => (Unit::EndOfDay, "days"),
            (Some(Unit::EndOfDay), Some(("workdays", _))) => (Unit::EndOfWorkday, "workdays"),
            (Some(Unit::EndOfShift), None) => (Unit::EndOfShift, "at"),
            (Some(Unit::EndOfMonth), None) => (Unit::EndOfMonth, ""),
            _ => {
                report_unit(cursor, defects);
                return None;
            }
        };
        if second.is_some() {
            report_unit(cursor, defects);
        }
        check_keys(unit, object, defects);
        let amount = RawExpression::read_at(object, key, defects);
        let (given, calendar) = (
            RawExpression::read_at(object, "given", defects),
            RawExpression::read_at(object, "calendar", defects),
        );
        Some(Self { unit, amount, given, calendar })
    }

    /// Compiles the time allowed; `None` if one of its expressions cannot be compiled.
    pub(super) fn compile(self, scope: &Scope, defects: &mut Defects) -> Option<Within> {
        let named = self.calendar.as_ref();
        let found = scope.find_calendar(named.map(|at| at.text.as_str()));
        let lacks = match (named, self.unit) {
            (Some(at), _) if found.is_none() => {
                let both = &["没有「{}」这个工作日历", "there is no calendar `{}`"];
                at.report_unknown(defects, "unknown_calendar", both, scope.nearest_calendar(&at.text));
                false
            }
            (_, Unit::WorkingHours) => found != Some(true),
            _ => false,
        };
        if let (true, Some(at)) = (lacks, named.or(self.amount.as_ref())) {
            at.report_filled(
                defects,
                "deadline.calendar",
                &[
                    "按工作时间计算，要有写明「hours」的工作日历",
                    "working hours need a calendar with `hours`",
                ],
                &[],
            );
        }
        let mut ready = |written: Option<RawExpression>, wanted: &Type| match written {
            Some(written) => written.compile_as(wanted, scope, defects).map(Some),
            None => Some(None),
        };
        let wanted = match self.unit {
            Unit::Due => Type::DateTime,
            Unit::EndOfShift => Type::Time,
            _ => Type::Number,
        };
        let (amount, given) = (ready(self.amount, &wanted), ready(self.given, &Type::DateTime));
        Some(Within { unit: self.unit, amount: amount?, given: given?, calendar: self.calendar })
    }
}

fn report_unit(cursor: Cursor, defects: &mut Defects) {
    cursor.report_filled(
        defects,
        "deadline.unit",
        &[
            "时限要恰好写一个单位；「endOf」为 day 时可另写「days」或「workdays」",
            "write exactly one unit of time here; with `endOf` `day` also `days` or `workdays`",
        ],
        &[],
    );
}

fn check_keys(unit: Unit, object: Object, defects: &mut Defects) {
    let shift = unit == Unit::EndOfShift;
    let fits = [("at", shift), ("given", shift), ("calendar", unit.uses_calendar())];
    for (key, fit) in fits {
        if let (Some(at), false) = (object.get(key), fit) {
            let both = &["这里的时限不用这个键", "this kind of time limit has no such key"];
            at.report_filled(defects, "key_without_effect", both, &[]);
        }
    }
    if shift && object.get("at").is_none() {
        object.cursor().report_missing_key("at", defects);
    }
}

impl Unit {
    /// Whether it uses a calendar.
    pub(super) fn uses_calendar(self) -> bool {
        matches!(self, Self::Workdays | Self::WorkingHours | Self::EndOfWorkday)
    }

    /// Whether pauses extend it.
    pub(super) fn can_pause(self) -> bool {
        self.uses_calendar() || matches!(self, Self::Seconds(_))
    }
}

impl Within {
    /// Calls `visit` for all expressions.
    pub(super) fn expressions(&self, visit: &mut dyn FnMut(&Expression)) {
        self.amount.iter().chain(&self.given).for_each(visit);
    }

    /// The working days and hours: those of the calendar, or Monday to Friday.
    pub(super) fn workdays(&self, environment: &Environment) -> Workdays {
        environment
            .host
            .workdays(self.calendar.as_ref().map(|at| at.text.as_str()), environment)
            .unwrap_or_default()
    }

    /// Computes the due time.
    pub(super) fn due(
        &self,
        start: &DateTime,
        pauses: &[Pause],
        environment: &Environment,
        zone: i32,
    ) -> Option<DateTime> {
        let amount = self.amount.as_ref().map(|amount| amount.evaluate(environment));
        let number = match amount.as_deref() {
            Some(Value::Number(number)) => Some(*number),
            Some(_) => None,
            None => Some(Decimal::ZERO),
        };
        let whole = || number.filter(|number| number.is_integer())?.to_i64();
        let length = |seconds: i64| DaysDuration::from_seconds(number?.checked_mul(Decimal::from(seconds))?);
        let last_second = |date| DateTime::from_local(date, Time::from_hms(23, 59, 59, 0)?, zone);
        match self.unit {
            Unit::Due => instant(amount.as_deref()?, zone),
            Unit::Seconds(seconds) => {
                let between = |from: &DateTime, to: &DateTime| {
                    Some(DaysDuration::from_nanos(to.instant_nanos().checked_sub(from.instant_nanos())?))
                };
                add_unpaused(start, length(seconds)?, pauses, &|at, length| at.plus_days(length), &between)
            }
            Unit::Months(months) => {
                let months = number?.checked_mul(Decimal::from(months))?.to_i64()?;
                start.plus_months(&MonthsDuration::new(months))
            }
            Unit::WorkingHours => {
                let work = self.workdays(environment);
                let between = |from: &DateTime, to: &DateTime| work.time_between(from, to);
                add_unpaused(start, length(3600)?, pauses, &|at, length| work.add_time(at, length), &between)
            }
            Unit::Workdays | Unit::EndOfWorkday => {
                let count = whole()?;
                let due_on = |date| match self.unit {
                    Unit::EndOfWorkday => last_second(date),
                    _ => DateTime::from_local(date, start.time(), zone),
                };
                after_workdays(&self.workdays(environment), count, start, pauses, &due_on)
            }
            Unit::EndOfDay => {
                let days = start.date().days().checked_add(whole()?)?;
                last_second(Date::from_days(days)?)
            }
            Unit::EndOfMonth => {
                let date = start.date();
                let first = Date::from_ymd(date.year(), date.month(), 1)?.plus_months(1)?;
                last_second(Date::from_days(first.days().checked_sub(1)?)?)
            }
            Unit::EndOfShift => {
                let given = self.given.as_ref().and_then(|given| instant(&given.evaluate(environment), zone));
                given.or_else(|| match amount.as_deref()? {
                    Value::Time(time) => DateTime::from_local(start.date(), *time, zone),
                    _ => None,
                })
            }
        }
    }
}

/// The due time `count` workdays after the start; workdays that begin within a pause are not counted.
fn after_workdays(
    work: &Workdays,
    mut count: i64,
    start: &DateTime,
    pauses: &[Pause],
    due_on: &dyn Fn(Date) -> Option<DateTime>,
) -> Option<DateTime> {
    let (mut pauses, mut least) = (pauses.iter(), None);
    loop {
        // A due time within a pause moves to its end.
        let due = Some(due_on(work.add(start.date(), count)?)?).max(least);
        let Some((from, to)) = pauses.next().filter(|(from, _)| Some(*from) < due) else { return due };
        count = count.checked_add(work.between(from.max(start).date(), to.max(start).date())?)?;
        least = Some(*to);
    }
}

type AddFn<'f> = &'f dyn Fn(&DateTime, &DaysDuration) -> Option<DateTime>;
type BetweenFn<'f> = &'f dyn Fn(&DateTime, &DateTime) -> Option<DaysDuration>;

/// The time `length` after the start, not counting the pauses.
fn add_unpaused(
    start: &DateTime,
    length: DaysDuration,
    pauses: &[Pause],
    plus: AddFn,
    between: BetweenFn,
) -> Option<DateTime> {
    let (mut at, mut rest) = (*start, length);
    for (from, to) in pauses.iter().filter(|_| length.nanos() > 0) {
        let room = if *from > at { between(&at, from)? } else { DaysDuration::from_nanos(0) };
        if rest <= room {
            break;
        }
        rest = DaysDuration::from_nanos(rest.nanos().checked_sub(room.nanos())?);
        at = at.max(*to);
    }
    plus(&at, &rest)
}
