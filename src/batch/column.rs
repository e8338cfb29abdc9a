//! The columns of a CSV table of orders: matches its header to fields, and reads cells by their fields.
//!
//! # Shape
//! A column is named by a path such as `items[0].qty`, or by labels in place of ids. A cell for a list
//! contains items separated by `;`, `；`, `、` or line breaks, or JSON; a cell for a whole table contains JSON.

use super::csv::{Cell, split};
use super::reader::cell_text;
use crate::check::{Field, FieldKind, Raw, find_by_label, read_flag};
use crate::data::json::{Json, parse, write_quoted};
use crate::data::text::{half_width, trim};
use crate::data::{Gather, Path, Phrase, limits};
use crate::evaluate::{State, Subject};
use crate::standard::{Form, Table};
use smol_str::SmolStr;

/// Why a record is not an order: the code, the byte in the record, and the message.
pub(super) type RecordFault = (&'static str, u32, Phrase);

/// A column of the header, and its field or cell; `None` if it is unknown or ignored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in the header.
    pub name: SmolStr,
    /// The field or cell.
    pub subject: Option<Subject>,
}

/// The origin of a field's value.
enum Origin {
    Nowhere,
    Column(usize),
    /// The columns of a table's cells, row by row.
    Cells(Vec<Option<usize>>),
}

/// The columns of a CSV table of orders.
#[derive(Default)]
pub(super) struct Columns {
    /// Columns given by the caller; they take precedence over the names of the header.
    given: Vec<Column>,
    pub(super) header: Vec<Column>,
    origins: Vec<Origin>,
    cells: Vec<Cell>,
    /// Whether the header was rejected.
    is_rejected: bool,
}

impl Columns {
    pub(super) fn new(given: Vec<Column>) -> Self {
        Self { given, ..Self::default() }
    }

    /// Puts the order of a record. Returns whether there is one; the first record is the header.
    pub(super) fn put(&mut self, text: &str, state: &mut State) -> Result<bool, RecordFault> {
        let text = trim_record(text);
        split(text, &mut self.cells);
        if self.is_rejected || self.cells.iter().all(|cell| cell.is_blank(text)) {
            return Ok(false);
        }
        if self.origins.is_empty() {
            return self.read_header(state.form(), text).map(|()| false);
        }
        let (found, wanted) = (self.cells.len(), self.header.len());
        if found != wanted {
            let both = &["这一行有 {} 格，表头有 {} 格", "cells in this row: {}; in the header: {}"];
            let message = Phrase::filled(both, &[&found.to_string(), &wanted.to_string()]);
            return Err(("csv.ragged", 0, message));
        }
        for (place, origin) in self.origins.iter().enumerate() {
            self.put_field(place, origin, text, state);
        }
        Ok(true)
    }

