//! Many orders of one form, line by line: bytes go in by chunks of any size, findings come out by number. An order
//! is read straight into the form's slots and judged as one alone would be; nothing of it is kept but its findings.
//!
//! Whoever gives the bytes takes the findings away from time to time; between two chunks no more is held than the
//! line that is not yet complete.

mod line;
mod number;
mod reader;
mod tally;

pub use number::{BUILT_IN, Numbered, names};
pub use tally::{Found, Refused, RuleTally, Tally};

use crate::data::json::{JsonError, parse};
use crate::data::{Phrase, limits};
use crate::evaluate::{Held, Mark, Options, State};
use crate::finding::Code;
use crate::standard::{Form, Standard};
use line::line_end;
use number::Numbers;
use reader::Reader;
use std::sync::Arc;

/// A run over many orders.
///
/// # Example
/// ```
/// use gongdan::{batch::Batch, evaluate::Options, standard::Standard};
/// let standard = Standard::parse(include_str!("../../benches/standards/peer-order.json")).unwrap();
/// let mut batch = Batch::open(standard.into(), "order", &Options::default()).unwrap();
/// batch.push(b"{\"urgency\":\"?\"}\nno order\n{}");
/// batch.finish();
/// assert_eq!((batch.tally().orders, batch.tally().valid, batch.tally().refused), (2, 0, 1));
/// assert_eq!(batch.refused()[0].line, 2);
/// ```
pub struct Batch {
    standard: Arc<Standard>,
    form: usize,
    held: Option<Held>,
    reader: Reader,
    numbers: Numbers,
    /// Bytes that are not read yet; only the first `filled` count.
    buffer: Vec<u8>,
    filled: usize,
    /// How far the bytes were searched for the end of the line.
    searched: usize,
    line: u32,
    /// Whether the rest of a line that was too long is still to come.
    skips: bool,
    marks: Vec<Mark>,
    tally: Tally,
    found: Vec<Found>,
    texts: String,
    refused: Vec<Refused>,
}

impl Batch {
    /// A run that has seen no order yet; none where the standard has no such form.
    pub fn open(standard: Arc<Standard>, form: &str, options: &Options) -> Option<Self> {
        let place = standard.forms.iter().position(|known| known.id == form)?;
        let form = standard.forms.get(place)?;
        let mut state = State::new(&standard, form, options);
        state.refresh();
        let (marks, held) = (state.marks(false), Some(state.hold()));
        let (reader, numbers) = (Reader::new(form), Numbers::new(form));
        let tally = Tally { rules: vec![RuleTally::default(); numbers.rules()], ..Tally::default() };
        Some(Self {
            form: place,
            held,
            reader,
            numbers,
            buffer: Vec::new(),
            filled: 0,
            searched: 0,
            line: 0,
            skips: false,
            marks,
            tally,
            found: Vec::new(),
            texts: String::new(),
            refused: Vec::new(),
            standard,
        })
    }

