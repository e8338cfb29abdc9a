//! Iteration over lists: `for`, `some`, `every` and filters.

use super::frame::{EvalScope, Frame};
use crate::data::{Value, limits};
use crate::feel::builtin::kind_fault;
use crate::feel::dialect::Dialect;
use crate::feel::error::Fault;
use crate::feel::node::{Node, NodeKind};
use crate::feel::range::members;
use std::borrow::Cow;
use std::sync::Arc;

pub(super) fn evaluate_for(
    dialect: Dialect,
    lists: &[Node],
    body: &Node,
    partial: bool,
    scope: EvalScope,
) -> Result<Value, Fault> {
    let mut results = Value::list(Vec::new());
    let whole = for_each_combination(dialect, lists, body.loop_cost(), scope, &mut |inner| {
        let value = body.evaluate(inner.with_frame(&Frame::single(&results, inner.frames))).into_owned();
        let Value::List(items) = &mut results else { return false };
        // The body's value holds a reference to the list so far, so that list must be copied.
        if Arc::get_mut(items).is_none() {
            *items = Arc::new(items.to_vec());
        }
        let Some(items) = Arc::get_mut(items) else { return false };
        // Values that contain the previous results (`partial`) nest as deep as the loop is long.
        let deep = partial
            && matches!(value, Value::List(_) | Value::Context(_) | Value::Function(_))
            && items.len() >= limits::EXPRESSION_DEPTH;
        items.push(value);
        !deep && items.len() < limits::LIST_ITEMS
    })?;
    if whole { Ok(results) } else { Err(Fault::ListItems) }
}

fn items(value: &Value) -> &[Value] {
    match value {
        Value::List(items) => items,
        Value::Null => &[],
        one => core::slice::from_ref(one),
    }
}

/// Plain FEEL does not iterate over a missing list.
fn check_missing(list: &Value, dialect: Dialect) -> Result<(), Fault> {
    if list.is_null() && dialect == Dialect::Feel { Err(Fault::Missing) } else { Ok(()) }
}

pub(super) fn evaluate_filter(dialect: Dialect, parts: &[Node; 2], scope: EvalScope) -> Result<Value, Fault> {
    let [list, condition] = parts;
    let list = list.evaluate(scope);
    check_missing(&list, dialect)?;
    let items = items(&list);
    let place = match (&condition.kind, items.first()) {
        (NodeKind::Constant(Value::Number(number)), _) => Some(*number),
        (NodeKind::Constant(_) | NodeKind::In(..), _) | (_, None) => None,
        (NodeKind::Binary(operator, ..), _) if operator.gives_boolean() => None,
        (_, Some(first)) => {
            match *condition.evaluate(scope.with_frame(&Frame::single(first, scope.frames))) {
                Value::Number(number) => Some(number),
                _ => None,
            }
        }
    };
    if let Some(number) = place {
        let at = number.to_i64().ok_or(Fault::Kind)?;
        let count = i64::try_from(items.len()).unwrap_or(0);
        let index = usize::try_from(at.saturating_add(if at < 0 { count } else { -1 }));
        let fault = if items.is_empty() { Fault::Missing } else { Fault::NoKey };
        return index.ok().and_then(|index| items.get(index)).cloned().ok_or(fault);
    }
    scope.environment.spend(items.len().saturating_mul(condition.loop_cost()) >> 2)?;
    let mut kept = Vec::new();
    for item in items {
        match *condition.evaluate(scope.with_frame(&Frame::single(item, scope.frames))) {
            Value::Bool(true) => kept.push(item.clone()),
            Value::Bool(false) | Value::Null => {}
            _ => return Err(Fault::Kind),
        }
    }
    Ok(Value::list(kept))
}

/// Visits all combinations of the lists' items, the first list varying slowest, until `visit` returns false;
/// returns whether it ran to the end.
#[cfg_attr(swift, optimize(speed))]
fn for_each_combination(
    dialect: Dialect,
    lists: &[Node],
    turn: usize,
    scope: EvalScope,
    visit: &mut dyn FnMut(EvalScope) -> bool,
) -> Result<bool, Fault> {
    let Some((first, rest)) = lists.split_first() else { return Ok(visit(scope)) };
    let mut list = first.evaluate(scope);
    if let Value::Range(range) = &*list {
        list = Cow::Owned(members(range)?);
    }
    let steps = matches!(first.kind, NodeKind::Steps(_));
    check_missing(&list, if steps { Dialect::Feel } else { dialect })?;
    for item in items(&list) {
        scope.environment.spend(turn)?;
        let frame = Frame::single(item, scope.frames);
        if !for_each_combination(dialect, rest, turn, scope.with_frame(&frame), visit)? {
            return Ok(false);
        }
    }
    Ok(true)
}

pub(super) fn evaluate_quantified(
    dialect: Dialect,
    some: bool,
    lists: &[Node],
    body: &Node,
    scope: EvalScope,
) -> Result<Value, Fault> {
    let (mut decided, mut unknown) = (false, None);
    for_each_combination(dialect, lists, body.loop_cost(), scope, &mut |inner| {
        match *body.evaluate(inner) {
            Value::Bool(flag) => decided |= flag == some,
            ref other => unknown = Some(kind_fault(other)),
        }
        !decided
    })?;
    match unknown {
        Some(fault) if !decided => Err(fault),
        _ => Ok(Value::Bool(decided == some)),
    }
}
