//! Checks that the complete example of `docs/standards.md` loads, and that its order has the findings given
//! there.

use gongdan::standard::Standard;
use gongdan::wire;
use serde_json::{Value, json};

const GUIDE: &str = include_str!("../../docs/standards.md");

/// The pages, and the headings of their tables of keys.
const GUIDES: [(&str, &str); 2] =
    [(GUIDE, "## All keys"), (include_str!("../../docs/standards.zh.md"), "## 全部键名")];

/// The JSON blocks of the page: the standard, an order, its findings.
fn blocks() -> Vec<&'static str> {
    GUIDE.split("```json\n").skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn the_complete_example_gives_the_findings_of_the_page() {
    let [standard, order, expected] = blocks()[..] else { panic!("the page has other JSON blocks") };
    let standard = Standard::parse(standard).unwrap();
    let report = wire::validate(&standard, "repair", order, "").unwrap();
    let found = serde_json::to_value(report).unwrap();
    let found: Vec<Value> = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| json!({ "rule": one["rule"], "path": one["path"] }))
        .collect();
    assert_eq!(Value::Array(found), serde_json::from_str::<Value>(expected).unwrap());
}

#[test]
fn the_calculation_of_the_example_charges_at_least_an_hour() {
    let standard = Standard::parse(blocks()[0]).unwrap();
    let report = wire::calculate(&standard, "repair_fee", "{\"hours\": 0.5}", "").unwrap();
    assert_eq!(serde_json::to_value(report).unwrap()["outputs"]["fee"], "80.00");
}

#[test]
fn the_table_of_keys_lists_every_key_of_the_loader() {
    for (page, heading) in GUIDES {
        let table = page.split(heading).nth(1).unwrap();
        for shape in gongdan::standard::shapes() {
            let absent = shape.keys.iter().find(|key| !table.contains(&format!("`{}`", key.name)));
            assert!(
                absent.is_none(),
                "{heading} lacks a key of `{}`: {:?}",
                shape.name,
                absent.map(|key| key.name)
            );
        }
    }
}
