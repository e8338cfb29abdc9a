//! The clause that something comes from, as it is written.

use super::{Defects, Key, Object, Shape};
use crate::finding::Source;

impl Source {
    /// The clause of an object; a section without a document is one of that which the whole standard names.
    pub fn read(object: Object, defects: &mut Defects) -> Option<Self> {
        let at = object.get("source")?;
        if at.node.text().is_some() {
            let section = at.text(defects)?;
            return Some(Self::new(defects.source_document.clone(), section));
        }
        let source = at.object(&SOURCE, defects)?;
        let section = source.text("section", defects)?;
        let document = source.text("document", defects).unwrap_or_else(|| defects.source_document.clone());
        Some(Self::new(document, section))
    }

    /// The source of a whole standard; its document is that of all others that name none.
    pub fn read_whole(object: Object, defects: &mut Defects) -> Option<Self> {
        let at = object.get("source")?;
        let source = at.object(&SOURCE, defects)?;
        if source.get("document").is_none() {
            at.missing("document", defects);
        }
        let (document, section) = (source.text("document", defects)?, source.text("section", defects)?);
        defects.source_document = document.clone();
        Some(Self::new(document, section))
    }
}

/// The keys of a source that names its document.
pub const SOURCE: Shape =
    Shape { name: "source", keys: &[Key::optional("document"), Key::required("section")] };
