//! An order of a form: its values by slot, and the result of every node. An edit makes the nodes that read
//! its slot dirty, and only these are evaluated again.

use super::Options;
use super::cell::Cell;
use super::lost::{Lost, limit_behind, limit_of, lose};
use super::mark::{Mark, Subject, Verdict};
use super::narrow::{Put, Sum};
use super::row::Row;
use crate::check::Rule;
use crate::data::json::Json;
use crate::data::{DateTime, Value};
use crate::deadline::Clock;
use crate::feel::{Environment, Fault, Slot, space};
use crate::finding::Code;
use crate::standard::{Form, Node, Nodes, Standard, add};
use core::fmt;
use core::ops::{Deref, DerefMut};

/// An order of a form.
pub struct State<'s> {
    pub(super) standard: &'s Standard,
    pub(super) form: &'s Form,
    pub(super) held: Box<Held>,
}

/// What an edit may have changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stirred {
    /// A finding.
    pub marks: bool,
    /// Whether a field is required or relevant.
    pub flags: bool,
    /// A deadline.
    pub clocks: bool,
}

impl Stirred {
    /// Compares whether a value is required and its finding, before and after.
    pub(super) fn compare(&mut self, before: (bool, Option<Code>), after: (bool, Option<Code>)) {
        self.flags |= before.0 != after.0;
        self.marks |= before.1 != after.1;
    }
}

/// A state without the references to standard and form, so that an owner of the standard can store both.
pub struct Held {
    pub(super) cells: Vec<Cell>,
    /// The values in the space `FORM`: of the fields, then the due moments of the deadlines, then the shared
    /// parts.
    pub(super) values: Vec<Value>,
    /// The rows of each field that is a table.
    pub(super) rows: Vec<Vec<Row>>,
    pub(super) rules: Vec<Verdict>,
    /// `None` for a deadline that does not apply or cannot be computed.
    pub(super) clocks: Vec<Option<Clock>>,
    pub(super) lost: Lost,
    pub(super) parameters: Vec<Value>,
    pub(super) moment: [Value; 1],
    /// The nodes to evaluate.
    dirty: Nodes,
    /// The fields that have a finding, and the rules that are violated.
    marked: Nodes,
    violated: Nodes,
    /// Whether fields were filled whose findings are not in `marked` yet.
    filled: bool,
    /// What was put into tables since the rows were evaluated.
    pub(super) put: Put,
    /// The findings inside rows, in order.
    pub(super) row_marks: Vec<Mark>,
    /// For each shared part its sum over rows, if that is updated from edit to edit.
    pub(super) sums: Vec<Option<Sum>>,
    /// What has changed since [`State::take_stirred`].
    pub(super) stirred: Stirred,
}

impl Held {
    /// Whether a field is relevant. The rows of a table that is not relevant have no findings.
    pub(super) fn is_relevant(&self, index: usize) -> bool {
        self.cells.get(index).is_some_and(|cell| cell.relevant)
    }
}

impl Deref for State<'_> {
    type Target = Held;

    fn deref(&self) -> &Held {
        &self.held
    }
}

impl DerefMut for State<'_> {
    fn deref_mut(&mut self) -> &mut Held {
        &mut self.held
    }
}

impl fmt::Debug for State<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State").field("form", &self.form.id).finish_non_exhaustive()
    }
}

impl<'s> State<'s> {
    /// Releases the standard and the form.
    pub fn hold(self) -> Box<Held> {
        self.held
    }

    /// Restores a held state, under the same standard and form.
    pub fn under(held: Box<Held>, standard: &'s Standard, form: &'s Form) -> Self {
        Self { standard, form, held }
    }

