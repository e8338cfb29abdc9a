//! An order as JavaScript writes it into memory: a word for each value in the order of the form's fields,
//! plus numbers and UTF-8 texts. Findings and unknown rules are returned as words.
//!
//! # Shape
//! A word is `tag | size << 4`. The size is the bytes of a text, the items of a list, the rows of a table,
//! the decimals of a number, the index of an option, or the offset of a moment, which is followed by two
//! words with its date and time. A table is followed by its rows: one word each, `ROW` followed by its cells,
//! or 10 alone for a row that is not an object.

use crate::calculation::{Given, Input, InputFault};
use crate::check::{Moment, Raw, Reading};
use crate::data::{Decimal, Value, limits};
use crate::evaluate::{Mark, Place, State, Subject, UnknownRule};
use crate::finding::Code;
use crate::standard::Table;

/// The tags. The encoder in the package has the same list, and additionally 10, `NO_ROW`; here every tag but
/// `ROW` means that.
pub(super) mod tag {
    pub(crate) const MISSING: u32 = 0;
    pub(crate) const FALSE: u32 = 1;
    pub(crate) const TRUE: u32 = 2;
    pub(crate) const TEXT: u32 = 3;
    pub(crate) const FIGURE: u32 = 4;
    pub(crate) const NUMBER: u32 = 5;
    pub(crate) const LIST: u32 = 6;
    pub(crate) const OBJECT: u32 = 7;
    pub(crate) const ROWS: u32 = 8;
    pub(crate) const ROW: u32 = 9;
    pub(crate) const SOUND: u32 = 11;
    pub(crate) const OPTION: u32 = 12;
    pub(crate) const MOMENT: u32 = 13;
}

/// Added to an offset in minutes, so that 0 means no offset.
const NO_OFFSET: i32 = 1024;

/// The words, numbers and texts of an order.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    words: &'a [u32],
    figures: &'a [f64],
    text: &'a str,
}

impl<'a> Frame<'a> {
    /// A frame of words, numbers and texts.
    pub fn new(words: &'a [u32], figures: &'a [f64], text: &'a str) -> Self {
        Self { words, figures, text }
    }

    #[inline(always)]
    #[cfg_attr(swift, optimize(speed))]
    fn word(&mut self) -> (u32, usize) {
        let Some((word, rest)) = self.words.split_first() else { return (tag::MISSING, 0) };
        self.words = rest;
        (word & 15, (word >> 4) as usize)
    }

