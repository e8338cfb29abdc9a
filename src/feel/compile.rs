//! Compiles the tree to an expression over slots: resolves names, checks calls, rejects obvious mistakes
//! before anyone fills in a form, and folds constants.

use super::ast::{Ast, AstKind, Binary, UnaryTest};
use super::builtin::call::CallKind;
use super::builtin::{self, FAMILIES};
use super::dialect::Dialect;
use super::environment::{Environment, FunctionId, NoHost};
use super::error::ExpressionError;
use super::evaluate::{EvalScope, is_quick};
use super::expression::{Expression, ExpressionInner};
use super::node::{Node, NodeKind, TestNode};
use super::parser::parse;
use super::scope::{Scope, Type};
use super::slot::{Slot, space};
use crate::data::{Gather, Span, Value, limits};
use smol_str::SmolStr;
use std::sync::Arc;

mod call;
mod check;
mod name;
mod shared;
mod unary;

use call::CallAst;

pub use unary::{Tests, compile_tests};

/// Compiles an expression over the names in scope.
///
/// # Errors
/// Returns every error in the text, with its position.
///
/// # Example
/// ```
/// use gongdan::data::Value;
/// use gongdan::feel::{Dialect, Environment, NoHost, Scope, compile};
/// let sum = compile("0.1 + 0.2 = 0.3", &Scope::new(Dialect::Feel)).unwrap();
/// assert_eq!(*sum.evaluate(&Environment::new([&[]; 5], &NoHost)), Value::Bool(true));
/// ```
pub fn compile(text: &str, scope: &Scope) -> Result<Expression, Vec<ExpressionError>> {
    compile_as(text, scope, &Type::Any)
}

/// Like [`compile`], but rejects an expression that can never have a value of type `wanted`.
///
/// # Errors
/// Returns every error in the text, with its position.
pub fn compile_as(text: &str, scope: &Scope, wanted: &Type) -> Result<Expression, Vec<ExpressionError>> {
    if text.len() > limits::EXPRESSION_BYTES {
        let (zh, en) = ("表达式过长（EXPRESSION_BYTES）", "the expression is longer than `EXPRESSION_BYTES`");
        return Err(vec![ExpressionError::new("expression.bytes", Span::new(0, text.len()), zh, en)]);
    }
    let (tree, errors) = parse(text, &scope.multi_word, FAMILIES);
    let mut compiler = Compiler::new(scope, errors);
    let root = compiler.node(&tree);
    compiler.check_type(&tree, wanted);
    compiler.finish(root, text)
}

/// What a local name refers to: a variable, or the item of a filter, whose keys are names.
enum Local {
    /// The name, whether anything reads it, and its columns if it is a row.
    Variable(SmolStr, bool, Columns),
    Item(Columns),
}

/// The columns of a row, if known.
type Columns = Option<Arc<[SmolStr]>>;

impl Local {
    fn unread(name: &SmolStr) -> Self {
        Self::Variable(name.clone(), false, None)
    }
}

struct Compiler<'a> {
    scope: &'a Scope,
    errors: Vec<ExpressionError>,
    slots: Vec<Slot>,
    reads: Vec<Slot>,
    functions: Vec<FunctionId>,
    names: Vec<(Span, Slot)>,
    locals: Vec<Local>,
    /// The outermost local read since the current node began.
    outermost: usize,
    /// Whether `partial` has been read since the innermost `for` began.
    partial: bool,
    /// Whether `?` has been read.
    reads_question_mark: bool,
    /// The nesting level of the current node, and the deepest level since the innermost function began.
    level: u32,
    deepest: u32,
    /// The total weight of all nodes so far.
    weight: u32,
}

impl<'a> Compiler<'a> {
    fn new(scope: &'a Scope, errors: Vec<ExpressionError>) -> Self {
        let (slots, reads, functions, names, locals) = Default::default();
        Self {
            scope,
            errors,
            slots,
            reads,
            functions,
            names,
            locals,
            outermost: usize::MAX,
            partial: false,
            reads_question_mark: false,
            level: 0,
            deepest: 0,
            weight: 0,
        }
    }

    fn finish(self, root: Node, text: &str) -> Result<Expression, Vec<ExpressionError>> {
        let Self { errors, slots, reads, functions, names, .. } = self;
        if !errors.is_empty() {
            return Err(errors);
        }
        let (slots, reads, functions) =
            (sorted_unique(slots), sorted_unique(reads), sorted_unique(functions));
        Ok(Expression(Arc::new(ExpressionInner { root, text: text.into(), slots, reads, functions, names })))
    }

    fn boxed(&mut self, ast: &Ast) -> Box<Node> {
        Box::new(self.node(ast))
    }

    fn pair(&mut self, a: &Ast, b: &Ast) -> Box<[Node; 2]> {
        Box::new([self.node(a), self.node(b)])
    }

    fn triple(&mut self, parts: &[Ast; 3]) -> Box<[Node; 3]> {
        let [a, b, c] = parts;
        Box::new([self.node(a), self.node(b), self.node(c)])
    }

