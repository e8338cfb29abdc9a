//! Puts values into an order by index. Nothing is evaluated here; what depends on the value becomes dirty.

use super::incremental::TableEdits;
use super::place::{Place, ReadContext};
use super::row::{Row, RowToFill};
use super::state::State;
use crate::check::{Raw, Reading};
use crate::data::json::{Json, JsonKind};
use crate::data::{Value, limits};
use crate::finding::Code;

impl State<'_> {
    /// Puts the value of a field that is not a table.
    #[cfg_attr(swift, optimize(speed))]
    pub fn put(&mut self, index: usize, raw: &Raw) {
        let (form, owned) = (self.form, &mut *self.owned);
        let (Some(cell), Some(value)) = (owned.cells.get_mut(index), owned.values.get_mut(index)) else {
            return;
        };
        if cell.is_unchanged_by(raw) {
            return;
        }
        let Some(field) = form.fields.get(index) else { return };
        let context = ReadContext { standard: self.standard, parameters: &owned.parameters };
        let reading = context.read(field, raw);
        let direct = form.graph.values.get(index) == Some(&None);
        if cell.store(value, reading, direct) {
            self.set_dirty(index);
            self.judge_settled(index);
        }
    }

    /// Puts the value of a field that is not a table, in an order that is filled from scratch.
    pub fn fill(&mut self, index: usize, raw: &Raw) {
        if let Some(place) = self.place(index) {
            place.read(raw);
        }
    }

    /// The place of a field that is not a table, in an order that is filled from scratch. Call
    /// [`State::set_all_dirty`] afterwards.
    #[inline(always)]
    #[cfg_attr(swift, optimize(speed))]
    pub fn place(&mut self, index: usize) -> Option<Place<'_>> {
        let owned = &mut *self.owned;
        Some(Place {
            field: self.form.fields.get(index)?,
            cell: owned.cells.get_mut(index)?,
            value: owned.values.get_mut(index)?,
            direct: self.form.graph.values.get(index) == Some(&None),
            context: ReadContext { standard: self.standard, parameters: &owned.parameters },
        })
    }

    /// Sets the number of rows of a table; existing rows keep their cells. More than `limits::TABLE_ROWS` are
    /// rejected: the table is then empty, with a finding.
    pub fn set_row_count(&mut self, index: usize, count: usize) {
        let (Some(Some(table)), Some(rows)) = (self.form.tables.get(index), self.rows.get_mut(index)) else {
            return;
        };
        let too_many = count > limits::TABLE_ROWS;
        let count = if too_many { 0 } else { count };
        if rows.len() != count {
            rows.resize_with(count, || Row::empty(table));
            self.record_table_change(index);
        }
        if too_many {
            return self.set_table_reading(index, Some(Code::TypeTable), true);
        }
        self.record_row_count(index, count);
    }

    /// Records the number of rows of a table; a table without rows is missing.
    fn record_row_count(&mut self, index: usize, count: usize) {
        let Some(field) = self.form.fields.get(index).filter(|_| count > 0) else {
            return self.set_table_reading(index, None, false);
        };
        self.set_table_reading(index, field.spec.length.fault(count), true);
    }

    /// Puts something that is not a list into a table.
    pub fn put_non_list(&mut self, index: usize, missing: bool) {
        self.set_row_count(index, 0);
        self.set_table_reading(index, (!missing).then_some(Code::TypeTable), !missing);
    }

    fn set_table_reading(&mut self, index: usize, fault: Option<Code>, given: bool) {
        let Some(cell) = self.cells.get_mut(index) else { return };
        if (cell.reading.fault, cell.reading.given) != (fault, given) {
            cell.reading = Reading { value: Value::Null, fault, given };
            self.record_table_change(index);
        }
    }

    /// Records that a table has changed.
    fn record_table_change(&mut self, index: usize) {
        self.affected.marks = true;
        self.affected.flags = true;
        self.table_edits = TableEdits::Many;
        self.set_dirty(index);
    }

    /// Sets whether a row is an object.
    pub fn set_row_is_object(&mut self, index: usize, row: usize, is_object: bool) {
        let Some(row) = self.rows.get_mut(index).and_then(|rows| rows.get_mut(row)) else { return };
        if core::mem::replace(&mut row.is_object, is_object) != is_object {
            self.record_table_change(index);
        }
    }

    /// Puts one cell. Absent rows up to it are added empty, and a row that is not an object becomes one.
    pub fn put_cell(&mut self, index: usize, row: usize, cell: usize, raw: &Raw) {
        let (Some(Some(table)), Some(rows)) = (self.form.tables.get(index), self.rows.get_mut(index)) else {
            return;
        };
        if row >= limits::TABLE_ROWS {
            return;
        }
        let count = rows.len().max(row.saturating_add(1));
        if rows.len() < count {
            rows.resize_with(count, || Row::empty(table));
            self.record_table_change(index);
        }
        self.record_row_count(index, count);
        self.set_row_is_object(index, row, true);
        let owned = &mut *self.owned;
        let Some(place) = owned.rows.get_mut(index).and_then(|rows| rows.get_mut(row)) else { return };
        let context = ReadContext { standard: self.standard, parameters: &owned.parameters };
        let mark = |row: &Row| row.cells.get(cell).and_then(|cell| cell.mark);
        let before = mark(place);
        if place.put(table, cell, raw, &context) {
            owned.affected.marks |= mark(place) != before;
            self.record_row_edit(index, row);
            self.set_dirty(index);
        }
    }

    /// Puts one cell of an order that is filled from scratch.
    pub fn fill_cell(&mut self, index: usize, row: usize, cell: usize, raw: &Raw) {
        if let Some(place) = self.row_to_fill(index, row).as_mut().and_then(|row| row.place(cell)) {
            place.read(raw);
        }
    }

    /// A row of an order that is filled from scratch; absent rows up to it are added empty.
    #[cfg_attr(swift, optimize(speed))]
    pub fn row_to_fill(&mut self, index: usize, row: usize) -> Option<RowToFill<'_>> {
        let table = self.form.tables.get(index)?.as_ref()?;
        let owned = &mut *self.owned;
        let rows = owned.rows.get_mut(index).filter(|_| row < limits::TABLE_ROWS)?;
        if rows.len() <= row {
            rows.resize_with(row.saturating_add(1), || Row::empty(table));
        }
        let context = ReadContext { standard: self.standard, parameters: &owned.parameters };
        Some(RowToFill { row: rows.get_mut(row)?, table, context })
    }

    /// Puts the value of any field from JSON.
    pub fn put_json(&mut self, index: usize, node: &Json) {
        let Some(Some(table)) = self.form.tables.get(index) else {
            return self.put(index, &Raw::from_json(node));
        };
        let Some(items) = row_nodes(node) else {
            return self.put_non_list(index, Raw::from_json(node).is_missing());
        };
        self.set_row_count(index, items.len());
        for (number, item) in items.iter().enumerate() {
            for (cell, field) in table.fields.iter().enumerate() {
                let raw = item.get(&field.spec.id).map_or(Raw::Missing, Raw::from_json);
                self.put_cell(index, number, cell, &raw);
            }
            self.set_row_is_object(index, number, item.members().is_some());
        }
    }
}

/// The rows of a table's JSON; `None` if it is not a list or has more than `limits::TABLE_ROWS`.
pub(super) fn row_nodes(node: &Json) -> Option<&[Json]> {
    match &node.kind {
        JsonKind::List(items) if items.len() <= limits::TABLE_ROWS => Some(items),
        _ => None,
    }
}
