//! The clause that something comes from, as it is written.

use super::{Defects, Key, Object, Shape};
use crate::finding::Source;

impl Source {
    /// The clause of an object: a text is a section of the standard's own document.
    pub fn read(object: Object, document: &str, defects: &mut Defects) -> Option<Self> {
        let at = object.get("source")?;
        if at.node.text().is_some() {
            return Some(Self::new(document.into(), at.text(defects)?));
        }
        let source = at.object(&SOURCE, defects)?;
        let section = source.text("section", defects)?;
        Some(Self::new(source.text("document", defects).unwrap_or_else(|| document.into()), section))
    }

    /// The source of a whole standard, which names the document of all others.
    pub fn read_whole(object: Object, defects: &mut Defects) -> Option<Self> {
        let at = object.get("source")?;
        let source = at.object(&SOURCE, defects)?;
        if source.get("document").is_none() {
            at.missing("document", defects);
        }
        Some(Self::new(source.text("document", defects)?, source.text("section", defects)?))
    }
}

/// The keys of a source that names its document.
pub const SOURCE: Shape =
    Shape { name: "source", keys: &[Key::optional("document"), Key::required("section")] };
