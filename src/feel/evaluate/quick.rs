//! The quick path through conditions and sums, which makes no intermediate values and allocates nothing. It
//! is used if no notes are collected, for nodes that [`is_quick`] accepts, and gives the same results as the
//! full evaluator.

use super::frame::{EvalScope, Frames, variable};
use super::row_sum::ListSum;
use crate::data::{DateTime, Decimal, Value};
use crate::feel::ast::Binary;
use crate::feel::builtin::call::CallKind;
use crate::feel::dialect::Dialect;
use crate::feel::environment::Environment;
use crate::feel::error::Fault;
use crate::feel::node::{Node, NodeKind, TestNode};
use crate::feel::operator::{
    compare, compare_in_place, holds_for, negate, numeric, range_comparisons, scalar_arithmetic,
};
use crate::feel::scalar::Scalar;
use core::cmp::Ordering;

/// Whether the quick path supports a node and all its parts; the parts have been classified before.
pub(in crate::feel) fn is_quick(kind: &NodeKind) -> bool {
    match kind {
        NodeKind::Constant(_) | NodeKind::Slot(_) | NodeKind::Variable(_) => true,
        NodeKind::Present(one, _)
        | NodeKind::Negate(one)
        | NodeKind::Not(one)
        | NodeKind::Matches(one, _) => one.quick,
        NodeKind::Path(one, _) => matches!(one.kind, NodeKind::Variable(_)),
        NodeKind::Binary(_, _, pair) => pair.iter().all(|part| part.quick),
        NodeKind::If(_, parts) => parts.iter().all(|part| part.quick),
        NodeKind::In(_, value, tests) => value.quick && tests.iter().all(is_quick_test),
        NodeKind::Builtin(CallKind::First(_), arguments) => arguments.iter().all(|argument| argument.quick),
        NodeKind::Builtin(CallKind::Sum(_), arguments) => ListSum::from_arguments(arguments).is_some(),
        NodeKind::Builtin(CallKind::Scalar(..), arguments) => {
            arguments.len() <= ARGUMENTS && arguments.iter().all(|argument| argument.quick)
        }
        _ => false,
    }
}

/// The maximum number of arguments of a function on the quick path.
const ARGUMENTS: usize = 2;

fn is_quick_test(test: &TestNode) -> bool {
    match test {
        TestNode::Value(node) => matches!(node.kind, NodeKind::Constant(_)) && !has_several_values(node),
        TestNode::Compare(_, node) => node.quick,
        TestNode::Range { low, high, .. } => low.quick && high.quick,
    }
}

/// Whether a constant holds several values.
fn has_several_values(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Constant(Value::List(_) | Value::Range(_)))
}

