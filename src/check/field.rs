//! A field as written in the document, and compiled.

use super::constraint::{Bound, Bounds, Length};
use super::{FieldKind, RuleSpec};
use crate::data::Gather;
use crate::data::json::JsonKind;
use crate::data::{Decimal, Phrase, Value};
use crate::document::{Cursor, Defects, Key, LENGTH, Object, Shape};
use crate::feel::{Expression, RawExpression, Regex, Scope, Type};
use crate::finding::{Code, Source};
use smol_str::SmolStr;

/// The keys of a field.
pub(super) const FIELD: Shape = Shape {
    name: "field",
    keys: &[
        Key::required("type"),
        Key::required("label"),
        Key::optional("required"),
        Key::optional("relevant"),
        Key::optional("options"),
        Key::optional("rating"),
        Key::optional("range"),
        Key::optional("length"),
        Key::optional("pattern"),
        Key::optional("format"),
        Key::optional("unit"),
        Key::optional("hint"),
        Key::optional("computed"),
        Key::optional("fields"),
        Key::optional("rules"),
        Key::optional("source"),
    ],
};

/// The keys of a range.
pub(super) const RANGE: Shape = Shape {
    name: "range",
    keys: &[Key::optional("min"), Key::optional("max"), Key::optional("above"), Key::optional("below")],
};

/// One option of a choice.
#[derive(Clone, Debug, PartialEq)]
pub struct OptionSpec {
    /// Its id.
    pub id: SmolStr,
    /// Its label.
    pub label: Phrase,
}

/// A condition as written in the document.
#[derive(Debug)]
pub enum ConditionSpec {
    /// Always or never; written as `true` or `false`, or the default.
    Fixed(bool),
    /// An expression.
    When(RawExpression),
}

/// A field as written in the document.
#[derive(Debug)]
pub struct FieldSpec {
    /// Its id.
    pub id: SmolStr,
    /// Its type.
    pub kind: FieldKind,
    /// The type of a list's items.
    pub of: FieldKind,
    /// Its label.
    pub label: Phrase,
    /// When it must be filled in.
    pub required: ConditionSpec,
    /// When it is relevant.
    pub relevant: ConditionSpec,
    /// The options of a choice.
    pub options: Vec<OptionSpec>,
    /// Whether the options are marks, from best to worst.
    pub rating: bool,
    /// The range of a number.
    pub bounds: Bounds,
    /// The length of a text or list.
    pub length: Length,
    /// The pattern that the whole text must match.
    pub pattern: Option<RawExpression>,
    /// The format that the text must have.
    pub format: Option<RawExpression>,
    /// The unit of a number.
    pub unit: Option<SmolStr>,
    /// Short help for filling it in.
    pub hint: Option<Phrase>,
    /// The expression that computes its value.
    pub computed: Option<RawExpression>,
    /// The fields of a table's rows.
    pub fields: Vec<FieldSpec>,
    /// The rules of a table's rows.
    pub rules: Vec<RuleSpec>,
    /// Its source.
    pub source: Option<Source>,
}

/// A compiled condition.
#[derive(Debug)]
pub enum Condition {
    /// Always or never.
    Fixed(bool),
    /// When the expression is true; not when it is unknown.
    When(Expression),
}

/// A compiled field.
#[derive(Debug)]
pub struct Field {
    /// The field as written.
    pub spec: FieldSpec,
    /// When it must be filled in.
    pub required: Condition,
    /// When it is relevant.
    pub relevant: Condition,
    /// The expression that computes its value.
    pub computed: Option<Expression>,
    /// The pattern that the whole text must match.
    pub pattern: Option<Regex>,
    /// The index of the format that the text must have.
    pub format: Option<usize>,
    /// Whether an expression or a format reads its value.
    pub is_read: bool,
    /// For each number of decimals from 0, the smallest and largest units that are certainly valid.
    pub(super) valid_ranges: Vec<(i64, i64)>,
}

