//! Evaluates an expression over slots. Values of slots and constants are borrowed, not copied. A fault gives
//! null and, if notes are collected, a note.

use super::ast::Binary;
use super::builtin::{call::CallKind, property::property, text::matches};
use super::dialect::Dialect;
use super::environment::Environment;
use super::error::Fault;
use super::node::{Node, NodeKind};
use super::operator::{arithmetic, compare, negate};
use super::scalar::Scalar;
use super::scientific::SERIES;
use super::zone;
use crate::data::{Context, Value};
use smol_str::SmolStr;
use std::borrow::Cow;
use std::sync::Arc;

mod frame;
mod function;
mod iteration;
mod note;
mod quick;
mod row_sum;
mod unary;

pub(super) use frame::EvalScope;
pub(super) use function::call;
pub(super) use note::name_missing;
pub(super) use quick::is_quick;
pub(super) use unary::CellTest;

use frame::{Frame, variable};
use iteration::{evaluate_filter, evaluate_for, evaluate_quantified};
use unary::evaluate_in;

impl Node {
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn evaluate<'a>(&'a self, scope: EvalScope<'_, 'a>) -> Cow<'a, Value> {
        match &self.kind {
            NodeKind::Constant(value) => Cow::Borrowed(value),
            NodeKind::Slot(slot) => Cow::Borrowed(scope.environment.value(*slot)),
            _ => Cow::Owned(self.evaluate_owned(scope)),
        }
    }

    #[cfg_attr(swift, optimize(speed))]
    fn evaluate_owned(&self, scope: EvalScope) -> Value {
        if let Some(value) = self.quick_value(scope) {
            return value.into_value();
        }
        let made = self.compute(scope);
        let made = if self.kind.can_grow() {
            made.and_then(|value| scope.environment.spend_value(&value).map(|()| value))
        } else {
            made
        };
        match made {
            Ok(value) if scope.environment.exceeded().is_none() => value,
            Ok(_) => Value::Null,
            Err(fault) => note::null_with_note(self, fault, scope),
        }
    }

    /// The value, if the quick path can compute it.
    #[cfg_attr(swift, optimize(speed))]
    fn quick_value<'a>(&'a self, scope: EvalScope<'a, 'a>) -> Option<Scalar<'a>> {
        if self.quick && !scope.environment.collects_notes() { self.scalar(scope) } else { None }
    }

    /// The value as a boolean; `None` if it is neither true nor false.
    #[inline]
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn truth(&self, scope: EvalScope) -> Option<bool> {
        if self.quick && !scope.environment.collects_notes() {
            if let Some(flag) = self.flag(scope) {
                return flag;
            }
        }
        match *self.evaluate(scope) {
            Value::Bool(flag) => Some(flag),
            _ => None,
        }
    }

    // Not inlined, so that values on the quick path do not use this function's stack frame.
    #[inline(never)]
    fn compute(&self, scope: EvalScope) -> Result<Value, Fault> {
        match &self.kind {
            NodeKind::Constant(value) => Ok(value.clone()),
            NodeKind::Slot(slot) => Ok(scope.environment.value(*slot).clone()),
            NodeKind::Variable(depth) => Ok(variable(scope.frames, *depth).clone()),
            NodeKind::ItemName { depth, name, outer } => item_name(scope, *depth, name, outer.as_deref()),
            NodeKind::Present(inner, present) => Ok(Value::Bool(inner.evaluate(scope).is_null() != *present)),
            NodeKind::Negate(inner) => {
                negate(Scalar::from_value(&inner.evaluate(scope))).map(Scalar::into_value)
            }
            NodeKind::Binary(operator, dialect, pair) => binary(*operator, *dialect, pair, scope),
            NodeKind::Not(inner) => match *inner.evaluate(scope) {
                Value::Bool(flag) => Ok(Value::Bool(!flag)),
                Value::Null => Err(Fault::Missing),
                _ => Err(Fault::Kind),
            },
            NodeKind::If(dialect, branches) => {
                let [condition, then, otherwise] = &**branches;
                let chosen = match *condition.evaluate(scope) {
                    Value::Bool(true) => then,
                    Value::Bool(false) | Value::Null => otherwise,
                    _ if *dialect == Dialect::Standard => otherwise,
                    _ => return Err(Fault::Kind),
                };
                Ok(chosen.evaluate(scope).into_owned())
            }
            NodeKind::In(dialect, value, tests) => evaluate_in(*dialect, value, tests, scope),
            NodeKind::List(items) => Ok(Value::list(evaluate_all(items, scope))),
            NodeKind::Context(keys, values) => {
                Ok(Value::Context(Arc::new(Context::new(keys.clone(), evaluate_entries(values, scope)))))
            }
            NodeKind::Path(inner, name) => match &inner.kind {
                NodeKind::Variable(depth) => path(variable(scope.frames, *depth), name, scope.environment),
                _ => path(&inner.evaluate(scope), name, scope.environment),
            },
            NodeKind::Filter(dialect, parts) => evaluate_filter(*dialect, parts, scope),
            NodeKind::Range { low, low_in, high, high_in } => {
                let end = |end: &Option<Box<Node>>| {
                    end.as_ref().map_or(Ok(Value::Null), |end| evaluate_endpoint(end, scope))
                };
                super::range::make_range(end(low)?, *low_in, end(high)?, *high_in)
            }
            NodeKind::Steps(ends) => {
                let [low, high] = &**ends;
                super::range::steps(&low.evaluate(scope), &high.evaluate(scope))
            }
            NodeKind::For(dialect, lists, body, partial) => {
                evaluate_for(*dialect, lists, body, *partial, scope)
            }
            NodeKind::Quantified(dialect, some, lists, body) => {
                evaluate_quantified(*dialect, *some, lists, body, scope)
            }
            NodeKind::Point(end, only) => {
                let end = evaluate_endpoint(end, scope)?;
                if *only {
                    return super::range::make_range(end.clone(), true, end, true);
                }
                let below = super::range::make_range(Value::Null, false, end.clone(), false)?;
                Ok(Value::list(vec![below, super::range::make_range(end, false, Value::Null, false)?]))
            }
            NodeKind::InstanceOf(value, kind) => {
                let value = value.evaluate(scope);
                scope.environment.spend_value(&value)?;
                Ok(Value::Bool(kind.accepts(&value)))
            }
            NodeKind::Matches(text, pattern) => matches(&text.evaluate(scope), pattern, scope.environment),
            NodeKind::Builtin(call, arguments) => {
                zone::resolve_offset(call_builtin(call, arguments, scope)?, scope.environment.host)
            }
            NodeKind::Call(function, arguments) => {
                let (arguments, before) = (evaluate_all(arguments, scope), scope.environment.note_count());
                let value = scope.environment.host.call(*function, &arguments, scope.environment);
                scope.environment.move_notes(before, self.span);
                Ok(value)
            }
            NodeKind::Invoke(callee, names, arguments) => {
                let callee = callee.evaluate(scope);
                call(&callee, names, &evaluate_all(arguments, scope), scope.environment)
            }
            NodeKind::Function(literal) => Ok(function::make_function(literal, scope.frames)),
        }
    }
}

