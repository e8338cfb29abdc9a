//! A format and the parts of its grammar, ready to read texts.

use super::anchor::Anchor;
use super::normalise::{Step, Text};
use super::words::Vocabulary;
use crate::data::{Gather, Phrase};
use crate::feel::{Expression, Regex, Written};
use crate::finding::Source;
use smol_str::SmolStr;

/// A segmented text, such as an order number: what may stand in it, from left to right.
#[derive(Clone, Debug)]
pub struct Format {
    /// Its id.
    pub id: SmolStr,
    /// What people read.
    pub label: Phrase,
    /// Its clause.
    pub source: Option<Source>,
    /// The anchors, then the segments, then the derived ones; each has a slot in the space `LOCAL`.
    pub names: Vec<Name>,
    /// Texts that it accepts.
    pub examples: Vec<Written>,
    pub(super) steps: Vec<Step>,
    pub(super) parts: Vec<Part>,
    pub(super) anchors: Vec<Anchor>,
    /// The words of the anchors.
    pub(super) tokens: Vocabulary,
    /// The lists of single parts.
    pub(super) lists: Vec<Vocabulary>,
    /// What absent segments become, then the derived ones, by the place of their names.
    pub(super) filled: Vec<(usize, Expression)>,
}

/// What expressions of a format call a piece of the text.
#[derive(Clone, Debug)]
pub struct Name {
    /// Its id.
    pub id: SmolStr,
    /// What people read.
    pub label: Option<Phrase>,
    /// What it is.
    pub role: Role,
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A word that the grammar refers to; not a segment of the answer.
    Anchor,
    /// A piece of the text.
    Segment,
    /// A segment that does not stand in the text.
    Derived,
}

/// The slots before those of the names.
pub(super) mod slot {
    /// The text of the part at hand.
    pub(crate) const VALUE: u16 = 0;
    /// The character at hand.
    pub(crate) const CHAR: u16 = 1;
    /// The one before it.
    pub(crate) const PREVIOUS: u16 = 2;
    /// How many there are.
    pub(crate) const COUNT: u16 = 3;
}

/// A piece of a grammar.
#[derive(Clone, Debug)]
pub struct Part {
    /// What is expected there; empty where it cannot fail.
    pub id: SmolStr,
    /// What people read.
    pub label: Option<Phrase>,
    pub(super) kind: PartKind,
    /// The place of its name, where it is a segment.
    pub(super) segment: Option<usize>,
    pub(super) trim: bool,
    pub(super) interrupt: Option<Regex>,
    pub(super) check: Option<Expression>,
    pub(super) each: Option<Expression>,
    pub(super) becomes: Option<Expression>,
    /// The place of the words offered for it.
    pub(super) suggest: Option<usize>,
}

#[derive(Clone, Debug)]
pub(super) enum PartKind {
    /// One of these, in any case of letters or as it stands.
    Literal(Vec<Vec<char>>, bool),
    /// So many characters of a set.
    Chars(Regex, usize, usize),
    Pattern(Regex),
    /// The place of the words.
    OneOf(usize),
    Group(Vec<Part>),
    /// The place of the format.
    Format(usize),
    List(Box<Part>, Vec<char>),
    /// What must come next for it to be taken; else its first part decides.
    Optional(Vec<Part>, Option<Regex>),
    Choice(Vec<(SmolStr, Vec<Part>)>),
    /// At least so many characters.
    Rest(usize),
    Token(usize),
    Until(Vec<usize>),
}

impl Format {
    /// The text as it is read.
    pub fn normalised(&self, raw: &str) -> Text {
        Text::new(raw, &self.steps)
    }

    /// The ids of the segments.
    pub fn segments(&self) -> Vec<SmolStr> {
        self.names.iter().filter(|name| name.role != Role::Anchor).map(|name| name.id.clone()).gather()
    }

    /// The place of a segment.
    pub fn segment(&self, id: &str) -> Option<usize> {
        self.names.iter().position(|name| name.role != Role::Anchor && name.id == id)
    }
}
