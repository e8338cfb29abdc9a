//! Parts of expressions that depend on the form alone, such as a sum over a table, which need not be computed
//! again when another field of the same rule changes. If the scope collects shared parts, such a part becomes
//! a slot and is evaluated once.

use super::{Compiler, sorted_unique};
use crate::feel::expression::{Expression, ExpressionInner};
use crate::feel::node::{Node, NodeKind};
use crate::feel::slot::{Slot, space};
use std::sync::Arc;

/// What had been read before a node began.
pub(super) struct ReadsBefore {
    slots: usize,
    reads: usize,
    functions: usize,
    pub(super) outermost: usize,
}

impl Compiler<'_> {
    pub(super) fn reads_before(&mut self) -> ReadsBefore {
        ReadsBefore {
            slots: self.slots.len(),
            reads: self.reads.len(),
            functions: self.functions.len(),
            outermost: core::mem::replace(&mut self.outermost, usize::MAX),
        }
    }

    /// Returns the node, or the slot that holds its value from now on.
    pub(super) fn share_part(&mut self, node: Node, before: ReadsBefore) -> Node {
        let Some(parts) = &self.scope.shared else { return node };
        let names = self.slots.get(before.slots..).unwrap_or(&[]);
        // This also applies inside a loop, as long as no loop variable is read.
        let own = self.outermost >= self.locals.len()
            && !self.reads_question_mark
            && self.functions.len() == before.functions;
        let of_form = !names.is_empty() && names.iter().all(|slot| slot.space == space::FORM);
        if !(own && of_form && is_aggregate(&node.kind, &|slot| parts.contains(slot))) {
            return node;
        }
        let span = node.span;
        let part = ExpressionInner {
            root: node,
            text: Default::default(),
            slots: sorted_unique(names.to_vec()),
            reads: sorted_unique(self.reads.split_off(before.reads)),
            functions: Vec::new(),
            names: Vec::new(),
        };
        let slot = parts.add(Expression(Arc::new(part)));
        self.reads.push(slot);
        Node::new(NodeKind::Slot(slot), span)
    }
}

/// Whether a node reduces a list to one value.
fn is_aggregate(kind: &NodeKind, is_part: &dyn Fn(Slot) -> bool) -> bool {
    let runs = |node: &Node| match &node.kind {
        NodeKind::For(..) | NodeKind::Filter(..) | NodeKind::Path(..) => true,
        NodeKind::Slot(slot) => is_part(*slot),
        _ => false,
    };
    match kind {
        NodeKind::Builtin(_, arguments) => arguments.iter().any(runs),
        NodeKind::Quantified(..) => true,
        NodeKind::Path(list, _) => matches!(list.kind, NodeKind::Slot(_)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Value;
    use crate::feel::{Dialect, Environment, NoHost, Scope, Type, compile};

    fn form() -> Scope {
        let mut scope = Scope::new(Dialect::Standard);
        let row = Type::Context(vec![("a".into(), Type::Number), ("b".into(), Type::Text)]);
        let fields = [("items", Type::List(Box::new(row))), ("least", Type::Number), ("at", Type::Any)];
        for ((name, kind), index) in fields.into_iter().zip(0u16..) {
            scope.add_value(name, Slot { space: space::FORM, index }, kind);
        }
        scope
    }

    /// The values of an expression over a form without and with shared parts, and the number of shared parts.
    fn evaluate_both_ways(text: &str) -> (Value, Value, usize) {
        let known = "[[{a: 1, b: \"x\"}, {a: 5, b: \"y\"}, {a: 9, b: \"x\"}], 4, date(\"2026-03-02\")]";
        let Value::List(items) = compile(known, &form()).unwrap().evaluate(&environment(&[])).into_owned()
        else {
            panic!("a list")
        };
        let mut values: Vec<Value> = items.to_vec();
        let alone = compile(text, &form()).unwrap().evaluate(&environment(&values)).into_owned();
        let mut scope = form();
        let parts = scope.collect_shared(values.len());
        let shared = compile(text, &scope).unwrap();
        let parts = parts.take();
        for part in &parts {
            let value = part.evaluate(&environment(&values)).into_owned();
            values.push(value);
        }
        (alone, shared.evaluate(&environment(&values)).into_owned(), parts.len())
    }

    fn environment(form: &[Value]) -> Environment<'_> {
        Environment::new([form, &[], &[], &[], &[]], &NoHost)
    }

    #[test]
    fn a_part_that_reads_no_loop_variable_is_evaluated_once() {
        let cases = [
            ("sum(items.a) > least", 2),
            ("count(items[a > least]) = 2", 1),
            ("every x in items satisfies sum(items.a) > x.a", 2),
            ("for x in items return count(items[a > x.a])", 0),
            ("for _x in items return count(items[a > least])", 1),
            ("for _x in items return count(items[a > mean(items.a)])", 3),
            ("count(items[a > mean(items.a)]) > 0 and max(items.a) = 9", 5),
            ("for x in items return list contains(items.b, x.b)", 1),
            ("for x in items return x.b in items.b", 1),
            ("items[item.a = max(items.a)].b", 2),
            ("for x in items, y in items[a >= x.a] return y.a", 0),
            ("for _x in items return {list: items.a, n: count(list)}.n", 1),
            ("for least in items return count(items[a > least.a])", 0),
            ("for x in [1, 2] return if x = 1 then sum(items.a) else at.year", 3),
            ("for _x in items return sum(partial) + sum(items.a)", 2),
            ("least > 3", 0),
        ];
        for (text, count) in cases {
            let (alone, shared, parts) = evaluate_both_ways(text);
            assert_eq!((shared, parts), (alone, count), "{text}");
        }
    }
}