    /// An empty order.
    pub fn new(standard: &'s Standard, form: &'s Form, options: &Options) -> Self {
        let count = form.fields.len();
        let defaults = || standard.defaults();
        let held = Held {
            cells: vec![Cell::default(); count],
            values: vec![Value::Null; form.places()],
            rows: vec![Vec::new(); count],
            rules: vec![Verdict::Holds; form.rules.len()],
            clocks: vec![None; form.deadlines.len()],
            lost: Lost::new(),
            parameters: if options.parameters.is_empty() { defaults() } else { options.parameters.clone() },
            moment: [options.now.map_or(Value::Null, Value::DateTime)],
            dirty: form.graph.all.clone(),
            marked: vec![0; count.div_ceil(64)],
            violated: vec![0; form.rules.len().div_ceil(64)],
            filled: false,
            put: Put::Many,
            row_marks: Vec::new(),
            sums: form.shared.iter().map(|_| None).collect(),
            stirred: Stirred::default(),
        };
        Self { standard, form, held: Box::new(held) }.settled()
    }

    /// Judges the settled fields.
    fn settled(mut self) -> Self {
        for index in 0..self.form.fields.len() {
            self.settle(index);
        }
        self
    }

    /// Judges a field if it is settled.
    pub(super) fn settle(&mut self, index: usize) {
        let (form, held) = (self.form, &mut *self.held);
        let (Some(field), Some(cell)) = (form.fields.get(index), held.cells.get_mut(index)) else { return };
        if form.graph.settled.get(index) == Some(&true) {
            let before = cell.stand();
            cell.settle(field, true);
            held.stirred.compare(before, cell.stand());
            include(&mut held.marked, index, cell.mark.is_some());
        }
    }

    /// An order from JSON, evaluated. Anything but an object is an empty order.
    pub fn of(standard: &'s Standard, form: &'s Form, order: &Json, options: &Options) -> Self {
        let mut state = Self::new(standard, form, options);
        for (index, field) in form.fields.iter().enumerate() {
            if let Some(node) = order.get(&field.spec.id) {
                state.put_json(index, node);
            }
        }
        state.refresh();
        state
    }

