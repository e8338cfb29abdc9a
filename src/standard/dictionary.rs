//! Dictionaries: rows for lookups in expressions, such as prices or names of devices. A dictionary is a
//! constant list of contexts.

use crate::data::json::{Json, JsonKind, Member};
use crate::data::{Context, Decimal, Gather, Phrase, Value};
use crate::document::{Cursor, Defects, Key, Shape};
use crate::feel::Type;
use crate::finding::Source;
use smol_str::SmolStr;

/// The keys of a dictionary.
pub(super) const DICTIONARY: Shape = Shape {
    name: "dictionary",
    keys: &[Key::required("label"), Key::required("rows"), Key::optional("source")],
};

/// A dictionary.
#[derive(Clone, Debug)]
pub struct Dictionary {
    /// Its id.
    pub id: SmolStr,
    /// Its label.
    pub label: Phrase,
    /// Its rows: a list of contexts.
    pub rows: Value,
}

impl Dictionary {
    /// Reads the dictionary `member`.
    pub fn read(member: &Member, cursor: Cursor, defects: &mut Defects) -> Option<Self> {
        let object = cursor.object(&DICTIONARY, defects)?;
        let mut rows = Vec::new();
        object.each_item("rows", defects, &mut |item, defects| match value(item.node) {
            row @ Value::Context(_) => rows.push(row),
            _ => item.report_wrong_type(defects, "一行（对象）", "a row (an object)"),
        });
        // The source is not used, only checked.
        Source::read(object, defects);
        let label = object.label("label", defects);
        Some(Self { id: member.key.clone(), label, rows: Value::list(rows) })
    }

    /// The type of the rows: a list of contexts with the columns of all rows.
    pub fn row_type(&self) -> Type {
        let mut columns: Vec<(SmolStr, Type)> = Vec::new();
        let rows = if let Value::List(rows) = &self.rows { rows.as_slice() } else { &[] };
        for row in rows {
            let Type::Context(own) = Type::of(row) else { continue };
            columns.extend(
                own.into_iter().filter(|(key, _)| columns.iter().all(|(known, _)| known != key)).gather(),
            );
        }
        Type::List(Box::new(Type::Context(columns)))
    }
}

/// Converts a cell to a value; an object becomes a context.
fn value(node: &Json) -> Value {
    match &node.kind {
        JsonKind::Null => Value::Null,
        JsonKind::Bool(flag) => Value::Bool(*flag),
        JsonKind::Number(text) => Decimal::parse(text).map_or(Value::Null, Value::Number),
        JsonKind::Text(text) => Value::Text(text.clone()),
        JsonKind::List(items) => Value::list(items.iter().map(value).gather()),
        JsonKind::Object(members) => {
            let keys = members.iter().map(|member| member.key.clone()).gather();
            let values = members.iter().map(|member| value(&member.value)).gather();
            Value::Context(std::sync::Arc::new(Context::new(keys.into(), values)))
        }
    }
}
