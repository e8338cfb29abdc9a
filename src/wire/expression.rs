//! FEEL for authors: an expression and its context in, a value and its notes out.

use super::call::{Answer, Misuse, json};
use crate::data::json::{Kind, Node};
use crate::data::{Context, Date, DateTime, DaysDuration, Decimal, MonthsDuration, Time, Value};
use crate::feel::{Dialect, Environment, NoHost, Note, Scope, Slot, Type, compile, space};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
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
                "time" => Value::Time(Time::parse(text)?),
                "datetime" => Value::DateTime(DateTime::parse(text)?),
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

/// Evaluates an expression in a context, an object of typed values.
///
/// # Errors
/// An expression that cannot be used, or a context that cannot be read.
pub fn evaluate_expression(text: &str, context: &str) -> Answer<ExpressionReport> {
    let node = json(context)?;
    let mut scope = Scope::new(Dialect::Feel);
    let mut values = Vec::new();
    for (member, index) in node.members().unwrap_or(&[]).iter().zip(0u16..) {
        scope.value(member.key.clone(), Slot { space: space::LOCAL, index }, Type::Any);
        let value = read_typed(&member.value);
        values.push(value.ok_or_else(|| {
            let key = &member.key;
            Misuse::new(
                "bad_context",
                format!("「{key}」的值读不懂"),
                format!("the value of `{key}` cannot be read"),
            )
        })?);
    }
    let expression = compile(text, &scope).map_err(|errors| {
        let say = |zh: bool| {
            let all = errors
                .iter()
                .map(|error| if zh { error.message.zh.as_str() } else { error.message.en.as_str() });
            all.collect::<Vec<_>>().join("; ")
        };
        Misuse::new("expression", say(true), say(false))
    })?;
    let (value, notes) = expression.explain(&Environment::new([&[], &[], &[], &values, &[]], &NoHost));
    let report = |note: Note| NoteReport {
        code: note.code,
        start: note.span.start,
        end: note.span.end,
        message: note.message,
    };
    Ok(ExpressionReport { value: Typed(value), notes: notes.into_iter().map(report).collect() })
}
