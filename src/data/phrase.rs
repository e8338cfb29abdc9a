//! Texts in both languages. The caller chooses the language in every call; there is no global setting.

use super::text::split_once;
use core::ops::Deref;
use serde::{Serialize, Serializer};
use smol_str::SmolStr;
use std::sync::Arc;

/// The language of a message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Locale {
    /// Chinese, the default.
    #[default]
    Zh,
    /// English.
    En,
}

impl Locale {
    /// Reads a language tag: `zh`, `zh-CN`, `en`, `en-GB` …
    pub fn parse(tag: &str) -> Option<Self> {
        match tag.get(..2)? {
            "zh" => Some(Self::Zh),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}

/// One text in Chinese and in English. It has the size of a pointer, so that errors and labels are cheap to
/// move.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase(Arc<PhraseTexts>);

/// The two texts of a phrase.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct PhraseTexts {
    /// The Chinese text.
    pub zh: SmolStr,
    /// The English text.
    pub en: SmolStr,
}

impl Deref for Phrase {
    type Target = PhraseTexts;

    fn deref(&self) -> &PhraseTexts {
        &self.0
    }
}

impl Serialize for Phrase {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl Phrase {
    /// A phrase of two texts.
    pub fn new(zh: impl Into<SmolStr>, en: impl Into<SmolStr>) -> Self {
        Self(Arc::new(PhraseTexts { zh: zh.into(), en: en.into() }))
    }

    /// A phrase in which each `{}` is replaced by a text.
    pub fn filled(both: &[&str; 2], texts: &[&str]) -> Self {
        Self::filled_each(both, texts, texts)
    }

    /// Like [`Self::filled`], with different texts in Chinese and English.
    pub fn filled_each([zh, en]: &[&str; 2], zh_texts: &[&str], en_texts: &[&str]) -> Self {
        Self::new(fill(zh, zh_texts), fill(en, en_texts))
    }

    /// The question whether a name was meant.
    pub fn did_you_mean(name: &str) -> Self {
        Self::filled(&["是否想写「{}」？", "did you mean `{}`?"], &[name])
    }

    /// The text in a language.
    pub fn get(&self, locale: Locale) -> &SmolStr {
        match locale {
            Locale::Zh => &self.zh,
            Locale::En => &self.en,
        }
    }
}

fn fill(phrase: &str, texts: &[&str]) -> SmolStr {
    let (mut out, mut rest) = (String::new(), phrase);
    for text in texts {
        let Some((before, behind)) = split_once(rest, "{}") else { break };
        out.push_str(before);
        out.push_str(text);
        rest = behind;
    }
    out.push_str(rest);
    out.into()
}
