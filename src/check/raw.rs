//! A value as it arrives, before it is read as a type: from JSON, from a form, from JavaScript.

use super::{Moment, OptionSpec, parse_number};
use crate::data::json::{Json, JsonKind};
use crate::data::text::trim;
use crate::data::{Decimal, Gather};

/// A value as it arrives.
#[derive(Clone, Debug, PartialEq)]
pub enum Raw<'a> {
    /// Absent or null.
    Missing,
    /// `true` or `false`.
    Bool(bool),
    /// A number that is `units` / 10^`scale`.
    Scaled {
        /// The digits.
        units: i64,
        /// How many of them are decimals.
        scale: u8,
    },
    /// A number as JSON writes it.
    Number(&'a str),
    /// A text.
    Text(&'a str),
    /// A list.
    List(Vec<Raw<'a>>),
    /// An object.
    Object,
    /// A text that the sender saw to be neither blank nor too long, of a field whose text nobody reads.
    Sound,
    /// An option, by its place.
    Option(usize),
    /// A moment, by its digits.
    Moment(Moment),
}

impl<'a> Raw<'a> {
    /// The value of a JSON node.
    pub fn from_json(node: &'a Json) -> Self {
        match &node.kind {
            JsonKind::Null => Self::Missing,
            JsonKind::Bool(flag) => Self::Bool(*flag),
            JsonKind::Number(text) => Self::Number(text),
            JsonKind::Text(text) => Self::Text(text),
            JsonKind::List(items) => Self::List(items.iter().map(Self::from_json).gather()),
            JsonKind::Object(_) => Self::Object,
        }
    }

    /// What was given and refused, as text; of a list what is none of these options.
    pub fn written(&self, options: &[OptionSpec]) -> String {
        match self {
            Self::Bool(flag) => flag.to_string(),
            Self::Scaled { units, scale } => Decimal::from_scaled(*units, *scale).to_string(),
            Self::Number(text) | Self::Text(text) => (*text).to_owned(),
            Self::List(items) => {
                let unknown = |text: &String| options.iter().all(|option| option.id != *text);
                items.iter().map(|item| item.written(options)).filter(unknown).joined(", ")
            }
            Self::Object => "{…}".into(),
            Self::Missing | Self::Sound | Self::Option(_) | Self::Moment(_) => String::new(),
        }
    }

    /// The items of a list; a single value is a list of it.
    pub(super) fn items(&self) -> &[Self] {
        if let Self::List(items) = self { items } else { core::slice::from_ref(self) }
    }

    /// Whether it counts as missing: absent, null, blank text, empty list.
    pub fn is_missing(&self) -> bool {
        match self {
            Self::List(items) => items.iter().all(Self::is_blank),
            other => other.is_blank(),
        }
    }

    /// Whether it is nothing as an item of a list; a list in a list is none of its items, even where it is empty.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Missing => true,
            Self::Text(text) => trim(text).is_empty(),
            _ => false,
        }
    }

    /// The number that it says; none where it says something else.
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn number(&self) -> Option<Decimal> {
        match self {
            Self::Scaled { units, scale } => Some(Decimal::from_scaled(*units, *scale)),
            Self::Number(text) => Decimal::parse(text),
            Self::Text(text) => parse_number(text),
            _ => None,
        }
    }
}
