//! The tree → an expression over slots: names are found, calls checked, obvious faults refused before
//! anyone fills in a form, constants computed once.

use super::ast::{Ast, AstKind, Binary, Test};
use super::builtin::{self, Builtin};
use super::error::{ExpressionError, Fault, Note};
use super::evaluate::{Environment, NoHost};
use super::order::once;
use super::parser::parse;
use super::scope::{Dialect, FunctionId, Scope, Slot, space};
use crate::data::{Phrase, Span, Value, limits};
use smol_str::SmolStr;
use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::Arc;

mod unary;

pub use unary::{Tests, compile_tests};

/// An expression that is ready to be evaluated.
#[derive(Clone, Debug)]
pub struct Expression {
    root: Node,
    text: SmolStr,
    slots: Vec<Slot>,
    functions: Vec<FunctionId>,
    names: Vec<(Span, Slot)>,
}

#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) kind: NodeKind,
    pub(super) span: Span,
}

pub(super) type Call = fn(&[Value]) -> Result<Value, Fault>;

#[derive(Clone, Debug)]
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
    If(Box<[Node; 3]>),
    In(Dialect, Box<Node>, Vec<TestNode>),
    List(Vec<Node>),
    Context(Arc<[SmolStr]>, Vec<Node>),
    Range {
        low: Option<Box<Node>>,
        low_in: bool,
        high: Option<Box<Node>>,
        high_in: bool,
    },
    Steps(Box<[Node; 2]>),
    Path(Box<Node>, SmolStr),
    Filter(Box<Node>, Box<Node>),
    /// Lists, body, and whether the body reads `partial`.
    For(Vec<Node>, Box<Node>, bool),
    Quantified(bool, Vec<Node>, Box<Node>),
    Builtin(Call, Vec<Node>),
    Call(FunctionId, Vec<Node>),
}

#[derive(Clone, Debug)]
pub(super) enum TestNode {
    Value(Node),
    Compare(Binary, Node),
    Range { low: Box<Node>, low_in: bool, high: Box<Node>, high_in: bool },
}

/// Compiles an expression over the names in scope.
///
/// # Errors
/// Every error of the text, each with its place.
///
/// # Example
/// ```
/// use gongdan::data::Value;
/// use gongdan::feel::{Dialect, Environment, NoHost, Scope, compile};
/// let sum = compile("0.1 + 0.2 = 0.3", &Scope::new(Dialect::Feel)).unwrap();
/// assert_eq!(*sum.evaluate(&Environment::new([&[]; 5], &NoHost)), Value::Bool(true));
/// ```
pub fn compile(text: &str, scope: &Scope) -> Result<Expression, Vec<ExpressionError>> {
    if text.len() > limits::EXPRESSION_BYTES {
        let (zh, en) = ("表达式过长（EXPRESSION_BYTES）", "the expression is longer than `EXPRESSION_BYTES`");
        return Err(vec![ExpressionError::new("expression.bytes", Span::new(0, text.len()), zh, en)]);
    }
    let (tree, errors) = parse(text, scope);
    let mut compiler = Compiler::new(scope, errors);
    let root = compiler.node(&tree);
    let Compiler { errors, slots, functions, names, .. } = compiler;
    if !errors.is_empty() {
        return Err(errors);
    }
    let slots = once(slots, |slot| (slot.space, slot.index));
    let functions = once(functions, |function| (0, function.0));
    Ok(Expression { root, text: text.into(), slots, functions, names })
}

impl Expression {
    /// The value; nobody hears why it is null.
    pub fn evaluate<'a>(&'a self, environment: &Environment<'a>) -> Cow<'a, Value> {
        self.root.evaluate(environment, None)
    }

    /// The value, and why it is null.
    pub fn explain(&self, environment: &Environment) -> (Value, Vec<Note>) {
        let notes = RefCell::new(Vec::new());
        let value = self.root.evaluate(&environment.listening(&notes), None).into_owned();
        (value, notes.into_inner())
    }

    /// The slots it reads, each once, in order.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// The functions of the standard that it calls.
    pub fn functions(&self) -> &[FunctionId] {
        &self.functions
    }

    /// Where the names of slots stand in the text.
    pub fn names(&self) -> &[(Span, Slot)] {
        &self.names
    }

    /// The text as it was written.
    pub fn text(&self) -> &SmolStr {
        &self.text
    }
}

