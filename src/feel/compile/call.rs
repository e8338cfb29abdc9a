//! Calls and functions: resolves the function, orders the arguments, and compiles the bodies of functions.

use super::{Compiler, Local};
use crate::data::text::nearest;
use crate::data::{Decimal, Gather, Phrase, Span, Value};
use crate::feel::ast::{Argument, Ast, AstKind};
use crate::feel::builtin::{self, call::Builtin};
use crate::feel::dialect::Dialect;
use crate::feel::environment::FunctionId;
use crate::feel::error::ExpressionError;
use crate::feel::foreign::feel_equivalent;
use crate::feel::kind::Kind;
use crate::feel::node::{FunctionLiteral, Node, NodeKind};
use crate::feel::regex::Regex;
use crate::feel::scope::{Signature, Type, deadline_name};
use crate::feel::slot::{Slot, space};
use smol_str::SmolStr;
use std::sync::Arc;

/// Wraps a node so that a resulting date and time without an offset gets the zone's.
fn in_zone(kind: NodeKind, zone: i32, span: Span) -> NodeKind {
    let offset = NodeKind::Constant(Value::Number(Decimal::from(i64::from(zone))));
    NodeKind::Builtin(builtin::IN_ZONE, vec![Node::new(kind, span), Node::new(offset, span)])
}

/// A call by name, as written.
#[derive(Clone, Copy)]
pub(super) struct CallAst<'a> {
    pub(super) name: &'a SmolStr,
    pub(super) arguments: &'a [Argument],
    pub(super) span: Span,
}

