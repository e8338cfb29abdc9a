//! The keys of an object that are known, the fields of a form or of a row: which of them comes next, and which an
//! object had.

use super::line::Line;
use super::literal::Literal;
use super::scan::eight;
use crate::check::Field;
use crate::data::Gather;
use smol_str::SmolStr;

/// The known keys.
pub(super) struct Names {
    ids: Vec<SmolStr>,
    keys: Vec<Literal>,
    /// For each, the latest object that had it.
    seen: Vec<u64>,
    /// Which object this is.
    object: u64,
    /// The key that was the first, and those that came behind each; keys mostly stand in the same order.
    next: Vec<usize>,
}

impl Names {
    pub(super) fn new(fields: &[Field]) -> Self {
        let ids: Vec<SmolStr> = fields.iter().map(|field| field.spec.id.clone()).gather();
        let keys = ids.iter().map(|id| Literal::new(id, ":")).gather();
        let next = (0..=ids.len()).gather();
        Self { seen: vec![0; ids.len()], ids, keys, object: 0, next }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.ids.len()
    }

    /// The id at a place.
    pub(super) fn id(&self, place: usize) -> Option<&SmolStr> {
        self.ids.get(place)
    }

    pub(super) fn begin(&mut self) {
        self.object = self.object.wrapping_add(1);
    }

    /// Steps over the next key and the colon behind it; its place, past the end where nobody knows it. `after` is the
    /// place behind that of the known key before it.
    #[inline(never)]
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn key(&mut self, line: &mut Line, after: usize) -> Option<usize> {
        if line.next() != b'"' {
            return None;
        }
        let likely = self.next.get(after).copied().unwrap_or(0);
        let place = if self.takes(line, likely) { likely } else { self.other_key(line, after)? };
        let Some(seen) = self.seen.get_mut(place) else { return Some(place) };
        let twice = core::mem::replace(seen, self.object) == self.object;
        (!twice).then_some(place)
    }

    /// Steps over the key of a place and its colon, where they are the next and written without blanks.
    #[inline(never)]
    #[cfg_attr(swift, optimize(speed))]
    fn takes(&self, line: &mut Line, place: usize) -> bool {
        let (Some(key), Some(head)) = (self.keys.get(place), eight(line.bytes, line.at)) else {
            return false;
        };
        let Some(end) = key.end(line.bytes, line.at, head) else { return false };
        line.at = end;
        true
    }

    /// Looks for the key, first among those behind the one before, since mostly some are left out.
    fn other_key(&mut self, line: &mut Line, after: usize) -> Option<usize> {
        let mut places = (after..self.keys.len()).chain(0..after);
        let Some(place) = places.find(|place| self.takes(line, *place)) else { return self.named(line) };
        *self.next.get_mut(after)? = place;
        Some(place)
    }

    /// The place of a key that has blanks behind it, or that nobody knows.
    #[inline(never)]
    fn named(&self, line: &mut Line) -> Option<usize> {
        let start = line.at;
        let key = line.plain()?;
        let key = line.bytes.get(key)?;
        let Some(place) = self.ids.iter().position(|id| id.as_bytes() == key) else {
            line.at = start;
            return Some(usize::MAX);
        };
        line.take(b':').then_some(place)
    }

    #[inline(always)]
    pub(super) fn is_missing(&self, place: usize) -> bool {
        self.seen.get(place) != Some(&self.object)
    }
}
