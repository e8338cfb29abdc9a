//! The JSON Schema of a standard matches the loader: the same keys, the same required keys, the same words.

use super::library;
use gongdan::check::FieldKind;
use gongdan::document::Presence;
use gongdan::finding::Severity;
use gongdan::standard::{Standard, shapes};
use serde_json::Value;

const SCHEMA: &str = include_str!("../../standards/standard.schema.json");

fn schema() -> Value {
    serde_json::from_str(SCHEMA).unwrap()
}

/// The schema of a shape: the whole document, or one of `$defs`.
fn part<'a>(schema: &'a Value, name: &str) -> &'a Value {
    if name == "standard" { schema } else { &schema["$defs"][name] }
}

fn sorted<'a>(words: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut list: Vec<_> = words.filter(|word| *word != "$schema").collect();
    list.sort_unstable();
    list
}

#[test]
fn the_schema_has_every_shape_of_the_loader_with_the_same_keys() {
    let schema = schema();
    for shape in shapes() {
        let part = part(&schema, shape.name);
        let known =
            part["properties"].as_object().unwrap_or_else(|| panic!("the schema has no `{}`", shape.name));
        assert_eq!(
            sorted(known.keys().map(String::as_str)),
            sorted(shape.keys.iter().map(|key| key.name)),
            "{}",
            shape.name
        );
        let required = part["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let must = shape.keys.iter().filter(|key| key.presence == Presence::Required).map(|key| key.name);
        assert_eq!(sorted(required), sorted(must), "required keys of `{}`", shape.name);
        assert_eq!(part["additionalProperties"], Value::Bool(false), "{}", shape.name);
    }
}

#[test]
fn every_object_of_the_schema_is_a_shape_of_the_loader() {
    let schema = schema();
    let closed = |part: &Value| part["additionalProperties"] == Value::Bool(false);
    let named = schema["$defs"]
        .as_object()
        .unwrap()
        .iter()
        .filter(|(_, part)| closed(part))
        .map(|(name, _)| name.as_str());
    assert_eq!(sorted(named.chain(["standard"])), sorted(shapes().iter().map(|shape| shape.name)));
}

#[test]
fn the_enumerations_of_the_schema_are_those_of_the_loader() {
    let schema = schema();
    let words = |name: &str| -> Vec<String> {
        schema["$defs"][name]["enum"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|word| word.as_str().map(str::to_owned))
            .collect()
    };
    assert_eq!(words("fieldType"), FieldKind::FIELD_WORDS.iter().map(|(word, _)| *word).collect::<Vec<_>>());
    assert_eq!(words("valueType"), FieldKind::WORDS.iter().map(|(word, _)| *word).collect::<Vec<_>>());
    assert_eq!(words("itemType"), FieldKind::ITEM_WORDS.iter().map(|(word, _)| *word).collect::<Vec<_>>());
    assert_eq!(words("severity"), Severity::WORDS.iter().map(|(word, _)| *word).collect::<Vec<_>>());
}

#[test]
fn every_key_of_the_schema_has_a_description_in_english_and_chinese() {
    let schema = schema();
    for shape in shapes() {
        for (key, property) in part(&schema, shape.name)["properties"].as_object().unwrap() {
            let title = property["title"].as_str().unwrap_or("");
            let chinese = key == "$schema" || title.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            assert!(
                chinese && title.is_ascii() == (key == "$schema"),
                "`{}`.`{key}` has the title `{title}`",
                shape.name
            );
        }
    }
}

#[test]
fn every_standard_of_the_project_loads() {
    let peer = Standard::parse(include_str!("../../benches/standards/peer-order.json"));
    let errors = peer.err().into_iter().flatten();
    let sentences = errors.map(|error| error.render(gongdan::data::Locale::En));
    let shipped = library::all().into_values().filter_map(Result::err);
    assert_eq!(sentences.chain(shipped).collect::<Vec<_>>(), Vec::<String>::new());
}
