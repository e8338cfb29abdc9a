//! Anchors: marks in a text without separators. The text is cut into known words, and each anchor is the
//! first or last word of a list. What stands between anchors is up to the grammar.

use super::words::Words;
use crate::data::Gather;

/// Which word an anchor is.
#[derive(Clone, Debug, Default)]
pub(super) struct Anchor {
    /// The index of the list that the word is from.
    pub(super) list: usize,
    /// Whether it is the last such word, not the first.
    pub(super) last: bool,
    /// It must end at or before the start of this anchor, if that one was found.
    pub(super) before: Option<usize>,
    /// It must start at or after the end of this anchor, which must have been found.
    pub(super) after: Option<usize>,
    /// Whether it must (or must not) stand where the cutting begins.
    pub(super) start: Option<bool>,
    /// Whether an expression reads its text.
    pub(super) is_read: bool,
}

/// The start and end of an anchor; `None` if it was not found.
pub(super) type AnchorSpan = Option<(usize, usize)>;

/// Finds the anchors among the words of the text from `from` on.
pub(super) fn find(anchors: &[Anchor], words: &Words, text: &[char], from: usize) -> Vec<AnchorSpan> {
    let mut found: Vec<AnchorSpan> = vec![None; anchors.len()];
    let tokens = tokenise(words, text, from);
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

/// Cuts the text into words: list, start and end of each. A word that is recognised is skipped as a whole.
fn tokenise(words: &Words, text: &[char], from: usize) -> Vec<(usize, usize, usize)> {
    let (mut tokens, mut at) = (Vec::new(), from);
    while at < text.len() {
        let (list, length) =
            words.longest_at(text, at).map_or((usize::MAX, 1), |word| (word.list, word.chars.len()));
        let end = at.saturating_add(length);
        if list != usize::MAX {
            tokens.push((list, at, end));
        }
        at = end;
    }
    tokens
}

/// The start of the first of the wanted anchors at or after a place.
pub(super) fn next_start(found: &[AnchorSpan], wanted: &[usize], at: usize) -> Option<usize> {
    let starts = wanted.iter().filter_map(|index| found.get(*index).copied().flatten()).gather();
    starts.into_iter().map(|(start, _)| start).filter(|start| *start >= at).min()
}