/// What a local name stands for: a variable, or the item of a filter whose keys are names.
enum Local {
    Variable(SmolStr),
    Item,
}

struct Compiler<'a> {
    scope: &'a Scope,
    errors: Vec<ExpressionError>,
    slots: Vec<Slot>,
    functions: Vec<FunctionId>,
    names: Vec<(Span, Slot)>,
    locals: Vec<Local>,
    /// Whether `partial` was read since the innermost `for` began.
    partial: bool,
    /// Whether `?` was read.
    question: bool,
}

impl<'a> Compiler<'a> {
    fn new(scope: &'a Scope, errors: Vec<ExpressionError>) -> Self {
        let (slots, functions, names, locals) = Default::default();
        Self { scope, errors, slots, functions, names, locals, partial: false, question: false }
    }

    fn boxed(&mut self, ast: &Ast) -> Box<Node> {
        Box::new(self.node(ast))
    }

    fn pair(&mut self, a: &Ast, b: &Ast) -> Box<[Node; 2]> {
        Box::new([self.node(a), self.node(b)])
    }

    fn three(&mut self, parts: &[Ast; 3]) -> Box<[Node; 3]> {
        let [a, b, c] = parts;
        Box::new([self.node(a), self.node(b), self.node(c)])
    }

    fn node(&mut self, ast: &Ast) -> Node {
        let kind = match &ast.kind {
            AstKind::Null | AstKind::Error => NodeKind::Constant(Value::Null),
            AstKind::Bool(flag) => NodeKind::Constant(Value::Bool(*flag)),
            AstKind::Number(number) => NodeKind::Constant(Value::Number(*number)),
            AstKind::Text(text) => NodeKind::Constant(Value::Text(text.clone())),
            AstKind::At(text) => self.at_literal(text, ast.span),
            AstKind::Name(name) => self.name(name, ast.span),
            AstKind::Negate(inner) => NodeKind::Negate(self.boxed(inner)),
            AstKind::Binary(operator, a, b) => self.binary(*operator, a, b),
            AstKind::If(parts) => NodeKind::If(self.three(parts)),
            AstKind::Between(parts) => self.between(parts),
            AstKind::In(value, tests) => {
                let value = self.boxed(value);
                let tests = tests.iter().map(|test| self.test(test)).collect();
                NodeKind::In(self.scope.dialect, value, tests)
            }
            AstKind::List(items) => NodeKind::List(items.iter().map(|item| self.node(item)).collect()),
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
            AstKind::Path(inner, name) => NodeKind::Path(self.boxed(inner), name.clone()),
            AstKind::Filter(list, condition) => self.filter(list, condition),
            AstKind::Call(name, arguments) => self.call(name, arguments, ast.span),
            AstKind::For(variables, body) => {
                let outer = core::mem::take(&mut self.partial);
                let (lists, body) = self.iteration(variables, body, true);
                let partial = core::mem::replace(&mut self.partial, outer);
                NodeKind::For(lists, body, partial)
            }
            AstKind::Quantified(some, variables, body) => {
                let (lists, body) = self.iteration(variables, body, false);
                NodeKind::Quantified(*some, lists, body)
            }
        };
        folded(Node { kind, span: ast.span })
    }

    fn at_literal(&mut self, text: &SmolStr, span: Span) -> NodeKind {
        match builtin::temporal_literal(text) {
            Some(value) => NodeKind::Constant(value),
            None => {
                let (zh, en) = (
                    format!("「{text}」不是日期、时间或时长"),
                    format!("`{text}` is no date, time or duration"),
                );
                self.errors.push(ExpressionError::new("expression.temporal", span, zh, en));
                NodeKind::Constant(Value::Null)
            }
        }
    }

    fn name(&mut self, name: &SmolStr, span: Span) -> NodeKind {
        let mut items = 0usize;
        for (depth, local) in self.locals.iter().rev().enumerate() {
            match local {
                Local::Variable(known) if known == name => {
                    self.partial |= name == "partial";
                    self.question |= name == "?";
                    return NodeKind::Variable(depth);
                }
                Local::Item => items = items.saturating_add(1),
                Local::Variable(_) => {}
            }
        }
        let slot = self.scope.find(name).map(|(slot, _)| slot);
        if let Some(slot) = slot {
            self.slots.push(slot);
            self.names.push((span, slot));
        }
        let depth = self.locals.iter().rev().position(|local| matches!(local, Local::Item));
        let item = depth.filter(|_| name == "item").map(NodeKind::Variable);
        let outer = item.or(slot.map(NodeKind::Slot));
        match (depth, outer) {
            (Some(depth), outer) => {
                let outer = outer.map(|kind| Box::new(Node { kind, span }));
                NodeKind::ItemName { depth, name: name.clone(), outer }
            }
            (None, Some(outer)) => outer,
            (None, None) => self.unknown(name, span),
        }
    }

