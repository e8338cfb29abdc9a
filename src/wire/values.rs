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
pub struct WireValues {
    /// The words.
    pub words: Vec<u32>,
    /// The texts, one after the other.
    pub text: String,
}

impl WireValues {
    pub(super) fn start(&mut self, faulty: bool) {
        self.words.clear();
        self.text.clear();
        self.words.push(u32::from(faulty));
    }

    fn write_tag(&mut self, tag: u32, size: usize) {
        self.words.push(tag | u32::try_from(size).unwrap_or(0) << 4);
    }

    fn write_text(&mut self, text: &str) {
        // Counts UTF-16 units: none for continuation bytes, two for characters of four bytes.
        let units = text.bytes().map(|byte| match byte {
            0x80..=0xbf => 0,
            0xf0.. => 2,
            _ => 1,
        });
        let units = units.sum();
        self.write_tag(tag::TEXT, units);
        self.text.push_str(text);
    }

    /// Writes a list of whole numbers.
    pub(super) fn write_indices(&mut self, numbers: &[usize]) {
        self.write_tag(tag::LIST, numbers.len());
        self.words.extend(numbers.iter().map(|number| u32::try_from(*number).unwrap_or(0)));
    }

    /// Writes a number by its digits. Returns false, and writes nothing, if the digits are too many for a
    /// double.
    pub(super) fn write_figure(&mut self, units: i64, decimals: u32) -> bool {
        let fits = units.unsigned_abs() < 1 << 53;
        if fits {
            self.words.extend_from_slice(&[tag::FIGURE | decimals << 4, units as u32, (units >> 32) as u32]);
        }
        fits
    }

    /// Writes a value as it is printed.
    pub(super) fn write_value(&mut self, value: &Value, round: Option<u32>) {
        match value {
            Value::Null => self.write_tag(tag::MISSING, 0),
            Value::Bool(flag) => self.write_tag(if *flag { tag::TRUE } else { tag::FALSE }, 0),
            Value::Text(text) => self.write_text(text),
            Value::List(items) => {
                self.write_tag(tag::LIST, items.len());
                items.iter().for_each(|item| self.write_value(item, round));
            }
            Value::Context(context) => {
                self.write_tag(tag::ROW, context.entries().count());
                for (key, value) in context.entries() {
                    self.write_text(key);
                    self.write_value(value, round);
                }
            }
            Value::Number(number) => match number.to_scaled(round) {
                Some((units, decimals)) if self.write_figure(units, decimals) => {}
                _ => self.write_text(&print(value, round).unwrap_or_default()),
            },
            other => self.write_text(&other.to_string()),
        }
    }
}
