//! The rows of tables: computed, judged, added up. A row's fields hide the form's. After the edit of one cell only its row
//! is looked at, however many rows there are.

use super::cell::{holds, judge_field};
use super::narrow::{Put, Sum};
use super::row::{Row, chosen, put_list};
use super::state::State;
use crate::data::{Gather, Value};
use crate::feel::Expression;
use crate::standard::Table;

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

    /// A cell of a row was put.
    pub(super) fn put_in_row(&mut self, table: usize, row: usize) {
        let idle = self.is_idle();
        let alone = self.form.graph.alone.get(table) == Some(&true);
        let here = Put::Row(table, row);
        self.held.put = if alone && (idle || self.held.put == here) { here } else { Put::Many };
    }

    /// Whether only one row of a table is to be evaluated, and which.
    pub(super) fn only_row(&mut self, table: usize) -> Option<usize> {
        match self.held.put {
            Put::Row(known, row) if known == table => Some(row),
            _ => {
                self.held.put = Put::Many;
                None
            }
        }
    }

    /// The value of a shared part: after the edit of a row a sum over the rows is brought up to date.
    pub(super) fn shared_value(&mut self, place: usize, part: &Expression) -> Value {
        let Some(kept) = self.held.sums.get_mut(place).map(Option::take) else { return Value::Null };
        let environment = self.environment();
        let edited = match (self.held.put, part.as_row_sum()) {
            (Put::Row(table, row), Some(sum)) if usize::from(sum.table.index) == table => {
                let followed = kept.and_then(|kept| kept.followed(row, &sum, &environment));
                followed.or_else(|| Sum::of(&sum, &environment))
            }
            _ => None,
        };
        match edited {
            Some(sum) => {
                let total = Value::Number(sum.total);
                if let Some(place) = self.held.sums.get_mut(place) {
                    *place = Some(sum);
                }
                total
            }
            None => part.evaluate(&environment).into_owned(),
        }
    }

    /// The findings of rows after what was put is evaluated.
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn mark_rows(&mut self) {
        let held = &mut *self.held;
        match core::mem::take(&mut held.put) {
            Put::Nothing => {}
            Put::Row(table, row) => {
                let (here, marks) = ((table, row), &mut held.row_marks);
                let before = marks.iter().take_while(|mark| mark.row() < here).count();
                let rest = marks.split_off(before);
                if let Some(edited) = held.rows.get(table).and_then(|rows| rows.get(row)) {
                    edited.marks(table, row, marks);
                }
                marks.extend(rest.iter().filter(|mark| mark.row() > here));
            }
            Put::Many => {
                held.stirred.marks = true;
                held.row_marks.clear();
                for (table, rows) in held.rows.iter().enumerate() {
                    if rows.is_empty() || !held.cells.get(table).is_some_and(|cell| cell.relevant) {
                        continue;
                    }
                    for (index, row) in rows.iter().enumerate() {
                        row.marks(table, index, &mut held.row_marks);
                    }
                }
            }
        }
    }
}
