//! The rows of a table: read, computed, judged. A row's fields hide the form's.

use super::put::Under;
use super::state::{Cell, Mark, State, Subject, Verdict, holds, judge_field};
use crate::check::{Condition, Raw};
use crate::data::Gather;
use crate::data::{Context, Value};
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
            if let Condition::Fixed(required) = field.required {
                (cell.required, cell.mark) = (required, cell.judged(required, false));
            }
        }
        row
    }

    /// Puts a cell; whether it is not what it was.
    pub(super) fn put(&mut self, table: &Table, index: usize, raw: &Raw, under: &Under) -> bool {
        let (Some(cell), Some(value)) = (self.cells.get_mut(index), self.values.get_mut(index)) else {
            return false;
        };
        self.is_object = true;
        if cell.has(raw) {
            return false;
        }
        let Some(field) = table.fields.get(index) else { return false };
        let direct = table.direct.get(index) == Some(&true);
        let moved = cell.take(value, under.read(field, raw), direct);
        if let (Condition::Fixed(required), true) = (&field.required, direct) {
            (cell.required, cell.mark) = (*required, cell.judged(*required, !value.is_null()));
        }
        moved
    }

    /// The row as a value.
    fn value(&self, table: &Table) -> Value {
        Value::Context(Arc::new(Context::new(table.keys.clone(), self.values.clone())))
    }

    /// The same in the place of an earlier one, whose memory is used again where nobody else holds it.
    #[cfg_attr(swift, optimize(speed))]
    fn put_value(&self, table: &Table, place: &mut Value) {
        let earlier = if let Value::Context(context) = place { Arc::get_mut(context) } else { None };
        match earlier {
            Some(context) => context.assign(&self.values),
            None => *place = self.value(table),
        }
    }

    /// The findings of the row, in the order of its fields, then its rules.
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn marks(&self, table: usize, row: usize, marks: &mut Vec<Mark>) {
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

impl State<'_> {
    /// Computes the cells of a table and puts its value: a list of rows, null where there are none.
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn settle_rows(&mut self, index: usize) {
        let Some(Some(table)) = self.form.tables.get(index) else { return };
        let mut rows = self.rows.get_mut(index).map(core::mem::take).unwrap_or_default();
        let only = self.only_row(index);
        for row in chosen(&mut rows, only) {
            for (cell, _) in table.direct.iter().enumerate().filter(|(_, direct)| !**direct) {
                self.compute_cell(table, row, cell);
            }
        }
        let is_read = self.form.fields.get(index).is_some_and(|field| field.is_read);
        if let Some(place) = self.values.get_mut(index) {
            match (rows.is_empty(), is_read) {
                (true, _) => *place = Value::Null,
                (false, false) => *place = Value::Bool(true),
                (false, true) => put_list(&rows, only, table, place),
            }
        }
        if let Some(place) = self.rows.get_mut(index) {
            *place = rows;
        }
        self.touch_readers(index);
    }

    /// The rows of a table as a value, whether or not an expression of the form reads them.
    pub fn table(&self, index: usize) -> Value {
        let (Some(Some(table)), Some(rows)) = (self.form.tables.get(index), self.rows.get(index)) else {
            return Value::Null;
        };
        if rows.is_empty() {
            Value::Null
        } else {
            Value::list(rows.iter().map(|row| row.value(table)).gather())
        }
    }

    fn compute_cell(&self, table: &Table, row: &mut Row, index: usize) {
        let (Some(field), Some(cell)) = (table.fields.get(index), row.cells.get(index)) else { return };
        let environment = self.environment_of_row(&row.values);
        let relevant = holds(&field.relevant, &environment);
        let value = match &field.computed {
            _ if !relevant => Value::Null,
            Some(computed) => computed.evaluate(&environment).into_owned(),
            None => cell.reading.value.clone(),
        };
        row.cells.iter_mut().skip(index).take(1).for_each(|cell| cell.relevant = relevant);
        if let Some(place) = row.values.get_mut(index) {
            *place = value;
        }
    }

    /// Judges every cell and every rule of every row of a table.
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn evaluate_rows(&mut self, index: usize) {
        let Some(Some(table)) = self.form.tables.get(index) else { return };
        let mut rows = self.rows.get_mut(index).map(core::mem::take).unwrap_or_default();
        let (mut flags, mut marks) = (false, false);
        let only = self.only_row(index);
        for row in chosen(&mut rows, only) {
            for index in 0..table.fields.len() {
                let (Some(field), Some(value)) = (table.fields.get(index), row.values.get(index)) else {
                    continue;
                };
                let Some(cell) = row.cells.get(index).filter(|_| !table.is_settled(index)) else { continue };
                let present = !value.is_null();
                let (required, mark) =
                    judge_field(field, cell, present, || self.environment_of_row(&row.values));
                let Some(cell) = row.cells.get_mut(index) else { continue };
                flags |= cell.required != required;
                marks |= cell.mark != mark;
                (cell.required, cell.mark) = (required, mark);
            }
            for (index, rule) in table.rules.iter().enumerate() {
                let verdict = self.judge(rule, &self.environment_of_row(&row.values), Some(row));
                let Some(place) = row.rules.get_mut(index) else { continue };
                marks |= *place != verdict;
                *place = verdict;
            }
        }
        self.stirred.flags |= flags;
        self.stirred.marks |= marks;
        if let Some(place) = self.rows.get_mut(index) {
            *place = rows;
        }
    }
}

/// One row, or all.
fn chosen(rows: &mut [Row], only: Option<usize>) -> &mut [Row] {
    match only {
        Some(row) => rows.get_mut(row..).and_then(|rows| rows.get_mut(..1)).unwrap_or_default(),
        None => rows,
    }
}

/// The rows as a list, in the place of an earlier one in which only one may be another.
#[cfg_attr(swift, optimize(speed))]
fn put_list(rows: &[Row], only: Option<usize>, table: &Table, place: &mut Value) {
    let earlier = if let Value::List(items) = place { Arc::get_mut(items) } else { None };
    let Some(items) = earlier else {
        *place = Value::list(rows.iter().map(|row| row.value(table)).gather());
        return;
    };
    if let Some((row, item)) = only.and_then(|row| rows.get(row).zip(items.get_mut(row))) {
        return row.put_value(table, item);
    }
    items.truncate(rows.len());
    for (item, row) in items.iter_mut().zip(rows) {
        row.put_value(table, item);
    }
    items.extend(rows.iter().skip(items.len()).map(|row| row.value(table)));
}
