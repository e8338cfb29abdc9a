//! An order of a form: its values by slot, and the result of every node. An edit makes the nodes that read
//! its slot dirty, and only these are evaluated again.

use super::Options;
use super::cell::Cell;
use super::incremental::{Sum, TableEdits};
use super::limit::{ExceededLimits, apply_limit, limit_of_node, limit_of_slots};
use super::mark::{Mark, Subject, Verdict};
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
    pub(super) owned: Box<OwnedState>,
}

/// What an edit may have changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Affected {
    /// A finding.
    pub marks: bool,
    /// Whether a field is required or relevant.
    pub flags: bool,
    /// A deadline.
    pub clocks: bool,
}

impl Affected {
    /// Compares whether a value is required and its finding, before and after.
    pub(super) fn compare(&mut self, before: (bool, Option<Code>), after: (bool, Option<Code>)) {
        self.flags |= before.0 != after.0;
        self.marks |= before.1 != after.1;
    }
}

/// A state without the references to standard and form, so that an owner of the standard can store both.
pub struct OwnedState {
    pub(super) cells: Vec<Cell>,
    /// The values in the space `FORM`: of the fields, then the due moments of the deadlines, then the shared
    /// parts.
    pub(super) values: Vec<Value>,
    /// The rows of each field that is a table.
    pub(super) rows: Vec<Vec<Row>>,
    pub(super) rules: Vec<Verdict>,
    /// `None` for a deadline that does not apply or cannot be computed.
    pub(super) clocks: Vec<Option<Clock>>,
    pub(super) exceeded: ExceededLimits,
    pub(super) parameters: Vec<Value>,
    pub(super) moment: [Value; 1],
    /// The nodes to evaluate.
    dirty: Nodes,
    /// The fields that have a finding, and the rules that are violated.
    marked: Nodes,
    violated: Nodes,
    /// Whether fields were filled whose findings are not in `marked` yet.
    is_marked_stale: bool,
    /// What was edited in tables since the rows were evaluated.
    pub(super) table_edits: TableEdits,
    /// The findings inside rows, in order.
    pub(super) row_marks: Vec<Mark>,
    /// For each shared part its sum over rows, if that is updated from edit to edit.
    pub(super) sums: Vec<Option<Sum>>,
    /// What has changed since [`State::take_affected`].
    pub(super) affected: Affected,
}

impl OwnedState {
    /// Whether a field is relevant. The rows of a table that is not relevant have no findings.
    pub(super) fn is_relevant(&self, index: usize) -> bool {
        self.cells.get(index).is_some_and(|cell| cell.relevant)
    }
}

impl Deref for State<'_> {
    type Target = OwnedState;

    fn deref(&self) -> &OwnedState {
        &self.owned
    }
}

impl DerefMut for State<'_> {
    fn deref_mut(&mut self) -> &mut OwnedState {
        &mut self.owned
    }
}

impl fmt::Debug for State<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State").field("form", &self.form.id).finish_non_exhaustive()
    }
}

impl<'s> State<'s> {
    /// Releases the standard and the form.
    pub fn into_owned(self) -> Box<OwnedState> {
        self.owned
    }

    /// Restores an order, with the same standard and form.
    pub fn from_owned(owned: Box<OwnedState>, standard: &'s Standard, form: &'s Form) -> Self {
        Self { standard, form, owned }
    }

    /// An empty order.
    pub fn new(standard: &'s Standard, form: &'s Form, options: &Options) -> Self {
        let count = form.fields.len();
        let defaults = || standard.defaults();
        let owned = OwnedState {
            cells: vec![Cell::default(); count],
            values: vec![Value::Null; form.value_count()],
            rows: vec![Vec::new(); count],
            rules: vec![Verdict::Holds; form.rules.len()],
            clocks: vec![None; form.deadlines.len()],
            exceeded: ExceededLimits::new(),
            parameters: if options.parameters.is_empty() { defaults() } else { options.parameters.clone() },
            moment: standard.moment(options.now),
            dirty: form.graph.all.clone(),
            marked: vec![0; count.div_ceil(64)],
            violated: vec![0; form.rules.len().div_ceil(64)],
            is_marked_stale: false,
            table_edits: TableEdits::Many,
            row_marks: Vec::new(),
            sums: form.shared.iter().map(|_| None).collect(),
            affected: Affected::default(),
        };
        Self { standard, form, owned: Box::new(owned) }.with_settled_judged()
    }

