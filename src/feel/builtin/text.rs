//! Texts: length, parts, search. Positions count Unicode scalar values from 1.

use super::argument::{argument, count, string, whole};
use super::call::{Builtin, CallKind, Outcome, builtin, with_call};
use crate::data::letter::{lower_text, upper_text};
use crate::data::text::{byte_offset, split_once};
use crate::data::{Gather, Value};
use crate::feel::environment::{Environment, check_text_size};
use crate::feel::error::Fault;
use crate::feel::{Groups, Regex};

pub(super) const ALL: &[Builtin] = &[
    builtin("string length", &["string"], 1, |a| Ok(count(string(a, 0)?.chars().count()))),
    builtin("substring", &["string", "start position", "length"], 2, substring),
    builtin("substring before", &["string", "match"], 2, before),
    builtin("substring after", &["string", "match"], 2, after),
    builtin("upper case", &["string"], 1, |a| Ok(Value::Text(upper_text(string(a, 0)?).into()))),
    builtin("lower case", &["string"], 1, |a| Ok(Value::Text(lower_text(string(a, 0)?).into()))),
    builtin("contains", &["string", "match"], 2, |a| {
        Ok(Value::Bool(split_once(string(a, 0)?, string(a, 1)?).is_some()))
    }),
    builtin("starts with", &["string", "match"], 2, |a| {
        Ok(Value::Bool(string(a, 0)?.starts_with(string(a, 1)?)))
    }),
    builtin("ends with", &["string", "match"], 2, |a| {
        Ok(Value::Bool(string(a, 0)?.ends_with(string(a, 1)?)))
    }),
    with_call("matches", &["input", "pattern", "flags"], 2, CallKind::Counted(matches_uncompiled)),
    with_call("replace", &["input", "pattern", "replacement", "flags"], 3, CallKind::Counted(replace)),
    with_call("split", &["string", "delimiter"], 2, CallKind::Counted(split)),
    with_call("extract", &["input", "pattern"], 2, CallKind::Counted(extract)),
    builtin("string", &["from"], 1, print),
];

fn substring(a: &[Value]) -> Outcome {
    let (text, start) = (string(a, 0)?, whole(a, 1)?);
    let length = i64::try_from(text.chars().count()).map_err(|_| Fault::Overflow)?;
    let from = if start < 0 { length.saturating_add(start) } else { start.saturating_sub(1) };
    if start == 0 || from < 0 || from >= length {
        return Err(Fault::NoKey);
    }
    let take = if a.len() > 2 { whole(a, 2)? } else { length };
    let skip = usize::try_from(from).map_err(|_| Fault::Overflow)?;
    let take = usize::try_from(take).map_err(|_| Fault::NoKey)?;
    let (_, tail) = text.split_at_checked(byte_offset(text, skip)).ok_or(Fault::Overflow)?;
    Ok(Value::Text(tail.get(..byte_offset(tail, take)).unwrap_or(tail).into()))
}

fn before(a: &[Value]) -> Outcome {
    let found = split_once(string(a, 0)?, string(a, 1)?);
    Ok(Value::Text(found.map_or("", |(head, _)| head).into()))
}

fn after(a: &[Value]) -> Outcome {
    let found = split_once(string(a, 0)?, string(a, 1)?);
    Ok(Value::Text(found.map_or("", |(_, tail)| tail).into()))
}

/// Whether the pattern matches anywhere in the text.
pub(in crate::feel) fn matches(text: &Value, pattern: &Regex, environment: &Environment) -> Outcome {
    let text = string(core::slice::from_ref(text), 0)?;
    environment.spend(pattern.match_cost(text.len()))?;
    Ok(Value::Bool(pattern.is_match(text)))
}

/// Like [`matches()`], but the pattern is parsed on each call.
fn matches_uncompiled(a: &[Value], environment: &Environment) -> Outcome {
    matches(argument(a, 0), &regex(a, 2, environment)?, environment)
}

