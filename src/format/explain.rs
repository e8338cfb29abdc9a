//! What is said of a text: the sentence for a refusal, which names what is due and what stands there, and the worked
//! reading of a text that was accepted.

use super::near::Near;
use super::normalise::Text;
use super::parse::{Failure, Parsed};
use super::part::{Format, Part, PartKind, Role};
use crate::data::{Gather, Locale, Phrase, Value};
use crate::finding::{Code, Params};
use smol_str::SmolStr;

/// How much of what stands at a failure is shown.
const SHOWN: usize = 8;

impl Failure<'_> {
    /// The id that is expected: that of a part, of a literal without one its text, or `end`.
    pub fn expected(&self) -> SmolStr {
        let Some(part) = self.part else { return "end".into() };
        if part.id.is_empty() { part.name(Locale::Zh) } else { part.id.clone() }
    }

    /// What kind of finding it is.
    pub fn code(&self, text: &Text) -> Code {
        match self.part {
            None => Code::FormatEnd,
            Some(_) if self.at >= text.chars.len() => Code::FormatShort,
            Some(_) => Code::FormatSegment,
        }
    }
}

impl Part {
    /// What people read of it.
    pub fn name(&self, locale: Locale) -> SmolStr {
        match (&self.label, &self.kind) {
            (Some(label), _) => label.get(locale).clone(),
            (None, PartKind::Literal(texts, _)) => texts.iter().flatten().copied().take(SHOWN).collect(),
            _ => self.id.clone(),
        }
    }
}

/// The figures of a refusal; `label` is what people call the text, `near` a word that was meant.
pub fn params(label: &Phrase, failure: &Failure, text: &Text, near: Option<&Near>, locale: Locale) -> Params {
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

/// The worked reading: each piece of the text with what it is.
pub fn reading(format: &Format, parsed: &Parsed, locale: Locale) -> String {
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
