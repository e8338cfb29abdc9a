//! Texts: length, parts, search. Places count Unicode scalar values from 1.

use super::{Builtin, Outcome, argument, builtin, count, string, whole};
use crate::data::Value;
use crate::feel::Regex;
use crate::feel::error::Fault;

pub(super) const ALL: &[Builtin] = &[
    builtin("string length", &["string"], 1, |a| Ok(count(string(a, 0)?.chars().count()))),
    builtin("substring", &["string", "start position", "length"], 2, substring),
    builtin("substring before", &["string", "match"], 2, before),
    builtin("substring after", &["string", "match"], 2, after),
    builtin("upper case", &["string"], 1, |a| Ok(Value::Text(string(a, 0)?.to_uppercase().into()))),
    builtin("lower case", &["string"], 1, |a| Ok(Value::Text(string(a, 0)?.to_lowercase().into()))),
    builtin("contains", &["string", "match"], 2, |a| Ok(Value::Bool(string(a, 0)?.contains(string(a, 1)?)))),
    builtin("starts with", &["string", "match"], 2, |a| {
        Ok(Value::Bool(string(a, 0)?.starts_with(string(a, 1)?)))
    }),
    builtin("ends with", &["string", "match"], 2, |a| {
        Ok(Value::Bool(string(a, 0)?.ends_with(string(a, 1)?)))
    }),
    builtin("matches", &["input", "pattern"], 2, matches),
    builtin("string", &["from"], 1, print),
];

fn substring(a: &[Value]) -> Outcome {
    let (text, start) = (string(a, 0)?, whole(a, 1)?);
    let length = i64::try_from(text.chars().count()).map_err(|_| Fault::Overflow)?;
    let from = if start < 0 { length.saturating_add(start) } else { start.saturating_sub(1) };
    if start == 0 || from < 0 || from >= length {
        return Err(Fault::Unreadable);
    }
    let take = if a.len() > 2 { whole(a, 2)? } else { length };
    let skip = usize::try_from(from).map_err(|_| Fault::Overflow)?;
    let take = usize::try_from(take).map_err(|_| Fault::Unreadable)?;
    Ok(Value::Text(text.chars().skip(skip).take(take).collect::<String>().into()))
}

fn before(a: &[Value]) -> Outcome {
    let found = string(a, 0)?.split_once(string(a, 1)?);
    Ok(Value::Text(found.map_or("", |(head, _)| head).into()))
}

fn after(a: &[Value]) -> Outcome {
    let found = string(a, 0)?.split_once(string(a, 1)?);
    Ok(Value::Text(found.map_or("", |(_, tail)| tail).into()))
}

fn matches(a: &[Value]) -> Outcome {
    let (text, pattern) = (string(a, 0)?, string(a, 1)?);
    let pattern = Regex::parse(pattern).map_err(|_| Fault::Unreadable)?;
    Ok(Value::Bool(pattern.is_match(text)))
}

fn print(a: &[Value]) -> Outcome {
    match argument(a, 0) {
        Value::Null => Err(Fault::Missing),
        value => Ok(Value::Text(value.to_string().into())),
    }
}
