//! Rejects what can be recognised as a mistake without an order: kinds that cannot be combined, and names
//! that nothing reads. Only expressions of standards are checked; in plain FEEL such an operation is null.

use super::call::CallAst;
use super::{Columns, Compiler, Local};
use crate::data::text::nearest;
use crate::data::{Decimal, Gather, Phrase, Span, Value};
use crate::feel::ast::{Ast, AstKind, Binary};
use crate::feel::builtin;
use crate::feel::builtin::call::{Builtin, CallKind};
use crate::feel::builtin::property::property;
use crate::feel::dialect::Dialect;
use crate::feel::environment::{Environment, NoHost};
use crate::feel::error::{ExpressionError, Fault, kind_zh};
use crate::feel::regex::Regex;
use crate::feel::scope::Type;
use crate::feel::slot::space;
use smol_str::SmolStr;
use std::sync::Arc;

impl Compiler<'_> {
    /// Rejects an operation that can never have a value, such as comparing a date with a number.
    pub(super) fn check_kinds(&mut self, operator: Binary, a: &Ast, b: &Ast) {
        if self.scope.dialect == Dialect::Feel {
            return;
        }
        let (Some(left), Some(right)) = (self.kind_of(a), self.kind_of(b)) else { return };
        if result_kind(operator, left, right).is_none() {
            let phrases = if operator.is_comparison() {
                &["{}不能与{}比较", "a {} cannot be compared with a {}"]
            } else {
                &["{}不能与{}这样计算", "a {} and a {} cannot be combined here"]
            };
            self.report_kinds(a.span.join(b.span), phrases, &[left, right]);
            if let (Some(error), true) = (self.errors.last_mut(), left == "list" && operator == Binary::Equal)
            {
                error.help = Some(Phrase::did_you_mean("list contains(…)"));
            }
        }
    }

    /// Rejects a test item, or an item of a list, that the value can never equal.
    pub(super) fn check_item(&mut self, value: &Ast, item: &Ast) {
        let items = match &item.kind {
            AstKind::List(items) if self.kind_of(value) != Some("list") => items.as_slice(),
            _ => core::slice::from_ref(item),
        };
        for item in items {
            if self.kind_of(item) != Some("list") {
                self.check_kinds(Binary::Equal, value, item);
            }
        }
    }

    /// Rejects an expression that never has a value of type `wanted`, such as a condition that is not a
    /// boolean.
    pub(super) fn check_type(&mut self, ast: &Ast, wanted: &Type) {
        let (Dialect::Standard, Some(kind)) = (self.scope.dialect, self.kind_of(ast)) else { return };
        // A single item counts as a one-element list.
        let wanted = if let (Type::List(item), true) = (wanted, kind != "list") { item } else { wanted };
        let Some(wanted) = kind_of_type(wanted) else { return };
        match wanted {
            _ if kind == wanted || (has_date(kind) && has_date(wanted)) => {}
            "boolean" => {
                let phrases = &["条件是{}，永远不成立", "the condition is a {}, which is never true"];
                self.report_kinds(ast.span, phrases, &[kind]);
            }
            _ => {
                let phrases = &["这里应是{}，而不是{}", "a {} is expected here, not a {}"];
                self.report_kinds(ast.span, phrases, &[wanted, kind]);
            }
        }
    }

    /// Rejects a property that no value of this kind has; the keys of contexts are not known here.
    pub(super) fn check_property(&mut self, ast: &Ast, name: &str) {
        let (Dialect::Standard, Some(kind)) = (self.scope.dialect, self.kind_of(ast)) else { return };
        if !matches!(kind, "list" | "context") && property(&sample(kind), name).is_none() {
            self.report_kinds(ast.span, &["{}里没有这一项", "a {} has no such part"], &[kind]);
        }
    }

    /// The columns of the row, or list of rows, that a node evaluates to, if all of them are known.
    pub(super) fn columns_of(&self, ast: &Ast) -> Columns {
        match &ast.kind {
            AstKind::Name(name) => {
                for local in self.locals.iter().rev() {
                    match local {
                        Local::Variable(known, _, columns) if known == name => return columns.clone(),
                        Local::Item(columns) => match columns {
                            Some(columns) if !columns.contains(name) => {}
                            _ => return None,
                        },
                        Local::Variable(..) => {}
                    }
                }
                columns_of_type(self.scope.find(name)?.1)
            }
            AstKind::Filter(list, _) => self.columns_of(list),
            AstKind::Call(name, arguments) if name == "lookup" => self.columns_of(&arguments.first()?.1),
            _ => None,
        }
    }

    /// Rejects a column that the rows do not have.
    pub(super) fn check_column(&mut self, columns: Columns, name: &SmolStr, span: Span) {
        let Some(columns) = columns.filter(|_| self.scope.dialect == Dialect::Standard) else { return };
        if !columns.contains(name) {
            let phrases = &["行里没有「{}」这一列", "the rows have no column `{}`"];
            let meant = nearest(name, &mut columns.iter().map(SmolStr::as_str));
            self.report_name("expression.unknown_column", span, phrases, name, meant);
        }
    }

    fn report_kinds(&mut self, span: Span, phrases: &[&str; 2], kinds: &[&'static str]) {
        let words: Vec<&str> = kinds.iter().map(|kind| kind_zh(kind)).collect();
        let mut error = ExpressionError::new("expression.kinds", span, "", "");
        error.message = Phrase::filled_each(phrases, &words, kinds);
        self.errors.push(error);
    }

    /// Drops the locals from `depth` on, rejecting those that nothing has read.
    pub(super) fn check_used(&mut self, depth: usize, span: Span) {
        for local in self.locals.drain(depth..) {
            let Local::Variable(name, false, _) = local else { continue };
            if self.scope.dialect == Dialect::Standard && !name.starts_with('_') {
                let phrases = &["「{}」没有用到", "`{}` is never used"];
                let error = ExpressionError::filled("expression.unused_name", span, phrases, &name);
                let phrases = &["有意如此，可写作「_{}」", "write `_{}` if this is intended"];
                self.errors.push(ExpressionError { help: Some(Phrase::filled(phrases, &[&name])), ..error });
            }
        }
    }

    /// Rejects arguments that can never give a value: a literal that cannot be parsed, such as
    /// `date("2026-3-1")`, or kinds that the function does not accept. The function is tried with the
    /// literals, then with a sample value of each kind.
    pub(super) fn check_literals(&mut self, own: &Builtin, call: CallKind, written: CallAst) {
        let arguments = written.arguments;
        let outside = Environment::new([&[]; space::COUNT], &NoHost);
        let fault = |given: &[Value]| match call {
            CallKind::Plain(call) | CallKind::Scalar(call, _) | CallKind::Sum(call) => call(given).err(),
            CallKind::Counted(call) => call(given, &outside).err(),
            // The standard's data is not available yet, so only a wrong kind is certain.
            CallKind::Hosted(call) => call(given, &outside).err().filter(|fault| *fault == Fault::Kind),
            CallKind::First(_) | CallKind::HigherOrder(_) => None,
        };
        if self.scope.dialect == Dialect::Feel || arguments.iter().any(|(key, _)| key.is_some()) {
            return;
        }
        let mut given: Vec<Value> = arguments.iter().map(|(_, ast)| text_of(ast)).gather();
        if fault(&given) == Some(Fault::Unreadable) {
            let read = |count: &usize| fault(given.get(..*count).unwrap_or(&[])) != Some(Fault::Unreadable);
            let readable = (1..given.len()).take_while(read).count();
            if let Some((_, Ast { kind: AstKind::Text(text), span })) = arguments.get(readable) {
                let phrases = &["「{}」在这里无法识别", "`{}` cannot be read here"];
                let mut error = ExpressionError::filled("expression.unreadable", *span, phrases, text);
                // The second argument of these functions is a pattern, whose own error is more specific.
                if let (1, Err(fault)) = (readable, Regex::parse(text)) {
                    error.message = fault.message;
                }
                return self.errors.push(error);
            }
        }
        for (value, (_, ast)) in given.iter_mut().zip(arguments).filter(|(value, _)| value.is_null()) {
            *value = self.kind_of(ast).map(sample).unwrap_or_default();
        }
        if fault(&given) == Some(Fault::Kind) {
            self.report_arguments(written, own.parameters, written.span);
        }
    }

    /// The kind of every value the node can have, if known.
    fn kind_of(&self, ast: &Ast) -> Option<&'static str> {
        match &ast.kind {
            AstKind::Number(_) => Some("number"),
            AstKind::Text(_) => Some("string"),
            AstKind::At(text) => builtin::temporal_literal(text).map(|value| value.kind()),
            AstKind::Bool(_) | AstKind::Between(_) | AstKind::In(..) => Some("boolean"),
            AstKind::InstanceOf(..) | AstKind::Quantified(..) => Some("boolean"),
            AstKind::Negate(inner) => self.kind_of(inner),
            AstKind::Binary(operator, a, b) => match operator {
                operator if operator.gives_boolean() => Some("boolean"),
                operator => result_kind(*operator, self.kind_of(a)?, self.kind_of(b)?),
            },
            AstKind::List(_) | AstKind::For(..) => Some("list"),
            // A column of a list of rows.
            AstKind::Path(inner, _) => self.kind_of(inner).filter(|kind| *kind == "list"),
            AstKind::Context(_) => Some("context"),
            AstKind::Function(..) => Some("function"),
            AstKind::Call(name, arguments) if name == "duration" => match arguments.as_slice() {
                [(_, Ast { kind: AstKind::Text(text), .. })] => {
                    builtin::temporal_literal(text).map(|value| value.kind())
                }
                _ => None,
            },
            AstKind::Call(name, _) if self.locals.is_empty() && self.scope.find_function(name).is_none() => {
                RESULTS.iter().find(|(names, _)| names.contains(&name.as_str())).map(|(_, kind)| *kind)
            }
            AstKind::Name(name) if self.locals.is_empty() => kind_of_type(self.scope.find(name)?.1),
            _ => None,
        }
    }
}

