//! FEEL for authors: an expression and its context in, a value and its notes out.

use super::call::{Answer, Misuse, json};
use crate::data::json::{Kind, Node};
use crate::data::{Context, Date, DateTime, DaysDuration, Decimal, MonthsDuration, Time, Value, Zoned};
use crate::feel::{
    Dialect, Environment, Expression, ExpressionError, Host, Note, Scope, Slot, Type, compile, space,
};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use smol_str::SmolStr;
use std::sync::Arc;

/// A value and why it is null.
#[derive(Debug, Serialize)]
pub struct ExpressionReport {
    /// The value, typed.
    pub value: Typed,
    /// Why it is null.
    pub notes: Vec<NoteReport>,
}

/// One note.
#[derive(Debug, Serialize)]
pub struct NoteReport {
    /// The kind.
    pub code: &'static str,
    /// Where the cause begins in the expression, in bytes.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// The sentence, in both languages.
    pub message: crate::data::Phrase,
    /// What the sentence speaks of.
    #[serde(serialize_with = "pairs")]
    pub parameters: Vec<(&'static str, SmolStr)>,
}

fn pairs<S: Serializer>(pairs: &[(&'static str, SmolStr)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(pairs.iter().map(|(key, value)| (key, value)))
}

/// A value with its FEEL type: `{"number": "1.5"}`.
#[derive(Debug)]
pub struct Typed(pub Value);

impl Serialize for Typed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let tag = match &self.0 {
            Value::Null => return serializer.serialize_none(),
            Value::Bool(flag) => return serializer.serialize_bool(*flag),
            Value::Text(text) => return serializer.serialize_str(text),
            Value::List(items) => return serializer.collect_seq(items.iter().cloned().map(Typed)),
            Value::Context(context) => {
                let mut map = serializer.serialize_map(Some(1))?;
                let inner: Vec<_> =
                    context.entries().map(|(key, value)| (key.to_string(), Typed(value.clone()))).collect();
                map.serialize_entry("context", &crate::evaluate::Pairs(inner))?;
                return map.end();
            }
            Value::Number(_) => "number",
            Value::Date(_) => "date",
            Value::Time(_) => "time",
            Value::DateTime(_) => "datetime",
            Value::Days(_) => "dt",
            Value::Months(_) => "ym",
            Value::Range(_) => "range",
            Value::Function(_) => "function",
            Value::Zoned(zoned) if zoned.date.is_some() => "datetime",
            Value::Zoned(_) => "time",
        };
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(tag, &self.0.to_string())?;
        map.end()
    }
}

/// Reads a typed value from JSON.
pub fn read_typed(node: &Node) -> Option<Value> {
    Some(match &node.kind {
        Kind::Null => Value::Null,
        Kind::Bool(flag) => Value::Bool(*flag),
        Kind::Text(text) => Value::Text(text.clone()),
        Kind::Number(text) => Value::Number(Decimal::parse(text)?),
        Kind::List(items) => Value::list(items.iter().map(read_typed).collect::<Option<_>>()?),
        Kind::Object(members) => {
            let [member] = members.as_slice() else { return None };
            let text = member.value.text().map_or("", |text| text.as_str());
            match member.key.as_str() {
                "number" => Value::Number(Decimal::parse(text)?),
                "date" => Value::Date(Date::parse(text)?),
                "time" => Time::parse(text).map(Value::Time).or_else(|| zoned(text))?,
                "datetime" => DateTime::parse(text).map(Value::DateTime).or_else(|| zoned(text))?,
                "dt" => Value::Days(DaysDuration::parse(text)?),
                "ym" => Value::Months(MonthsDuration::parse(text)?),
                "context" => {
                    let entries = member.value.members()?;
                    let values =
                        entries.iter().map(|entry| read_typed(&entry.value)).collect::<Option<_>>()?;
                    Value::Context(Arc::new(Context::new(
                        entries.iter().map(|entry| entry.key.clone()).collect(),
                        values,
                    )))
                }
                _ => return None,
            }
        }
    })
}

fn zoned(text: &str) -> Option<Value> {
    Zoned::parse(text).map(|zoned| Value::Zoned(Arc::new(zoned)))
}

/// The names and values of a context, an object of typed values.
pub(super) fn read_context(text: &str) -> Answer<Vec<(SmolStr, Value)>> {
    let node = json(text)?;
    let mut known = Vec::new();
    for member in node.members().unwrap_or(&[]) {
        let key = &member.key;
        let value = read_typed(&member.value).ok_or_else(|| {
            let (zh, en) = (format!("「{key}」的值读不懂"), format!("the value of `{key}` cannot be read"));
            Misuse::new("bad_context", zh, en)
        })?;
        known.push((key.clone(), value));
    }
    Ok(known)
}

/// A scope in which the names stand for the places of their values.
pub(super) fn scope_of(known: &[(SmolStr, Value)]) -> Scope {
    let mut scope = Scope::new(Dialect::Feel);
    for ((name, value), index) in known.iter().zip(0u16..) {
        scope.value(name.clone(), Slot { space: space::LOCAL, index }, Type::of(value));
    }
    scope
}

/// All errors of an expression in one complaint.
pub(super) fn refused(errors: &[ExpressionError]) -> Misuse {
    let (mut zh, mut en) = (String::new(), String::new());
    for error in errors {
        let say = |all: &mut String, message: &str, help: Option<&str>| {
            for (before, part) in [("; ", Some(message)), (": ", help)] {
                if let Some(part) = part {
                    all.push_str(if all.is_empty() { "" } else { before });
                    all.push_str(part);
                }
            }
        };
        say(&mut zh, &error.message.zh, error.help.as_ref().map(|help| help.zh.as_str()));
        say(&mut en, &error.message.en, error.help.as_ref().map(|help| help.en.as_str()));
    }
    Misuse::new("expression", zh, en)
}

/// Evaluates an expression in a context, an object of typed values; the host knows named zones.
///
/// # Errors
/// An expression that cannot be used, or a context that cannot be read.
pub fn evaluate_expression(text: &str, context: &str, host: &dyn Host) -> Answer<ExpressionReport> {
    Compiled::new(text).evaluate(context, host)
}

/// An expression that is compiled when its first context has come, and again when the names or kinds in it change.
#[derive(Debug)]
pub struct Compiled {
    text: SmolStr,
    ready: Option<(Vec<(SmolStr, Type)>, Expression)>,
}

impl Compiled {
    /// Keeps the text.
    pub fn new(text: &str) -> Self {
        Self { text: text.into(), ready: None }
    }

    /// Evaluates it in a context, an object of typed values; the host knows named zones.
    ///
    /// # Errors
    /// An expression that cannot be used, or a context that cannot be read.
    pub fn evaluate(&mut self, context: &str, host: &dyn Host) -> Answer<ExpressionReport> {
        let known = read_context(context)?;
        let kinds: Vec<(SmolStr, Type)> =
            known.iter().map(|(name, value)| (name.clone(), Type::of(value))).collect();
        if self.ready.as_ref().is_none_or(|(before, _)| *before != kinds) {
            let expression = compile(&self.text, &scope_of(&known)).map_err(|errors| refused(&errors))?;
            self.ready = Some((kinds, expression));
        }
        let values: Vec<Value> = known.into_iter().map(|(_, value)| value).collect();
        let environment = Environment::new([&[], &[], &[], &values, &[]], host);
        let answer = self.ready.as_ref().map(|(_, expression)| expression.explain(&environment));
        let (value, notes) = answer.unwrap_or_default();
        let report = |note: Note| NoteReport {
            code: note.code,
            start: note.span.start,
            end: note.span.end,
            message: note.message,
            parameters: note.parameters,
        };
        Ok(ExpressionReport { value: Typed(value), notes: notes.into_iter().map(report).collect() })
    }
}
