//! The errors of a standard for its author: all at once, each with its place and, if possible, a way to
//! correct it.

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
    /// The place in the document, as a JSON pointer.
    pub pointer: String,
    /// The line and column in the text.
    pub position: Position,
    /// The sentence.
    pub message: Phrase,
    /// How to correct it, if known.
    pub help: Option<Phrase>,
}

impl StandardError {
    /// The sentence in one language, with its place.
    pub fn render(&self, locale: Locale) -> String {
        let Position { line, column } = self.position;
        // The pointer of the whole document is blank.
        let space = if self.pointer.is_empty() { "" } else { " " };
        let help = self.help.as_ref().map_or(String::new(), |help| format!(" ({})", help.get(locale)));
        format!("{line}:{column}{space}{}: {}{help}", self.pointer, self.message.get(locale))
    }
}

impl fmt::Display for StandardError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(Locale::En))
    }
}

impl Error for StandardError {}

/// All errors of one document, in its order; there is at least one. It dereferences to a slice of
/// [`StandardError`] and prints one line per error in English.
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

/// Collects the errors of one document while it is read, together with the context that all its parts need.
#[derive(Debug)]
pub struct Defects<'a> {
    text: &'a str,
    root: Option<&'a Json>,
    found: Vec<StandardError>,
    /// The document of the standard's own source; blank until it is read.
    pub(super) source_document: SmolStr,
}

impl<'a> Defects<'a> {
    /// Starts without errors. `root` is the tree parsed from `text`, if it is JSON at all.
    pub fn new(text: &'a str, root: Option<&'a Json>) -> Self {
        Self { text, root, found: Vec::new(), source_document: SmolStr::default() }
    }

    /// Adds an error about the value or key at `span`, up to `limits::STANDARD_ERRORS`; the error itself
    /// begins at `start`.
    pub fn add(&mut self, code: &'static str, span: Span, start: u32, message: Phrase, help: Option<Phrase>) {
        if self.found.len() < limits::STANDARD_ERRORS {
            let mut pointer = String::new();
            if let Some(root) = self.root {
                write_pointer(root, span, &mut pointer);
            }
            let position = Position::in_text(self.text, start);
            let later = |error: &StandardError| {
                (error.position.line, error.position.column) > (position.line, position.column)
            };
            let place = self.found.iter().position(later).unwrap_or(self.found.len());
            self.found.insert(place, StandardError { code, pointer, position, message, help });
        }
    }

    /// Adds the error that a text is not one of the allowed words.
    pub fn add_unknown_word(
        &mut self,
        code: &'static str,
        span: Span,
        both: &[&str; 2],
        text: &str,
        words: &[&str],
    ) {
        let near = nearest(text, &mut words.iter().copied());
        let list = || (!words.is_empty()).then(|| allowed_words(words));
        let help = near.map(Phrase::did_you_mean).or_else(list);
        self.add(code, span, span.start, Phrase::filled(both, &[text]), help);
    }

    /// Whether there are no errors.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All errors, in the order of the document.
    pub fn into_errors(self) -> StandardErrors {
        StandardErrors(self.found)
    }
}

/// The help text that lists the allowed words.
pub(super) fn allowed_words(words: &[&str]) -> Phrase {
    Phrase::filled(&["可用：{}", "use one of {}"], &[&words.iter().joined(", ")])
}

/// Appends the JSON pointer from `node` to the value or key with this span.
fn write_pointer(node: &Json, span: Span, pointer: &mut String) {
    let holds = |start: u32, end: u32| start <= span.start && span.end <= end;
    match &node.kind {
        _ if node.span == span => {}
        JsonKind::Object(members) => {
            let inside = |member: &&Member| holds(member.span.start, member.value.span.end);
            if let Some(member) = members.iter().find(inside) {
                pointer.push('/');
                pointer.push_str(&member.key.replace('~', "~0").replace('/', "~1"));
                write_pointer(&member.value, span, pointer);
            }
        }
        JsonKind::List(items) => {
            let mut all = items.iter().enumerate();
            if let Some((index, item)) = all.find(|(_, item)| holds(item.span.start, item.span.end)) {
                pointer.push('/');
                pointer.push_str(&index.to_string());
                write_pointer(item, span, pointer);
            }
        }
        _ => {}
    }
}
