//! Parses texts by a format of the standard.

use super::argument::{argument, string};
use super::call::{Builtin, CallKind, Outcome, with_call};
use crate::data::Value;
use crate::feel::environment::Environment;
use crate::feel::error::Fault;

pub(super) const ALL: &[Builtin] = &[
    with_call("parse ok", &["format", "text"], 2, CallKind::Hosted(parse_ok)),
    with_call("segment", &["format", "text", "segment"], 3, CallKind::Hosted(segment)),
];

/// Whether a format accepts a text; without a format every text is accepted.
fn parse_ok(a: &[Value], environment: &Environment) -> Outcome {
    if argument(a, 0).is_null() {
        return Ok(Value::Bool(true));
    }
    environment.host.parse_text(string(a, 0)?, string(a, 1)?, None, environment).ok_or(Fault::Unreadable)
}

/// Returns one segment of a text; null if the text is rejected or the segment is absent.
fn segment(a: &[Value], environment: &Environment) -> Outcome {
    let id = Some(string(a, 2)?);
    environment.host.parse_text(string(a, 0)?, string(a, 1)?, id, environment).ok_or(Fault::Unreadable)
}
