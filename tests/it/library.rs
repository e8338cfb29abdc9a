//! The standards of `standards/` as published: each `use` is replaced by what it refers to.
//! `tools/inline.mjs` does the same for the package; the test below compares the two.

use gongdan::standard::Standard;
use gongdan::wire;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

/// The text of a standard with all references resolved.
pub fn text_of(id: &str) -> String {
    let text = fs::read_to_string(format!("standards/{id}.json")).unwrap();
    if !text.contains("\"use") {
        return text;
    }
    inline(serde_json::from_str(&text).unwrap()).to_string()
}

/// The ids of all standards.
pub fn ids() -> Vec<String> {
    let mut ids: Vec<String> = fs::read_dir("standards")
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().to_str()?.strip_suffix(".json").map(str::to_owned))
        .filter(|id| id != "standard.schema")
        .collect();
    ids.sort();
    ids
}

/// Each standard, loaded once, or its errors.
pub fn all() -> BTreeMap<String, Result<Standard, String>> {
    let load = |id: &String| {
        let loaded = Standard::parse(&text_of(id));
        loaded.map_err(|errors| errors.iter().map(|error| format!("{id}: {error:?}\n")).collect())
    };
    ids().iter().map(|id| (id.clone(), load(id))).collect()
}

fn inline(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(inline).collect(),
        Value::Object(members) => inline_members(members).into(),
        other => other,
    }
}

/// Replaces `use` by what it refers to; members next to it take precedence. An object with several references
/// names them: `use head`, `use close`.
fn inline_members(members: Map<String, Value>) -> Map<String, Value> {
    let mut all = Map::new();
    for (key, value) in &members {
        if !is_reference(key) {
            all.insert(key.clone(), inline(value.clone()));
            continue;
        }
        let places = value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
        for place in places {
            let Value::Object(found) = inline(fragment(place.as_str().unwrap())) else { panic!("{place}") };
            all.extend(found.into_iter().filter(|(key, _)| !members.contains_key(key)));
        }
    }
    all
}

fn is_reference(key: &str) -> bool {
    key == "use" || key.starts_with("use ")
}

fn fragment(place: &str) -> Value {
    let (name, pointer) = place.split_once('#').unwrap_or((place, ""));
    let text = fs::read_to_string(format!("standards/shared/{name}.json")).unwrap();
    let file: Value = serde_json::from_str(&text).unwrap();
    file.pointer(pointer).unwrap_or_else(|| panic!("`{place}` refers to nothing")).clone()
}

#[test]
fn the_package_delivers_the_tested_standards() {
    let folder = format!("{}/inlined", env!("CARGO_TARGET_TMPDIR"));
    let made = Command::new("node").args(["tools/inline.mjs", &folder]).status().expect("Node is installed");
    assert!(made.success());
    for id in ids() {
        let shipped: Value =
            serde_json::from_str(&fs::read_to_string(format!("{folder}/{id}.json")).unwrap()).unwrap();
        let tested: Value = serde_json::from_str(&text_of(&id)).unwrap();
        // Compared as text, since the order of fields and options matters.
        assert_eq!(shipped.to_string(), tested.to_string(), "{id}");
    }
}

#[test]
fn the_table_of_sources_lists_every_form_of_every_standard() {
    let table = fs::read_to_string("docs/sources.md").unwrap();
    let parts_of = |id: &str| {
        let link = format!("(../standards/{id}.json)");
        table.lines().filter(|line| line.contains(&link)).collect::<String>()
    };
    for (id, standard) in all() {
        let parts = parts_of(&id);
        for form in standard.iter().flat_map(|standard| &standard.forms) {
            assert!(parts.contains(&format!("`{}`", form.id)), "docs/sources.md: {id}, {}", form.id);
        }
    }
}

#[test]
fn no_calculation_divides_by_zero_if_all_inputs_are_zero() {
    for (id, standard) in all() {
        let standard = standard.unwrap();
        for calculation in &standard.calculations {
            let zero = |input: &gongdan::calculation::Input| (input.field.spec.id.to_string(), json!(0));
            let inputs: Map<String, Value> = calculation.inputs.iter().map(zero).collect();
            let report =
                wire::calculate(&standard, &calculation.id, &Value::from(inputs).to_string(), "").unwrap();
            let report = serde_json::to_value(report).unwrap();
            let divided = |reason: &Value| reason["code"] == "division_by_zero";
            let reasons = report["reasons"].as_object().unwrap();
            assert!(!reasons.values().any(divided), "{id} {}: {reasons:?}", calculation.id);
        }
    }
}
