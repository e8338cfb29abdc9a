//! What may stand at a place of a text that is being written. The text before the place is read; whichever part comes
//! to the place goes on there. Words are offered only where the text with them would be read so.

use super::normalise::Text;
use super::parse::{Applied, Attempt};
use super::part::{Format, Part, PartKind};
use super::words::Vocabulary;
use crate::data::{Gather, limits};
use crate::feel::Environment;

/// Something that may stand there.
#[derive(Clone, Debug)]
pub struct Suggestion<'f> {
    /// The part that it would be.
    pub part: &'f Part,
    /// The text; none where any will do.
    pub text: Option<String>,
    /// What it would replace, in characters of the text as it is read.
    pub from: usize,
    /// The end of that.
    pub to: usize,
}

impl<'f> Applied<'f, '_> {
    /// What may stand at a place, counted in characters of the text as it is read: words that go on with what is typed,
    /// words that begin there, parts of free text.
    pub fn complete(self, text: &Text, caret: usize) -> Vec<Suggestion<'f>> {
        let Some(before) = text.chars.get(..caret).filter(|_| text.chars.len() <= limits::COMPLETED_CHARS)
        else {
            return Vec::new();
        };
        let read = |text: &[char]| self.attempts(text);
        let (tried, whole) = (read(before), read(&text.chars));
        let writer = Writer { before, tried: &tried, whole: &whole, environment: self.environment };
        let mut found: Vec<Suggestion> = Vec::new();
        // In the midst of a text up to an anchor that stands further on, nothing new begins.
        let inside = tried.iter().any(|attempt| {
            let end = writer.stands_to(attempt.part, attempt.start);
            writer.runs(attempt) && end.is_some_and(|end| end != caret)
        });
        for attempt in &tried {
            let mut words = writer.words(attempt);
            words.retain(|(_, from)| !(inside && *from == caret));
            words.truncate(limits::WORDS_TRIED);
            for (word, from) in words {
                let longer = [before.get(..from).unwrap_or(&[]), &word].concat();
                let stands = |other: &&Attempt| {
                    other.start == from
                        && !other.part.id.is_empty()
                        && other.end >= Ok(longer.len())
                        && other.end.is_ok()
                };
                if let Some(part) = read(&longer).iter().find(stands).map(|other| other.part) {
                    let to = writer.end(part, from);
                    offer(&mut found, Suggestion { part, text: Some(word.into_iter().collect()), from, to });
                }
            }
            if let Some(part) = writer.free(attempt) {
                let (from, to) = (attempt.start, writer.end(part, attempt.start));
                offer(&mut found, Suggestion { part, text: None, from, to });
            }
        }
        let (free, words): (Vec<_>, Vec<_>) = found.into_iter().partition(|one| one.text.is_none());
        let (fresh, mut sorted): (Vec<_>, Vec<_>) = words.into_iter().partition(|one| one.from == caret);
        sorted.extend(fresh);
        sorted.extend(free);
        sorted
    }
}

struct Writer<'w, 'f> {
    before: &'w [char],
    /// The parts that were tried in the text before the place, and in the whole text.
    tried: &'w [Attempt<'f>],
    whole: &'w [Attempt<'f>],
    environment: &'w Environment<'w>,
}

impl<'f> Writer<'_, 'f> {
    /// The words that may begin or go on in a part, and where each would begin.
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
                let end = self.stands_to(attempt.part, attempt.start).unwrap_or(caret);
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
            words.of(list).iter().for_each(|word| visit(&word.chars));
        }
    }

    /// Where the part that begins at a place ends in the whole text, if it stands there.
    fn stands_to(&self, part: &Part, from: usize) -> Option<usize> {
        let same = |other: &&Attempt| core::ptr::eq(other.part, part) && other.start == from;
        self.whole.iter().find(same).and_then(|other| other.end.ok())
    }

    /// The end of what a part that begins at a place would replace.
    fn end(&self, part: &Part, from: usize) -> usize {
        self.stands_to(part, from).unwrap_or(0).max(self.before.len())
    }

    /// Whether it is text up to an anchor that has not come before the place.
    fn runs(&self, attempt: &Attempt) -> bool {
        matches!(attempt.part.kind, PartKind::Until(_)) && attempt.end == Ok(self.before.len())
    }

    /// The part, named, where free text of it may stand at the place.
    fn free(&self, attempt: &Attempt<'f>) -> Option<&'f Part> {
        let caret = self.before.len();
        let goes_on = match &attempt.part.kind {
            PartKind::Chars(_, _, most) => caret.saturating_sub(attempt.start) < *most,
            PartKind::Pattern(_) | PartKind::Rest(_) | PartKind::Until(_) => true,
            _ => false,
        };
        // Text up to an anchor goes on until one comes.
        let before_anchor = attempt.start == caret && self.tried.iter().any(|other| self.runs(other));
        if !goes_on || before_anchor || (attempt.end != Ok(caret) && attempt.end != Err(caret)) {
            return None;
        }
        let named = |other: &&Attempt| !other.part.id.is_empty() && other.start <= attempt.start;
        let mut outer = self.tried.iter().skip_while(|other| !core::ptr::eq(*other, attempt)).filter(named);
        outer.next().map(|other| other.part)
    }
}

fn offer<'f>(found: &mut Vec<Suggestion<'f>>, new: Suggestion<'f>) {
    // A word that goes on with what is typed is not offered once more behind it.
    let same = |old: &Suggestion| (&old.text, &old.part.id) == (&new.text, &new.part.id);
    if !found.iter().any(same) {
        found.push(new);
    }
}

/// How many characters at the end of a text are the beginning of a word, and not all of it.
fn overlap(text: &[char], word: &[char]) -> usize {
    let most = word.len().saturating_sub(1).min(text.len());
    let lengths = (1..=most).rev().gather();
    lengths
        .into_iter()
        .find(|length| word.get(..*length).is_some_and(|head| text.ends_with(head)))
        .unwrap_or(0)
}
