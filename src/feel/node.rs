//! An expression as it is evaluated: the tree over slots. The compiler makes it of the tree as it is written.

use super::ast::Binary;
use super::builtin::call::Call;
use super::dialect::Dialect;
use super::environment::FunctionId;
use super::kind::Kind;
use super::regex::Regex;
use super::slot::Slot;
use crate::data::{Span, Value};
use smol_str::SmolStr;
use std::sync::Arc;

/// A part of an expression, and where it stands in the text.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: NodeKind,
    pub(super) span: Span,
    /// Whether it can be had the quick way.
    pub(super) quick: bool,
    /// How much there is to do for it, its parts included: a node counts one, what takes longer more.
    pub(super) weight: u32,
}

impl Node {
    /// How many turns of a loop it counts as each time.
    pub(super) fn turn(&self) -> usize {
        (self.weight as usize >> 4).saturating_add(1)
    }
}

/// What a node computes, over slots and with its calls found.
#[derive(Debug)]
pub(super) enum NodeKind {
    Constant(Value),
    Slot(Slot),
    Variable(usize),
    ItemName {
        depth: usize,
        name: SmolStr,
        outer: Option<Box<Node>>,
    },
    /// The test for a missing value: whether it is present.
    Present(Box<Node>, bool),
    Negate(Box<Node>),
    Not(Box<Node>),
    Binary(Binary, Dialect, Box<[Node; 2]>),
    If(Dialect, Box<[Node; 3]>),
    In(Dialect, Box<Node>, Vec<TestNode>),
    List(Vec<Node>),
    Context(Arc<[SmolStr]>, Vec<Node>),
    Range {
        low: Option<Box<Node>>,
        low_in: bool,
        high: Option<Box<Node>>,
        high_in: bool,
    },
    Point(Box<Node>, bool),
    Steps(Box<[Node; 2]>),
    Path(Box<Node>, SmolStr),
    Filter(Dialect, Box<[Node; 2]>),
    /// Lists, body, and whether the body reads `partial`.
    For(Dialect, Vec<Node>, Box<Node>, bool),
    Quantified(Dialect, bool, Vec<Node>, Box<Node>),
    Builtin(Call, Vec<Node>),
    /// Whether a text matches a pattern that is written.
    Matches(Box<Node>, Arc<Regex>),
    Call(FunctionId, Vec<Node>),
    /// A function that a value holds, the names of the arguments where they have some, and the arguments.
    Invoke(Box<Node>, Vec<SmolStr>, Vec<Node>),
    Function(Arc<Literal>),
    InstanceOf(Box<Node>, Arc<Kind>),
}

/// A function as it is written.
#[derive(Debug)]
pub(super) struct Literal {
    pub(super) parameters: Vec<SmolStr>,
    pub(super) kinds: Arc<Vec<Kind>>,
    pub(super) body: Node,
    /// How deep the nodes of the body are nested.
    pub(super) height: u32,
}

/// One test of `in`, or of a cell of a decision table.
#[derive(Debug)]
pub(super) enum TestNode {
    Value(Node),
    Compare(Binary, Node),
    Range { low: Box<Node>, low_in: bool, high: Box<Node>, high_in: bool },
}

impl NodeKind {
    /// Whether it makes values that are larger than those that go in.
    pub(super) fn grows(&self) -> bool {
        matches!(
            self,
            Self::Binary(..) | Self::List(_) | Self::Context(..) | Self::For(..) | Self::Builtin(..)
        )
    }
}