/// The value of a text literal; null for any other node.
fn text_of(ast: &Ast) -> Value {
    if let AstKind::Text(text) = &ast.kind { Value::Text(text.clone()) } else { Value::Null }
}

/// A sample value of a kind; null if a function may need a particular one.
fn sample(kind: &str) -> Value {
    let text = match kind {
        "number" => return Value::Number(Decimal::ONE),
        "string" => return Value::Text(SmolStr::default()),
        "boolean" => return Value::Bool(true),
        "list" => return Value::List(Arc::default()),
        "date" => "2026-01-01",
        "time" => "00:00:00Z",
        "date and time" => "2026-01-01T00:00:00Z",
        "days and time duration" => "P0D",
        "years and months duration" => "P0M",
        _ => "",
    };
    builtin::temporal_literal(text).unwrap_or_default()
}

/// The result kinds of built-in functions.
const RESULTS: &[(&[&str], &str)] = &[
    (
        &[
            "count",
            "string length",
            "floor",
            "ceiling",
            "round half up",
            "round half down",
            "number",
            "hours between",
            "minutes between",
            "days between",
        ],
        "number",
    ),
    (&["string", "substring", "upper case", "lower case", "string join", "replace", "day of week"], "string"),
    (
        &["contains", "starts with", "ends with", "matches", "list contains", "not", "present", "parse ok"],
        "boolean",
    ),
    (&["date"], "date"),
    (&["time"], "time"),
    (&["date and time"], "date and time"),
    (&["years and months duration"], "years and months duration"),
];

