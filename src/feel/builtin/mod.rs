//! The built-in functions, a file for each family: `numeric`, `list`, `text`, `temporal`, and `business` for
//! those that standards use beyond FEEL. Names are looked up when an expression is compiled, never later.

mod business;
mod list;
mod numeric;
mod temporal;
mod text;

pub(super) use temporal::{literal as temporal_literal, property};

use super::compile::Call;
use super::error::Fault;
use crate::data::{Decimal, Value};

/// A built-in function.
pub(super) struct Builtin {
    pub(super) name: &'static str,
    pub(super) parameters: &'static [&'static str],
    pub(super) least: usize,
    pub(super) call: Call,
}

const fn builtin(
    name: &'static str,
    parameters: &'static [&'static str],
    least: usize,
    call: Call,
) -> Builtin {
    Builtin { name, parameters, least, call }
}

const FAMILIES: &[&[Builtin]] = &[numeric::ALL, list::ALL, text::ALL, temporal::ALL, business::ALL];

/// The names of all of them.
pub(super) fn names<'a>() -> impl Iterator<Item = &'a str> {
    FAMILIES.iter().flat_map(|family| family.iter().map(|builtin| builtin.name))
}

/// The one with a name.
pub(super) fn find(name: &str) -> Option<&'static Builtin> {
    FAMILIES.iter().flat_map(|family| family.iter()).find(|builtin| builtin.name == name)
}

type Outcome = Result<Value, Fault>;

/// The argument at a place; null where it was left out.
fn argument(arguments: &[Value], index: usize) -> &Value {
    arguments.get(index).unwrap_or(&Value::Null)
}

fn wrong(value: &Value) -> Fault {
    if value.is_null() { Fault::Missing } else { Fault::Kind }
}

fn number(arguments: &[Value], index: usize) -> Result<Decimal, Fault> {
    match argument(arguments, index) {
        Value::Number(number) => Ok(*number),
        other => Err(wrong(other)),
    }
}

fn whole(arguments: &[Value], index: usize) -> Result<i64, Fault> {
    number(arguments, index)?.to_i64().ok_or(Fault::Kind)
}

fn string(arguments: &[Value], index: usize) -> Result<&str, Fault> {
    match argument(arguments, index) {
        Value::Text(text) => Ok(text),
        other => Err(wrong(other)),
    }
}

/// One list, or all arguments as one.
fn items(arguments: &[Value]) -> &[Value] {
    match arguments {
        [Value::List(items)] => items,
        [Value::Null] => &[],
        all => all,
    }
}

fn count(length: usize) -> Value {
    Value::Number(Decimal::from(i64::try_from(length).unwrap_or(i64::MAX)))
}
