//! A deadline as it is written, and as it is ready to be evaluated.

use crate::data::json::Member;
use crate::data::{DaysDuration, Phrase};
use crate::document::{Cursor, Defects, Key, Object, Shape};
use crate::feel::{Expression, Scope, Written};
use crate::finding::{Severity, Source, Statement};

/// The keys of a deadline.
pub const DEADLINE: Shape = Shape {
    name: "deadline",
    keys: &[
        Key::required("label"),
        Key::required("start"),
        Key::optional("stop"),
        Key::optional("within"),
        Key::optional("due"),
        Key::optional("when"),
        Key::optional("severity"),
        Key::optional("warnBefore"),
        Key::optional("source"),
    ],
};

/// The keys of the time that is allowed: one unit, or the end of a day or of a shift.
pub const WITHIN: Shape = Shape {
    name: "within",
    keys: &[
        Key::optional("seconds"),
        Key::optional("minutes"),
        Key::optional("hours"),
        Key::optional("days"),
        Key::optional("weeks"),
        Key::optional("months"),
        Key::optional("years"),
        Key::optional("endOf"),
        Key::optional("at"),
        Key::optional("given"),
    ],
};

/// Units of elapsed time in seconds, then those of the calendar in months.
const SECONDS: &[(&str, i64)] =
    &[("seconds", 1), ("minutes", 60), ("hours", 3600), ("days", 86_400), ("weeks", 604_800)];
const MONTHS: &[(&str, i64)] = &[("months", 1), ("years", 12)];

/// When something is due; `W` is an expression, written or compiled.
#[derive(Clone, Debug)]
pub enum Due<W> {
    /// At the instant that the expression gives.
    At(W),
    /// So many units after the start.
    Elapsed {
        /// How many.
        amount: W,
        /// The seconds of one unit.
        seconds: i64,
    },
    /// So many calendar months after the start, at the same clock time, held at the month's end.
    Calendar {
        /// How many.
        amount: W,
        /// The months of one unit.
        months: i64,
    },
    /// The last second of the start's day.
    EndOfDay,
    /// The end of the shift: the given instant, or a clock time on the start's day.
    EndOfShift {
        /// The clock time.
        at: W,
        /// The instant that wins where it is present.
        given: Option<W>,
    },
}

/// A deadline as it is written.
#[derive(Clone, Debug)]
pub struct DeadlineSpec {
    /// What it says of itself.
    pub statement: Statement,
    start: Written,
    stop: Option<Written>,
    due: Due<Written>,
    when: Option<Written>,
    warn_before: Option<DaysDuration>,
}

/// A deadline that is ready to be evaluated.
#[derive(Clone, Debug)]
pub struct Deadline {
    /// What it says of itself.
    pub statement: Statement,
    /// The instant from which the time runs.
    pub start: Expression,
    /// The instant at which the clock stops.
    pub stop: Option<Expression>,
    /// When it is due.
    pub due: Due<Expression>,
    /// Whether it applies at all.
    pub when: Option<Expression>,
    /// How long before the due instant people are warned.
    pub warn_before: Option<DaysDuration>,
}

impl DeadlineSpec {
    /// All deadlines of a form.
    pub fn read_all(form: &Object, document: &str, defects: &mut Defects) -> Vec<Self> {
        let mut deadlines = Vec::new();
        form.each("deadlines", defects, &mut |member, cursor, defects| {
            deadlines.extend(Self::read(member, cursor, document, defects));
        });
        deadlines
    }

    fn read(member: &Member, cursor: &Cursor, document: &str, defects: &mut Defects) -> Option<Self> {
        let object = cursor.object(&DEADLINE, defects)?;
        let mut written = |key| Written::at(&object, key, defects);
        let (start, stop, when, due) = (written("start"), written("stop"), written("when"), written("due"));
        let due = match (object.get("within"), due) {
            (Some(at), None) => read_within(&at, defects),
            (None, Some(due)) => Some(Due::At(due)),
            _ => {
                let message = Phrase::new(
                    "「within」与「due」必须恰好写一个",
                    "exactly one of `within` and `due` must stand",
                );
                cursor.report(defects, "deadline.due", message, None);
                None
            }
        };
        let severity = object.get("severity").and_then(|at| at.one_of(Severity::WORDS, defects));
        let statement = Statement {
            id: member.key.clone(),
            severity: severity.unwrap_or_default(),
            text: object.phrase("label", defects)?,
            source: Source::read(&object, document, defects),
        };
        let warn_before = object.get("warnBefore").and_then(|at| read_duration(&at, defects));
        Some(Self { statement, start: start?, stop, due: due?, when, warn_before })
    }

