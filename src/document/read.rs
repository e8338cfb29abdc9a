//! Reads of one kind of value each: a text, a flag, a whole number, a phrase, one of a list of words, the place of a name.

use super::{Cursor, Defects, Key, Object, Shape};
use crate::data::json::JsonKind;
use crate::data::{Gather, Phrase};
use smol_str::SmolStr;

/// A text in both languages.
pub const PHRASE: Shape = Shape { name: "phrase", keys: &[Key::required("zh"), Key::required("en")] };

/// A least and a most.
pub const LENGTH: Shape = Shape { name: "length", keys: &[Key::optional("min"), Key::optional("max")] };

impl Cursor<'_> {
    /// A text that is not blank.
    pub fn text(self, defects: &mut Defects) -> Option<SmolStr> {
        match &self.node.kind {
            JsonKind::Text(text) if !text.trim().is_empty() => return Some(text.clone()),
            _ => self.wrong_type(defects, "非空文字", "a text that is not blank"),
        }
        None
    }

    /// `true` or `false`.
    pub fn flag(self, defects: &mut Defects) -> Option<bool> {
        match self.node.kind {
            JsonKind::Bool(flag) => return Some(flag),
            _ => self.wrong_type(defects, "true 或 false", "`true` or `false`"),
        }
        None
    }

    /// A whole number from 0.
    pub fn count(self, defects: &mut Defects) -> Option<u32> {
        match &self.node.kind {
            JsonKind::Number(text) if text.parse::<u32>().is_ok() => return text.parse().ok(),
            _ => self.wrong_type(defects, "不小于 0 的整数", "a whole number from 0"),
        }
        None
    }

    /// `{zh, en}`; blank where it is none, so that what bears it is known all the same.
    pub fn phrase(self, defects: &mut Defects) -> Phrase {
        let object = self.object(&PHRASE, defects);
        let mut read = |key| object?.get(key)?.text(defects);
        Phrase::new(read("zh").unwrap_or_default(), read("en").unwrap_or_default())
    }

    /// One of a closed list of words.
    pub fn one_of<T: Copy>(self, words: &[(&'static str, T)], defects: &mut Defects) -> Option<T> {
        let all: Vec<&str> = words.iter().map(|(word, _)| *word).gather();
        let both = &["「{}」不在可选值中", "`{}` is none of the values"];
        let place = self.place_of(&all, "unknown_value", both, defects)?;
        words.get(place).map(|(_, value)| *value)
    }

    /// The place of a name among those that stand before this; it can refer to no other.
    pub fn place_among(self, known: &[String], defects: &mut Defects) -> Option<usize> {
        let both = &["没有「{}」，被引用的要写在前面", "there is no `{}` that stands before this"];
        let known: Vec<&str> = known.iter().map(String::as_str).gather();
        self.place_of(&known, "unknown_value", both, defects)
    }

    /// The place of a text among words; `both` says that it is none of them.
    pub fn place_of(
        self,
        words: &[&str],
        code: &'static str,
        both: &[&str; 2],
        defects: &mut Defects,
    ) -> Option<usize> {
        let text = self.text(defects)?;
        let place = words.iter().position(|word| *word == text);
        if place.is_none() {
            defects.none_of(code, self.span(), both, &text, words);
        }
        place
    }
}

impl Object<'_> {
    /// The text of a key, where it stands.
    pub fn text(self, key: &str, defects: &mut Defects) -> Option<SmolStr> {
        self.get(key)?.text(defects)
    }

    /// The phrase of a key that must stand.
    pub fn label(self, key: &str, defects: &mut Defects) -> Phrase {
        self.phrase(key, defects).unwrap_or_default()
    }

    /// The phrase of a key, where it stands.
    pub fn phrase(self, key: &str, defects: &mut Defects) -> Option<Phrase> {
        Some(self.get(key)?.phrase(defects))
    }
}
