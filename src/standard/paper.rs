//! The layout of a form on paper: blocks and copies. Orders are not checked against it; it is for programs
//! that render a form.

use crate::check::FieldSpec;
use crate::data::{Gather, Phrase};
use crate::document::{Cursor, Defects, Key, Object, Shape};
use smol_str::SmolStr;

/// The keys of a block.
pub(super) const BLOCK: Shape =
    Shape { name: "block", keys: &[Key::required("title"), Key::required("from")] };

/// A titled part of a paper form; it extends to the next block.
#[derive(Debug)]
pub struct Block {
    /// Its title.
    pub title: Phrase,
    /// Its first field.
    pub from: SmolStr,
}

/// The layout of a form on paper.
#[derive(Debug, Default)]
pub struct Paper {
    /// Its blocks; fields before the first have no title.
    pub blocks: Vec<Block>,
    /// The name of each copy; empty if the form is printed once.
    pub copies: Vec<Phrase>,
}

impl Paper {
    /// Reads blocks and copies of a form.
    pub fn read(form: Object, fields: &[FieldSpec], defects: &mut Defects) -> Self {
        let mut paper = Self::default();
        form.each_item("blocks", defects, &mut |item, defects| {
            paper.blocks.extend(Block::read(item, fields, defects));
        });
        form.each_item("copies", defects, &mut |item, defects| {
            paper.copies.push(item.phrase(defects));
        });
        paper
    }
}

impl Block {
    fn read(cursor: Cursor, fields: &[FieldSpec], defects: &mut Defects) -> Option<Self> {
        let object = cursor.object(&BLOCK, defects)?;
        let title = object.label("title", defects);
        let fields: Vec<&str> = fields.iter().map(|field| field.id.as_str()).gather();
        let both = &["没有「{}」这个字段", "there is no field `{}`"];
        let place = object.get("from")?.index_in(&fields, "unknown_field", both, defects)?;
        Some(Self { title, from: SmolStr::new(fields.get(place)?) })
    }
}
