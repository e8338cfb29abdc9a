//! Puts values into an order by their place. Nothing is evaluated here: what was put only marks what depends on it.

use super::narrow::Put;
use super::rows::Row;
use super::state::{Cell, State};
use crate::check::{Field, Raw, Reading, Strictness, Told, read, read_into};
use crate::data::json::{Kind, Node as Json};
use crate::data::{Value, limits};
use crate::feel::Environment;
use crate::finding::Code;
use crate::standard::Standard;
use crate::standard::Table;

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
        let under = Under { standard: self.standard, parameters: &held.parameters };
        let reading = under.read(field, raw);
        let direct = form.graph.values.get(index) == Some(&None);
        if cell.take(value, reading, direct) {
            self.touch(index);
            self.settle(index);
        }
    }

    /// Puts the value of a field that is no table into an order that is filled in anew.
    #[cfg_attr(swift, optimize(speed))]
    pub fn fill(&mut self, index: usize, raw: &Raw) {
        if let Some(place) = self.place(index) {
            place.read(raw);
        }
    }

    /// Where a field that is no table stands in an order that is filled in anew; [`State::touch_all`] follows.
    #[inline]
    #[cfg_attr(swift, optimize(speed))]
    pub fn place(&mut self, index: usize) -> Option<Place<'_>> {
        let held = &mut *self.held;
        Some(Place {
            field: self.form.fields.get(index)?,
            cell: held.cells.get_mut(index)?,
            value: held.values.get_mut(index)?,
            direct: self.form.graph.values.get(index) == Some(&None),
            under: Under { standard: self.standard, parameters: &held.parameters },
        })
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
        self.put = Put::Many;
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
        let Some(place) = held.rows.get_mut(index).and_then(|rows| rows.get_mut(row)) else { return };
        let under = Under { standard: self.standard, parameters: &held.parameters };
        let mark = |row: &Row| row.cells.get(cell).and_then(|cell| cell.mark);
        let before = mark(place);
        if place.put(table, cell, raw, &under) {
            held.stirred.marks |= mark(place) != before;
            self.put_in_row(index, row);
            self.touch(index);
        }
    }

    /// Puts one cell of an order that is filled in anew.
    #[cfg_attr(swift, optimize(speed))]
    pub fn fill_cell(&mut self, index: usize, row: usize, cell: usize, raw: &Raw) {
        if let Some(place) = self.row_to_fill(index, row).as_mut().and_then(|row| row.place(cell)) {
            place.read(raw);
        }
    }

    /// A row of an order that is filled in anew; rows that are not there yet come into being empty.
    #[cfg_attr(swift, optimize(speed))]
    pub fn row_to_fill(&mut self, index: usize, row: usize) -> Option<RowToFill<'_>> {
        let table = self.form.tables.get(index)?.as_ref()?;
        let held = &mut *self.held;
        let rows = held.rows.get_mut(index).filter(|_| row < limits::TABLE_ROWS)?;
        if rows.len() <= row {
            rows.resize_with(row.saturating_add(1), || Row::empty(table));
        }
        let under = Under { standard: self.standard, parameters: &held.parameters };
        Some(RowToFill { row: rows.get_mut(row)?, table, under })
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

/// A row whose cells are put one after the other.
pub struct RowToFill<'a> {
    row: &'a mut Row,
    table: &'a Table,
    under: Under<'a>,
}

impl RowToFill<'_> {
    /// Where a cell stands.
    #[inline]
    #[cfg_attr(swift, optimize(speed))]
    pub fn place(&mut self, cell: usize) -> Option<Place<'_>> {
        self.row.is_object = true;
        Some(Place {
            field: self.table.fields.get(cell)?,
            cell: self.row.cells.get_mut(cell)?,
            value: self.row.values.get_mut(cell)?,
            direct: self.table.direct.get(cell) == Some(&true),
            under: self.under,
        })
    }
}

/// Where a value stands in an order that is filled in anew; nothing is compared with what was there.
pub struct Place<'a> {
    /// The field.
    pub field: &'a Field,
    cell: &'a mut Cell,
    value: &'a mut Value,
    direct: bool,
    under: Under<'a>,
}

impl Place<'_> {
    /// The standard's offset in seconds.
    pub fn zone(&self) -> i32 {
        self.under.standard.zone
    }

    /// Reads what stands there.
    #[cfg_attr(swift, optimize(speed))]
    pub fn read(self, raw: &Raw) {
        if self.field.format.is_none() {
            let place = if self.direct { self.value } else { &mut self.cell.reading.value };
            let told = read_into(place, self.field, raw, self.under.standard.zone, Strictness::Order);
            self.cell.told(self.field, told, self.direct);
        } else {
            let Reading { value, fault, given } = self.under.read(self.field, raw);
            self.take((value, Told { given, fault }));
        }
    }

    /// Takes what was read already.
    #[inline(always)]
    #[cfg_attr(swift, optimize(speed))]
    pub fn take(self, (value, told): (Value, Told)) {
        let place = if self.direct { self.value } else { &mut self.cell.reading.value };
        place.put(value);
        self.cell.told(self.field, told, self.direct);
    }
}

/// What a value is read under.
#[derive(Clone, Copy)]
pub(super) struct Under<'a> {
    pub(super) standard: &'a Standard,
    pub(super) parameters: &'a [Value],
}

impl Under<'_> {
    /// Reads a value as its field's type, and a text as its field's format.
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn read(&self, field: &Field, raw: &Raw) -> Reading {
        let reading = read(field, raw, self.standard.zone, Strictness::Order);
        let Some(format) = field.format.and_then(|place| self.standard.formats.get(place)) else {
            return reading;
        };
        let (Value::Text(text), None) = (&reading.value, reading.fault) else { return reading };
        let text = format.normalised(text);
        let environment = Environment::new([&[], &[], self.parameters, &[], &[]], self.standard);
        let fault = self.standard.parse_text(format, &text, &environment).err();
        Reading { fault: fault.map(|failure| failure.code(&text)), ..reading }
    }
}

/// The rows of a table node, where it is a list.
pub(super) fn row_nodes(node: &Json) -> Option<&[Json]> {
    match &node.kind {
        Kind::List(items) => Some(items),
        _ => None,
    }
}
