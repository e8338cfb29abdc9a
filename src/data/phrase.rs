//! Texts in both languages. Which one is shown is the caller's choice at every call, never a global setting.

use serde::Serialize;
use smol_str::SmolStr;

/// The language of a sentence.
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

/// One text in Chinese and in English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Phrase {
    /// The Chinese text.
    pub zh: SmolStr,
    /// The English text.
    pub en: SmolStr,
}

impl Phrase {
    /// A phrase of two texts.
    pub fn new(zh: impl Into<SmolStr>, en: impl Into<SmolStr>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// One text that serves in both languages, such as an identifier.
    pub fn same(text: impl Into<SmolStr>) -> Self {
        let text = text.into();
        Self { zh: text.clone(), en: text }
    }

    /// Asks whether a name was meant.
    pub fn meant(name: &str) -> Self {
        Self::new(format!("是否想写「{name}」？"), format!("did you mean `{name}`?"))
    }

    /// The text in a language.
    pub fn get(&self, locale: Locale) -> &SmolStr {
        match locale {
            Locale::Zh => &self.zh,
            Locale::En => &self.en,
        }
    }
}
