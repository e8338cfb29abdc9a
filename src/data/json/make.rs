//! Makes JSON from Rust values, and text from JSON. The spans of values made here are empty.

use super::{Json, JsonError, JsonKind, Member, parse, write_quoted};
use crate::data::{Decimal, Span};
use core::error::Error;
use core::fmt;
use core::str::FromStr;
use std::collections::HashMap;

impl Json {
    /// An object of members, in order. For a duplicate key, the last value is used.
    ///
    /// # Example
    /// ```
    /// use gongdan::Json;
    /// let row = Json::object([("name", "bearing".into()), ("qty", 2.into())]);
    /// let order = Json::object([("urgent", true.into()), ("materials", vec![row].into())]);
    /// assert_eq!(order.to_string(), r#"{"urgent":true,"materials":[{"name":"bearing","qty":2}]}"#);
    /// ```
    pub fn object<'k>(members: impl IntoIterator<Item = (&'k str, Self)>) -> Self {
        let (mut all, mut places): (Vec<Member>, HashMap<&str, usize>) = Default::default();
        for (key, value) in members {
            let place = *places.entry(key).or_insert(all.len());
            match all.get_mut(place) {
                Some(member) => member.value = value,
                None => all.push(Member { key: key.into(), span: Span::default(), value }),
            }
        }
        JsonKind::Object(all).into()
    }
}

impl FromStr for Json {
    type Err = JsonError;

    fn from_str(text: &str) -> Result<Self, JsonError> {
        parse(text)
    }
}

impl From<JsonKind> for Json {
    fn from(kind: JsonKind) -> Self {
        Self { span: Span::default(), kind }
    }
}

macro_rules! from {
    ($($kind:ty: |$value:ident| $made:expr),*) => {
        $(impl From<$kind> for Json {
            fn from($value: $kind) -> Self {
                Self::from($made)
            }
        })*
    };
}

from!(
    bool: |flag| JsonKind::Bool(flag),
    i32: |number| i64::from(number),
    i64: |number| JsonKind::Number(number.to_string().into()),
    Decimal: |number| JsonKind::Number(number.to_string().into()),
    &str: |text| JsonKind::Text(text.into()),
    String: |text| JsonKind::Text(text.into()),
    Vec<Json>: |items| JsonKind::List(items)
);

/// As JSON text, without white space.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let string = |text: &str| {
            let mut out = String::new();
            write_quoted(&mut out, text);
            out
        };
        match &self.kind {
            JsonKind::Null => f.write_str("null"),
            JsonKind::Bool(flag) => flag.fmt(f),
            JsonKind::Number(number) => f.write_str(number),
            JsonKind::Text(text) => f.write_str(&string(text)),
            JsonKind::List(items) => {
                f.write_str("[")?;
                for (index, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if index > 0 { "," } else { "" })?;
                }
                f.write_str("]")
            }
            JsonKind::Object(members) => {
                f.write_str("{")?;
                for (index, member) in members.iter().enumerate() {
                    let comma = if index > 0 { "," } else { "" };
                    write!(f, "{comma}{}:{}", string(&member.key), member.value)?;
                }
                f.write_str("}")
            }
        }
    }
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "byte {}: {}", self.span.start, self.fault.code_and_message().1.en)
    }
}

impl Error for JsonError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parsed_json_is_written_unchanged() {
        for text in ["null", "[true,1.50e+2,\"a\\\"b\\u0000\"]", "{\"b\":{},\"a\":[[]],\"\":\"采\"}"] {
            assert_eq!(text.parse::<Json>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn the_last_of_duplicate_keys_wins() {
        let made =
            Json::object([("a", 1.into()), ("b", Decimal::from_scaled(25, 1).into()), ("a", 3.into())]);
        assert_eq!(made.to_string(), "{\"a\":3,\"b\":2.5}");
    }

    #[test]
    fn a_fault_has_its_position() {
        assert_eq!(
            "[1,]".parse::<Json>().unwrap_err().to_string(),
            "byte 3: not JSON: a value is expected here"
        );
    }
}