    /// The form.
    pub fn form(&self) -> &'s Form {
        self.form
    }

    /// The state of each deadline; `None` for those that do not apply or cannot be computed.
    pub fn clocks(&self) -> &[Option<Clock>] {
        &self.clocks
    }

    /// The current time.
    pub fn now(&self) -> Option<&DateTime> {
        match &self.moment {
            [Value::DateTime(at)] => Some(at),
            _ => None,
        }
    }

    /// The values and functions that expressions over the order read.
    pub fn environment(&self) -> Environment<'_> {
        self.environment_of_row(&[])
    }

    pub(super) fn environment_of_row<'a>(&'a self, row: &'a [Value]) -> Environment<'a> {
        // In the order of the spaces: form, row, parameters, locals, moment.
        Environment::new([&self.values, row, &self.parameters, &[], &self.moment], self.standard)
    }

    /// Sets the current time and evaluates what reads it.
    pub fn tick(&mut self, now: Option<DateTime>) {
        self.moment = [now.map_or(Value::Null, Value::DateTime)];
        self.soil(&self.form.graph.moment);
        self.refresh();
    }

    /// Makes everything that depends on a field dirty.
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn touch(&mut self, index: usize) {
        self.touch_readers(index);
        if let Some(Some(place)) = self.form.graph.values.get(index) {
            add(&mut self.dirty, *place);
        }
    }

    pub(super) fn touch_readers(&mut self, index: usize) {
        let readers = self.form.graph.readers.get(index).map_or(&[][..], Vec::as_slice);
        self.soil(readers);
    }

    #[cfg_attr(swift, optimize(speed))]
    fn soil(&mut self, nodes: &[u64]) {
        for (dirty, more) in self.dirty.iter_mut().zip(nodes) {
            *dirty |= more;
        }
    }

    /// Returns what has changed since the last call.
    pub fn take_stirred(&mut self) -> Stirred {
        core::mem::take(&mut self.stirred)
    }

    /// Evaluates the dirty nodes. Nodes that become dirty on the way are always later ones.
    #[cfg_attr(swift, optimize(speed))]
    pub fn refresh(&mut self) {
        let mut from = 0;
        while let Some(place) = next(&mut self.held.dirty, from) {
            match self.form.graph.nodes.get(place) {
                Some(Node::Value(index)) => self.evaluate_value(*index),
                Some(Node::Rows(index)) => self.evaluate_rows(*index),
                Some(Node::Deadline(index)) => self.evaluate_deadline(*index),
                Some(Node::Mark(_) | Node::Rule(_)) => self.judge_from(place),
                None => {}
            }
            from = place;
        }
        self.mark_filled();
        self.mark_rows();
    }

    /// Judges dirty fields and rules from a node on, all in one environment.
    #[cfg_attr(swift, optimize(speed))]
    fn judge_from(&mut self, place: usize) {
        let (form, held) = (self.form, &mut *self.held);
        let spaces = [&*held.values, &[], &held.parameters, &[], &held.moment];
        let environment = Environment::new(spaces, self.standard);
        let mut at = Some(place);
        while let Some(place) = at {
            match form.graph.nodes.get(place) {
                Some(Node::Mark(index)) => {
                    let (Some(field), Some(cell)) = (form.fields.get(*index), held.cells.get_mut(*index))
                    else {
                        return;
                    };
                    let present = held.values.get(*index).is_some_and(|value| !value.is_null());
                    let before = cell.stand();
                    cell.judge(field, present, &environment);
                    held.stirred.compare(before, cell.stand());
                    include(&mut held.marked, *index, cell.mark.is_some());
                }
                Some(Node::Rule(index)) => {
                    let (Some(rule), Some(known)) = (form.rules.get(*index), held.rules.get_mut(*index))
                    else {
                        return;
                    };
                    let verdict = judge(rule, &environment, &held.cells, &[], &held.lost);
                    held.stirred.marks |= *known != verdict;
                    *known = verdict;
                    include(&mut held.violated, *index, verdict == Verdict::Violated);
                }
                _ => return add(&mut held.dirty, place),
            }
            environment.reset_usage();
            at = next(&mut held.dirty, place);
        }
    }

    /// Updates `marked` after fields were filled, since settled fields have no node.
    #[cfg_attr(swift, optimize(speed))]
    fn mark_filled(&mut self) {
        let held = &mut *self.held;
        if core::mem::take(&mut held.filled) {
            for (word, cells) in held.marked.iter_mut().zip(held.cells.chunks(64)) {
                *word = cells.iter().rev().fold(0, |bits, cell| bits << 1 | u64::from(cell.mark.is_some()));
            }
        }
    }

    /// Whether nothing is dirty.
    pub(super) fn is_idle(&self) -> bool {
        self.dirty.iter().all(|bits| *bits == 0)
    }

    #[inline(never)]
    fn evaluate_deadline(&mut self, index: usize) {
        let zone = self.standard.zone;
        let Some(deadline) = self.form.deadlines.get(index) else { return };
        let environment = self.environment();
        let lost = &self.lost;
        let lost = if lost.is_empty() { None } else { limit_of(lost, self.form, Node::Deadline(index)) };
        let clock = deadline.evaluate(&environment, self.now(), zone, lost);
        let held = &mut *self.held;
        if let Some(place) = held.clocks.get_mut(index) {
            let moved = *place != clock;
            held.stirred.clocks |= moved;
            held.stirred.marks |= moved;
            *place = clock;
        }
    }

    #[cfg_attr(swift, optimize(speed))]
    fn evaluate_value(&mut self, index: usize) {
        if let Some((place, part)) = self.form.shared_at(index) {
            let (value, passed) = self.shared_value(place, part);
            return self.settle_value(index, value, passed);
        }
        let environment = self.environment();
        if let Some(deadline) = self.form.deadline_at(index) {
            let value = deadline.due(&environment, self.now(), self.standard.zone);
            let passed = environment.exceeded();
            return self.settle_value(index, value, passed);
        }
        let (Some(field), Some(cell)) = (self.form.fields.get(index), self.cells.get(index)) else { return };
        let (relevant, value) = cell.valued(field, &environment);
        let passed = environment.exceeded();
        let held = &mut *self.held;
        if let Some(cell) = held.cells.get_mut(index) {
            if cell.relevant != relevant {
                (cell.relevant, held.stirred.flags, held.put) = (relevant, true, Put::Many);
            }
        }
        if relevant && self.form.tables.get(index).is_some_and(Option::is_some) {
            return self.settle_rows(index);
        }
        self.settle_value(index, value, passed);
    }

    #[cfg_attr(swift, optimize(speed))]
    fn settle_value(&mut self, index: usize, mut value: Value, passed: Option<Fault>) {
        let (form, lost) = (self.form, &mut self.held.lost);
        let is_news = (passed.is_some() || !lost.is_empty()) && lose(lost, form, index, &mut value, passed);
        let Some(place) = self.values.get_mut(index).filter(|place| is_news || **place != value) else {
            return;
        };
        *place = value;
        self.touch_readers(index);
    }

    /// Makes everything dirty, after an order was filled from scratch.
    pub fn touch_all(&mut self) {
        self.held.dirty.copy_from_slice(&self.form.graph.all);
        (self.held.put, self.held.filled) = (Put::Many, true);
        self.stirred = Stirred { marks: true, flags: true, clocks: true };
    }

    /// All findings in document order: of fields, rules, rows of tables; with `deadlines`, also of deadlines.
    pub fn marks(&self, deadlines: bool) -> Vec<Mark> {
        let mut marks = Vec::new();
        self.marks_into(deadlines, &mut marks);
        marks
    }

    /// Like [`Self::marks`], into an existing list.
    #[cfg_attr(swift, optimize(speed))]
    pub fn marks_into(&self, deadlines: bool, marks: &mut Vec<Mark>) {
        marks.clear();
        each(&self.marked, |index| {
            let code = self.cells.get(index).and_then(|cell| cell.mark);
            marks.extend(code.map(|code| Mark { subject: Subject::Field(index), code }));
        });
        each(&self.violated, |index| {
            marks.push(Mark { subject: Subject::Rule(index), code: Code::Rule });
        });
        marks.extend_from_slice(&self.row_marks);
        if deadlines {
            for (index, clock) in self.clocks.iter().enumerate() {
                let code = clock.as_ref().and_then(|clock| clock.status.code());
                marks.extend(code.map(|code| Mark { subject: Subject::Deadline(index), code }));
            }
        }
    }
}

