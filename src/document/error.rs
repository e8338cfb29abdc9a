//! What is wrong with a standard, said to who writes it: all at once, each with its place and a way out.

use crate::data::{Locale, Phrase, Position, Span, limits};
use serde::Serialize;

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

/// The errors of one document, collected.
#[derive(Debug)]
pub struct Defects<'a> {
    text: &'a str,
    found: Vec<StandardError>,
}

impl<'a> Defects<'a> {
    /// No errors yet in `text`.
    pub fn new(text: &'a str) -> Self {
        Self { text, found: Vec::new() }
    }

    /// Adds one, up to `limits::STANDARD_ERRORS`.
    pub fn add(
        &mut self,
        code: &'static str,
        pointer: String,
        span: Span,
        message: Phrase,
        help: Option<Phrase>,
    ) {
        if self.found.len() < limits::STANDARD_ERRORS {
            let position = Position::of(self.text, span.start);
            let later = |error: &StandardError| {
                (error.position.line, error.position.column) > (position.line, position.column)
            };
            let place = self.found.iter().position(later).unwrap_or(self.found.len());
            self.found.insert(place, StandardError { code, pointer, position, message, help });
        }
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All of them, in the order of the document.
    pub fn into_errors(self) -> Vec<StandardError> {
        self.found
    }
}