    fn unknown(&mut self, name: &SmolStr, span: Span) -> NodeKind {
        let (zh, en) = (format!("没有「{name}」这个名称"), format!("there is no name `{name}`"));
        let mut error = ExpressionError::new("expression.unknown_name", span, zh, en);
        if let Some(meant) = self.scope.nearest(name) {
            error = error.help(format!("是否想写「{meant}」？"), format!("did you mean `{meant}`?"));
        }
        self.errors.push(error);
        NodeKind::Constant(Value::Null)
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

    /// Refuses a comparison that can never hold, such as a date with a number.
    fn check_kinds(&mut self, operator: Binary, a: &Ast, b: &Ast) {
        let compares = !matches!(
            operator,
            Binary::Or
                | Binary::And
                | Binary::Add
                | Binary::Subtract
                | Binary::Multiply
                | Binary::Divide
                | Binary::Power
        );
        let (Some(left), Some(right)) = (self.kind_of(a), self.kind_of(b)) else { return };
        if compares && left != right {
            let (zh, en) = (
                format!("{left} 不能与 {right} 比较"),
                format!("a {left} cannot be compared with a {right}"),
            );
            self.errors.push(ExpressionError::new("expression.kinds", a.span.to(b.span), zh, en));
        }
    }

    fn kind_of(&self, ast: &Ast) -> Option<&'static str> {
        use super::scope::Type;
        match &ast.kind {
            AstKind::Number(_) => Some("number"),
            AstKind::Text(_) => Some("string"),
            AstKind::Bool(_) => Some("boolean"),
            AstKind::Name(name) if self.locals.is_empty() => match self.scope.find(name)?.1 {
                Type::Number => Some("number"),
                Type::Text => Some("string"),
                Type::Bool => Some("boolean"),
                Type::Date => Some("date"),
                Type::Time => Some("time"),
                Type::DateTime => Some("date and time"),
                _ => None,
            },
            _ => None,
        }
    }

    fn between(&mut self, parts: &[Ast; 3]) -> NodeKind {
        let [value, low, high] = parts;
        let range =
            TestNode::Range { low: self.boxed(low), low_in: true, high: self.boxed(high), high_in: true };
        NodeKind::In(self.scope.dialect, self.boxed(value), vec![range])
    }

    fn test(&mut self, test: &Test) -> TestNode {
        match test {
            Test::Value(value) => TestNode::Value(self.node(value)),
            Test::Compare(operator, value) => TestNode::Compare(*operator, self.node(value)),
            Test::Range { low, low_in, high, high_in } => TestNode::Range {
                low: self.boxed(low),
                low_in: *low_in,
                high: self.boxed(high),
                high_in: *high_in,
            },
        }
    }

    fn context(&mut self, entries: &[(SmolStr, Ast)]) -> NodeKind {
        let keys: Vec<SmolStr> = entries.iter().map(|(key, _)| key.clone()).collect();
        if keys.len() > limits::CONTEXT_ENTRIES {
            let span = entries.first().map_or(Span::default(), |(_, value)| value.span);
            let (zh, en) = ("条目过多（CONTEXT_ENTRIES）", "there are more entries than `CONTEXT_ENTRIES`");
            self.errors.push(ExpressionError::new("expression.entries", span, zh, en));
        }
        let depth = self.locals.len();
        let mut values = Vec::new();
        for (key, value) in entries {
            values.push(self.node(value));
            self.locals.push(Local::Variable(key.clone()));
        }
        self.locals.truncate(depth);
        NodeKind::Context(keys.into(), values)
    }