/// Parses the pattern in the second argument, with the flags in the argument at index `flags`.
fn regex(a: &[Value], flags: usize, environment: &Environment) -> Result<Regex, Fault> {
    let flags = if argument(a, flags).is_null() { "" } else { string(a, flags)? };
    let pattern = Regex::with_flags(string(a, 1)?, flags).map_err(|error| error.fault)?;
    // Parsing a pattern costs about as much as matching it against a few characters.
    environment.spend(pattern.match_cost(64))?;
    Ok(pattern)
}

/// Called with the whole text, the characters since the previous match, and the groups of the match.
type Visit<'v> = &'v mut dyn FnMut(&[char], &[char], Option<&Groups>) -> Result<(), Fault>;

/// Visits each match of the pattern (second argument) in the text (first argument), then the rest of the text
/// with `None`. Each search counts as far as it looked, which may be to the end. A pattern that matches the
/// empty text is rejected.
fn for_each_match(a: &[Value], flags: usize, environment: &Environment, visit: Visit) -> Result<(), Fault> {
    let regex = regex(a, flags, environment)?;
    if regex.find(&[], 0, &mut 0).is_some() {
        return Err(Fault::Unreadable);
    }
    let text: Vec<char> = string(a, 0)?.chars().gather();
    let mut rest = 0usize;
    loop {
        let mut examined = 0usize;
        let found = regex.find(&text, rest, &mut examined);
        environment.spend(regex.match_cost(examined).saturating_add(1))?;
        let Some(groups) = found else { break };
        let Some((from, to)) = groups.first().copied().flatten().filter(|(_, to)| *to > rest) else { break };
        visit(&text, text.get(rest..from).unwrap_or(&[]), Some(&groups))?;
        rest = to;
    }
    visit(&text, text.get(rest..).unwrap_or(&[]), None)
}

/// Replaces every match; in the replacement, `$0` and so on are groups, `\\` and `\$` the literal characters.
fn replace(a: &[Value], environment: &Environment) -> Outcome {
    let mut out = String::new();
    for_each_match(a, 3, environment, &mut |text, before, groups| {
        out.extend(before);
        if let Some(groups) = groups {
            check_text_size(out.len())?;
            fill(&mut out, string(a, 2)?, text, groups).ok_or(Fault::Unreadable)?;
        }
        Ok(())
    })?;
    string(a, 2)?;
    check_text_size(out.len())?;
    Ok(Value::Text(out.into()))
}

/// Expands a replacement template; `None` if a `$` or backslash in it is invalid.
fn fill(out: &mut String, template: &str, text: &[char], groups: &Groups) -> Option<()> {
    let mut chars = template.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '$' => {
                let mut group = chars.next()?.to_digit(10)? as usize;
                // Take further digits only while a group with the longer number exists.
                while let Some(digit) = chars.peek().and_then(|next| next.to_digit(10)) {
                    let longer = group.saturating_mul(10).saturating_add(digit as usize);
                    if longer >= groups.len() {
                        break;
                    }
                    chars.next();
                    group = longer;
                }
                check_text_size(out.len()).ok()?;
                let found = groups.get(group).copied().flatten();
                out.extend(found.and_then(|(from, to)| text.get(from..to)).unwrap_or(&[]));
            }
            '\\' => out.push(chars.next().filter(|sign| matches!(sign, '$' | '\\'))?),
            c => out.push(c),
        }
    }
    Some(())
}

fn split(a: &[Value], environment: &Environment) -> Outcome {
    let mut parts = Vec::new();
    for_each_match(a, 2, environment, &mut |_, before, _| {
        parts.push(Value::Text(before.iter().collect::<String>().into()));
        Ok(())
    })?;
    Ok(Value::list(parts))
}

fn extract(a: &[Value], environment: &Environment) -> Outcome {
    let mut parts = Vec::new();
    for_each_match(a, 2, environment, &mut |text, _, groups| {
        let whole = groups.and_then(|groups| groups.first().copied().flatten());
        parts.extend(
            whole
                .and_then(|(from, to)| text.get(from..to))
                .map(|part| Value::Text(part.iter().collect::<String>().into())),
        );
        Ok(())
    })?;
    Ok(Value::list(parts))
}

fn print(a: &[Value]) -> Outcome {
    match argument(a, 0) {
        Value::Null => Err(Fault::Missing),
        value => Ok(Value::Text(value.to_string().into())),
    }
}
