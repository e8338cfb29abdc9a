//! Fast paths for the usual notations of values, read without copying. All others are left to the general
//! reading of values, which also finds what is wrong with them.

use super::line::{Line, Scratch};
use super::literal::Literal;
use super::scan::{plain_run, read_u64};
use crate::check::{Field, FieldKind, Moment, Reading, parse_common};
use crate::data::{Decimal, Gather, Value};
use crate::evaluate::Place;

/// The length of `"2026-03-02T09:30:00+08:00"`.
const MOMENT: usize = 27;

/// The usual notation of a value.
pub(super) enum Notation {
    /// A text of at most this many characters, all of them simple.
    PlainText(usize),
    /// A date and time with its offset.
    Moment,
    /// One of the options, and the index of the latest one.
    Choice(Vec<Literal>, usize),
    /// A number.
    Number,
    /// No usual notation.
    Other,
}

impl Notation {
    pub(super) fn new(field: &Field) -> Self {
        let spec = &field.spec;
        match spec.kind {
            FieldKind::DateTime => Self::Moment,
            FieldKind::Choice => {
                Self::Choice(spec.options.iter().map(|option| Literal::new(&option.id, "")).gather(), 0)
            }
            kind if kind.is_numeric() => Self::Number,
            _ if field.accepts_matching_text() => {
                Self::PlainText(spec.length.max.map_or(usize::MAX, |max| max as usize))
            }
            _ => Self::Other,
        }
    }

    /// Reads the value that begins here.
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn read(&mut self, line: &mut Line, scratch: &mut Scratch, place: Place) -> Option<()> {
        let Line { bytes, at } = *line;
        match self {
            Self::PlainText(most) => {
                if let Some((end, value)) = plain_text(bytes, at, *most, place.field) {
                    line.at = end;
                    let given = !value.is_null();
                    place.store(Reading { given, ..Reading::valid(value) });
                    return Some(());
                }
            }
            Self::Moment => {
                if let Some(moment) = moment(bytes, at) {
                    line.at = at.wrapping_add(MOMENT);
                    let reading = moment.read(place.zone());
                    place.store(reading);
                    return Some(());
                }
            }
            Self::Choice(options, latest) => {
                if let Some(end) = choice(bytes, at, options, latest) {
                    line.at = end;
                    let reading = place.field.option(*latest);
                    place.store(reading);
                    return Some(());
                }
            }
            Self::Number => {
                if let Some((units, scale, end)) = number(bytes, at) {
                    if place.field.is_certainly_valid(units, scale) {
                        line.at = end;
                        place.store(Reading::valid(Value::Number(Decimal::from_scaled(units, scale))));
                        return Some(());
                    }
                }
            }
            Self::Other => {}
        }
        place.read(&line.raw(scratch)?);
        Some(())
    }
}

/// The end of a text, and its value.
#[inline(always)]
#[cfg_attr(swift, optimize(speed))]
fn plain_text(bytes: &[u8], at: usize, most: usize, field: &Field) -> Option<(usize, Value)> {
    if bytes.get(at) != Some(&b'"') {
        return None;
    }
    let start = at.wrapping_add(1);
    let (end, is_ascii) = plain_run(bytes, start);
    let letters = bytes.get(start..end)?;
    let count = if is_ascii { count_ascii(letters) } else { count_chinese(letters) }?;
    if bytes.get(end) != Some(&b'"') || count > most {
        return None;
    }
    let value = if count == 0 { Value::Null } else { field.text_value(letters)? };
    Some((end.wrapping_add(1), value))
}

/// The number of characters, if there is no white space at the ends; all are ASCII.
#[inline(always)]
fn count_ascii(letters: &[u8]) -> Option<usize> {
    match letters {
        [] | [0x21..=0x7e] | [0x21..=0x7e, .., 0x21..=0x7e] => Some(letters.len()),
        _ => None,
    }
}

/// The number of characters of valid UTF-8 without white space at the ends. Accepts only Han, Chinese
/// punctuation and ASCII, of which each is one visible character.
#[cfg_attr(swift, optimize(speed))]
fn count_chinese(letters: &[u8]) -> Option<usize> {
    let (mut rest, mut count) = (letters, 0usize);
    loop {
        rest = match rest {
            [] => return Some(count),
            [0xe4..=0xe9, 0x80..=0xbf, 0x80..=0xbf, rest @ ..]
            // Without the ideographic space U+3000 and the tone marks.
            | [0xe3, 0x80, 0x81..=0xa9 | 0xb0..=0xbf, rest @ ..]
            | [0xef, 0xbc, 0x80..=0xbf, rest @ ..]
            | [0x21..=0x7e, rest @ ..] => rest,
            [b' ', rest @ ..] if count > 0 && !rest.is_empty() => rest,
            _ => return None,
        };
        count = count.wrapping_add(1);
    }
}

#[inline(always)]
#[cfg_attr(swift, optimize(speed))]
fn moment(bytes: &[u8], at: usize) -> Option<Moment> {
    let text = bytes.get(at..at.wrapping_add(MOMENT))?;
    if let [b'"', digits @ .., b'"'] = text { parse_common(digits) } else { None }
}

/// The end of an option, which becomes the latest. The previous latest is tried first.
#[inline(always)]
#[cfg_attr(swift, optimize(speed))]
fn choice(bytes: &[u8], at: usize, options: &[Literal], latest: &mut usize) -> Option<usize> {
    let head = read_u64(bytes, at)?;
    for _ in options {
        let place = *latest;
        if let Some(end) = options.get(place).and_then(|option| option.match_end(bytes, at, head)) {
            return Some(end);
        }
        *latest = if place.wrapping_add(1) < options.len() { place.wrapping_add(1) } else { 0 };
    }
    None
}

/// A number of at most 18 digits without exponent: its units, its decimals, and its end.
#[inline(always)]
#[cfg_attr(swift, optimize(speed))]
pub(super) fn number(bytes: &[u8], at: usize) -> Option<(i64, u8, usize)> {
    let negative = bytes.get(at) == Some(&b'-');
    let first = at.wrapping_add(usize::from(negative));
    let (mut units, mut end) = digits(bytes, 0, first);
    let (mut digits, mut scale) = (end.wrapping_sub(first), 0usize);
    if digits == 0 || (digits > 1 && bytes.get(first) == Some(&b'0')) {
        return None;
    }
    if bytes.get(end) == Some(&b'.') {
        let point = end.wrapping_add(1);
        (units, end) = self::digits(bytes, units, point);
        scale = end.wrapping_sub(point);
        if scale == 0 {
            return None;
        }
        digits = digits.wrapping_add(scale);
    }
    if digits > 18 || matches!(bytes.get(end), Some(b'e' | b'E')) {
        return None;
    }
    Some((if negative { units.wrapping_neg() } else { units }, u8::try_from(scale).ok()?, end))
}

/// Appends the digits at a place to `units`; returns the result and the end of the digits.
#[inline(always)]
#[cfg_attr(swift, optimize(speed))]
fn digits(bytes: &[u8], mut units: i64, mut at: usize) -> (i64, usize) {
    while let Some(digit) = bytes.get(at).map(|byte| byte.wrapping_sub(b'0')).filter(|digit| *digit < 10) {
        units = units.wrapping_mul(10).wrapping_add(i64::from(digit));
        at = at.wrapping_add(1);
    }
    (units, at)
}
