//! Words as marks in a text without separators: the text is cut into words, and anchors are the first or last word
//! of a kind. What stands between them is the grammar's work.

use super::words::Words;
use crate::data::Gather;

/// Which word it is.
#[derive(Clone, Debug, Default)]
pub(super) struct Anchor {
    /// The list whose words it may be.
    pub(super) list: usize,
    /// The last one, else the first.
    pub(super) last: bool,
    /// It ends at or before the start of this anchor, where there is that one.
    pub(super) before: Option<usize>,
    /// It starts at or after the end of this anchor.
    pub(super) after: Option<usize>,
    /// Whether it stands where the cutting begins.
    pub(super) start: Option<bool>,
    /// Whether an expression reads its text.
    pub(super) is_read: bool,
}

/// From where to where an anchor stands.
pub(super) type Found = Option<(usize, usize)>;

/// Finds the anchors in the words from a place on.
pub(super) fn find(anchors: &[Anchor], words: &Words, text: &[char], from: usize) -> Vec<Found> {
    let mut found: Vec<Found> = vec![None; anchors.len()];
    let tokens = cut(words, text, from);
    for (index, anchor) in anchors.iter().enumerate() {
        let other = |other: Option<usize>| other.map(|other| found.get(other).copied().flatten());
        let most = other(anchor.before).flatten().map_or(usize::MAX, |(start, _)| start);
        let least = match other(anchor.after) {
            None => 0,
            Some(other) => other.map_or(usize::MAX, |(_, end)| end),
        };
        let mut fits = tokens.iter().filter(|(list, start, end)| {
            let place = anchor.start.is_none_or(|wanted| wanted == (*start == from));
            *list == anchor.list && place && *end <= most && *start >= least
        });
        let token = if anchor.last { fits.next_back() } else { fits.next() };
        let token = token.map(|(_, start, end)| (*start, *end));
        if let Some(place) = found.get_mut(index) {
            *place = token;
        }
    }
    found
}

/// The words: list, start and end of each. One that is taken is passed over whole.
fn cut(words: &Words, text: &[char], from: usize) -> Vec<(usize, usize, usize)> {
    let (mut tokens, mut at) = (Vec::new(), from);
    while at < text.len() {
        let (list, length) = words.at(text, at).map_or((usize::MAX, 1), |word| (word.list, word.chars.len()));
        let end = at.saturating_add(length);
        if list != usize::MAX {
            tokens.push((list, at, end));
        }
        at = end;
    }
    tokens
}

/// The first of these anchors that stands at or after a place.
pub(super) fn next(found: &[Found], wanted: &[usize], at: usize) -> Option<usize> {
    let starts = wanted.iter().filter_map(|index| found.get(*index).copied().flatten()).gather();
    starts.into_iter().map(|(start, _)| start).filter(|start| *start >= at).min()
}