impl FieldSpec {
    /// Reads the field `id`.
    pub fn read(id: &SmolStr, cursor: Cursor, defects: &mut Defects) -> Option<Self> {
        let object = cursor.object(&FIELD, defects)?;
        let kind = object.get("type").and_then(|at| at.one_of(FieldKind::FIELD_WORDS, defects));
        let label = object.label("label", defects);
        let mut condition = |key, default| {
            object.get(key).map_or(ConditionSpec::Fixed(default), |at| ConditionSpec::read(at, defects))
        };
        let (required, relevant) = (condition("required", false), condition("relevant", true));
        let field = Self {
            required,
            relevant,
            options: read_options(object, defects),
            rating: object.get("rating").and_then(|at| at.flag(defects)).unwrap_or_default(),
            bounds: read_bounds(object, defects),
            length: read_length(object, defects),
            pattern: RawExpression::read_at(object, "pattern", defects),
            format: RawExpression::read_at(object, "format", defects),
            unit: object.text("unit", defects),
            hint: object.phrase("hint", defects),
            computed: RawExpression::read_at(object, "computed", defects),
            fields: read_fields(object, defects),
            rules: RuleSpec::read_all(object, Some(id), defects),
            source: Source::read(object, defects),
            ..Self::with_defaults(id.clone(), kind.unwrap_or(FieldKind::UNREAD), label)
        };
        if kind.is_some() {
            field.check_keys(object, true, defects);
        }
        Some(field)
    }

    /// For each number of decimals from 0, the smallest and largest units that are certainly valid.
    pub(super) fn valid_ranges(&self) -> Vec<(i64, i64)> {
        let most = match self.kind {
            FieldKind::Integer => 0,
            FieldKind::Money => 2,
            FieldKind::Number | FieldKind::Percent => 3,
            _ => return Vec::new(),
        };
        // An empty range if this is not known.
        (0..=most).map(|scale| self.bounds.unit_range(scale).unwrap_or((1, 0))).gather()
    }

    /// Compiles the field; its expressions may read the names in `scope`.
    pub fn compile(self, scope: &Scope, defects: &mut Defects) -> Field {
        let format = self.format.as_ref().and_then(|written| find_format(written, scope, defects));
        let mut condition = |spec: &ConditionSpec, otherwise| spec.compile(scope, otherwise, defects);
        let (required, relevant) = (condition(&self.required, false), condition(&self.relevant, true));
        let computed = self.computed.as_ref();
        let computed = computed.and_then(|at| at.compile_as(&self.value_type(), scope, defects));
        let pattern = self.pattern.as_ref().and_then(|written| written.compile_pattern(defects));
        let (ranges, is_read) = (self.valid_ranges(), format.is_some());
        Field { required, relevant, computed, pattern, format, is_read, valid_ranges: ranges, spec: self }
    }
}

fn find_format(written: &RawExpression, scope: &Scope, defects: &mut Defects) -> Option<usize> {
    let found = scope.find_format(&written.text).map(|(place, _)| place);
    if found.is_none() {
        let both = &["没有「{}」这个格式", "there is no format `{}`"];
        written.report_unknown(defects, "unknown_format", both, scope.nearest_format(&written.text));
    }
    found
}

impl ConditionSpec {
    fn read(cursor: Cursor, defects: &mut Defects) -> Self {
        match cursor.node.kind {
            JsonKind::Bool(flag) => Self::Fixed(flag),
            _ => RawExpression::read(cursor, defects).map_or(Self::Fixed(false), Self::When),
        }
    }

    fn compile(&self, scope: &Scope, otherwise: bool, defects: &mut Defects) -> Condition {
        match self {
            Self::Fixed(flag) => Condition::Fixed(*flag),
            Self::When(written) => {
                written.compile_condition(scope, defects).map_or(Condition::Fixed(otherwise), Condition::When)
            }
        }
    }
}

/// Reads the fields of a form or table, in the order of the document.
pub fn read_fields(object: Object, defects: &mut Defects) -> Vec<FieldSpec> {
    let mut fields = Vec::new();
    object.each_named("fields", defects, &mut |member, cursor, defects| {
        fields.extend(FieldSpec::read(&member.key, cursor, defects));
    });
    fields
}

/// Reads the options of a choice.
pub fn read_options(object: Object, defects: &mut Defects) -> Vec<OptionSpec> {
    read_labels(object, "options", defects)
}

/// Reads an object of ids and labels.
pub fn read_labels(object: Object, key: &str, defects: &mut Defects) -> Vec<OptionSpec> {
    object.report_empty(key, defects);
    let mut labels = Vec::new();
    object.each(key, defects, &mut |member, cursor, defects| {
        labels.push(OptionSpec { id: member.key.clone(), label: cursor.phrase(defects) });
    });
    labels
}

