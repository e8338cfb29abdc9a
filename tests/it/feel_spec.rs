//! Chapter 10 of DMN 1.5, function by function: `tests/feel/` has one line per expression, `expression =>
//! value`, with an optional `||| {names of a context}` before `=>`. Values are written as in FEEL; those that
//! are neither numbers nor texts are preceded by their kind.

use super::feel_tck::Zones;
use gongdan::wire::evaluate_expression;
use serde_json::Value;

const FILES: &[(&str, &str)] = &[
    ("contexts-and-functions", include_str!("../feel/contexts-and-functions.txt")),
    ("days-and-times", include_str!("../feel/days-and-times.txt")),
    ("lists", include_str!("../feel/lists.txt")),
    ("logic", include_str!("../feel/logic.txt")),
    ("numbers", include_str!("../feel/numbers.txt")),
    ("ranges-and-types", include_str!("../feel/ranges-and-types.txt")),
    ("texts", include_str!("../feel/texts.txt")),
];

/// A typed value as written in the lines.
fn written(value: &Value) -> String {
    let all = |items: Vec<String>| items.join(", ");
    match value {
        Value::Array(items) => format!("[{}]", all(items.iter().map(written).collect())),
        Value::Object(tagged) => match tagged.iter().next().unwrap() {
            (tag, Value::String(number)) if tag == "number" => number.clone(),
            (_, Value::Object(entries)) => {
                let entry = |(key, value): (&String, &Value)| format!("{key}: {}", written(value));
                format!("{{{}}}", all(entries.iter().map(entry).collect()))
            }
            (tag, held) => format!("{tag} {}", held.as_str().unwrap()),
        },
        plain => plain.to_string(),
    }
}

fn value(text: &str, context: &str) -> String {
    // An unusable expression gives null, as in the conformance kit.
    evaluate_expression(text, context, &Zones).map_or("null".into(), |report| {
        let report: Value = serde_json::from_str(&report.json()).unwrap();
        written(&report["value"])
    })
}

#[test]
fn the_examples_of_the_specification_hold_in_every_position() {
    let (mut count, mut wrong) = (0, Vec::new());
    for (name, lines) in FILES {
        for (number, line) in lines.lines().enumerate().filter(|(_, line)| line.contains(" => ")) {
            let (question, expected) = line.rsplit_once(" => ").unwrap();
            let (text, context) = question.split_once(" ||| ").unwrap_or((question, "{}"));
            let found = value(text, context);
            count += 1;
            if found != expected {
                wrong.push(format!("{name}.txt:{}: {text} gave {found}, not {expected}", number + 1));
            }
        }
    }
    assert!(count > 1000, "{count} lines were read");
    assert!(wrong.is_empty(), "{} of {count} differ:\n{}", wrong.len(), wrong.join("\n"));
}
