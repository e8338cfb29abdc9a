//! The tree of an expression as it is written: names are still names.

use super::kind::Kind;
use crate::data::{Decimal, Span};
use smol_str::SmolStr;
use std::sync::Arc;

/// A node and where it stands.
#[derive(Debug)]
pub(super) struct Ast {
    pub(super) kind: AstKind,
    pub(super) span: Span,
}

/// Two trees are the same wherever they stand.
impl PartialEq for Ast {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

/// The operators between two operands.
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
    /// Whether it asks how two values stand to each other.
    pub(super) fn compares(self) -> bool {
        use Binary::{Equal, Greater, GreaterEqual, Less, LessEqual, NotEqual};
        matches!(self, Equal | NotEqual | Less | LessEqual | Greater | GreaterEqual)
    }

    /// Whether its answer is true or false.
    pub(super) fn asks(self) -> bool {
        self.compares() || matches!(self, Self::And | Self::Or)
    }
}

/// What a node is.
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
    /// `x in tests`
    In(Box<Ast>, Vec<Test>),
    List(Vec<Ast>),
    /// A range; a side without an end is open.
    Range {
        low: Option<Box<Ast>>,
        low_in: bool,
        high: Option<Box<Ast>>,
        high_in: bool,
    },
    /// `(= 10)`: the range of one value; without the mark `(!= 10)`, all but that one.
    Point(Box<Ast>, bool),
    /// `2..4` behind `for … in`: up or down, one by one.
    Steps(Box<[Ast; 2]>),
    Context(Vec<(SmolStr, Ast)>),
    Path(Box<Ast>, SmolStr),
    Filter(Box<Ast>, Box<Ast>),
    Call(SmolStr, Vec<Argument>),
    /// A call of what an expression gives.
    Invoke(Box<Ast>, Vec<Argument>),
    /// `function(parameters) body`, with the types of the parameters; without one it takes any.
    Function(Vec<SmolStr>, Arc<Vec<Kind>>, Box<Ast>),
    InstanceOf(Box<Ast>, Arc<Kind>),
    For(Vec<(SmolStr, Ast)>, Box<Ast>),
    /// `some` (true) or `every` (false).
    Quantified(bool, Vec<(SmolStr, Ast)>, Box<Ast>),
    /// Stands where an error was; never evaluated.
    Error,
}

/// An argument, with its name where it has one.
pub(super) type Argument = (Option<SmolStr>, Ast);

/// One test of `in`: a value, a comparison or a range.
#[derive(Debug, PartialEq)]
pub(super) enum Test {
    Value(Ast),
    Compare(Binary, Ast),
    Range { low: Ast, low_in: bool, high: Ast, high_in: bool },
}
