//! The examples of every standard: an order that passes, orders that together break every rule, calculations.
//! `node tools/examples.mjs` creates them from the cases; here they are checked against the standard.

use super::library;
use gongdan::standard::Standard;
use gongdan::wire;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fs;

#[test]
fn every_rule_of_every_standard_is_broken_by_an_example_and_none_by_another() {
    let wrong: Vec<String> =
        library::all().iter().filter_map(|(id, standard)| check(id, standard.as_ref().ok()?).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn check(id: &str, standard: &Standard) -> Result<(), String> {
    let path = format!("tests/cases/examples/{id}.json");
    let text =
        fs::read_to_string(&path).map_err(|_| format!("{path}: run `node tools/examples.mjs {id}`"))?;
    let examples: Value = serde_json::from_str(&text).unwrap();
    for form in &standard.forms {
        let own = &examples["forms"][form.id.as_str()];
        let passing = broken(standard, &form.id, &own["passes"]);
        if !passing.is_empty() {
            return Err(format!("{id}, {}: the order that passes breaks {passing:?}", form.id));
        }
        let mut all = BTreeSet::new();
        for one in own["breaks"].as_array().unwrap() {
            let found = broken(standard, &form.id, one);
            let listed =
                one["rules"].as_array().unwrap().iter().map(|rule| rule.as_str().unwrap().to_owned());
            if found != listed.collect() {
                return Err(format!("{id}, {}: {found:?} is broken, not {}", form.id, one["rules"]));
            }
            all.extend(found);
        }
        let tables = form.tables.iter().flatten().flat_map(|table| &table.rules);
        let rules = form.rules.iter().chain(tables).map(|rule| rule.statement.id.to_string());
        let unbroken: Vec<String> = rules.filter(|rule| !all.contains(rule)).collect();
        if !unbroken.is_empty() {
            return Err(format!("{id}, {}: no example breaks {unbroken:?}", form.id));
        }
    }
    standard.calculations.iter().try_for_each(|calculation| {
        let example = &examples["calculations"][calculation.id.as_str()];
        check_calculations(standard, &calculation.id, example).map_err(|error| format!("{id}, {error}"))
    })
}

fn broken(standard: &Standard, form: &str, example: &Value) -> BTreeSet<String> {
    let options = json!({ "now": example["now"] }).to_string();
    let report = wire::validate(standard, form, &example["order"].to_string(), &options).unwrap();
    let report = serde_json::to_value(report).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let faults = findings.iter().filter(|finding| finding["severity"] != "info");
    faults.map(|finding| finding["rule"].as_str().unwrap().to_owned()).collect()
}

fn check_calculations(standard: &Standard, id: &str, example: &Value) -> Result<(), String> {
    let options = json!({ "now": example.get("now") }).to_string();
    let report = wire::calculate(standard, id, &example["inputs"].to_string(), &options);
    let outputs = serde_json::to_value(report.map_err(|misuse| format!("{id}: {misuse:?}"))?).unwrap();
    let expected: &Map<String, Value> =
        example["outputs"].as_object().ok_or(format!("{id} has no example"))?;
    for (key, value) in expected {
        let found = &outputs["outputs"][key];
        if super::cases::plain(found) != super::cases::plain(value) {
            return Err(format!("{id}, {key}: found {found}, expected {value}"));
        }
    }
    Ok(())
}
