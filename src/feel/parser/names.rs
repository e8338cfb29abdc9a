//! Parses names, by longest match and with spaces and signs in them, and the keys of contexts.

use super::super::lexer::{Token, tokens};
use super::Parser;
use crate::data::letter::continues_name;
use smol_str::SmolStr;

/// Property names with spaces, as they occur after a point.
const PROPERTIES: &[&str] = &["time offset", "start included", "end included"];

/// Words that end an unknown name. Those that cannot start an expression come first (`is_filter` relies on
/// it).
pub(super) const KEYWORDS: &[&str] = &[
    "and",
    "or",
    "in",
    "between",
    "instance",
    "of",
    "then",
    "else",
    "return",
    "satisfies",
    "external",
    "if",
    "for",
    "some",
    "every",
    "function",
    "not",
    "null",
    "true",
    "false",
];

impl Parser<'_> {
    /// Consumes the longest known name that starts here.
    pub(super) fn longest_name(&mut self, first: &SmolStr) -> SmolStr {
        let mut best = (1usize, first.clone());
        let known = self.multi_word.iter().chain(&self.names).map(SmolStr::as_str);
        let functions = self.functions.iter().flat_map(|family| family.iter().map(|function| function.name));
        for name in known.chain(functions).chain(PROPERTIES.iter().copied()) {
            if name.len() > first.len() && name.starts_with(first.as_str()) {
                if let Some(count) = self.match_name(name).filter(|count| *count > best.0) {
                    best = (count, name.into());
                }
            }
        }
        self.at = self.at.saturating_add(best.0);
        if best.0 > 1 { best.1 } else { self.adjacent_words(best.1) }
    }

    /// Two adjacent words can only be one name, even if it is unknown.
    fn adjacent_words(&mut self, first: SmolStr) -> SmolStr {
        let mut name = String::new();
        while let Token::Name(word) = self.peek().clone() {
            if KEYWORDS.contains(&word.as_str()) || KEYWORDS.contains(&first.as_str()) {
                break;
            }
            if name.is_empty() {
                name.push_str(&first);
            }
            name.push(' ');
            name.push_str(&word);
            self.step();
        }
        if name.is_empty() { first } else { name.into() }
    }

    /// The number of tokens that a name takes, if it occurs here.
    pub(super) fn match_name(&self, name: &str) -> Option<usize> {
        let (parts, _) = tokens(name);
        let count = parts.len().saturating_sub(1);
        let here = |(index, (token, _)): (usize, &(Token, _))| self.peek_at(index) == token;
        parts.iter().take(count).enumerate().all(here).then_some(count)
    }

    /// The key of a context entry: everything before the colon.
    pub(super) fn key_here(&mut self) -> SmolStr {
        if let Token::Text(text) = self.peek().clone() {
            self.step();
            self.declare(text.clone());
            return text;
        }
        let closes = |token: &Token| matches!(token, Token::End | Token::Sign(":" | "," | "{" | "}"));
        let start = self.at;
        while !closes(self.peek()) {
            self.step();
        }
        if self.at == start {
            self.report_unexpected();
            return SmolStr::default();
        }
        self.name_since(start)
    }

    /// The name of a loop variable: all words before `in`.
    pub(super) fn variable_here(&mut self) -> SmolStr {
        self.name_until(|token| !matches!(token, Token::Name(word) if word != "in"))
    }

    /// The name of a parameter: everything before its type, the next parameter or the end.
    pub(super) fn parameter_here(&mut self) -> SmolStr {
        self.name_until(|token| matches!(token, Token::End | Token::Sign(":" | "," | ")" | "(" | "{" | "}")))
    }

    fn name_until(&mut self, ends: fn(&Token) -> bool) -> SmolStr {
        let start = self.at;
        if !matches!(self.peek(), Token::Name(_)) || ends(self.peek()) {
            self.report_unexpected();
            return SmolStr::default();
        }
        while !ends(self.peek()) {
            self.step();
        }
        self.name_since(start)
    }

    /// The tokens from `start` up to here as one name; whatever separated two of them becomes one space.
    fn name_since(&mut self, start: usize) -> SmolStr {
        let mut name = String::new();
        let mut end = None;
        for (_, span) in self.tokens.get(start..self.at).unwrap_or(&[]) {
            if end.is_some_and(|end| end != span.start) {
                name.push(' ');
            }
            name.push_str(span.slice(self.text));
            end = Some(span.end);
        }
        let name = SmolStr::from(name);
        self.declare(name.clone());
        name
    }

    /// Makes a name known to the text that follows.
    fn declare(&mut self, name: SmolStr) {
        if !name.chars().all(continues_name) {
            self.names.push(name);
        }
    }
}