impl Node {
    /// The value of a quick node; a fault gives null. `None` if the full evaluator is needed.
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn scalar<'a>(&'a self, scope: EvalScope<'a, 'a>) -> Option<Scalar<'a>> {
        let part = |node: &'a Self| node.scalar(scope);
        match &self.kind {
            NodeKind::Binary(operator, _, pair) if !operator.gives_boolean() => {
                let [left, right] = &**pair;
                arithmetic(*operator, part(left)?, part(right)?)
            }
            NodeKind::If(_, parts) => {
                let [condition, then, otherwise] = &**parts;
                match part(condition)? {
                    Scalar::Bool(true) => part(then),
                    Scalar::Bool(false) | Scalar::Null => part(otherwise),
                    _ => None,
                }
            }
            NodeKind::Negate(inner) => Some(negate(part(inner)?).unwrap_or(Scalar::Null)),
            NodeKind::Builtin(CallKind::Scalar(call, _), arguments) => call_scalar(*call, arguments, &part),
            NodeKind::Builtin(CallKind::First(_), arguments) => first_present(arguments, &part),
            NodeKind::Builtin(CallKind::Sum(_), arguments) => {
                ListSum::from_arguments(arguments)?.total(scope)
            }
            NodeKind::Binary(..)
            | NodeKind::Present(..)
            | NodeKind::Not(_)
            | NodeKind::In(..)
            | NodeKind::Matches(..) => Some(self.flag(scope)?.map_or(Scalar::Null, Scalar::Bool)),
            _ => self.named_value(scope).map(Scalar::from_value),
        }
    }

    /// A quick node as a boolean: inner `None` if it is neither true nor false, outer `None` if the full
    /// evaluator is needed.
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn flag<'a>(&'a self, scope: EvalScope<'a, 'a>) -> Option<Option<bool>> {
        let part = |node: &'a Self| node.scalar(scope);
        Some(match &self.kind {
            NodeKind::Binary(operator @ (Binary::And | Binary::Or), _, pair) => {
                let [left, right] = &**pair;
                // A deciding operand gives the result whatever the other one is.
                let decides = Some(*operator == Binary::Or);
                let a = left.flag(scope)?;
                if a == decides {
                    return Some(decides);
                }
                let b = right.flag(scope)?;
                if b == decides { decides } else { a.and(b) }
            }
            NodeKind::Binary(operator, dialect, pair) if operator.is_comparison() => {
                let [left, right] = &**pair;
                let ends =
                    left.slot_or_constant(scope.environment).zip(right.slot_or_constant(scope.environment));
                let (a, b) = match ends.or_else(|| left.named_value(scope).zip(right.named_value(scope))) {
                    Some((a, b)) => match compare_in_place(*operator, a, b) {
                        Some(flag) => return Some(Some(flag)),
                        None => (Scalar::from_value(a), Scalar::from_value(b)),
                    },
                    None => match left.quick_order(right, scope) {
                        Some(order) => return Some(Some(holds_for(*operator, order))),
                        None => (part(left)?, part(right)?),
                    },
                };
                let unknown = *dialect == Dialect::Standard && (a.is_null() || b.is_null());
                if unknown { None } else { compare(*operator, a, b).ok() }
            }
            NodeKind::Present(inner, present) => {
                let null = match inner.named_value(scope) {
                    Some(value) => value.is_null(),
                    None => part(inner)?.is_null(),
                };
                Some(null != *present)
            }
            NodeKind::Not(inner) => inner.flag(scope)?.map(|flag| !flag),
            NodeKind::In(dialect, value, tests) => passes_any(*dialect, part(value)?, tests, &part)?,
            NodeKind::Matches(text, pattern) => match part(text)? {
                Scalar::Text(text) => {
                    // Counted as in the full evaluator, which reports an exceeded limit.
                    scope.environment.spend(pattern.match_cost(text.len())).ok()?;
                    Some(pattern.is_match(text))
                }
                Scalar::Null => None,
                _ => return None,
            },
            _ => match part(self)? {
                Scalar::Bool(flag) => Some(flag),
                _ => None,
            },
        })
    }

    /// Compares two nodes that are both numbers or both moments, without copying values.
    #[inline]
    #[cfg_attr(swift, optimize(speed))]
    fn quick_order(&self, other: &Self, scope: EvalScope) -> Option<Ordering> {
        match (self.figure(scope), other.figure(scope)) {
            (Some(a), Some(b)) => Some(a.cmp(&b)),
            _ => Some(self.moment(scope)?.cmp(&other.moment(scope)?)),
        }
    }

    /// The number that a node names or computes from numbers; `None` if it is anything else.
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn figure(&self, scope: EvalScope) -> Option<Decimal> {
        match &self.kind {
            NodeKind::Binary(operator, _, pair) if !operator.gives_boolean() => {
                let [left, right] = &**pair;
                numeric(*operator, left.figure(scope)?, right.figure(scope)?)
            }
            NodeKind::Builtin(CallKind::First(_), arguments) => arguments.first()?.figure(scope),
            _ => match self.named_value(scope)? {
                Value::Number(number) => Some(*number),
                _ => None,
            },
        }
    }

    /// The moment that a node names, optionally plus a duration; `None` if it is anything else.
    #[cfg_attr(swift, optimize(speed))]
    fn moment(&self, scope: EvalScope) -> Option<DateTime> {
        if let NodeKind::Binary(Binary::Add, _, pair) = &self.kind {
            let [left, right] = &**pair;
            return match (left.named_value(scope)?, right.named_value(scope)?) {
                (Value::DateTime(at), Value::Days(length)) => at.plus_days(length),
                _ => None,
            };
        }
        match self.named_value(scope)? {
            Value::DateTime(at) => Some(*at),
            _ => None,
        }
    }

    /// The value of a slot or constant.
    #[inline(always)]
    fn slot_or_constant<'a>(&'a self, environment: &Environment<'a>) -> Option<&'a Value> {
        match &self.kind {
            NodeKind::Slot(slot) => Some(environment.value(*slot)),
            NodeKind::Constant(value) => Some(value),
            _ => None,
        }
    }

    /// The value of a node that merely names one.
    #[inline(always)]
    fn named_value<'a>(&'a self, scope: EvalScope<'a, 'a>) -> Option<&'a Value> {
        self.slot_or_constant(scope.environment).or_else(|| self.variable_value(scope.frames))
    }

    /// The value of a variable, or of one of its members.
    #[inline(never)]
    #[cfg_attr(swift, optimize(speed))]
    fn variable_value<'a>(&self, frames: Frames<'a>) -> Option<&'a Value> {
        match &self.kind {
            NodeKind::Variable(depth) => Some(variable(frames, *depth)),
            NodeKind::Path(inner, name) => member(inner, name, frames),
            _ => None,
        }
    }
}

