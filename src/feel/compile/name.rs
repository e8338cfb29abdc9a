//! What a name means: a variable, a key of an item, a value of the scope. What a call means stands in `call`.

use super::{Columns, Compiler, Local};
use crate::data::{Gather, Span, Value};
use crate::feel::builtin::{self, call::Builtin};
use crate::feel::dialect::Dialect;
use crate::feel::kind::Kind;
use crate::feel::node::{Literal, Node, NodeKind};
use crate::feel::slip::slip;
use smol_str::SmolStr;
use std::sync::Arc;

impl Compiler<'_> {
    pub(super) fn name(&mut self, name: &SmolStr, span: Span) -> NodeKind {
        let mut items: Vec<(usize, Columns)> = Vec::new();
        let mut found = None;
        for (depth, local) in self.locals.iter_mut().rev().enumerate() {
            match local {
                Local::Variable(known, used, _) if known == name => {
                    *used = true;
                    self.partial |= name == "partial";
                    self.question |= name == "?";
                    found = Some(NodeKind::Variable(depth));
                    break;
                }
                Local::Item(columns) => items.push((depth, columns.clone())),
                Local::Variable(..) => {}
            }
        }
        if let (Some((depth, _)), None, "item") = (items.first(), &found, name.as_str()) {
            found = Some(NodeKind::Variable(*depth));
        }
        if let (None, Some((slot, _))) = (&found, self.scope.find(name)) {
            self.slots.push(slot);
            self.reads.push(slot);
            self.names.push((span, slot));
            found = Some(NodeKind::Slot(slot));
        }
        // The keys of an item come before all names outside, those of the innermost one first.
        let somewhere =
            |(_, columns): &(usize, Columns)| columns.as_ref().is_none_or(|columns| columns.contains(name));
        if found.is_none() && !items.iter().any(somewhere) {
            let innermost = items.first().and_then(|(_, columns)| columns.clone());
            self.check_column(innermost, name, span);
        }
        for (depth, _) in items.into_iter().rev() {
            let outer = found.map(|kind| Box::new(Node::new(kind, span)));
            found = Some(NodeKind::ItemName { depth, name: name.clone(), outer });
        }
        found.unwrap_or_else(|| self.unknown(name, span))
    }

    fn unknown(&mut self, name: &SmolStr, span: Span) -> NodeKind {
        let own = builtin::find(name, &[], 1).filter(|_| self.scope.dialect == Dialect::Feel);
        if let Some(Builtin { parameters, least, call, .. }) = own {
            // A built-in function as a value: one that calls it with all that it needs.
            let arguments =
                (0..*least).rev().map(|depth| Node::new(NodeKind::Variable(depth), span)).gather();
            let body = Node::new(NodeKind::Builtin(*call, arguments), span);
            let (mut names, mut kinds) = (Vec::new(), Vec::new());
            for name in parameters.iter().take(*least) {
                names.push((*name).into());
                kinds.push(Kind::Any);
            }
            let kinds = Arc::new(kinds);
            return NodeKind::Function(Arc::new(Literal { parameters: names, kinds, body, height: 2 }));
        }
        let phrases = &["没有「{}」这个名称", "there is no name `{}`"];
        let quoted = ["\"", name, "\""].concat();
        let meant = self.scope.nearest(name).filter(|_| !self.scope.has_option(name)).unwrap_or(&quoted);
        // What is no name of several words, and no deadline, is no text either.
        let slip = name.split(' ').find_map(slip);
        let is_other = meant != quoted || !name.contains([' ', '"']);
        let meant = slip.or(is_other.then_some(meant));
        self.refuse_name("expression.unknown_name", span, phrases, name, meant);
        NodeKind::Constant(Value::Null)
    }
}
