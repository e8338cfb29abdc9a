//! The tree that the parser makes.

use crate::data::Span;
use smol_str::SmolStr;

/// A JSON value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Json {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: JsonKind,
}

/// What a JSON value is.
#[derive(Clone, Debug, PartialEq)]
pub enum JsonKind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as it was written.
    Number(SmolStr),
    /// A text, its escapes resolved.
    Text(SmolStr),
    /// A list.
    List(Vec<Json>),
    /// An object; keys are unique.
    Object(Vec<Member>),
}

/// One member of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The key, its escapes resolved.
    pub key: SmolStr,
    /// Where the key stands.
    pub span: Span,
    /// The value.
    pub value: Json,
}

impl Json {
    /// The members, where this is an object.
    pub fn members(&self) -> Option<&[Member]> {
        match &self.kind {
            JsonKind::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The value of a key, where this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.members()?.iter().find(|member| member.key == key).map(|member| &member.value)
    }

    /// The text, where this is one.
    pub fn text(&self) -> Option<&SmolStr> {
        match &self.kind {
            JsonKind::Text(text) => Some(text),
            _ => None,
        }
    }
}
