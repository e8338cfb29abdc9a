//! Reading names: the longest one that is known, with spaces and signs in it; keys of contexts as they are written.

use super::super::lexer::{Token, tokens};
use super::{Parser, builtin};
use crate::data::letter::continues_name;
use smol_str::SmolStr;

/// Names with spaces that stand behind a point.
const PROPERTIES: &[&str] = &["time offset", "start included", "end included"];

impl Parser<'_> {
    /// The longest known name that starts here; its tokens are taken.
    pub(super) fn longest_name(&mut self, first: &SmolStr) -> SmolStr {
        let mut best = (1usize, first.clone());
        let scope = self.scope.spaced_names();
        let local = self.names.iter().map(SmolStr::as_str);
        let fixed = builtin::names().chain(PROPERTIES.iter().copied()).filter(|name| name.contains(' '));
        for name in
            scope.into_iter().chain(local).chain(fixed).filter(|name| name.starts_with(first.as_str()))
        {
            if let Some(count) = self.spelt(name).filter(|count| *count > best.0) {
                best = (count, name.into());
            }
        }
        self.at = self.at.saturating_add(best.0);
        best.1
    }

    /// How many tokens a name takes, where it stands here.
    pub(super) fn spelt(&self, name: &str) -> Option<usize> {
        let (parts, _) = tokens(name);
        let count = parts.len().saturating_sub(1);
        let here = |(index, (token, _)): (usize, &(Token, _))| self.ahead(index) == token;
        parts.iter().take(count).enumerate().all(here).then_some(count)
    }

    /// The key of a context entry: all that is written before the colon.
    pub(super) fn key_here(&mut self) -> SmolStr {
        if let Token::Text(text) = self.peek().clone() {
            self.step();
            return text;
        }
        let first = self.span();
        let closes = |token: &Token| matches!(token, Token::End | Token::Sign(":" | "," | "{" | "}"));
        let start = self.at;
        while !closes(self.peek()) {
            self.step();
        }
        if self.at == start {
            self.unexpected();
            return SmolStr::default();
        }
        self.declare(first.to(self.last_span()).of(self.text))
    }

    /// The name of a loop variable: all words before `in`.
    pub(super) fn variable_here(&mut self) -> SmolStr {
        self.name_until(|token| !matches!(token, Token::Name(word) if word != "in"))
    }

    /// The name of a parameter: all that stands before its type, the next one or the end.
    pub(super) fn parameter_here(&mut self) -> SmolStr {
        self.name_until(|token| matches!(token, Token::End | Token::Sign(":" | "," | ")" | "(" | "{" | "}")))
    }

    fn name_until(&mut self, ends: fn(&Token) -> bool) -> SmolStr {
        let first = self.span();
        if !matches!(self.peek(), Token::Name(_)) || ends(self.peek()) {
            self.unexpected();
            return SmolStr::default();
        }
        while !ends(self.peek()) {
            self.step();
        }
        self.declare(first.to(self.last_span()).of(self.text))
    }

    /// Makes a name known to what follows.
    fn declare(&mut self, written: &str) -> SmolStr {
        let name: SmolStr = written.split_whitespace().collect::<Vec<_>>().join(" ").into();
        if !name.chars().all(continues_name) {
            self.names.push(name.clone());
        }
        name
    }
}