impl Compiler<'_> {
    /// A call of the value of an expression.
    pub(super) fn invoke(&mut self, callee: &Ast, arguments: &[Argument]) -> NodeKind {
        let callee = self.boxed(callee);
        self.invocation(callee, arguments)
    }

    fn invocation(&mut self, callee: Box<Node>, arguments: &[Argument]) -> NodeKind {
        let mut names = Vec::new();
        for (name, _) in arguments {
            names.extend(name.clone());
        }
        let values = arguments.iter().map(|(_, value)| self.node(value)).gather();
        NodeKind::Invoke(callee, names, values)
    }

    /// Compiles a function. Inside it, `name` (the key of the context entry that holds it) refers to the
    /// function itself.
    pub(super) fn function(
        &mut self,
        name: &SmolStr,
        parameters: &[SmolStr],
        kinds: &Arc<Vec<Kind>>,
        body: &Ast,
    ) -> NodeKind {
        let (locals, deepest) = (self.locals.len(), core::mem::replace(&mut self.deepest, self.level));
        self.locals.push(Local::Variable(name.clone(), true, None));
        self.locals.extend(parameters.iter().map(Local::unread));
        let body = self.node(body);
        self.check_used(locals, body.span);
        let height = self.deepest.saturating_sub(self.level);
        self.deepest = self.deepest.max(deepest);
        let (parameters, kinds) = (parameters.to_vec(), kinds.clone());
        NodeKind::Function(Arc::new(FunctionLiteral { parameters, kinds, body, height }))
    }

    /// Compiles a call by name: of a variable, a function of the standard, a built-in function, or a value in
    /// scope.
    pub(super) fn call(&mut self, written: CallAst) -> NodeKind {
        let CallAst { name, arguments, span } = written;
        if self.locals.iter().any(|local| matches!(local, Local::Variable(known, ..) if known == name)) {
            return self.call_value(written);
        }
        if let Some((signature, id, reads_now)) = self.scope.find_function(name) {
            if reads_now {
                let now = Slot { space: space::MOMENT, index: 0 };
                self.slots.push(now);
                self.reads.push(now);
            }
            return self.call_function(signature, id, written);
        }
        if let Some(kind) = self.special_form(written) {
            return kind;
        }
        let keys: Vec<&str> = arguments.iter().filter_map(|(key, _)| key.as_deref()).gather();
        let may_be_called = |(_, kind): (Slot, &Type)| matches!(kind, Type::Any);
        match builtin::find(name, &keys, arguments.len()) {
            Some(own) => self.call_builtin(own, written),
            None if self.scope.find(name).is_some_and(may_be_called)
                || self.locals.iter().any(|local| matches!(local, Local::Item(_))) =>
            {
                self.call_value(written)
            }
            None => self.report_function(name, span),
        }
    }

    /// Calls the value that a name refers to.
    fn call_value(&mut self, CallAst { name, arguments, span }: CallAst) -> NodeKind {
        let callee = Box::new(Node::new(self.name(name, span), span));
        self.invocation(callee, arguments)
    }

    fn call_function(&mut self, signature: &Signature, id: FunctionId, written: CallAst) -> NodeKind {
        let names: Vec<&str> = signature.parameters.iter().map(SmolStr::as_str).gather();
        self.functions.push(id);
        if signature.whole && written.arguments.len() < names.len() {
            self.report_arguments(written, &names, written.span);
        }
        NodeKind::Call(id, self.arguments(written, &names, None))
    }

    /// Forms that look like calls but are not: `deadline("id")`, `label("field", option)`, `not(…)`.
    fn special_form(&mut self, CallAst { name, arguments, span }: CallAst) -> Option<NodeKind> {
        Some(match (name.as_str(), arguments) {
            ("deadline", [(None, Ast { kind: AstKind::Text(id), .. })]) => {
                self.name(&deadline_name(id), span)
            }
            ("label", [(None, Ast { kind: AstKind::Text(field), span: at }), (None, option)]) => {
                self.label(field, *at, option)
            }
            ("not", [(_, inner)]) => {
                self.check_type(inner, &Type::Bool);
                NodeKind::Not(self.boxed(inner))
            }
            _ => return None,
        })
    }

    fn call_builtin(&mut self, own: &Builtin, written: CallAst) -> NodeKind {
        let CallAst { name, arguments, span } = written;
        let Builtin { parameters, least, call, .. } = own;
        let call = match self.scope.dialect {
            Dialect::Standard => builtin::in_standard(name, parameters).unwrap_or(*call),
            Dialect::Feel => *call,
        };
        self.check_literals(own, call, written);
        self.check_ids(parameters, arguments);
        // A literal pattern is parsed once, at compile time.
        if let ("matches", [(None, text), (None, Ast { kind: AstKind::Text(pattern), .. })]) =
            (name.as_str(), arguments)
        {
            if let Ok(pattern) = Regex::parse(pattern) {
                return NodeKind::Matches(self.boxed(text), Arc::new(pattern));
            }
        }
        let found = NodeKind::Builtin(call, self.arguments(written, parameters, Some(*least)));
        match self.scope.zone.filter(|_| builtin::LOCAL.contains(&name.as_str())) {
            Some(zone) => in_zone(found, zone, span),
            None => found,
        }
    }

    fn report_function(&mut self, name: &SmolStr, span: Span) -> NodeKind {
        let phrases = &["没有「{}」这个函数", "there is no function `{}`"];
        let value = self.scope.find(name).map(|_| name.clone());
        let near = |name: &str| self.scope.nearest_function(name);
        let meant = value.or_else(|| near(name)).or_else(|| near(&name.to_ascii_lowercase()));
        let meant = feel_equivalent(name).or(meant.as_deref());
        self.report_name("expression.unknown_function", span, phrases, name, meant);
        NodeKind::Constant(Value::Null)
    }

    /// The label of a field's option. The options are known, so the lookup goes to a constant context.
    fn label(&mut self, field: &SmolStr, at: Span, option: &Ast) -> NodeKind {
        let option = self.node(option);
        let (Some(labels), Some(get)) = (self.scope.find_labels(field), builtin::find("get value", &[], 2))
        else {
            let phrases = &["「{}」没有选项", "`{}` has no options"];
            self.report_name("expression.unknown_name", at, phrases, field, None);
            return NodeKind::Constant(Value::Null);
        };
        let labels = Node::new(NodeKind::Constant(labels.clone()), at);
        NodeKind::Builtin(get.call, vec![labels, option])
    }

    /// Rejects literal ids that the standard does not define: the column of a dictionary, a format and its
    /// segment, a calendar.
    fn check_ids(&mut self, parameters: &[&str], arguments: &[Argument]) {
        let written = |at: usize| match arguments.get(at) {
            Some((_, Ast { kind: AstKind::Text(id), span })) => Some((id, *span)),
            _ => None,
        };
        let last = parameters.len().saturating_sub(1);
        match (parameters, arguments) {
            (["dictionary", ..], [(_, rows), ..]) => {
                if let Some((column, span)) = written(1) {
                    self.check_column(self.columns_of(rows), column, span);
                }
            }
            (["format", ..], _) => self.check_format(written(0), written(2)),
            ([.., "calendar"], _) => {
                if let Some((id, span)) =
                    written(last).filter(|(id, _)| self.scope.find_calendar(Some(id)).is_none())
                {
                    let phrases = &["没有「{}」这个工作日历", "there is no calendar `{}`"];
                    let meant = self.scope.nearest_calendar(id);
                    self.report_name("expression.unknown_calendar", span, phrases, id, meant);
                }
            }
            _ => {}
        }
    }

    /// Rejects a format that the standard does not define, or a segment that the format does not have.
    fn check_format(&mut self, id: Option<(&SmolStr, Span)>, segment: Option<(&SmolStr, Span)>) {
        let Some((id, span)) = id else { return };
        let Some((_, segments)) = self.scope.find_format(id) else {
            let phrases = &["没有「{}」这个格式", "there is no format `{}`"];
            return self.report_name(
                "expression.unknown_format",
                span,
                phrases,
                id,
                self.scope.nearest_format(id),
            );
        };
        if let Some((id, span)) = segment.filter(|(id, _)| !segments.contains(id)) {
            let phrases = &["这个格式没有「{}」这一段", "the format has no segment `{}`"];
            let meant = nearest(id, &mut segments.iter().map(SmolStr::as_str));
            self.report_name("expression.unknown_segment", span, phrases, id, meant);
        }
    }

    /// Rejects an unknown name; `meant` is a similar known one.
    pub(super) fn report_name(
        &mut self,
        code: &'static str,
        span: Span,
        phrases: &[&str; 2],
        name: &str,
        meant: Option<&str>,
    ) {
        self.errors.push(ExpressionError::filled(code, span, phrases, name).with_suggestion(meant));
    }

    /// Compiles positional arguments in the order of the parameters; a built-in function requires the first
    /// `least`. A last parameter `…` takes all further arguments.
    fn arguments(&mut self, written: CallAst, parameters: &[&str], least: Option<usize>) -> Vec<Node> {
        let arguments = written.arguments;
        if arguments.iter().any(|(name, _)| name.is_some()) {
            return self.named_arguments(written, parameters, least);
        }
        let open = parameters.last() == Some(&"…");
        let fewest = least.unwrap_or(0);
        if arguments.len() < fewest || (arguments.len() > parameters.len() && !open) {
            self.report_arguments(written, parameters, written.span);
        }
        arguments.iter().map(|(_, value)| self.node(value)).gather()
    }

    /// Like [`Self::arguments`], for named arguments in any order.
    fn named_arguments(&mut self, written: CallAst, parameters: &[&str], least: Option<usize>) -> Vec<Node> {
        let CallAst { arguments, span, .. } = written;
        let null = |_| Node::new(NodeKind::Constant(Value::Null), span);
        let mut nodes: Vec<Node> = parameters.iter().filter(|name| **name != "…").map(null).gather();
        let mut given = 0;
        for (key, value) in arguments {
            let at = parameters.iter().position(|parameter| key.as_deref() == Some(*parameter));
            let node = self.node(value);
            given = given.max(at.map_or(0, |at| at.saturating_add(1)));
            match at.and_then(|at| nodes.get_mut(at)) {
                Some(place) => *place = node,
                None => self.report_arguments(written, parameters, value.span),
            }
        }
        // Omit trailing optional arguments of a built-in function instead of passing null.
        if let Some(least) = least {
            nodes.truncate(given.max(least));
            if arguments.len() < least {
                self.report_arguments(written, parameters, span);
            }
        }
        nodes
    }

    /// Rejects arguments that do not match; the error is placed at `span`.
    pub(super) fn report_arguments(
        &mut self,
        CallAst { name, .. }: CallAst,
        parameters: &[&str],
        span: Span,
    ) {
        let written = [name, "(", &parameters.iter().joined(", "), ")"].concat();
        let phrases = &["「{}」的参数不对", "the arguments do not fit `{}`"];
        let error = ExpressionError::filled("expression.arguments", span, phrases, name);
        let help = Some(Phrase::filled(&["写法：{}", "usage: {}"], &[&written]));
        self.errors.push(ExpressionError { help, ..error });
    }
}
