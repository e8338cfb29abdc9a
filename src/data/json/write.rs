//! Writes the engine's shapes as JSON text, which JavaScript reads faster than it is handed objects one by one.
//! It is the twin of the reader: exact, in order, nothing kept between calls.

use core::fmt;
use serde::ser::{Error, Impossible, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple};
use serde::{Serialize, Serializer};

/// The JSON text of a shape.
///
/// # Errors
/// A shape with something that JSON lacks: binary fractions, bytes, keys that are no texts. No shape of the engine
/// has any.
///
/// # Example
/// ```
/// use gongdan::data::{Phrase, json::write};
/// assert_eq!(write(&Phrase::new("工单", "an \"order\"")).unwrap(), r#"{"zh":"工单","en":"an \"order\""}"#);
/// ```
pub fn write(shape: &impl Serialize) -> Result<String, Unwritable> {
    let mut writer = Writer { out: String::new() };
    shape.serialize(&mut writer)?;
    Ok(writer.out)
}

/// A shape with something that JSON lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unwritable;

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a shape has something that JSON lacks")
    }
}

impl core::error::Error for Unwritable {}

impl Error for Unwritable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

struct Writer {
    out: String,
}

/// The end of an object or list that was begun.
struct Open<'w> {
    writer: &'w mut Writer,
    end: char,
}

type Written<T = ()> = Result<T, Unwritable>;

impl Writer {
    fn put(&mut self, text: &str) -> Written {
        self.out.push_str(text);
        Ok(())
    }

    /// A comma, unless something was just begun.
    fn next(&mut self) {
        if !self.out.ends_with(['{', '[']) {
            self.out.push(',');
        }
    }

    fn text(&mut self, text: &str) {
        self.out.push('"');
        if !text.bytes().any(|byte| byte < b' ' || matches!(byte, b'"' | b'\\')) {
            self.out.push_str(text);
            self.out.push('"');
            return;
        }
        for c in text.chars() {
            if matches!(c, '"' | '\\') {
                self.out.push('\\');
            }
            if c < ' ' {
                let digits = [u32::from(c) >> 4, u32::from(c) & 15];
                self.out.push_str("\\u00");
                self.out.extend(digits.into_iter().filter_map(|digit| char::from_digit(digit, 16)));
            } else {
                self.out.push(c);
            }
        }
        self.out.push('"');
    }

    fn key(&mut self, key: &str) {
        self.next();
        self.text(key);
        self.out.push(':');
    }

    fn open(&mut self, begin: char, end: char) -> Written<Open<'_>> {
        self.out.push(begin);
        Ok(Open { writer: self, end })
    }
}

impl Open<'_> {
    fn close(self) -> Written {
        self.writer.out.push(self.end);
        Ok(())
    }
}

impl SerializeSeq for Open<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Written {
        self.writer.next();
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Written {
        self.close()
    }
}

impl SerializeTuple for Open<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Written {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Written {
        self.close()
    }
}

impl SerializeMap for Open<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Written {
        self.writer.next();
        let start = self.writer.out.len();
        key.serialize(&mut *self.writer)?;
        let is_text = self.writer.out.as_bytes().get(start) == Some(&b'"');
        if is_text { Ok(()) } else { Err(Unwritable) }
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Written {
        self.writer.out.push(':');
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Written {
        self.close()
    }
}

impl SerializeStruct for Open<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_field<T: ?Sized + Serialize>(&mut self, key: &'static str, value: &T) -> Written {
        self.writer.key(key);
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Written {
        self.close()
    }
}

macro_rules! whole {
    ($($name:ident $kind:ty),*) => {
        $(fn $name(self, value: $kind) -> Written {
            self.serialize_i64(i64::from(value))
        })*
    };
}

impl<'w> Serializer for &'w mut Writer {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = Open<'w>;
    type SerializeTuple = Open<'w>;
    type SerializeTupleStruct = Impossible<(), Unwritable>;
    type SerializeTupleVariant = Impossible<(), Unwritable>;
    type SerializeMap = Open<'w>;
    type SerializeStruct = Open<'w>;
    type SerializeStructVariant = Impossible<(), Unwritable>;

    whole!(serialize_i8 i8, serialize_i16 i16, serialize_i32 i32);
    whole!(serialize_u8 u8, serialize_u16 u16, serialize_u32 u32);

    fn serialize_i64(self, value: i64) -> Written {
        self.put(&value.to_string())
    }

    fn serialize_u64(self, value: u64) -> Written {
        self.put(&value.to_string())
    }

    fn serialize_bool(self, value: bool) -> Written {
        self.put(if value { "true" } else { "false" })
    }

    fn serialize_str(self, value: &str) -> Written {
        self.text(value);
        Ok(())
    }

    fn serialize_none(self) -> Written {
        self.put("null")
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Written {
        self.put("null")
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, word: &'static str) -> Written {
        self.serialize_str(word)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, _: &'static str, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Written<Open<'w>> {
        self.open('[', ']')
    }

    fn serialize_map(self, _: Option<usize>) -> Written<Open<'w>> {
        self.open('{', '}')
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Written<Open<'w>> {
        self.open('{', '}')
    }

    fn serialize_f32(self, _: f32) -> Written {
        Err(Unwritable)
    }

    fn serialize_f64(self, _: f64) -> Written {
        Err(Unwritable)
    }

    fn serialize_char(self, _: char) -> Written {
        Err(Unwritable)
    }

    fn serialize_bytes(self, _: &[u8]) -> Written {
        Err(Unwritable)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        Err(Unwritable)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Written {
        Err(Unwritable)
    }

    fn serialize_tuple(self, _: usize) -> Written<Open<'w>> {
        self.open('[', ']')
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Written<Self::SerializeTupleStruct> {
        Err(Unwritable)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Written<Self::SerializeTupleVariant> {
        Err(Unwritable)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Written<Self::SerializeStructVariant> {
        Err(Unwritable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::json::parse;
    use std::collections::BTreeMap;

    #[test]
    fn every_sign_survives_being_written_and_read() {
        for c in ('\0'..'\u{3000}').chain(['工', '😀', '\u{2028}']) {
            let text = format!("a{c}b");
            assert_eq!(parse(&write(&text).unwrap()).unwrap().text().unwrap(), &text);
        }
    }

    #[test]
    fn lists_and_objects_take_commas_between_only() {
        let shape = BTreeMap::from([("a", vec![Some(-1), None]), ("b", vec![]), ("{", vec![Some(2)])]);
        assert_eq!(write(&shape).unwrap(), r#"{"a":[-1,null],"b":[],"{":[2]}"#);
    }

    #[test]
    fn pairs_are_lists() {
        assert_eq!(write(&[("a", 1), ("b", 2)]).unwrap(), r#"[["a",1],["b",2]]"#);
    }

    #[test]
    fn what_json_lacks_is_refused() {
        assert_eq!(write(&0.5), Err(Unwritable));
        assert_eq!(write(&vec!['a']), Err(Unwritable));
        assert_eq!(write(&BTreeMap::from([(1, true)])), Err(Unwritable));
    }
}
