//! An expression over slots → a value. Slots and constants are lent, not copied; a fault makes null and,
//! where somebody listens, a note.

use super::ast::Binary;
use super::builtin::{call::Call, property::property, text::matches};
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

pub(super) use frame::Sight;
pub(super) use function::call;
pub(super) use note::named;
pub(super) use quick::is_quick;
pub(super) use unary::CellTest;

use frame::{Frame, variable};
use iteration::{filter, quantified, repeated};
use unary::contained;

impl Node {
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn evaluate<'a>(&'a self, sight: Sight<'_, 'a>) -> Cow<'a, Value> {
        match &self.kind {
            NodeKind::Constant(value) => Cow::Borrowed(value),
            NodeKind::Slot(slot) => Cow::Borrowed(sight.environment.value(*slot)),
            _ => Cow::Owned(self.made(sight)),
        }
    }

    #[cfg_attr(swift, optimize(speed))]
    fn made(&self, sight: Sight) -> Value {
        if let Some(value) = self.at_hand(sight) {
            return value.owned();
        }
        let made = self.compute(sight);
        let made = if self.kind.grows() {
            made.and_then(|value| sight.environment.weigh(&value).map(|()| value))
        } else {
            made
        };
        match made {
            Ok(value) if sight.environment.passed().is_none() => value,
            Ok(_) => Value::Null,
            Err(fault) => note::taken(self, fault, sight),
        }
    }

    /// The value, if the quick path can compute it.
    #[cfg_attr(swift, optimize(speed))]
    fn at_hand<'a>(&'a self, sight: Sight<'a, 'a>) -> Option<Scalar<'a>> {
        if self.quick && !sight.environment.listens() { self.scalar(sight) } else { None }
    }

    /// The value as a boolean; `None` if it is neither true nor false.
    #[inline]
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn truth(&self, sight: Sight) -> Option<bool> {
        if self.quick && !sight.environment.listens() {
            if let Some(flag) = self.flag(sight) {
                return flag;
            }
        }
        match *self.evaluate(sight) {
            Value::Bool(flag) => Some(flag),
            _ => None,
        }
    }

    // Not inlined, so that values on the quick path do not use this function's stack frame.
    #[inline(never)]
    fn compute(&self, sight: Sight) -> Result<Value, Fault> {
        match &self.kind {
            NodeKind::Constant(value) => Ok(value.clone()),
            NodeKind::Slot(slot) => Ok(sight.environment.value(*slot).clone()),
            NodeKind::Variable(depth) => Ok(variable(sight.frames, *depth).clone()),
            NodeKind::ItemName { depth, name, outer } => item_name(sight, *depth, name, outer.as_deref()),
            NodeKind::Present(inner, present) => Ok(Value::Bool(inner.evaluate(sight).is_null() != *present)),
            NodeKind::Negate(inner) => negate(Scalar::of(&inner.evaluate(sight))).map(Scalar::owned),
            NodeKind::Binary(operator, dialect, pair) => binary(*operator, *dialect, pair, sight),
            NodeKind::Not(inner) => match *inner.evaluate(sight) {
                Value::Bool(flag) => Ok(Value::Bool(!flag)),
                Value::Null => Err(Fault::Missing),
                _ => Err(Fault::Kind),
            },
            NodeKind::If(dialect, branches) => {
                let [condition, then, otherwise] = &**branches;
                let chosen = match *condition.evaluate(sight) {
                    Value::Bool(true) => then,
                    Value::Bool(false) | Value::Null => otherwise,
                    _ if *dialect == Dialect::Standard => otherwise,
                    _ => return Err(Fault::Kind),
                };
                Ok(chosen.evaluate(sight).into_owned())
            }
            NodeKind::In(dialect, value, tests) => contained(*dialect, value, tests, sight),
            NodeKind::List(items) => Ok(Value::list(all(items, sight))),
            NodeKind::Context(keys, values) => {
                Ok(Value::Context(Arc::new(Context::new(keys.clone(), entries(values, sight)))))
            }
            NodeKind::Path(inner, name) => match &inner.kind {
                NodeKind::Variable(depth) => path(variable(sight.frames, *depth), name, sight.environment),
                _ => path(&inner.evaluate(sight), name, sight.environment),
            },
            NodeKind::Filter(dialect, parts) => filter(*dialect, parts, sight),
            NodeKind::Range { low, low_in, high, high_in } => {
                let end = |end: &Option<Box<Node>>| {
                    end.as_ref().map_or(Ok(Value::Null), |end| end_of_range(end, sight))
                };
                super::range::made(end(low)?, *low_in, end(high)?, *high_in)
            }
            NodeKind::Steps(ends) => {
                let [low, high] = &**ends;
                super::range::steps(&low.evaluate(sight), &high.evaluate(sight))
            }
            NodeKind::For(dialect, lists, body, partial) => repeated(*dialect, lists, body, *partial, sight),
            NodeKind::Quantified(dialect, some, lists, body) => {
                quantified(*dialect, *some, lists, body, sight)
            }
            NodeKind::Point(end, only) => {
                let end = end_of_range(end, sight)?;
                if *only {
                    return super::range::made(end.clone(), true, end, true);
                }
                let below = super::range::made(Value::Null, false, end.clone(), false)?;
                Ok(Value::list(vec![below, super::range::made(end, false, Value::Null, false)?]))
            }
            NodeKind::InstanceOf(value, kind) => {
                let value = value.evaluate(sight);
                sight.environment.weigh(&value)?;
                Ok(Value::Bool(kind.has(&value)))
            }
            NodeKind::Matches(text, pattern) => matches(&text.evaluate(sight), pattern, sight.environment),
            NodeKind::Builtin(call, arguments) => {
                zone::settled(called(call, arguments, sight)?, sight.environment.host)
            }
            NodeKind::Call(function, arguments) => {
                let (arguments, before) = (all(arguments, sight), sight.environment.heard());
                let value = sight.environment.host.call(*function, &arguments, sight.environment);
                sight.environment.place(before, self.span);
                Ok(value)
            }
            NodeKind::Invoke(callee, names, arguments) => {
                let callee = callee.evaluate(sight);
                call(&callee, names, &all(arguments, sight), sight.environment)
            }
            NodeKind::Function(literal) => Ok(function::made(literal, sight.frames)),
        }
    }
}

