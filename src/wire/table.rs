//! Decision tables for authors: evaluates a table, with earlier nodes, in a context.

use super::call::{Answer, Misuse, parse_json};
use super::expression::{ExpressionReport, expression_misuse, read_context, scope_of};
use crate::data::Gather;
use crate::data::json::{Json, JsonKind};
use crate::data::{Phrase, Span, Value};
use crate::feel::{
    Environment, Expression, FunctionId, HitPolicy, Host, Note, Scope, Signature, Table, TableSpec, compile,
    space,
};
use smol_str::SmolStr;
use std::cell::RefCell;

/// What a node computes.
#[derive(Debug)]
enum Body {
    Table(Table),
    Expression(Expression),
}

impl Body {
    fn value(&self, values: &[Value], outer: &Environment) -> Value {
        let environment = outer.with_space(space::LOCAL, values);
        let value = match self {
            Self::Table(table) => table.evaluate(&environment),
            Self::Expression(expression) => expression.evaluate(&environment).into_owned(),
        };
        outer.absorb_usage(&environment);
        value
    }
}

/// A node with parameters: its body, and the values known at its definition.
#[derive(Debug)]
struct FunctionNode {
    name: SmolStr,
    parameters: Vec<SmolStr>,
    body: Body,
    known: Vec<(SmolStr, Value)>,
}

/// The nodes with parameters, as functions.
struct Nodes<'a> {
    functions: Vec<FunctionNode>,
    host: &'a dyn Host,
}

impl Host for Nodes<'_> {
    fn call(&self, function: FunctionId, arguments: &[Value], environment: &Environment) -> Value {
        let Some(node) = self.functions.get(usize::from(function.0)) else { return Value::Null };
        let mut values: Vec<Value> = node.known.iter().map(|(_, value)| value.clone()).gather();
        values.extend((0..node.parameters.len()).map(|at| arguments.get(at).cloned().unwrap_or_default()));
        node.body.value(&values, environment)
    }

    fn zone_offset(&self, name: &str, local_seconds: i64) -> Option<i32> {
        self.host.zone_offset(name, local_seconds)
    }
}

impl Nodes<'_> {
    /// The value of a node, with its notes added to `notes`, and whether a limit was exceeded.
    fn evaluate(&self, body: &Body, known: &[(SmolStr, Value)], notes: &RefCell<Vec<Note>>) -> (Value, bool) {
        let values: Vec<Value> = known.iter().map(|(_, value)| value.clone()).gather();
        let environment = Environment::new([&[]; space::COUNT], self).with_notes(notes);
        let value = body.value(&values, &environment);
        (value, environment.exceeded().is_some())
    }

    /// The body of a node, compiled over the known values and the earlier nodes.
    fn body(&self, node: &Json, known: &[(SmolStr, Value)]) -> Answer<Body> {
        let mut scope = scope_of(known);
        let signature = |node: &FunctionNode| Signature {
            name: node.name.clone(),
            parameters: node.parameters.clone(),
            whole: false,
        };
        scope.set_functions(self.functions.iter().map(signature).gather());
        match (node.get("table"), node.get("expression").and_then(Json::text)) {
            (Some(table), _) => table_body(table, &scope),
            (None, Some(text)) => {
                compile(text, &scope).map(Body::Expression).map_err(|errors| expression_misuse(&errors))
            }
            (None, None) => Err(Misuse::new(
                "bad_table",
                "缺少 table 或 expression",
                "a `table` or an `expression` is missing",
            )),
        }
    }
}

