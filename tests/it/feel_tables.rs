//! Runs the conformance cases of decision tables through the same call as JavaScript.

use crate::feel_tck::{Zones, meets, typed};
use gongdan::data::Value;
use gongdan::wire::evaluate_table;
use serde_json::Value as Json;

fn run(case: &Json) -> Value {
    let answer = evaluate_table(&case.to_string(), &case["context"].to_string(), &Zones);
    answer.map_or(Value::Null, |report| report.value)
}

#[test]
fn every_core_decision_table_gives_its_value() {
    let cases: Vec<Json> = serde_json::from_str(include_str!("../tck/tables.json")).unwrap();
    let (mut count, mut failing) = (0, Vec::new());
    for case in cases.iter().filter(|case| case["group"] == "core") {
        let (found, expected) = (run(case), typed(&case["expected"]));
        count += 1;
        if !meets(&found, &expected) {
            failing.push(format!("{} gave {found}, not {expected}", case["id"]));
        }
    }
    assert!(count > 0, "no cases were found");
    assert!(failing.is_empty(), "{} fail:\n{}", failing.len(), failing.join("\n"));
}

/// Checks the value of a table with one rule for `x`.
fn check_output(outputs: &str, cell: &str, x: &str, expected: &str) {
    let table = format!(
        r#"{{"hitPolicy":"U","inputs":[{{"expr":"x"}}],"outputs":[{outputs}],"rules":[[["{cell}"],["3","4"]]]}}"#
    );
    let found = evaluate_table(&table, &format!(r#"{{"x":{x},"y":{{"number":"9"}}}}"#), &Zones).unwrap();
    assert_eq!(found.value.to_string(), expected, "{table}");
}

#[test]
fn an_output_without_a_default_is_null_where_another_has_one() {
    let five = r#"{"number":"5"}"#;
    check_output(r#"{"name":"a"},{"name":"b","default":"2"}"#, "6", five, "{a: null, b: 2}");
    check_output(r#"{"name":"a","default":"1"},{"name":"b"}"#, "6", five, "{a: 1, b: null}");
    check_output(r#"{"name":"a"},{"name":"b"}"#, "6", five, "null");
}

#[test]
fn a_cell_passes_only_for_certain() {
    let outputs = r#"{"name":"a"},{"name":"b"}"#;
    let (hit, none) = ("{a: 3, b: 4}", "null");
    for (cell, x, expected) in [
        ("y > 8", r#"{"number":"5"}"#, hit),
        ("y > 9", r#"{"number":"5"}"#, none),
        ("y > 9, 5", r#"{"number":"5"}"#, hit),
        ("not(y > 8)", r#"{"number":"5"}"#, none),
        ("y > 8", r#""text""#, hit),
        ("y > 8", "true", hit),
        ("y > 8", "false", none),
        ("y > 9", "false", hit),
        ("y > 8", "null", none),
        ("not(> 6)", r#"{"number":"5"}"#, hit),
        ("not(> 6)", "null", none),
        ("not(> 6)", r#""text""#, none),
        ("not([1..4], 6)", "null", none),
        ("not(7, > 6)", r#""text""#, none),
        ("not(5)", "null", hit),
        ("not(? > 6)", "null", none),
        ("not(y > 9)", r#"{"number":"5"}"#, hit),
        ("(!=5)", r#"{"number":"5"}"#, none),
        ("(!=5)", r#"{"number":"6"}"#, hit),
    ] {
        check_output(outputs, cell, x, expected);
    }
}
