//! Parses tokens to a tree and collects every error: after one it continues at the next place that it
//! understands. Names with spaces are recognised by longest match against the known names and functions.

use super::ast::{Ast, AstKind, Binary, UnaryTest};
use super::builtin::call::Builtin;
use super::error::ExpressionError;
use super::foreign::feel_equivalent;
use super::lexer::{Token, tokens};
use crate::data::{Phrase, Span, limits};
use names::KEYWORDS;
use smol_str::SmolStr;
use std::sync::Arc;

mod function;
mod names;
mod unary;

/// The functions that a text may call, by family.
pub(super) type Functions<'a> = &'a [&'a [Builtin]];

/// Parses a text, given the multi-word names in scope and the functions; also returns every error.
pub(super) fn parse(text: &str, spaced: &[SmolStr], functions: Functions) -> (Ast, Vec<ExpressionError>) {
    let mut parser = Parser::new(text, spaced, functions);
    let tree = parser.expression();
    (tree, parser.finish())
}

/// Parses the tests of a cell; returns whether they are inside `not(…)`, the tests, and every error.
pub(super) fn parse_tests(
    text: &str,
    spaced: &[SmolStr],
    functions: Functions,
) -> (bool, Vec<UnaryTest>, Vec<ExpressionError>) {
    let mut parser = Parser::new(text, spaced, functions);
    let negated = parser.is_next("not") && *parser.peek_at(1) == Token::Sign("(");
    if negated {
        parser.at = 2;
    }
    let mut tests = vec![parser.cell_test()];
    while parser.take(",") {
        tests.push(parser.cell_test());
    }
    if negated {
        parser.expect(")");
    }
    (negated, tests, parser.finish())
}

/// Whether this is a literal, which can never be called.
fn is_literal(kind: &AstKind) -> bool {
    matches!(kind, AstKind::Null | AstKind::Bool(_) | AstKind::Number(_) | AstKind::Text(_) | AstKind::At(_))
}

struct Parser<'a> {
    text: &'a str,
    /// Multi-word names introduced by contexts and loops so far.
    names: Vec<SmolStr>,
    tokens: Vec<(Token, Span)>,
    at: usize,
    depth: usize,
    links: usize,
    errors: Vec<ExpressionError>,
    /// The multi-word names in scope.
    multi_word: &'a [SmolStr],
    functions: Functions<'a>,
}

const COMPARISONS: &[(&str, Binary)] = &[
    ("=", Binary::Equal),
    ("!=", Binary::NotEqual),
    ("<=", Binary::LessEqual),
    ("<", Binary::Less),
    (">=", Binary::GreaterEqual),
    (">", Binary::Greater),
];

impl<'a> Parser<'a> {
    fn new(text: &'a str, spaced: &'a [SmolStr], functions: Functions<'a>) -> Self {
        let (tokens, errors) = tokens(text);
        Self {
            text,
            tokens,
            at: 0,
            depth: 0,
            links: 0,
            errors,
            multi_word: spaced,
            functions,
            names: Vec::new(),
        }
    }

    /// All errors, including one for leftover tokens.
    fn finish(mut self) -> Vec<ExpressionError> {
        if !matches!(self.peek(), Token::End) {
            self.report_unexpected();
        }
        self.errors
    }

    fn peek(&self) -> &Token {
        self.peek_at(0)
    }

    fn peek_at(&self, count: usize) -> &Token {
        self.tokens.get(self.at.saturating_add(count)).map_or(&Token::End, |(token, _)| token)
    }

    fn span(&self) -> Span {
        self.tokens.get(self.at).or(self.tokens.last()).map_or(Span::default(), |(_, span)| *span)
    }

    fn last_span(&self) -> Span {
        let last = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        last.map_or(Span::default(), |(_, span)| *span)
    }