fn table_body(table: &Json, scope: &Scope) -> Answer<Body> {
    let policy = table.get("hitPolicy").and_then(Json::text).map_or("U", SmolStr::as_str);
    let policy = HitPolicy::parse(policy).ok_or_else(|| {
        let message = Phrase::filled(&["没有命中策略「{}」", "there is no hit policy `{}`"], &[policy]);
        Misuse::with_message("bad_table", message)
    })?;
    let text = |node: &Json, key: &str| node.get(key).and_then(Json::text).map(SmolStr::to_string);
    let spec = TableSpec {
        policy,
        inputs: items(table.get("inputs"))
            .iter()
            .map(|input| (text(input, "expr").unwrap_or_default(), text(input, "values")))
            .gather(),
        outputs: items(table.get("outputs"))
            .iter()
            .map(|output| {
                (
                    text(output, "name").unwrap_or_default().into(),
                    text(output, "values"),
                    text(output, "default"),
                )
            })
            .gather(),
        rules: items(table.get("rules"))
            .iter()
            .map(|rule| (cells(items(Some(rule)).first()), cells(items(Some(rule)).get(1))))
            .gather(),
    };
    let fits = |(tests, values): &(Vec<_>, Vec<_>)| {
        tests.len() == spec.inputs.len() && values.len() == spec.outputs.len()
    };
    match spec.rules.iter().zip(1u32..).find(|(rule, _)| !fits(rule)) {
        None => Table::compile(&spec, scope).map(Body::Table).map_err(|errors| expression_misuse(&errors)),
        Some((_, number)) => {
            let both = &[
                "第 {} 条规则的格数要与 inputs、outputs 一样多",
                "rule {} needs as many cells as there are `inputs` and `outputs`",
            ];
            Err(Misuse::with_message("bad_table", Phrase::filled(both, &[&number.to_string()])))
        }
    }
}

fn items(node: Option<&Json>) -> &[Json] {
    match node.map(|node| &node.kind) {
        Some(JsonKind::List(items)) => items,
        _ => &[],
    }
}

fn cells(row: Option<&Json>) -> Vec<String> {
    items(row).iter().map(|cell| cell.text().map(SmolStr::to_string).unwrap_or_default()).gather()
}

/// Evaluates `{table}` or `{expression}`, after the nodes in `let`, in a context of typed values.
///
/// # Errors
/// A table with errors, or a context that cannot be read.
pub fn evaluate_table(table: &str, context: &str, host: &dyn Host) -> Answer<ExpressionReport> {
    let node = parse_json(table)?;
    let mut known = read_context(context)?;
    let mut nodes = Nodes { functions: Vec::new(), host };
    let notes = RefCell::default();
    for before in items(node.get("let")) {
        let name = before.get("name").and_then(Json::text).cloned().unwrap_or_default();
        let Some(parameters) = before.get("params") else {
            let body = nodes.body(before, &known)?;
            let (value, passed) = nodes.evaluate(&body, &known, &notes);
            if passed {
                return Ok(report(value, notes));
            }
            known.push((name, value));
            continue;
        };
        let name_of =
            |parameter: &Json| parameter.text().or(parameter.get("name").and_then(Json::text)).cloned();
        let parameters: Vec<SmolStr> = items(Some(parameters)).iter().filter_map(name_of).gather();
        let mut inside = known.clone();
        inside.extend(parameters.iter().map(|parameter| (parameter.clone(), Value::Null)));
        let body = nodes.body(before, &inside)?;
        nodes.functions.push(FunctionNode { name, parameters, body, known: known.clone() });
    }
    // A table may also be given directly.
    let whole = if node.get("rules").is_some() {
        table_body(&node, &scope_of(&known))
    } else {
        nodes.body(&node, &known)
    };
    let (value, _) = nodes.evaluate(&whole?, &known, &notes);
    Ok(report(value, notes))
}

/// A value with its notes. Since a table has many texts, places in them are removed, and then duplicates.
fn report(value: Value, all_notes: RefCell<Vec<Note>>) -> ExpressionReport {
    let mut notes: Vec<Note> = Vec::new();
    for note in all_notes.into_inner() {
        let note = Note { span: Span::default(), ..note };
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    ExpressionReport { value, notes }
}
