//! What expressions of a standard can use besides fields: dictionaries, functions that call functions, labels
//! of options, parameters of every type.

use gongdan::standard::Standard;
use gongdan::wire;
use serde_json::{Value, json};

fn document(functions: Value) -> String {
    let phrase = json!({ "zh": "名称", "en": "name" });
    json!({
        "gongdan": 1, "id": "words", "version": "1.0.0", "title": phrase, "description": phrase, "trade": "fees",
        "source": { "document": "文件", "section": "一" },
        "parameters": {
            "limit": { "type": "duration", "default": "PT4H", "label": phrase },
            "days": { "type": "list", "of": "date", "default": ["2026-03-02"], "label": phrase },
            "level": { "type": "choice", "options": { "low": phrase, "high": phrase }, "default": "low", "label": phrase },
        },
        "dictionaries": { "prices": { "label": phrase, "rows": [
            { "item": "a", "from": 1, "price": 12.5, "name": { "zh": "甲", "en": "A" } },
            { "item": "a", "from": 10, "price": 10, "name": { "zh": "甲", "en": "A" } },
            { "item": "b", "from": 1, "price": null, "name": { "zh": "乙", "en": "B" } },
        ] } },
        "functions": functions,
        "forms": { "form": { "title": phrase, "fields": {
            "kind": { "type": "choice", "label": phrase, "options": { "a": { "zh": "甲类", "en": "kind a" } } },
            "phone": { "type": "phone", "pattern": ".+", "label": phrase },
            "rows": { "type": "table", "label": phrase, "fields": {
                "size": { "type": "choice", "label": phrase, "options": { "l": { "zh": "大", "en": "large" } } },
                "prices": { "type": "number", "label": phrase },
            } },
            "out": { "type": "text", "label": phrase, "computed": "EXPRESSION" },
        }, "rules": {
            "said": { "each": "rows", "check": "label(\"size\", size) = \"大\" and label(\"kind\", kind) = \"甲类\"",
                "fields": ["size"], "message": phrase },
            "hidden": { "each": "rows", "check": "prices < 2", "fields": ["prices"], "message": phrase },
        } } },
        "readings": [phrase],
        "exceptions": [{ "lint": "unused", "at": "/parameters/limit", "reason": phrase }],
    })
    .to_string()
}

fn functions() -> Value {
    json!({
        "price_of": { "parameters": ["kind", "count"], "value": "prices[item = kind and from <= count][-1].price" },
        "total_of": { "parameters": ["kind", "count"], "value": "price_of(kind, count) * count" },
    })
}

