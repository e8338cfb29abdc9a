//! The inputs of a calculation: single values and rows. A missing value is replaced by the default, or by the
//! parameter of the same id.

use crate::check::{Field, FieldKind, FieldSpec, Raw, Strictness, read};
use crate::data::json::{Json, JsonKind, Member};
use crate::data::{Context, Gather, Path, Value, limits};
use crate::document::{Cursor, Defects, Key, Shape};
use crate::feel::{Scope, Slot, Type, space};
use crate::finding::Code;
use smol_str::SmolStr;
use std::sync::Arc;

/// The keys of an input.
pub(super) const INPUT: Shape = Shape {
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

/// An input of a calculation, or a cell in the rows of an input.
#[derive(Debug)]
pub struct Input {
    /// Its id, type, label, unit and source.
    pub field: Field,
    /// The cells of a table's rows.
    pub cells: Vec<Input>,
    /// Replaces a missing value; null if there is no default.
    pub default: Value,
    /// The slot of the parameter that replaces a missing value.
    pub parameter: Option<Slot>,
    keys: Arc<[SmolStr]>,
}

/// A fault of an input.
#[derive(Clone, Debug)]
pub struct InputFault {
    /// The place of the input.
    pub path: Path,
    /// The kind of fault.
    pub code: Code,
    /// The given value, as text.
    pub written: String,
}

impl Input {
    /// Reads the definition of the input `member`.
    pub(super) fn load(member: &Member, cursor: Cursor, zone: i32, defects: &mut Defects) -> Option<Self> {
        let object = cursor.object(&INPUT, defects)?;
        let spec = FieldSpec::read_figure(&member.key, object, defects)?;
        let mut cells = Vec::new();
        object.each_named("fields", defects, &mut |member, at, defects| {
            cells.extend(Self::load(member, at, zone, defects));
        });
        let nested = cells.iter().any(|cell: &Self| cell.field.spec.kind == FieldKind::Table);
        if nested || cells.is_empty() == (spec.kind == FieldKind::Table) {
            cursor.report_filled(
                defects,
                "input.fields",
                &[
                    "表格才写「fields」，并且必须写；表格内不再有表格",
                    "a table has `fields`, and nothing else has; a table cannot contain another",
                ],
                &[],
            );
        }
        let keys = cells.iter().map(|cell| cell.field.spec.id.clone()).collect();
        let mut input =
            Self { field: Field::with_defaults(spec), cells, default: Value::Null, parameter: None, keys };
        if let Some(at) = object.get("default") {
            let mut faults = Vec::new();
            input.default = input.read(Some(at.node), zone, &mut faults);
            if !faults.is_empty() {
                FieldSpec::report_default(object, defects);
            }
        }
        Some(input)
    }

    /// Sets the parameter that replaces a missing value.
    pub(super) fn bind(&mut self, scope: &Scope) {
        // A dictionary of the same id is not used; the input only shadows it.
        let figure = |kind: &Type| !matches!(kind, Type::List(of) if matches!(**of, Type::Context(_)));
        let found = scope.find(&self.field.spec.id).filter(|(_, kind)| figure(kind)).map(|(slot, _)| slot);
        self.parameter = found.filter(|slot| slot.space == space::PARAMETER && self.default.is_null());
    }

    /// The type of its value in expressions.
    pub(super) fn value_type(&self) -> Type {
        if self.cells.is_empty() {
            return self.field.spec.value_type();
        }
        let cell = |cell: &Self| (cell.field.spec.id.clone(), cell.value_type());
        Type::List(Box::new(Type::Context(self.cells.iter().map(cell).gather())))
    }

    /// Reads a given value; what cannot be read is null.
    pub fn read(&self, node: Option<&Json>, zone: i32, faults: &mut Vec<InputFault>) -> Value {
        let id = &self.field.spec.id;
        let items = match node.map(|node| &node.kind) {
            // An empty list is a value: its sum is 0, not unknown.
            Some(JsonKind::List(items)) if !self.cells.is_empty() && items.len() <= limits::TABLE_ROWS => {
                items
            }
            _ => return self.read_single(&to_raw(node), zone, None, faults),
        };
        let mut rows = Vec::new();
        for (item, number) in items.iter().zip(0u32..) {
            if item.members().is_none() {
                faults.push(self.row_fault(number));
                rows.push(Value::Null);
                continue;
            }
            let cell = |cell: &Self| {
                cell.read_single(&to_raw(item.get(&cell.field.spec.id)), zone, Some((id, number)), faults)
            };
            rows.push(self.make_row(self.cells.iter().map(cell).gather()));
        }
        Value::list(rows)
    }

    /// Reads a value that is not a list of rows. `row` is the table and row of a cell.
    #[cfg_attr(swift, optimize(speed))]
    pub fn read_single(
        &self,
        raw: &Raw,
        zone: i32,
        row: Option<(&SmolStr, u32)>,
        faults: &mut Vec<InputFault>,
    ) -> Value {
        let reading = read(&self.field, raw, zone, Strictness::Input);
        let table = !self.cells.is_empty();
        let fault = if table { (!raw.is_missing()).then_some(Code::TypeTable) } else { reading.fault };
        if let Some(code) = fault {
            let id = self.field.spec.id.clone();
            let path = match row {
                Some((table, row)) => Path::cell(table.clone(), row, id),
                None => Path::field(id),
            };
            faults.push(InputFault { path, code, written: raw.to_text(&self.field.spec.options) });
        }
        if reading.value.is_null() { self.default.clone() } else { reading.value }
    }

    /// The fault of a row that is not an object.
    pub fn row_fault(&self, number: u32) -> InputFault {
        let path = Path::row(self.field.spec.id.clone(), number);
        InputFault { path, code: Code::TypeRow, written: String::new() }
    }

    /// Builds a row from its cells.
    pub fn make_row(&self, cells: Vec<Value>) -> Value {
        Value::Context(Arc::new(Context::new(self.keys.clone(), cells)))
    }
}

fn to_raw(node: Option<&Json>) -> Raw<'_> {
    node.map_or(Raw::Missing, Raw::from_json)
}
