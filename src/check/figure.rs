//! Values outside of forms: parameters, and the inputs of calculations. They have types that fields lack:
//! lists of one type, and durations.

use super::constraint::{Bounds, Length};
use super::reading::Reading;
use super::temporal::parse_date;
use super::{Condition, ConditionSpec, Field, FieldKind, FieldSpec, Raw, read_bounds, read_options};
use crate::data::text::trim;
use crate::data::{Phrase, Value};
use crate::document::{Defects, Object};
use crate::finding::{Code, Source};
use smol_str::SmolStr;

impl FieldSpec {
    /// A field with a type and a label and nothing else.
    pub fn with_defaults(id: SmolStr, kind: FieldKind, label: Phrase) -> Self {
        Self {
            id,
            kind,
            of: FieldKind::Text,
            label,
            required: ConditionSpec::Fixed(false),
            relevant: ConditionSpec::Fixed(true),
            options: Vec::new(),
            rating: false,
            bounds: Bounds::default(),
            length: Length::default(),
            pattern: None,
            format: None,
            unit: None,
            hint: None,
            computed: None,
            fields: Vec::new(),
            rules: Vec::new(),
            source: None,
        }
    }

    /// Reads the keys that parameters and inputs have in common.
    pub fn read_figure(id: &SmolStr, object: Object, defects: &mut Defects) -> Option<Self> {
        let kind = object.get("type").and_then(|at| at.one_of(FieldKind::WORDS, defects));
        let of = object.get("of").and_then(|at| at.one_of(FieldKind::ITEM_WORDS, defects));
        let label = object.label("label", defects);
        let unread = if object.get("fields").is_some() { FieldKind::Table } else { FieldKind::UNREAD };
        let spec = Self {
            of: of.unwrap_or(FieldKind::Text),
            options: read_options(object, defects),
            bounds: read_bounds(object, defects),
            unit: object.text("unit", defects),
            source: Source::read(object, defects),
            ..Self::with_defaults(id.clone(), kind.unwrap_or(unread), label)
        };
        if kind.is_some() {
            spec.check_keys(object, false, defects);
        }
        Some(spec)
    }

    /// Reports a default that does not fit the type, unless the type itself is unknown.
    pub fn report_default(object: Object, defects: &mut Defects) {
        let is_type = |text: &SmolStr| FieldKind::WORDS.iter().any(|(word, _)| word == text);
        if object.get("type").and_then(|at| at.node.text()).is_some_and(is_type) {
            if let Some(at) = object.get("default") {
                at.report_wrong_type(defects, "与类型相符的默认值", "a default that fits the type");
            }
        }
    }
}

impl Field {
    /// A field that is always relevant and never required.
    pub fn with_defaults(spec: FieldSpec) -> Self {
        let (required, relevant) = (Condition::Fixed(false), Condition::Fixed(true));
        let valid_ranges = spec.valid_ranges();
        Self {
            spec,
            required,
            relevant,
            computed: None,
            pattern: None,
            format: None,
            is_read: true,
            valid_ranges,
        }
    }
}

pub(super) fn read_list(field: &Field, raw: &Raw) -> Reading {
    let mut values = Vec::new();
    for item in raw.items().iter().filter(|item| !item.is_blank()) {
        match read_item(field.spec.of, item) {
            Some(value) => values.push(value),
            None => return Reading::unreadable(Code::TypeList),
        }
    }
    Reading::valid(Value::list(values))
}

fn read_item(of: FieldKind, raw: &Raw) -> Option<Value> {
    match (of, raw) {
        (FieldKind::Number, _) => raw.number().map(Value::Number),
        (FieldKind::Date, Raw::Text(text)) => parse_date(trim(text)).map(Value::Date),
        (FieldKind::Text, Raw::Text(text)) => Some(Value::Text(trim(text).into())),
        _ => None,
    }
}

pub(super) fn read_duration(raw: &Raw) -> Reading {
    let text = if let Raw::Text(text) = raw { text } else { "" };
    Value::parse_duration(text).map_or_else(|| Reading::unreadable(Code::TypeDuration), Reading::valid)
}