fn all(nodes: &[Node], sight: Sight) -> Vec<Value> {
    nodes.iter().map(|node| node.evaluate(sight).into_owned()).collect()
}

/// The values of a context's entries; each entry sees the ones before it.
fn entries(nodes: &[Node], sight: Sight) -> Vec<Value> {
    let mut values = Vec::with_capacity(nodes.len());
    for node in nodes {
        let value = node.evaluate(sight.with(&Frame { values: &values, outer: sight.frames })).into_owned();
        values.push(value);
    }
    values
}

fn end_of_range(end: &Node, sight: Sight) -> Result<Value, Fault> {
    match end.evaluate(sight).into_owned() {
        Value::Null => Err(Fault::Missing),
        value => Ok(value),
    }
}

/// Calls a built-in function.
fn called(call: &Call, arguments: &[Node], sight: Sight) -> Result<Value, Fault> {
    // Most functions take one argument, which need not be copied.
    if let (Call::Plain(call) | Call::Scalar(call, _) | Call::First(call) | Call::Sum(call), [one]) =
        (call, arguments)
    {
        let argument = one.evaluate(sight);
        sight.environment.looked_through(core::slice::from_ref(&*argument))?;
        return call(core::slice::from_ref(&*argument));
    }
    let values = all(arguments, sight);
    sight.environment.looked_through(&values)?;
    match call {
        Call::Plain(call) | Call::Scalar(call, _) | Call::First(call) | Call::Sum(call) => call(&values),
        Call::Hosted(call) | Call::Counted(call) | Call::Calling(call) => call(&values, sight.environment),
    }
}

/// A name inside a filter: a key of the item, or else the outer meaning of the name.
fn item_name(sight: Sight, depth: usize, name: &SmolStr, outer: Option<&Node>) -> Result<Value, Fault> {
    if let Value::Context(context) = variable(sight.frames, depth) {
        if let Some(value) = context.get(name) {
            return Ok(value.clone());
        }
    }
    outer.map_or(Err(Fault::NoKey), |outer| Ok(outer.evaluate(sight).into_owned()))
}

fn binary(operator: Binary, dialect: Dialect, pair: &[Node; 2], sight: Sight) -> Result<Value, Fault> {
    let [left, right] = pair;
    let a = left.evaluate(sight);
    if let Binary::And | Binary::Or = operator {
        let decides = Value::Bool(operator == Binary::Or);
        if *a == decides {
            return Ok(decides);
        }
        let b = right.evaluate(sight);
        return match (&*a, &*b) {
            (_, b) if *b == decides => Ok(decides),
            (Value::Bool(_), Value::Bool(flag)) => Ok(Value::Bool(*flag)),
            _ => Err(Fault::Missing),
        };
    }
    let b = right.evaluate(sight);
    if operator == Binary::Power && !matches!(&*b, Value::Number(number) if number.is_integer()) {
        sight.environment.spend(SERIES)?;
    }
    match operator {
        Binary::Add | Binary::Subtract | Binary::Multiply | Binary::Divide | Binary::Power => {
            if let (Value::Zoned(zoned), _) | (_, Value::Zoned(zoned)) = (&*a, &*b) {
                return zone::back(
                    arithmetic(operator, &zone::plain(&a), &zone::plain(&b))?,
                    zoned,
                    sight.environment.host,
                );
            }
            arithmetic(operator, &a, &b)
        }
        _ if dialect == Dialect::Standard && (a.is_null() || b.is_null()) => Err(Fault::Missing),
        _ => {
            if let Value::List(_) | Value::Context(_) | Value::Text(_) = *a {
                sight.environment.weigh(&a)?;
            }
            compare(operator, Scalar::of(&a), Scalar::of(&b)).map(Value::Bool)
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
