//! Cuts the bytes of a batch into records, a line of NDJSON or a row of CSV each, whatever the chunks; between two chunks
//! no more is held than the record that is not yet complete.

use super::column::{Column, Columns, Fault};
use super::csv::{End, Search};
use super::line::find_signs;
use super::reader::Reader;
use crate::data::json::{JsonError, parse};
use crate::data::{Phrase, limits};
use crate::evaluate::{State, Subject};
use crate::standard::Form;

/// How the orders are written.
enum Way {
    Lines(Box<Reader>),
    Csv(Box<Columns>, Search),
}

/// The records of a batch.
pub(super) struct Records {
    way: Way,
    /// Bytes that are not read yet; only the first `filled` count.
    buffer: Vec<u8>,
    filled: usize,
    /// Where the next record begins, and how far the bytes were searched for its end.
    start: usize,
    searched: usize,
    /// How many lines were passed.
    lines: u32,
    /// Whether the rest of a record that was too long is still to come.
    skips: bool,
}

/// A record and the line where it begins, from 1.
pub(super) struct Record<'b> {
    bytes: &'b [u8],
    pub(super) line: u32,
    broken: bool,
}

impl Records {
    /// Orders as NDJSON.
    pub(super) fn lines(form: &Form) -> Self {
        let way = Way::Lines(Box::new(Reader::new(form)));
        Self { way, buffer: Vec::new(), filled: 0, start: 0, searched: 0, lines: 0, skips: false }
    }

    /// Orders as CSV.
    pub(super) fn read_csv(&mut self, told: Vec<Column>) {
        self.way = Way::Csv(Box::new(Columns::new(told)), Search::default());
    }

    pub(super) fn columns(&self) -> &[Column] {
        if let Way::Csv(columns, _) = &self.way { &columns.found } else { &[] }
    }

    pub(super) fn room(&mut self, count: usize) -> &mut [u8] {
        let end = self.filled.saturating_add(count);
        if self.buffer.len() < end {
            self.buffer.resize(end, 0);
        }
        self.buffer.get_mut(self.filled..end).unwrap_or(&mut [])
    }

    pub(super) fn filled(&mut self, count: usize) {
        self.filled = self.filled.saturating_add(count).min(self.buffer.len());
    }

    /// Gives the bytes away for as long as records are read from them.
    pub(super) fn lend(&mut self) -> Vec<u8> {
        core::mem::take(&mut self.buffer)
    }

    /// The next complete record; `last` says that no bytes will follow.
    pub(super) fn next<'b>(&mut self, buffer: &'b [u8], last: bool) -> Option<Record<'b>> {
        loop {
            let bytes = buffer.get(..self.filled).unwrap_or(&[]);
            let Some(End { at, broken }) = self.end(bytes, last) else {
                if self.filled.saturating_sub(self.start) > limits::ORDER_BYTES && self.break_off() {
                    continue;
                }
                return None;
            };
            let record = bytes.get(self.start..at).unwrap_or(&[]);
            let line = self.lines.saturating_add(1);
            let inside = if matches!(self.way, Way::Csv(..)) { breaks(record) } else { 0 };
            self.lines = line.saturating_add(inside);
            self.start = at.saturating_add(1).min(bytes.len());
            if !core::mem::take(&mut self.skips) {
                return Some(Record { bytes: record, line, broken });
            }
        }
    }

    fn end(&mut self, bytes: &[u8], last: bool) -> Option<End> {
        match &mut self.way {
            Way::Csv(_, search) if !self.skips => search.end(bytes, self.start, last),
            _ => {
                let at = find_signs(bytes, self.searched.max(self.start), [b'\n']);
                let ended = at < bytes.len() || (last && self.start < at);
                ended.then_some(End { at, broken: false })
            }
        }
    }

    /// Gives up a quote that is open for too long, where its first line is complete.
    fn break_off(&mut self) -> bool {
        if let Way::Csv(_, search) = &mut self.way { search.break_off() } else { false }
    }

    /// Takes the bytes back and moves those of the record that is not yet complete to the front; what is wrong with it
    /// where it is too long.
    pub(super) fn keep_rest(&mut self, buffer: Vec<u8>) -> Option<(u32, Fault)> {
        self.buffer = buffer;
        self.buffer.copy_within(self.start..self.filled, 0);
        self.filled = self.filled.saturating_sub(self.start);
        let too_long = self.filled > limits::ORDER_BYTES;
        if let Way::Csv(_, search) = &mut self.way {
            search.moved(if too_long { usize::MAX } else { self.start });
        }
        self.start = 0;
        if too_long {
            self.filled = 0;
            self.buffer = Vec::new();
        }
        self.searched = self.filled;
        let first = too_long && !self.skips;
        self.skips |= too_long;
        let message = || Phrase::new("工单太长（ORDER_BYTES）", "the order is longer than `ORDER_BYTES`");
        first.then(|| (self.lines.saturating_add(1), ("limit.order_bytes", 0, message())))
    }

    /// Puts the order of a record; its text, where there is one.
    pub(super) fn put<'b>(
        &mut self,
        form: &Form,
        record: &Record<'b>,
        state: &mut State,
    ) -> Result<Option<&'b str>, Fault> {
        let text = core::str::from_utf8(record.bytes).map_err(|error| {
            let at = u32::try_from(error.valid_up_to()).unwrap_or(u32::MAX);
            ("encoding", at, Phrase::new("不是 UTF-8", "not UTF-8"))
        })?;
        let is_order = match &mut self.way {
            Way::Lines(reader) => put_line(reader, text, state)?,
            Way::Csv(..) if record.broken => {
                let (zh, en) = ("引号不成对，或后面还有字", "a quote is not closed, or text follows it");
                return Err(("csv.quote", 0, Phrase::new(zh, en)));
            }
            Way::Csv(columns, _) => columns.put(form, text, state)?,
        };
        Ok(is_order.then_some(text))
    }

    /// Keeps the value that a finding of the latest order is about.
    pub(super) fn keep(&self, form: &Form, subject: Subject, text: &str, kept: &mut String) {
        match &self.way {
            Way::Lines(reader) => reader.keep(form, subject, text, kept),
            Way::Csv(columns, _) => columns.keep(form, subject, text, kept),
        }
    }
}

/// How many line breaks stand inside a record.
fn breaks(record: &[u8]) -> u32 {
    let count = record.iter().filter(|byte| **byte == b'\n').count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Puts the order of a line of NDJSON; a blank line is none.
fn put_line(reader: &mut Reader, text: &str, state: &mut State) -> Result<bool, Fault> {
    if reader.read(text, state).is_some() {
        return Ok(true);
    }
    if text.trim_matches(['\u{feff}', ' ', '\t', '\r']).is_empty() {
        return Ok(false);
    }
    let order = parse(text).map_err(|JsonError { fault, span }| {
        let (code, message) = fault.told();
        (code, span.start, message)
    })?;
    if order.members().is_none() {
        return Err(("not_an_order", 0, Phrase::new("工单要是一个对象", "an order must be an object")));
    }
    reader.put_tree(&order, state);
    Ok(true)
}