    /// Makes it ready; its expressions may read what `scope` names.
    pub fn compile(self, scope: &Scope, defects: &mut Defects) -> Option<Deadline> {
        let mut ready = |written: &Written| written.compile(scope, defects);
        let start = ready(&self.start);
        let stop = self.stop.as_ref().map(&mut ready);
        let when = self.when.as_ref().map(&mut ready);
        let due = compile_due(&self.due, &mut ready);
        Some(Deadline {
            statement: self.statement,
            start: start?,
            stop: stop.map_or(Some(None), |stop| stop.map(Some))?,
            due: due?,
            when: when.map_or(Some(None), |when| when.map(Some))?,
            warn_before: self.warn_before,
        })
    }
}

fn compile_due(
    due: &Due<Written>,
    ready: &mut impl FnMut(&Written) -> Option<Expression>,
) -> Option<Due<Expression>> {
    Some(match due {
        Due::At(at) => Due::At(ready(at)?),
        Due::Elapsed { amount, seconds } => Due::Elapsed { amount: ready(amount)?, seconds: *seconds },
        Due::Calendar { amount, months } => Due::Calendar { amount: ready(amount)?, months: *months },
        Due::EndOfDay => Due::EndOfDay,
        Due::EndOfShift { at, given } => {
            let given = given.as_ref().map(&mut *ready);
            Due::EndOfShift { at: ready(at)?, given: given.map_or(Some(None), |given| given.map(Some))? }
        }
    })
}

fn read_within(cursor: &Cursor, defects: &mut Defects) -> Option<Due<Written>> {
    let object = cursor.object(&WITHIN, defects)?;
    let mut found = Vec::new();
    for (key, seconds) in SECONDS.iter().filter(|(key, _)| object.get(key).is_some()) {
        let amount = Written::read(&object.get(key)?, defects)?;
        found.push(Due::Elapsed { amount, seconds: *seconds });
    }
    for (key, months) in MONTHS.iter().filter(|(key, _)| object.get(key).is_some()) {
        let amount = Written::read(&object.get(key)?, defects)?;
        found.push(Due::Calendar { amount, months: *months });
    }
    if let Some(at) = object.get("endOf") {
        found.push(read_end(&at, &object, defects)?);
    }
    if found.len() != 1 {
        let message = Phrase::new("时限要恰好写一个单位", "exactly one unit of time must stand here");
        cursor.report(defects, "deadline.unit", message, None);
    }
    found.pop()
}

fn read_end(cursor: &Cursor, object: &Object, defects: &mut Defects) -> Option<Due<Written>> {
    if !cursor.one_of(&[("day", false), ("shift", true)], defects)? {
        return Some(Due::EndOfDay);
    }
    let Some(at) = object.get("at") else {
        cursor.report(
            defects,
            "missing_key",
            Phrase::new("缺少「at」：下班的钟点", "`at` is missing: the clock time of the shift's end"),
            None,
        );
        return None;
    };
    let given = Written::at(object, "given", defects);
    Some(Due::EndOfShift { at: Written::read(&at, defects)?, given })
}

fn read_duration(cursor: &Cursor, defects: &mut Defects) -> Option<DaysDuration> {
    let duration = cursor.node.text().and_then(|text| DaysDuration::parse(text));
    if duration.is_none() {
        cursor.wrong_type(defects, "时长，如 PT30M", "a duration such as PT30M");
    }
    duration
}

impl Deadline {
    /// Shows all its expressions.
    pub fn expressions(&self, visit: &mut dyn FnMut(&Expression)) {
        visit(&self.start);
        self.stop.iter().chain(&self.when).for_each(&mut *visit);
        match &self.due {
            Due::At(at) => visit(at),
            Due::Elapsed { amount, .. } | Due::Calendar { amount, .. } => visit(amount),
            Due::EndOfDay => {}
            Due::EndOfShift { at, given } => {
                visit(at);
                given.iter().for_each(visit);
            }
        }
    }
}
