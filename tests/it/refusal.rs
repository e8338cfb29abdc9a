//! Every unusable part of a standard is reported once, at its place, including those of expressions,
//! calendars and deadlines.

use super::fixture;
use gongdan::data::limits;
use gongdan::standard::Standard;
use serde_json::{Value, json};

/// A valid standard with one part of each kind.
fn valid_document() -> Value {
    let label = json!({ "zh": "标", "en": "label" });
    fixture::document(json!({
        "parameters": {
            "p": { "type": "number", "label": label, "default": 1 },
            "pumps": { "type": "list", "of": "text", "label": label, "default": ["泵", "泵机"] },
        },
        "dictionaries": { "names": { "label": label, "rows": [{ "name": "泵" }] } },
        "formats": { "code": {
            "label": label,
            "tokens": {
                "words": { "devices": "pumps" },
                "anchors": { "device": { "first": "devices" } },
            },
            "grammar": [
                { "id": "year", "chars": "0-9", "count": 4, "label": label },
                { "token": "device", "id": "name", "label": label },
                { "id": "rest", "rest": true, "min": 0, "label": label },
            ],
        } },
        "forms": { "f": { "title": label, "fields": {
            "n": { "type": "number", "label": label, "range": { "min": 1 } },
            "t": { "type": "text", "label": label, "length": { "max": 9 } },
            "c": { "type": "choice", "label": label, "options": { "a": label } },
        } } },
        "calculations": { "sum": {
            "label": label, "inputs": { "n": { "type": "number", "label": label } }, "steps": {},
            "outputs": { "sum": { "type": "number", "label": label, "value": "n", "round": 2 } },
        } },
    }))
}

/// The errors after adding members at a place, as codes and places below it.
fn refused(at: &str, members: &Value) -> Vec<String> {
    let mut document = valid_document();
    let place = document.pointer_mut(at).unwrap_or_else(|| panic!("{at}"));
    place.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    let errors = Standard::parse(&document.to_string()).err();
    let describe = |error: gongdan::document::StandardError| {
        format!("{} {}", error.code, error.pointer.strip_prefix(at).unwrap_or(&error.pointer))
    };
    errors.into_iter().flatten().map(describe).collect()
}

#[test]
fn each_invalid_member_is_refused_once_at_its_place() {
    assert_eq!(refused("", &json!({})), [""; 0]);
    let parameter = "/parameters/p";
    let (number, text, choice) = ("/forms/f/fields/n", "/forms/f/fields/t", "/forms/f/fields/c");
    let format = "/formats/code";
    let (year, rest) = ("/formats/code/grammar/0", "/formats/code/grammar/2");
    let (words, anchors) = ("/formats/code/tokens/words", "/formats/code/tokens/anchors");
    let output = "/calculations/sum/outputs/sum";
    let cases: &[(&str, Value, &[&str])] = &[
        (parameter, json!({ "default": "x" }), &["wrong_type /default"]),
        (
            parameter,
            json!({ "type": "figure", "default": "x", "range": { "min": 1 } }),
            &["unknown_value /type"],
        ),
        (
            parameter,
            json!({ "type": "text", "default": "x", "range": { "min": 1 } }),
            &["key_without_effect /range"],
        ),
        (number, json!({ "range": { "min": "1" } }), &["wrong_type /range/min"]),
        (number, json!({ "range": { "least": 1 } }), &["unknown_key /range/least"]),
        (number, json!({ "length": { "max": 1 } }), &["key_without_effect /length"]),
        (text, json!({ "range": { "min": 1 } }), &["key_without_effect /range"]),
        (choice, json!({ "options": {} }), &["empty /options"]),
        (choice, json!({ "required": "label(\"t\", t) = \"x\"" }), &["expression.unknown_name /required"]),
        (choice, json!({ "required": "label(\"c\", c) = \"标\"" }), &[]),
        (year, json!({ "rest": true }), &["wrong_type "]),
        (year, json!({ "separator": "," }), &["key_without_effect /separator"]),
        (year, json!({ "chars": 9 }), &["wrong_type /chars"]),
        (year, json!({ "chars": "9-0" }), &["bad_pattern /chars"]),
        (year, json!({ "check": "year" }), &["expression.unknown_name /check"]),
        (rest, json!({ "check": "year > 1" }), &["expression.kinds /check"]),
        (anchors, json!({ "other": {} }), &["wrong_type /other"]),
        (anchors, json!({ "other": { "first": "device" } }), &["unknown_value /other/first"]),
        (anchors, json!({ "other": { "last": "device" } }), &["unknown_value /other/last"]),
        (
            anchors,
            json!({ "other": { "first": "devices", "before": "verb" } }),
            &["unknown_value /other/before"],
        ),
        (
            format,
            json!({ "grammar": [{ "format": "code", "label": { "zh": "标", "en": "l" } }] }),
            &["missing_key /grammar/0", "unknown_value /grammar/0/format"],
        ),
        (words, json!({ "devices": [] }), &["wrong_type /devices"]),
        (format, json!({ "normalise": ["lower case"] }), &["unknown_value /normalise/0"]),
        (output, json!({ "round": 10 }), &[]),
        (output, json!({ "round": 11 }), &["wrong_type /round"]),
        (output, json!({ "round": -1 }), &["wrong_type /round"]),
    ];
    for (at, members, expected) in cases {
        assert_eq!(refused(at, members), *expected, "{at} {members}");
    }
}

#[test]
fn a_document_that_is_too_large_is_refused_by_the_limit() {
    let text = valid_document().to_string();
    let padded = |length: usize| Standard::parse(&format!("{text}{}", " ".repeat(length - text.len())));
    assert!(padded(limits::STANDARD_BYTES).is_ok());
    let errors = padded(limits::STANDARD_BYTES + 1).err().unwrap();
    assert_eq!(errors.iter().map(|error| error.code).collect::<Vec<_>>(), ["limit.standard_bytes"]);
}
