//! The known keys of an object, which are the fields of a form or a row: predicts the next one, and tells
//! which are missing.

use super::line::Line;
use super::literal::Literal;
use super::scan::read_u64;
use crate::check::Field;
use crate::data::Gather;
use smol_str::SmolStr;

/// The known keys.
pub(super) struct KnownKeys {
    ids: Vec<SmolStr>,
    keys: Vec<Literal>,
    /// For each key, the number of the latest object that had it.
    seen: Vec<u64>,
    /// The number of the current object.
    object: u64,
    /// The first key of the last object, and for each key the one after it; the order of keys is mostly the
    /// same.
    next: Vec<usize>,
}

impl KnownKeys {
    pub(super) fn new(fields: &[Field]) -> Self {
        let ids: Vec<SmolStr> = fields.iter().map(|field| field.spec.id.clone()).gather();
        let keys = ids.iter().map(|id| Literal::new(id, ":")).gather();
        let next = (0..=ids.len()).gather();
        Self { seen: vec![0; ids.len()], ids, keys, object: 0, next }
    }

    /// The number of keys.
    pub(super) fn count(&self) -> usize {
        self.ids.len()
    }

    /// The key at an index.
    pub(super) fn id(&self, place: usize) -> Option<&SmolStr> {
        self.ids.get(place)
    }

    pub(super) fn begin_object(&mut self) {
        self.object = self.object.wrapping_add(1);
    }

    /// Steps over the next key and its colon, and returns its index. An unknown key is not stepped over, and
    /// its index is too large. `None` for a duplicate key, or one with escapes. `after` is one more than the
    /// index of the previous known key.
    #[inline(never)]
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn read_key(&mut self, line: &mut Line, after: usize) -> Option<usize> {
        if line.next() != b'"' {
            return None;
        }
        let predicted = self.next.get(after).copied().unwrap_or(0);
        let place =
            if self.skip_key(line, predicted) { predicted } else { self.read_other_key(line, after)? };
        let Some(seen) = self.seen.get_mut(place) else { return Some(place) };
        let twice = core::mem::replace(seen, self.object) == self.object;
        (!twice).then_some(place)
    }

    /// Steps over the key at an index and its colon, if they come next, without white space.
    #[inline(never)]
    #[cfg_attr(swift, optimize(speed))]
    fn skip_key(&self, line: &mut Line, place: usize) -> bool {
        let (Some(key), Some(head)) = (self.keys.get(place), read_u64(line.bytes, line.at)) else {
            return false;
        };
        let Some(end) = key.match_end(line.bytes, line.at, head) else { return false };
        line.at = end;
        true
    }

    /// Looks for another key, first among those after the previous one, since usually some were left out.
    fn read_other_key(&mut self, line: &mut Line, after: usize) -> Option<usize> {
        let mut places = (after..self.keys.len()).chain(0..after);
        let Some(place) = places.find(|place| self.skip_key(line, *place)) else {
            return self.read_unusual_key(line);
        };
        *self.next.get_mut(after)? = place;
        Some(place)
    }

    /// The index of a key that is followed by white space, or unknown.
    #[inline(never)]
    fn read_unusual_key(&self, line: &mut Line) -> Option<usize> {
        let start = line.at;
        let key = line.plain_string()?;
        let key = line.bytes.get(key)?;
        let Some(place) = self.ids.iter().position(|id| id.as_bytes() == key) else {
            line.at = start;
            return Some(usize::MAX);
        };
        line.skip_if(b':').then_some(place)
    }

    #[inline(always)]
    pub(super) fn is_missing(&self, place: usize) -> bool {
        self.seen.get(place) != Some(&self.object)
    }
}
