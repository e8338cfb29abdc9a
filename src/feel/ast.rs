//! The tree of an expression as parsed; names are not resolved yet.

use super::kind::Kind;
use crate::data::{Decimal, Span};
use smol_str::SmolStr;
use std::sync::Arc;

/// A node and its position in the text.
#[derive(Debug)]
pub(super) struct Ast {
    pub(super) kind: AstKind,
    pub(super) span: Span,
}

/// Equality ignores positions.
impl PartialEq for Ast {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

/// The binary operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Binary {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

impl Binary {
    /// Whether this is a comparison operator.
    pub(super) fn is_comparison(self) -> bool {
        use Binary::{Equal, Greater, GreaterEqual, Less, LessEqual, NotEqual};
        matches!(self, Equal | NotEqual | Less | LessEqual | Greater | GreaterEqual)
    }

    /// Whether the result is a boolean.
    pub(super) fn gives_boolean(self) -> bool {
        self.is_comparison() || matches!(self, Self::And | Self::Or)
    }
}

/// The syntactic kind of a node.
#[derive(Debug, PartialEq)]
pub(super) enum AstKind {
    Null,
    Bool(bool),
    Number(Decimal),
    Text(SmolStr),
    /// `@"…"`, a temporal literal.
    At(SmolStr),
    Name(SmolStr),
    Negate(Box<Ast>),
    Binary(Binary, Box<Ast>, Box<Ast>),
    If(Box<[Ast; 3]>),
    Between(Box<[Ast; 3]>),
    /// `x in tests`.
    In(Box<Ast>, Vec<UnaryTest>),
    List(Vec<Ast>),
    /// A range; an omitted endpoint means that side is unbounded.
    Range {
        low: Option<Box<Ast>>,
        low_in: bool,
        high: Option<Box<Ast>>,
        high_in: bool,
    },
    /// `(= 10)`, the range of a single value; with `false`, `(!= 10)`, everything except that value.
    Point(Box<Ast>, bool),
    /// `2..4` after `for … in`: counts up or down in steps of one.
    Steps(Box<[Ast; 2]>),
    Context(Vec<(SmolStr, Ast)>),
    Path(Box<Ast>, SmolStr),
    Filter(Box<Ast>, Box<Ast>),
    Call(SmolStr, Vec<Argument>),
    /// A call of the value of an expression.
    Invoke(Box<Ast>, Vec<Argument>),
    /// `function(parameters) body`, with the parameter types; an untyped parameter accepts anything.
    Function(Vec<SmolStr>, Arc<Vec<Kind>>, Box<Ast>),
    InstanceOf(Box<Ast>, Arc<Kind>),
    For(Vec<(SmolStr, Ast)>, Box<Ast>),
    /// `some` (true) or `every` (false).
    Quantified(bool, Vec<(SmolStr, Ast)>, Box<Ast>),
    /// Placeholder for a syntax error; never evaluated.
    Error,
}

/// An argument, with its name if it is passed by name.
pub(super) type Argument = (Option<SmolStr>, Ast);

/// One test of `in`: a value, a comparison or a range.
#[derive(Debug, PartialEq)]
pub(super) enum UnaryTest {
    Value(Ast),
    Compare(Binary, Ast),
    Range { low: Ast, low_in: bool, high: Ast, high_in: bool },
}
