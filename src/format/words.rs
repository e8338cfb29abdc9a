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
pub(super) struct Words(Vec<Word>);

/// A word and the list it is from.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) chars: Vec<char>,
    pub(super) list: usize,
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
            for item in items.iter() {
                let chars = if let Value::Text(text) = item { word(text, steps) } else { Vec::new() };
                if !chars.is_empty() {
                    words.push(Word { chars, list });
                }
            }
        }
        let key = |word: &Word| {
            (word.chars.first().copied(), usize::MAX.saturating_sub(word.chars.len()), word.list)
        };
        words.sort_by_key(key);
        Words(words)
    }
}

impl Words {
    /// The longest word that stands at a place.
    pub(super) fn at(&self, text: &[char], at: usize) -> Option<&Word> {
        let rest = text.get(at..)?;
        let first = rest.first().copied();
        let start = self.0.partition_point(|word| word.chars.first().copied() < first);
        let same = self.0.iter().skip(start).take_while(|word| word.chars.first().copied() == first);
        let mut standing = same.filter(|word| rest.starts_with(&word.chars));
        standing.next()
    }

    /// The words of a list.
    #[allow(dead_code)]
    pub(super) fn of(&self, list: usize) -> Vec<&Word> {
        self.0.iter().filter(|word| word.list == list).gather()
    }
}
