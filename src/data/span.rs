//! Places in a text: a range of bytes, and a line and column for people.

use serde::Serialize;

/// A range of bytes in a text, from `start` to before `end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// The range from `start` to `end`; offsets above 4 GiB become `u32::MAX`.
    pub fn new(start: usize, end: usize) -> Self {
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: narrow(start), end: narrow(end) }
    }

    /// The smallest range that covers both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The part of `text` in the range; empty if the range does not fit.
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// A line and a column, both from 1; columns count Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
}

impl Position {
    /// The position of byte `at` in `text`.
    pub fn in_text(text: &str, at: u32) -> Self {
        let (mut line, mut column) = (1u32, 1u32);
        for (_, c) in text.char_indices().take_while(|(byte, _)| *byte < at as usize) {
            if c == '\n' {
                (line, column) = (line.saturating_add(1), 1);
            } else {
                column = column.saturating_add(1);
            }
        }
        Self { line, column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_counts_lines_and_characters() {
        let text = "{\n  \"工单\": x";
        let at = text.find('x').unwrap() as u32;
        assert_eq!(Position::in_text(text, at), Position { line: 2, column: 9 });
    }

    #[test]
    fn a_range_outside_its_text_is_empty() {
        assert_eq!(Span::new(3, 9).slice("abc"), "");
        assert_eq!(Span::new(1, 2).join(Span::new(0, 1)).slice("abc"), "ab");
    }
}
