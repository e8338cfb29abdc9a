//! Reads the JSON of one line where it stands: texts borrow from the line and nothing is built. Where it stops, the
//! line is odd or no JSON, and the tree reader of `data::json` says which; it names no faults of its own.

use crate::check::Raw;
use crate::data::json::resolve;
use core::ops::Range;

/// How deep values are read here; deeper ones are left to the tree reader.
const DEPTH: usize = 16;
/// How many keys that the form does not know an object may have here.
const STRANGE_KEYS: usize = 64;

/// What reading needs beside the line, kept from line to line.
#[derive(Default)]
pub(super) struct Scratch {
    /// Where the keys stand that the form does not know, one object after the other.
    pub(super) keys: Vec<Range<usize>>,
    /// The latest text whose escapes were resolved.
    resolved: String,
}

/// A line, and how far it was read.
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

/// The letters of a string: as they stand, or from where on they must be resolved.
enum Letters<'a> {
    Plain(&'a str),
    Escaped(usize),
}

impl<'a> Line<'a> {
    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or(&[])
    }

    fn skip_blank(&mut self) {
        while let Some(b' ' | b'\t' | b'\r' | b'\n') = self.rest().first() {
            self.at = self.at.wrapping_add(1);
        }
    }

    /// The next sign after blanks.
    pub(super) fn next(&mut self) -> Option<u8> {
        self.skip_blank();
        self.rest().first().copied()
    }

    /// Steps over a sign, where it is the next.
    pub(super) fn take(&mut self, sign: u8) -> bool {
        let found = self.rest().first() == Some(&sign) || self.next() == Some(sign);
        self.at = self.at.wrapping_add(usize::from(found));
        found
    }

    /// Steps over a key that is written without escapes, where it is the next.
    pub(super) fn take_key(&mut self, key: &str) -> bool {
        let Some((b'"', rest)) = self.rest().split_first() else { return false };
        let found = rest.starts_with(key.as_bytes()) && rest.get(key.len()) == Some(&b'"');
        if found {
            self.at = self.at.wrapping_add(key.len()).wrapping_add(2);
        }
        found
    }

    /// Steps over what stands between two members or items; whether another follows. `end` closes them.
    pub(super) fn goes_on(&mut self, end: u8) -> Option<bool> {
        if self.take(b',') { Some(true) } else { self.take(end).then_some(false) }
    }

    /// Where the letters of a string stand that has no escapes.
    pub(super) fn plain(&mut self) -> Option<Range<usize>> {
        match self.letters()? {
            Letters::Plain(text) => {
                let end = self.at.wrapping_sub(1);
                Some(end.wrapping_sub(text.len())..end)
            }
            Letters::Escaped(_) => None,
        }
    }

    fn letters(&mut self) -> Option<Letters<'a>> {
        if !self.take(b'"') {
            return None;
        }
        let start = self.at;
        let end = run(self.text.as_bytes(), start);
        match self.text.as_bytes().get(end)? {
            b'"' => {
                self.at = end.wrapping_add(1);
                Some(Letters::Plain(self.text.get(start..end)?))
            }
            b'\\' => Some(Letters::Escaped(start)),
            _ => None,
        }
    }

    /// The next value; a text with escapes is resolved aside.
    pub(super) fn raw<'s>(&mut self, scratch: &'s mut Scratch) -> Option<Raw<'s>>
    where
        'a: 's,
    {
        if self.next()? != b'"' {
            return self.value(scratch, 0);
        }
        match self.letters()? {
            Letters::Plain(text) => Some(Raw::Text(text)),
            Letters::Escaped(start) => {
                self.resolve(start, scratch)?;
                Some(Raw::Text(&scratch.resolved))
            }
        }
    }

    fn resolve(&mut self, start: usize, scratch: &mut Scratch) -> Option<()> {
        scratch.resolved.clear();
        self.at = resolve(self.text, start, &mut scratch.resolved)?;
        Some(())
    }

    /// The next value, its texts without escapes.
    fn value(&mut self, scratch: &mut Scratch, depth: usize) -> Option<Raw<'a>> {
        match self.next()? {
            b'"' => match self.letters()? {
                Letters::Plain(text) => Some(Raw::Text(text)),
                Letters::Escaped(_) => None,
            },
            b'{' => self.skip(scratch, depth).map(|()| Raw::Object),
            b'[' if depth < DEPTH => {
                let mut items = Vec::new();
                self.items(&mut |line| {
                    items.push(line.value(scratch, depth.wrapping_add(1))?);
                    Some(())
                })?;
                Some(Raw::List(items))
            }
            b'-' | b'0'..=b'9' => self.number(),
            _ => self.word(),
        }
    }

    /// Visits the items of a list, each of which `visit` steps over.
    pub(super) fn items(&mut self, visit: &mut dyn FnMut(&mut Self) -> Option<()>) -> Option<()> {
        if !self.take(b'[') {
            return None;
        }
        if self.take(b']') {
            return Some(());
        }
        loop {
            visit(self)?;
            if !self.goes_on(b']')? {
                return Some(());
            }
        }
    }

    /// Steps over a value.
    fn skip(&mut self, scratch: &mut Scratch, depth: usize) -> Option<()> {
        let deeper = depth.wrapping_add(1);
        match self.next()? {
            b'"' => match self.letters()? {
                Letters::Plain(_) => {}
                Letters::Escaped(start) => self.resolve(start, scratch)?,
            },
            b'{' if depth < DEPTH => {
                self.take(b'{');
                let from = scratch.keys.len();
                if !self.take(b'}') {
                    loop {
                        self.skip_member(scratch, from, deeper)?;
                        if !self.goes_on(b'}')? {
                            break;
                        }
                    }
                }
                scratch.keys.truncate(from);
            }
            b'[' if depth < DEPTH => self.items(&mut |line| line.skip(scratch, deeper))?,
            b'-' | b'0'..=b'9' => drop(self.number()?),
            _ => drop(self.word()?),
        }
        Some(())
    }

    /// Steps over a member; the keys of its object stand from `from` on.
    pub(super) fn skip_member(&mut self, scratch: &mut Scratch, from: usize, depth: usize) -> Option<()> {
        let key = self.plain()?;
        let others = scratch.keys.get(from..)?;
        let same = |other: &Range<usize>| self.text.get(other.clone()) == self.text.get(key.clone());
        if others.len() >= STRANGE_KEYS || others.iter().any(same) {
            return None;
        }
        scratch.keys.push(key);
        if !self.take(b':') {
            return None;
        }
        self.skip(scratch, depth)
    }

    fn word(&mut self) -> Option<Raw<'a>> {
        let words: [(&str, Raw); 3] =
            [("null", Raw::Missing), ("true", Raw::Bool(true)), ("false", Raw::Bool(false))];
        let (word, raw) = words.into_iter().find(|(word, _)| self.rest().starts_with(word.as_bytes()))?;
        self.at = self.at.wrapping_add(word.len());
        Some(raw)
    }

    /// The digits from here on, and how many.
    fn digits(&mut self, units: &mut i64) -> usize {
        let start = self.at;
        while let Some(digit @ b'0'..=b'9') = self.rest().first() {
            *units = units.wrapping_mul(10).wrapping_add(i64::from(digit.wrapping_sub(b'0')));
            self.at = self.at.wrapping_add(1);
        }
        self.at.wrapping_sub(start)
    }

    /// A number: short ones by their figures, long ones and those with an exponent as they are written.
    fn number(&mut self) -> Option<Raw<'a>> {
        let start = self.at;
        let (mut units, mut decimals) = (0, 0);
        let negative = self.steps(b'-');
        let zero = self.rest().first() == Some(&b'0');
        let whole = self.digits(&mut units);
        if whole == 0 || (zero && whole > 1) {
            return None;
        }
        if self.steps(b'.') {
            decimals = self.digits(&mut units);
            if decimals == 0 {
                return None;
            }
        }
        let exponent = self.steps(b'e') || self.steps(b'E');
        if exponent {
            let _ = self.steps(b'+') || self.steps(b'-');
            if self.digits(&mut 0) == 0 {
                return None;
            }
        }
        if exponent || whole.wrapping_add(decimals) > 18 {
            return Some(Raw::Number(self.text.get(start..self.at)?));
        }
        let units = if negative { units.wrapping_neg() } else { units };
        Some(Raw::Scaled { units, scale: u8::try_from(decimals).ok()? })
    }

    /// Steps over a sign, where it stands right here.
    fn steps(&mut self, sign: u8) -> bool {
        let found = self.rest().first() == Some(&sign);
        self.at = self.at.wrapping_add(usize::from(found));
        found
    }
}