    fn node(&mut self, ast: &Ast) -> Node {
        self.level = self.level.saturating_add(1);
        self.deepest = self.deepest.max(self.level);
        let (before, weight_before) = (self.reads_before(), self.weight);
        self.weight = self.weight.saturating_add(own_weight(&ast.kind));
        let kind = self.kind(ast);
        self.level = self.level.saturating_sub(1);
        let mut node = fold_constants(Node::new(kind, ast.span));
        node.weight = self.weight.saturating_sub(weight_before);
        let outside = before.outermost;
        let node = if self.level > 0 { self.share_part(node, before) } else { node };
        self.outermost = self.outermost.min(outside);
        node
    }

    fn kind(&mut self, ast: &Ast) -> NodeKind {
        match &ast.kind {
            AstKind::Null | AstKind::Error => NodeKind::Constant(Value::Null),
            AstKind::Bool(flag) => NodeKind::Constant(Value::Bool(*flag)),
            AstKind::Number(number) => NodeKind::Constant(Value::Number(*number)),
            AstKind::Text(text) => NodeKind::Constant(Value::Text(text.clone())),
            AstKind::At(text) => self.at_literal(text, ast.span),
            AstKind::Name(name) => self.name(name, ast.span),
            AstKind::Negate(inner) => NodeKind::Negate(self.boxed(inner)),
            AstKind::Binary(operator, a, b) => self.binary(*operator, a, b),
            AstKind::If(parts) => {
                let [condition, _, _] = &**parts;
                self.check_type(condition, &Type::Bool);
                NodeKind::If(self.scope.dialect, self.triple(parts))
            }
            AstKind::Between(parts) => self.between(parts),
            AstKind::In(value, tests) => {
                let node = self.boxed(value);
                let tests = tests.iter().map(|test| self.test(value, test)).gather();
                NodeKind::In(self.scope.dialect, node, tests)
            }
            AstKind::List(items) => NodeKind::List(items.iter().map(|item| self.node(item)).gather()),
            AstKind::Context(entries) => self.context(entries),
            AstKind::Range { low, low_in, high, high_in } => {
                let mut end = |end: &Option<Box<Ast>>| end.as_ref().map(|end| self.boxed(end));
                let (low, high) = (end(low), end(high));
                NodeKind::Range { low, low_in: *low_in, high, high_in: *high_in }
            }
            AstKind::Steps(ends) => {
                let [low, high] = &**ends;
                NodeKind::Steps(self.pair(low, high))
            }
            AstKind::Path(inner, name) => {
                let node = self.boxed(inner);
                self.check_column(self.columns_of(inner), name, ast.span);
                self.check_property(inner, name);
                NodeKind::Path(node, name.clone())
            }
            AstKind::Filter(list, condition) => self.filter(list, condition),
            AstKind::Call(name, arguments) => self.call(CallAst { name, arguments, span: ast.span }),
            AstKind::Point(end, only) => NodeKind::Point(self.boxed(end), *only),
            AstKind::Invoke(callee, arguments) => self.invoke(callee, arguments),
            AstKind::Function(parameters, kinds, body) => {
                self.function(&SmolStr::default(), parameters, kinds, body)
            }
            AstKind::InstanceOf(value, kind) => NodeKind::InstanceOf(self.boxed(value), kind.clone()),
            AstKind::For(variables, body) => {
                let outer = core::mem::take(&mut self.partial);
                let (lists, body) = self.iteration(variables, body, true);
                let partial = core::mem::replace(&mut self.partial, outer);
                NodeKind::For(self.scope.dialect, lists, body, partial)
            }
            AstKind::Quantified(some, variables, body) => {
                let (lists, body) = self.iteration(variables, body, false);
                NodeKind::Quantified(self.scope.dialect, *some, lists, body)
            }
        }
    }

    fn at_literal(&mut self, text: &SmolStr, span: Span) -> NodeKind {
        match builtin::temporal_literal(text) {
            // The host resolves the offset at evaluation time.
            Some(value @ Value::Zoned(_)) => {
                let written = Node::new(NodeKind::Constant(value), span);
                NodeKind::Builtin(builtin::temporal_itself(), vec![written])
            }
            Some(value) => NodeKind::Constant(value),
            None => {
                let phrases = &["「{}」不是日期、时间或时长", "`{}` is not a date, time or duration"];
                self.errors.push(ExpressionError::filled("expression.temporal", span, phrases, text));
                NodeKind::Constant(Value::Null)
            }
        }
    }

    fn binary(&mut self, operator: Binary, a: &Ast, b: &Ast) -> NodeKind {
        if let (Binary::Equal | Binary::NotEqual, Dialect::Standard) = (operator, self.scope.dialect) {
            let present = operator == Binary::NotEqual;
            match (&a.kind, &b.kind) {
                (_, AstKind::Null) => return NodeKind::Present(self.boxed(a), present),
                (AstKind::Null, _) => return NodeKind::Present(self.boxed(b), present),
                _ => {}
            }
        }
        let pair = self.pair(a, b);
        self.check_kinds(operator, a, b);
        NodeKind::Binary(operator, self.scope.dialect, pair)
    }