    /// Takes the next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(1 << 16) {
            self.room(part.len()).copy_from_slice(part);
            self.take(part.len());
        }
    }

    /// Room for so many bytes; [`Self::take`] says how many were written.
    pub fn room(&mut self, count: usize) -> &mut [u8] {
        let end = self.filled.saturating_add(count);
        if self.buffer.len() < end {
            self.buffer.resize(end, 0);
        }
        self.buffer.get_mut(self.filled..end).unwrap_or(&mut [])
    }

    /// Reads on, so many bytes having been written into the room.
    pub fn take(&mut self, count: usize) {
        self.filled = self.filled.saturating_add(count).min(self.buffer.len());
        self.read(false);
    }

    /// Reads the line that has no end; no bytes may follow.
    pub fn finish(&mut self) {
        self.read(true);
    }

    /// How the orders stand so far.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// The findings since they were last cleared.
    pub fn found(&self) -> &[Found] {
        &self.found
    }

    /// The texts of the values that the findings since then are about, as JSON, one after the other.
    pub fn texts(&self) -> &str {
        &self.texts
    }

    /// The lines since then that are no orders.
    pub fn refused(&self) -> &[Refused] {
        &self.refused
    }

    /// Forgets the findings and the refused lines; the tally stands.
    pub fn clear(&mut self) {
        self.found.clear();
        self.texts.clear();
        self.refused.clear();
    }

    fn read(&mut self, ends: bool) {
        let standard = Arc::clone(&self.standard);
        let Some(form) = standard.forms.get(self.form) else { return };
        let Some(held) = self.held.take() else { return };
        let mut state = held.under(&standard, form);
        let buffer = core::mem::take(&mut self.buffer);
        let bytes = buffer.get(..self.filled).unwrap_or(&[]);
        let mut start = 0;
        loop {
            let end = line_end(bytes, self.searched.max(start));
            if end == bytes.len() && !(ends && start < end) {
                break;
            }
            self.line = self.line.saturating_add(1);
            if !core::mem::take(&mut self.skips) {
                self.order(form, bytes.get(start..end).unwrap_or(&[]), &mut state);
            }
            start = end.saturating_add(1).min(bytes.len());
        }
        self.buffer = buffer;
        self.held = Some(state.hold());
        self.keep_from(start);
    }

    /// Moves the bytes of the line that is not yet complete to the front.
    fn keep_from(&mut self, start: usize) {
        self.buffer.copy_within(start..self.filled, 0);
        self.filled = self.filled.saturating_sub(start);
        if self.filled > limits::ORDER_BYTES {
            if !core::mem::replace(&mut self.skips, true) {
                let message =
                    Phrase::new("工单太长（ORDER_BYTES）", "the order is longer than `ORDER_BYTES`");
                self.refuse(self.line.saturating_add(1), "limit.order_bytes", 0, message);
            }
            self.filled = 0;
            self.buffer = Vec::new();
        }
        self.searched = self.filled;
    }

    fn refuse(&mut self, line: u32, code: &'static str, at: u32, message: Phrase) {
        self.tally.refused = self.tally.refused.saturating_add(1);
        self.refused.push(Refused { line, code, at, message });
    }

    /// Judges the order of a line; a blank line is none.
    fn order(&mut self, form: &Form, bytes: &[u8], state: &mut State) {
        let read = match core::str::from_utf8(bytes) {
            Ok(text) => self.put(text, state).map(|is_order| (text, is_order)),
            Err(error) => {
                let at = u32::try_from(error.valid_up_to()).unwrap_or(u32::MAX);
                Err(("encoding", at, Phrase::new("不是 UTF-8", "not UTF-8")))
            }
        };
        match read {
            Ok((text, true)) => {
                state.refresh();
                if state.take_stirred().marks {
                    state.marks_into(false, &mut self.marks);
                }
                self.note(form, text);
            }
            Ok(_) => {}
            Err((code, at, message)) => self.refuse(self.line, code, at, message),
        }
    }

    /// Puts the order of a line; whether there is one.
    fn put(&mut self, text: &str, state: &mut State) -> Result<bool, (&'static str, u32, Phrase)> {
        if self.reader.read(text, state).is_some() {
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
        self.reader.put_tree(&order, state);
        Ok(true)
    }

    /// Notes the findings of an order, with the texts of the values that they are about.
    fn note(&mut self, form: &Form, text: &str) {
        let from = self.found.len();
        for mark in &self.marks {
            let Some(numbered) = self.numbers.of(form, *mark) else { continue };
            if mark.code != Code::Required {
                self.reader.keep(form, mark.subject, text, &mut self.texts);
            }
            let end = self.texts.len();
            self.found.push(Found { order: self.tally.orders, line: self.line, mark: *mark, numbered, end });
        }
        self.tally.count(self.found.get(from..).unwrap_or(&[]));
    }
}