#[test]
fn expressions_read_dictionaries_functions_labels_and_parameters() {
    let cases = [
        (r#"string(price_of("a", 9))"#, "12.5"),
        (r#"string(total_of("a", 10))"#, "100"),
        (r#"if price_of("b", 1) = null then "none" else "some""#, "none"),
        (r#"lookup(prices, "item", "b").name.zh"#, "乙"),
        (r#"if lookup(prices, "item", "c") = null then "none" else "some""#, "none"),
        (r#"label("kind", kind)"#, "甲类"),
        ("string(limit * 2)", "PT8H"),
        (r#"if list contains(days, date("2026-03-02")) then "yes" else "no""#, "yes"),
    ];
    for (expression, expected) in cases {
        let text = document(functions()).replace("\"EXPRESSION\"", &json!(expression).to_string());
        let standard = Standard::parse(&text).unwrap_or_else(|errors| panic!("{expression}: {errors:?}"));
        let report = wire::evaluate(&standard, "form", r#"{"kind": "a"}"#, "{}").unwrap();
        let report = serde_json::to_value(report).unwrap();
        assert_eq!(report["computed"]["out"], expected, "{expression}");
    }
}

#[test]
fn rows_have_labels_and_their_fields_hide_dictionaries() {
    let standard = Standard::parse(&document(functions()).replace("EXPRESSION", "kind")).unwrap();
    let cases = [
        (json!({ "kind": "a", "rows": [{ "size": "l", "prices": 1 }] }), json!([])),
        (json!({ "kind": "a", "rows": [{ "size": "l", "prices": 2 }] }), json!(["rows[0].prices"])),
        (json!({ "rows": [{ "size": "l" }] }), json!([])),
    ];
    for (order, expected) in cases {
        let report = wire::validate(&standard, "form", &order.to_string(), "{}").unwrap();
        let findings = serde_json::to_value(report).unwrap()["findings"].clone();
        let paths: Vec<Value> =
            findings.as_array().unwrap().iter().map(|finding| finding["path"].clone()).collect();
        assert_eq!(json!(paths), expected, "{order}");
    }
}

#[test]
fn the_caller_overrides_parameters_of_every_type() {
    let cases = [
        ("string(limit)", json!({ "limit": "P1M" }), json!("P1M")),
        ("string(days)", json!({ "days": ["2026-05-01", "2026-05-02"] }), json!("[2026-05-01, 2026-05-02]")),
        ("string(count(days))", json!({ "days": [] }), json!("0")),
        ("level", json!({ "level": "high" }), json!("high")),
        ("level", json!({}), json!("low")),
        ("string(limit)", json!({ "limit": null }), Value::Null),
    ];
    for (expression, parameters, expected) in cases {
        let text = document(functions()).replace("\"EXPRESSION\"", &json!(expression).to_string());
        let options = json!({ "parameters": parameters }).to_string();
        let report = wire::evaluate(&Standard::parse(&text).unwrap(), "form", "{}", &options).unwrap();
        let report = serde_json::to_value(report).unwrap();
        assert_eq!(report["computed"]["out"], expected, "{expression} {parameters}");
    }
    let standard = Standard::parse(&document(functions()).replace("EXPRESSION", "kind")).unwrap();
    for wrong in [json!({ "days": ["5.1"] }), json!({ "limit": "4h" }), json!({ "level": "urgent" })] {
        let options = json!({ "parameters": wrong }).to_string();
        assert!(wire::evaluate(&standard, "form", "{}", &options).is_err(), "{wrong}");
    }
}

#[test]
fn a_cycle_of_functions_is_refused_with_their_names() {
    let circle = json!({
        "a": { "parameters": ["x"], "value": "b(x)" },
        "b": { "parameters": ["x"], "value": "if x > 0 then c(x) else 0" },
        "c": { "parameters": ["x"], "value": "b(x - 1)" },
    });
    assert_eq!(cycle_of(&document(circle).replace("EXPRESSION", "string(a(1))")), "b → c → b");
}

#[test]
fn a_cycle_of_a_calculation_and_a_function_is_refused() {
    let text = document(json!({ "half": { "parameters": ["x"], "value": "sum_of(x / 2)" } }));
    let mut document: Value = serde_json::from_str(&text.replace("EXPRESSION", "kind")).unwrap();
    let phrase = json!({ "zh": "和", "en": "sum" });
    document["calculations"] = json!({ "sum_of": {
        "label": phrase, "inputs": { "x": { "type": "number", "label": phrase } },
        "steps": { "total": { "label": phrase, "table": {
            "inputs": ["x"], "rules": [{ "when": ["> 1"], "then": "1 + half(x)" }], "default": "0",
        } } },
        "outputs": { "total": { "type": "number", "label": phrase } },
    } });
    assert_eq!(cycle_of(&document.to_string()), "sum_of → half → sum_of");
}

/// The names that the error about a circle lists.
fn cycle_of(text: &str) -> String {
    let errors = Standard::parse(text).unwrap_err();
    let error = errors.iter().find(|error| error.code == "function.circle").expect("a circle");
    error.message.en.rsplit(": ").next().unwrap().to_owned()
}

#[test]
fn a_phone_with_its_own_pattern_is_checked_only_by_that() {
    let standard = Standard::parse(&document(functions()).replace("EXPRESSION", "kind")).unwrap();
    let report = wire::validate(&standard, "form", r#"{"phone": "分机 3"}"#, "{}").unwrap();
    assert_eq!(serde_json::to_value(report).unwrap()["findings"], json!([]));
}

#[test]
fn a_standard_describes_its_trade_purpose_and_readings() {
    let standard = Standard::parse(&document(functions()).replace("EXPRESSION", "kind")).unwrap();
    let described = serde_json::to_value(wire::describe(&standard, gongdan::data::Locale::Zh)).unwrap();
    assert_eq!(
        (&described["trade"], &described["readings"], &described["description"]),
        (&json!("fees"), &json!(["名称"]), &json!("名称"))
    );
}

#[test]
fn the_length_of_a_list_is_reported_in_items() {
    let phrase = json!({ "zh": "名称", "en": "name" });
    let field = |kind: &str| json!({ "type": kind, "label": phrase, "length": { "min": 2, "max": 2 } });
    let fields = json!({ "text": field("text"), "files": field("attachment_list") });
    let document = json!({
        "gongdan": 1, "id": "lengths", "version": "1.0.0", "title": phrase, "source": { "document": "文件", "section": "一" },
        "forms": { "form": { "title": phrase, "fields": fields } },
    });
    let standard = Standard::parse(&document.to_string()).unwrap();
    let messages = |order: Value, options: &str| {
        let answer = wire::validate(&standard, "form", &order.to_string(), options).unwrap();
        answer.findings.iter().map(|finding| finding.message.to_string()).collect::<Vec<_>>()
    };
    let order = json!({ "text": "a", "files": ["a", "b", "c"] });
    assert_eq!(messages(order.clone(), ""), ["「名称」至少 2 个字", "「名称」最多 2 项"]);
    assert_eq!(
        messages(order, r#"{"locale":"en"}"#),
        ["“name” needs at least 2 characters", "“name” takes at most 2 items"]
    );
    let one = document.to_string().replace("\"min\":2", "\"min\":1").replace("\"max\":2", "\"max\":1");
    let standard = Standard::parse(&one).unwrap();
    let messages = |order: Value| {
        let answer = wire::validate(&standard, "form", &order.to_string(), r#"{"locale":"en"}"#).unwrap();
        answer.findings.iter().map(|finding| finding.message.to_string()).collect::<Vec<_>>()
    };
    let order = json!({ "text": "ab", "files": ["a", "b", "c"] });
    assert_eq!(messages(order), ["“name” takes at most 1 character", "“name” takes at most 1 item"]);
}
