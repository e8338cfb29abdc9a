//! Contexts: reads, sets and merges entries.

use super::argument::{argument, kind_fault, single, string};
use super::call::{Builtin, Outcome, builtin};
use crate::data::{Context, Gather, Value};
use crate::feel::error::Fault;
use smol_str::SmolStr;
use std::sync::Arc;

pub(super) const ALL: &[Builtin] = &[
    builtin("get value", &["m", "key"], 2, get_value),
    builtin("get entries", &["m"], 1, get_entries),
    builtin("context", &["entries"], 1, context),
    builtin("context put", &["context", "keys", "value"], 3, put),
    builtin("context put", &["context", "key", "value"], 3, |a| match argument(a, 1) {
        Value::Text(_) => put(a),
        other => Err(kind_fault(other)),
    }),
    builtin("context merge", &["contexts"], 1, merge),
];

type Entries = Vec<(SmolStr, Value)>;

fn make_context(entries: Entries) -> Value {
    let (keys, values): (Vec<SmolStr>, Vec<Value>) = entries.into_iter().unzip();
    Value::Context(Arc::new(Context::new(keys.into(), values)))
}

fn entries(value: &Value) -> Result<Entries, Fault> {
    match single(value) {
        Value::Context(context) => {
            Ok(context.entries().map(|(key, value)| (key.clone(), value.clone())).gather())
        }
        other => Err(kind_fault(other)),
    }
}

fn set(entries: &mut Entries, key: &SmolStr, value: Value) {
    match entries.iter_mut().find(|(known, _)| known == key) {
        Some((_, place)) => *place = value,
        None => entries.push((key.clone(), value)),
    }
}

fn get_value(a: &[Value]) -> Outcome {
    match single(argument(a, 0)) {
        Value::Context(context) => context.get(string(a, 1)?).cloned().ok_or(Fault::NoKey),
        other => Err(kind_fault(other)),
    }
}

fn get_entries(a: &[Value]) -> Outcome {
    let entry = |(key, value)| make_context(vec![("key".into(), Value::Text(key)), ("value".into(), value)]);
    Ok(Value::list(entries(argument(a, 0))?.into_iter().map(entry).gather()))
}

fn items_or_self(value: &Value) -> &[Value] {
    if let Value::List(items) = value { items } else { core::slice::from_ref(value) }
}

fn context(a: &[Value]) -> Outcome {
    let mut out = Entries::new();
    for entry in items_or_self(argument(a, 0)) {
        let Value::Context(entry) = entry else { return Err(kind_fault(entry)) };
        let (Some(Value::Text(key)), Some(value)) = (entry.get("key"), entry.get("value")) else {
            return Err(Fault::NoKey);
        };
        if out.iter().any(|(known, _)| known == key) {
            return Err(Fault::Kind);
        }
        out.push((key.clone(), value.clone()));
    }
    Ok(make_context(out))
}

fn put(a: &[Value]) -> Outcome {
    put_at(argument(a, 0), items_or_self(argument(a, 1)), argument(a, 2))
}

fn put_at(context: &Value, keys: &[Value], value: &Value) -> Outcome {
    let mut out = entries(context)?;
    let Some((Value::Text(key), rest)) = keys.split_first() else { return Err(Fault::Kind) };
    let inner = out.iter().find(|(known, _)| known == key).map_or(Value::Null, |(_, value)| value.clone());
    let value = if rest.is_empty() { value.clone() } else { put_at(&inner, rest, value)? };
    set(&mut out, key, value);
    Ok(make_context(out))
}

fn merge(a: &[Value]) -> Outcome {
    let mut out = Entries::new();
    for context in items_or_self(argument(a, 0)) {
        for (key, value) in entries(context)? {
            set(&mut out, &key, value);
        }
    }
    Ok(make_context(out))
}
