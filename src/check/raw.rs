//! A value as it arrives, before it is read as a type: from JSON, a form, or JavaScript.

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
    /// The number `units` / 10^`scale`.
    Scaled {
        /// The digits, including decimals.
        units: i64,
        /// The number of decimals.
        scale: u8,
    },
    /// A number as written in JSON.
    Number(&'a str),
    /// A text.
    Text(&'a str),
    /// A list.
    List(Vec<Raw<'a>>),
    /// An object.
    Object,
    /// A text known to be neither blank nor too long, of a field whose text is not read.
    ValidText,
    /// An option, by its index.
    Option(usize),
    /// A date and time, by its digits.
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

    /// The rejected value as text; for a list, its items that are not among the options.
    pub fn to_text(&self, options: &[OptionSpec]) -> String {
        match self {
            Self::Bool(flag) => flag.to_string(),
            Self::Scaled { units, scale } => Decimal::from_scaled(*units, *scale).to_string(),
            Self::Number(text) | Self::Text(text) => (*text).to_owned(),
            Self::List(items) => {
                let unknown = |text: &String| options.iter().all(|option| option.id != *text);
                items.iter().map(|item| item.to_text(options)).filter(unknown).joined(", ")
            }
            Self::Object => "{…}".into(),
            Self::Missing | Self::ValidText | Self::Option(_) | Self::Moment(_) => String::new(),
        }
    }

    /// The items of a list; any other value is its own only item.
    pub(super) fn items(&self) -> &[Self] {
        if let Self::List(items) = self { items } else { core::slice::from_ref(self) }
    }

    /// Whether it counts as missing: absent, null, blank text, or a list of blank items.
    pub fn is_missing(&self) -> bool {
        match self {
            Self::List(items) => items.iter().all(Self::is_blank),
            other => other.is_blank(),
        }
    }

    /// Whether it is blank as an item of a list. A nested list is not, even if it is empty.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Missing => true,
            Self::Text(text) => trim(text).is_empty(),
            _ => false,
        }
    }

    /// The number that it represents, if any.
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