/// The member of a variable with this name.
#[cfg_attr(swift, optimize(speed))]
fn member<'a>(inner: &Node, name: &str, frames: Frames<'a>) -> Option<&'a Value> {
    let NodeKind::Variable(depth) = inner.kind else { return None };
    match variable(frames, depth) {
        Value::Context(context) => Some(context.get(name).unwrap_or(&Value::Null)),
        Value::Null => Some(&Value::Null),
        _ => None,
    }
}

fn first_present<'a>(
    arguments: &'a [Node],
    part: &impl Fn(&'a Node) -> Option<Scalar<'a>>,
) -> Option<Scalar<'a>> {
    for argument in arguments {
        match part(argument) {
            Some(Scalar::Null) => {}
            other => return other,
        }
    }
    Some(Scalar::Null)
}

fn call_scalar<'a>(
    call: fn(&[Value]) -> Result<Value, Fault>,
    arguments: &'a [Node],
    part: &impl Fn(&'a Node) -> Option<Scalar<'a>>,
) -> Option<Scalar<'a>> {
    let mut values = [const { Value::Null }; ARGUMENTS];
    for (place, argument) in values.iter_mut().zip(arguments) {
        *place = part(argument)?.into_value();
    }
    Some(match call(values.get(..arguments.len())?) {
        Ok(Value::Number(number)) => Scalar::Number(number),
        Ok(Value::Bool(flag)) => Scalar::Bool(flag),
        Err(_) => Scalar::Null,
        _ => return None,
    })
}

/// Applies an arithmetic operator.
#[cfg_attr(swift, optimize(speed))]
fn arithmetic<'a>(operator: Binary, a: Scalar<'a>, b: Scalar<'a>) -> Option<Scalar<'a>> {
    match (a, b) {
        // Left to the full evaluator: concatenating texts and arithmetic on times in a named zone.
        (Scalar::Text(_), Scalar::Text(_)) | (Scalar::Other(_), _) | (_, Scalar::Other(_)) => None,
        _ => Some(scalar_arithmetic(operator, a, b).unwrap_or(Scalar::Null)),
    }
}

fn passes_any<'a>(
    dialect: Dialect,
    value: Scalar<'a>,
    tests: &'a [TestNode],
    part: &impl Fn(&'a Node) -> Option<Scalar<'a>>,
) -> Option<Option<bool>> {
    if value.is_null() && dialect == Dialect::Standard {
        return Some(None);
    }
    if let Scalar::Other(_) = value {
        return None;
    }
    let mut unknown = false;
    for test in tests {
        match passes(dialect, value, test, part)? {
            Some(true) => return Some(Some(true)),
            Some(false) => {}
            None => unknown = true,
        }
    }
    Some(if unknown { None } else { Some(false) })
}

/// Whether one test passes; inner `None` if unknown.
fn passes<'a>(
    dialect: Dialect,
    value: Scalar<'a>,
    test: &'a TestNode,
    part: &impl Fn(&'a Node) -> Option<Scalar<'a>>,
) -> Option<Option<bool>> {
    Some(match test {
        TestNode::Value(node) => match (dialect, part(node)?) {
            (Dialect::Standard, Scalar::Null) => None,
            (_, wanted) => compare(Binary::Equal, value, wanted).ok(),
        },
        TestNode::Compare(operator, node) => compare(*operator, value, part(node)?).ok(),
        TestNode::Range { low, low_in, high, high_in } => {
            let (from, to) = range_comparisons(*low_in, *high_in);
            match compare(from, value, part(low)?) {
                Ok(false) if dialect == Dialect::Feel => Some(false),
                Ok(above) => compare(to, value, part(high)?).ok().map(|below| above && below),
                Err(_) => None,
            }
        }
    })
}
