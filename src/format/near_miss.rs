//! Misspelt words: where a word of a list is expected, a stretch of text that contains all its characters in
//! order, or differs from it in one. The word is only offered if the text would be accepted with it, and no
//! other fits as well.

use super::normalise::Text;
use super::parse::{BoundFormat, Failure};
use super::part::PartKind;
use crate::data::{Gather, limits};
use crate::finding::{Fix, FixValue};

/// How many characters longer than the word a stretch may be.
const EXTRA_CHARS: usize = 3;
/// How far behind the failure a stretch may begin.
const MAX_DISTANCE: usize = 4;

/// A word that was probably meant.
#[derive(Clone, Debug, PartialEq)]
pub struct NearMiss {
    /// The text that was written.
    pub written: String,
    /// The word that was meant.
    pub meant: String,
    /// The start of the written text, in characters of the normalised text.
    pub from: usize,
    /// Its end.
    pub to: usize,
}

impl NearMiss {
    /// Puts a word in place of a stretch of the text; returns the text with it.
    fn replacing(chars: &[char], from: usize, length: usize, word: &[char]) -> (Self, Vec<char>) {
        let to = from.saturating_add(length);
        let piece = |from, to| chars.get(from..to).unwrap_or(&[]);
        let text = |chars: &[char]| chars.iter().collect();
        let replaced = [piece(0, from), word, piece(to, chars.len())].concat();
        (Self { written: text(piece(from, to)), meant: text(word), from, to }, replaced)
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

impl BoundFormat<'_, '_> {
    /// The word that was probably meant at the failure, if there is exactly one.
    pub fn near_miss(self, text: &Text, failure: &Failure) -> Option<NearMiss> {
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
        // The free text before it may include the misspelt word.
        let ends_here = |start: usize, end: Result<usize, usize>| end == Ok(failure.at) && start < failure.at;
        let tried = self.attempts(chars);
        let free = tried.iter().rfind(|tried| {
            matches!(tried.part.kind, PartKind::Until(_)) && ends_here(tried.start, tried.end)
        });
        let first = free.map_or(failure.at, |free| free.start.saturating_add(1));
        let words = vocabulary.words(&format.steps, self.environment);
        let mut found: Vec<(usize, NearMiss)> = Vec::new();
        for start in first..chars.len().min(failure.at.saturating_add(MAX_DISTANCE)) {
            for word in words.of_list(list) {
                for (length, edits) in similar_lengths(chars.get(start..).unwrap_or(&[]), &word.chars) {
                    let (near, mended) = NearMiss::replacing(chars, start, length, &word.chars);
                    let read = Text::from_chars(mended);
                    if found.len() < limits::WORDS_TRIED && self.parse(&read).is_ok() {
                        found.push((edits, near));
                    }
                }
            }
        }
        fewest_edits(found)
    }
}

/// The candidate with the fewest edits; `None` if several have as few.
fn fewest_edits(found: Vec<(usize, NearMiss)>) -> Option<NearMiss> {
    let least = found.iter().map(|(edits, _)| *edits).min()?;
    let mut best = found.into_iter().filter(|(edits, _)| *edits == least).map(|(_, near)| near);
    let first = best.next();
    if best.next().is_none() { first } else { None }
}

/// The lengths of the stretches at the start of a text that may stand for a word, each with its number of
/// edits. A stretch with additional characters costs less than one in which a character differs.
fn similar_lengths(text: &[char], word: &[char]) -> Vec<(usize, usize)> {
    let mut lengths = Vec::new();
    let length = word.len();
    if text.first() == word.first() {
        let mut left = word.iter();
        let mut next = left.next();
        for (index, c) in text.iter().enumerate().take(length.saturating_add(EXTRA_CHARS)) {
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
        lengths.push((length, EXTRA_CHARS));
    }
    lengths
}
