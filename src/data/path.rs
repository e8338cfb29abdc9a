//! The path of a value in an order: `received_at`, or `items[0].qty` for the cell of a row.

use core::fmt;
use serde::{Serialize, Serializer};
use smol_str::SmolStr;

/// The path of a field, a row, or a cell.
///
/// # Example
/// ```
/// use gongdan::data::Path;
/// let path = Path::parse("items[0].qty").unwrap();
/// assert_eq!(path, Path::cell("items", 0, "qty"));
/// assert_eq!(path.to_string(), "items[0].qty");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Path {
    /// The field of the form.
    pub field: SmolStr,
    /// The row of a table, from 0.
    pub row: Option<u32>,
    /// The field of the row.
    pub cell: Option<SmolStr>,
}

impl Path {
    /// The path of a form's field.
    pub fn field(field: impl Into<SmolStr>) -> Self {
        Self { field: field.into(), row: None, cell: None }
    }

    /// The path of a whole row.
    pub fn row(table: impl Into<SmolStr>, row: u32) -> Self {
        Self { field: table.into(), row: Some(row), cell: None }
    }

    /// The path of a cell.
    pub fn cell(table: impl Into<SmolStr>, row: u32, cell: impl Into<SmolStr>) -> Self {
        Self { field: table.into(), row: Some(row), cell: Some(cell.into()) }
    }

    /// Reads `a`, `a[0]` or `a[0].b`.
    pub fn parse(text: &str) -> Option<Self> {
        let Some((field, rest)) = text.split_once('[') else {
            return (!text.is_empty()).then(|| Self::field(text));
        };
        let (row, rest) = rest.split_once(']')?;
        if field.is_empty() || !row.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let row = row.parse().ok()?;
        match rest.strip_prefix('.') {
            Some(cell) if !cell.is_empty() => Some(Self::cell(field, row, cell)),
            None if rest.is_empty() => Some(Self::row(field, row)),
            _ => None,
        }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.field)?;
        if let Some(row) = self.row {
            write!(f, "[{row}]")?;
        }
        self.cell.as_ref().map_or(Ok(()), |cell| write!(f, ".{cell}"))
    }
}

impl Serialize for Path {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_prints_as_it_was_parsed() {
        for text in ["a", "客户", "items[0]", "items[12].qty"] {
            assert_eq!(Path::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn invalid_paths_are_refused() {
        for text in ["", "[0]", "a[", "a[]", "a[x]", "a[-1]", "a[0]b", "a[0].", "a[99999999999].b"] {
            assert_eq!(Path::parse(text), None, "{text}");
        }
    }
}
