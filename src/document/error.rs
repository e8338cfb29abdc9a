//! What is wrong with a standard, said to who writes it: all at once, each with its place and a way out.

use crate::data::json::{Json, JsonKind, Member};
use crate::data::text::nearest;
use crate::data::{Gather, Locale, Phrase, Position, Span, limits};
use core::error::Error;
use core::fmt;
use core::ops::Deref;
use serde::Serialize;
use smol_str::SmolStr;

/// One error of a standard.
///
/// # Shape
/// `code` is stable; `pointer` is a JSON pointer (RFC 6901); `position` is the line and column in the text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StandardError {
    /// The kind of error, such as `unknown_key` or `expression.unknown_name`.
    pub code: &'static str,
    /// Where in the document, as a JSON pointer.
    pub pointer: String,
    /// Where in the text.
    pub position: Position,
    /// What is wrong.
    pub message: Phrase,
    /// What to do about it, where that is known.
    pub help: Option<Phrase>,
}

impl StandardError {
    /// The sentence in a language, with its place.
    pub fn render(&self, locale: Locale) -> String {
        let Position { line, column } = self.position;
        let help = self.help.as_ref().map_or(String::new(), |help| format!(" ({})", help.get(locale)));
        format!("{line}:{column} {}: {}{help}", self.pointer, self.message.get(locale))
    }
}

impl fmt::Display for StandardError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(Locale::En))
    }
}

impl Error for StandardError {}

/// All errors of one document, in its order; there is at least one. It reads as a slice of [`StandardError`], and prints
/// one line for each in English.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub struct StandardErrors(Vec<StandardError>);

impl Deref for StandardErrors {
    type Target = [StandardError];

    fn deref(&self) -> &[StandardError] {
        &self.0
    }
}

impl IntoIterator for StandardErrors {
    type Item = StandardError;
    type IntoIter = std::vec::IntoIter<StandardError>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'e> IntoIterator for &'e StandardErrors {
    type Item = &'e StandardError;
    type IntoIter = core::slice::Iter<'e, StandardError>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for StandardErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.iter().map(StandardError::to_string).joined("\n"))
    }
}

impl Error for StandardErrors {}

/// The errors of one document, collected while it is read, and what all its parts must know of it.
#[derive(Debug)]
pub struct Defects<'a> {
    text: &'a str,
    root: Option<&'a Json>,
    found: Vec<StandardError>,
    /// The document that the standard as a whole comes from; blank until it is read.
    pub(super) source_document: SmolStr,
}

impl<'a> Defects<'a> {
    /// No errors yet in `text` and in the tree that was made of it, if it is JSON at all.
    pub fn new(text: &'a str, root: Option<&'a Json>) -> Self {
        Self { text, root, found: Vec::new(), source_document: SmolStr::default() }
    }

    /// Adds one about the value or key with a span, up to `limits::STANDARD_ERRORS`; `start` is where it begins to be
    /// wrong.
    pub fn add(&mut self, code: &'static str, span: Span, start: u32, message: Phrase, help: Option<Phrase>) {
        if self.found.len() < limits::STANDARD_ERRORS {
            let mut pointer = String::new();
            if let Some(root) = self.root {
                point(root, span, &mut pointer);
            }
            let position = Position::of(self.text, start);
            let later = |error: &StandardError| {
                (error.position.line, error.position.column) > (position.line, position.column)
            };
            let place = self.found.iter().position(later).unwrap_or(self.found.len());
            self.found.insert(place, StandardError { code, pointer, position, message, help });
        }
    }

    /// Adds that a text is none of the words that may stand there.
    pub fn none_of(&mut self, code: &'static str, span: Span, both: &[&str; 2], text: &str, words: &[&str]) {
        let near = nearest(text, &mut words.iter().copied());
        let list = || (!words.is_empty()).then(|| one_of(words));
        let help = near.map(Phrase::meant).or_else(list);
        self.add(code, span, span.start, Phrase::filled(both, &[text]), help);
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All of them, in the order of the document.
    pub fn into_errors(self) -> StandardErrors {
        StandardErrors(self.found)
    }
}

/// What may stand somewhere.
pub(super) fn one_of(words: &[&str]) -> Phrase {
    Phrase::filled(&["可用：{}", "use one of {}"], &[&words.iter().joined(", ")])
}

/// Writes the JSON pointer from a value to the value or key in it that has a span.
fn point(node: &Json, span: Span, pointer: &mut String) {
    let holds = |start: u32, end: u32| start <= span.start && span.end <= end;
    match &node.kind {
        _ if node.span == span => {}
        JsonKind::Object(members) => {
            let inside = |member: &&Member| holds(member.span.start, member.value.span.end);
            if let Some(member) = members.iter().find(inside) {
                pointer.push('/');
                pointer.push_str(&member.key.replace('~', "~0").replace('/', "~1"));
                point(&member.value, span, pointer);
            }
        }
        JsonKind::List(items) => {
            let mut all = items.iter().enumerate();
            if let Some((index, item)) = all.find(|(_, item)| holds(item.span.start, item.span.end)) {
                pointer.push('/');
                pointer.push_str(&index.to_string());
                point(item, span, pointer);
            }
        }
        _ => {}
    }
}