    /// Judges the settled fields.
    fn with_settled_judged(mut self) -> Self {
        for index in 0..self.form.fields.len() {
            self.judge_settled(index);
        }
        self
    }

    /// Judges a field if it is settled.
    pub(super) fn judge_settled(&mut self, index: usize) {
        let (form, owned) = (self.form, &mut *self.owned);
        let (Some(field), Some(cell)) = (form.fields.get(index), owned.cells.get_mut(index)) else { return };
        if form.graph.settled.get(index) == Some(&true) {
            let before = cell.required_and_mark();
            cell.judge_settled(field, true);
            owned.affected.compare(before, cell.required_and_mark());
            set_bit(&mut owned.marked, index, cell.mark.is_some());
        }
    }

    /// An order from JSON, evaluated. Anything but an object is an empty order.
    pub fn from_json(standard: &'s Standard, form: &'s Form, order: &Json, options: &Options) -> Self {
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
        self.moment = self.standard.moment(now);
        self.set_nodes_dirty(&self.form.graph.moment_readers);
        self.refresh();
    }

    /// Makes everything that depends on a field dirty.
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn set_dirty(&mut self, index: usize) {
        self.set_readers_dirty(index);
        if let Some(Some(place)) = self.form.graph.values.get(index) {
            add(&mut self.dirty, *place);
        }
    }

    pub(super) fn set_readers_dirty(&mut self, index: usize) {
        let readers = self.form.graph.readers.get(index).map_or(&[][..], Vec::as_slice);
        self.set_nodes_dirty(readers);
    }

    #[cfg_attr(swift, optimize(speed))]
    fn set_nodes_dirty(&mut self, nodes: &[u64]) {
        for (dirty, more) in self.dirty.iter_mut().zip(nodes) {
            *dirty |= more;
        }
    }

    /// Returns what has changed since the last call.
    pub fn take_affected(&mut self) -> Affected {
        core::mem::take(&mut self.affected)
    }

    /// Evaluates the dirty nodes. Nodes that become dirty on the way are always later ones.
    #[cfg_attr(swift, optimize(speed))]
    pub fn refresh(&mut self) {
        let mut from = 0;
        while let Some(place) = take_next(&mut self.owned.dirty, from) {
            match self.form.graph.nodes.get(place) {
                Some(Node::Value(index)) => self.evaluate_value(*index),
                Some(Node::Rows(index)) => self.evaluate_rows(*index),
                Some(Node::Deadline(index)) => self.evaluate_deadline(*index),
                Some(Node::Mark(_) | Node::Rule(_)) => self.judge_from(place),
                None => {}
            }
            from = place;
        }
        self.update_marked();
        self.update_row_marks();
    }

    /// Judges dirty fields and rules from a node on, all in one environment.
    #[cfg_attr(swift, optimize(speed))]
    fn judge_from(&mut self, place: usize) {
        let (form, owned) = (self.form, &mut *self.owned);
        let spaces = [&*owned.values, &[], &owned.parameters, &[], &owned.moment];
        let environment = Environment::new(spaces, self.standard);
        let mut at = Some(place);
        while let Some(place) = at {
            match form.graph.nodes.get(place) {
                Some(Node::Mark(index)) => {
                    let (Some(field), Some(cell)) = (form.fields.get(*index), owned.cells.get_mut(*index))
                    else {
                        return;
                    };
                    let present = owned.values.get(*index).is_some_and(|value| !value.is_null());
                    let before = cell.required_and_mark();
                    cell.judge(field, present, &environment);
                    owned.affected.compare(before, cell.required_and_mark());
                    set_bit(&mut owned.marked, *index, cell.mark.is_some());
                }
                Some(Node::Rule(index)) => {
                    let (Some(rule), Some(known)) = (form.rules.get(*index), owned.rules.get_mut(*index))
                    else {
                        return;
                    };
                    let verdict = judge(rule, &environment, &owned.cells, &[], &owned.exceeded);
                    owned.affected.marks |= *known != verdict;
                    *known = verdict;
                    set_bit(&mut owned.violated, *index, verdict == Verdict::Violated);
                }
                _ => return add(&mut owned.dirty, place),
            }
            environment.reset_usage();
            at = take_next(&mut owned.dirty, place);
        }
    }

