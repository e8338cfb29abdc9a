//! Splits a CSV text (RFC 4180) into records and cells: quotes, doubled quotes, line breaks in quotes, both
//! kinds of line end. `column` reads the cells.

use super::scan::{find_byte, find_either};
use crate::data::Span;
use std::borrow::Cow;

/// A cell of the latest record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    span: Span,
    /// Whether it has doubled quotes.
    doubled: bool,
}

/// The progress of the search for record ends; kept from chunk to chunk.
#[derive(Debug, Default)]
pub(super) struct EndSearch {
    at: usize,
    quoted: bool,
    broken: bool,
}

/// The end of a record, and whether its quotes are wrong. A broken record ends with its first line, so that a
/// surplus quote does not swallow the following lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RecordEnd {
    pub(super) at: usize,
    pub(super) broken: bool,
}

impl EndSearch {
    /// Adjusts to the removal of the bytes before `start`; if the position is among them, starts over.
    pub(super) fn discard_before(&mut self, start: usize) {
        match self.at.checked_sub(start) {
            Some(at) => self.at = at,
            None => *self = Self::default(),
        }
    }

    /// Gives up an open quote, because the record is too long. Returns whether there was one.
    pub(super) fn abandon_quote(&mut self) -> bool {
        self.broken |= self.quoted;
        core::mem::take(&mut self.quoted)
    }

    /// The end of the record at `start`; `None` if more bytes are needed. With `last`, none will come.
    pub(super) fn find_end(&mut self, bytes: &[u8], start: usize, last: bool) -> Option<RecordEnd> {
        self.at = self.at.max(start);
        while !self.broken {
            if self.quoted {
                self.close_quote(bytes, last)?;
                continue;
            }
            let at = find_either(bytes, self.at, [b'"', b'\n']);
            if bytes.get(at) == Some(&b'"') {
                self.open_quote(bytes, start, at);
                continue;
            }
            self.at = at;
            let ended = at < bytes.len() || (last && start < at);
            return ended.then(|| self.finish_record(at, false));
        }
        let at = find_byte(bytes, start, b'\n');
        (at < bytes.len() || last).then(|| self.finish_record(at, true))
    }

    fn finish_record(&mut self, at: usize, broken: bool) -> RecordEnd {
        *self = Self { at, ..Self::default() };
        RecordEnd { at, broken }
    }

    /// Steps over a quote. It opens a quoted cell if it is the first character of a cell; elsewhere it is an
    /// ordinary character.
    fn open_quote(&mut self, bytes: &[u8], start: usize, at: usize) {
        let before = bytes.get(start..at).unwrap_or(&[]);
        self.quoted = matches!(before.last(), None | Some(b',')) || before == BOM;
        self.at = at.saturating_add(1);
    }

    /// Steps over the next quote in a quoted cell; `None` if the byte after it is not available yet.
    fn close_quote(&mut self, bytes: &[u8], last: bool) -> Option<()> {
        self.at = find_byte(bytes, self.at, b'"');
        let after = bytes.get(self.at.saturating_add(1));
        if after.is_none() && !last {
            return None;
        }
        self.broken = self.at == bytes.len() || !matches!(after, None | Some(b'"' | b',' | b'\r' | b'\n'));
        self.quoted = after == Some(&b'"');
        self.at = self.at.saturating_add(if self.quoted { 2 } else { 1 }).min(bytes.len());
        Some(())
    }
}

/// The byte-order mark in UTF-8.
const BOM: &[u8] = "\u{feff}".as_bytes();

/// Splits a record whose quotes are correct into cells.
pub(super) fn split(text: &str, cells: &mut Vec<Cell>) {
    let bytes = text.as_bytes();
    cells.clear();
    let mut at = 0usize;
    loop {
        let quoted = bytes.get(at) == Some(&b'"');
        let start = at.saturating_add(usize::from(quoted));
        let (mut end, mut doubled) = (find_byte(bytes, start, if quoted { b'"' } else { b',' }), false);
        while quoted && bytes.get(end.saturating_add(1)) == Some(&b'"') {
            doubled = true;
            end = find_byte(bytes, end.saturating_add(2), b'"');
        }
        cells.push(Cell { span: Span::new(start, end), doubled });
        at = end.saturating_add(usize::from(quoted));
        // A CR after a quoted cell also separates, so that the row of a lone CR has too many cells and is
        // rejected.
        if at >= bytes.len() {
            return;
        }
        at = at.saturating_add(1);
    }
}

impl Cell {
    /// The text of the cell in the record.
    pub(super) fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let text = self.span.slice(text);
        if !self.doubled {
            return text.into();
        }
        let mut quoted = false;
        // Keeps one of each two quotes.
        let keep = |c: &char| {
            quoted = *c == '"' && !quoted;
            *c != '"' || quoted
        };
        text.chars().filter(keep).collect::<String>().into()
    }

    /// Whether it is blank.
    pub(super) fn is_blank(&self, text: &str) -> bool {
        crate::data::text::trim(self.span.slice(text)).is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The records of a text that is read in chunks of `size` bytes, with their cells; broken ones have none.
    fn records(text: &str, size: usize) -> Vec<Vec<String>> {
        let (mut search, mut start, mut found, mut cells) = (EndSearch::default(), 0, Vec::new(), Vec::new());
        for filled in (0..text.len()).step_by(size).skip(1).chain([text.len()]) {
            let bytes = &text.as_bytes()[..filled];
            while let Some(RecordEnd { at, broken }) = search.find_end(bytes, start, filled == text.len()) {
                let record = text.get(start..at).unwrap();
                split(record.strip_suffix('\r').unwrap_or(record), &mut cells);
                let texts = cells.iter().map(|cell| cell.text(record).into_owned()).collect();
                found.push(if broken { Vec::new() } else { texts });
                start = at.saturating_add(1).min(filled);
            }
        }
        found
    }

    fn check(text: &str, expected: &[&[&str]]) {
        for size in 1..=text.len() {
            assert_eq!(records(text, size), expected, "{text:?} by {size}");
        }
    }

    #[test]
    fn cells_are_found_in_chunks_of_any_size() {
        check("a,b\n1,2\n", &[&["a", "b"], &["1", "2"]]);
        check("a,b\r\n1,2", &[&["a", "b"], &["1", "2"]]);
        check("\"a\",\"b\"\r\n\"1,\n2\",\"\"\"3\"\"\"\r\n", &[&["a", "b"], &["1,\n2", "\"3\""]]);
        check("\"a\"\r\"b\",1\r\n2,3\n", &[&["a", "b", "1"], &["2", "3"]]);
        check("工单,客户\n\"\",，\n,", &[&["工单", "客户"], &["", "，"], &["", ""]]);
    }

    #[test]
    fn a_quote_inside_an_unquoted_cell_is_an_ordinary_character() {
        check("15\" 显示器,1\n", &[&["15\" 显示器", "1"]]);
    }

    #[test]
    fn a_broken_quote_invalidates_only_its_line() {
        check("\"a\"b,1\n2,3\n", &[&[], &["2", "3"]]);
        check("x,\"a\n2,\"3\"\n4,5\n", &[&[], &["2", "3"], &["4", "5"]]);
        check("x,\"a\n2,3\n4,5", &[&[], &["2", "3"], &["4", "5"]]);
    }
}
