//! Reports as JSON text, which the page parses: this is faster there, and less code here, than making objects
//! one by one. Supports only what reports contain: for example, no bytes and no tuple variants.

use crate::data::json::quoted;
use core::fmt::{Display, Error};
use serde::Serialize;
use serde::ser::{self, Impossible, Serializer};

/// A report as JSON text.
pub fn report_text(report: &impl Serialize) -> String {
    let mut out = Text(String::new());
    // No report contains anything that fails to serialize.
    report.serialize(&mut out).ok();
    out.0
}

/// The text so far. Directly after an opening bracket, no comma is needed.
struct Text(String);

type Done = Result<(), Error>;

impl Text {
    fn plain(&mut self, text: &str) -> Done {
        self.0.push_str(text);
        Ok(())
    }

    fn number(&mut self, number: &dyn Display) -> Done {
        self.plain(&number.to_string())
    }

    fn comma(&mut self) {
        if !self.0.ends_with(['[', '{']) {
            self.0.push(',');
        }
    }

    fn key(&mut self, key: &str) {
        self.comma();
        quoted(&mut self.0, key);
        self.0.push(':');
    }
}

macro_rules! numbers {
    ($($name:ident: $kind:ty),*) => {
        $(fn $name(self, number: $kind) -> Done { self.number(&number) })*
    };
}

impl Serializer for &mut Text {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    numbers!(
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64,
        serialize_f32: f32, serialize_f64: f64
    );

    fn serialize_bool(self, flag: bool) -> Done {
        self.plain(if flag { "true" } else { "false" })
    }

    fn serialize_char(self, letter: char) -> Done {
        self.serialize_str(letter.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, text: &str) -> Done {
        quoted(&mut self.0, text);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Done {
        Err(Error)
    }

    fn serialize_none(self) -> Done {
        self.plain("null")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Done {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Done {
        self.serialize_none()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, word: &'static str) -> Done {
        self.serialize_str(word)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Done {
        Err(Error)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Error> {
        self.plain("[")?;
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Error> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Impossible<(), Error>, Error> {
        Err(Error)
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
        self.plain("{")?;
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
    ) -> Result<Self, Error> {
        self.serialize_map(None)
    }
}

macro_rules! lists {
    ($($kind:ident: $item:ident),*) => {
        $(impl ser::$kind for &mut Text {
            type Ok = ();
            type Error = Error;

            fn $item<T: Serialize + ?Sized>(&mut self, item: &T) -> Done {
                self.comma();
                item.serialize(&mut **self)
            }

            fn end(self) -> Done {
                self.plain("]")
            }
        })*
    };
}

lists!(SerializeSeq: serialize_element, SerializeTuple: serialize_element);

macro_rules! objects {
    ($($kind:ident),*) => {
        $(impl ser::$kind for &mut Text {
            type Ok = ();
            type Error = Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Done {
                self.key(key);
                value.serialize(&mut **self)
            }

            fn end(self) -> Done {
                self.plain("}")
            }
        })*
    };
}

objects!(SerializeStruct, SerializeStructVariant);

impl ser::SerializeMap for &mut Text {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Done {
        self.comma();
        key.serialize(&mut **self)?;
        self.plain(":")
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        value.serialize(&mut **self)
    }

    fn end(self) -> Done {
        self.plain("}")
    }
}
