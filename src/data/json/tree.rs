//! The tree that the parser makes.

use crate::data::Span;
use smol_str::SmolStr;

/// A JSON value with its span.
#[derive(Clone, Debug, PartialEq)]
pub struct Json {
    /// Its place in the text.
    pub span: Span,
    /// Its kind and content.
    pub kind: JsonKind,
}

/// The kind and content of a JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum JsonKind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as written.
    Number(SmolStr),
    /// A text, with its escapes resolved.
    Text(SmolStr),
    /// A list.
    List(Vec<Json>),
    /// An object. Keys are unique, unless parsed by `parse_repeating`.
    Object(Vec<Member>),
}

/// One member of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The key, with its escapes resolved.
    pub key: SmolStr,
    /// The place of the key.
    pub span: Span,
    /// The value.
    pub value: Json,
}

impl Json {
    /// The members, if this is an object.
    pub fn members(&self) -> Option<&[Member]> {
        match &self.kind {
            JsonKind::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The value of a key, if this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.members()?.iter().find(|member| member.key == key).map(|member| &member.value)
    }

    /// The text, if this is one.
    pub fn text(&self) -> Option<&SmolStr> {
        match &self.kind {
            JsonKind::Text(text) => Some(text),
            _ => None,
        }
    }
}
