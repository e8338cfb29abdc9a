//! Reads a document: first the shapes of all parts, then their names and expressions.

use super::call_cycle::report_call_cycle;
use super::form::Form;
use super::moment::register_moment_readers;
use super::{Dictionary, Function, Parameter, Standard, StandardInfo};
use crate::calculation::CalculationSpec;
use crate::check::{Field, FieldSpec, Raw, Strictness, read};
use crate::data::Gather;
use crate::data::json::{Json, JsonKind, Member, parse, parse_repeating};
use crate::data::{Date, Phrase, Span, Value, limits};
use crate::deadline::CalendarSpec;
use crate::document::{Cursor, Defects, Key, Object, Shape, StandardErrors};
use crate::feel::{Dialect, RawExpression, Scope, Signature, Slot, Type, space};
use crate::finding::Source;
use crate::format::Format;
use smol_str::SmolStr;

/// The keys of a standard.
pub(super) const STANDARD: Shape = Shape {
    name: "standard",
    keys: &[
        Key::required("gongdan"),
        Key::required("id"),
        Key::required("version"),
        Key::optional("validFrom"),
        Key::optional("validTo"),
        Key::required("title"),
        Key::optional("description"),
        Key::optional("trade"),
        Key::required("source"),
        Key::optional("zone"),
        Key::optional("parameters"),
        Key::optional("dictionaries"),
        Key::optional("functions"),
        Key::optional("calendars"),
        Key::optional("formats"),
        Key::required("forms"),
        Key::optional("calculations"),
        Key::optional("readings"),
        Key::optional("exceptions"),
    ],
};

/// The keys of an exception: a message of the lint that is intended, and why.
pub(super) const EXCEPTION: Shape =
    Shape { name: "exception", keys: &[Key::required("lint"), Key::required("at"), Key::required("reason")] };

/// The trades by which standards are grouped.
const TRADES: &[(&str, &str)] = &[
    ("property", "property"),
    ("mine", "mine"),
    ("vehicle", "vehicle"),
    ("it", "it"),
    ("hotline", "hotline"),
    ("electricity", "electricity"),
    ("bank", "bank"),
    ("field-service", "field-service"),
    ("fees", "fees"),
    ("scores", "scores"),
];

/// The keys of a parameter.
pub(super) const PARAMETER: Shape = Shape {
    name: "parameter",
    keys: &[
        Key::required("type"),
        Key::required("label"),
        Key::optional("of"),
        Key::optional("options"),
        Key::optional("range"),
        Key::optional("default"),
        Key::optional("unit"),
        Key::optional("source"),
    ],
};

/// The keys of a function.
pub(super) const FUNCTION: Shape = Shape {
    name: "function",
    keys: &[
        Key::required("parameters"),
        Key::required("value"),
        Key::optional("label"),
        Key::optional("source"),
    ],
};

/// UTC+8, the default zone, in seconds.
const DEFAULT_ZONE: i32 = 28_800;

impl Standard {
    /// Reads and compiles a document.
    ///
    /// # Errors
    /// All errors, in the order of the document.
    pub fn parse(text: &str) -> Result<Self, StandardErrors> {
        if text.len() > limits::STANDARD_BYTES {
            let both = ("标准文件过大（STANDARD_BYTES）", "the document is larger than `STANDARD_BYTES`");
            return Err(single_error(
                text,
                None,
                "limit.standard_bytes",
                Phrase::new(both.0, both.1),
                Span::default(),
            ));
        }
        let node = parse(text).map_err(|error| {
            let (code, message) = error.fault.code_and_message();
            // Parse again and allow duplicate keys: only for such an error is there a tree, and thus a
            // pointer.
            single_error(text, parse_repeating(text).ok().as_ref(), code, message, error.span)
        })?;
        let mut defects = Defects::new(text, Some(&node));
        match load(&node, &mut defects) {
            Some(standard) if defects.is_empty() => Ok(standard),
            _ => Err(defects.into_errors()),
        }
    }
}

/// A single error, for a text that is not read further.
fn single_error(
    text: &str,
    root: Option<&Json>,
    code: &'static str,
    message: Phrase,
    span: Span,
) -> StandardErrors {
    let mut defects = Defects::new(text, root);
    defects.add(code, span, span.start, message, None);
    defects.into_errors()
}

