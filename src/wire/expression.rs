//! FEEL for authors: takes an expression and its context, returns a value and its notes.

use super::call::{Answer, LocatedError, Misuse, parse_json};
use super::typed::{read_packed, read_typed, write_typed};
use crate::data::json::write_quoted;
use crate::data::{Gather, Locale, Phrase, Value};
use crate::feel::{
    Dialect, Environment, Expression, ExpressionError, Host, Note, Scope, Slot, Type, compile, space,
};
use smol_str::SmolStr;

/// A value, and why it is null.
#[derive(Debug)]
pub struct ExpressionReport {
    /// The value.
    pub value: Value,
    /// Why it is null.
    pub notes: Vec<Note>,
}

impl ExpressionReport {
    /// `{"value", "notes": [{"code", "start", "end", "message": {"zh", "en"}, "parameters"}]}`; the value is
    /// typed.
    pub fn json(&self) -> String {
        let mut out = String::from("{\"value\":");
        write_typed(&mut out, &self.value);
        out.push_str(",\"notes\":[");
        for (index, note) in self.notes.iter().enumerate() {
            out.push_str(if index > 0 { ",{\"code\":" } else { "{\"code\":" });
            write_quoted(&mut out, note.code);
            out.push_str(",\"start\":");
            out.push_str(&note.span.start.to_string());
            out.push_str(",\"end\":");
            out.push_str(&note.span.end.to_string());
            out.push_str(",\"message\":{\"zh\":");
            write_quoted(&mut out, &note.message.zh);
            out.push_str(",\"en\":");
            write_quoted(&mut out, &note.message.en);
            out.push_str("},\"parameters\":{");
            for (index, (name, value)) in note.parameters.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                write_quoted(&mut out, name);
                out.push(':');
                write_quoted(&mut out, value);
            }
            out.push_str("}}");
        }
        out.push_str("]}");
        out
    }
}

/// The names and values of a context: an object of typed values as JSON, or packed, each name before its
/// value.
pub(super) fn read_context(text: &str) -> Answer<Vec<(SmolStr, Value)>> {
    let mut known = Vec::new();
    let packed = read_packed(text);
    let whole = packed.is_ok();
    let mut values = packed.unwrap_or_else(|before| before).into_iter();
    while let Some(Value::Text(name)) = values.next() {
        let Some(value) = values.next() else { return Err(unreadable(&name)) };
        known.push((name, value));
    }
    if whole {
        return Ok(known);
    }
    let node = parse_json(text)?;
    for member in node.members().unwrap_or(&[]) {
        let value = read_typed(&member.value).ok_or_else(|| unreadable(&member.key))?;
        known.push((member.key.clone(), value));
    }
    Ok(known)
}

fn unreadable(name: &SmolStr) -> Misuse {
    Misuse::with_message(
        "bad_context",
        Phrase::filled(&["「{}」的值无法识别", "the value of `{}` cannot be read"], &[name]),
    )
}

/// A scope in which each name refers to the slot of its value.
pub(super) fn scope_of(known: &[(SmolStr, Value)]) -> Scope {
    let mut scope = Scope::new(Dialect::Feel);
    for ((name, value), index) in known.iter().zip(0u16..) {
        scope.add_value(name.clone(), Slot { space: space::LOCAL, index }, Type::of(value));
    }
    scope
}

/// All errors of an expression in one message, and each with its place.
pub(super) fn expression_misuse(errors: &[ExpressionError]) -> Misuse {
    let errors: Vec<LocatedError> = errors.iter().map(located_error).gather();
    let message =
        join_phrases(["；", "; "], |locale| errors.iter().map(|error| error.message.get(locale)).gather());
    Misuse { code: "expression", message, errors }
}

fn located_error(ExpressionError { span, message, help, .. }: &ExpressionError) -> LocatedError {
    let parts =
        |locale| [Some(message), help.as_ref()].into_iter().flatten().map(|part| part.get(locale)).gather();
    LocatedError { start: span.start, end: span.end, message: join_phrases(["：", ": "], parts) }
}

