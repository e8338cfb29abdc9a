//! Evaluates unary tests: those of `in`, and the cells of decision tables.

use super::frame::{EvalScope, Frame};
use crate::data::Value;
use crate::feel::builtin::kind_fault;
use crate::feel::dialect::Dialect;
use crate::feel::environment::Environment;
use crate::feel::error::Fault;
use crate::feel::node::{Node, TestNode};
use crate::feel::operator::{compare, range_comparisons};
use crate::feel::range::is_member;
use crate::feel::scalar::Scalar;

/// Evaluates `value in (tests)`.
pub(super) fn evaluate_in(
    dialect: Dialect,
    value: &Node,
    tests: &[TestNode],
    scope: EvalScope,
) -> Result<Value, Fault> {
    let value = value.evaluate(scope);
    if value.is_null() && dialect == Dialect::Standard {
        return Err(Fault::Missing);
    }
    let mut answer = Ok(Value::Bool(false));
    for test in tests {
        match passes(dialect, &value, test, scope) {
            Ok(true) => return Ok(Value::Bool(true)),
            Ok(false) => {}
            Err(fault @ (Fault::Missing | Fault::Kind)) => answer = Err(fault),
            Err(limit) => return Err(limit),
        }
    }
    answer
}

/// One test of a cell, and whether it refers to the value by `?`.
#[derive(Debug)]
pub(in crate::feel) struct CellTest {
    pub(in crate::feel) node: TestNode,
    pub(in crate::feel) reads_value: bool,
    /// Whether nothing is known about a missing value: in a standard, unless the test is a written `null`.
    pub(in crate::feel) needs_value: bool,
}

impl CellTest {
    /// Whether the value passes; `None` if unknown.
    pub(in crate::feel) fn passes(&self, value: &Value, environment: &Environment) -> Option<bool> {
        let frame = Frame::single(value, None);
        let scope = EvalScope::new(environment).with_frame(&frame);
        if let TestNode::Value(node) = &self.node {
            let found = node.evaluate(scope);
            // A condition about other things also passes if it is true, unless the value is itself a boolean
            // or missing.
            return match *found {
                Value::Bool(flag) if self.reads_value || !matches!(value, Value::Bool(_) | Value::Null) => {
                    Some(flag)
                }
                _ if self.reads_value || (self.needs_value && (value.is_null() || found.is_null())) => None,
                _ => is_member(value, &found),
            };
        }
        passes(Dialect::Feel, value, &self.node, scope).ok()
    }
}

/// Whether one test passes; the fault if unknown.
fn passes(dialect: Dialect, value: &Value, test: &TestNode, scope: EvalScope) -> Result<bool, Fault> {
    let holds =
        |operator, a: &Value, b: &Value| compare(operator, Scalar::from_value(a), Scalar::from_value(b));
    match test {
        TestNode::Value(node) => match (dialect, &*node.evaluate(scope)) {
            (Dialect::Standard, Value::Null) => Err(Fault::Missing),
            (_, wanted) => {
                scope.environment.spend_scan(core::slice::from_ref(wanted))?;
                is_member(value, wanted).ok_or_else(|| kind_fault(value))
            }
        },
        TestNode::Compare(operator, node) => holds(*operator, value, &node.evaluate(scope)),
        TestNode::Range { low, low_in, high, high_in } => {
            let (from, to) = range_comparisons(*low_in, *high_in);
            let above = holds(from, value, &low.evaluate(scope))?;
            let certain = !above && dialect == Dialect::Feel;
            Ok(!certain && holds(to, value, &high.evaluate(scope))? && above)
        }
    }
}
