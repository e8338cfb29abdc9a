//! Resolves names: variables, keys of filter items, values of the scope. Names of functions are resolved in
//! `call`.

use super::{Columns, Compiler, Local};
use crate::data::{Gather, Span, Value};
use crate::feel::builtin::{self, call::Builtin};
use crate::feel::dialect::Dialect;
use crate::feel::foreign::feel_equivalent;
use crate::feel::kind::Kind;
use crate::feel::node::{FunctionLiteral, Node, NodeKind};
use smol_str::SmolStr;
use std::sync::Arc;

/// The filter items around a name.
#[derive(Default)]
struct EnclosingItems {
    /// The columns of the innermost item.
    innermost: Option<Columns>,
    /// The depths of items with unknown columns, any of which may have the name as a key.
    unknown: Vec<usize>,
}

impl EnclosingItems {
    /// Resolves a name at the filter item at `depth`: outer `None` if the name is certainly not one of its
    /// keys, inner `None` if the columns are unknown.
    fn item(&mut self, columns: &Columns, name: &str, depth: usize) -> Option<Option<NodeKind>> {
        let is_item = self.innermost.is_none() && name == "item";
        self.innermost.get_or_insert_with(|| columns.clone());
        let item = is_item.then_some(NodeKind::Variable(depth));
        match columns {
            Some(columns) if columns.iter().any(|column| column == name) => {
                Some(Some(NodeKind::ItemName { depth, name: name.into(), outer: None }))
            }
            Some(_) => item.map(Some),
            None => {
                self.unknown.push(depth);
                Some(item)
            }
        }
    }
}

impl Compiler<'_> {
    pub(super) fn name(&mut self, name: &SmolStr, span: Span) -> NodeKind {
        let mut enclosing = EnclosingItems::default();
        let mut found = self.local(name, &mut enclosing);
        if let (None, Some((slot, _))) = (&found, self.scope.find(name)) {
            self.slots.push(slot);
            self.reads.push(slot);
            self.names.push((span, slot));
            found = Some(NodeKind::Slot(slot));
        }
        if found.is_none() && enclosing.unknown.is_empty() {
            self.check_column(enclosing.innermost.flatten(), name, span);
        }
        // Keys of an item take precedence over all outer names, the innermost item first.
        for depth in enclosing.unknown.into_iter().rev() {
            let outer = found.map(|kind| Box::new(Node::new(kind, span)));
            found = Some(NodeKind::ItemName { depth, name: name.clone(), outer });
        }
        found.unwrap_or_else(|| self.builtin_or_unknown(name, span))
    }

    /// Resolves a name among loop variables and filter items, from the innermost outwards.
    fn local(&mut self, name: &SmolStr, enclosing: &mut EnclosingItems) -> Option<NodeKind> {
        let mut found = None;
        for (depth, (place, local)) in self.locals.iter_mut().enumerate().rev().enumerate() {
            match local {
                Local::Variable(known, used, _) if known == name => {
                    *used = true;
                    self.partial |= name == "partial";
                    self.reads_question_mark |= name == "?";
                    found = Some(NodeKind::Variable(depth));
                }
                Local::Variable(..) => continue,
                Local::Item(columns) => match enclosing.item(columns, name, depth) {
                    Some(meant) => found = meant,
                    None => continue,
                },
            }
            self.outermost = self.outermost.min(place);
            if found.is_some() {
                break;
            }
        }
        found
    }

    fn builtin_or_unknown(&mut self, name: &SmolStr, span: Span) -> NodeKind {
        let own = builtin::find(name, &[], 1).filter(|_| self.scope.dialect == Dialect::Feel);
        if let Some(Builtin { parameters, least, call, .. }) = own {
            // A built-in function used as a value becomes a function that calls it with its required
            // arguments.
            let arguments =
                (0..*least).rev().map(|depth| Node::new(NodeKind::Variable(depth), span)).gather();
            let body = Node::new(NodeKind::Builtin(*call, arguments), span);
            let (mut names, mut kinds) = (Vec::new(), Vec::new());
            for name in parameters.iter().take(*least) {
                names.push((*name).into());
                kinds.push(Kind::Any);
            }
            let kinds = Arc::new(kinds);
            return NodeKind::Function(Arc::new(FunctionLiteral {
                parameters: names,
                kinds,
                body,
                height: 2,
            }));
        }
        let phrases = &["没有「{}」这个名称", "there is no name `{}`"];
        let quoted = ["\"", name, "\""].concat();
        let meant = self.scope.nearest(name).filter(|_| !self.scope.has_option(name)).unwrap_or(&quoted);
        // Suggest quoting it as text, unless it has several words or contains a quote, as a deadline name
        // does.
        let foreign = name.split(' ').find_map(feel_equivalent);
        let is_other = meant != quoted || !name.contains([' ', '"']);
        let meant = foreign.or(is_other.then_some(meant));
        self.report_name("expression.unknown_name", span, phrases, name, meant);
        NodeKind::Constant(Value::Null)
    }
}
