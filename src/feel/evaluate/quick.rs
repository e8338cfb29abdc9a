//! The quick way through conditions and sums: no value is made on the way, nothing is allocated. It is taken where
//! nobody listens to notes, for nodes that [`is_quick`] allows, and says what the full evaluator would say.

use super::{Environment, Frames, variable};
use crate::data::Value;
use crate::feel::ast::Binary;
use crate::feel::compile::{Call, Node, NodeKind, TestNode};
use crate::feel::operator::{compare, compare_in_place, computed, negate};
use crate::feel::scalar::Scalar;
use crate::feel::scope::Dialect;

/// Whether a node and all its parts are of the kinds that are read here; parts are asked before.
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
        NodeKind::Builtin(Call::Scalar(_), arguments) => {
            arguments.len() <= ARGUMENTS && arguments.iter().all(|argument| argument.quick)
        }
        _ => false,
    }
}

/// The most arguments that a function takes on the quick way.
const ARGUMENTS: usize = 2;

fn is_quick_test(test: &TestNode) -> bool {
    match test {
        TestNode::Value(node) => matches!(node.kind, NodeKind::Constant(_)) && !is_many(node),
        TestNode::Compare(_, node) => node.quick,
        TestNode::Range { low, high, .. } => low.quick && high.quick,
    }
}

/// Whether a constant stands for several values.
fn is_many(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Constant(Value::List(_) | Value::Range(_)))
}

impl Node {
    /// The value of a quick node; a fault is null. None where only the full evaluator knows.
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn scalar<'a>(&'a self, env: &Environment<'a>, frames: Frames<'a>) -> Option<Scalar<'a>> {
        match self.leaf(env, frames) {
            Some(value) => Some(Scalar::of(value)),
            None => self.combined(env, frames),
        }
    }

    /// The value of a node that only names one.
    #[inline]
    fn leaf<'a>(&'a self, env: &Environment<'a>, frames: Frames<'a>) -> Option<&'a Value> {
        Some(match &self.kind {
            NodeKind::Slot(slot) => env.value(*slot),
            NodeKind::Constant(value) => value,
            NodeKind::Variable(depth) => variable(frames, *depth),
            NodeKind::Path(inner, name) => {
                let NodeKind::Variable(depth) = inner.kind else { return None };
                match variable(frames, depth) {
                    Value::Context(context) => context.get(name).unwrap_or(&Value::Null),
                    Value::Null => &Value::Null,
                    _ => return None,
                }
            }
            _ => return None,
        })
    }

    #[cfg_attr(swift, optimize(speed))]
    fn combined<'a>(&'a self, env: &Environment<'a>, frames: Frames<'a>) -> Option<Scalar<'a>> {
        let part = |node: &'a Self| node.scalar(env, frames);
        Some(match &self.kind {
            NodeKind::Binary(operator, dialect, pair) => {
                let [left, right] = &**pair;
                if operator.compares() {
                    let ends = left.leaf(env, frames).zip(right.leaf(env, frames));
                    if let Some(flag) = ends.and_then(|(a, b)| compare_in_place(*operator, a, b)) {
                        return Some(Scalar::Bool(flag));
                    }
                }
                let a = part(left)?;
                if let Binary::And | Binary::Or = operator {
                    return both(*operator == Binary::Or, a, || part(right));
                }
                binary(*operator, *dialect, a, part(right)?)?
            }
            NodeKind::If(_, parts) => {
                let [condition, then, otherwise] = &**parts;
                match part(condition)? {
                    Scalar::Bool(true) => part(then)?,
                    Scalar::Bool(false) | Scalar::Null => part(otherwise)?,
                    _ => return None,
                }
            }
            NodeKind::Present(inner, present) => Scalar::Bool(part(inner)?.is_null() != *present),
            NodeKind::Not(inner) => match part(inner)? {
                Scalar::Bool(flag) => Scalar::Bool(!flag),
                _ => Scalar::Null,
            },
            NodeKind::Negate(inner) => negate(part(inner)?).unwrap_or(Scalar::Null),
            NodeKind::In(dialect, value, tests) => contained(*dialect, part(value)?, tests, &part)?,
            NodeKind::Matches(text, pattern) => match part(text)? {
                Scalar::Text(text) => Scalar::Bool(pattern.is_match(text)),
                Scalar::Null => Scalar::Null,
                _ => return None,
            },
            NodeKind::Builtin(Call::Scalar(call), arguments) => {
                let mut values = [const { Value::Null }; ARGUMENTS];
                for (place, argument) in values.iter_mut().zip(arguments) {
                    *place = part(argument)?.owned();
                }
                match call(values.get(..arguments.len())?) {
                    Ok(Value::Number(number)) => Scalar::Number(number),
                    Ok(Value::Bool(flag)) => Scalar::Bool(flag),
                    Err(_) => Scalar::Null,
                    _ => return None,
                }
            }
            _ => return None,
        })
    }
}

/// `and`, `or`: one that decides says so whatever the other is.
#[cfg_attr(swift, optimize(speed))]
fn both<'a>(decides: bool, a: Scalar<'a>, b: impl FnOnce() -> Option<Scalar<'a>>) -> Option<Scalar<'a>> {
    if matches!(a, Scalar::Bool(flag) if flag == decides) {
        return Some(Scalar::Bool(decides));
    }
    Some(match (a, b()?) {
        (_, Scalar::Bool(flag)) if flag == decides => Scalar::Bool(decides),
        (Scalar::Bool(_), Scalar::Bool(flag)) => Scalar::Bool(flag),
        _ => Scalar::Null,
    })
}

#[cfg_attr(swift, optimize(speed))]
fn binary<'a>(operator: Binary, dialect: Dialect, a: Scalar<'a>, b: Scalar<'a>) -> Option<Scalar<'a>> {
    use Binary::{Add, Divide, Multiply, Power, Subtract};
    let made = match operator {
        Add | Subtract | Multiply | Divide | Power => match (a, b) {
            // Texts are put together, and times in a zone moved, by the full evaluator.
            (Scalar::Text(_), Scalar::Text(_)) | (Scalar::Other(_), _) | (_, Scalar::Other(_)) => {
                return None;
            }
            _ => computed(operator, a, b),
        },
        _ if dialect == Dialect::Standard && (a.is_null() || b.is_null()) => return Some(Scalar::Null),
        _ => compare(operator, a, b).map(Scalar::Bool),
    };
    Some(made.unwrap_or(Scalar::Null))
}

fn contained<'a>(
    dialect: Dialect,
    value: Scalar<'a>,
    tests: &'a [TestNode],
    part: &impl Fn(&'a Node) -> Option<Scalar<'a>>,
) -> Option<Scalar<'a>> {
    if value.is_null() && dialect == Dialect::Standard {
        return Some(Scalar::Null);
    }
    if let Scalar::Other(_) = value {
        return None;
    }
    let mut unknown = false;
    for test in tests {
        match passes(dialect, value, test, part)? {
            Some(true) => return Some(Scalar::Bool(true)),
            Some(false) => {}
            None => unknown = true,
        }
    }
    Some(if unknown { Scalar::Null } else { Scalar::Bool(false) })
}

/// Whether one test holds; the inner none is unknown.
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
            let from = if *low_in { Binary::GreaterEqual } else { Binary::Greater };
            let to = if *high_in { Binary::LessEqual } else { Binary::Less };
            match compare(from, value, part(low)?) {
                Ok(true) => compare(to, value, part(high)?).ok(),
                Ok(false) => Some(false),
                Err(_) => None,
            }
        }
    })
}
