//! Explanations of a text: the message for a rejected one, with what is expected and what was found, and the
//! reading of an accepted one.

use super::near_miss::NearMiss;
use super::normalise::Text;
use super::parse::{Failure, Parsed};
use super::part::{Format, Part, PartKind, Role};
use crate::data::{Gather, Locale, Phrase, Value};
use crate::finding::{Code, Params};
use smol_str::SmolStr;

/// How many characters are shown, at most, of what was found or expected.
const SHOWN: usize = 8;

impl Failure<'_> {
    /// The id of what is expected: that of the part, the text of a literal without an id, or `end`.
    pub fn expected(&self) -> SmolStr {
        let Some(part) = self.part else { return "end".into() };
        if part.id.is_empty() { part.name(Locale::Zh) } else { part.id.clone() }
    }

    /// The code of the finding.
    pub fn code(&self, text: &Text) -> Code {
        match self.part {
            None => Code::FormatEnd,
            Some(_) if self.at >= text.chars.len() => Code::FormatShort,
            Some(_) => Code::FormatSegment,
        }
    }
}

impl Part {
    /// Its label, or else the texts of a literal, or else its id.
    pub fn name(&self, locale: Locale) -> SmolStr {
        match (&self.label, &self.kind) {
            (Some(label), _) => label.get(locale).clone(),
            (None, PartKind::Literal(texts, _)) => texts.join(&'/').into_iter().take(SHOWN).collect(),
            _ => self.id.clone(),
        }
    }
}

/// The figures of the message for a rejected text; `label` names the text, `near` is the word that was
/// probably meant.
pub fn params(
    label: &Phrase,
    failure: &Failure,
    text: &Text,
    near: Option<&NearMiss>,
    locale: Locale,
) -> Params {
    let rest = text.chars.get(failure.at..).unwrap_or(&[]);
    let mut found: String = rest.iter().take(SHOWN).collect();
    if rest.len() > SHOWN {
        found.push('…');
    }
    let hint = near.map_or(String::new(), |near| match locale {
        Locale::Zh => ["；「", &near.written, "」是否应为「", &near.meant, "」？"].concat(),
        Locale::En => ["; is “", &near.written, "” meant to be “", &near.meant, "”?"].concat(),
    });
    Params::default()
        .with("label", label.get(locale).clone())
        .with("at", failure.at.to_string())
        .with("place", failure.at.saturating_add(1).to_string())
        .with("expected", failure.expected())
        .with("due", failure.part.map_or(SmolStr::default(), |part| part.name(locale)))
        .with("found", found)
        .with("hint", hint)
}

/// The reading: each segment of the text with its label.
pub fn describe_segments(format: &Format, parsed: &Parsed, locale: Locale) -> String {
    let mut pieces = Vec::new();
    for (name, value) in
        format.names.iter().zip(&parsed.values).filter(|(name, _)| name.role == Role::Segment)
    {
        let text = match value {
            Value::Null => continue,
            Value::List(items) => items.iter().map(ToString::to_string).joined(" "),
            other => other.to_string(),
        };
        let label = name.label.as_ref().map_or(&name.id, |label| label.get(locale));
        pieces.push([&text, " ", label].concat());
    }
    pieces.iter().joined(" · ")
}
