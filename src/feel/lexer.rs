//! Splits a text into tokens with their positions. Typographic variants of a sign are read as the plain sign.

use super::error::ExpressionError;
use crate::data::letter::{continues_name, starts_name};
use crate::data::text::{byte_offset, from_surrogates, half_width, split_once};
use crate::data::{Decimal, Span};
use smol_str::SmolStr;

/// A token.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Name(SmolStr),
    Number(Decimal),
    Text(SmolStr),
    Sign(&'static str),
    At(SmolStr),
    End,
}

const SIGNS: &[&str] = &[
    "..", "**", "<=", ">=", "!=", "->", "+", "-", "*", "/", "=", "<", ">", "(", ")", "[", "]", "{", "}", ",",
    ":", ".", "?",
];

/// Operators of other languages, and their FEEL equivalents.
const FOREIGN: &[(&str, &str)] = &[
    ("===", "="),
    ("==", "="),
    ("^", "**"),
    ("...", ".."),
    ("=>", ">="),
    ("=<", "<="),
    ("<>", "!="),
    ("&&", "and"),
    ("||", "or"),
    ("!", "not(…)"),
    ("'", "\""),
];

/// Splits a text into tokens, including the end, and reports everything that is not a token.
pub(super) fn tokens(text: &str) -> (Vec<(Token, Span)>, Vec<ExpressionError>) {
    let mut lexer = Lexer { text, at: 0, tokens: Vec::new(), errors: Vec::new() };
    while lexer.step() {}
    let end = Span::new(text.len(), text.len());
    lexer.tokens.push((Token::End, end));
    (lexer.tokens, lexer.errors)
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    tokens: Vec<(Token, Span)>,
    errors: Vec<ExpressionError>,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn skip(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes);
    }

    fn take_while(&mut self, keep: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c| !keep(c)).unwrap_or(rest.len());
        self.skip(end);
        rest.get(..end).unwrap_or("")
    }

    fn push(&mut self, token: Token, start: usize) {
        self.tokens.push((token, Span::new(start, self.at)));
    }

    fn step(&mut self) -> bool {
        self.take_while(|c| c.is_whitespace() || c == '\u{feff}');
        let Some(first) = self.rest().chars().next() else { return false };
        let start = self.at;
        match first {
            _ if self.rest().starts_with("//") => {
                self.take_while(|c| c != '\n');
            }
            _ if self.rest().starts_with("/*") => self.block_comment(start),
            '"' | '“' | '”' => self.string(first, start),
            '@' => self.at_literal(start),
            '0'..='9' => self.number(start),
            '.' if self.rest().as_bytes().get(1).is_some_and(u8::is_ascii_digit) => self.number(start),
            c if is_name_start(c) => {
                self.skip(c.len_utf8());
                self.take_while(is_name_part);
                let name = self.text.get(start..self.at).unwrap_or("");
                self.push(Token::Name(name.into()), start);
            }
            c => self.sign(c, start),
        }
        true
    }

    /// `@"2026-03-02"`.
    fn at_literal(&mut self, start: usize) {
        let open = self.rest().chars().nth(1);
        let Some(open) = open.filter(|c| matches!(c, '"' | '“' | '”')) else {
            return self.sign('@', start);
        };
        self.skip(1);
        self.string(open, start);
        if let Some((token, _)) = self.tokens.last_mut() {
            if let Token::Text(text) = token {
                *token = Token::At(text.clone());
            }
        }
    }

    fn block_comment(&mut self, start: usize) {
        match split_once(self.rest(), "*/") {
            Some((comment, _)) => self.skip(comment.len().saturating_add(2)),
            None => {
                self.skip(self.rest().len());
                let span = Span::new(start, self.at);
                self.errors.push(ExpressionError::new(
                    "expression.comment",
                    span,
                    "注释没有结束，缺少「*/」",
                    "the comment has no end: `*/` is missing",
                ));
            }
        }
    }

    fn number(&mut self, start: usize) {
        self.take_while(|c| c.is_ascii_digit());
        let fraction =
            self.rest().strip_prefix('.').is_some_and(|tail| tail.starts_with(|c: char| c.is_ascii_digit()));
        if fraction {
            self.skip(1);
            self.take_while(|c| c.is_ascii_digit());
        }
        let exponent = self.rest().strip_prefix(['e', 'E']).is_some_and(|tail| {
            tail.strip_prefix(['+', '-']).unwrap_or(tail).starts_with(|c: char| c.is_ascii_digit())
        });
        if exponent {
            self.skip(2);
            self.take_while(|c| c.is_ascii_digit());
        }
        let written = self.text.get(start..self.at).unwrap_or("");
        match Decimal::parse(written) {
            Some(number) => self.push(Token::Number(number), start),
            None => {
                let span = Span::new(start, self.at);
                self.errors.push(ExpressionError::new(
                    "expression.number",
                    span,
                    "数字超出可精确表示的范围",
                    "the number is too large or too long for 34 digits",
                ));
                self.push(Token::Number(Decimal::ZERO), start);
            }
        }
    }

    fn string(&mut self, open: char, start: usize) {
        self.skip(open.len_utf8());
        let mut out = String::new();
        loop {
            let Some(c) = self.rest().chars().next() else {
                let span = Span::new(start, self.at);
                self.errors.push(ExpressionError::new(
                    "expression.string",
                    span,
                    "文字没有结束，缺少引号",
                    "the string has no end: a quote is missing",
                ));
                break;
            };
            self.skip(c.len_utf8());
            match c {
                '"' | '\'' if open == c => break,
                '“' | '”' if open > '\'' => break,
                '\\' => self.escape(&mut out),
                _ => out.push(c),
            }
        }
        self.push(Token::Text(out.into()), start);
    }

    fn escape(&mut self, out: &mut String) {
        let mut chars = self.rest().chars();
        let letter = chars.next();
        let (length, plain) = match letter {
            Some('n') => (1, Some('\n')),
            Some('t') => (1, Some('\t')),
            Some('r') => (1, Some('\r')),
            Some(c @ ('"' | '\'' | '\\')) => (1, Some(c)),
            Some('u') => self.code_unit(4),
            Some('U') => self.code_unit(6),
            _ => (0, Some('\\')),
        };
        self.skip(length);
        out.extend(plain);
    }

    /// The length and character of a `\uXXXX` or `\UXXXXXX` escape, or of a surrogate pair.
    fn code_unit(&self, digits: usize) -> (usize, Option<char>) {
        let rest = self.rest();
        let hex = |from: usize, count: usize| {
            let part = rest.get(from..from.checked_add(count)?)?;
            u32::from_str_radix(part, 16).ok()
        };
        let Some(first) = hex(1, digits) else { return (0, Some('\\')) };
        let single = digits.saturating_add(1);
        let second = hex(7, 4).filter(|_| rest.get(5..7) == Some("\\u"));
        match second.and_then(|second| from_surrogates(first, second)) {
            Some(c) => (11, Some(c)),
            None => (single, char::from_u32(first).or(Some(char::REPLACEMENT_CHARACTER))),
        }
    }

    /// Reports an operator of another language and continues with its FEEL equivalent.
    fn foreign_operator(&mut self, operator: &str, meant: &'static str, start: usize) {
        let quoted = self.rest().starts_with('\'');
        self.skip_sign(operator);
        self.errors.push(unknown_operator(Span::new(start, self.at), operator).with_suggestion(Some(meant)));
        if quoted {
            self.at = start;
            return self.string('\'', start);
        }
        match SIGNS.iter().find(|sign| **sign == meant) {
            Some(sign) => self.push(Token::Sign(sign), start),
            None if operator == "!" => {}
            None => self.push(Token::Name(meant.into()), start),
        }
    }

    /// Skips as many characters as `sign` has; they may be full-width.
    fn skip_sign(&mut self, sign: &str) {
        self.skip(byte_offset(self.rest(), sign.len()));
    }

    fn sign(&mut self, first: char, start: usize) {
        let (rest, _) = self.rest().split_at_checked(byte_offset(self.rest(), 3)).unwrap_or_default();
        let rest: String = rest.chars().map(half_width).collect();
        // `function<>` and `context<>` are empty types, not the operator `<>`.
        let typed = matches!(self.tokens.last(), Some((Token::Name(word), _)) if word == "function" || word == "context");
        let foreign = FOREIGN.iter().find(|(operator, _)| rest.starts_with(operator) && !typed);
        let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign));
        match (foreign, sign) {
            (Some((operator, meant)), _) if *operator != "!" || sign.is_none() => {
                return self.foreign_operator(operator, meant, start);
            }
            (_, Some(sign)) => {
                self.skip_sign(sign);
                return self.push(Token::Sign(sign), start);
            }
            _ => {}
        }
        self.skip(first.len_utf8());
        let twin: &[&'static str] = match first {
            '×' => &["*"],
            '÷' => &["/"],
            '−' | '–' => &["-"],
            '≤' => &["<="],
            '≥' => &[">="],
            '≠' => &["!="],
            '【' => &["["],
            '】' => &["]"],
            '。' => &["."],
            '、' => &[","],
            _ => &[],
        };
        match twin.first() {
            Some(sign) => self.push(Token::Sign(sign), start),
            None => {
                let span = Span::new(start, self.at);
                self.errors.push(unknown_operator(span, span.slice(self.text)));
            }
        }
    }
}

fn unknown_operator(span: Span, written: &str) -> ExpressionError {
    let phrases = &["「{}」不能出现在这里", "`{}` is not valid here"];
    ExpressionError::filled("expression.character", span, phrases, written)
}

fn is_name_start(c: char) -> bool {
    c == '?' || starts_name(c)
}

fn is_name_part(c: char) -> bool {
    c == '\'' || continues_name(c)
}