    /// Updates `marked` after fields were filled, since settled fields have no node.
    #[cfg_attr(swift, optimize(speed))]
    fn update_marked(&mut self) {
        let owned = &mut *self.owned;
        if core::mem::take(&mut owned.is_marked_stale) {
            for (word, cells) in owned.marked.iter_mut().zip(owned.cells.chunks(64)) {
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
        let exceeded = &self.exceeded;
        let exceeded = if exceeded.is_empty() {
            None
        } else {
            limit_of_node(exceeded, self.form, Node::Deadline(index))
        };
        let clock = deadline.evaluate(&environment, self.now(), zone, exceeded);
        let owned = &mut *self.owned;
        if let Some(place) = owned.clocks.get_mut(index) {
            let changed = *place != clock;
            owned.affected.clocks |= changed;
            owned.affected.marks |= changed;
            *place = clock;
        }
    }

    #[cfg_attr(swift, optimize(speed))]
    fn evaluate_value(&mut self, index: usize) {
        if let Some((place, part)) = self.form.shared_part_at(index) {
            let (value, limit) = self.shared_value(place, part);
            return self.store_value(index, value, limit);
        }
        let environment = self.environment();
        if let Some(deadline) = self.form.deadline_at(index) {
            let value = deadline.due(&environment, self.now(), self.standard.zone);
            let limit = environment.exceeded();
            return self.store_value(index, value, limit);
        }
        let (Some(field), Some(cell)) = (self.form.fields.get(index), self.cells.get(index)) else { return };
        let (relevant, value) = cell.relevance_and_value(field, &environment);
        let limit = environment.exceeded();
        let owned = &mut *self.owned;
        if let Some(cell) = owned.cells.get_mut(index) {
            if cell.relevant != relevant {
                (cell.relevant, owned.affected.flags, owned.table_edits) = (relevant, true, TableEdits::Many);
            }
        }
        if relevant && self.form.tables.get(index).is_some_and(Option::is_some) {
            return self.compute_rows(index);
        }
        self.store_value(index, value, limit);
    }

    #[cfg_attr(swift, optimize(speed))]
    fn store_value(&mut self, index: usize, mut value: Value, limit: Option<Fault>) {
        let (form, exceeded) = (self.form, &mut self.owned.exceeded);
        let limit_changed = (limit.is_some() || !exceeded.is_empty())
            && apply_limit(exceeded, form, index, &mut value, limit);
        let Some(place) = self.values.get_mut(index).filter(|place| limit_changed || **place != value) else {
            return;
        };
        *place = value;
        self.set_readers_dirty(index);
    }

    /// Makes everything dirty, after an order was filled from scratch.
    pub fn set_all_dirty(&mut self) {
        self.owned.dirty.copy_from_slice(&self.form.graph.all);
        (self.owned.table_edits, self.owned.is_marked_stale) = (TableEdits::Many, true);
        self.affected = Affected { marks: true, flags: true, clocks: true };
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
    exceeded: &ExceededLimits,
) -> Verdict {
    let sound = |slot: &Slot| {
        let cells = if slot.space == space::ROW { row } else { cells };
        let cell = cells.get(usize::from(slot.index));
        cell.is_some_and(|cell| cell.mark.is_none()) && !environment.is_null(*slot)
    };
    if !rule.needs.iter().all(sound) {
        return Verdict::Skipped;
    }
    if !exceeded.is_empty() {
        if let Some(limit) = limit_of_slots(exceeded, rule.check.reads()) {
            return Verdict::LimitExceeded(limit);
        }
    }
    match rule.check.truth(environment) {
        Some(true) => Verdict::Holds,
        Some(false) => Verdict::Violated,
        None => environment.exceeded().map_or(Verdict::Unknown, Verdict::LimitExceeded),
    }
}

/// Takes the first place out of a set, from the word of `from` on.
#[inline]
#[cfg_attr(swift, optimize(speed))]
fn take_next(set: &mut [u64], from: usize) -> Option<usize> {
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
fn set_bit(set: &mut [u64], place: usize, is_in: bool) {
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
