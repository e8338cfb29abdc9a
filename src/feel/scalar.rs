//! A value during evaluation: numbers, moments and durations are copied, all others borrowed. It owns
//! nothing, so comparisons and sums allocate nothing.

use crate::data::{Date, DateTime, DaysDuration, Decimal, MonthsDuration, Time, Value};

/// A value that is copied or borrowed, never owned.
#[derive(Clone, Copy)]
pub(super) enum Scalar<'a> {
    Null,
    Bool(bool),
    Number(Decimal),
    Text(&'a str),
    Date(Date),
    Time(Time),
    DateTime(DateTime),
    Days(DaysDuration),
    Months(MonthsDuration),
    /// A list, a context, a range, a function, or a time in a named zone.
    Other(&'a Value),
}

impl<'a> Scalar<'a> {
    #[inline]
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn from_value(value: &'a Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(flag) => Self::Bool(*flag),
            Value::Number(number) => Self::Number(*number),
            Value::Text(text) => Self::Text(text),
            Value::Date(date) => Self::Date(*date),
            Value::Time(time) => Self::Time(*time),
            Value::DateTime(at) => Self::DateTime(*at),
            Value::Days(length) => Self::Days(*length),
            Value::Months(length) => Self::Months(*length),
            other => Self::Other(other),
        }
    }

    /// Converts to an owned value.
    #[inline]
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn into_value(self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(flag) => Value::Bool(flag),
            Self::Number(number) => Value::Number(number),
            Self::Text(text) => Value::Text(text.into()),
            Self::Date(date) => Value::Date(date),
            Self::Time(time) => Value::Time(time),
            Self::DateTime(at) => Value::DateTime(at),
            Self::Days(length) => Value::Days(length),
            Self::Months(length) => Value::Months(length),
            Self::Other(value) => value.clone(),
        }
    }

    /// Wraps a number, if the result fitted.
    pub(super) fn number(number: Option<Decimal>) -> Option<Self> {
        number.map(Self::Number)
    }

    pub(super) fn is_null(self) -> bool {
        matches!(self, Self::Null)
    }
}
