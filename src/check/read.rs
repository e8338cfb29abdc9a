//! Reads a value as the type of its field: returns the typed value and the field's built-in finding, if any.
//! A `type` fault precedes those of `one_of`, `range`, `length` and `format`, and is the only one that makes
//! the value null.

use super::figure::{read_duration, read_list};
use super::reading::{Reading, Strictness};
use super::temporal::{parse_date, parse_time};
use super::{Field, FieldKind, Moment, Raw, parse_date_time, phone::is_phone};
use crate::data::text::{length, trim};
use crate::data::{Decimal, Value};
use crate::finding::Code;
use smol_str::SmolStr;
use std::sync::Arc;

/// Reads `raw` as the type of `field`; `zone` is the standard's offset from UTC in seconds.
#[cfg_attr(swift, optimize(speed))]
pub fn read(field: &Field, raw: &Raw, zone: i32, strictness: Strictness) -> Reading {
    match raw {
        Raw::Missing => Reading::MISSING,
        Raw::Text(text) => match trim(text) {
            "" => Reading::MISSING,
            trimmed => read_present(field, &Raw::Text(trimmed), zone, strictness),
        },
        Raw::List(_) if raw.is_missing() => Reading::MISSING,
        Raw::ValidText if field.spec.kind.is_text() => Reading::valid(Value::Bool(true)),
        Raw::Option(index) if field.spec.kind == FieldKind::Choice => field.option(*index),
        other => read_present(field, other, zone, strictness),
    }
}

/// A faster way to read options.
impl Field {
    /// Reads an option by its index.
    #[inline]
    #[cfg_attr(swift, optimize(speed))]
    pub fn option(&self, index: usize) -> Reading {
        match self.spec.options.get(index) {
            Some(option) => Reading::valid(Value::Text(option.id.clone())),
            None => Reading::unreadable(Code::OneOf),
        }
    }
}

impl Moment {
    /// Reads a date and time; `zone` is the standard's offset from UTC in seconds.
    #[inline(always)]
    #[cfg_attr(swift, optimize(speed))]
    pub fn read(&self, zone: i32) -> Reading {
        match self.resolve_here(zone) {
            Some(at) => Reading::valid(Value::DateTime(at)),
            None => Reading::unreadable(Code::TypeDateTime),
        }
    }
}

/// Reads a value that is not missing.
#[cfg_attr(swift, optimize(speed))]
fn read_present(field: &Field, raw: &Raw, zone: i32, strictness: Strictness) -> Reading {
    let kind = field.spec.kind;
    match kind {
        FieldKind::Bool => read_bool(raw),
        FieldKind::Choice => read_choice(field, raw),
        FieldKind::MultiChoice => read_choices(field, raw),
        FieldKind::AttachmentList => read_attachments(field, raw),
        FieldKind::Date | FieldKind::Time | FieldKind::DateTime => read_temporal(kind, raw, zone),
        FieldKind::Table => Reading::valid(Value::Null),
        FieldKind::List => read_list(field, raw),
        FieldKind::Duration => read_duration(raw),
        _ if kind.is_numeric() => read_number(field, raw, strictness),
        _ => read_text(field, raw),
    }
}

fn read_bool(raw: &Raw) -> Reading {
    match raw {
        Raw::Bool(flag) => Reading::valid(Value::Bool(*flag)),
        _ => Reading::unreadable(Code::TypeBool),
    }
}

#[cfg_attr(swift, optimize(speed))]
fn read_text(field: &Field, raw: &Raw) -> Reading {
    let Raw::Text(text) = raw else { return Reading::unreadable(Code::TypeText) };
    // The text of a field that no expression reads is not kept.
    let value = if field.is_read { Value::Text(SmolStr::new(text)) } else { Value::Bool(true) };
    Reading::with_fault(value, text_fault(field, text))
}

