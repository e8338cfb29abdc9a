//! Unary tests: the input cells of decision tables, in which `?` stands for the value under test.

use super::{Compiler, Local};
use crate::data::{Span, Value};
use crate::feel::ast::{Ast, AstKind};
use crate::feel::builtin::FAMILIES;
use crate::feel::environment::Environment;
use crate::feel::error::ExpressionError;
use crate::feel::evaluate::CellTest;
use crate::feel::expression::Expression;
use crate::feel::node::{Node, NodeKind, TestNode};
use crate::feel::parser::parse_tests;
use crate::feel::scope::Scope;

/// The tests of a cell, ready to be asked.
#[derive(Debug)]
pub struct Tests {
    /// None matches anything.
    tests: Option<Vec<CellTest>>,
    negated: bool,
    /// What they read, as an expression whose value nobody asks for.
    reads: Option<Expression>,
}

/// Compiles unary tests over the names in scope; `-` and a blank text match anything.
///
/// # Errors
/// Every error of the text, each with its place.
pub fn compile_tests(text: &str, scope: &Scope) -> Result<Tests, Vec<ExpressionError>> {
    if matches!(text.trim(), "" | "-") {
        return Ok(Tests::any());
    }
    let (negated, tests, errors) = parse_tests(text, &scope.spaced, FAMILIES);
    let mut compiler = Compiler::new(scope, errors);
    compiler.locals.push(Local::Variable("?".into(), true, None));
    // Nothing is known of the value that will be asked.
    let value = Ast { kind: AstKind::Null, span: Span::default() };
    let mut ready = Vec::new();
    for test in &tests {
        compiler.question = false;
        let node: TestNode = compiler.test(&value, test);
        ready.push(CellTest { node, asks: compiler.question });
    }
    let root = Node::new(NodeKind::Constant(Value::Null), Span::default());
    let reads = Some(compiler.finish(root, text)?);
    Ok(Tests { tests: Some(ready), negated, reads })
}

impl Tests {
    /// Those that anything passes.
    pub(in crate::feel) fn any() -> Self {
        Self { tests: None, negated: false, reads: None }
    }

    /// Their text and what they read; none where anything passes.
    pub fn expression(&self) -> Option<&Expression> {
        self.reads.as_ref()
    }

    /// Whether the value passes one of the tests, or none of them where they are negated.
    pub fn pass(&self, value: &Value, environment: &Environment) -> bool {
        let Some(tests) = &self.tests else { return true };
        tests.iter().any(|test| test.passes(value, environment)) != self.negated
    }

    /// The place of the first test that the value passes.
    pub fn place(&self, value: &Value, environment: &Environment) -> Option<usize> {
        self.tests.as_ref()?.iter().position(|test| test.passes(value, environment))
    }
}
