//! Values as words and texts, which the page reads and prints.
//!
//! # Shape
//! The first word is 1 if something is missing or cannot be read, else 0. The word of a value is `tag | size
//! << 4`, with the tags of a frame. A number has its decimals as size, and its units in the next two words,
//! low half first. The size of a text is its length in UTF-16 units; that of a list its items; that of a row
//! its keys, each before its value.

use super::frame::tag;
use crate::calculation::print;
use crate::data::Value;

/// The values written so far.
#[derive(Debug, Default)]
pub struct Said {
    /// The words.
    pub words: Vec<u32>,
    /// The texts, one after the other.
    pub text: String,
}

impl Said {
    pub(super) fn clear(&mut self, faulty: bool) {
        self.words.clear();
        self.text.clear();
        self.words.push(u32::from(faulty));
    }

    fn word(&mut self, tag: u32, size: usize) {
        self.words.push(tag | u32::try_from(size).unwrap_or(0) << 4);
    }

    fn texted(&mut self, text: &str) {
        // Counts UTF-16 units: none for continuation bytes, two for characters of four bytes.
        let units = text.bytes().map(|byte| match byte {
            0x80..=0xbf => 0,
            0xf0.. => 2,
            _ => 1,
        });
        let units = units.sum();
        self.word(tag::TEXT, units);
        self.text.push_str(text);
    }

    /// Writes a list of whole numbers.
    pub(super) fn numbers(&mut self, numbers: &[usize]) {
        self.word(tag::LIST, numbers.len());
        self.words.extend(numbers.iter().map(|number| u32::try_from(*number).unwrap_or(0)));
    }

    /// Writes a number by its digits. Returns false, and writes nothing, if the digits are too many for a
    /// double.
    pub(super) fn figure(&mut self, units: i64, decimals: u32) -> bool {
        let fits = units.unsigned_abs() < 1 << 53;
        if fits {
            self.words.extend_from_slice(&[tag::FIGURE | decimals << 4, units as u32, (units >> 32) as u32]);
        }
        fits
    }

    /// Writes a value as it is printed.
    pub(super) fn value(&mut self, value: &Value, round: Option<u32>) {
        match value {
            Value::Null => self.word(tag::MISSING, 0),
            Value::Bool(flag) => self.word(if *flag { tag::TRUE } else { tag::FALSE }, 0),
            Value::Text(text) => self.texted(text),
            Value::List(items) => {
                self.word(tag::LIST, items.len());
                items.iter().for_each(|item| self.value(item, round));
            }
            Value::Context(context) => {
                self.word(tag::ROW, context.entries().count());
                for (key, value) in context.entries() {
                    self.texted(key);
                    self.value(value, round);
                }
            }
            Value::Number(number) => match number.to_scaled(round) {
                Some((units, decimals)) if self.figure(units, decimals) => {}
                _ => self.texted(&print(value, round).unwrap_or_default()),
            },
            other => self.texted(&other.to_string()),
        }
    }
}
