//! Parts of expressions that stand on their own: a sum over a table need not be added up again because another field
//! of the same rule changed. Where the scope keeps shared parts, such a part becomes a slot and is evaluated once.

use super::{Compiler, once};
use crate::feel::expression::{Expression, Ready};
use crate::feel::node::{Node, NodeKind};
use crate::feel::slot::space;
use std::sync::Arc;

/// What had been read when a node began.
pub(super) struct ReadsSoFar {
    slots: usize,
    reads: usize,
    functions: usize,
}

impl Compiler<'_> {
    pub(super) fn reads_so_far(&self) -> ReadsSoFar {
        ReadsSoFar { slots: self.slots.len(), reads: self.reads.len(), functions: self.functions.len() }
    }

    /// The node, or the slot that holds its value from now on.
    pub(super) fn shared(&mut self, node: Node, before: ReadsSoFar) -> Node {
        let Some(parts) = &self.scope.shared else { return node };
        let names = self.slots.get(before.slots..).unwrap_or(&[]);
        let own = self.locals.is_empty() && !self.question && self.functions.len() == before.functions;
        let of_form = !names.is_empty() && names.iter().all(|slot| slot.space == space::FORM);
        if !(own && of_form && is_aggregate(&node.kind)) {
            return node;
        }
        let span = node.span;
        let part = Ready {
            root: node,
            text: Default::default(),
            slots: once(names.to_vec()),
            reads: once(self.reads.split_off(before.reads)),
            functions: Vec::new(),
            names: Vec::new(),
        };
        let slot = parts.add(Expression(Arc::new(part)));
        self.reads.push(slot);
        Node::new(NodeKind::Slot(slot), span)
    }
}

/// Whether a node runs through a list to make one value.
fn is_aggregate(kind: &NodeKind) -> bool {
    let runs =
        |node: &Node| matches!(node.kind, NodeKind::For(..) | NodeKind::Filter(..) | NodeKind::Path(..));
    match kind {
        NodeKind::Builtin(_, arguments) => arguments.iter().any(runs),
        NodeKind::Quantified(..) => true,
        _ => false,
    }
}
