//! Puts values into an order by their place. Nothing is evaluated here: what was put only marks what depends on it.

use super::rows::Row;
use super::state::State;
use crate::check::{Field, Raw, Reading, Strictness, read};
use crate::data::json::{Kind, Node as Json};
use crate::data::{Value, limits};
use crate::feel::Environment;
use crate::finding::Code;
use crate::standard::Standard;

impl State<'_> {
    /// Puts the value of a field that is no table.
    #[cfg_attr(swift, optimize(speed))]
    pub fn put(&mut self, index: usize, raw: &Raw) {
        let (form, held) = (self.form, &mut *self.held);
        let (Some(cell), Some(value)) = (held.cells.get_mut(index), held.values.get_mut(index)) else {
            return;
        };
        if cell.has(raw) {
            return;
        }
        let Some(field) = form.fields.get(index) else { return };
        let reading = read_as(field, raw, self.standard, &held.parameters);
        let direct = form.graph.values.get(index) == Some(&None);
        if cell.take(value, reading, direct) {
            self.touch(index);
            self.settle(index);
        }
    }

    /// Puts the value of a field that is no table into an order that is filled in anew. Nothing is compared with what
    /// was there; [`State::touch_all`] follows.
    #[cfg_attr(swift, optimize(speed))]
    pub fn fill(&mut self, index: usize, raw: &Raw) {
        let (form, held) = (self.form, &mut *self.held);
        let (Some(cell), Some(value)) = (held.cells.get_mut(index), held.values.get_mut(index)) else {
            return;
        };
        let Some(field) = form.fields.get(index) else { return };
        let direct = form.graph.values.get(index) == Some(&None);
        cell.fill(field, value, read_as(field, raw, self.standard, &held.parameters), direct);
    }

    /// Gives a table so many rows; those that were there keep their cells until they are put.
    pub fn put_rows(&mut self, index: usize, count: usize) {
        let (Some(Some(table)), Some(rows)) = (self.form.tables.get(index), self.rows.get_mut(index)) else {
            return;
        };
        let too_many = count > limits::TABLE_ROWS;
        let count = if too_many { 0 } else { count };
        if rows.len() != count {
            rows.resize_with(count, || Row::empty(table));
            self.moved(index);
        }
        self.given(index, too_many.then_some(Code::TypeTable), too_many || count > 0);
    }

    /// Puts something that is no list where a table is due.
    pub fn put_no_rows(&mut self, index: usize, missing: bool) {
        self.put_rows(index, 0);
        self.given(index, (!missing).then_some(Code::TypeTable), !missing);
    }

    fn given(&mut self, index: usize, fault: Option<Code>, given: bool) {
        let Some(cell) = self.cells.get_mut(index) else { return };
        if (cell.reading.fault, cell.reading.given) != (fault, given) {
            cell.reading = Reading { value: Value::Null, fault, given };
            self.moved(index);
        }
    }

    /// A table is not what it was.
    fn moved(&mut self, index: usize) {
        self.stirred.marks = true;
        self.stirred.flags = true;
        self.touch(index);
    }

    /// Says whether a row is an object.
    pub fn put_row(&mut self, index: usize, row: usize, is_object: bool) {
        let Some(row) = self.rows.get_mut(index).and_then(|rows| rows.get_mut(row)) else { return };
        if core::mem::replace(&mut row.is_object, is_object) != is_object {
            self.moved(index);
        }
    }

    /// Puts one cell; rows that are not there yet come into being empty.
    pub fn put_cell(&mut self, index: usize, row: usize, cell: usize, raw: &Raw) {
        let (Some(Some(table)), Some(rows)) = (self.form.tables.get(index), self.rows.get_mut(index)) else {
            return;
        };
        if row >= limits::TABLE_ROWS {
            return;
        }
        if rows.len() <= row {
            rows.resize_with(row.saturating_add(1), || Row::empty(table));
            self.moved(index);
        }
        self.given(index, None, true);
        let held = &mut *self.held;
        let Some(row) = held.rows.get_mut(index).and_then(|rows| rows.get_mut(row)) else { return };
        if row.put(table, cell, raw, self.standard, &held.parameters) {
            self.stirred.marks = true;
            self.touch(index);
        }
    }

    /// Puts one cell of an order that is filled in anew; rows that are not there yet come into being empty.
    #[cfg_attr(swift, optimize(speed))]
    pub fn fill_cell(&mut self, index: usize, row: usize, cell: usize, raw: &Raw) {
        let Some(Some(table)) = self.form.tables.get(index) else { return };
        let held = &mut *self.held;
        let Some(rows) = held.rows.get_mut(index).filter(|_| row < limits::TABLE_ROWS) else { return };
        if rows.len() <= row {
            rows.resize_with(row.saturating_add(1), || Row::empty(table));
        }
        if let Some(row) = rows.get_mut(row) {
            row.fill(table, cell, raw, self.standard, &held.parameters);
        }
    }

    /// Puts the value of any field from JSON.
    pub fn put_json(&mut self, index: usize, node: &Json) {
        let Some(Some(table)) = self.form.tables.get(index) else {
            return self.put(index, &Raw::from_json(node));
        };
        let Some(items) = row_nodes(node) else {
            return self.put_no_rows(index, Raw::from_json(node).is_missing());
        };
        self.put_rows(index, items.len());
        for (number, item) in items.iter().enumerate().take(limits::TABLE_ROWS) {
            for (cell, field) in table.fields.iter().enumerate() {
                let raw = item.get(&field.spec.id).map_or(Raw::Missing, Raw::from_json);
                self.put_cell(index, number, cell, &raw);
            }
            self.put_row(index, number, item.members().is_some());
        }
    }
}

/// Reads a value as its field's type, and a text as its field's format.
#[cfg_attr(swift, optimize(speed))]
pub(super) fn read_as(field: &Field, raw: &Raw, standard: &Standard, parameters: &[Value]) -> Reading {
    let reading = read(field, raw, standard.zone, Strictness::Order);
    let Some(format) = field.format.and_then(|place| standard.formats.get(place)) else { return reading };
    let (Value::Text(text), None) = (&reading.value, reading.fault) else { return reading };
    let text = format.normalised(text);
    let environment = Environment::new([&[], &[], parameters, &[], &[]], standard);
    let fault = standard.parse_text(format, &text, &environment).err().map(|failure| failure.code(&text));
    Reading { fault, ..reading }
}

/// The rows of a table node, where it is a list.
pub(super) fn row_nodes(node: &Json) -> Option<&[Json]> {
    match &node.kind {
        Kind::List(items) => Some(items),
        _ => None,
    }
}
