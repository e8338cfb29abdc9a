//! Texts read by a format: what crosses for an accepted one and for a refusal.

use super::call::{Answer, options, unknown};
use crate::data::{Gather, Value};
use crate::evaluate::Pairs;
use crate::feel::Environment;
use crate::format::{Format, sentence_of};
use crate::standard::Standard;
use serde::Serialize;
use smol_str::SmolStr;

/// The answer for a text.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum TextReport {
    /// It is accepted.
    Accepted {
        /// Always true.
        ok: bool,
        /// The branch of the format's choice that was taken; without a choice the format's id.
        variant: SmolStr,
        /// The segments that are there: texts, or lists of texts.
        segments: Pairs<Segment>,
    },
    /// It is refused.
    #[serde(rename_all = "camelCase")]
    Refused {
        /// Always false.
        ok: bool,
        /// The first character that does not fit, counted in the text as it is read.
        at: usize,
        /// The same in UTF-16 units of the text as it was given.
        raw_at: u32,
        /// What is expected there: the id of a part, or `end`.
        expected: SmolStr,
        /// The sentence.
        message: String,
    },
}

/// A segment.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Segment {
    /// One text.
    Text(SmolStr),
    /// Several.
    List(Vec<Segment>),
}

impl Segment {
    fn of(value: &Value) -> Option<Self> {
        Some(match value {
            Value::Null => return None,
            Value::Text(text) => Self::Text(text.clone()),
            Value::List(items) => Self::List(items.iter().filter_map(Self::of).gather()),
            other => Self::Text(other.to_string().into()),
        })
    }
}

pub(super) fn format<'s>(standard: &'s Standard, id: &str) -> Answer<&'s Format> {
    let mut all = standard.formats.iter().map(|format| &format.id);
    standard.format(id).ok_or_else(|| unknown("unknown_format", "格式", "format", id, &mut all))
}

/// Reads a text by a format.
///
/// # Errors
/// An unknown format, or options that cannot be read.
pub fn parse_text(standard: &Standard, id: &str, raw: &str, options_text: &str) -> Answer<TextReport> {
    let (format, options) = (format(standard, id)?, options(standard, options_text)?);
    let parameters = if options.parameters.is_empty() { standard.defaults() } else { options.parameters };
    let environment = Environment::new([&[], &[], &parameters, &[], &[]], standard);
    let text = format.normalised(raw);
    Ok(match standard.parse_text(format, &text, &environment) {
        Ok(parsed) => {
            let named = format.names.iter().zip(&parsed.values).filter(|(name, _)| name.is_segment);
            let segments =
                named.filter_map(|(name, value)| Some((name.id.to_string(), Segment::of(value)?))).gather();
            TextReport::Accepted { ok: true, variant: parsed.variant, segments: Pairs(segments) }
        }
        Err(failure) => TextReport::Refused {
            ok: false,
            at: failure.at,
            raw_at: text.raw_at(failure.at),
            expected: failure.expected(),
            message: sentence_of(format, &failure, &text, options.locale),
        },
    })
}
