//! A value of an order or of an expression.

use super::{Date, DateTime, DaysDuration, Decimal, Gather, MonthsDuration, Time, Zoned};
use core::any::Any;
use core::fmt::{self, Display};
use smol_str::SmolStr;
use std::sync::Arc;

/// A value. It is cheap to clone: texts up to 23 bytes are inline, longer ones and lists are shared.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Missing or unknown.
    #[default]
    Null,
    /// True or false.
    Bool(bool),
    /// An exact number.
    Number(Decimal),
    /// A text.
    Text(SmolStr),
    /// A day.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// A date and time.
    DateTime(DateTime),
    /// A duration in days and time.
    Days(DaysDuration),
    /// A duration in years and months.
    Months(MonthsDuration),
    /// A list.
    List(Arc<Vec<Value>>),
    /// Named values.
    Context(Arc<Context>),
    /// An interval.
    Range(Arc<Range>),
    /// A function made by an expression.
    Function(Arc<Function>),
    /// A time, or a date and time, in a named zone.
    Zoned(Arc<Zoned>),
}

/// A function made by an expression, with the values of the names in scope at its definition.
#[derive(Clone, Debug)]
pub struct Function {
    /// The names of its parameters.
    pub parameters: Vec<SmolStr>,
    /// Its compiled body, opaque outside of the expression language.
    pub body: Arc<dyn Any + Send + Sync>,
    /// The values in scope, outermost first.
    pub captured: Vec<Value>,
}

impl PartialEq for Function {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.body, &other.body)
    }
}

/// An interval; a null end is unbounded.
#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    /// The lower end.
    pub low: Value,
    /// Whether the lower end is included.
    pub low_in: bool,
    /// The upper end.
    pub high: Value,
    /// Whether the upper end is included.
    pub high_in: bool,
}

impl Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (open, close) = (if self.low_in { '[' } else { '(' }, if self.high_in { ']' } else { ')' });
        write!(f, "{open}{:#}..{:#}{close}", self.low, self.high)
    }
}

/// Named values in order; the rows of one table share their keys.
#[derive(Clone, Debug, PartialEq)]
pub struct Context {
    keys: Arc<[SmolStr]>,
    values: Vec<Value>,
}

impl Context {
    /// Makes a context from keys and their values, in the same order.
    pub fn new(keys: Arc<[SmolStr]>, values: Vec<Value>) -> Self {
        Self { keys, values }
    }

    /// The value of a key.
    #[cfg_attr(swift, optimize(speed))]
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.values.get(self.keys.iter().position(|name| name.as_str() == key)?)
    }

    /// Replaces the values, in the order of the keys.
    pub fn assign(&mut self, values: &[Value]) {
        for (place, value) in self.values.iter_mut().zip(values) {
            place.clone_from(value);
        }
    }

    /// Keys and values in order.
    pub fn entries(&self) -> impl Iterator<Item = (&SmolStr, &Value)> {
        self.keys.iter().zip(&self.values)
    }
}

impl Value {
    /// A list of values.
    pub fn list(items: Vec<Self>) -> Self {
        Self::List(Arc::new(items))
    }

    /// Reads a duration of either kind.
    pub fn parse_duration(text: &str) -> Option<Self> {
        DaysDuration::parse(text).map(Self::Days).or_else(|| MonthsDuration::parse(text).map(Self::Months))
    }

    /// Replaces the value. Most old values own no memory, so dropping them is skipped.
    #[inline]
    #[cfg_attr(swift, optimize(speed))]
    pub fn set(&mut self, value: Self) {
        if matches!(self, Self::Null | Self::Bool(_) | Self::Number(_) | Self::DateTime(_)) {
            core::mem::forget(core::mem::replace(self, value));
        } else {
            *self = value;
        }
    }

    /// Whether it is missing or unknown.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The name of its kind in FEEL.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "boolean",
            Self::Number(_) => "number",
            Self::Text(_) => "string",
            Self::Date(_) => "date",
            Self::Time(_) => "time",
            Self::DateTime(_) => "date and time",
            Self::Days(_) => "days and time duration",
            Self::Months(_) => "years and months duration",
            Self::List(_) => "list",
            Self::Context(_) => "context",
            Self::Range(_) => "range",
            Self::Function(_) => "function",
            Self::Zoned(zoned) if zoned.date.is_some() => "date and time",
            Self::Zoned(_) => "time",
        }
    }
}

/// As it is printed. Texts inside other values, printed by `{:#}`, are quoted.
impl Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(flag) => flag.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Text(text) if f.alternate() => write_quoted(f, text),
            Self::Text(text) => f.write_str(text),
            Self::Date(date) => date.fmt(f),
            Self::Time(time) => time.fmt(f),
            Self::DateTime(at) => at.fmt(f),
            Self::Days(duration) => duration.fmt(f),
            Self::Months(duration) => duration.fmt(f),
            Self::List(items) => {
                f.write_str("[")?;
                for (index, item) in items.iter().enumerate() {
                    write!(f, "{}{item:#}", if index > 0 { ", " } else { "" })?;
                }
                f.write_str("]")
            }
            Self::Range(range) => range.fmt(f),
            Self::Zoned(zoned) => zoned.fmt(f),
            Self::Function(function) => write!(f, "function({})", function.parameters.iter().joined(", ")),
            Self::Context(context) => {
                f.write_str("{")?;
                for (index, (key, value)) in context.entries().enumerate() {
                    f.write_str(if index > 0 { ", " } else { "" })?;
                    let odd = |sign| b"\"\\:,{}[]()".contains(&sign);
                    let plain = !key.is_empty() && !key.bytes().any(odd);
                    if plain { f.write_str(key) } else { write_quoted(f, key) }?;
                    write!(f, ": {value:#}")?;
                }
                f.write_str("}")
            }
        }
    }
}

fn write_quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let mut written = String::new();
    super::json::write_quoted(&mut written, text);
    f.write_str(&written)
}

macro_rules! from {
    ($($kind:ty: |$value:ident| $made:expr),*) => {
        $(impl From<$kind> for Value {
            fn from($value: $kind) -> Self {
                $made
            }
        })*
    };
}

from!(
    bool: |flag| Self::Bool(flag),
    i32: |number| Self::from(i64::from(number)),
    i64: |number| Self::Number(number.into()),
    Decimal: |number| Self::Number(number),
    &str: |text| Self::Text(text.into()),
    String: |text| Self::Text(text.into()),
    Date: |date| Self::Date(date),
    Time: |time| Self::Time(time),
    DateTime: |at| Self::DateTime(at),
    DaysDuration: |length| Self::Days(length),
    MonthsDuration: |length| Self::Months(length),
    Vec<Self>: |items| Self::list(items)
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_takes_at_most_40_bytes() {
        assert!(size_of::<Value>() <= 40, "{}", size_of::<Value>());
    }
}
