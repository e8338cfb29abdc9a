//! The types of fields, and their words in a standard.

/// The type of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// One line of text.
    Text,
    /// Several lines of text.
    LongText,
    /// Yes or no.
    Bool,
    /// One of the options.
    Choice,
    /// Any of the options.
    MultiChoice,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// An amount of money, at most two decimals.
    Money,
    /// A percentage.
    Percent,
    /// A date.
    Date,
    /// A time.
    Time,
    /// A date and time.
    DateTime,
    /// A telephone number of mainland China.
    Phone,
    /// A signature: any text.
    Signature,
    /// References to files.
    AttachmentList,
    /// A list of rows.
    Table,
    /// Several values of one type; only for parameters, inputs and outputs.
    List,
    /// A duration; only for parameters, inputs and outputs.
    Duration,
}

impl FieldKind {
    /// Stands in for a type that cannot be read: it allows any value, so that no further errors are reported.
    pub const UNREAD: Self = Self::Duration;

    /// The words used in a standard.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("text", Self::Text),
        ("long_text", Self::LongText),
        ("bool", Self::Bool),
        ("choice", Self::Choice),
        ("multi_choice", Self::MultiChoice),
        ("integer", Self::Integer),
        ("number", Self::Number),
        ("money", Self::Money),
        ("percent", Self::Percent),
        ("date", Self::Date),
        ("time", Self::Time),
        ("datetime", Self::DateTime),
        ("phone", Self::Phone),
        ("signature", Self::Signature),
        ("attachment_list", Self::AttachmentList),
        ("table", Self::Table),
        ("list", Self::List),
        ("duration", Self::Duration),
    ];

    /// The types that a field of a form may have: all but the last two.
    pub const FIELD_WORDS: &'static [(&'static str, Self)] = Self::WORDS.split_at(16).0;

    /// The types of a list's items.
    pub const ITEM_WORDS: &'static [(&'static str, Self)] =
        &[("text", Self::Text), ("number", Self::Number), ("date", Self::Date)];

    /// The word used in a standard.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }

    /// What a person does with a field of this type; selects the message for a missing value.
    pub fn action(self) -> &'static str {
        match self {
            Self::Choice | Self::MultiChoice => "choose",
            Self::Bool => "answer",
            Self::Signature => "sign",
            Self::AttachmentList => "attach",
            _ => "fill",
        }
    }

    /// Whether it is a type of number.
    pub fn is_numeric(self) -> bool {
        matches!(self, Self::Integer | Self::Number | Self::Money | Self::Percent)
    }

    /// Whether it is a type of text.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::LongText | Self::Phone | Self::Signature)
    }
}