/// Judges a rule, for the order or for a row.
#[cfg_attr(swift, optimize(speed))]
pub(super) fn judge(
    rule: &Rule,
    environment: &Environment,
    cells: &[Cell],
    row: &[Cell],
    lost: &Lost,
) -> Verdict {
    let sound = |slot: &Slot| {
        let cells = if slot.space == space::ROW { row } else { cells };
        let cell = cells.get(usize::from(slot.index));
        cell.is_some_and(|cell| cell.mark.is_none()) && !environment.is_null(*slot)
    };
    if !rule.needs.iter().all(sound) {
        return Verdict::NotAsked;
    }
    if !lost.is_empty() {
        if let Some(limit) = limit_behind(lost, rule.check.reads()) {
            return Verdict::Lost(limit);
        }
    }
    match rule.check.truth(environment) {
        Some(true) => Verdict::Holds,
        Some(false) => Verdict::Violated,
        None => environment.exceeded().map_or(Verdict::Unknown, Verdict::Lost),
    }
}

/// Takes the first place out of a set, from the word of `from` on.
#[inline]
#[cfg_attr(swift, optimize(speed))]
fn next(set: &mut [u64], from: usize) -> Option<usize> {
    for (number, word) in set.iter_mut().enumerate().skip(from >> 6) {
        // What becomes dirty during evaluation comes later, so no earlier bit of this word is set.
        if *word != 0 {
            let bit = word.trailing_zeros() as usize;
            *word &= word.wrapping_sub(1);
            return Some(number << 6 | bit);
        }
    }
    None
}

/// Puts a place into a set, or takes it out.
#[inline]
fn include(set: &mut [u64], place: usize, is_in: bool) {
    if let Some(word) = set.get_mut(place >> 6) {
        let bit = 1u64 << (place & 63);
        *word = if is_in { *word | bit } else { *word & !bit };
    }
}

/// Visits the places of a set, in order.
#[inline]
#[cfg_attr(swift, optimize(speed))]
fn each(set: &[u64], mut visit: impl FnMut(usize)) {
    for (number, word) in set.iter().enumerate() {
        let mut left = *word;
        while left != 0 {
            visit(number << 6 | left.trailing_zeros() as usize);
            left &= left.wrapping_sub(1);
        }
    }
}
