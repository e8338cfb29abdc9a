//! A calendar of a standard: working days of the week, working hours, and the expressions for its holidays
//! and make-up workdays, which usually are parameters set by the host.

use crate::data::json::{JsonKind, Member};
use crate::data::{Gather, Time, Value, Workdays};
use crate::document::{Cursor, Defects, Key, Shape};
use crate::feel::{Environment, Expression, NoHost, RawExpression, Scope, Type};
use crate::finding::Source;
use smol_str::SmolStr;
use std::sync::Arc;

/// The keys of a calendar.
pub(super) const CALENDAR: Shape = Shape {
    name: "calendar",
    keys: &[
        Key::required("label"),
        Key::optional("days"),
        Key::optional("hours"),
        Key::optional("holidays"),
        Key::optional("makeupWorkdays"),
        Key::optional("source"),
    ],
};

/// The keys of a period of working time.
pub(super) const HOURS: Shape = Shape { name: "hours", keys: &[Key::required("from"), Key::required("to")] };

/// The days of the week, Monday first.
pub(super) const DAYS: &[(&str, usize)] = &[
    ("monday", 0),
    ("tuesday", 1),
    ("wednesday", 2),
    ("thursday", 3),
    ("friday", 4),
    ("saturday", 5),
    ("sunday", 6),
];

/// A calendar; `W` is an expression, written or compiled.
#[derive(Clone, Debug)]
pub struct Calendar<W = Expression> {
    /// Its id.
    pub id: SmolStr,
    week: [bool; 7],
    hours: Arc<[(u32, u32)]>,
    holidays: Option<W>,
    makeup: Option<W>,
}

/// A calendar as written in the document.
pub type CalendarSpec = Calendar<RawExpression>;

impl CalendarSpec {
    /// Reads the calendar `member`.
    pub fn read(member: &Member, cursor: Cursor, defects: &mut Defects) -> Option<Self> {
        let object = cursor.object(&CALENDAR, defects)?;
        let mut week = Workdays::default().week;
        if let Some(at) = object.get("days") {
            let days = at.items(defects).filter_map(|day| day.one_of(DAYS, defects)).gather();
            week = core::array::from_fn(|day| days.contains(&day));
        }
        let mut hours = Vec::new();
        object.each_item("hours", defects, &mut |at, defects| hours.extend(read_hours(at, &hours, defects)));
        let is_empty = |key| {
            object
                .get(key)
                .is_some_and(|at| matches!(&at.node.kind, JsonKind::List(items) if items.is_empty()))
        };
        if is_empty("hours") || is_empty("days") {
            cursor.report_filled(
                defects,
                "calendar.empty",
                &["这个日历没有工作时间", "this calendar has no working time"],
                &[],
            );
        }
        let mut written = |key| RawExpression::read_at(object, key, defects);
        let (holidays, makeup) = (written("holidays"), written("makeupWorkdays"));
        // Label and source are not used, only checked.
        object.label("label", defects);
        Source::read(object, defects);
        Some(Self { id: member.key.clone(), week, hours: hours.into(), holidays, makeup })
    }

    /// Whether it defines working hours.
    pub fn has_hours(&self) -> bool {
        !self.hours.is_empty()
    }

    /// Compiles the calendar; its expressions may read the names in `scope`, which has no functions yet.
    pub fn compile(self, scope: &Scope, defects: &mut Defects) -> Calendar {
        let days = Type::List(Box::new(Type::Date));
        let mut ready = |written: Option<RawExpression>| {
            written.and_then(|written| written.compile_as(&days, scope, defects))
        };
        let (holidays, makeup) = (ready(self.holidays), ready(self.makeup));
        Calendar { id: self.id, week: self.week, hours: self.hours, holidays, makeup }
    }
}

impl Calendar {
    /// Evaluates the days and hours with the parameters of the environment.
    pub fn workdays(&self, environment: &Environment) -> Workdays {
        // The lists cannot use a calendar themselves.
        let inner = environment.with_host(&NoHost);
        let list = |days: &Option<Expression>| {
            days.as_ref().map_or(Value::Null, |days| days.evaluate(&inner).into_owned())
        };
        let (holidays, makeup) = (list(&self.holidays), list(&self.makeup));
        environment.absorb_usage(&inner);
        Workdays { week: self.week, hours: self.hours.clone(), holidays, makeup }
    }
}

fn read_hours(cursor: Cursor, before: &[(u32, u32)], defects: &mut Defects) -> Option<(u32, u32)> {
    let object = cursor.object(&HOURS, defects)?;
    let mut clock = |key| read_clock(object.get(key)?, defects);
    let (from, to) = (clock("from"), clock("to"));
    let (from, to) = (from?, to?);
    if from >= to {
        let both = &[
            "「from」要早于「to」；跨过午夜的班次要写成两段，从 00:00 起的在前",
            "`from` must be before `to`; write a shift past midnight as two, the one from 00:00 first",
        ];
        cursor.report_filled(defects, "calendar.hours", both, &[]);
    } else if before.last().is_some_and(|(_, end)| from < *end) {
        cursor.report_filled(
            defects,
            "calendar.hours",
            &["各段要按先后排列，不重叠", "these must be in order, without overlap"],
            &[],
        );
    }
    Some((from, to))
}

/// Reads `HH:MM` as seconds of the day; `24:00` is the end of the day.
fn read_clock(cursor: Cursor, defects: &mut Defects) -> Option<u32> {
    let text = cursor.node.text().map_or("", SmolStr::as_str);
    let seconds = |time: Time| u32::try_from(time.nanos().checked_div(1_000_000_000)?).ok();
    let found = match text {
        "24:00" => Some(86_400),
        _ => Time::parse(&[text, ":00"].concat()).and_then(seconds).filter(|_| text.len() == 5),
    };
    if found.is_none() {
        cursor.report_wrong_type(defects, "时间，如 08:30", "a clock time such as 08:30");
    }
    found
}