#[cfg_attr(swift, optimize(speed))]
fn text_fault(field: &Field, text: &str) -> Option<Code> {
    let limit = field.spec.length;
    let too_long = if limit.fits_in_bytes(text.len()) { None } else { limit.fault(length(text)) };
    too_long
        .or_else(|| {
            let phone = field.spec.kind == FieldKind::Phone && field.pattern.is_none() && !is_phone(text);
            phone.then_some(Code::FormatPhone)
        })
        .or_else(|| {
            let misfit = field.pattern.as_ref().is_some_and(|pattern| !pattern.matches_whole(text));
            misfit.then_some(Code::FormatPattern)
        })
}

fn read_choice(field: &Field, raw: &Raw) -> Reading {
    let Raw::Text(text) = raw else { return Reading::unreadable(Code::TypeText) };
    let (value, known) = find_option(field, text);
    Reading::with_fault(value, (!known).then_some(Code::OneOf))
}

/// The option with this id, whose text is shared, or else the given text; and whether it is allowed.
fn find_option(field: &Field, text: &str) -> (Value, bool) {
    match field.spec.options.iter().find(|option| option.id == text) {
        Some(option) => (Value::Text(option.id.clone()), true),
        // Inputs and parameters may have no options; then any text is allowed.
        None => (Value::Text(SmolStr::new(text)), field.spec.options.is_empty()),
    }
}

fn read_choices(field: &Field, raw: &Raw) -> Reading {
    let items = raw.items();
    let mut values = Vec::with_capacity(items.len());
    let mut all_known = true;
    for item in items.iter().filter(|item| !item.is_blank()) {
        let Raw::Text(text) = item else { return Reading::unreadable(Code::TypeList) };
        let (value, known) = find_option(field, trim(text));
        values.push(value);
        all_known &= known;
    }
    let fault = if all_known { field.spec.length.fault(values.len()) } else { Some(Code::OneOf) };
    Reading::with_fault(Value::List(Arc::new(values)), fault)
}

fn read_attachments(field: &Field, raw: &Raw) -> Reading {
    let items = raw.items();
    let mut values = Vec::with_capacity(items.len());
    for item in items.iter().filter(|item| !item.is_blank()) {
        match item {
            Raw::Text(text) => values.push(Value::Text(SmolStr::new(trim(text)))),
            Raw::Object => values.push(Value::Bool(true)),
            _ => return Reading::unreadable(Code::TypeList),
        }
    }
    let fault = field.spec.length.fault(values.len());
    Reading::with_fault(Value::List(Arc::new(values)), fault)
}

fn read_temporal(kind: FieldKind, raw: &Raw, zone: i32) -> Reading {
    let text = if let Raw::Text(text) = raw { text } else { "" };
    let (value, code) = match kind {
        FieldKind::Date => (parse_date(text).map(Value::Date), Code::TypeDate),
        FieldKind::Time => (parse_time(text).map(Value::Time), Code::TypeTime),
        _ => {
            let at = if let Raw::Moment(moment) = raw {
                moment.resolve(zone)
            } else {
                parse_date_time(text, zone)
            };
            (at.map(Value::DateTime), Code::TypeDateTime)
        }
    };
    value.map_or_else(|| Reading::unreadable(code), Reading::valid)
}

#[cfg_attr(swift, optimize(speed))]
fn read_number(field: &Field, raw: &Raw, strictness: Strictness) -> Reading {
    match raw.number() {
        Some(decimal) => check_number(field, decimal, strictness),
        None => Reading::unreadable(Code::TypeNumber),
    }
}

/// Checks the number of a field.
#[inline]
#[cfg_attr(swift, optimize(speed))]
fn check_number(field: &Field, number: Decimal, strictness: Strictness) -> Reading {
    match field.spec.kind {
        FieldKind::Integer if !number.is_integer() => Reading::unreadable(Code::TypeInteger),
        FieldKind::Money if strictness == Strictness::Order && !number.has_at_most_decimals(2) => {
            Reading::unreadable(Code::TypeDecimals)
        }
        _ => Reading::with_fault(Value::Number(number), field.spec.bounds.fault(&number)),
    }
}