/// Reads the range of a number.
pub fn read_bounds(object: Object, defects: &mut Defects) -> Bounds {
    let Some(at) = object.get("range") else { return Bounds::default() };
    let Some(range) = at.object(&RANGE, defects) else { return Bounds::default() };
    let codes = [Code::RangeMin, Code::RangeMax, Code::RangeAbove, Code::RangeBelow];
    let read =
        |(key, code): (&Key, Code)| Some(Bound { code, limit: read_limit(range.get(key.name)?, defects)? });
    Bounds(RANGE.keys.iter().zip(codes).filter_map(read).gather())
}

fn read_limit(cursor: Cursor, defects: &mut Defects) -> Option<Decimal> {
    let limit = match &cursor.node.kind {
        // Numbers of the same scale compare faster, and amounts have two decimals.
        JsonKind::Number(text) => Decimal::parse(text).map(|limit| limit.with_min_decimals(2)),
        _ => None,
    };
    if limit.is_none() {
        cursor.report_wrong_type(defects, "数字", "a number");
    }
    limit
}

fn read_length(object: Object, defects: &mut Defects) -> Length {
    let Some(at) = object.get("length") else { return Length::default() };
    let Some(length) = at.object(&LENGTH, defects) else { return Length::default() };
    let mut read = |key| length.get(key).and_then(|at| at.count(defects));
    Length { min: read("min"), max: read("max") }
}

impl Condition {
    /// Its expression, if it has one.
    fn expression(&self) -> Option<&Expression> {
        match self {
            Self::When(expression) => Some(expression),
            Self::Fixed(_) => None,
        }
    }
}

impl Field {
    /// Whether its value is always the one that was entered: it is always relevant and not computed.
    pub fn is_direct(&self) -> bool {
        matches!(self.relevant, Condition::Fixed(true)) && self.computed.is_none()
    }

    /// Calls `visit` for the expressions that determine its value: relevance and computation.
    pub fn value_expressions(&self, visit: &mut dyn FnMut(&Expression)) {
        self.relevant.expression().into_iter().chain(&self.computed).for_each(visit);
    }

    /// Calls `visit` for all its expressions.
    pub fn expressions(&self, visit: &mut dyn FnMut(&Expression)) {
        if let Some(required) = self.required.expression() {
            visit(required);
        }
        self.value_expressions(visit);
    }

    /// Whether the number `units` / 10^`scale` is certainly valid.
    #[inline]
    #[cfg_attr(swift, optimize(speed))]
    pub fn is_certainly_valid(&self, units: i64, scale: u8) -> bool {
        let within = |(least, most): &(i64, i64)| (*least..=*most).contains(&units);
        self.valid_ranges.get(usize::from(scale)).is_some_and(within)
    }

    /// Whether every text that is neither blank nor too long is valid.
    pub fn accepts_any_text(&self) -> bool {
        self.accepts_matching_text() && self.pattern.is_none()
    }

    /// Whether every text that is neither blank nor too long and matches the pattern, if any, is valid.
    pub fn accepts_matching_text(&self) -> bool {
        let text = self.spec.kind.is_text() && self.spec.kind != FieldKind::Phone;
        text && self.format.is_none() && self.spec.length.min.is_none()
    }

    /// The value of a text that is neither blank nor too long; `None` if it does not match the pattern.
    #[inline(always)]
    #[cfg_attr(swift, optimize(speed))]
    pub fn text_value(&self, letters: &[u8]) -> Option<Value> {
        if self.pattern.as_ref().is_some_and(|pattern| !pattern.matches_bytes(letters)) {
            return None;
        }
        // The text of a field that no expression reads is not kept.
        if !self.is_read {
            return Some(Value::Bool(true));
        }
        core::str::from_utf8(letters).ok().map(|letters| Value::Text(SmolStr::new(letters)))
    }
}

impl FieldSpec {
    /// The type of its value in expressions.
    pub fn value_type(&self) -> Type {
        match self.kind {
            FieldKind::Bool => Type::Bool,
            FieldKind::MultiChoice | FieldKind::AttachmentList => Type::List(Box::new(Type::Text)),
            FieldKind::Date => Type::Date,
            FieldKind::Time => Type::Time,
            FieldKind::DateTime => Type::DateTime,
            FieldKind::List => Type::List(Box::new(
                Self::with_defaults(SmolStr::default(), self.of, Phrase::default()).value_type(),
            )),
            FieldKind::Duration => Type::Any,
            FieldKind::Table => {
                let columns = self.fields.iter().map(|field| (field.id.clone(), field.value_type())).gather();
                Type::List(Box::new(Type::Context(columns)))
            }
            kind if kind.is_numeric() => Type::Number,
            _ => Type::Text,
        }
    }
}
