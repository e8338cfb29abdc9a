//! One row of a table: its cells, the verdicts of its rules, and the row as a value.

use super::cell::Cell;
use super::mark::{Mark, Subject, Verdict};
use super::place::{Place, ReadContext};
use crate::check::Raw;
use crate::data::{Context, Gather, Value};
use crate::finding::Code;
use crate::standard::Table;
use std::sync::Arc;

/// One row.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) cells: Vec<Cell>,
    pub(super) values: Vec<Value>,
    pub(super) rules: Vec<Verdict>,
    pub(super) is_object: bool,
}

impl Row {
    pub(super) fn empty(table: &Table) -> Self {
        let count = table.fields.len();
        let mut row = Self {
            cells: vec![Cell::default(); count],
            values: vec![Value::Null; count],
            rules: vec![Verdict::Holds; table.rules.len()],
            is_object: true,
        };
        for (field, cell) in table.fields.iter().zip(&mut row.cells) {
            cell.judge_settled(field, true);
        }
        row
    }

    /// Puts a cell. Returns whether it changed.
    pub(super) fn put(&mut self, table: &Table, index: usize, raw: &Raw, context: &ReadContext) -> bool {
        let (Some(cell), Some(value)) = (self.cells.get_mut(index), self.values.get_mut(index)) else {
            return false;
        };
        if cell.is_unchanged_by(raw) {
            return false;
        }
        let Some(field) = table.fields.get(index) else { return false };
        let direct = table.direct.get(index) == Some(&true);
        let changed = cell.store(value, context.read(field, raw), direct);
        cell.judge_settled(field, direct);
        changed
    }

    /// The row as a value.
    pub(super) fn value(&self, table: &Table) -> Value {
        Value::Context(Arc::new(Context::new(table.keys.clone(), self.values.clone())))
    }

    /// Writes the row as a value to `place`, reusing the memory of an earlier value that is not shared.
    fn write_value(&self, table: &Table, place: &mut Value) {
        let earlier = if let Value::Context(context) = place { Arc::get_mut(context) } else { None };
        match earlier {
            Some(context) => context.assign(&self.values),
            None => *place = self.value(table),
        }
    }

    /// Adds the findings of the row: in the order of its fields, then of its rules.
    pub(super) fn add_marks(&self, table: usize, row: usize, marks: &mut Vec<Mark>) {
        if !self.is_object {
            marks.push(Mark { subject: Subject::Row(table, row), code: Code::TypeRow });
            return;
        }
        for (index, cell) in self.cells.iter().enumerate() {
            if let Some(code) = cell.mark {
                marks.push(Mark { subject: Subject::Cell(table, row, index), code });
            }
        }
        for (index, verdict) in self.rules.iter().enumerate() {
            if *verdict == Verdict::Violated {
                marks.push(Mark { subject: Subject::RowRule(table, row, index), code: Code::Rule });
            }
        }
    }
}

/// A row whose cells are filled one by one.
pub struct RowToFill<'a> {
    pub(super) row: &'a mut Row,
    pub(super) table: &'a Table,
    pub(super) context: ReadContext<'a>,
}

impl RowToFill<'_> {
    /// The place of a cell.
    #[inline(always)]
    #[cfg_attr(swift, optimize(speed))]
    pub fn place(&mut self, cell: usize) -> Option<Place<'_>> {
        self.row.is_object = true;
        Some(Place {
            field: self.table.fields.get(cell)?,
            cell: self.row.cells.get_mut(cell)?,
            value: self.row.values.get_mut(cell)?,
            direct: self.table.direct.get(cell) == Some(&true),
            context: self.context,
        })
    }
}

/// One row, or all.
pub(super) fn select_rows(rows: &mut [Row], only: Option<usize>) -> &mut [Row] {
    match only {
        Some(row) => rows.get_mut(row..).and_then(|rows| rows.get_mut(..1)).unwrap_or_default(),
        None => rows,
    }
}

/// Writes the rows as a list to `place`. An existing list that is not shared is reused; with `only`, just
/// that row is updated.
pub(super) fn write_list(rows: &[Row], only: Option<usize>, table: &Table, place: &mut Value) {
    let earlier = if let Value::List(items) = place { Arc::get_mut(items) } else { None };
    let Some(items) = earlier else {
        *place = Value::list(rows.iter().map(|row| row.value(table)).gather());
        return;
    };
    if let Some((row, item)) = only.and_then(|row| rows.get(row).zip(items.get_mut(row))) {
        return row.write_value(table, item);
    }
    items.truncate(rows.len());
    for (item, row) in items.iter_mut().zip(rows) {
        row.write_value(table, item);
    }
    items.extend(rows.iter().skip(items.len()).map(|row| row.value(table)));
}
