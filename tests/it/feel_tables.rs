//! Runs the conformance cases of decision tables; nodes with parameters become functions of the host.

use crate::feel_tck::{kind, meets, typed};
use gongdan::data::Value;
use gongdan::feel::{
    Dialect, Environment, FunctionId, HitPolicy, Host, Scope, Slot, Table, TableSpec, compile, space,
};
use serde_json::Value as Json;

/// The nodes with parameters, each with the values that were known when it was made.
#[derive(Default)]
struct Nodes {
    made: Vec<(Json, Vec<(String, Value)>)>,
}

impl Host for Nodes {
    fn call(&self, function: FunctionId, arguments: &[Value], _: &Environment) -> Value {
        let (node, known) = &self.made[usize::from(function.0)];
        let mut known = known.clone();
        let names = node["params"].as_array().into_iter().flatten().filter_map(name_of);
        known.extend(names.zip(arguments.iter().cloned()));
        evaluate(node, &known, self)
    }
}

fn name_of(parameter: &Json) -> Option<String> {
    parameter.as_str().or_else(|| parameter["name"].as_str()).map(str::to_string)
}

fn text(json: &Json) -> Option<String> {
    json.as_str().map(str::to_string)
}

fn spec(table: &Json) -> TableSpec {
    let each = |key: &str| table[key].as_array().cloned().unwrap_or_default();
    let cells = |row: &Json| {
        row.as_array().into_iter().flatten().map(|cell| text(cell).unwrap_or_default()).collect()
    };
    TableSpec {
        policy: HitPolicy::parse(table["hitPolicy"].as_str().unwrap()).unwrap(),
        inputs: each("inputs").iter().map(|i| (text(&i["expr"]).unwrap(), text(&i["values"]))).collect(),
        outputs: each("outputs")
            .iter()
            .map(|o| (o["name"].as_str().unwrap_or("").into(), text(&o["values"]), text(&o["default"])))
            .collect(),
        rules: each("rules").iter().map(|rule| (cells(&rule[0]), cells(&rule[1]))).collect(),
    }
}

fn evaluate(node: &Json, known: &[(String, Value)], nodes: &Nodes) -> Value {
    let mut scope = Scope::new(Dialect::Feel);
    for (index, (name, value)) in known.iter().enumerate() {
        scope.value(name.as_str(), Slot { space: space::LOCAL, index: index as u16 }, kind(value));
    }
    for (index, (node, _)) in nodes.made.iter().enumerate() {
        let parameters =
            node["params"].as_array().into_iter().flatten().filter_map(name_of).map(Into::into).collect();
        scope.function(node["name"].as_str().unwrap(), FunctionId(index as u16), parameters);
    }
    let values: Vec<Value> = known.iter().map(|(_, value)| value.clone()).collect();
    let environment = Environment::new([&[]; space::COUNT], nodes).with_space(space::LOCAL, &values);
    if node["table"].is_object() {
        Table::compile(&spec(&node["table"]), &scope)
            .map_or(Value::Null, |table| table.evaluate(&environment))
    } else {
        compile(node["expression"].as_str().unwrap_or("null"), &scope)
            .map_or(Value::Null, |expression| expression.evaluate(&environment).into_owned())
    }
}

fn run(case: &Json) -> Value {
    let context = case["context"].as_object().unwrap();
    let mut known: Vec<(String, Value)> =
        context.iter().map(|(name, held)| (name.clone(), typed(held))).collect();
    let mut nodes = Nodes::default();
    for node in case["let"].as_array().into_iter().flatten() {
        if node["params"].is_array() {
            nodes.made.push((node.clone(), known.clone()));
        } else {
            let value = evaluate(node, &known, &nodes);
            known.push((node["name"].as_str().unwrap().to_string(), value));
        }
    }
    evaluate(case, &known, &nodes)
}

#[test]
fn every_core_decision_table_gives_its_value() {
    let cases: Vec<Json> = serde_json::from_str(include_str!("../tck/tables.json")).unwrap();
    let mut failing = Vec::new();
    for case in &cases {
        let (found, expected) = (run(case), typed(&case["expected"]));
        if !meets(&found, &expected) && case["group"] == "core" {
            failing.push(format!("{} gave {found}, not {expected}", case["id"]));
        }
    }
    assert!(failing.is_empty(), "{} fail:\n{}", failing.len(), failing.join("\n"));
}
