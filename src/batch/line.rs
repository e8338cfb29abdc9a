//! Reads the JSON of one line in place: texts borrow from the line, and no tree is built. If it returns
//! `None`, the line is unusual or not JSON; the parser of `data::json` then reads it or finds the error.

use super::scan::plain_run;
use crate::check::Raw;
use crate::data::json::unescape;
use core::ops::Range;

/// The maximum nesting depth read here; deeper values are left to the parser.
const MAX_DEPTH: usize = 16;
/// The maximum number of unknown keys in one object read here.
const MAX_UNKNOWN_KEYS: usize = 64;

/// Memory used for reading, kept from line to line.
#[derive(Default)]
pub(super) struct Scratch {
    /// The places of the unknown keys, object by object.
    pub(super) keys: Vec<Range<usize>>,
    /// The latest text with resolved escapes.
    resolved: String,
}

/// Bytes that begin with a line, and the current place. A line feed is not white space here.
pub(super) struct Line<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
}

/// The characters of a string: plain, or the start of those with escapes.
pub(super) enum Letters<'a> {
    Plain(&'a [u8]),
    Escaped(usize),
}

fn utf8(bytes: &[u8]) -> Option<&str> {
    core::str::from_utf8(bytes).ok()
}

impl<'a> Line<'a> {
    /// The byte at a place; 0 after the end.
    #[inline(always)]
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    #[inline(always)]
    fn advance(&mut self) {
        self.at = self.at.wrapping_add(1);
    }

    /// The next byte that is not white space; 0 at the end.
    #[inline(always)]
    pub(super) fn next(&mut self) -> u8 {
        let byte = self.byte(self.at);
        if byte > b' ' { byte } else { self.skip_blanks() }
    }

    #[cold]
    fn skip_blanks(&mut self) -> u8 {
        while let b' ' | b'\t' | b'\r' = self.byte(self.at) {
            self.advance();
        }
        self.byte(self.at)
    }

    /// Steps over a byte if it is the next.
    pub(super) fn skip_if(&mut self, byte: u8) -> bool {
        let found = self.next() == byte;
        self.at = self.at.wrapping_add(usize::from(found));
        found
    }

    /// Steps over the separator after a member or item. Returns whether another one follows; `end` closes the
    /// list.
    #[inline(always)]
    pub(super) fn skip_separator(&mut self, end: u8) -> Option<bool> {
        let byte = self.next();
        self.advance();
        if byte == b',' { Some(true) } else { (byte == end).then_some(false) }
    }

    /// Steps over the end of the line.
    pub(super) fn skip_line_end(&mut self) -> Option<()> {
        let ended = self.next() == b'\n' || self.at == self.bytes.len();
        self.at = self.at.wrapping_add(1).min(self.bytes.len());
        ended.then_some(())
    }

    /// The place of the characters of a string without escapes.
    pub(super) fn plain_string(&mut self) -> Option<Range<usize>> {
        if self.next() != b'"' {
            return None;
        }
        match self.letters()? {
            Letters::Plain(letters) => {
                let end = self.at.wrapping_sub(1);
                utf8(letters).map(|letters| end.wrapping_sub(letters.len())..end)
            }
            Letters::Escaped(_) => None,
        }
    }

