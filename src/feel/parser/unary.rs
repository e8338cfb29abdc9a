//! Parses unary tests: comparisons, ranges and values that a value is tested against.

use super::super::ast::{Ast, AstKind, Binary, UnaryTest};
use super::super::lexer::Token;
use super::{COMPARISONS, Parser};

impl Parser<'_> {
    /// Parses what follows `in`: one test, or several in parentheses.
    pub(super) fn tests(&mut self) -> Vec<UnaryTest> {
        if self.is_next("(") && !self.is_range() {
            self.step();
            let mut tests = vec![self.test()];
            while self.take(",") {
                tests.push(self.test());
            }
            self.expect(")");
            return tests;
        }
        vec![self.test()]
    }

    fn test(&mut self) -> UnaryTest {
        if let Some((sign, operator)) = COMPARISONS.iter().find(|(sign, _)| self.is_next(sign)) {
            self.take(sign);
            return UnaryTest::Compare(*operator, self.sum());
        }
        if matches!(self.peek(), Token::Sign("[" | "(" | "]")) && self.is_range() {
            let start = self.span();
            return match self.endpoints() {
                (Some(low), low_in, Some(high), high_in) => UnaryTest::Range { low, low_in, high, high_in },
                ends => UnaryTest::Value(self.node(start, range_of(ends))),
            };
        }
        UnaryTest::Value(self.sum())
    }

    /// One endpoint of a range.
    fn endpoint(&mut self) -> Ast {
        self.nested(Self::sum)
    }

    /// A test of a cell: a test as after `in`, or any expression.
    pub(super) fn cell_test(&mut self) -> UnaryTest {
        let bound = COMPARISONS.iter().any(|(sign, _)| self.is_next(sign));
        if bound { self.test() } else { UnaryTest::Value(self.expression()) }
    }

    /// The two endpoints of a range, and whether each is included. An excluded endpoint may be omitted:
    /// `(..10]`.
    fn endpoints(&mut self) -> (Option<Ast>, bool, Option<Ast>, bool) {
        let low_in = self.is_next("[");
        self.step();
        let low = if !low_in && self.is_next("..") { None } else { Some(self.endpoint()) };
        self.expect("..");
        let high = if low.is_some() && self.is_next(")") { None } else { Some(self.endpoint()) };
        let high_in = self.is_next("]");
        if !(self.take(")") || self.take("[")) {
            self.expect("]");
        }
        (low, low_in, high, high_in)
    }

    pub(super) fn range(&mut self) -> AstKind {
        range_of(self.endpoints())
    }

    /// `(< 10)`: a range that is unbounded on one side.
    pub(super) fn bound(&mut self) -> AstKind {
        self.step();
        let sign = COMPARISONS.iter().find(|(sign, _)| self.is_next(sign)).map(|(_, operator)| *operator);
        self.step();
        let end = Box::new(self.endpoint());
        self.expect(")");
        let (low, high) = match sign {
            Some(Binary::Less | Binary::LessEqual) => (None, Some(end)),
            Some(Binary::Greater | Binary::GreaterEqual) => (Some(end), None),
            _ => return AstKind::Point(end, sign == Some(Binary::Equal)),
        };
        let closed = !matches!(sign, Some(Binary::Less | Binary::Greater));
        AstKind::Range { low_in: closed && low.is_some(), high_in: closed && high.is_some(), low, high }
    }

    /// Whether the bracket here opens a range, which has a `..` at its own level.
    pub(super) fn is_range(&self) -> bool {
        let mut level = 0usize;
        for (token, _) in self.tokens.iter().skip(self.at.saturating_add(1)) {
            match token {
                Token::Sign("..") if level == 0 => return true,
                // The `..` of a nested loop is not part of a range.
                Token::Name(word) if level == 0 && word == "in" => return false,
                Token::Sign("(" | "[" | "{") => level = level.saturating_add(1),
                Token::Sign(")" | "]" | "}" | ",") if level == 0 => return false,
                Token::Sign(")" | "]" | "}") => level = level.saturating_sub(1),
                Token::End => return false,
                _ => {}
            }
        }
        false
    }
}

fn range_of((low, low_in, high, high_in): (Option<Ast>, bool, Option<Ast>, bool)) -> AstKind {
    AstKind::Range { low: low.map(Box::new), low_in, high: high.map(Box::new), high_in }
}
