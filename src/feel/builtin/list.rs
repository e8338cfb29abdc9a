//! Lists: sums, extremes, membership, order.

use super::argument::{argument, count, items, kind_fault, string, whole};
use super::call::{Builtin, CallKind, Outcome, builtin, with_call};
use super::statistics::mean;
use crate::data::{Decimal, Gather, Value, sorted};
use crate::feel::environment::{Environment, check_text_size};
use crate::feel::error::Fault;
use crate::feel::evaluate::call;
use crate::feel::operator::{equal, order};
use core::cmp::Ordering;

pub(super) const ALL: &[Builtin] = &[
    builtin("count", &["list"], 1, |a| Ok(count(list_argument(a)?.len()))),
    with_call("sum", &["list", "…"], 1, CallKind::Sum(sum)),
    builtin("mean", &["list", "…"], 1, mean),
    builtin("min", &["list", "…"], 1, |a| extreme(a, Ordering::Less)),
    builtin("max", &["list", "…"], 1, |a| extreme(a, Ordering::Greater)),
    builtin("all", &["list", "…"], 1, |a| all_or_any(a, false)),
    builtin("any", &["list", "…"], 1, |a| all_or_any(a, true)),
    builtin("list contains", &["list", "element"], 2, contains),
    with_call("distinct values", &["list"], 1, CallKind::Counted(distinct)),
    builtin("concatenate", &["list", "…"], 1, concatenate),
    builtin("append", &["list", "item", "…"], 1, append),
    with_call("union", &["list", "…"], 1, CallKind::Counted(union)),
    builtin("sublist", &["list", "start position", "length"], 2, sublist),
    builtin("insert before", &["list", "position", "newItem"], 3, insert),
    builtin("remove", &["list", "position"], 2, remove),
    with_call("list replace", &["list", "position", "newItem"], 3, CallKind::HigherOrder(replace)),
    with_call("list replace", &["list", "match", "newItem"], 3, CallKind::HigherOrder(replace)),
    with_call("sort", &["list", "precedes"], 1, CallKind::HigherOrder(sort)),
    builtin("index of", &["list", "match"], 2, index_of),
    builtin("string join", &["list", "delimiter"], 1, join),
    builtin("reverse", &["list"], 1, |a| Ok(Value::list(list_argument(a)?.iter().rev().cloned().gather()))),
    builtin("flatten", &["list"], 1, |a| Ok(Value::list(flatten(list_argument(a)?)))),
];

pub(in crate::feel) fn sum(a: &[Value]) -> Outcome {
    let items = items(a);
    if items.is_empty() {
        return Err(Fault::Missing);
    }
    let add = |total: Decimal, item: &Value| match item {
        Value::Number(number) => total.checked_add(*number).ok_or(Fault::Overflow),
        Value::Null => Err(Fault::Missing),
        _ => Err(Fault::Kind),
    };
    items.iter().try_fold(Decimal::ZERO, add).map(Value::Number)
}

pub(in crate::feel) fn extreme(a: &[Value], wanted: Ordering) -> Outcome {
    let (first, rest) = items(a).split_first().ok_or(Fault::Missing)?;
    let mut best = first;
    for item in core::iter::once(first).chain(rest) {
        if item.is_null() {
            return Err(Fault::Missing);
        }
        if order(item, best).ok_or(Fault::Kind)? == wanted {
            best = item;
        }
    }
    Ok(best.clone())
}

/// Returns `decider` as soon as one item equals it; unknown if an item is not a boolean.
fn all_or_any(a: &[Value], decider: bool) -> Outcome {
    if matches!(a, [Value::Null]) {
        return Err(Fault::Missing);
    }
    if items(a).contains(&Value::Bool(decider)) {
        return Ok(Value::Bool(decider));
    }
    match items(a).iter().find(|item| !matches!(item, Value::Bool(_))) {
        Some(other) => Err(kind_fault(other)),
        None => Ok(Value::Bool(!decider)),
    }
}

pub(super) fn contains(a: &[Value]) -> Outcome {
    let wanted = argument(a, 1);
    Ok(Value::Bool(list_argument(a)?.iter().any(|item| equal(item, wanted) == Some(true))))
}

fn distinct(a: &[Value], environment: &Environment) -> Outcome {
    without_duplicates(list_argument(a)?, environment).map(Value::list)
}

/// Removes duplicates, keeping the first of each. If all items are comparable, equal ones are found as
/// neighbours in sorted order, which is fast for long lists; otherwise each item is compared with all kept
/// before it.
pub(super) fn without_duplicates(items: &[Value], environment: &Environment) -> Result<Vec<Value>, Fault> {
    let (mut ordered, mut repeated) = (true, vec![false; items.len()]);
    environment.spend_sort(items.len())?;
    let compare = |left: usize, right: usize| order(items.get(left)?, items.get(right)?);
    let places = sorted(items.len(), &mut |left, right| {
        let found = compare(left, right);
        ordered &= found.is_some();
        found != Some(Ordering::Greater)
    });
    for (before, at) in places.iter().zip(places.iter().skip(1)) {
        if let (Some(Ordering::Equal), Some(flag)) = (compare(*before, *at), repeated.get_mut(*at)) {
            *flag = ordered;
        }
    }
    let mut out: Vec<Value> = Vec::new();
    for (item, repeated) in items.iter().zip(repeated) {
        let before: &[Value] = if ordered { &[] } else { &out };
        environment.spend_comparisons(before.len())?;
        if !repeated && !before.iter().any(|one| equal(one, item) == Some(true)) {
            out.push(item.clone());
        }
    }
    Ok(out)
}