/// Joins texts in each language.
fn join_phrases<'a>(between: [&str; 2], parts: impl Fn(Locale) -> Vec<&'a SmolStr>) -> Phrase {
    let [chinese, english] = between;
    let [zh, en] = [(Locale::Zh, chinese), (Locale::En, english)].map(|(locale, between)| {
        let mut text = String::new();
        for part in parts(locale) {
            text.push_str(if text.is_empty() { "" } else { between });
            text.push_str(part);
        }
        text
    });
    Phrase::new(zh, en)
}

/// Evaluates an expression in a context, an object of typed values. The host provides named zones.
///
/// # Errors
/// An expression with errors, or a context that cannot be read.
pub fn evaluate_expression(text: &str, context: &str, host: &dyn Host) -> Answer<ExpressionReport> {
    Compiled::new(text).evaluate(context, host)
}

/// An expression that is compiled with its first context, and again when the names or types in it change.
#[derive(Debug)]
pub struct Compiled {
    text: SmolStr,
    compiled: Option<(Vec<(SmolStr, Type)>, Expression)>,
    /// The values of the context by index; those that are not read may be outdated.
    values: Vec<Value>,
}

impl Compiled {
    /// Stores the text; it is not compiled yet.
    pub fn new(text: &str) -> Self {
        Self { text: text.into(), compiled: None, values: Vec::new() }
    }

    /// Evaluates it in a context, an object of typed values. The host provides named zones.
    ///
    /// # Errors
    /// An expression with errors, or a context that cannot be read.
    pub fn evaluate(&mut self, context: &str, host: &dyn Host) -> Answer<ExpressionReport> {
        self.evaluate_values(read_context(context)?, host)
    }

    /// Like [`Self::evaluate`], with a parsed context.
    #[inline(always)]
    pub(crate) fn evaluate_values(
        &mut self,
        known: Vec<(SmolStr, Value)>,
        host: &dyn Host,
    ) -> Answer<ExpressionReport> {
        let kinds: Vec<(SmolStr, Type)> =
            known.iter().map(|(name, value)| (name.clone(), Type::of(value))).gather();
        if self.compiled.as_ref().is_none_or(|(before, _)| *before != kinds) {
            let expression =
                compile(&self.text, &scope_of(&known)).map_err(|errors| expression_misuse(&errors))?;
            self.compiled = Some((kinds, expression));
        }
        self.values = known.into_iter().map(|(_, value)| value).gather();
        Ok(self.report(host))
    }

    /// The indices, in the last context, of the names that are read.
    pub fn places(&self) -> Vec<u16> {
        let slots = self.compiled.as_ref().map_or(&[][..], |(_, expression)| expression.slots());
        slots.iter().map(|slot| slot.index).gather()
    }

    /// Evaluates it in a context with the names of the last one. `packed` has only the values that are read,
    /// in the order of [`Self::places`]. `None` if one cannot be read or is of another type; then the whole
    /// context is needed.
    pub fn reevaluate(&mut self, packed: &str, host: &dyn Host) -> Option<ExpressionReport> {
        let values = read_packed(packed).ok()?;
        let (kinds, expression) = self.compiled.as_ref()?;
        let places = expression.slots().iter().map(|slot| usize::from(slot.index));
        if places.len() != values.len() {
            return None;
        }
        for (place, value) in places.zip(values) {
            kinds.get(place).filter(|(_, kind)| *kind == Type::of(&value))?;
            *self.values.get_mut(place)? = value;
        }
        Some(self.report(host))
    }

    fn report(&self, host: &dyn Host) -> ExpressionReport {
        let environment = Environment::new([&[], &[], &[], &self.values, &[]], host);
        let answer = self.compiled.as_ref().map(|(_, expression)| expression.explain(&environment));
        let (value, notes) = answer.unwrap_or_default();
        ExpressionReport { value, notes }
    }
}
