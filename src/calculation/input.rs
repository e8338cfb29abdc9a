//! What goes into a calculation: values of a type, rows, and what stands in for a missing one: its default, or the
//! parameter of the same id.

use crate::check::{Field, FieldKind, FieldSpec, Raw, Strictness, read};
use crate::data::json::{Kind, Member, Node};
use crate::data::{Context, Gather, Path, Phrase, Value, limits};
use crate::document::{Cursor, Defects, Key, Shape};
use crate::feel::{Scope, Slot, Type, space};
use crate::finding::Code;
use smol_str::SmolStr;
use std::sync::Arc;

/// The keys of an input.
pub const INPUT: Shape = Shape {
    name: "input",
    keys: &[
        Key::required("type"),
        Key::required("label"),
        Key::optional("of"),
        Key::optional("fields"),
        Key::optional("unit"),
        Key::optional("range"),
        Key::optional("options"),
        Key::optional("default"),
        Key::optional("source"),
    ],
};

/// What goes into a calculation, or stands in a cell of its rows.
#[derive(Clone, Debug)]
pub struct Input {
    /// Its id, type, label, unit and clause.
    pub field: Field,
    /// The cells of a table's rows.
    pub cells: Vec<Input>,
    /// What stands in for a missing value; null for nothing.
    pub default: Value,
    /// The parameter that stands in for a missing value.
    pub parameter: Option<Slot>,
    keys: Arc<[SmolStr]>,
}

/// What is wrong with an input.
#[derive(Clone, Debug)]
pub struct Misfit {
    /// Where.
    pub path: Path,
    /// What people read there.
    pub label: Phrase,
    /// What kind it is.
    pub code: Code,
}

impl Input {
    /// Reads the input `member` as it is written.
    pub(super) fn written(
        member: &Member,
        cursor: &Cursor,
        document: &str,
        zone: i32,
        defects: &mut Defects,
    ) -> Option<Self> {
        let object = cursor.object(&INPUT, defects)?;
        let spec = FieldSpec::figure(&member.key, &object, document, defects)?;
        let mut cells = Vec::new();
        object.each_named("fields", defects, &mut |member, at, defects| {
            cells.extend(Self::written(member, at, document, zone, defects));
        });
        if cells.is_empty() == (spec.kind == FieldKind::Table) {
            let message =
                Phrase::new("表格才写「fields」，并且必须写", "a table has `fields`, and nothing else has");
            cursor.report(defects, "input.fields", message, None);
        }
        let keys = cells.iter().map(|cell| cell.field.spec.id.clone()).collect();
        let mut input =
            Self { field: Field::plain(spec), cells, default: Value::Null, parameter: None, keys };
        if let Some(at) = object.get("default") {
            let mut misfits = Vec::new();
            input.default = input.read(Some(at.node), zone, Path::field(""), &mut misfits);
            if !misfits.is_empty() {
                at.wrong_type(defects, "与类型相符的默认值", "a default that fits the type");
            }
        }
        Some(input)
    }

    /// Looks for the parameter that stands in for it.
    pub(super) fn bind(&mut self, scope: &Scope) {
        let found = scope.find(&self.field.spec.id).map(|(slot, _)| slot);
        self.parameter = found.filter(|slot| slot.space == space::PARAMETER && self.default.is_null());
    }

    /// The kind of its value in expressions.
    pub(super) fn value_type(&self) -> Type {
        if self.cells.is_empty() {
            return self.field.spec.value_type();
        }
        let cell = |cell: &Self| (cell.field.spec.id.clone(), cell.value_type());
        Type::List(Box::new(Type::Context(self.cells.iter().map(cell).gather())))
    }

    /// Reads what was given; what cannot be read is null.
    pub fn read(&self, node: Option<&Node>, zone: i32, path: Path, misfits: &mut Vec<Misfit>) -> Value {
        let raw = node.map_or(Raw::Missing, Raw::from_json);
        let mut misfit = |path, code| {
            misfits.push(Misfit { path, label: self.field.spec.label.clone(), code });
        };
        if self.cells.is_empty() {
            let reading = read(&self.field, &raw, zone, Strictness::Input);
            if let Some(code) = reading.fault {
                misfit(path, code);
            }
            return if reading.value.is_null() { self.default.clone() } else { reading.value };
        }
        let items = match node.map(|node| &node.kind) {
            // No rows are an answer too: what they add up to is 0, not unknown.
            Some(Kind::List(items)) if items.len() <= limits::TABLE_ROWS => items,
            _ if raw.is_missing() => return Value::Null,
            _ => {
                misfit(path, Code::TypeTable);
                return Value::Null;
            }
        };
        let mut rows = Vec::new();
        for (item, number) in items.iter().zip(0u32..) {
            if item.members().is_none() {
                misfits.push(Misfit {
                    path: Path::row(path.field.clone(), number),
                    label: self.field.spec.label.clone(),
                    code: Code::TypeRow,
                });
                rows.push(Value::Null);
                continue;
            }
            let cell = |cell: &Self| {
                let id = &cell.field.spec.id;
                cell.read(item.get(id), zone, Path::cell(path.field.clone(), number, id.clone()), misfits)
            };
            let values = self.cells.iter().map(cell).gather();
            rows.push(Value::Context(Arc::new(Context::new(self.keys.clone(), values))));
        }
        Value::list(rows)
    }
}
