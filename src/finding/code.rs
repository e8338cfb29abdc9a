//! The closed list of finding codes. A code is never renamed and its number never reused; new ones are added
//! at the end.

use core::fmt;
use serde::{Serialize, Serializer};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $number:literal, $text:literal, $rule:literal;)*) => {
        /// The kind of a finding. Its number is passed to JavaScript.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Code { $($(#[$doc])* $name = $number,)* }

        impl Code {
            /// All codes, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The stable text, such as `type.number`.
            pub const fn text(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// The built-in rule that the code belongs to; empty for the standard's own rules and deadlines.
            pub const fn rule(self) -> &'static str {
                match self { $(Self::$name => $rule,)* }
            }

            /// The code with this number.
            pub fn from_number(number: u8) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| *code as u8 == number)
            }
        }
    };
}

codes! {
    /// A required value is missing.
    Required = 1, "required", "required";
    /// Not a text.
    TypeText = 2, "type.text", "type";
    /// Not `true` or `false`.
    TypeBool = 3, "type.bool", "type";
    /// Not a number.
    TypeNumber = 4, "type.number", "type";
    /// Not a whole number.
    TypeInteger = 5, "type.integer", "type";
    /// More than two decimals in an amount of money.
    TypeDecimals = 6, "type.decimals", "type";
    /// Not a date.
    TypeDate = 7, "type.date", "type";
    /// Not a time.
    TypeTime = 8, "type.time", "type";
    /// Not a date and time.
    TypeDateTime = 9, "type.datetime", "type";
    /// Not a list.
    TypeList = 10, "type.list", "type";
    /// Not a list of rows.
    TypeTable = 11, "type.table", "type";
    /// A row that is not an object.
    TypeRow = 12, "type.row", "type";
    /// Not one of the options.
    OneOf = 13, "one_of", "one_of";
    /// Less than the minimum.
    RangeMin = 14, "range.min", "range";
    /// More than the maximum.
    RangeMax = 15, "range.max", "range";
    /// Not above the bound.
    RangeAbove = 16, "range.above", "range";
    /// Not below the bound.
    RangeBelow = 17, "range.below", "range";
    /// Too short, or too few items.
    LengthMin = 18, "length.min", "length";
    /// Too long, or too many items.
    LengthMax = 19, "length.max", "length";
    /// Not a telephone number.
    FormatPhone = 20, "format.phone", "format";
    /// Does not fit the field's pattern.
    FormatPattern = 21, "format.pattern", "format";
    /// A rule of the standard does not hold.
    Rule = 22, "rule", "";
    /// A deadline is past due and not stopped.
    DeadlineOverdue = 23, "deadline.overdue", "";
    /// A deadline was stopped too late.
    DeadlineMissed = 24, "deadline.missed", "";
    /// The workflow has no such transition.
    Transition = 25, "transition", "transition";
    /// The guard of a transition does not hold.
    TransitionGuard = 26, "transition.guard", "transition";
    /// There is no such state.
    TransitionState = 27, "transition.state", "transition";
    /// Not a duration.
    TypeDuration = 28, "type.duration", "type";
    /// Another text stands where a segment is expected.
    FormatSegment = 29, "format.segment", "format";
    /// The text ends where a segment is expected.
    FormatShort = 30, "format.short", "format";
    /// There is text after the end of the format.
    FormatEnd = 31, "format.end", "format";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_texts_are_unique() {
        for (index, code) in Code::ALL.iter().enumerate() {
            assert_eq!(usize::from(*code as u8), index + 1);
            assert_eq!(Code::from_number(*code as u8), Some(*code));
            assert_eq!(Code::ALL.iter().filter(|other| other.text() == code.text()).count(), 1);
        }
    }
}
