//! The keys of an object that are known, the fields of a form or of a row: which of them comes next, and which an
//! object had.

use super::line::Line;
use super::literal::Literal;
use super::scan::eight;
use crate::check::Field;
use crate::data::Gather;
use smol_str::SmolStr;

/// How many keys behind the one before are tried before a key is looked up.
const NEAR: usize = 4;

/// The known keys.
pub(super) struct Names {
    ids: Vec<SmolStr>,
    keys: Vec<Literal>,
    /// The places of the ids in alphabetical order.
    sorted: Vec<usize>,
    /// For each, the latest object that had it.
    seen: Vec<u32>,
    /// Which object this is.
    object: u32,
    /// The key that was the first, and those that came behind each; keys mostly stand in the same order.
    next: Vec<usize>,
}

impl Names {
    pub(super) fn new(fields: &[Field]) -> Self {
        let ids: Vec<SmolStr> = fields.iter().map(|field| field.spec.id.clone()).gather();
        let mut sorted: Vec<usize> = Vec::new();
        for (place, id) in ids.iter().enumerate() {
            let at = sorted.partition_point(|other| ids.get(*other).is_some_and(|other| other < id));
            sorted.insert(at, place);
        }
        let keys = ids.iter().map(|id| Literal::new(id, ":")).gather();
        let next = (0..=ids.len()).gather();
        Self { seen: vec![0; ids.len()], ids, keys, sorted, object: 0, next }
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
        if self.object == 0 {
            self.seen.fill(0);
            self.object = 1;
        }
    }

    fn find(&self, key: &str) -> Option<usize> {
        let of = |place: &usize| self.ids.get(*place).map_or("", SmolStr::as_str);
        let found = self.sorted.binary_search_by(|place| of(place).cmp(key)).ok()?;
        self.sorted.get(found).copied()
    }

    /// Steps over the next key and the colon behind it; its place, past the end where nobody knows it. `after` is the
    /// place behind that of the known key before it.
    #[inline]
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
    #[inline]
    #[cfg_attr(swift, optimize(speed))]
    fn takes(&self, line: &mut Line, place: usize) -> bool {
        let (Some(key), Some(head)) = (self.keys.get(place), eight(line.bytes, line.at)) else {
            return false;
        };
        let Some(end) = key.end(line.bytes, line.at, head) else { return false };
        line.at = end;
        true
    }

    #[cfg_attr(swift, optimize(speed))]
    fn other_key(&mut self, line: &mut Line, after: usize) -> Option<usize> {
        // Mostly some are left out.
        let near = after..after.wrapping_add(NEAR);
        let found = near.into_iter().find(|place| self.takes(line, *place));
        let place = match found {
            Some(place) => place,
            None => self.named(line)?,
        };
        if let (Some(next), true) = (self.next.get_mut(after), place < self.keys.len()) {
            *next = place;
        }
        Some(place)
    }

    /// The place of a key by its letters.
    fn named(&self, line: &mut Line) -> Option<usize> {
        let start = line.at;
        let key = line.plain()?;
        let key = core::str::from_utf8(line.bytes.get(key)?).ok()?;
        let Some(place) = self.find(key) else {
            line.at = start;
            return Some(usize::MAX);
        };
        line.take(b':').then_some(place)
    }

    #[inline]
    pub(super) fn is_missing(&self, place: usize) -> bool {
        self.seen.get(place) != Some(&self.object)
    }
}
