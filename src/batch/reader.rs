//! Puts the orders of a batch into a form's slots, one after the other; absent values are put as missing.
//! Texts borrow from the line, and memory used for reading is kept from line to line.

use super::keys::KnownKeys;
use super::line::{Line, Scratch};
use super::notation::Notation;
use crate::check::{Field, Reading};
use crate::data::json::{Json, JsonKind, parse};
use crate::data::{Gather, Span, limits};
use crate::evaluate::{Place, State, Subject};
use crate::standard::{Form, Table};

/// The value of an absent member.
const NULL: Json = Json { span: Span { start: 0, end: 0 }, kind: JsonKind::Null };

/// The members of an object: those of a form or of a row.
struct Members {
    keys: KnownKeys,
    notations: Vec<Notation>,
}

impl Members {
    fn new(fields: &[Field]) -> Self {
        Self { keys: KnownKeys::new(fields), notations: fields.iter().map(Notation::new).gather() }
    }
}

/// Reads orders of one form.
pub(super) struct LineReader {
    fields: Members,
    cells: Vec<Option<Members>>,
    scratch: Scratch,
    /// The spans of the values in the latest order.
    spans: Vec<Span>,
}

impl LineReader {
    pub(super) fn new(form: &Form) -> Self {
        let cells = |table: &Option<Box<Table>>| table.as_ref().map(|table| Members::new(&table.fields));
        Self {
            fields: Members::new(&form.fields),
            cells: form.tables.iter().map(cells).gather(),
            scratch: Scratch::default(),
            spans: vec![Span::default(); form.fields.len()],
        }
    }

    /// The text of a value in the latest order.
    pub(super) fn value_at<'t>(&self, form: &Form, subject: Subject, text: &'t [u8]) -> Option<&'t str> {
        let of = |field: usize| {
            let span = self.spans.get(field)?;
            core::str::from_utf8(text.get(span.start as usize..span.end as usize)?).ok()
        };
        match subject {
            Subject::Field(field) => of(field),
            Subject::Cell(table, row, cell) => cell_text(form, of(table)?, (table, row, cell)),
            _ => None,
        }
    }

    /// Puts the order of the line that `bytes` begin with. Returns its length including the line end; `None`
    /// if the line is unusual: it must then be parsed, and put by [`Self::put_tree`].
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn read(&mut self, bytes: &[u8], state: &mut State) -> Option<usize> {
        let mut line = Line { bytes, at: 0 };
        self.fields.keys.begin_object();
        self.scratch.keys.clear();
        if !line.skip_if(b'{') {
            return None;
        }
        let mut after = 0;
        let mut open = !line.skip_if(b'}');
        while open {
            let place = self.fields.keys.read_key(&mut line, after)?;
            if place < self.spans.len() {
                self.value(&mut line, place, state)?;
                after = place.wrapping_add(1);
            } else {
                line.skip_member(&mut self.scratch, 0, 0)?;
            }
            open = line.skip_separator(b'}')?;
        }
        line.skip_line_end()?;
        for place in 0..self.spans.len() {
            if self.fields.keys.is_missing(place) {
                self.put_missing(place, state);
            }
        }
        Some(line.at)
    }

    #[inline(always)]
    #[cfg_attr(swift, optimize(speed))]
    fn put_missing(&self, place: usize, state: &mut State) {
        match self.cells.get(place) {
            Some(Some(_)) => state.put_non_list(place, true),
            _ => store_missing(state.place(place)),
        }
    }

    #[inline(always)]
    #[cfg_attr(swift, optimize(speed))]
    fn value(&mut self, line: &mut Line, place: usize, state: &mut State) -> Option<()> {
        let first = line.next();
        let start = line.at;
        match self.cells.get_mut(place)? {
            Some(cells) if first == b'[' => rows(cells, &mut self.scratch, line, place, state)?,
            Some(_) => {
                let raw = line.raw(&mut self.scratch)?;
                state.put_non_list(place, raw.is_missing());
            }
            None => {
                self.fields.notations.get_mut(place)?.read(line, &mut self.scratch, state.place(place)?)?
            }
        }
        *self.spans.get_mut(place)? = Span::new(start, line.at);
        Some(())
    }

    /// Puts a parsed order.
    pub(super) fn put_tree(&mut self, order: &Json, state: &mut State) {
        for (place, span) in self.spans.iter_mut().enumerate() {
            let value = self.fields.keys.id(place).and_then(|id| order.get(id));
            *span = value.map_or(Span::default(), |value| value.span);
            state.put_json(place, value.unwrap_or(&NULL));
        }
    }
}

/// The text of a cell, in the text of its table.
pub(super) fn cell_text<'t>(
    form: &Form,
    text: &'t str,
    (table, row, cell): (usize, usize, usize),
) -> Option<&'t str> {
    let id = &form.tables.get(table)?.as_ref()?.fields.get(cell)?.spec.id;
    let rows = parse(text).ok()?;
    let JsonKind::List(rows) = &rows.kind else { return None };
    Some(rows.get(row)?.get(id)?.span.slice(text))
}

/// Puts an absent value.
#[inline(always)]
#[cfg_attr(swift, optimize(speed))]
fn store_missing(place: Option<Place>) {
    if let Some(place) = place {
        place.store(Reading::MISSING);
    }
}

/// Puts the rows of a table.
#[cfg_attr(swift, optimize(speed))]
fn rows(
    cells: &mut Members,
    scratch: &mut Scratch,
    line: &mut Line,
    table: usize,
    state: &mut State,
) -> Option<()> {
    let mut count = 0usize;
    line.items(&mut |line| {
        cells.keys.begin_object();
        let is_object = line.next() == b'{';
        if is_object {
            row(cells, scratch, line, (table, count), state)?
        } else {
            drop(line.raw(scratch)?)
        }
        if let Some(mut row) = state.row_to_fill(table, count) {
            for cell in (0..cells.keys.count()).filter(|cell| cells.keys.is_missing(*cell)) {
                store_missing(row.place(cell));
            }
        }
        state.set_row_is_object(table, count, is_object);
        count = count.saturating_add(1);
        Some(())
    })?;
    state.set_row_count(table, count);
    Some(())
}

#[inline(always)]
#[cfg_attr(swift, optimize(speed))]
fn row(
    cells: &mut Members,
    scratch: &mut Scratch,
    line: &mut Line,
    (table, number): (usize, usize),
    state: &mut State,
) -> Option<()> {
    // Rows beyond the limit are all put into the last one, since the whole table will be rejected.
    let mut row = state.row_to_fill(table, number.min(limits::TABLE_ROWS.saturating_sub(1)))?;
    line.skip_if(b'{');
    let from = scratch.keys.len();
    let mut after = 0;
    let mut open = !line.skip_if(b'}');
    while open {
        let cell = cells.keys.read_key(line, after)?;
        match cells.notations.get_mut(cell) {
            Some(notation) => {
                line.next();
                notation.read(line, scratch, row.place(cell)?)?;
                after = cell.wrapping_add(1);
            }
            None => line.skip_member(scratch, from, 1)?,
        }
        open = line.skip_separator(b'}')?;
    }
    scratch.keys.truncate(from);
    Some(())
}
