//! Runs the conformance cases of decision tables, through the call that JavaScript makes.

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