    fn filter(&mut self, list: &Ast, condition: &Ast) -> NodeKind {
        let list = self.boxed(list);
        self.locals.push(Local::Item);
        let condition = self.boxed(condition);
        self.locals.pop();
        NodeKind::Filter(list, condition)
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
            self.locals.push(Local::Variable(name.clone()));
        }
        if partial {
            self.locals.push(Local::Variable("partial".into()));
        }
        let body = self.boxed(body);
        self.locals.truncate(depth);
        (lists, body)
    }

    fn call(&mut self, name: &SmolStr, arguments: &[(Option<SmolStr>, Ast)], span: Span) -> NodeKind {
        if let Some(signature) = self.scope.find_function(name) {
            let (id, parameters) = (signature.id, signature.parameters.clone());
            let names: Vec<&str> = parameters.iter().map(SmolStr::as_str).collect();
            self.functions.push(id);
            return NodeKind::Call(id, self.arguments(name, &names, None, arguments, span));
        }
        if name == "not" {
            if let [(_, inner)] = arguments {
                return NodeKind::Not(self.boxed(inner));
            }
        }
        let keys: Vec<&str> = arguments.iter().filter_map(|(key, _)| key.as_deref()).collect();
        match builtin::find(name, &keys, arguments.len()) {
            Some(Builtin { parameters, least, call, .. }) => {
                NodeKind::Builtin(*call, self.arguments(name, parameters, Some(*least), arguments, span))
            }
            None => {
                let (zh, en) = (format!("没有「{name}」这个函数"), format!("there is no function `{name}`"));
                let mut error = ExpressionError::new("expression.unknown_function", span, zh, en);
                if let Some(meant) = self.scope.nearest_function(name) {
                    error = error.help(format!("是否想写「{meant}」？"), format!("did you mean `{meant}`?"));
                }
                self.errors.push(error);
                NodeKind::Constant(Value::Null)
            }
        }
    }

    /// The arguments in the order of the parameters. A last parameter `…` takes all that follow.
    fn arguments(
        &mut self,
        name: &SmolStr,
        parameters: &[&str],
        least: Option<usize>,
        arguments: &[(Option<SmolStr>, Ast)],
        span: Span,
    ) -> Vec<Node> {
        let null = || Node { kind: NodeKind::Constant(Value::Null), span };
        if arguments.iter().any(|(name, _)| name.is_some()) {
            let mut nodes: Vec<Node> =
                parameters.iter().filter(|name| **name != "…").map(|_| null()).collect();
            for (key, value) in arguments {
                let at = parameters.iter().position(|parameter| key.as_deref() == Some(*parameter));
                let node = self.node(value);
                match at.and_then(|at| nodes.get_mut(at)) {
                    Some(place) => *place = node,
                    None => self.wrong_arguments(name, parameters, value.span),
                }
            }
            if arguments.len() < least.unwrap_or(0) {
                self.wrong_arguments(name, parameters, span);
            }
            return nodes;
        }
        let open = parameters.last() == Some(&"…");
        let fewest = least.unwrap_or(0);
        if arguments.len() < fewest || (arguments.len() > parameters.len() && !open) {
            self.wrong_arguments(name, parameters, span);
        }
        arguments.iter().map(|(_, value)| self.node(value)).collect()
    }

    fn wrong_arguments(&mut self, name: &SmolStr, parameters: &[&str], span: Span) {
        let list = parameters.join(", ");
        self.errors.push(ExpressionError {
            code: "expression.arguments",
            span,
            message: Phrase::new(
                format!("「{name}」的参数不对"),
                format!("the arguments do not fit `{name}`"),
            ),
            help: Some(Phrase::new(format!("写法：{name}({list})"), format!("it is written {name}({list})"))),
        });
    }
}

/// Computes a node whose parts are all constant.
fn folded(node: Node) -> Node {
    let constant = |node: &Node| matches!(node.kind, NodeKind::Constant(_));
    let ready = match &node.kind {
        NodeKind::Negate(inner) | NodeKind::Not(inner) => constant(inner),
        NodeKind::Binary(_, _, pair) => pair.iter().all(constant),
        NodeKind::List(items) | NodeKind::Builtin(_, items) => items.iter().all(constant),
        _ => false,
    };
    if !ready {
        return node;
    }
    let value = node.evaluate(&Environment::new([&[]; space::COUNT], &NoHost), None).into_owned();
    // A null stays as it is written, so that the note of its fault is there when somebody asks.
    if value.is_null() { node } else { Node { kind: NodeKind::Constant(value), span: node.span } }
}
