//! What we say about an order to the person who fills it in. Decides nothing: the checks do.

mod code;
mod sentence;

pub use code::Code;
pub use sentence::sentence;

use crate::data::{Path, Phrase};
use core::fmt;
use core::ops::Deref;
use serde::{Serialize, Serializer};
use smol_str::SmolStr;
use std::sync::Arc;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Blocks submission.
    #[default]
    Error,
    /// Advice; does not block.
    Warning,
    /// A remark.
    Info,
}

impl Severity {
    /// The words of the document.
    pub const WORDS: &'static [(&'static str, Self)] =
        &[("error", Self::Error), ("warning", Self::Warning), ("info", Self::Info)];
}

/// The word of the document.
impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = Self::WORDS.iter().find(|(_, own)| own == self);
        f.write_str(word.map_or("", |(word, _)| word))
    }
}

/// The place in the document that a rule comes from. It is no larger than a pointer, since every part of a standard
/// and every finding has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source(Arc<Clause>);

/// A document and a section of it.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Clause {
    /// The document.
    pub document: SmolStr,
    /// The section or clause in it.
    pub section: SmolStr,
}

impl Source {
    /// A section of a document.
    pub fn new(document: SmolStr, section: SmolStr) -> Self {
        Self(Arc::new(Clause { document, section }))
    }
}

impl Deref for Source {
    type Target = Clause;

    fn deref(&self) -> &Clause {
        &self.0
    }
}

impl Serialize for Source {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// A correction that is certain.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fix {
    /// What the button says: the value as a person reads it.
    pub label: SmolStr,
    /// The value to put in.
    pub value: FixValue,
}

/// The value of a correction, typed as JSON.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum FixValue {
    /// `true` or `false`
    Bool(bool),
    /// A text.
    Text(SmolStr),
}

/// The figures of a finding, by name; their texts are in the reader's language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Params(pub Vec<(&'static str, SmolStr)>);

impl Params {
    /// The same with one figure more.
    pub fn with(mut self, name: &'static str, value: impl Into<SmolStr>) -> Self {
        self.0.push((name, value.into()));
        self
    }

    /// The text of a figure.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
    }
}

impl Serialize for Params {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// One thing that is wrong, or worth a remark.
///
/// # Shape
/// `rule` is a built-in name (`required`, `type`, `one_of`, `range`, `length`, `format`) or the standard's own
/// rule; `path` is where it shows; `code` never changes its meaning; `message` is in the asked language.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// The rule that speaks.
    pub rule: SmolStr,
    /// Where it shows.
    pub path: Path,
    /// All fields that the rule names, the first one included.
    pub fields: Vec<Path>,
    /// How much it weighs.
    pub severity: Severity,
    /// What kind it is.
    pub code: Code,
    /// The figures in the sentence.
    pub params: Params,
    /// The sentence.
    pub message: SmolStr,
    /// The clause.
    pub source: Option<Source>,
    /// The correction, where one is certain.
    pub fix: Option<Fix>,
}

/// What a rule says of itself, whichever order it meets.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The rule's id.
    pub id: SmolStr,
    /// How much it weighs.
    pub severity: Severity,
    /// Its sentence or label.
    pub text: Phrase,
    /// Its clause.
    pub source: Option<Source>,
}