fn load(node: &Json, defects: &mut Defects) -> Option<Standard> {
    let root = Cursor::at(node);
    let object = root.object(&STANDARD, defects)?;
    check_format(object, defects);
    let source = Source::read_whole(object, defects);
    let zone =
        object.get("zone").map_or(Some(DEFAULT_ZONE), |at| read_zone(at, defects)).unwrap_or(DEFAULT_ZONE);
    let mut parts = DocumentParts::read(object, zone, defects);
    let mut scope = parts.value_scope(zone);
    let named = parts.calendars.iter().map(|spec| (spec.id.clone(), spec.has_hours())).gather();
    let calendars = parts.calendars.drain(..).map(|spec| spec.compile(&scope, defects)).gather();
    scope.set_calendars(named);
    scope.set_functions(parts.signatures());
    let mut formats = Vec::new();
    object.each_named("formats", defects, &mut |member, at, defects| {
        formats.extend(Format::load(member, at, &scope, &formats, defects));
    });
    scope.set_formats(formats.iter().map(|format| (format.id.clone(), format.segments())).gather());
    scope.add_value("now", Slot { space: space::MOMENT, index: 0 }, Type::DateTime);
    let functions = parts.functions.iter().filter_map(|function| function.compile(&scope, defects)).gather();
    let calculations = parts.calculations.into_iter().map(|spec| spec.compile(&scope, defects)).gather();
    if functions.len() == parts.functions.len() {
        report_call_cycle(&calculations, &functions, root, defects);
    }
    register_moment_readers(&mut scope, &calculations, &functions);
    let mut forms = Vec::new();
    object.each_named("forms", defects, &mut |member, at, defects| {
        forms.extend(Form::load(member, at, &scope, defects));
    });
    let about = read_info(object, defects);
    let id = object.text("id", defects);
    let version = object.text("version", defects);
    let title = object.label("title", defects);
    let (id, version, source) = (id?, version?, source?);
    let mut standard = Standard {
        id,
        version,
        title,
        source,
        zone,
        info: about,
        parameters: parts.parameters,
        dictionaries: parts.dictionaries,
        forms,
        calculations,
        functions,
        calendars,
        formats: Vec::new(),
    };
    standard.formats = standard.prepare_formats(formats, defects);
    Some(standard)
}

/// The parts of a document besides its forms, as written.
#[derive(Default)]
struct DocumentParts {
    parameters: Vec<Parameter>,
    dictionaries: Vec<Dictionary>,
    functions: Vec<FunctionSpec>,
    calculations: Vec<CalculationSpec>,
    calendars: Vec<CalendarSpec>,
}

impl DocumentParts {
    fn read(object: Object, zone: i32, defects: &mut Defects) -> Self {
        let mut parts = Self::default();
        object.each_named("parameters", defects, &mut |member, at, defects| {
            parts.parameters.extend(read_parameter(member, at, zone, defects));
        });
        object.each_named("dictionaries", defects, &mut |member, at, defects| {
            parts.dictionaries.extend(Dictionary::read(member, at, defects));
        });
        object.each_named("calendars", defects, &mut |member, at, defects| {
            parts.calendars.extend(CalendarSpec::read(member, at, defects));
        });
        object.each_named("functions", defects, &mut |member, at, defects| {
            parts.functions.extend(read_function(member, at, defects));
        });
        object.each_named("calculations", defects, &mut |member, at, defects| {
            parts.calculations.extend(CalculationSpec::read(member, at, zone, defects));
        });
        parts
    }

    /// The names that calendars may use: parameters and dictionaries.
    fn value_scope(&self, zone: i32) -> Scope {
        let mut scope = Scope::new(Dialect::Standard);
        scope.zone = Some(zone);
        for (parameter, index) in self.parameters.iter().zip(0u16..) {
            let spec = &parameter.field.spec;
            scope.add_value(spec.id.clone(), Slot { space: space::PARAMETER, index }, spec.value_type());
        }
        let first = u16::try_from(self.parameters.len()).unwrap_or(u16::MAX);
        for (dictionary, index) in self.dictionaries.iter().zip(first..) {
            scope.add_value(
                dictionary.id.clone(),
                Slot { space: space::PARAMETER, index },
                dictionary.row_type(),
            );
        }
        scope
    }

