//! The tree that is evaluated: over slots, compiled from the parsed tree.

use super::ast::Binary;
use super::builtin::call::CallKind;
use super::dialect::Dialect;
use super::environment::FunctionId;
use super::kind::Kind;
use super::regex::Regex;
use super::slot::Slot;
use crate::data::{Span, Value};
use smol_str::SmolStr;
use std::sync::Arc;

/// A part of an expression and its position in the text.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: NodeKind,
    pub(super) span: Span,
    /// Whether the quick path supports it.
    pub(super) quick: bool,
    /// The cost including all parts: 1 for most nodes, more for slow ones.
    pub(super) weight: u32,
}

impl Node {
    /// The number of steps that one evaluation in a loop counts as.
    pub(super) fn loop_cost(&self) -> usize {
        (self.weight as usize >> 4).saturating_add(1)
    }
}

/// The operation of a node, over slots and with calls resolved.
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
    /// Whether a value is present or, with `false`, whether it is missing.
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
    Builtin(CallKind, Vec<Node>),
    /// Whether a text matches a literal pattern.
    Matches(Box<Node>, Arc<Regex>),
    Call(FunctionId, Vec<Node>),
    /// A function value, the names of the arguments (empty if positional), and the arguments.
    Invoke(Box<Node>, Vec<SmolStr>, Vec<Node>),
    Function(Arc<FunctionLiteral>),
    InstanceOf(Box<Node>, Arc<Kind>),
}

/// A function literal.
#[derive(Debug)]
pub(super) struct FunctionLiteral {
    pub(super) parameters: Vec<SmolStr>,
    pub(super) kinds: Arc<Vec<Kind>>,
    pub(super) body: Node,
    /// The nesting depth of the body.
    pub(super) height: u32,
}

/// One test of `in` or of a decision table's cell.
#[derive(Debug)]
pub(super) enum TestNode {
    Value(Node),
    Compare(Binary, Node),
    Range { low: Box<Node>, low_in: bool, high: Box<Node>, high_in: bool },
}

impl NodeKind {
    /// Whether it can produce a value larger than its inputs.
    pub(super) fn can_grow(&self) -> bool {
        matches!(
            self,
            Self::Binary(..) | Self::List(_) | Self::Context(..) | Self::For(..) | Self::Builtin(..)
        )
    }
}
