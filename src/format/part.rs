//! A compiled format and the parts of its grammar.

use super::anchor::Anchor;
use super::normalise::{Step, Text};
use super::words::Vocabulary;
use crate::data::{Gather, Phrase};
use crate::feel::{Expression, RawExpression, Regex};
use crate::finding::Source;
use smol_str::SmolStr;

/// The format of a segmented text, such as an order number, described from left to right.
#[derive(Clone, Debug)]
pub struct Format {
    /// Its id.
    pub id: SmolStr,
    /// Its label.
    pub label: Phrase,
    /// Its source.
    pub source: Option<Source>,
    /// The anchors, then the segments, then the derived segments; each has a slot in the space `LOCAL`.
    pub names: Vec<Name>,
    /// Texts that it must accept.
    pub examples: Vec<RawExpression>,
    pub(super) steps: Vec<Step>,
    pub(super) parts: Vec<Part>,
    pub(super) anchors: Vec<Anchor>,
    /// The words of the anchors.
    pub(super) tokens: Vocabulary,
    /// The lists of single parts.
    pub(super) lists: Vec<Vocabulary>,
    /// The expressions for absent segments, then for derived ones, each with the index of its name.
    pub(super) filled: Vec<(usize, Expression)>,
}

/// A name that the expressions of a format use.
#[derive(Clone, Debug)]
pub struct Name {
    /// Its id.
    pub id: SmolStr,
    /// Its label.
    pub label: Option<Phrase>,
    /// Its role.
    pub role: Role,
}

/// What a name refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A word that the grammar refers to; it is not a segment.
    Anchor,
    /// A segment of the text.
    Segment,
    /// A segment computed by an expression.
    Derived,
}

/// The slots before those of the names.
pub(super) mod slot {
    /// The text of the current part.
    pub(crate) const VALUE: u16 = 0;
    /// The current character.
    pub(crate) const CHAR: u16 = 1;
    /// The character before it.
    pub(crate) const PREVIOUS: u16 = 2;
    /// The number of these slots.
    pub(crate) const COUNT: u16 = 3;
}

/// A part of a grammar.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its id; empty if it has none.
    pub id: SmolStr,
    /// Its label.
    pub label: Option<Phrase>,
    pub(super) kind: PartKind,
    /// The index of its name, if it is a segment.
    pub(super) segment: Option<usize>,
    pub(super) trim: bool,
    pub(super) interrupt: Option<Regex>,
    pub(super) check: Option<Expression>,
    pub(super) each: Option<Expression>,
    pub(super) becomes: Option<Expression>,
    /// The index of the words to suggest for it.
    pub(super) suggest: Option<usize>,
}

#[derive(Clone, Debug)]
pub(super) enum PartKind {
    /// One of these texts; the flag says whether case is ignored.
    Literal(Vec<Vec<char>>, bool),
    /// Characters of a set: at least and at most so many.
    Chars(Regex, usize, usize),
    Pattern(Regex),
    /// The index of the words.
    OneOf(usize),
    Group(Vec<Part>),
    /// The index of the format.
    Format(usize),
    List(Box<Part>, Vec<char>),
    /// Taken if the pattern matches what follows; without a pattern, if the first part matches.
    Optional(Vec<Part>, Option<Regex>),
    Choice(Vec<(SmolStr, Vec<Part>)>),
    /// The rest of the text: at least so many characters.
    Rest(usize),
    Token(usize),
    Until(Vec<usize>),
}

impl Format {
    /// The normalised text.
    pub fn normalised(&self, raw: &str) -> Text {
        Text::new(raw, &self.steps)
    }

    /// The ids of the segments, including derived ones.
    pub fn segments(&self) -> Vec<SmolStr> {
        self.names.iter().filter(|name| name.role != Role::Anchor).map(|name| name.id.clone()).gather()
    }

    /// The index of the name of a segment.
    pub fn segment(&self, id: &str) -> Option<usize> {
        self.names.iter().position(|name| name.role != Role::Anchor && name.id == id)
    }
}