    /// The characters of the string that begins here. If it has escapes, it is not stepped over.
    pub(super) fn letters(&mut self) -> Option<Letters<'a>> {
        let start = self.at.wrapping_add(1);
        let (end, _) = plain_run(self.bytes, start);
        match self.byte(end) {
            b'"' => {
                self.at = end.wrapping_add(1);
                Some(Letters::Plain(self.bytes.get(start..end)?))
            }
            b'\\' => Some(Letters::Escaped(start)),
            _ => None,
        }
    }

    /// The next value; a text with escapes is resolved into `scratch`.
    pub(super) fn raw<'s>(&mut self, scratch: &'s mut Scratch) -> Option<Raw<'s>>
    where
        'a: 's,
    {
        match self.next() {
            b'"' => match self.letters()? {
                Letters::Plain(letters) => utf8(letters).map(Raw::Text),
                Letters::Escaped(start) => self.resolved(start, scratch).map(Raw::Text),
            },
            _ => self.value(scratch, 0),
        }
    }

    /// The text from a place on, with its escapes resolved.
    #[cold]
    pub(super) fn resolved<'s>(&mut self, start: usize, scratch: &'s mut Scratch) -> Option<&'s str> {
        let (mut end, _) = plain_run(self.bytes, start);
        while self.byte(end) == b'\\' {
            (end, _) = plain_run(self.bytes, end.wrapping_add(2));
        }
        let letters = utf8(self.bytes.get(start..end.wrapping_add(1))?)?;
        scratch.resolved.clear();
        let read = unescape(letters, 0, &mut scratch.resolved)?;
        self.at = start.wrapping_add(read);
        Some(&scratch.resolved)
    }

    /// The next value; `None` if it contains texts with escapes.
    fn value(&mut self, scratch: &mut Scratch, depth: usize) -> Option<Raw<'a>> {
        match self.next() {
            b'"' => match self.letters()? {
                Letters::Plain(letters) => utf8(letters).map(Raw::Text),
                Letters::Escaped(_) => None,
            },
            b'-' | b'0'..=b'9' => self.number(),
            b'{' => self.skip(scratch, depth).map(|()| Raw::Object),
            b'[' if depth < MAX_DEPTH => {
                let mut items = Vec::new();
                self.items(&mut |line| {
                    items.push(line.value(scratch, depth.wrapping_add(1))?);
                    Some(())
                })?;
                Some(Raw::List(items))
            }
            _ => self.literal(),
        }
    }

    /// Visits the items of a list; `visit` steps over each.
    pub(super) fn items(&mut self, visit: &mut dyn FnMut(&mut Self) -> Option<()>) -> Option<()> {
        if !self.skip_if(b'[') {
            return None;
        }
        if self.skip_if(b']') {
            return Some(());
        }
        loop {
            visit(self)?;
            if !self.skip_separator(b']')? {
                return Some(());
            }
        }
    }

    /// Steps over a value.
    fn skip(&mut self, scratch: &mut Scratch, depth: usize) -> Option<()> {
        let deeper = depth.wrapping_add(1);
        match self.next() {
            b'{' if depth < MAX_DEPTH => {
                self.advance();
                let from = scratch.keys.len();
                if !self.skip_if(b'}') {
                    loop {
                        self.skip_member(scratch, from, deeper)?;
                        if !self.skip_separator(b'}')? {
                            break;
                        }
                    }
                }
                scratch.keys.truncate(from);
                Some(())
            }
            b'{' => None,
            b'[' if depth < MAX_DEPTH => self.items(&mut |line| line.skip(scratch, deeper)),
            b'"' => self.raw(scratch).map(drop),
            _ => self.value(scratch, MAX_DEPTH).map(drop),
        }
    }

    /// Steps over a member; the keys of its object begin at `from`.
    pub(super) fn skip_member(&mut self, scratch: &mut Scratch, from: usize, depth: usize) -> Option<()> {
        let key = self.plain_string()?;
        let others = scratch.keys.get(from..)?;
        let is_same = |other: &Range<usize>| self.bytes.get(other.clone()) == self.bytes.get(key.clone());
        if others.len() >= MAX_UNKNOWN_KEYS || others.iter().any(is_same) {
            return None;
        }
        scratch.keys.push(key);
        if !self.skip_if(b':') {
            return None;
        }
        self.skip(scratch, depth)
    }

    fn literal(&mut self) -> Option<Raw<'a>> {
        let words: [(&str, Raw); 3] =
            [("null", Raw::Missing), ("true", Raw::Bool(true)), ("false", Raw::Bool(false))];
        let rest = self.bytes.get(self.at..)?;
        let (word, raw) = words.into_iter().find(|(word, _)| rest.starts_with(word.as_bytes()))?;
        self.at = self.at.wrapping_add(word.len());
        Some(raw)
    }

    /// A number as written.
    fn number(&mut self) -> Option<Raw<'a>> {
        let start = self.at;
        self.at = start.wrapping_add(usize::from(self.byte(start) == b'-'));
        let padded = self.byte(self.at) == b'0' && self.byte(self.at.wrapping_add(1)).is_ascii_digit();
        self.digits().filter(|()| !padded)?;
        if self.byte(self.at) == b'.' {
            self.advance();
            self.digits()?;
        }
        if self.byte(self.at) | 0x20 == b'e' {
            self.advance();
            self.at = self.at.wrapping_add(usize::from(matches!(self.byte(self.at), b'+' | b'-')));
            self.digits()?;
        }
        utf8(self.bytes.get(start..self.at)?).map(Raw::Number)
    }

    /// Steps over one or more digits.
    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.byte(self.at).is_ascii_digit() {
            self.advance();
        }
        (start < self.at).then_some(())
    }
}
