//! Texts read by a format: the reports on accepted and rejected texts, and suggestions at a place.

use super::call::{Answer, parse_options, unknown_name};
use super::frame::{Frame, saturating_u32};
use super::values::WireValues;
use crate::data::{Gather, Locale, Value};
use crate::evaluate::{Options, Pairs};
use crate::feel::Environment;
use crate::finding::{Fix, FixValue, sentence};
use crate::format::{Failure, Format, Parsed, Role, Suggestion, Text, describe_segments, params};
use crate::standard::Standard;
use core::fmt;
use serde::Serialize;
use smol_str::SmolStr;
use std::sync::Arc;

/// The report on a text.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum TextReport {
    /// It is accepted.
    Accepted {
        /// Always true.
        ok: bool,
        /// The branch of the format's choice that was taken; without a choice, the format's id.
        variant: SmolStr,
        /// The segments that are present: texts, or lists of texts.
        segments: Pairs<Segment>,
    },
    /// It is rejected.
    Refused(Refusal),
}

/// Where and why a text is rejected.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Refusal {
    /// Always false.
    pub ok: bool,
    /// The first character that does not match, counted in the normalised text.
    pub at: usize,
    /// The same in UTF-16 units of the text as given.
    pub raw_at: u32,
    /// What is expected there: the id of a part, or `end`.
    pub expected: SmolStr,
    /// Its label; null at the end.
    pub due: Option<SmolStr>,
    /// The message.
    pub message: String,
    /// The fix, if it is certain.
    pub fix: Option<Fix>,
    /// The segments before that place.
    pub segments: Pairs<Segment>,
}

/// A segment.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Segment {
    /// One text.
    Text(SmolStr),
    /// Several.
    List(Vec<Segment>),
}

impl Segment {
    fn from_value(value: &Value) -> Option<Self> {
        Some(match value {
            Value::Null => return None,
            Value::Text(text) => Self::Text(text.clone()),
            Value::List(items) => Self::List(items.iter().filter_map(Self::from_value).gather()),
            other => Self::Text(other.to_string().into()),
        })
    }
}

/// As in the text; several are joined by commas.
impl fmt::Display for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::List(items) => f.write_str(&items.iter().map(Self::to_string).joined(", ")),
        }
    }
}

/// A suggestion for a place in a text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SuggestionReport {
    /// The id of its part.
    pub segment: SmolStr,
    /// The label of the part.
    pub label: SmolStr,
    /// The text to insert; null if any text is allowed.
    pub text: Option<String>,
    /// The start of what it replaces, in UTF-16 units of the text as given.
    pub from: u32,
    /// The end of what it replaces.
    pub to: u32,
}

/// A format with the options of one call.
pub(crate) struct FormatCall<'s> {
    standard: &'s Standard,
    format: &'s Format,
    parameters: Vec<Value>,
    locale: Locale,
}

impl<'s> FormatCall<'s> {
    fn new(standard: &'s Standard, id: &str, options_text: &str) -> Answer<Self> {
        let format = find_format(standard, id)?;
        let options = parse_options(standard, options_text)?;
        Ok(Self { standard, format, parameters: options.parameters, locale: options.locale })
    }

    /// A format with options that have all parameters.
    pub(crate) fn with_options(standard: &'s Standard, id: &str, options: Options) -> Answer<Self> {
        let format = find_format(standard, id)?;
        Ok(Self { standard, format, parameters: options.parameters, locale: options.locale })
    }

    fn environment(&self) -> Environment<'_> {
        self.standard.environment(&self.parameters, &[])
    }

    fn parse(&self, text: &Text) -> Result<Parsed, Failure<'_>> {
        self.standard.bind_format(self.format, &self.environment()).parse(text)
    }

    /// The segments with their values.
    fn segments(&self, values: &[Value]) -> Pairs<Segment> {
        let named = self.format.names.iter().zip(values).filter(|(name, _)| name.role != Role::Anchor);
        Pairs(
            named
                .filter_map(|(name, value)| Some((name.id.to_string(), Segment::from_value(value)?)))
                .gather(),
        )
    }

    fn partial_values(&self, text: &Text) -> Vec<Value> {
        self.standard.bind_format(self.format, &self.environment()).partial_values(text)
    }

    /// The fix and the message for a rejection.
    fn fix_and_message(&self, failure: &Failure, raw: &str, text: &Text) -> (Option<Fix>, String) {
        let near = self.standard.bind_format(self.format, &self.environment()).near_miss(text, failure);
        let params = params(&self.format.label, failure, text, near.as_ref(), self.locale);
        (near.map(|near| near.fix(raw, text)), sentence(failure.code(text), &params, self.locale))
    }
}

/// Reads a text by a format.
///
/// # Errors
/// An unknown format, or options that cannot be read.
pub fn parse_text(standard: &Standard, id: &str, raw: &str, options_text: &str) -> Answer<TextReport> {
    Ok(FormatCall::new(standard, id, options_text)?.read(raw))
}

/// Explains how a text is read, or why it is rejected.
///
/// # Errors
/// As [`parse_text`].
pub fn explain_text(standard: &Standard, id: &str, raw: &str, options_text: &str) -> Answer<String> {
    Ok(FormatCall::new(standard, id, options_text)?.explain(raw))
}