fn columns_of_type(kind: &Type) -> Columns {
    match kind {
        Type::List(inner) => columns_of_type(inner),
        Type::Context(entries) if !entries.is_empty() => {
            Some(entries.iter().map(|(key, _)| key.clone()).collect())
        }
        _ => None,
    }
}

fn kind_of_type(kind: &Type) -> Option<&'static str> {
    Some(match kind {
        Type::Number => "number",
        Type::Text => "string",
        Type::Bool => "boolean",
        Type::Date => "date",
        Type::Time => "time",
        Type::DateTime => "date and time",
        Type::DaysDuration => "days and time duration",
        Type::MonthsDuration => "years and months duration",
        Type::List(_) => "list",
        Type::Context(_) => "context",
        Type::Any => return None,
    })
}

fn has_date(kind: &str) -> bool {
    matches!(kind, "date" | "date and time")
}

/// The result kind of an operator applied to two kinds; `None` if it never has a value.
fn result_kind(operator: Binary, a: &'static str, b: &'static str) -> Option<&'static str> {
    const DAYS: &str = "days and time duration";
    const MONTHS: &str = "years and months duration";
    match operator {
        Binary::And | Binary::Or => (a == "boolean" && b == "boolean").then_some("boolean"),
        _ if operator.is_comparison() => (a == b).then_some("boolean"),
        _ if a == "number" && b == "number" => Some("number"),
        Binary::Add if a == b => matches!(a, "string" | DAYS | MONTHS).then_some(a),
        Binary::Add | Binary::Subtract if b == DAYS && (has_date(a) || a == "time" || a == DAYS) => Some(a),
        Binary::Add | Binary::Subtract if b == MONTHS && (has_date(a) || a == MONTHS) => Some(a),
        Binary::Add if matches!(a, DAYS | MONTHS) && (has_date(b) || (b == "time" && a == DAYS)) => Some(b),
        Binary::Subtract if (has_date(a) && has_date(b)) || (a == "time" && b == "time") => Some(DAYS),
        Binary::Multiply if a == "number" && matches!(b, DAYS | MONTHS) => Some(b),
        Binary::Multiply | Binary::Divide if b == "number" && matches!(a, DAYS | MONTHS) => Some(a),
        Binary::Divide if a == b && matches!(a, DAYS | MONTHS) => Some("number"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feel::{Scope, Slot, compile};

    fn scope(dialect: Dialect) -> Scope {
        let mut scope = Scope::new(dialect);
        let names = [
            ("fee", Type::Number),
            ("done_on", Type::Date),
            ("came_at", Type::DateTime),
            ("note", Type::Text),
        ];
        for ((name, kind), index) in names.into_iter().zip(0u16..) {
            scope.add_value(name, Slot { space: 0, index }, kind);
        }
        scope
    }

    #[test]
    fn expressions_that_never_have_a_value_are_refused_in_a_standard() {
        for text in [
            "done_on < fee",
            "done_on < came_at",
            "fee + note",
            "done_on * 2",
            "came_at - note",
            "fee + 1 = \"2\"",
            "if note then 1 else 2",
            "fee > 1 and note",
            "done_on between 1 and 2",
            "done_on + duration(\"P1D\") < 3",
            "for x in [1] return 2",
            "(function(a, b) a)(1, 2)",
            "count([1]) = note",
            "fee in (\"a\", \"b\")",
            "fee in [\"a\", 1]",
            "note in [1..3]",
            "done_on.yaer = 2026",
            "came_at.date = done_on",
            "duration(\"PT1H\").hour = 1",
            "done_on in (> 3)",
            "not(fee)",
            "day of week(done_on) = 1",
            "hours between(came_at, came_at) > duration(\"PT2H\")",
            "[fee] > 2",
            "\"a\" = [note]",
            "done_on = date(\"2026-3-1\")",
            "came_at + duration(\"4h\") > came_at",
        ] {
            let errors = compile(text, &scope(Dialect::Standard)).expect_err(text);
            assert!(
                matches!(
                    errors[0].code,
                    "expression.kinds" | "expression.unused_name" | "expression.unreadable"
                ),
                "{text} {errors:?}"
            );
            assert!(compile(text, &scope(Dialect::Feel)).is_ok(), "{text}");
        }
    }

    fn with_rows() -> Scope {
        let mut scope = scope(Dialect::Standard);
        let row = |columns: &[(&str, Type)]| {
            let entries = columns.iter().map(|(key, kind)| ((*key).into(), kind.clone())).collect();
            Type::List(Box::new(Type::Context(entries)))
        };
        let cells = [("qty", Type::Number), ("name", Type::Context(vec![("zh".into(), Type::Text)]))];
        scope.add_value("parts", Slot { space: 0, index: 9 }, row(&cells));
        scope.add_value("other", Slot { space: 0, index: 10 }, row(&[("price", Type::Number)]));
        scope
    }

    #[test]
    fn a_column_of_rows_is_not_a_single_value() {
        for text in
            ["parts.qty > 2", "2 + parts.qty > 2", "parts.name.zh = \"a\"", "if other.price then 1 else 2"]
        {
            assert_eq!(compile(text, &with_rows()).expect_err(text)[0].code, "expression.kinds", "{text}");
        }
        for text in [
            "parts[1].qty > 2",
            "sum(parts.qty) > 2",
            "2 in parts.qty",
            "fee in (1, parts.qty)",
            "parts.qty = other.price",
            "parts.qty != null",
        ] {
            assert!(compile(text, &with_rows()).is_ok(), "{text}");
        }
    }

    #[test]
    fn a_column_that_no_row_has_is_refused() {
        for text in [
            "count(parts.qtty) = 1",
            "count(parts[qtty > 1]) = 1",
            "parts[1].qtty = 1",
            "parts[qty > 1].qtty = null",
            "every p in parts satisfies p.qtty > 1",
            "for p in parts return p.qty * p.price",
            "some p in parts[qty > 1] satisfies p.qtty = 1",
            "count(parts[price > 1]) = 1",
        ] {
            let errors = compile(text, &with_rows()).expect_err(text);
            assert_eq!(errors[0].code, "expression.unknown_column", "{text} {errors:?}");
        }
    }

    #[test]
    fn columns_that_rows_have_are_accepted() {
        for text in [
            "sum(parts.qty) > fee",
            "count(parts[qty > 1 and fee = 2]) = 1",
            "parts[item.qty > 1][1].qty = 1",
            "parts[name.zh = \"a\"][-1].name.zh = \"a\"",
            "every p in parts satisfies p.qty > 1 and p.name.zh != note",
            "some p in parts, o in other satisfies p.qty = o.price",
            "count(other[count(parts[qty > price]) > 0]) = 1",
            "(for p in parts return {double: p.qty * 2}).double = null",
            "{a: parts}.a.anything = null",
        ] {
            assert_eq!(compile(text, &with_rows()).map(|_| ()), Ok(()), "{text}");
        }
    }

    #[test]
    fn expressions_that_can_have_a_value_are_accepted() {
        for text in [
            "fee * duration(\"PT1H\")",
            "done_on + duration(\"P1M\") > done_on",
            "came_at - came_at < duration(\"PT1H\")",
            "came_at - done_on = null",
            "note + \"x\" = string(fee)",
            "for _x in [1, 2] return fee",
            "[fee][item > 1 and note = \"a\"]",
            "some x in [note] satisfies x = 1",
            "if fee > 1 then note else fee",
            "fee in (1, [2..3], > 4)",
            "fee in [1, null, [2..3]]",
            "[fee] in [[1], [2]]",
            "done_on.weekday in [6, 7]",
            "came_at.time offset = null",
            "(came_at - came_at).hours > 1",
        ] {
            assert_eq!(compile(text, &scope(Dialect::Standard)).map(|_| ()), Ok(()), "{text}");
        }
    }
}