fn evaluate_all(nodes: &[Node], scope: EvalScope) -> Vec<Value> {
    nodes.iter().map(|node| node.evaluate(scope).into_owned()).collect()
}

/// The values of a context's entries; each entry sees the ones before it.
fn evaluate_entries(nodes: &[Node], scope: EvalScope) -> Vec<Value> {
    let mut values = Vec::with_capacity(nodes.len());
    for node in nodes {
        let value =
            node.evaluate(scope.with_frame(&Frame { values: &values, outer: scope.frames })).into_owned();
        values.push(value);
    }
    values
}

fn evaluate_endpoint(end: &Node, scope: EvalScope) -> Result<Value, Fault> {
    match end.evaluate(scope).into_owned() {
        Value::Null => Err(Fault::Missing),
        value => Ok(value),
    }
}

/// Calls a built-in function.
fn call_builtin(call: &CallKind, arguments: &[Node], scope: EvalScope) -> Result<Value, Fault> {
    // Most functions take one argument, which need not be copied.
    if let (
        CallKind::Plain(call) | CallKind::Scalar(call, _) | CallKind::First(call) | CallKind::Sum(call),
        [one],
    ) = (call, arguments)
    {
        let argument = one.evaluate(scope);
        scope.environment.spend_scan(core::slice::from_ref(&*argument))?;
        return call(core::slice::from_ref(&*argument));
    }
    let values = evaluate_all(arguments, scope);
    scope.environment.spend_scan(&values)?;
    match call {
        CallKind::Plain(call) | CallKind::Scalar(call, _) | CallKind::First(call) | CallKind::Sum(call) => {
            call(&values)
        }
        CallKind::Hosted(call) | CallKind::Counted(call) | CallKind::HigherOrder(call) => {
            call(&values, scope.environment)
        }
    }
}

