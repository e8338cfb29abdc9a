//! Normalises a text before it is parsed (full-width characters, dashes, blanks, case) and records where each
//! remaining character was in the given text.

use crate::data::Gather;
use crate::data::text::half_width;

/// One step of normalisation. Steps are applied in order, after trimming.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// Maps each character.
    Each(fn(char) -> char),
    /// Replaces single characters.
    Replace(Vec<(char, char)>),
    /// Removes all white space.
    Blanks,
    /// Removes white space next to these characters.
    Tighten(Vec<char>),
    /// Applies steps up to the `nth` of these characters; the rest is only trimmed.
    Until { nth: u32, of: Vec<char>, steps: Vec<Step> },
}

type CharMap = fn(char) -> char;

/// The steps that are written as a single word; `None` removes white space.
pub(super) const WORDS: &[(&str, Option<CharMap>)] = &[
    ("halfwidth", Some(half_width)),
    ("dashes", Some(dash)),
    ("upper", Some(|c| c.to_ascii_uppercase())),
    ("lower", Some(|c| c.to_ascii_lowercase())),
    ("blanks", None),
];

fn dash(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => '-',
        _ => c,
    }
}

/// A normalised text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text {
    /// Its characters.
    pub chars: Vec<char>,
    /// For each character its place in the given text, in UTF-16 units; then the end.
    places: Vec<u32>,
}

/// A character and its place.
type PlacedChar = (char, u32);

impl Text {
    /// Trims and normalises a text.
    pub(super) fn new(raw: &str, steps: &[Step]) -> Self {
        let mut letters = Vec::with_capacity(raw.len());
        let mut place = 0u32;
        for c in raw.chars() {
            letters.push((c, place));
            place = place.saturating_add(width(c));
        }
        trim(&mut letters);
        let end = letters.last().map_or(0, |(c, place)| place.saturating_add(width(*c)));
        apply(steps, &mut letters);
        let mut text = Self { chars: Vec::with_capacity(letters.len()), places: Vec::new() };
        text.places.reserve(letters.len().saturating_add(1));
        for (c, place) in letters {
            text.chars.push(c);
            text.places.push(place);
        }
        text.places.push(end);
        text
    }

    /// A text from normalised characters; it has no places.
    pub(super) fn from_chars(chars: Vec<char>) -> Self {
        Self { chars, places: Vec::new() }
    }

    /// The place of a character in the given text; the end for an index past the last.
    pub fn raw_at(&self, at: usize) -> u32 {
        self.places.get(at).or(self.places.last()).copied().unwrap_or(0)
    }

    /// The end, in the given text, of the character before `at`.
    pub fn raw_end(&self, at: usize) -> u32 {
        let Some(last) = at.checked_sub(1) else { return self.raw_at(at) };
        self.raw_at(last).saturating_add(self.chars.get(last).map_or(0, |c| width(*c)))
    }

    /// The number of characters before a place in the given text.
    pub fn count_before(&self, raw_at: u32) -> usize {
        self.places.partition_point(|place| *place < raw_at).min(self.chars.len())
    }
}

/// The width in UTF-16 units.
fn width(c: char) -> u32 {
    if c > '\u{ffff}' { 2 } else { 1 }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

fn trim(letters: &mut Vec<PlacedChar>) {
    let end = letters.iter().rposition(|(c, _)| !is_blank(*c)).map_or(0, |last| last.saturating_add(1));
    letters.truncate(end);
    let start = letters.iter().position(|(c, _)| !is_blank(*c)).unwrap_or(0);
    letters.drain(..start);
}

impl Step {
    /// Changes one character; returns whether to keep it.
    fn map_char(&self, c: &mut char) -> bool {
        match self {
            Self::Each(map) => *c = map(*c),
            Self::Replace(pairs) => *c = pairs.iter().find(|(from, _)| from == c).map_or(*c, |(_, to)| *to),
            Self::Blanks => return !is_blank(*c),
            Self::Tighten(_) | Self::Until { .. } => {}
        }
        true
    }
}

fn apply(steps: &[Step], letters: &mut Vec<PlacedChar>) {
    let is_wide = |step: &Step| matches!(step, Step::Tighten(_) | Step::Until { .. });
    let single = steps.iter().position(is_wide).unwrap_or(steps.len());
    let (single, others) = steps.split_at_checked(single).unwrap_or((steps, &[]));
    if !single.is_empty() {
        letters.retain_mut(|(c, _)| single.iter().all(|step| step.map_char(c)));
    }
    let Some((wide, others)) = others.split_first() else { return };
    match wide {
        Step::Tighten(beside) => remove_blanks_beside(beside, letters),
        Step::Until { nth, of, steps } => {
            let ends = letters.iter().enumerate().filter(|(_, (c, _))| of.contains(c));
            let last = (*nth as usize).saturating_sub(1);
            let head = ends.map(|(index, _)| index.saturating_add(1)).nth(last).unwrap_or(letters.len());
            let mut tail = letters.split_off(head);
            apply(steps, letters);
            trim(&mut tail);
            letters.append(&mut tail);
        }
        _ => {}
    }
    apply(others, letters);
}

fn remove_blanks_beside(beside: &[char], letters: &mut Vec<PlacedChar>) {
    let mut kept: Vec<PlacedChar> = Vec::with_capacity(letters.len());
    for letter in letters.drain(..) {
        if beside.contains(&letter.0) {
            while kept.last().is_some_and(|(c, _)| is_blank(*c)) {
                kept.pop();
            }
        }
        let follows = kept.last().is_some_and(|(c, _)| beside.contains(c));
        if !(follows && is_blank(letter.0)) {
            kept.push(letter);
        }
    }
    *letters = kept;
}

/// The characters of a word, normalised like the text.
pub(super) fn word(text: &str, steps: &[Step]) -> Vec<char> {
    let mut letters = text.chars().map(|c| (c, 0)).gather();
    trim(&mut letters);
    apply(steps, &mut letters);
    letters.into_iter().map(|(c, _)| c).gather()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normalised_characters_keep_their_original_positions() {
        let steps = [Step::Each(half_width), Step::Blanks, Step::Each(|c| c.to_ascii_uppercase())];
        let text = Text::new("　𠮷 ａ b ", &steps);
        assert_eq!(text.chars, ['𠮷', 'A', 'B']);
        assert_eq!([0, 1, 2, 3, 9].map(|at| text.raw_at(at)), [1, 4, 6, 7, 7]);
        assert_eq!([0, 1, 2, 4, 5, 6, 7, 99].map(|at| text.count_before(at)), [0, 0, 1, 1, 2, 2, 3, 3]);
    }

    #[test]
    fn steps_can_be_limited_to_the_start_of_the_text() {
        let head = vec![Step::Each(half_width), Step::Tighten(vec!['#', '-'])];
        let steps = [Step::Until { nth: 2, of: vec!['#', '＃'], steps: head }];
        let read = |raw: &str| Text::new(raw, &steps).chars.into_iter().collect::<String>();
        assert_eq!(read(" ZP ＃ a b - c #  ＃ － d "), "ZP#a b-c#＃ － d");
        assert_eq!(read("Ａ － b #"), "A-b#");
    }
}