    #[inline]
    #[cfg_attr(swift, optimize(speed))]
    fn text(&mut self, size: usize) -> &'a str {
        let (head, rest) = self.text.split_at_checked(size).unwrap_or((self.text, ""));
        self.text = rest;
        head
    }

    /// A whole number below 2^53 in size; the encoder writes no other.
    #[inline(always)]
    #[cfg_attr(swift, optimize(speed))]
    fn figure(&mut self) -> i64 {
        let Some((figure, rest)) = self.figures.split_first() else { return 0 };
        self.figures = rest;
        *figure as i64
    }

    /// Reads the two words of a date and a time, with seven bits for each part after the first. `size` is the
    /// offset in minutes plus `NO_OFFSET`, or 0 for none.
    #[inline(always)]
    #[cfg_attr(swift, optimize(speed))]
    fn moment(&mut self, size: usize) -> Moment {
        let mut word = || {
            let (word, rest) = self.words.split_first().unwrap_or((&0, &[]));
            self.words = rest;
            [word >> 14, word >> 7 & 127, word & 127]
        };
        let (date, time) = (word(), word());
        let minutes = i32::try_from(size).ok().filter(|size| *size > 0);
        let offset = minutes.map(|minutes| minutes.saturating_sub(NO_OFFSET).saturating_mul(60));
        Moment { date, time, offset }
    }

    /// The next text; empty if the next value is something else.
    pub(super) fn next_text(&mut self) -> &'a str {
        if let Raw::Text(text) = self.raw() { text } else { "" }
    }

    /// The next value.
    #[inline]
    fn raw(&mut self) -> Raw<'a> {
        let (tag, size) = self.word();
        self.tagged_raw(tag, size)
    }

    #[inline]
    fn tagged_raw(&mut self, tag: u32, size: usize) -> Raw<'a> {
        match tag {
            tag::FALSE => Raw::Bool(false),
            tag::TRUE => Raw::Bool(true),
            tag::TEXT => Raw::Text(self.text(size)),
            tag::FIGURE => Raw::Scaled { units: self.figure(), scale: u8::try_from(size).unwrap_or(0) },
            tag::NUMBER => Raw::Number(self.text(size)),
            tag::LIST => self.list(size),
            tag::OBJECT => Raw::Object,
            tag::SOUND => Raw::ValidText,
            tag::OPTION => Raw::Option(size),
            tag::MOMENT => Raw::Moment(self.moment(size)),
            _ => Raw::Missing,
        }
    }

    #[cold]
    fn list(&mut self, size: usize) -> Raw<'a> {
        Raw::List((0..size.min(self.words.len())).map(|_| self.raw()).collect())
    }

    /// Puts the next value into a field of an order under edit.
    pub fn put(&mut self, state: &mut State, index: usize) {
        let (tag, size) = self.word();
        match state.form().tables.get(index) {
            Some(Some(table)) => self.put_rows(state, (index, table), (tag, size)),
            _ => state.put(index, &self.tagged_raw(tag, size)),
        }
    }

    fn put_rows(&mut self, state: &mut State, (index, table): (usize, &Table), (tag, size): (u32, usize)) {
        if tag != tag::ROWS {
            let raw = self.tagged_raw(tag, size);
            return state.put_non_list(index, raw.is_missing());
        }
        state.set_row_count(index, size);
        for row in 0..size.min(self.words.len()) {
            let (kind, _) = self.word();
            for cell in 0..table.fields.len() {
                let raw = if kind == tag::ROW { self.raw() } else { Raw::Missing };
                state.put_cell(index, row, cell, &raw);
            }
            state.set_row_is_object(index, row, kind == tag::ROW);
        }
    }

    /// Puts the next value into its place, in an order that is filled from scratch.
    #[inline]
    #[cfg_attr(swift, optimize(speed))]
    fn fill(&mut self, place: Place) {
        let (tag, size) = self.word();
        let (field, zone) = (place.field, place.zone());
        // Each kind is stored on its own: a reading that goes through memory costs the processor a stall.
        match tag {
            tag::MISSING => place.store(Reading::MISSING),
            tag::SOUND => place.store(Reading::valid(Value::Bool(true))),
            tag::FIGURE if field.spec.kind.is_numeric() => {
                let (units, scale) = (self.figure(), u8::try_from(size).unwrap_or(0));
                if field.is_certainly_valid(units, scale) {
                    place.store(Reading::valid(Value::Number(Decimal::from_scaled(units, scale))));
                } else {
                    place.read(&Raw::Scaled { units, scale });
                }
            }
            tag::OPTION => place.store(field.option(size)),
            tag::MOMENT => place.store(self.moment(size).read(zone)),
            _ => place.read(&self.tagged_raw(tag, size)),
        }
    }

    /// Puts the rows of a table into an order that is filled from scratch.
    #[cfg_attr(swift, optimize(speed))]
    fn fill_rows(&mut self, state: &mut State, index: usize, table: &Table) {
        let (tag, size) = self.word();
        if tag != tag::ROWS {
            return self.put_rows(state, (index, table), (tag, size));
        }
        state.set_row_count(index, size);
        for row in 0..size.min(self.words.len()) {
            let (kind, _) = self.word();
            let Some(mut row_place) = state.row_to_fill(index, row) else { continue };
            for cell in 0..table.fields.len() {
                let Some(place) = row_place.place(cell) else { continue };
                if kind == tag::ROW {
                    self.fill(place);
                } else {
                    place.store(Reading::MISSING);
                }
            }
            state.set_row_is_object(index, row, kind == tag::ROW);
        }
    }

    /// Puts the next value into a cell of a row.
    pub fn put_cell(&mut self, state: &mut State, index: usize, row: usize, cell: usize) {
        let raw = self.raw();
        state.put_cell(index, row, cell, &raw);
    }

    /// The next value as an input of a calculation.
    pub(super) fn input(&mut self, input: &Input, zone: i32, faults: &mut Vec<InputFault>) -> Value {
        let (tag, size) = self.word();
        if tag != tag::ROWS || size > limits::TABLE_ROWS {
            let raw = if tag == tag::ROWS { Raw::Object } else { self.tagged_raw(tag, size) };
            return input.read_single(&raw, zone, None, faults);
        }
        let id = &input.field.spec.id;
        let mut rows = Vec::new();
        for number in (0..).take(size.min(self.words.len())) {
            if self.word().0 != tag::ROW {
                faults.push(input.row_fault(number));
                rows.push(Value::Null);
                continue;
            }
            let cell = |cell: &Input| cell.read_single(&self.raw(), zone, Some((id, number)), faults);
            rows.push(input.make_row(input.cells.iter().map(cell).collect()));
        }
        Value::list(rows)
    }

    /// The next value as an input of a prepared calculation.
    #[inline(always)]
    pub(super) fn prepared_input(&mut self) -> Given {
        let (tag, size) = self.word();
        match tag {
            tag::MISSING => Given::Nothing,
            tag::FIGURE => Given::Digits(self.figure(), u8::try_from(size).unwrap_or(0)),
            tag::OPTION => Given::Option(size),
            tag::FALSE | tag::TRUE => Given::Flag(tag == tag::TRUE),
            _ => Given::Other,
        }
    }

    /// Puts a whole order.
    #[cfg_attr(swift, optimize(speed))]
    pub fn put_order(&mut self, state: &mut State) {
        for (index, table) in state.form().tables.iter().enumerate() {
            match table {
                Some(table) => self.fill_rows(state, index, table),
                None => {
                    if let Some(place) = state.place(index) {
                        self.fill(place);
                    }
                }
            }
        }
        state.set_all_dirty();
    }
}

