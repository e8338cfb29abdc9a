//! Splits the bytes of a batch into records, which are lines of NDJSON or rows of CSV, independent of the
//! chunks. Between two chunks, only the incomplete record is kept.

use super::column::{Column, Columns, RecordFault};
use super::csv::{EndSearch, RecordEnd};
use super::reader::LineReader;
use super::scan::find_byte;
use crate::data::json::{JsonError, parse};
use crate::data::{Phrase, limits};
use crate::evaluate::{State, Subject};
use crate::standard::Form;
use std::borrow::Cow;

/// The notation of the orders.
enum RecordReader {
    Lines(Box<LineReader>),
    Csv(Box<Columns>, EndSearch),
}

/// The records of a batch.
pub(super) struct Records {
    reader: RecordReader,
    /// The bytes not read yet; only the first `filled` are valid.
    buffer: Vec<u8>,
    filled: usize,
    /// The start of the next record, the end of the bytes searched for line ends, and the place after the
    /// last line end.
    start: usize,
    searched: usize,
    last_end: usize,
    /// The number of lines read.
    lines: u32,
    /// Whether to skip the rest of a record that was too long.
    is_skipping: bool,
}

/// The result of a record.
pub(super) enum Outcome<'b> {
    /// An order that was put, and bytes that begin with it.
    Order(&'b [u8]),
    /// Nothing: a blank line, a header, the rest of something too long.
    Nothing,
    /// Not an order.
    Refused(RecordFault),
}

impl Records {
    /// Orders as NDJSON.
    pub(super) fn new(form: &Form) -> Self {
        let reader = RecordReader::Lines(Box::new(LineReader::new(form)));
        Self {
            reader,
            buffer: Vec::new(),
            filled: 0,
            start: 0,
            searched: 0,
            last_end: 0,
            lines: 0,
            is_skipping: false,
        }
    }

    /// Orders as CSV.
    pub(super) fn read_csv(&mut self, columns: Vec<Column>) {
        self.reader = RecordReader::Csv(Box::new(Columns::new(columns)), EndSearch::default());
    }

    pub(super) fn columns(&self) -> &[Column] {
        if let RecordReader::Csv(columns, _) = &self.reader { &columns.header } else { &[] }
    }

    pub(super) fn writable(&mut self, count: usize) -> &mut [u8] {
        let end = self.filled.saturating_add(count);
        if self.buffer.len() < end {
            self.buffer.resize(end, 0);
        }
        self.buffer.get_mut(self.filled..end).unwrap_or(&mut [])
    }

    pub(super) fn add_written(&mut self, count: usize) {
        let from = self.filled;
        self.filled = self.filled.saturating_add(count).min(self.buffer.len());
        let more = self.buffer.get(from..self.filled).unwrap_or(&[]);
        if let Some(at) = more.iter().rposition(|byte| *byte == b'\n') {
            self.last_end = from.saturating_add(at).saturating_add(1);
        }
    }

    /// Moves the bytes out, so that records can borrow from them.
    pub(super) fn take_buffer(&mut self) -> Vec<u8> {
        core::mem::take(&mut self.buffer)
    }