    fn text<'t>(&self, column: usize, text: &'t str) -> std::borrow::Cow<'t, str> {
        self.cells.get(column).map_or_else(Default::default, |cell| cell.text(text))
    }

    /// Treats a record that is rejected before any header as the header: nothing after it can be read.
    pub(super) fn reject_header(&mut self, fault: &mut RecordFault) {
        if self.origins.is_empty() && !self.is_rejected {
            (self.is_rejected, fault.0) = (true, "csv.header");
        }
    }

    fn read_header(&mut self, form: &Form, text: &str) -> Result<(), RecordFault> {
        if text.as_bytes().contains(&b'\r') && !text.as_bytes().contains(&b'\n') {
            let (zh, en) = (
                "行要以换行（LF 或 CRLF）分开，不能只用 CR",
                "lines must end with LF or CRLF, not with CR alone",
            );
            return Err(("csv.header", 0, Phrase::new(zh, en)));
        }
        for cell in &self.cells {
            let name = SmolStr::new(trim(&cell.text(text)));
            let given = self.given.iter().find(|column| column.name == name);
            let subject = given.map_or_else(|| subject_of(form, &name), |column| column.subject);
            self.header.push(Column { name, subject });
        }
        if self.header.iter().all(|column| column.subject.is_none()) {
            let ids = form.fields.iter().map(|field| field.spec.id.as_str()).joined(", ");
            let both = &[
                "表头没有一列是表单的字段（各列以英文逗号分开），后面的行没有读；字段有：{}",
                "no column is a field of the form (columns are separated by commas), so no row is read; the fields are: {}",
            ];
            return Err(("csv.header", 0, Phrase::filled(both, &[&ids])));
        }
        for (place, column) in self.header.iter().enumerate() {
            let Some(subject) = column.subject else { continue };
            // A table is given in one column, or by its cells in one each.
            let is_same = |other: &&Column| match (other.subject, subject) {
                (Some(Subject::Field(whole)), Subject::Cell(table, ..))
                | (Some(Subject::Cell(table, ..)), Subject::Field(whole)) => whole == table,
                (other, own) => other == Some(own),
            };
            if let Some(other) = self.header.iter().take(place).find(is_same) {
                let both = &[
                    "「{}」和「{}」两列是同一个字段，后面的行没有读",
                    "the columns `{}` and `{}` are one field, so no row is read",
                ];
                return Err(("csv.header", 0, Phrase::filled(both, &[&other.name, &column.name])));
            }
        }
        self.origins = (0..form.fields.len()).map(|place| self.origin(form, place)).gather();
        Ok(())
    }

    /// The column of a field or cell.
    #[inline(never)]
    fn column(&self, wanted: Subject) -> Option<usize> {
        self.header.iter().position(|column| column.subject == Some(wanted))
    }

    fn origin(&self, form: &Form, place: usize) -> Origin {
        if let Some(column) = self.column(Subject::Field(place)) {
            return Origin::Column(column);
        }
        let rows = self.header.iter().filter_map(|column| match column.subject {
            Some(Subject::Cell(table, row, _)) if table == place => Some(row),
            _ => None,
        });
        let Some(last) = rows.max() else { return Origin::Nowhere };
        let width = form.tables.get(place).and_then(Option::as_ref).map_or(0, |table| table.fields.len());
        let cells = |row| (0..width).map(move |cell| Subject::Cell(place, row, cell));
        Origin::Cells((0..=last).flat_map(cells).map(|cell| self.column(cell)).gather())
    }

    fn put_field(&self, place: usize, origin: &Origin, text: &str, state: &mut State) {
        let form = state.form();
        let table = form.tables.get(place).and_then(Option::as_ref);
        match (table, origin) {
            (None, Origin::Column(column)) => {
                let Some(field) = form.fields.get(place) else { return };
                read_cell(field, &self.text(*column, text), &mut |raw| state.fill(place, raw));
            }
            (None, _) => state.fill(place, &Raw::Missing),
            (Some(_), Origin::Column(column)) => {
                let text = self.text(*column, text);
                match parse_json_list(&text) {
                    Some(rows) => state.put_json(place, &rows),
                    None => state.put_non_list(place, trim(&text).is_empty()),
                }
            }
            (Some(_), Origin::Nowhere) => state.put_non_list(place, true),
            (Some(table), Origin::Cells(columns)) => self.put_rows(table, place, columns, text, state),
        }
    }

    /// Puts the rows of a table, up to the last one that is not blank.
    fn put_rows(
        &self,
        table: &Table,
        place: usize,
        columns: &[Option<usize>],
        text: &str,
        state: &mut State,
    ) {
        let filled = |column: &Option<usize>| {
            column.is_some_and(|column| self.cells.get(column).is_some_and(|cell| !cell.is_blank(text)))
        };
        let width = table.fields.len().max(1);
        let end = columns.iter().rposition(filled).map_or(0, |last| last.saturating_add(1));
        let count = end.div_ceil(width);
        for (row, columns) in columns.chunks(width).take(count).enumerate() {
            for (cell, (column, field)) in columns.iter().zip(&table.fields).enumerate() {
                let text = column.map_or_else(Default::default, |column| self.text(column, text));
                read_cell(field, &text, &mut |raw| state.fill_cell(place, row, cell, raw));
            }
        }
        state.set_row_count(place, count);
    }

    /// The value of a field or cell in the latest order, as JSON.
    pub(super) fn value_at(&self, form: &Form, subject: Subject, text: &str) -> Option<String> {
        let text = trim_record(text);
        let field = match subject {
            Subject::Field(place) => form.fields.get(place)?,
            Subject::Cell(table, _, cell) => form.tables.get(table)?.as_ref()?.fields.get(cell)?,
            _ => return None,
        };
        if let Some(column) = self.column(subject) {
            return Some(cell_json(field, &self.text(column, text)));
        }
        // The whole table is given in one column.
        let Subject::Cell(table, row, cell) = subject else { return None };
        let rows = self.text(self.column(Subject::Field(table))?, text);
        cell_text(form, trim(&rows), (table, row, cell)).map(Into::into)
    }
}

/// A record without the byte-order mark and the CR of the line end.
fn trim_record(text: &str) -> &str {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.strip_suffix('\r').unwrap_or(text)
}