/// A name inside a filter: a key of the item, or else the outer meaning of the name.
fn item_name(scope: EvalScope, depth: usize, name: &SmolStr, outer: Option<&Node>) -> Result<Value, Fault> {
    if let Value::Context(context) = variable(scope.frames, depth) {
        if let Some(value) = context.get(name) {
            return Ok(value.clone());
        }
    }
    outer.map_or(Err(Fault::NoKey), |outer| Ok(outer.evaluate(scope).into_owned()))
}

fn binary(operator: Binary, dialect: Dialect, pair: &[Node; 2], scope: EvalScope) -> Result<Value, Fault> {
    let [left, right] = pair;
    let a = left.evaluate(scope);
    if let Binary::And | Binary::Or = operator {
        let decides = Value::Bool(operator == Binary::Or);
        if *a == decides {
            return Ok(decides);
        }
        let b = right.evaluate(scope);
        return match (&*a, &*b) {
            (_, b) if *b == decides => Ok(decides),
            (Value::Bool(_), Value::Bool(flag)) => Ok(Value::Bool(*flag)),
            (Value::Null, _) | (_, Value::Null) => Err(Fault::Missing),
            _ => Err(Fault::Kind),
        };
    }
    let b = right.evaluate(scope);
    if operator == Binary::Power && !matches!(&*b, Value::Number(number) if number.is_integer()) {
        scope.environment.spend(SERIES)?;
    }
    match operator {
        Binary::Add | Binary::Subtract | Binary::Multiply | Binary::Divide | Binary::Power => {
            if let (Value::Zoned(zoned), _) | (_, Value::Zoned(zoned)) = (&*a, &*b) {
                return zone::restore_zone(
                    arithmetic(operator, &zone::zone_to_offset(&a), &zone::zone_to_offset(&b))?,
                    zoned,
                    scope.environment.host,
                );
            }
            arithmetic(operator, &a, &b)
        }
        _ if dialect == Dialect::Standard && (a.is_null() || b.is_null()) => Err(Fault::Missing),
        _ => {
            if let Value::List(_) | Value::Context(_) | Value::Text(_) = *a {
                scope.environment.spend_value(&a)?;
            }
            compare(operator, Scalar::from_value(&a), Scalar::from_value(&b)).map(Value::Bool)
        }
    }
}

fn path(value: &Value, name: &SmolStr, environment: &Environment) -> Result<Value, Fault> {
    match value {
        Value::Null => Err(Fault::Missing),
        Value::Context(context) => context.get(name).cloned().ok_or(Fault::NoKey),
        Value::List(items) => {
            environment.spend(items.len() >> 3)?;
            let of = |item: &Value| path(item, name, environment).unwrap_or(Value::Null);
            Ok(Value::list(items.iter().map(of).collect()))
        }
        _ => property(value, name).ok_or(Fault::NoKey),
    }
}