    fn step(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    /// Whether this sign or word is next.
    fn is_next(&self, written: &str) -> bool {
        match self.peek() {
            Token::Sign(found) => *found == written,
            Token::Name(found) => found == written,
            _ => false,
        }
    }

    fn take(&mut self, written: &str) -> bool {
        let found = self.is_next(written);
        if found {
            self.step();
        }
        found
    }

    fn expect(&mut self, written: &str) {
        if !self.take(written) {
            self.report_missing(written);
        }
    }

    fn report_missing(&mut self, written: &str) {
        self.report("expression.syntax", &["这里缺少「{}」", "`{}` is missing here"], written);
    }

    fn report(&mut self, code: &'static str, phrases: &[&str; 2], written: &str) {
        self.add_error(ExpressionError::filled(code, self.span(), phrases, written));
    }

    /// Adds an error, unless the one before is about the same place and thus its cause.
    fn add_error(&mut self, error: ExpressionError) {
        if self.errors.last().is_none_or(|before| before.span != error.span) {
            self.errors.push(error);
        }
    }

    /// Reports the current token as unexpected and skips it, unless it ends something outside.
    fn report_unexpected(&mut self) -> AstKind {
        let (zh, en) = match self.peek() {
            Token::End => ("表达式到这里没有写完", "the expression is not finished"),
            _ => ("这里不应有这个内容", "this is not expected here"),
        };
        let meant = if let Token::Name(word) = self.peek() { feel_equivalent(word) } else { None };
        self.add_error(ExpressionError::new("expression.syntax", self.span(), zh, en).with_suggestion(meant));
        if !matches!(self.peek(), Token::Sign("," | ")" | "]" | "}")) {
            self.step();
        }
        AstKind::Error
    }

    /// Reports an error at the current token and skips it.
    fn report_and_skip(&mut self, code: &'static str, zh: &str, en: &str) {
        self.add_error(ExpressionError::new(code, self.span(), zh, en));
        self.step();
    }

    fn node(&self, start: Span, kind: AstKind) -> Ast {
        Ast { kind, span: start.join(self.last_span()) }
    }

    fn binary(&mut self, operator: Binary, left: Ast, right: Ast) -> Ast {
        self.chained(left.span, AstKind::Binary(operator, Box::new(left), Box::new(right)))
    }

    /// A node that contains the one before it; counted, because a chain of them nests as deep as it is long.
    fn chained(&mut self, start: Span, kind: AstKind) -> Ast {
        self.links = self.links.saturating_add(1);
        if self.links > limits::EXPRESSION_LINKS {
            return self.report_too_deep("expression.links", "运算太多", "EXPRESSION_LINKS");
        }
        self.node(start, kind)
    }

    fn expression(&mut self) -> Ast {
        self.nested(Self::disjunction)
    }

    /// Parses one level deeper, if the limit allows.
    fn nested(&mut self, read: fn(&mut Self) -> Ast) -> Ast {
        self.depth = self.depth.saturating_add(1);
        let span = self.span();
        let tree = if self.is_too_deep() { Ast { kind: AstKind::Error, span } } else { read(self) };
        self.depth = self.depth.saturating_sub(1);
        tree
    }

    fn is_too_deep(&mut self) -> bool {
        let deep = self.depth > limits::EXPRESSION_DEPTH;
        if deep {
            self.report_too_deep("expression.depth", "嵌套太深", "EXPRESSION_DEPTH");
        }
        deep
    }

    fn report_too_deep(&mut self, code: &'static str, how: &str, limit: &str) -> Ast {
        let span = self.span();
        if !self.errors.iter().any(|error| error.code == code) {
            let mut error = ExpressionError::new(code, span, "", "");
            error.message = Phrase::filled_each(
                &["表达式{}（{}）", "the expression exceeds `{}`: split it"],
                &[how, limit],
                &[limit],
            );
            self.errors.push(error);
        }
        self.at = self.tokens.len();
        Ast { kind: AstKind::Error, span }
    }

    fn disjunction(&mut self) -> Ast {
        self.chain(&[("or", Binary::Or)], Self::conjunction)
    }

    fn conjunction(&mut self) -> Ast {
        self.chain(&[("and", Binary::And)], Self::comparison)
    }

    /// Parses a left-associative chain of operators of one precedence level.
    fn chain(&mut self, operators: &[(&str, Binary)], part: fn(&mut Self) -> Ast) -> Ast {
        let mut left = part(self);
        while let Some((_, operator)) = operators.iter().find(|(written, _)| self.is_next(written)) {
            self.step();
            let right = part(self);
            left = self.binary(*operator, left, right);
        }
        left
    }

    fn comparison(&mut self) -> Ast {
        let mut left = self.sum();
        loop {
            let start = left.span;
            if let Some((sign, operator)) = COMPARISONS.iter().find(|(sign, _)| self.is_next(sign)) {
                self.take(sign);
                let right = self.sum();
                left = self.binary(*operator, left, right);
            } else if self.take("between") {
                let low = self.sum();
                self.expect("and");
                let high = self.sum();
                left = self.chained(start, AstKind::Between(Box::new([left, low, high])));
            } else if self.is_next("instance") && matches!(self.peek_at(1), Token::Name(word) if word == "of")
            {
                self.at = self.at.saturating_add(2);
                let kind = self.kind();
                left = self.chained(start, AstKind::InstanceOf(Box::new(left), Arc::new(kind)));
            } else if self.take("in") {
                let tests = self.tests();
                left = self.chained(start, AstKind::In(Box::new(left), tests));
            } else {
                return left;
            }
        }
    }

    fn sum(&mut self) -> Ast {
        self.chain(&[("+", Binary::Add), ("-", Binary::Subtract)], Self::product)
    }

    fn product(&mut self) -> Ast {
        self.chain(&[("*", Binary::Multiply), ("/", Binary::Divide)], Self::power)
    }

    fn power(&mut self) -> Ast {
        self.chain(&[("**", Binary::Power)], Self::negation)
    }

    fn negation(&mut self) -> Ast {
        let start = self.span();
        let mut minuses = 0usize;
        while self.take("-") {
            minuses = minuses.saturating_add(1);
        }
        let inner = self.postfix();
        if minuses & 1 == 1 { self.node(start, AstKind::Negate(Box::new(inner))) } else { inner }
    }

    fn postfix(&mut self) -> Ast {
        let start = self.span();
        let mut tree = self.primary();
        loop {
            if self.take(".") {
                let name = self.name_here();
                tree = self.chained(start, AstKind::Path(Box::new(tree), name));
            } else if self.is_next("[") && self.is_filter() {
                self.step();
                let condition = self.expression();
                self.expect("]");
                tree = self.chained(start, AstKind::Filter(Box::new(tree), Box::new(condition)));
            } else if self.is_next("(") && !is_literal(&tree.kind) {
                let arguments = self.arguments();
                tree = self.chained(start, AstKind::Invoke(Box::new(tree), arguments));
            } else {
                return tree;
            }
        }
    }

    /// Whether a filter condition can follow this bracket; otherwise it closes a range, as in `[1..10[`.
    fn is_filter(&self) -> bool {
        let after = ["=", "!=", "<", ">", "<=", ">=", ")", "]", "}", ",", "+", "*", "/", "."];
        match self.peek_at(1) {
            Token::End => false,
            Token::Sign(sign) => !after.contains(sign),
            Token::Name(word) => !KEYWORDS.iter().take(11).any(|ending| ending == word),
            _ => true,
        }
    }

    fn name_here(&mut self) -> SmolStr {
        if let Token::Name(name) = self.peek().clone() {
            return self.longest_name(&name);
        }
        self.report_unexpected();
        SmolStr::default()
    }

    fn primary(&mut self) -> Ast {
        let start = self.span();
        let kind = match self.peek().clone() {
            Token::Number(number) => self.literal(AstKind::Number(number)),
            Token::Text(text) => self.literal(AstKind::Text(text)),
            Token::At(text) => self.literal(AstKind::At(text)),
            Token::Sign("(" | "[" | "]") if self.is_range() => self.range(),
            Token::Sign("(") if COMPARISONS.iter().any(|(sign, _)| *self.peek_at(1) == Token::Sign(sign)) => {
                self.bound()
            }
            Token::Sign("(") => return self.bracketed(),
            Token::Sign("[") => self.list(),
            Token::Sign("{") => self.context(),
            Token::Sign("?") => self.literal(AstKind::Name("?".into())),
            Token::Name(name) => self.word(&name),
            _ => self.report_unexpected(),
        };
        self.node(start, kind)
    }

    fn literal(&mut self, kind: AstKind) -> AstKind {
        self.step();
        kind
    }

    fn bracketed(&mut self) -> Ast {
        self.step();
        let inner = self.expression();
        self.expect(")");
        inner
    }

    fn list(&mut self) -> AstKind {
        self.step();
        let mut items = Vec::new();
        if !self.take("]") {
            items.push(self.expression());
            while self.take(",") {
                items.push(self.expression());
            }
            self.expect("]");
        }
        AstKind::List(items)
    }

    fn context(&mut self) -> AstKind {
        self.step();
        let mut entries = Vec::new();
        while !self.is_next("}") && !matches!(self.peek(), Token::End) {
            let key = self.key_here();
            if entries.iter().any(|(known, _)| *known == key) {
                self.report("expression.entries", &["「{}」写了两次", "`{}` appears twice"], &key);
            }
            self.expect(":");
            entries.push((key, self.expression()));
            if !self.take(",") {
                break;
            }
        }
        self.expect("}");
        AstKind::Context(entries)
    }

    /// Parses a word: a keyword, a name or a call.
    fn word(&mut self, name: &SmolStr) -> AstKind {
        match name.as_str() {
            "null" => return self.literal(AstKind::Null),
            "true" => return self.literal(AstKind::Bool(true)),
            "false" => return self.literal(AstKind::Bool(false)),
            "if" => return self.conditional(),
            "for" => return self.repetition(),
            "some" | "every" => return self.quantified(name == "some"),
            "function" if *self.peek_at(1) == Token::Sign("(") => return self.function(),
            _ => {}
        }
        let name = self.longest_name(name);
        if self.is_next("(") { AstKind::Call(name, self.arguments()) } else { AstKind::Name(name) }
    }

    fn conditional(&mut self) -> AstKind {
        self.step();
        let condition = self.expression();
        self.expect("then");
        let then = self.expression();
        self.expect("else");
        let otherwise = self.expression();
        AstKind::If(Box::new([condition, then, otherwise]))
    }

    fn iterations(&mut self) -> Vec<(SmolStr, Ast)> {
        let mut variables = Vec::new();
        loop {
            let name = self.variable_here();
            self.expect("in");
            let mut list = self.expression();
            if self.take("..") {
                let (start, high) = (list.span, self.expression());
                list = self.node(start, AstKind::Steps(Box::new([list, high])));
            }
            variables.push((name, list));
            if !self.take(",") {
                return variables;
            }
        }
    }

    fn repetition(&mut self) -> AstKind {
        self.step();
        let variables = self.iterations();
        self.expect("return");
        AstKind::For(variables, Box::new(self.expression()))
    }

    fn quantified(&mut self, some: bool) -> AstKind {
        self.step();
        let variables = self.iterations();
        self.expect("satisfies");
        AstKind::Quantified(some, variables, Box::new(self.expression()))
    }
}