    /// Reads the next complete record, and returns it with the line where it begins, from 1; `None` if there
    /// is none yet. With `last`, no bytes will follow.
    #[inline(always)]
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn next<'b>(
        &mut self,
        buffer: &'b [u8],
        last: bool,
        state: &mut State,
    ) -> Option<(u32, Outcome<'b>)> {
        let bytes = buffer.get(..self.filled).unwrap_or(&[]);
        let line = self.lines.saturating_add(1);
        let rest = bytes.get(self.start..).unwrap_or(&[]);
        if let (RecordReader::Lines(reader), false) = (&mut self.reader, self.is_skipping) {
            // Before the last line end, the line is complete, and its end need not be searched first.
            if self.start < self.last_end {
                if let Some(length) = reader.read(rest, state) {
                    self.skip_record(line, length);
                    return Some((line, Outcome::Order(rest)));
                }
            }
        }
        self.read_record(bytes, last, state)
    }

    /// Finds the end of the next record, and reads it.
    #[inline(never)]
    fn read_record<'b>(
        &mut self,
        bytes: &'b [u8],
        last: bool,
        state: &mut State,
    ) -> Option<(u32, Outcome<'b>)> {
        let line = self.lines.saturating_add(1);
        let RecordEnd { at, broken } = loop {
            match self.find_end(bytes, last) {
                Some(end) => break end,
                None if self.is_too_long(bytes) && self.abandon_quote() => {}
                None => return None,
            }
        };
        let record = bytes.get(self.start..at).unwrap_or(&[]);
        let inside = if matches!(self.reader, RecordReader::Csv(..)) { count_line_breaks(record) } else { 0 };
        self.skip_record(line.saturating_add(inside), record.len().saturating_add(1));
        if core::mem::take(&mut self.is_skipping) {
            return Some((line, Outcome::Nothing));
        }
        let outcome = match self.put(record, broken, state) {
            Ok(true) => Outcome::Order(record),
            Ok(false) => Outcome::Nothing,
            Err(mut fault) => {
                if let RecordReader::Csv(columns, _) = &mut self.reader {
                    columns.reject_header(&mut fault);
                }
                Outcome::Refused(fault)
            }
        };
        Some((line, outcome))
    }

    fn is_too_long(&self, bytes: &[u8]) -> bool {
        bytes.len().saturating_sub(self.start) > limits::ORDER_BYTES
    }

    /// Moves on by a record of `length` bytes, of which `line` is the last line.
    fn skip_record(&mut self, line: u32, length: usize) {
        self.lines = line;
        self.start = self.start.saturating_add(length).min(self.filled);
    }

    fn find_end(&mut self, bytes: &[u8], last: bool) -> Option<RecordEnd> {
        match &mut self.reader {
            RecordReader::Csv(_, search) if !self.is_skipping => search.find_end(bytes, self.start, last),
            _ => {
                let at = find_byte(bytes, self.searched.max(self.start), b'\n');
                let ended = at < bytes.len() || (last && self.start < at);
                ended.then_some(RecordEnd { at, broken: false })
            }
        }
    }

    /// Gives up a quote that has been open for too long.
    fn abandon_quote(&mut self) -> bool {
        if let RecordReader::Csv(_, search) = &mut self.reader { search.abandon_quote() } else { false }
    }

    /// Takes the bytes back, and moves those of the incomplete record to the front. Returns an error if that
    /// is too long.
    pub(super) fn restore_buffer(&mut self, buffer: Vec<u8>) -> Option<(u32, RecordFault)> {
        self.buffer = buffer;
        self.buffer.copy_within(self.start..self.filled, 0);
        self.filled = self.filled.saturating_sub(self.start);
        let too_long = self.filled > limits::ORDER_BYTES;
        if let RecordReader::Csv(_, search) = &mut self.reader {
            search.discard_before(if too_long { usize::MAX } else { self.start });
        }
        (self.start, self.last_end) = (0, 0);
        if too_long {
            self.filled = 0;
            self.buffer = Vec::new();
        }
        self.searched = self.filled;
        let first = too_long && !self.is_skipping;
        self.is_skipping |= too_long;
        let message = || Phrase::new("工单太长（ORDER_BYTES）", "the order is longer than `ORDER_BYTES`");
        first.then(|| (self.lines.saturating_add(1), ("limit.order_bytes", 0, message())))
    }

    /// Puts the order of a record. Returns whether there is one.
    fn put(&mut self, record: &[u8], broken: bool, state: &mut State) -> Result<bool, RecordFault> {
        let text = core::str::from_utf8(record).map_err(|error| {
            let at = u32::try_from(error.valid_up_to()).unwrap_or(u32::MAX);
            ("encoding", at, Phrase::new("不是 UTF-8，请另存为 UTF-8", "not UTF-8; save it as UTF-8"))
        })?;
        match &mut self.reader {
            RecordReader::Lines(reader) => put_line(reader, text, state),
            RecordReader::Csv(..) if broken => {
                let (zh, en) = ("引号不成对，或后面还有字", "a quote is not closed, or text follows it");
                Err(("csv.quote", 0, Phrase::new(zh, en)))
            }
            RecordReader::Csv(columns, _) => columns.put(text, state),
        }
    }

    /// The value of a field or cell in the latest order, as JSON.
    pub(super) fn value_at<'b>(
        &self,
        form: &Form,
        subject: Subject,
        record: &'b [u8],
    ) -> Option<Cow<'b, str>> {
        match &self.reader {
            RecordReader::Lines(reader) => reader.value_at(form, subject, record).map(Cow::Borrowed),
            RecordReader::Csv(columns, _) => {
                columns.value_at(form, subject, core::str::from_utf8(record).ok()?).map(Cow::Owned)
            }
        }
    }
}

/// The number of line breaks in a record.
fn count_line_breaks(record: &[u8]) -> u32 {
    let count = record.iter().filter(|byte| **byte == b'\n').count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Puts the order of a line of NDJSON; returns false for a blank line.
fn put_line(reader: &mut LineReader, text: &str, state: &mut State) -> Result<bool, RecordFault> {
    if reader.read(text.as_bytes(), state).is_some() {
        return Ok(true);
    }
    if text.trim_matches(['\u{feff}', ' ', '\t', '\r']).is_empty() {
        return Ok(false);
    }
    let order = parse(text).map_err(|JsonError { fault, span }| {
        let (code, message) = fault.code_and_message();
        (code, span.start, message)
    })?;
    if order.members().is_none() {
        return Err((
            "not_an_order",
            0,
            Phrase::new("每行应是一个工单对象", "each line must be an order object"),
        ));
    }
    reader.put_tree(&order, state);
    Ok(true)
}