    /// The signatures of calculations and functions. They are called, so their names are separate from those
    /// of values.
    fn signatures(&self) -> Vec<Signature> {
        let calculations = self.calculations.iter().map(|spec| (&spec.id, spec.parameters(), false));
        let functions = self.functions.iter().map(|spec| (&spec.id, spec.parameters.clone(), true));
        let all = calculations.chain(functions);
        all.map(|(name, parameters, whole)| Signature { name: name.clone(), parameters, whole }).gather()
    }
}

struct FunctionSpec {
    id: SmolStr,
    label: Option<Phrase>,
    parameters: Vec<SmolStr>,
    value: RawExpression,
}

impl FunctionSpec {
    fn compile(&self, scope: &Scope, defects: &mut Defects) -> Option<Function> {
        let mut scope = scope.clone();
        for (parameter, index) in self.parameters.iter().zip(0u16..) {
            scope.add_value(parameter.clone(), Slot { space: space::LOCAL, index }, Type::Any);
        }
        let body = self.value.compile(&scope, defects)?;
        Some(Function { id: self.id.clone(), label: self.label.clone(), body })
    }
}

fn read_info(object: Object, defects: &mut Defects) -> StandardInfo {
    let mut readings = Vec::new();
    object.each_item("readings", defects, &mut |item, defects| readings.push(item.phrase(defects)));
    object.each_item("exceptions", defects, &mut |item, defects| {
        if let Some(exception) = item.object(&EXCEPTION, defects) {
            exception.text("lint", defects);
            exception.text("at", defects);
            exception.phrase("reason", defects);
        }
    });
    StandardInfo {
        description: object.phrase("description", defects),
        trade: object.get("trade").and_then(|at| at.one_of(TRADES, defects)),
        readings,
        valid_from: read_day(object, "validFrom", defects),
        valid_to: read_day(object, "validTo", defects),
    }
}

fn read_day(object: Object, key: &str, defects: &mut Defects) -> Option<Date> {
    let at = object.get(key)?;
    let day = at.node.text().and_then(|text| Date::parse(text));
    if day.is_none() {
        at.report_wrong_type(defects, "日期，如 2026-03-02", "a date such as 2026-03-02");
    }
    day
}

fn check_format(object: Object, defects: &mut Defects) {
    if let Some(at) = object.get("gongdan") {
        if !matches!(&at.node.kind, JsonKind::Number(version) if version == "1") {
            at.report_filled(
                defects,
                "format_version",
                &["这里只认得「\"gongdan\": 1」", "only `\"gongdan\": 1` is supported"],
                &[],
            );
        }
    }
}

fn read_zone(cursor: Cursor, defects: &mut Defects) -> Option<i32> {
    let zone = cursor.node.text().and_then(|text| crate::check::parse_offset(text));
    if zone.is_none() {
        cursor.report_wrong_type(defects, "时区偏移，如 +08:00", "an offset such as +08:00");
    }
    zone
}

fn read_parameter(member: &Member, cursor: Cursor, zone: i32, defects: &mut Defects) -> Option<Parameter> {
    let object = cursor.object(&PARAMETER, defects)?;
    let spec = FieldSpec::read_figure(&member.key, object, defects)?;
    let mut parameter = Parameter { field: Field::with_defaults(spec), default: Value::Null };
    if let Some(at) = object.get("default") {
        match parameter.read(&Raw::from_json(at.node), zone) {
            Some(value) => parameter.default = value,
            None => FieldSpec::report_default(object, defects),
        }
    }
    Some(parameter)
}

impl Parameter {
    /// Reads a value of the parameter's type; `None` if it does not fit.
    pub fn read(&self, raw: &Raw, zone: i32) -> Option<Value> {
        let reading = read(&self.field, raw, zone, Strictness::Input);
        reading.fault.is_none().then_some(reading.value)
    }
}

fn read_function(member: &Member, cursor: Cursor, defects: &mut Defects) -> Option<FunctionSpec> {
    let object = cursor.object(&FUNCTION, defects)?;
    let at = object.get("parameters")?;
    let parameters = at.items(defects).filter_map(|item| item.text(defects)).gather();
    let value = RawExpression::read_at(object, "value", defects);
    let label = object.phrase("label", defects);
    // The source is not used, only checked.
    Source::read(object, defects);
    let value = value.unwrap_or_else(|| RawExpression::from_text("null".into(), cursor));
    Some(FunctionSpec { id: member.key.clone(), label, parameters, value })
}
