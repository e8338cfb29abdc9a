//! A JSON text without escapes, prepared for comparison of eight bytes at a time.

use super::scan::read_u64;

/// A text with its quotes and what follows them, as words of eight bytes with masks of the bits that count.
pub(super) struct Literal {
    first: (u64, u64),
    others: Vec<(u64, u64)>,
    length: usize,
}

impl Literal {
    /// The text in quotes, followed by `suffix`. A text that JSON would escape is never found.
    pub(super) fn new(text: &str, suffix: &str) -> Self {
        let escaped = text.bytes().any(|byte| matches!(byte, 0..=0x1f | b'"' | b'\\'));
        let bytes = ["\"", text, "\"", suffix].concat().into_bytes();
        let mut words = bytes.chunks(8).map(word);
        // A set bit outside of the mask never matches.
        let first = if escaped { (1, 0) } else { words.next().unwrap_or_default() };
        Self { first, others: words.collect(), length: bytes.len() }
    }

    /// The end of the text, if it is at this place; `head` are the first eight bytes there.
    #[inline(always)]
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn match_end(&self, bytes: &[u8], at: usize, head: u64) -> Option<usize> {
        if head & self.first.1 != self.first.0 {
            return None;
        }
        let mut from = at;
        for (bits, mask) in &self.others {
            from = from.wrapping_add(8);
            if read_u64(bytes, from)? & mask != *bits {
                return None;
            }
        }
        Some(at.wrapping_add(self.length))
    }
}

/// Up to eight bytes as a number, and the mask of the bits that count.
fn word(part: &[u8]) -> (u64, u64) {
    part.iter().rev().fold((0, 0), |(bits, mask), byte| (bits << 8 | u64::from(*byte), mask << 8 | 0xff))
}
