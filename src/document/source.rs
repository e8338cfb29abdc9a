//! Reads the source of a part: document and section.

use super::{Defects, Key, Object, Shape};
use crate::finding::Source;

impl Source {
    /// Reads the source of an object. A section alone belongs to the document of the standard's own source.
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

    /// Reads the source of the whole standard; its document is the default for all other sources.
    pub fn read_whole(object: Object, defects: &mut Defects) -> Option<Self> {
        let at = object.get("source")?;
        let source = at.object(&SOURCE, defects)?;
        if source.get("document").is_none() {
            at.report_missing_key("document", defects);
        }
        let (document, section) = (source.text("document", defects)?, source.text("section", defects)?);
        defects.source_document = document.clone();
        Some(Self::new(document, section))
    }
}

/// The keys of a source with its own document.
pub const SOURCE: Shape =
    Shape { name: "source", keys: &[Key::optional("document"), Key::required("section")] };