/// The field or cell of a name: its path, or labels in place of ids.
pub fn subject_of(form: &Form, name: &str) -> Option<Subject> {
    if let Some(place) = field_position(&form.fields, name) {
        return Some(Subject::Field(place));
    }
    let Path { field, row, cell } = Path::parse(name)?;
    let table = field_position(&form.fields, &field)?;
    let cell = field_position(&form.tables.get(table)?.as_ref()?.fields, &cell?)?;
    let row = row.map(|row| row as usize).filter(|row| *row < limits::TABLE_ROWS)?;
    Some(Subject::Cell(table, row, cell))
}

/// The field with an id, or the only one with a label.
fn field_position(fields: &[Field], name: &str) -> Option<usize> {
    let labelled = |field: &Field| field.spec.label.zh == name || field.spec.label.en == name;
    fields.iter().position(|field| field.spec.id == name).or_else(|| {
        let mut found = fields.iter().enumerate().filter(|(_, field)| labelled(field));
        found.next().filter(|_| found.next().is_none()).map(|(place, _)| place)
    })
}

fn parse_json_list(text: &str) -> Option<Json> {
    let text = trim(text);
    if text.starts_with('[') { parse(text).ok() } else { None }
}

fn is_list(field: &Field) -> bool {
    matches!(field.spec.kind, FieldKind::MultiChoice | FieldKind::AttachmentList | FieldKind::List)
}

/// The id of the option with this id or label, or the word itself.
fn option_id<'t>(field: &'t Field, word: &'t str) -> &'t str {
    let options = &field.spec.options;
    let known = options.iter().find(|option| option.id == word);
    known.or_else(|| find_by_label(options, word)).map_or(word, |option| &option.id)
}

/// The end of the first item of a list.
fn item_end(text: &str) -> usize {
    let is_separator = |sign: char| matches!(sign, ';' | '；' | '、' | '\n' | '\r');
    text.find(is_separator).unwrap_or(text.len())
}

/// The length of a label if it is the first item of a text, else 0. Labels may contain separators.
fn label_length(text: &str, label: &str) -> usize {
    let after = text.strip_prefix(label).map(|after| after.trim_start_matches(' '));
    if after.map(item_end) == Some(0) { label.len() } else { 0 }
}

/// The items of a list in a cell; options by their ids.
fn items<'t>(field: &'t Field, text: &'t str) -> Vec<&'t str> {
    let options = &field.spec.options;
    let (mut items, mut rest) = (Vec::new(), text);
    loop {
        rest = trim(rest);
        let known = options
            .iter()
            .map(|option| label_length(rest, &option.label.zh).max(label_length(rest, &option.label.en)))
            .max();
        let end = known.filter(|end| *end > 0).unwrap_or_else(|| item_end(rest));
        let (item, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let item = trim(item);
        if !item.is_empty() {
            items.push(option_id(field, item));
        }
        let mut after = after.chars();
        if after.next().is_none() {
            return items;
        }
        rest = after.as_str();
    }
}

/// Reads a cell by its field: words for yes and no, options by id or label, lists by their items.
fn read_cell(field: &Field, text: &str, put: &mut dyn FnMut(&Raw)) {
    let word = trim(text);
    match field.spec.kind {
        _ if word.is_empty() => put(&Raw::Missing),
        FieldKind::Bool => {
            let narrow: String = word.chars().map(half_width).collect();
            put(&read_flag(&narrow).map_or(Raw::Text(text), Raw::Bool));
        }
        FieldKind::Choice => put(&Raw::Text(option_id(field, word))),
        _ if is_list(field) => match parse_json_list(word) {
            Some(node) => put(&Raw::from_json(&node)),
            None => put(&Raw::List(items(field, word).into_iter().map(Raw::Text).gather())),
        },
        _ => put(&Raw::Text(text)),
    }
}

/// A cell as JSON, as it was read. A list has at least one item here: an empty one is missing and never
/// quoted.
fn cell_json(field: &Field, text: &str) -> String {
    let mut written = String::new();
    if (is_list(field) || field.spec.kind == FieldKind::Table) && parse_json_list(text).is_some() {
        written.push_str(trim(text));
    } else if !is_list(field) {
        write_quoted(&mut written, text);
    } else {
        let mut before = '[';
        for item in items(field, text) {
            written.push(before);
            write_quoted(&mut written, item);
            before = ',';
        }
        written.push(']');
    }
    written
}
