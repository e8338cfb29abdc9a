//! Writes the note of a fault, with the names and kinds that it is about. Used only if notes are collected.

use super::frame::{EvalScope, variable};
use crate::data::Span;
use crate::data::text::nearest;
use crate::data::{Phrase, Value};
use crate::feel::environment::Environment;
use crate::feel::error::{Fault, Note, kind_zh};
use crate::feel::node::{Node, NodeKind};
use crate::feel::slot::Slot;
use smol_str::SmolStr;

/// Returns null and adds a note of the fault. After a limit was exceeded, no more notes are added.
#[cold]
pub(super) fn null_with_note(node: &Node, fault: Fault, scope: EvalScope) -> Value {
    if scope.environment.exceeded().is_some() {
        return Value::Null;
    }
    let limit = (Fault::ListItems..=Fault::CallDepth).contains(&fault);
    if limit {
        scope.environment.record_exceeded(fault);
    }
    scope
        .environment
        .add_note(limit, &|silent| make_note(node, fault, EvalScope { environment: silent, ..scope }));
    Value::Null
}

fn make_note(node: &Node, fault: Fault, scope: EvalScope) -> Note {
    let mut note = fault.note(node.span);
    match (&node.kind, fault) {
        (NodeKind::Path(inner, name), Fault::NoKey) => {
            explain_no_key(&mut note, &inner.evaluate(scope), name)
        }
        (NodeKind::ItemName { depth, name, .. }, Fault::NoKey) => {
            explain_no_key(&mut note, variable(scope.frames, *depth), name)
        }
        (NodeKind::Binary(_, _, pair), Fault::Kind) => {
            let [left, right] = &**pair;
            explain_kinds(&mut note, left.evaluate(scope).kind(), right.evaluate(scope).kind());
        }
        _ => {}
    }
    note
}

fn explain_no_key(note: &mut Note, value: &Value, name: &SmolStr) {
    note.parameters.push(("key", name.clone()));
    let keys = if let Value::Context(context) = value { Some(context) } else { None };
    let near = keys.and_then(|context| nearest(name, &mut context.entries().map(|(key, _)| key.as_str())));
    let phrases = match near {
        Some(_) => &["没有「{}」，是否想写「{}」？", "there is no `{}`: did you mean `{}`?"],
        None => &["没有「{}」", "there is no `{}`"],
    };
    let texts = [name.as_str(), near.unwrap_or("")];
    note.message = Phrase::filled(phrases, &texts);
    note.parameters.extend(near.map(|meant| ("meant", meant.into())));
}

fn explain_kinds(note: &mut Note, left: &'static str, right: &'static str) {
    let phrases = &["{}与{}不能这样计算", "a {} and a {} cannot be combined"];
    note.message = Phrase::filled_each(phrases, &[kind_zh(left), kind_zh(right)], &[left, right]);
    note.parameters.extend([("left", left.into()), ("right", right.into())]);
}

/// Adds the names of missing values to notes, and drops notes that merely follow from another one.
pub(in crate::feel) fn name_missing(
    notes: Vec<Note>,
    text: &str,
    names: &[(Span, Slot)],
    environment: &Environment,
) -> Vec<Note> {
    let mut kept: Vec<Note> = Vec::new();
    for mut note in notes {
        let holds = |span: Span| note.span.start <= span.start && span.end <= note.span.end;
        if note.code == "missing" {
            if kept.iter().any(|other| holds(other.span)) {
                continue;
            }
            if let Some((span, _)) =
                names.iter().find(|(span, slot)| holds(*span) && environment.is_null(*slot))
            {
                let name = span.slice(text);
                note.message = Phrase::filled(&["缺少「{}」", "`{}` is missing"], &[name]);
                note.parameters.push(("name", name.into()));
            }
        }
        kept.push(note);
    }
    kept
}

#[cfg(test)]
mod tests {
    use crate::data::{Context, Decimal, Value};
    use crate::feel::{Dialect, Environment, NoHost, Scope, Slot, Type, compile, space};

    #[test]
    fn a_note_explains_a_null_with_names_and_kinds() {
        let cases: [(&str, &str, &str); 23] = [
            ("1 / (fee - fee)", "division_by_zero", "division by zero"),
            ("fee + total", "missing", "`total` is missing"),
            ("(fee + total) * 2", "missing", "`total` is missing"),
            ("fee + \"a\"", "wrong_kind", "a number and a string cannot be combined"),
            ("order.lines", "no_key", "there is no `lines`: did you mean `line`?"),
            ("order.x", "no_key", "there is no `x`"),
            ("[{line: 1}][lines = 1][1]", "no_key", "there is no `lines`: did you mean `line`?"),
            ("[1, 2][5]", "no_key", "there is no such entry"),
            ("[][1]", "missing", "a value is missing"),
            ("total in [1..2]", "missing", "`total` is missing"),
            ("total in (< 5, > 7)", "missing", "`total` is missing"),
            ("total between 1 and 2", "missing", "`total` is missing"),
            ("1 between total and 2", "missing", "`total` is missing"),
            ("fee in [\"a\"..\"b\"]", "wrong_kind", "values of these kinds cannot be combined"),
            ("true and fee", "wrong_kind", "a boolean and a number cannot be combined"),
            ("true and total", "missing", "`total` is missing"),
            ("some x in [1] satisfies x", "wrong_kind", "values of these kinds cannot be combined"),
            ("all([true, fee])", "wrong_kind", "values of these kinds cannot be combined"),
            ("sublist([1], 2)", "no_key", "there is no such entry"),
            ("substring(\"a\", 2)", "no_key", "there is no such entry"),
            ("0 ** -1", "division_by_zero", "division by zero"),
            ("10 ** 6000 * 10 ** 6000", "overflow", "the result is too large or too small for 34 digits"),
            ("date(\"2026-02-30\")", "unreadable", "the text cannot be read"),
        ];
        let keys = ["line".into()].as_slice().into();
        let order = Value::Context(Context::new(keys, vec![Value::Null]).into());
        let values = [Value::Number(Decimal::ONE), Value::Null, order];
        let mut scope = Scope::new(Dialect::Feel);
        for (name, index) in ["fee", "total", "order"].into_iter().zip(0u16..) {
            scope.add_value(name, Slot { space: space::LOCAL, index }, Type::Any);
        }
        let environment = Environment::new([&[]; space::COUNT], &NoHost).with_space(space::LOCAL, &values);
        for (text, code, sentence) in cases {
            let (value, notes) = compile(text, &scope).unwrap().explain(&environment);
            let said: Vec<_> = notes.iter().map(|note| (note.code, note.message.en.as_str())).collect();
            assert_eq!((value, said), (Value::Null, vec![(code, sentence)]), "{text}");
        }
    }
}