/// The suggestions at a place in a text, counted in its UTF-16 units.
///
/// # Errors
/// As [`parse_text`].
pub fn complete_text(
    standard: &Standard,
    id: &str,
    raw: &str,
    caret: u32,
    options_text: &str,
) -> Answer<Vec<SuggestionReport>> {
    Ok(FormatCall::new(standard, id, options_text)?.complete(raw, caret))
}

#[inline(always)]
fn find_format<'s>(standard: &'s Standard, id: &str) -> Answer<&'s Format> {
    let mut all = standard.formats.iter().map(|format| &format.id);
    standard.format(id).ok_or_else(|| unknown_name("unknown_format", "格式", "format", id, &mut all))
}

impl FormatCall<'_> {
    #[inline(always)]
    pub(crate) fn read(&self, raw: &str) -> TextReport {
        let text = self.format.normalised(raw);
        match self.parse(&text) {
            Ok(parsed) => {
                let segments = self.segments(&parsed.values);
                TextReport::Accepted { ok: true, variant: parsed.variant, segments }
            }
            Err(failure) => {
                let (fix, message) = self.fix_and_message(&failure, raw, &text);
                TextReport::Refused(Refusal {
                    ok: false,
                    at: failure.at,
                    raw_at: text.raw_at(failure.at),
                    expected: failure.expected(),
                    due: failure.part.map(|part| part.name(self.locale)),
                    message,
                    fix,
                    segments: self.segments(&self.partial_values(&text)),
                })
            }
        }
    }

    #[inline(always)]
    pub(crate) fn explain(&self, raw: &str) -> String {
        let text = self.format.normalised(raw);
        match self.parse(&text) {
            Ok(parsed) => describe_segments(self.format, &parsed, self.locale),
            Err(failure) => self.fix_and_message(&failure, raw, &text).1,
        }
    }

    #[inline(always)]
    pub(crate) fn complete(&self, raw: &str, caret: u32) -> Vec<SuggestionReport> {
        let text = self.format.normalised(raw);
        let at = text.count_before(caret);
        let caret = caret.min(saturating_u32(raw.encode_utf16().count()));
        let suggestions = self.standard.bind_format(self.format, &self.environment()).complete(&text, at);
        let suggestion_report = |found: Suggestion| SuggestionReport {
            segment: found.part.id.clone(),
            label: found.part.name(self.locale),
            from: if found.from == at { caret } else { text.raw_at(found.from) },
            to: if found.to == at { caret } else { text.raw_end(found.to) },
            text: found.text,
        };
        suggestions.into_iter().map(suggestion_report).gather()
    }
}

/// A format for repeated use: takes texts by frame, returns segments as words.
///
/// # Shape
/// The first word is 0 for an accepted text; then follow the variant and the value of each segment. It is 1
/// for a rejected text; then follow the place in both counts, as words, what is expected, its label, the
/// message, the label and value of the fix, and the segments before the place.
#[derive(Debug)]
pub struct Reader {
    standard: Arc<Standard>,
    format: usize,
    parameters: Vec<Value>,
    locale: Locale,
    /// The result of the last call.
    pub result: WireValues,
}

impl WireValues {
    fn write_segments(&mut self, format: &Format, values: &[Value]) {
        for (_, value) in format.names.iter().zip(values).filter(|(name, _)| name.role != Role::Anchor) {
            self.write_value(value, None);
        }
    }
}

impl Reader {
    /// Opens a format with options for all calls.
    ///
    /// # Errors
    /// As [`parse_text`].
    pub fn open(standard: &Arc<Standard>, id: &str, options_text: &str) -> Answer<Self> {
        let FormatCall { parameters, locale, format, .. } = FormatCall::new(standard, id, options_text)?;
        let format = standard.formats.iter().position(|known| known.id == format.id).unwrap_or(0);
        Ok(Self { standard: Arc::clone(standard), format, parameters, locale, result: WireValues::default() })
    }

    /// The ids of the segments, in the order of the answer.
    pub fn segments(&self) -> Vec<SmolStr> {
        self.standard.formats.get(self.format).map_or(Vec::new(), Format::segments)
    }

    /// Reads the text in a frame.
    pub fn read(&mut self, frame: &mut Frame) {
        let Some(format) = self.standard.formats.get(self.format) else { return };
        // Moved out while the text is read: a copy would cost more than the reading.
        let parameters = core::mem::take(&mut self.parameters);
        let call = FormatCall { standard: &self.standard, format, parameters, locale: self.locale };
        let raw = frame.next_text();
        let text = format.normalised(raw);
        match call.parse(&text) {
            Ok(parsed) => {
                self.result.start(false);
                self.result.write_value(&Value::Text(parsed.variant), None);
                self.result.write_segments(format, &parsed.values);
            }
            Err(failure) => {
                let (fix, message) = call.fix_and_message(&failure, raw, &text);
                self.result.start(true);
                self.result.words.extend([saturating_u32(failure.at), text.raw_at(failure.at)]);
                let due = failure.part.map(|part| part.name(call.locale));
                let text_of =
                    |fix: &Fix| if let FixValue::Text(text) = &fix.value { Some(text.clone()) } else { None };
                let (label, value) =
                    (fix.as_ref().map(|fix| fix.label.clone()), fix.as_ref().and_then(text_of));
                for text in [Some(failure.expected()), due, Some(message.into()), label, value] {
                    self.result.write_value(&text.map_or(Value::Null, Value::Text), None);
                }
                self.result.write_segments(format, &call.partial_values(&text));
            }
        }
        self.parameters = call.parameters;
    }
}