const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The top bit of each byte that is below `bound`, which is at most 128. Only the first one found is certain.
fn below(word: u64, bound: u64) -> u64 {
    word.wrapping_sub(LOW.wrapping_mul(bound)) & !word & HIGH
}

/// The top bit of each byte that is `sign`. Only the first one found is certain.
fn equal(word: u64, sign: u8) -> u64 {
    below(word ^ LOW.wrapping_mul(u64::from(sign)), 1)
}

/// Where the run of plain letters from `at` on ends: at a quote, a backslash, a control character or the end.
fn run(bytes: &[u8], at: usize) -> usize {
    find(bytes, at, |word| equal(word, b'"') | equal(word, b'\\') | below(word, 0x20))
}

/// Where the first of some signs stands from `at` on, or the end.
pub(super) fn find_signs<const N: usize>(bytes: &[u8], at: usize, signs: [u8; N]) -> usize {
    find(bytes, at, |word| signs.iter().fold(0, |found, sign| found | equal(word, *sign)))
}

/// Eight bytes at a time.
fn find(bytes: &[u8], mut at: usize, marked: impl Fn(u64) -> u64) -> usize {
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let found = marked(u64::from_le_bytes(*eight));
        if found != 0 {
            return at.wrapping_add(found.trailing_zeros() as usize >> 3);
        }
        at = at.wrapping_add(8);
    }
    // The last bytes, filled up with what is never found.
    let rest = bytes.get(at..).unwrap_or(&[]);
    let mut eight = [b'x'; 8];
    eight.iter_mut().zip(rest).for_each(|(place, byte)| *place = *byte);
    let found = marked(u64::from_le_bytes(eight));
    at.wrapping_add(if found == 0 { rest.len() } else { found.trailing_zeros() as usize >> 3 })
}
