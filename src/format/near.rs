//! Words that are nearly there: where a word of a list is due, a stretch of the text that holds all its characters in
//! order, or differs from it in one. It is offered only where the text would be accepted with it, and no other would do.

use super::normalise::Text;
use super::parse::{Applied, Failure};
use super::part::PartKind;
use crate::data::{Gather, limits};
use crate::finding::{Fix, FixValue};

/// How many characters more than the word a stretch may have.
const MORE: usize = 3;
/// How far behind the failure a stretch may begin.
const AHEAD: usize = 4;

/// A word that was meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    /// What stands there.
    pub written: String,
    /// What was meant.
    pub meant: String,
    /// Where it stands, in characters of the text as it is read.
    pub from: usize,
    /// The end of that.
    pub to: usize,
}

impl Near {
    /// A word in place of a stretch of a text, and the text with it.
    fn mending(chars: &[char], from: usize, length: usize, word: &[char]) -> (Self, Vec<char>) {
        let to = from.saturating_add(length);
        let piece = |from, to| chars.get(from..to).unwrap_or(&[]);
        let text = |chars: &[char]| chars.iter().collect();
        let mended = [piece(0, from), word, piece(to, chars.len())].concat();
        (Self { written: text(piece(from, to)), meant: text(word), from, to }, mended)
    }

    /// The correction of the text as it was given.
    pub fn fix(&self, raw: &str, text: &Text) -> Fix {
        let place = |unit: u32| unit as usize;
        let units = raw.encode_utf16().gather();
        let (from, to) = (place(text.raw_at(self.from)), place(text.raw_end(self.to)));
        let piece = |from, to| String::from_utf16_lossy(units.get(from..to).unwrap_or(&[]));
        let value = [piece(0, from), self.meant.clone(), piece(to, units.len())].concat();
        let label = [&self.written, " → ", &self.meant].concat().into();
        Fix { label, value: FixValue::Text(value.into()) }
    }
}

impl Applied<'_, '_> {
    /// The word that was meant where a text is refused, if there is just one.
    pub fn near(self, text: &Text, failure: &Failure) -> Option<Near> {
        let (format, part) = (self.format, failure.part?);
        let (vocabulary, list) = match part.kind {
            PartKind::Token(anchor) => (&format.tokens, format.anchors.get(anchor)?.list),
            PartKind::OneOf(place) => (format.lists.get(place)?, 0),
            _ => return None,
        };
        let chars = &text.chars;
        if chars.len() > limits::COMPLETED_CHARS {
            return None;
        }
        // A part of free text before it may have taken what stands for the word.
        let took = |start: usize, end: Result<usize, usize>| end == Ok(failure.at) && start < failure.at;
        let tried = self.attempts(chars);
        let free = tried
            .iter()
            .rfind(|tried| matches!(tried.part.kind, PartKind::Until(_)) && took(tried.start, tried.end));
        let first = free.map_or(failure.at, |free| free.start.saturating_add(1));
        let words = vocabulary.words(&format.steps, self.environment);
        let mut found: Vec<(usize, Near)> = Vec::new();
        for start in first..chars.len().min(failure.at.saturating_add(AHEAD)) {
            for word in words.of(list) {
                for (length, edits) in stretches(chars.get(start..).unwrap_or(&[]), &word.chars) {
                    let (near, mended) = Near::mending(chars, start, length, &word.chars);
                    let read = Text::bare(mended);
                    if found.len() < limits::WORDS_TRIED && self.parse(&read).is_ok() {
                        found.push((edits, near));
                    }
                }
            }
        }
        fewest_edits(found)
    }
}

/// The one with the fewest edits; none where several have as few.
fn fewest_edits(found: Vec<(usize, Near)>) -> Option<Near> {
    let least = found.iter().map(|(edits, _)| *edits).min()?;
    let mut best = found.into_iter().filter(|(edits, _)| *edits == least).map(|(_, near)| near);
    let first = best.next();
    if best.next().is_none() { first } else { None }
}

/// The lengths of the stretches at the start of a text that may stand for a word, and how far each is from it. One
/// that holds all characters is nearer than one in which a character differs.
fn stretches(text: &[char], word: &[char]) -> Vec<(usize, usize)> {
    let mut lengths = Vec::new();
    let length = word.len();
    if text.first() == word.first() {
        let mut left = word.iter();
        let mut next = left.next();
        for (index, c) in text.iter().enumerate().take(length.saturating_add(MORE)) {
            if next == Some(c) {
                next = left.next();
                if next.is_none() && index >= length {
                    lengths.push((index.saturating_add(1), index.abs_diff(length)));
                }
            }
        }
    }
    let differ = |same: &[char]| same.iter().zip(word).filter(|(a, b)| a != b).count();
    if length > 2 && text.get(..length).map(differ) == Some(1) {
        lengths.push((length, MORE));
    }
    lengths
}
