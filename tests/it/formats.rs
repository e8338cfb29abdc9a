//! The formats of docs/formats.md: each loads, and reads the texts of its standard's cases as these say. What every
//! format must keep: an accepted text reads the same when it is put together again, and no text takes long.

use gongdan::standard::Standard;
use gongdan::wire;
use serde_json::{Value, json};
use std::fs;

const GUIDE: &str = include_str!("../../docs/formats.md");

/// A standard of nothing but the parts that are written.
fn standard(parts: &Value) -> Standard {
    let mut document = json!({
        "gongdan": 1, "id": "formats", "version": "1.0.0", "title": { "zh": "格式", "en": "Formats" },
        "source": { "document": "x", "section": "x" }, "forms": {}
    });
    document.as_object_mut().unwrap().extend(parts.as_object().unwrap().clone());
    Standard::parse(&document.to_string()).unwrap_or_else(|errors| {
        let told: Vec<String> = errors.iter().map(|error| error.render(gongdan::data::Locale::En)).collect();
        panic!("{}", told.join("\n"))
    })
}

/// The standards that a section of the guide names, and what it writes for them.
fn sections() -> Vec<(Vec<String>, Value)> {
    let mut all = Vec::new();
    for section in GUIDE.split("\n### `").skip(1) {
        let (title, body) = section.split_once('\n').unwrap();
        let ids = format!("`{}", title.split(':').next().unwrap());
        let ids =
            ids.split('`').filter(|id| id.starts_with(|c: char| c.is_ascii_lowercase())).map(str::to_owned);
        let block = body.split("```json\n").nth(1).unwrap().split("\n```").next().unwrap();
        all.push((ids.collect(), serde_json::from_str(block).unwrap()));
    }
    all
}

fn parse(standard: &Standard, format: &str, text: &str) -> Value {
    serde_json::to_value(wire::parse_text(standard, format, text, "").unwrap()).unwrap()
}

#[test]
fn every_format_of_the_guide_reads_its_cases() {
    let (mut formats, mut cases) = (0, 0);
    for (ids, parts) in sections() {
        let standard = standard(&parts);
        formats += standard.formats.len();
        for id in ids {
            let file = fs::read_to_string(format!("tests/cases/{id}.json")).unwrap();
            let file: Value = serde_json::from_str(&file).unwrap();
            for case in file["cases"].as_array().unwrap().iter().filter(|case| case["kind"] == "parse") {
                cases += 1;
                let answer =
                    parse(&standard, case["format"].as_str().unwrap(), case["text"].as_str().unwrap());
                for (key, value) in case["expect"].as_object().unwrap() {
                    assert_eq!(&answer[key], value, "{}: {answer}", case["id"]);
                }
            }
        }
    }
    assert_eq!(formats, 24);
    assert!(cases > 80, "{cases}");
}
