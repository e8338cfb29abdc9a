//! A deadline as written in the document, and compiled.

use super::within::{Unit, Within};
use crate::data::DaysDuration;
use crate::data::json::Member;
use crate::document::{Cursor, Defects, Key, Object, Shape};
use crate::feel::{Expression, RawExpression, Scope, Type};
use crate::finding::{Severity, Source, Statement};

/// The keys of a deadline.
pub(super) const DEADLINE: Shape = Shape {
    name: "deadline",
    keys: &[
        Key::required("label"),
        Key::required("start"),
        Key::optional("stop"),
        Key::optional("within"),
        Key::optional("due"),
        Key::optional("when"),
        Key::optional("pause"),
        Key::optional("severity"),
        Key::optional("warnBefore"),
        Key::optional("source"),
    ],
};

/// A deadline as written in the document.
#[derive(Clone, Debug)]
pub struct DeadlineSpec {
    /// Its id, severity, label and source.
    pub statement: Statement,
    start: RawExpression,
    stop: Option<RawExpression>,
    within: Within<RawExpression>,
    when: Option<RawExpression>,
    pause: Option<RawExpression>,
    warn_before: Option<DaysDuration>,
}

/// A compiled deadline.
#[derive(Clone, Debug)]
pub struct Deadline {
    /// Its id, severity, label and source.
    pub statement: Statement,
    /// When the time starts to run.
    pub start: Expression,
    /// When the work was done.
    pub stop: Option<Expression>,
    /// The time allowed.
    pub(super) within: Within,
    /// The condition under which it applies.
    pub(super) when: Option<Expression>,
    /// A list of contexts with `from` and `to`: the periods in which the time is paused.
    pub pause: Option<Expression>,
    /// How long before the due time warnings begin.
    pub(super) warn_before: Option<DaysDuration>,
    /// Whether any expression reads its due time.
    pub is_read: bool,
}

impl DeadlineSpec {
    /// Reads all deadlines of a form.
    pub fn read_all(form: Object, defects: &mut Defects) -> Vec<Self> {
        let mut deadlines = Vec::new();
        form.each("deadlines", defects, &mut |member, cursor, defects| {
            deadlines.extend(Self::read(member, cursor, defects));
        });
        deadlines
    }

    fn read(member: &Member, cursor: Cursor, defects: &mut Defects) -> Option<Self> {
        let object = cursor.object(&DEADLINE, defects)?;
        let mut written = |key| RawExpression::read_at(object, key, defects);
        let (start, stop, when) = (written("start"), written("stop"), written("when"));
        let pause = written("pause");
        let within = match (object.get("within"), object.get("due")) {
            (Some(at), None) => Within::read(at, defects),
            (None, Some(due)) => RawExpression::read(due, defects).map(|due| Within {
                unit: Unit::Due,
                amount: Some(due),
                given: None,
                calendar: None,
            }),
            _ => {
                cursor.report_filled(
                    defects,
                    "deadline.due",
                    &["「within」与「due」必须恰好写一个", "write exactly one of `within` and `due`"],
                    &[],
                );
                None
            }
        };
        if let (Some(at), Some(false)) = (&pause, within.as_ref().map(|within| within.unit.can_pause())) {
            at.report_filled(
                defects,
                "deadline.pause",
                &[
                    "只有按时间、工作日或工作时间计算的时限可以暂停",
                    "only elapsed time, workdays and working hours can pause",
                ],
                &[],
            );
        }
        let severity = object.get("severity").and_then(|at| at.one_of(Severity::WORDS, defects));
        let statement = Statement {
            id: member.key.clone(),
            severity: severity.unwrap_or_default(),
            text: object.label("label", defects),
            source: Source::read(object, defects),
        };
        let warn_before = object.get("warnBefore").and_then(|at| read_duration(at, defects));
        Some(Self { statement, start: start?, stop, within: within?, when, pause, warn_before })
    }

    /// Compiles the deadline; its expressions may read the names in `scope`.
    pub fn compile(self, scope: &Scope, defects: &mut Defects) -> Option<Deadline> {
        let start = self.start.compile_instant(scope, defects);
        let within = self.within.compile(scope, defects);
        let mut ready = |written: &Option<RawExpression>, wanted: &Type| match written {
            Some(written) => written.compile_as(wanted, scope, defects).map(Some),
            None => Some(None),
        };
        let pauses = Type::List(Box::new(Type::Context(Vec::new())));
        let (stop, pause) = (ready(&self.stop, &Type::DateTime), ready(&self.pause, &pauses));
        let when = ready(&self.when, &Type::Bool);
        Some(Deadline {
            statement: self.statement,
            start: start?,
            stop: stop?,
            within: within?,
            when: when?,
            pause: pause?,
            warn_before: self.warn_before,
            is_read: false,
        })
    }
}

fn read_duration(cursor: Cursor, defects: &mut Defects) -> Option<DaysDuration> {
    let duration = cursor.node.text().and_then(|text| DaysDuration::parse(text));
    if duration.is_none() {
        cursor.report_wrong_type(defects, "时长，如 PT30M", "a duration such as PT30M");
    }
    duration
}

impl Deadline {
    /// Calls `visit` for all expressions.
    pub fn expressions(&self, visit: &mut dyn FnMut(&Expression)) {
        self.due_expressions(visit);
        if let Some(stop) = &self.stop {
            visit(stop);
        }
    }

    /// Calls `visit` for the expressions that determine the due time. The stop is one of them if there are
    /// pauses, since an open pause ends at it.
    pub fn due_expressions(&self, visit: &mut dyn FnMut(&Expression)) {
        visit(&self.start);
        self.within.expressions(visit);
        let stop = self.stop.iter().filter(|_| self.pause.is_some());
        self.when.iter().chain(&self.pause).chain(stop).for_each(visit);
    }
}
