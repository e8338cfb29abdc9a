//! Suggestions for a caret in an unfinished text. The text before the caret is parsed; the parts that reach
//! the caret may continue there. A word is only suggested if the text with it is parsed that way.

use super::normalise::Text;
use super::parse::{Attempt, BoundFormat};
use super::part::{Format, Part, PartKind};
use super::words::Vocabulary;
use crate::data::{Gather, limits};
use crate::feel::Environment;

/// A suggestion.
#[derive(Clone, Debug)]
pub struct Suggestion<'f> {
    /// The part that it belongs to.
    pub part: &'f Part,
    /// The text to insert; `None` if any text is possible.
    pub text: Option<String>,
    /// The start of what it replaces, in characters of the normalised text.
    pub from: usize,
    /// The end of what it replaces.
    pub to: usize,
}

impl<'f> BoundFormat<'f, '_> {
    /// Returns the suggestions for a caret, counted in characters of the normalised text: words that continue
    /// what is typed, then words that begin at the caret, then parts with free text.
    pub fn complete(self, text: &Text, caret: usize) -> Vec<Suggestion<'f>> {
        let Some(before) = text.chars.get(..caret).filter(|_| text.chars.len() <= limits::COMPLETED_CHARS)
        else {
            return Vec::new();
        };
        let read = |text: &[char]| self.attempts(text);
        let (tried, whole) = (read(before), read(&text.chars));
        let completer = Completer { before, tried: &tried, whole: &whole, environment: self.environment };
        let mut found: Vec<Suggestion> = Vec::new();
        // Nothing new begins inside a text that ends at an anchor beyond the caret.
        let inside = tried.iter().any(|attempt| {
            let end = completer.matched_end(attempt.part, attempt.start);
            completer.is_unfinished(attempt) && end.is_some_and(|end| end != caret)
        });
        for attempt in &tried {
            let mut words = completer.words(attempt);
            words.retain(|(_, from)| !(inside && *from == caret));
            words.truncate(limits::WORDS_TRIED);
            for (word, from) in words {
                let longer = [before.get(..from).unwrap_or(&[]), &word].concat();
                let matches_there = |other: &&Attempt| {
                    other.start == from
                        && !other.part.id.is_empty()
                        && other.end >= Ok(longer.len())
                        && other.end.is_ok()
                };
                if let Some(part) = read(&longer).iter().find(matches_there).map(|other| other.part) {
                    let to = completer.replaced_end(part, from);
                    add_suggestion(
                        &mut found,
                        Suggestion { part, text: Some(word.into_iter().collect()), from, to },
                    );
                }
            }
            if let Some(part) = completer.free_text_part(attempt) {
                let (from, to) = (attempt.start, completer.replaced_end(part, attempt.start));
                add_suggestion(&mut found, Suggestion { part, text: None, from, to });
            }
        }
        let (free, words): (Vec<_>, Vec<_>) = found.into_iter().partition(|one| one.text.is_none());
        let (beginning, mut sorted): (Vec<_>, Vec<_>) = words.into_iter().partition(|one| one.from == caret);
        sorted.extend(beginning);
        sorted.extend(free);
        sorted
    }
}

struct Completer<'w, 'f> {
    before: &'w [char],
    /// The parts tried in the text before the caret, and in the whole text.
    tried: &'w [Attempt<'f>],
    whole: &'w [Attempt<'f>],
    environment: &'w Environment<'w>,
}

