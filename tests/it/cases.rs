//! Runs every case of `tests/cases/` natively, through the same calls as JavaScript.

use super::library;
use gongdan::data::{DateTime, Decimal};
use gongdan::standard::Standard;
use gongdan::wire;
use serde_json::{Map, Value, json};
use std::fs;

#[test]
fn every_case_of_every_standard_passes() {
    let standards = library::all();
    // GONGDAN_STANDARD=id runs the cases of one standard only.
    let only = std::env::var("GONGDAN_STANDARD").ok();
    let mut failures: Vec<String> = Vec::new();
    let mut count = 0;
    for (id, standard) in standards.iter().filter(|(id, _)| only.as_ref().is_none_or(|only| only == *id)) {
        let standard = match standard {
            Ok(standard) => standard,
            Err(errors) => {
                failures.push(errors.clone());
                continue;
            }
        };
        let file: Value =
            serde_json::from_str(&fs::read_to_string(format!("tests/cases/{id}.json")).unwrap()).unwrap();
        for case in file["cases"].as_array().unwrap() {
            count += 1;
            failures.extend(check(standard, case).err());
        }
    }
    assert!(failures.is_empty(), "{} of {count} cases fail:\n{}", failures.len(), failures.join("\n"));
    assert!(count > 0, "no cases were found");
}

#[test]
fn every_file_of_cases_has_its_standard() {
    let files = fs::read_dir("tests/cases")
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().into_string().ok());
    let mut ids: Vec<String> =
        files.filter_map(|name| name.strip_suffix(".json").map(str::to_owned)).collect();
    ids.sort();
    assert_eq!(ids, library::ids());
}

fn check(standard: &Standard, case: &Value) -> Result<(), String> {
    let text = |key: &str| case[key].as_str().unwrap_or("").to_owned();
    let json = |key: &str| case.get(key).map_or(String::new(), Value::to_string);
    let options = json!({ "now": case.get("now") }).to_string();
    let expected = &case["expect"];
    let (found, expected) = match text("kind").as_str() {
        "validate" => {
            let report = wire::validate(standard, &text("form"), &json("order"), &options);
            (findings(&answer(report)?), sorted(expected["findings"].as_array().unwrap(), "field"))
        }
        "deadlines" => {
            let report = answer(wire::deadlines(standard, &text("form"), &json("order"), &options))?;
            let members = expected.as_object().unwrap();
            (
                deadlines(&report, members),
                members.iter().map(|(id, clock)| (id.clone(), clock_of(clock))).collect(),
            )
        }
        "calculate" => {
            let report = answer(wire::calculate(standard, &text("calculation"), &json("inputs"), &options))?;
            let members = expected.as_object().unwrap();
            let outputs = members.keys().map(|id| (id.clone(), plain(&report["outputs"][id])));
            (
                Value::Object(outputs.collect()),
                members.iter().map(|(id, value)| (id.clone(), plain(value))).collect(),
            )
        }
        "transition" => {
            let report = wire::transition(
                standard,
                &text("form"),
                &text("from"),
                &text("to"),
                &json("order"),
                &options,
            );
            (answer(report)?["allowed"].clone(), expected["allowed"].clone())
        }
        "parse" => {
            let report = answer(wire::parse_text(standard, &text("format"), &text("text"), &options))?;
            (read(&report), read(expected))
        }
        kind => return Err(format!("{}: the kind `{kind}` is not known", text("id"))),
    };
    if found == expected {
        Ok(())
    } else {
        Err(format!("{}: found {found}, expected {expected}", text("id")))
    }
}

fn answer<T: serde::Serialize>(result: Result<T, wire::Misuse>) -> Result<Value, String> {
    result.map(|report| serde_json::to_value(report).unwrap()).map_err(|misuse| format!("{misuse:?}"))
}

fn findings(report: &Value) -> Value {
    let all = report["findings"].as_array().unwrap().iter().filter(|finding| finding["severity"] != "info");
    sorted(&all.cloned().collect::<Vec<_>>(), "path")
}

fn sorted(findings: &[Value], path: &str) -> Value {
    let mut all: Vec<String> = findings
        .iter()
        .map(|finding| format!("{} {}", finding["rule"].as_str().unwrap(), finding[path].as_str().unwrap()))
        .collect();
    all.sort();
    all.into()
}

fn deadlines(report: &Value, members: &Map<String, Value>) -> Value {
    let find = |id: &String| {
        report.as_array().unwrap().iter().find(|clock| clock["id"] == **id).map_or(Value::Null, clock_of)
    };
    members.keys().map(|id| (id.clone(), find(id))).collect()
}

/// The segments of a text, or where it is rejected and what is expected there.
fn read(answer: &Value) -> Value {
    let keys = if answer["ok"] == true { &["ok", "segments"][..] } else { &["ok", "at", "expected"] };
    keys.iter().map(|key| ((*key).to_owned(), answer[*key].clone())).collect::<Map<_, _>>().into()
}

/// The due time as an instant, whatever its offset, and the status.
fn clock_of(clock: &Value) -> Value {
    if clock.is_null() {
        return Value::Null;
    }
    let due = clock["due"].as_str().map(|due| DateTime::parse(due).unwrap().instant_seconds());
    json!({ "due": due, "status": clock["status"] })
}

/// A number in its shortest form, so that "60" equals "60.00"; other values as they are.
pub fn plain(value: &Value) -> Value {
    match value.as_str().and_then(Decimal::parse) {
        Some(number) => number.to_string().into(),
        None => value.clone(),
    }
}
