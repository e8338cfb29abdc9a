//! Reports as JSON text, which the page parses: this is faster there, and less code here, than making objects
//! one by one. Bytes and enum variants with values have no JSON form here; no report contains them.

use crate::data::json::write_quoted;
use core::fmt::{Display, Error};
use serde::Serialize;
use serde::ser::{self, Impossible, Serializer};

/// A report as JSON text.
pub fn report_text(report: &impl Serialize) -> String {
    // No report contains anything that fails to serialize.
    json_text(report).0
}

/// A value as JSON text, and whether it is complete; otherwise it ends before a part without a JSON form.
#[inline(always)]
pub(crate) fn json_text(value: &impl Serialize) -> (String, bool) {
    let mut out = JsonText(String::new());
    let is_complete = value.serialize(&mut out).is_ok();
    (out.0, is_complete)
}

/// The text so far. Directly after an opening bracket, no comma is needed.
struct JsonText(String);

type WriteResult = Result<(), Error>;

impl JsonText {
    fn push(&mut self, text: &str) -> WriteResult {
        self.0.push_str(text);
        Ok(())
    }

    fn number(&mut self, number: &dyn Display) -> WriteResult {
        self.push(&number.to_string())
    }

    fn comma(&mut self) {
        if !self.0.ends_with(['[', '{']) {
            self.0.push(',');
        }
    }

    fn key(&mut self, key: &str) {
        self.comma();
        write_quoted(&mut self.0, key);
        self.0.push(':');
    }
}

macro_rules! numbers {
    ($($name:ident: $kind:ty),*) => {
        $(fn $name(self, number: $kind) -> WriteResult { self.number(&number) })*
    };
}

impl Serializer for &mut JsonText {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<(), Error>;

    numbers!(
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64,
        serialize_i128: i128, serialize_u128: u128,
        serialize_f32: f32, serialize_f64: f64
    );

    fn serialize_bool(self, flag: bool) -> WriteResult {
        self.push(if flag { "true" } else { "false" })
    }

    fn serialize_char(self, letter: char) -> WriteResult {
        self.serialize_str(letter.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, text: &str) -> WriteResult {
        write_quoted(&mut self.0, text);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> WriteResult {
        Err(Error)
    }

    fn serialize_none(self) -> WriteResult {
        self.push("null")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> WriteResult {
        value.serialize(self)
    }

    fn serialize_unit(self) -> WriteResult {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, _: &'static str) -> WriteResult {
        self.serialize_none()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, word: &'static str) -> WriteResult {
        self.serialize_str(word)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> WriteResult {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> WriteResult {
        Err(Error)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Error> {
        self.push("[")?;
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Error> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Error> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<(), Error>, Error> {
        Err(Error)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Error> {
        self.push("{")?;
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Error> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<(), Error>, Error> {
        Err(Error)
    }
}

macro_rules! lists {
    ($($kind:ident: $item:ident),*) => {
        $(impl ser::$kind for &mut JsonText {
            type Ok = ();
            type Error = Error;

            fn $item<T: Serialize + ?Sized>(&mut self, item: &T) -> WriteResult {
                self.comma();
                item.serialize(&mut **self)
            }

            fn end(self) -> WriteResult {
                self.push("]")
            }
        })*
    };
}

lists!(
    SerializeSeq: serialize_element,
    SerializeTuple: serialize_element,
    SerializeTupleStruct: serialize_field
);

impl ser::SerializeStruct for &mut JsonText {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> WriteResult {
        self.key(key);
        value.serialize(&mut **self)
    }

    fn end(self) -> WriteResult {
        self.push("}")
    }
}

impl ser::SerializeMap for &mut JsonText {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> WriteResult {
        self.comma();
        key.serialize(&mut **self)?;
        self.push(":")
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> WriteResult {
        value.serialize(&mut **self)
    }

    fn end(self) -> WriteResult {
        self.push("}")
    }
}
