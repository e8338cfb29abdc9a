//! A text as JSON writes it where nothing in it is escaped, ready to be compared eight bytes at a time.

use super::scan::eight;

/// A text with its quotes and what follows them; the bits of each eight bytes, and which of them count.
pub(super) struct Literal {
    first: (u64, u64),
    others: Vec<(u64, u64)>,
    length: usize,
}

impl Literal {
    /// The text in quotes, with `behind` after them. One that JSON would escape is found nowhere.
    pub(super) fn new(text: &str, behind: &str) -> Self {
        let escaped = text.bytes().any(|byte| matches!(byte, 0..=0x1f | b'"' | b'\\'));
        let bytes = ["\"", text, "\"", behind].concat().into_bytes();
        let mut words = bytes.chunks(8).map(word);
        // Bits that must stand where none count are met by nothing.
        let first = if escaped { (1, 0) } else { words.next().unwrap_or_default() };
        Self { first, others: words.collect(), length: bytes.len() }
    }

    /// Whether it stands at a place, whose first eight bytes are `head`; where it ends.
    #[inline(always)]
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn end(&self, bytes: &[u8], at: usize, head: u64) -> Option<usize> {
        if head & self.first.1 != self.first.0 {
            return None;
        }
        let mut from = at;
        for (bits, mask) in &self.others {
            from = from.wrapping_add(8);
            if eight(bytes, from)? & mask != *bits {
                return None;
            }
        }
        Some(at.wrapping_add(self.length))
    }
}

/// Up to eight bytes as a number, and which of its bits count.
fn word(part: &[u8]) -> (u64, u64) {
    part.iter().rev().fold((0, 0), |(bits, mask), byte| (bits << 8 | u64::from(*byte), mask << 8 | 0xff))
}
