//! Reads of single values: a text, a flag, a whole number, a phrase, one of several words, a reference by
//! name.

use super::{Cursor, Defects, Key, Object, Shape};
use crate::data::json::JsonKind;
use crate::data::{Gather, Phrase};
use smol_str::SmolStr;

/// The keys of a text in both languages.
pub const PHRASE: Shape = Shape { name: "phrase", keys: &[Key::required("zh"), Key::required("en")] };

/// The keys of a minimum and a maximum.
pub const LENGTH: Shape = Shape { name: "length", keys: &[Key::optional("min"), Key::optional("max")] };

impl Cursor<'_> {
    /// Reads a text that is not blank.
    pub fn text(self, defects: &mut Defects) -> Option<SmolStr> {
        match &self.node.kind {
            JsonKind::Text(text) if !text.trim().is_empty() => return Some(text.clone()),
            _ => self.report_wrong_type(defects, "非空文字", "a text that is not blank"),
        }
        None
    }

    /// Reads `true` or `false`.
    pub fn flag(self, defects: &mut Defects) -> Option<bool> {
        match self.node.kind {
            JsonKind::Bool(flag) => return Some(flag),
            _ => self.report_wrong_type(defects, "true 或 false", "`true` or `false`"),
        }
        None
    }

    /// Reads a whole number from 0.
    pub fn count(self, defects: &mut Defects) -> Option<u32> {
        match &self.node.kind {
            JsonKind::Number(text) if text.parse::<u32>().is_ok() => return text.parse().ok(),
            _ => self.report_wrong_type(defects, "不小于 0 的整数", "a whole number, 0 or more"),
        }
        None
    }

    /// Reads `{zh, en}`. A faulty phrase is reported and blank, so that the part that has it can still be
    /// read.
    pub fn phrase(self, defects: &mut Defects) -> Phrase {
        let object = self.object(&PHRASE, defects);
        let mut read = |key| object?.get(key)?.text(defects);
        Phrase::new(read("zh").unwrap_or_default(), read("en").unwrap_or_default())
    }

    /// Reads one of a closed list of words.
    pub fn one_of<T: Copy>(self, words: &[(&'static str, T)], defects: &mut Defects) -> Option<T> {
        let all: Vec<&str> = words.iter().map(|(word, _)| *word).gather();
        let both = &["「{}」不在可选值中", "`{}` is not one of the values"];
        let place = self.index_in(&all, "unknown_value", both, defects)?;
        words.get(place).map(|(_, value)| *value)
    }

    /// Reads a name and returns its index in `known`, the names that come earlier in the document; others
    /// cannot be referenced.
    pub fn index_among(self, known: &[String], defects: &mut Defects) -> Option<usize> {
        let both = &["没有「{}」，被引用的要写在前面", "there is no `{}` before this"];
        let known: Vec<&str> = known.iter().map(String::as_str).gather();
        self.index_in(&known, "unknown_value", both, defects)
    }

    /// Reads a text and returns its index in `words`; `both` is the sentence if it is not one of them.
    pub fn index_in(
        self,
        words: &[&str],
        code: &'static str,
        both: &[&str; 2],
        defects: &mut Defects,
    ) -> Option<usize> {
        let text = self.text(defects)?;
        let place = words.iter().position(|word| *word == text);
        if place.is_none() {
            defects.add_unknown_word(code, self.span(), both, &text, words);
        }
        place
    }
}

impl Object<'_> {
    /// Reads the text of a key, if present.
    pub fn text(self, key: &str, defects: &mut Defects) -> Option<SmolStr> {
        self.get(key)?.text(defects)
    }

    /// Reads the phrase of a required key; blank if absent.
    pub fn label(self, key: &str, defects: &mut Defects) -> Phrase {
        self.phrase(key, defects).unwrap_or_default()
    }

    /// Reads the phrase of a key, if present.
    pub fn phrase(self, key: &str, defects: &mut Defects) -> Option<Phrase> {
        Some(self.get(key)?.phrase(defects))
    }
}
