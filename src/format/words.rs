//! Lists of words from dictionaries and parameters, prepared so that the longest one at a place of a text is
//! found fast. They are prepared once, and again only for calls with other parameters.

use super::normalise::{Step, word};
use crate::data::{Gather, Value};
use crate::document::Defects;
use crate::feel::{Environment, Expression, RawExpression, Slot, space};
use std::borrow::Cow;
use std::sync::Arc;

/// The words of several lists, in order. Words whose first characters have the same low eight bits form a
/// chain.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    all: Vec<Word>,
    /// For each low eight bits of a first character, the last word of the chain, counted from 1; 0 for none,
    /// as at most places of a text.
    chains: Vec<usize>,
}

/// A word and the index of its list.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) chars: Vec<char>,
    pub(super) list: usize,
    /// The word before it in the chain, counted from 1; 0 for none.
    previous: usize,
}

/// The source of words.
#[derive(Clone, Debug)]
pub(super) struct Vocabulary {
    /// One expression for each list.
    pub(super) lists: Vec<(RawExpression, Expression)>,
    /// The parameters that the lists were computed from.
    parameters: Vec<(Slot, Value)>,
    prepared: Words,
}

impl Vocabulary {
    pub(super) fn new(lists: Vec<(RawExpression, Expression)>) -> Self {
        Self { lists, parameters: Vec::new(), prepared: Words::default() }
    }

    /// Prepares the words; reports lists that contain anything but texts.
    pub(super) fn prepare(&mut self, steps: &[Step], environment: &Environment, defects: &mut Defects) {
        for (written, expression) in &self.lists {
            for slot in expression.slots().iter().filter(|slot| slot.space == space::PARAMETER) {
                self.parameters.push((*slot, environment.value(*slot).clone()));
            }
            let value = expression.evaluate(environment);
            let texts = |items: &Vec<Value>| items.iter().all(|item| matches!(item, Value::Text(_)));
            if !matches!(&*value, Value::Null) && !matches!(&*value, Value::List(items) if texts(items)) {
                written.report_filled(
                    defects,
                    "format.words",
                    &["这里应得出文字的列表", "this must give a list of texts"],
                    &[],
                );
            }
        }
        self.prepared = self.collect(steps, environment);
    }

    /// The words for the parameters of the environment.
    pub(super) fn words(&self, steps: &[Step], environment: &Environment) -> Cow<'_, Words> {
        let same = |(slot, value): &(Slot, Value)| match (environment.value(*slot), value) {
            (Value::List(a), Value::List(b)) => Arc::ptr_eq(a, b) || a == b,
            (a, b) => a == b,
        };
        if self.parameters.iter().all(same) {
            return Cow::Borrowed(&self.prepared);
        }
        Cow::Owned(self.collect(steps, environment))
    }

    fn collect(&self, steps: &[Step], environment: &Environment) -> Words {
        let mut words = Words::default();
        for (list, (_, expression)) in self.lists.iter().enumerate() {
            let value = expression.evaluate(environment);
            let Value::List(items) = &*value else { continue };
            for item in items.iter() {
                if let Value::Text(text) = item {
                    words.add(word(text, steps), list);
                }
            }
        }
        words
    }
}

impl Words {
    fn add(&mut self, chars: Vec<char>, list: usize) {
        self.chains.resize(256, 0);
        let Some(chain) = chars.first().and_then(|first| self.chains.get_mut(chain_of(*first))) else {
            return;
        };
        let before = core::mem::replace(chain, self.all.len().saturating_add(1));
        self.all.push(Word { chars, list, previous: before });
    }

    /// The longest word at a place; the first of equal ones.
    pub(super) fn longest_at(&self, text: &[char], at: usize) -> Option<&Word> {
        let rest = text.get(at..)?;
        let mut next = self.chains.get(chain_of(*rest.first()?)).copied()?;
        let mut found: Option<&Word> = None;
        while let Some(word) = next.checked_sub(1).and_then(|place| self.all.get(place)) {
            let longest = found.is_none_or(|found| found.chars.len() <= word.chars.len());
            if longest && rest.starts_with(&word.chars) {
                found = Some(word);
            }
            next = word.previous;
        }
        found
    }

    /// The words of a list, in order.
    pub(super) fn of_list(&self, list: usize) -> Vec<&Word> {
        self.all.iter().filter(|word| word.list == list).gather()
    }
}

fn chain_of(first: char) -> usize {
    first as usize & 255
}
