//! Findings: what is reported about an order to the person who fills it in. The checks themselves are
//! elsewhere.

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

/// How serious a finding is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Blocks submission.
    #[default]
    Error,
    /// Does not block.
    Warning,
    /// For information only.
    Info,
}

impl Severity {
    /// The words used in a standard.
    pub const WORDS: &'static [(&'static str, Self)] =
        &[("error", Self::Error), ("warning", Self::Warning), ("info", Self::Info)];
}

/// Prints the word used in a standard.
impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = Self::WORDS.iter().find(|(_, own)| own == self);
        f.write_str(word.map_or("", |(word, _)| word))
    }
}

/// The document and section that a rule comes from. It is only one pointer wide, since every part of a
/// standard and every finding has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source(Arc<Clause>);

/// A document and a section of it.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Clause {
    /// The document.
    pub document: SmolStr,
    /// The section or clause.
    pub section: SmolStr,
}

impl Source {
    /// Creates a source from a document and a section.
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

/// A correction that is certain to resolve a finding.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fix {
    /// The text of the button: the value as a person reads it.
    pub label: SmolStr,
    /// The new value.
    pub value: FixValue,
}

/// The new value of a correction, typed as in JSON.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum FixValue {
    /// `true` or `false`.
    Bool(bool),
    /// A text.
    Text(SmolStr),
}

/// The figures of a finding, by name, as texts in the reader's language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Params(pub Vec<(&'static str, SmolStr)>);

impl Params {
    /// Returns the figures with one more.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<SmolStr>) -> Self {
        self.0.push((name, value.into()));
        self
    }

    /// The text of a figure, if present.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
    }
}

impl Serialize for Params {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// One problem in an order, or a remark about it.
///
/// # Shape
/// `rule` is a built-in name (`required`, `type`, `one_of`, `range`, `length`, `format`, `transition`) or the
/// id of the standard's own rule; `path` is where it is shown; `code` never changes its meaning; `message` is
/// in the requested language.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// The rule.
    pub rule: SmolStr,
    /// Where it is shown.
    pub path: Path,
    /// All fields that the rule names, including the first.
    pub fields: Vec<Path>,
    /// How serious it is.
    pub severity: Severity,
    /// Its kind.
    pub code: Code,
    /// The figures of the message.
    pub params: Params,
    /// The message.
    pub message: SmolStr,
    /// Its source.
    pub source: Option<Source>,
    /// The correction, if one is certain.
    pub fix: Option<Fix>,
}

/// What a rule or deadline states about itself, regardless of the order.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The id of the rule.
    pub id: SmolStr,
    /// How serious a violation is.
    pub severity: Severity,
    /// Its message or label.
    pub text: Phrase,
    /// Its source.
    pub source: Option<Source>,
}
