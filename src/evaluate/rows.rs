//! The rows of tables: computes and judges their cells, and sums over them. In a row, its fields hide the
//! form's fields of the same name. After an edit of one cell only its row is evaluated.

use super::incremental::{Sum, TableEdits};
use super::row::{Row, select_rows, write_list};
use super::state::{Affected, State, judge};
use crate::data::{Decimal, Gather, Value};
use crate::feel::{Fault, space};
use crate::standard::{SharedPart, Table};

impl State<'_> {
    /// Computes the cells of a table and sets its value: a list of rows, null if there are none.
    pub(super) fn compute_rows(&mut self, index: usize) {
        let Some(Some(table)) = self.form.tables.get(index) else { return };
        let mut rows = self.rows.get_mut(index).map(core::mem::take).unwrap_or_default();
        let only = self.edited_row(index);
        let mut changed = false;
        for row in select_rows(&mut rows, only) {
            for cell in self.form.graph.cells.get(index).into_iter().flatten() {
                changed |= self.compute_cell(table, row, *cell);
            }
        }
        self.affected.flags |= changed;
        let is_read = self.form.fields.get(index).is_some_and(|field| field.is_read);
        if let Some(place) = self.values.get_mut(index) {
            match (rows.is_empty(), is_read) {
                (true, _) => *place = Value::Null,
                (false, false) => *place = Value::Bool(true),
                (false, true) => write_list(&rows, only, table, place),
            }
        }
        if let Some(place) = self.rows.get_mut(index) {
            *place = rows;
        }
        self.set_readers_dirty(index);
    }

    /// The rows of a table as a value, even if no expression of the form reads them.
    pub fn rows_value(&self, index: usize) -> Value {
        let (Some(Some(table)), Some(rows)) = (self.form.tables.get(index), self.rows.get(index)) else {
            return Value::Null;
        };
        if rows.is_empty() {
            Value::Null
        } else {
            Value::list(rows.iter().map(|row| row.value(table)).gather())
        }
    }

    /// Computes one cell. Returns whether its relevance changed.
    fn compute_cell(&self, table: &Table, row: &mut Row, index: usize) -> bool {
        let (Some(field), Some(cell)) = (table.fields.get(index), row.cells.get(index)) else { return false };
        let environment = self.environment_of_row(&row.values);
        let (relevant, value) = cell.relevance_and_value(field, &environment);
        if let Some(place) = row.values.get_mut(index) {
            *place = value;
        }
        row.cells
            .get_mut(index)
            .is_some_and(|cell| core::mem::replace(&mut cell.relevant, relevant) != relevant)
    }

    /// Judges all cells and rules of all rows of a table.
    pub(super) fn evaluate_rows(&mut self, index: usize) {
        let Some(Some(table)) = self.form.tables.get(index) else { return };
        let mut rows = self.rows.get_mut(index).map(core::mem::take).unwrap_or_default();
        let mut affected = Affected::default();
        let only = self.edited_row(index);
        for row in select_rows(&mut rows, only) {
            let environment = self.environment_of_row(&row.values);
            for (index, ((field, value), cell)) in
                table.fields.iter().zip(&row.values).zip(&mut row.cells).enumerate()
            {
                if !table.is_settled(index) {
                    let before = cell.required_and_mark();
                    cell.judge(field, !value.is_null(), &environment);
                    affected.compare(before, cell.required_and_mark());
                    environment.reset_usage();
                }
            }
            for (rule, known) in table.rules.iter().zip(&mut row.rules) {
                let verdict = judge(rule, &environment, &self.cells, &row.cells, &self.exceeded);
                affected.marks |= *known != verdict;
                *known = verdict;
                environment.reset_usage();
            }
        }
        self.affected.flags |= affected.flags;
        self.affected.marks |= affected.marks;
        if let Some(place) = self.rows.get_mut(index) {
            *place = rows;
        }
    }

    /// Records that a cell of a row was edited.
    pub(super) fn record_row_edit(&mut self, table: usize, row: usize) {
        let idle = self.is_idle();
        let alone = self.form.graph.independent_rows.get(table) == Some(&true);
        let here = TableEdits::Row(table, row);
        self.owned.table_edits =
            if alone && (idle || self.owned.table_edits == here) { here } else { TableEdits::Many };
    }

    /// The row of a table that is to be evaluated; `None` if all are.
    pub(super) fn edited_row(&mut self, table: usize) -> Option<usize> {
        match self.owned.table_edits {
            TableEdits::Row(known, row) if known == table => Some(row),
            _ => {
                self.owned.table_edits = TableEdits::Many;
                None
            }
        }
    }

    /// The value of a shared part, and the limit that it exceeded. After an edit of one row, a sum over rows
    /// is updated instead of computed from scratch.
    pub(super) fn shared_value(&mut self, place: usize, part: &SharedPart) -> (Value, Option<Fault>) {
        let Some(table) = part.table.map(|table| usize::from(table.index)) else {
            let environment = self.environment();
            let value = part.expression.evaluate(&environment).into_owned();
            return (value, environment.exceeded());
        };
        let before = self.owned.sums.get_mut(place).and_then(Option::take);
        let has_rows = self.values.get(table).is_some_and(|value| !value.is_null());
        let Some(rows) = self.rows.get(table).filter(|_| has_rows) else { return (Value::Null, None) };
        let sum = match self.owned.table_edits {
            TableEdits::Row(known, row) if known == table => {
                let number = rows.get(row).and_then(|row| self.addend(part, row));
                let updated = before.zip(number).and_then(|(sum, number)| sum.replaced(row, number));
                updated.or_else(|| Sum::of(&mut rows.iter().map(|row| self.addend(part, row))))
            }
            _ => None,
        };
        let total = sum.as_ref().map(|sum| sum.total).or_else(|| self.total(part, rows));
        if let Some(place) = self.owned.sums.get_mut(place) {
            *place = sum;
        }
        (total.map_or(Value::Null, Value::Number), None)
    }

    #[cfg_attr(swift, optimize(speed))]
    fn total(&self, part: &SharedPart, rows: &[Row]) -> Option<Decimal> {
        let (mut total, mut environment) = (Decimal::ZERO, self.environment());
        for row in rows {
            environment.set_space(space::ROW, &row.values);
            total = total.checked_add(part.expression.row_addend(&environment)?)?;
            environment.reset_usage();
        }
        Some(total)
    }

    /// The number of a row in a sum.
    #[inline(never)]
    #[cfg_attr(swift, optimize(speed))]
    fn addend(&self, part: &SharedPart, row: &Row) -> Option<Decimal> {
        part.expression.row_addend(&self.environment_of_row(&row.values))
    }

    /// Updates the findings inside rows, after the dirty nodes were evaluated.
    pub(super) fn update_row_marks(&mut self) {
        let owned = &mut *self.owned;
        match core::mem::take(&mut owned.table_edits) {
            TableEdits::Nothing => {}
            TableEdits::Row(table, row) => {
                let relevant = owned.is_relevant(table);
                let (here, marks) = ((table, row), &mut owned.row_marks);
                let before = marks.iter().take_while(|mark| mark.row() < here).count();
                let rest = marks.split_off(before);
                if let Some(edited) =
                    owned.rows.get(table).and_then(|rows| rows.get(row)).filter(|_| relevant)
                {
                    edited.add_marks(table, row, marks);
                }
                marks.extend(rest.iter().filter(|mark| mark.row() > here));
            }
            TableEdits::Many => {
                owned.affected.marks = true;
                owned.row_marks.clear();
                for (table, rows) in owned.rows.iter().enumerate() {
                    if rows.is_empty() || !owned.cells.get(table).is_some_and(|cell| cell.relevant) {
                        continue;
                    }
                    for (index, row) in rows.iter().enumerate() {
                        row.add_marks(table, index, &mut owned.row_marks);
                    }
                }
            }
        }
    }
}
