//! Unary tests: the input cells of decision tables, in which `?` stands for the value under test.

use super::{Compiler, Local};
use crate::data::{Span, Value};
use crate::feel::ast::{Ast, AstKind, UnaryTest};
use crate::feel::builtin::FAMILIES;
use crate::feel::dialect::Dialect;
use crate::feel::environment::Environment;
use crate::feel::error::ExpressionError;
use crate::feel::evaluate::CellTest;
use crate::feel::expression::Expression;
use crate::feel::node::{Node, NodeKind, TestNode};
use crate::feel::parser::parse_tests;
use crate::feel::scope::Scope;

/// The compiled tests of a cell.
#[derive(Debug)]
pub struct Tests {
    /// `None` matches anything.
    tests: Option<Vec<CellTest>>,
    negated: bool,
    /// What the tests read, as an expression that is never evaluated.
    reads: Option<Expression>,
}

/// Compiles unary tests over the names in scope; `-` or blank text matches anything.
///
/// # Errors
/// Returns every error in the text, with its position.
pub fn compile_tests(text: &str, scope: &Scope) -> Result<Tests, Vec<ExpressionError>> {
    if matches!(text.trim(), "" | "-") {
        return Ok(Tests::any());
    }
    let (negated, tests, errors) = parse_tests(text, &scope.multi_word, FAMILIES);
    let mut compiler = Compiler::new(scope, errors);
    compiler.locals.push(Local::Variable("?".into(), true, None));
    // Nothing is known yet about the value under test.
    let value = Ast { kind: AstKind::Null, span: Span::default() };
    let mut ready = Vec::new();
    for test in &tests {
        compiler.reads_question_mark = false;
        let node: TestNode = compiler.test(&value, test);
        let written_null = matches!(test, UnaryTest::Value(Ast { kind: AstKind::Null, .. }));
        let needs_value = scope.dialect == Dialect::Standard && !written_null;
        ready.push(CellTest { node, reads_value: compiler.reads_question_mark, needs_value });
    }
    let root = Node::new(NodeKind::Constant(Value::Null), Span::default());
    let reads = Some(compiler.finish(root, text)?);
    Ok(Tests { tests: Some(ready), negated, reads })
}

impl Tests {
    /// Tests that anything passes.
    pub(in crate::feel) fn any() -> Self {
        Self { tests: None, negated: false, reads: None }
    }

    /// The tests' text and what they read; `None` if anything passes.
    pub fn expression(&self) -> Option<&Expression> {
        self.reads.as_ref()
    }

    /// Whether the value passes one of the tests or, if they are negated, certainly none of them.
    pub fn passes(&self, value: &Value, environment: &Environment) -> bool {
        let Some(tests) = &self.tests else { return true };
        let mut known = true;
        for test in tests {
            match test.passes(value, environment) {
                Some(true) => return !self.negated,
                found => known &= found.is_some(),
            }
        }
        known && self.negated
    }

    /// The index of the first test that the value passes; negation is ignored.
    pub fn matching_index(&self, value: &Value, environment: &Environment) -> Option<usize> {
        self.tests.as_ref()?.iter().position(|test| test.passes(value, environment) == Some(true))
    }
}
