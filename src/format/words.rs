//! Lists of words that come from dictionaries and parameters, ready to be found in a text: the longest that stands
//! at a place. A list is made ready once; only a call with other parameters makes it anew.

use super::normalise::{Step, word};
use crate::data::{Gather, Phrase, Value};
use crate::document::Defects;
use crate::feel::{Environment, Expression, Slot, Written, space};
use std::borrow::Cow;
use std::sync::Arc;

/// Words of several lists, those of the same first character together, longer ones first.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    all: Vec<Word>,
    /// A bit for each first character, by its low eight bits: most places of a text begin no word.
    firsts: [u64; 4],
}

/// A word and the list it is from.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) chars: Vec<char>,
    pub(super) list: usize,
    /// Its place in the list.
    place: usize,
}

/// Where words come from.
#[derive(Clone, Debug)]
pub(super) struct Vocabulary {
    /// One expression for each list.
    pub(super) lists: Vec<(Written, Expression)>,
    /// The values that the lists were made from.
    made_from: Vec<(Slot, Value)>,
    ready: Words,
}

impl Vocabulary {
    pub(super) fn new(lists: Vec<(Written, Expression)>) -> Self {
        Self { lists, made_from: Vec::new(), ready: Words::default() }
    }

    /// Makes the words ready, and reports lists that hold anything but texts.
    pub(super) fn prepare(&mut self, steps: &[Step], environment: &Environment, defects: &mut Defects) {
        for (written, expression) in &self.lists {
            for slot in expression.slots().iter().filter(|slot| slot.space == space::PARAMETER) {
                self.made_from.push((*slot, environment.value(*slot).clone()));
            }
            let value = expression.evaluate(environment);
            let texts = |items: &Vec<Value>| items.iter().all(|item| matches!(item, Value::Text(_)));
            if !matches!(&*value, Value::Null) && !matches!(&*value, Value::List(items) if texts(items)) {
                let message = Phrase::new("这里应得出文字的列表", "this must give a list of texts");
                written.report(defects, "format.words", message, None);
            }
        }
        self.ready = self.make(steps, environment);
    }

    /// The words under the parameters of the environment.
    pub(super) fn words(&self, steps: &[Step], environment: &Environment) -> Cow<'_, Words> {
        let same = |(slot, value): &(Slot, Value)| match (environment.value(*slot), value) {
            (Value::List(a), Value::List(b)) => Arc::ptr_eq(a, b) || a == b,
            (a, b) => a == b,
        };
        if self.made_from.iter().all(same) {
            return Cow::Borrowed(&self.ready);
        }
        Cow::Owned(self.make(steps, environment))
    }

    fn make(&self, steps: &[Step], environment: &Environment) -> Words {
        let mut words = Vec::new();
        for (list, (_, expression)) in self.lists.iter().enumerate() {
            let value = expression.evaluate(environment);
            let Value::List(items) = &*value else { continue };
            for (place, item) in items.iter().enumerate() {
                let chars = if let Value::Text(text) = item { word(text, steps) } else { Vec::new() };
                if !chars.is_empty() {
                    words.push(Word { chars, list, place });
                }
            }
        }
        let key = |word: &Word| {
            (word.chars.first().copied(), usize::MAX.saturating_sub(word.chars.len()), word.list)
        };
        words.sort_by_key(key);
        let mut made = Words { all: words, ..Words::default() };
        for first in made.all.iter().filter_map(|word| word.chars.first()) {
            let (place, bit) = bit_of(*first);
            made.firsts.iter_mut().skip(place).take(1).for_each(|bits| *bits |= bit);
        }
        made
    }
}

impl Words {
    /// The longest word that stands at a place.
    pub(super) fn at(&self, text: &[char], at: usize) -> Option<&Word> {
        let rest = text.get(at..)?;
        let first = rest.first()?;
        let (place, bit) = bit_of(*first);
        if self.firsts.get(place).is_none_or(|bits| bits & bit == 0) {
            return None;
        }
        let start = self.all.partition_point(|word| word.chars.first() < Some(first));
        let same = self.all.iter().skip(start).take_while(|word| word.chars.first() == Some(first));
        let mut standing = same.filter(|word| rest.starts_with(&word.chars));
        standing.next()
    }

    /// The words of a list, in its order.
    pub(super) fn of(&self, list: usize) -> Vec<&Word> {
        let mut words = self.all.iter().filter(|word| word.list == list).gather();
        words.sort_by_key(|word| word.place);
        words
    }
}

/// The place of the bits, and the bit.
fn bit_of(c: char) -> (usize, u64) {
    let low = c as u32 & 255;
    ((low >> 6) as usize, 1 << (low & 63))
}
