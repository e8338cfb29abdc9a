//! The reference of the built-in functions, `docs/functions.json`: it has every function, each example gives
//! what it says, and the pages of the language have its tables. The playground shows the same texts.

use super::fixture::{self, load};
use gongdan::feel::built_ins;
use gongdan::standard::Standard;
use gongdan::wire;
use serde_json::{Map, Value, json};

/// The reference: an object by signature, in the order of the families.
fn reference() -> Map<String, Value> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/functions.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Every built-in function as family and signature.
fn signatures() -> impl Iterator<Item = (&'static str, String)> {
    built_ins().map(|(family, name, parameters)| (family, format!("{name}({})", parameters.join(", "))))
}

/// The families in English and Chinese.
const FAMILIES: [[&str; 2]; 11] = [
    ["numbers", "数字"],
    ["statistics", "统计"],
    ["lists", "列表"],
    ["contexts", "组合"],
    ["texts", "文字"],
    ["days and times", "日期和时间"],
    ["calendar", "日历"],
    ["ranges", "区间"],
    ["beyond FEEL", "FEEL 之外"],
    ["workdays", "工作日"],
    ["formats", "格式"],
];

const HEADS: [&str; 2] = ["| function | meaning | example |", "| 函数 | 含义 | 例子 |"];

/// A heading and a table for each family; `place` is 0 for English and 1 for Chinese.
pub fn tables(place: usize) -> String {
    let reference = reference();
    let mut page = String::new();
    let mut last = "";
    for (family, signature) in signatures() {
        if family != last {
            last = family;
            let [_, chinese] = FAMILIES.iter().find(|[id, _]| *id == family).unwrap();
            page += &format!("\n### {}\n\n{}\n|---|---|---|\n", [family, chinese][place], HEADS[place]);
        }
        let [meaning, example, gives] =
            [["en", "zh"][place], "example", "gives"].map(|key| reference[&signature][key].as_str().unwrap());
        page += &format!("| `{signature}` | {meaning} | `{example}` = `{gives}` |\n");
    }
    page
}

#[test]
fn the_reference_has_every_function_in_both_languages() {
    let reference = reference();
    let listed: Vec<&str> = reference.keys().map(String::as_str).collect();
    let expected: Vec<String> = signatures().map(|(_, signature)| signature).collect();
    assert_eq!(listed, expected);
    for (signature, entry) in &reference {
        let name = signature.split('(').next().unwrap();
        let is_han = |text: &str| text.chars().any(|c| ('\u{4e00}'..'\u{a000}').contains(&c));
        let [en, zh, example] = ["en", "zh", "example"].map(|key| entry[key].as_str().unwrap());
        assert!(!is_han(en) && en.ends_with('.'), "{signature}: {en}");
        assert!(is_han(zh) && zh.ends_with('。'), "{signature}: {zh}");
        assert!(example.contains(&format!("{name}(")), "{signature}: {example}");
    }
}

/// A standard with one calculation: for each pair, whether an expression has the value of another.
fn comparison(pairs: &[[String; 2]]) -> Standard {
    let label = json!({ "zh": "标", "en": "label" });
    let (mut steps, mut outputs) = (Map::new(), Map::new());
    for (number, [expression, value]) in pairs.iter().enumerate() {
        let step = json!({ "value": format!("({expression}) = ({value})"), "label": label });
        steps.insert(format!("e{number}"), step);
        outputs.insert(format!("e{number}"), json!({ "type": "bool", "label": label }));
    }
    let grammar = json!([{ "literal": "GD-" }, { "id": "year", "chars": "0-9", "count": 4, "label": label }]);
    load(&fixture::document(json!({
        "calculations": { "c": { "label": label, "inputs": {}, "steps": steps, "outputs": outputs } },
        "formats": { "order_no": { "label": label, "grammar": grammar, "examples": ["GD-2026"] } },
    })))
}

/// Checks that each expression has its value.
fn check(pairs: &[[String; 2]]) {
    let report = wire::calculate(&comparison(pairs), "c", "{}", "{}").unwrap();
    let report = serde_json::to_value(report).unwrap();
    for (number, [expression, value]) in pairs.iter().enumerate() {
        let result = &report["outputs"][format!("e{number}")];
        assert_eq!(*result, true, "{expression} is not {value}: {}", report["reasons"]);
    }
}

#[test]
fn each_example_gives_what_the_reference_says() {
    let pair = |entry: &Value| ["example", "gives"].map(|key| entry[key].as_str().unwrap().to_owned());
    check(&reference().values().map(pair).collect::<Vec<_>>());
}

/// The rows of the first section of a page, as expression and value.
fn first_examples(page: &str) -> Vec<[String; 2]> {
    let path = format!("{}/docs/{page}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let cells = |row: &str| {
        let cells: Vec<&str> = row.trim_matches(['|', ' ']).split(" | ").collect();
        [cells[0], cells[2]].map(|cell| cell.trim_matches('`').to_owned())
    };
    let rows = text.split("\n## ").nth(1).unwrap().lines().filter(|line| line.starts_with("| `"));
    rows.map(cells).collect()
}

#[test]
fn the_first_examples_of_the_pages_have_their_values() {
    let (english, chinese) = (first_examples("feel.md"), first_examples("feel.zh.md"));
    assert!(english.len() > 10 && english == chinese, "{english:?} {chinese:?}");
    check(&english);
}