/// The list in the first argument; a single value counts as a one-element list.
fn list_argument(a: &[Value]) -> Result<&[Value], Fault> {
    match argument(a, 0) {
        Value::Null => Err(Fault::Missing),
        Value::List(items) => Ok(items),
        one => Ok(core::slice::from_ref(one)),
    }
}

/// Converts a position (from 1, or from -1 backwards from the end) into an index.
///
/// # Errors
/// [`Fault::NoKey`] if the position is outside the list.
fn position_to_index(a: &[Value], length: usize) -> Result<usize, Fault> {
    let at = whole(a, 1)?;
    let size = usize::try_from(at.unsigned_abs()).map_err(|_| Fault::Overflow)?;
    let index = if at < 0 { length.checked_sub(size) } else { size.checked_sub(1) };
    index.filter(|index| *index < length).ok_or(Fault::NoKey)
}

fn sublist(a: &[Value]) -> Outcome {
    let list = list_argument(a)?;
    let from = position_to_index(a, list.len())?;
    let tail = list.get(from..).unwrap_or(&[]);
    let length = if a.len() > 2 && !argument(a, 2).is_null() {
        usize::try_from(whole(a, 2)?).map_err(|_| Fault::NoKey)?
    } else {
        tail.len()
    };
    tail.get(..length).map(|part| Value::list(part.to_vec())).ok_or(Fault::NoKey)
}

fn insert(a: &[Value]) -> Outcome {
    let mut out = list_argument(a)?.to_vec();
    let index = position_to_index(a, out.len())?;
    out.insert(index, argument(a, 2).clone());
    Ok(Value::list(out))
}

fn remove(a: &[Value]) -> Outcome {
    let mut out = list_argument(a)?.to_vec();
    let index = position_to_index(a, out.len())?;
    out.remove(index);
    Ok(Value::list(out))
}

fn replace(a: &[Value], environment: &Environment) -> Outcome {
    let mut out = list_argument(a)?.to_vec();
    if matches!(argument(a, 1), Value::Function(_)) {
        for item in &mut out {
            match call(argument(a, 1), &[], &[item.clone(), argument(a, 2).clone()], environment)? {
                Value::Bool(true) => *item = argument(a, 2).clone(),
                Value::Bool(false) => {}
                other => return Err(kind_fault(&other)),
            }
        }
        return Ok(Value::list(out));
    }
    let index = position_to_index(a, out.len())?;
    if let Some(place) = out.get_mut(index) {
        *place = argument(a, 2).clone();
    }
    Ok(Value::list(out))
}

fn sort(a: &[Value], environment: &Environment) -> Outcome {
    let (list, mut fault) = (list_argument(a)?, None);
    // Calls of a sort function are counted separately.
    environment.spend_sort(list.len())?;
    let precedes = |a: &Value, b: &Value, function: &Value| {
        if function.is_null() {
            return order(a, b).map(|order| order == Ordering::Less).ok_or(Fault::Kind);
        }
        match call(function, &[], &[a.clone(), b.clone()], environment)? {
            Value::Bool(flag) => Ok(flag),
            other => Err(kind_fault(&other)),
        }
    };
    let places = sorted(list.len(), &mut |left, right| match (list.get(left), list.get(right)) {
        (Some(left), Some(right)) if fault.is_none() => !precedes(right, left, argument(a, 1))
            .unwrap_or_else(|found| {
                fault = Some(found);
                false
            }),
        _ => true,
    });
    match fault {
        Some(fault) => Err(fault),
        None => Ok(Value::list(places.into_iter().filter_map(|at| list.get(at).cloned()).gather())),
    }
}

fn index_of(a: &[Value]) -> Outcome {
    let (wanted, places) = (argument(a, 1), list_argument(a)?.iter().zip(1usize..));
    let found = places.filter(|(item, _)| equal(item, wanted) == Some(true));
    Ok(Value::list(found.map(|(_, at)| count(at)).gather()))
}

fn join(a: &[Value]) -> Outcome {
    let delimiter = if argument(a, 1).is_null() { "" } else { string(a, 1)? };
    let mut parts = Vec::new();
    for item in list_argument(a)? {
        match item {
            Value::Text(text) => parts.push(text.as_str()),
            Value::Null => {}
            _ => return Err(Fault::Kind),
        }
    }
    check_text_size(parts.len().saturating_mul(delimiter.len()))?;
    Ok(Value::Text(parts.iter().joined(delimiter).into()))
}

fn concatenate(a: &[Value]) -> Outcome {
    let mut out = Vec::new();
    for list in a {
        match list {
            Value::List(items) => out.extend(items.iter().cloned()),
            Value::Null => return Err(Fault::Missing),
            one => out.push(one.clone()),
        }
    }
    Ok(Value::list(out))
}

fn union(a: &[Value], environment: &Environment) -> Outcome {
    distinct(&[concatenate(a)?], environment)
}

fn append(a: &[Value]) -> Outcome {
    let mut out = list_argument(a)?.to_vec();
    out.extend(a.iter().skip(1).cloned());
    Ok(Value::list(out))
}

fn flatten(items: &[Value]) -> Vec<Value> {
    let mut out = Vec::new();
    for item in items {
        match item {
            Value::List(inner) => out.extend(flatten(inner)),
            one => out.push(one.clone()),
        }
    }
    out
}