impl<'f> Completer<'_, 'f> {
    /// The words that may begin or continue in a part, each with its start.
    fn words(&self, attempt: &Attempt<'f>) -> Vec<(Vec<char>, usize)> {
        let typed = self.before.get(attempt.start..).unwrap_or(&[]);
        let format = attempt.format;
        let mut words: Vec<(Vec<char>, usize)> = Vec::new();
        let mut begin = |vocabulary: Option<&Vocabulary>, list: usize| {
            self.each_word(format, vocabulary, list, &mut |word| {
                if word.len() > typed.len() && word.starts_with(typed) {
                    words.push((word.to_vec(), attempt.start));
                }
            });
        };
        begin(attempt.part.suggest.and_then(|place| format.lists.get(place)), 0);
        match &attempt.part.kind {
            PartKind::OneOf(place) => begin(format.lists.get(*place), 0),
            PartKind::Token(anchor) => {
                let list = format.anchors.get(*anchor).map_or(usize::MAX, |anchor| anchor.list);
                begin(Some(&format.tokens), list);
            }
            PartKind::Literal(texts, any_case) => {
                let same = |(a, b): (&char, &char)| a == b || (*any_case && a.eq_ignore_ascii_case(b));
                let open = |text: &&Vec<char>| text.len() > typed.len() && text.iter().zip(typed).all(same);
                words.extend(texts.iter().filter(open).map(|text| (text.clone(), attempt.start)));
            }
            PartKind::Until(anchors) if attempt.end == Ok(self.before.len()) => {
                let caret = self.before.len();
                let end = self.matched_end(attempt.part, attempt.start).unwrap_or(caret);
                for anchor in anchors.iter().filter_map(|anchor| format.anchors.get(*anchor)) {
                    self.each_word(format, Some(&format.tokens), anchor.list, &mut |word| {
                        let from = caret.saturating_sub(overlap(typed, word));
                        if from > attempt.start && (from == end || end == caret) {
                            words.push((word.to_vec(), from));
                        }
                    });
                }
            }
            _ => {}
        }
        words
    }

    fn each_word(
        &self,
        format: &Format,
        vocabulary: Option<&Vocabulary>,
        list: usize,
        visit: &mut dyn FnMut(&[char]),
    ) {
        if let Some(vocabulary) = vocabulary {
            let words = vocabulary.words(&format.steps, self.environment);
            words.of_list(list).iter().for_each(|word| visit(&word.chars));
        }
    }

    /// The end of the part that begins at `from` in the whole text, if it matches there.
    fn matched_end(&self, part: &Part, from: usize) -> Option<usize> {
        let same = |other: &&Attempt| core::ptr::eq(other.part, part) && other.start == from;
        self.whole.iter().find(same).and_then(|other| other.end.ok())
    }

    /// The end of what a part that begins at `from` replaces.
    fn replaced_end(&self, part: &Part, from: usize) -> usize {
        self.matched_end(part, from).unwrap_or(0).max(self.before.len())
    }

    /// Whether it is text up to an anchor that does not occur before the caret.
    fn is_unfinished(&self, attempt: &Attempt) -> bool {
        matches!(attempt.part.kind, PartKind::Until(_)) && attempt.end == Ok(self.before.len())
    }

    /// The innermost named part that encloses this one, if free text of it may stand at the caret.
    fn free_text_part(&self, attempt: &Attempt<'f>) -> Option<&'f Part> {
        let caret = self.before.len();
        let continues = match &attempt.part.kind {
            PartKind::Chars(_, _, most) => caret.saturating_sub(attempt.start) < *most,
            PartKind::Pattern(_) | PartKind::Rest(_) | PartKind::Until(_) => true,
            _ => false,
        };
        // Text up to an anchor continues until one occurs.
        let before_anchor =
            attempt.start == caret && self.tried.iter().any(|other| self.is_unfinished(other));
        if !continues || before_anchor || (attempt.end != Ok(caret) && attempt.end != Err(caret)) {
            return None;
        }
        let named = |other: &&Attempt| !other.part.id.is_empty() && other.start <= attempt.start;
        let mut outer = self.tried.iter().skip_while(|other| !core::ptr::eq(*other, attempt)).filter(named);
        outer.next().map(|other| other.part)
    }
}

fn add_suggestion<'f>(found: &mut Vec<Suggestion<'f>>, new: Suggestion<'f>) {
    // Do not suggest the same word twice, to continue what is typed and again after it.
    let same = |old: &Suggestion| (&old.text, &old.part.id) == (&new.text, &new.part.id);
    if !found.iter().any(same) {
        found.push(new);
    }
}

/// The length of the longest proper prefix of the word that the text ends with.
fn overlap(text: &[char], word: &[char]) -> usize {
    let most = word.len().saturating_sub(1).min(text.len());
    let lengths = (1..=most).rev().gather();
    lengths
        .into_iter()
        .find(|length| word.get(..*length).is_some_and(|head| text.ends_with(head)))
        .unwrap_or(0)
}