    fn between(&mut self, parts: &[Ast; 3]) -> NodeKind {
        let [value, low, high] = parts;
        let range = self.range(value, low, true, high, true);
        NodeKind::In(self.scope.dialect, self.boxed(value), vec![range])
    }

    fn range(&mut self, value: &Ast, low: &Ast, low_in: bool, high: &Ast, high_in: bool) -> TestNode {
        self.check_kinds(Binary::GreaterEqual, value, low);
        self.check_kinds(Binary::LessEqual, value, high);
        TestNode::Range { low: self.boxed(low), low_in, high: self.boxed(high), high_in }
    }

    /// Compiles one test of `value`.
    fn test(&mut self, value: &Ast, test: &UnaryTest) -> TestNode {
        match test {
            UnaryTest::Value(wanted) => {
                self.check_item(value, wanted);
                TestNode::Value(self.node(wanted))
            }
            UnaryTest::Compare(operator, bound) => {
                self.check_kinds(*operator, value, bound);
                TestNode::Compare(*operator, self.node(bound))
            }
            UnaryTest::Range { low, low_in, high, high_in } => {
                self.range(value, low, *low_in, high, *high_in)
            }
        }
    }

    fn context(&mut self, entries: &[(SmolStr, Ast)]) -> NodeKind {
        let keys: Vec<SmolStr> = entries.iter().map(|(key, _)| key.clone()).gather();
        if keys.len() > limits::CONTEXT_ENTRIES {
            let span = entries.first().map_or(Span::default(), |(_, value)| value.span);
            let (zh, en) = ("条目过多（CONTEXT_ENTRIES）", "there are more entries than `CONTEXT_ENTRIES`");
            self.errors.push(ExpressionError::new("expression.entries", span, zh, en));
        }
        let depth = self.locals.len();
        let mut values = Vec::new();
        for (key, value) in entries {
            values.push(match &value.kind {
                AstKind::Function(parameters, kinds, body) => {
                    Node::new(self.function(key, parameters, kinds, body), value.span)
                }
                _ => self.node(value),
            });
            self.locals.push(Local::unread(key));
        }
        self.locals.truncate(depth);
        NodeKind::Context(keys.into(), values)
    }

    fn filter(&mut self, list: &Ast, condition: &Ast) -> NodeKind {
        let columns = self.columns_of(list);
        let list = self.node(list);
        self.locals.push(Local::Item(columns));
        let condition = self.node(condition);
        self.locals.pop();
        NodeKind::Filter(self.scope.dialect, Box::new([list, condition]))
    }

    fn iteration(
        &mut self,
        variables: &[(SmolStr, Ast)],
        body: &Ast,
        partial: bool,
    ) -> (Vec<Node>, Box<Node>) {
        let (mut lists, depth) = (Vec::new(), self.locals.len());
        for (name, list) in variables {
            lists.push(self.node(list));
            self.locals.push(Local::Variable(name.clone(), false, self.columns_of(list)));
        }
        if partial {
            self.locals.push(Local::Variable("partial".into(), true, None));
        }
        let body = self.boxed(body);
        self.check_used(depth, body.span);
        (lists, body)
    }
}

/// The cost of a node without its parts, in units of about one value read.
fn own_weight(kind: &AstKind) -> u32 {
    if matches!(kind, AstKind::Binary(Binary::Divide, ..) | AstKind::Call(..)) { 16 } else { 1 }
}

/// Folds a node whose parts are all constant.
fn fold_constants(node: Node) -> Node {
    let constant = |node: &Node| matches!(node.kind, NodeKind::Constant(_));
    let ready = match &node.kind {
        NodeKind::Negate(inner) | NodeKind::Not(inner) => constant(inner),
        NodeKind::Binary(_, _, pair) => pair.iter().all(constant),
        NodeKind::List(items)
        | NodeKind::Builtin(
            CallKind::Plain(_)
            | CallKind::Scalar(..)
            | CallKind::First(_)
            | CallKind::Sum(_)
            | CallKind::Counted(_)
            | CallKind::HigherOrder(_),
            items,
        ) => items.iter().all(constant),
        _ => false,
    };
    if !ready {
        return node;
    }
    let outside = Environment::new([&[]; space::COUNT], &NoHost);
    let value = node.evaluate(EvalScope::new(&outside)).into_owned();
    // Keep a null unfolded, so that its note can still be produced on request.
    if value.is_null() { node } else { Node::new(NodeKind::Constant(value), node.span) }
}

impl Node {
    fn new(kind: NodeKind, span: Span) -> Self {
        let quick = is_quick(&kind);
        Self { kind, span, quick, weight: 1 }
    }
}

/// Sorts and removes duplicates; a linear insert will do, since there are few.
fn sorted_unique<T: Ord>(all: Vec<T>) -> Vec<T> {
    let mut kept: Vec<T> = Vec::new();
    for one in all {
        let at = kept.iter().position(|other| *other >= one).unwrap_or(kept.len());
        if kept.get(at) != Some(&one) {
            kept.insert(at, one);
        }
    }
    kept
}