/// A number as a word; larger numbers become `u32::MAX`.
pub(super) fn saturating_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A finding as three words: subject kind, code and index; the row; the cell or rule in it.
pub fn mark_words(mark: &Mark) -> [u32; 3] {
    let (kind, index, row, inner) = match mark.subject {
        Subject::Field(index) => (0, index, 0, 0),
        Subject::Rule(index) => (1, index, 0, 0),
        Subject::Row(table, row) => (2, table, row, 0),
        Subject::Cell(table, row, cell) => (3, table, row, cell),
        Subject::RowRule(table, row, rule) => (4, table, row, rule),
        Subject::Deadline(index) => (5, index, 0, 0),
    };
    [
        kind | u32::from(mark.code as u8) << 4 | saturating_u32(index) << 12,
        saturating_u32(row),
        saturating_u32(inner),
    ]
}

/// Writes the unknown rules, each as: rule or table, row, rule of the row, number of missing values, their
/// slots. The number `u32::MAX` means that a limit was exceeded; the report has the reason.
pub fn unknown_rule_words(state: &State, out: &mut Vec<u32>) {
    state.visit_unknown_rules(&mut |UnknownRule { subject, missing, limit }| {
        let head = match subject {
            Subject::Rule(index) => [1 | saturating_u32(index) << 12, 0, 0],
            Subject::RowRule(table, row, rule) => {
                [4 | saturating_u32(table) << 12, saturating_u32(row), saturating_u32(rule)]
            }
            _ => return,
        };
        head.iter().for_each(|word| out.push(*word));
        out.push(if limit.is_some() { u32::MAX } else { saturating_u32(missing.len()) });
        out.extend(missing.iter().map(|slot| u32::from(slot.space) << 16 | u32::from(slot.index)));
    });
}

/// The finding of three words.
pub fn mark_from_words(words: [u32; 3]) -> Option<Mark> {
    let [head, row, inner] = words;
    let (index, row, inner) = ((head >> 12) as usize, row as usize, inner as usize);
    let subject = match head & 15 {
        0 => Subject::Field(index),
        1 => Subject::Rule(index),
        2 => Subject::Row(index, row),
        3 => Subject::Cell(index, row, inner),
        4 => Subject::RowRule(index, row, inner),
        5 => Subject::Deadline(index),
        _ => return None,
    };
    let code = Code::from_number(u8::try_from(head >> 4 & 255).ok()?)?;
    Some(Mark { subject, code })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_is_restored_from_its_encoding() {
        let subjects = [
            Subject::Field(7),
            Subject::Rule(300),
            Subject::Row(1, 2),
            Subject::Cell(1, 9999, 3),
            Subject::RowRule(2, 0, 4),
            Subject::Deadline(5),
        ];
        for (subject, code) in subjects.into_iter().zip(Code::ALL.iter().copied()) {
            let before = Mark { subject, code };
            assert_eq!(mark_from_words(mark_words(&before)), Some(before));
        }
    }

    #[test]
    fn a_short_frame_reads_as_missing() {
        let mut frame = Frame::new(&[tag::TEXT | 9 << 4], &[], "abc");
        assert_eq!(frame.raw(), Raw::Text("abc"));
        assert_eq!(frame.raw(), Raw::Missing);
    }
}
