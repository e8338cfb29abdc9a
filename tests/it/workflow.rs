//! Workflows: which states may follow, under which guard, and which fields a transition demands.

use super::fixture::{document, load};
use gongdan::standard::Standard;
use gongdan::wire;
use serde_json::{Value, json};

fn standard() -> Standard {
    let label = |zh: &str, en: &str| json!({ "zh": zh, "en": en });
    load(&document(json!({
        "forms": { "f": {
            "title": label("单", "order"),
            "fields": {
                "status": { "type": "choice", "label": label("状态", "Status"), "options": {
                    "open": label("处理中", "open"), "waiting": label("待件", "waiting"), "closed": label("已完成", "closed"), "void": label("作废", "void"),
                } },
                "paid": { "type": "bool", "label": label("收费", "Paid") },
                "fee": { "type": "money", "label": label("费用", "Fee"), "relevant": "paid = true" },
                "done_at": { "type": "datetime", "label": label("完成时间", "Done at") },
                "reason": { "type": "text", "label": label("原因", "Reason") },
            },
            "workflow": { "field": "status", "initial": "open", "transitions": [
                { "from": ["open", "waiting"], "to": "closed", "demands": ["done_at", "fee"], "source": "四" },
                { "from": "open", "to": "waiting" },
                { "from": "open", "to": "void", "guard": "paid = false", "demands": ["reason"], "message": label("已收费的不能作废", "a paid order cannot be voided") },
                { "from": "open", "to": "void", "guard": "reason = \"duplicate\"" },
            ] },
        } },
    })))
}

/// Checks the findings of a transition, as `rule path message`; none if it is allowed.
fn check(standard: &Standard, from: &str, to: &str, order: Option<Value>, expected: &[&str]) {
    let text = order.as_ref().map_or(String::new(), Value::to_string);
    let report = wire::transition(standard, "f", from, to, &text, "{\"locale\": \"en\"}").unwrap();
    let report = serde_json::to_value(report).unwrap();
    let found: Vec<String> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            format!(
                "{} {} {}",
                one["rule"].as_str().unwrap(),
                one["path"].as_str().unwrap(),
                one["message"].as_str().unwrap()
            )
        })
        .collect();
    assert_eq!(report["allowed"], expected.is_empty(), "{from} {to}");
    assert_eq!(found, expected, "{from} {to}");
}

#[test]
fn a_transition_checks_its_states_guard_and_demanded_fields() {
    let standard = standard();
    let check = |from: &str, to: &str, order: Option<Value>, expected: &[&str]| {
        check(&standard, from, to, order, expected)
    };
    check("open", "closed", None, &[]);
    check(
        "open",
        "open",
        None,
        &["transition status “open” cannot change to “open”; possible next: closed, waiting, void"],
    );
    check("open", "gone", None, &["transition status There is no state “gone”"]);
    let done = json!({ "done_at": "2026-03-02T10:00" });
    check("waiting", "closed", Some(done.clone()), &[]);
    check(
        "open",
        "closed",
        Some(json!({ "paid": true })),
        &["required done_at Fill in “Done at”", "required fee Fill in “Fee”"],
    );
    // A field that is not relevant is not demanded; one that cannot be read is missing.
    check("open", "closed", Some(json!({ "paid": false, "done_at": "2026-03-02T10:00" })), &[]);
    check(
        "open",
        "closed",
        Some(json!({ "done_at": "soon" })),
        &["type done_at “Done at” must be a date and time such as 2026-03-02T09:30; “soon” cannot be read"],
    );
    // One of two possible transitions is enough; if neither is allowed, the findings are those of the first.
    check("open", "void", Some(json!({ "paid": true, "reason": "duplicate" })), &[]);
    check("open", "void", Some(json!({ "paid": false, "reason": "sold" })), &[]);
    check(
        "open",
        "void",
        Some(json!({ "paid": true })),
        &["transition status a paid order cannot be voided", "required reason Fill in “Reason”"],
    );
}

#[test]
fn the_next_states_are_listed_with_their_demands() {
    let standard = standard();
    let next = |from: &str, order: &str| {
        let next = wire::next_states(&standard, "f", from, order, "").unwrap();
        let next = serde_json::to_value(next).unwrap();
        let line = |one: &Value| {
            let demands = one["demands"].as_array().unwrap().iter();
            let demands: Vec<String> = demands
                .map(|one| {
                    format!(
                        "{}{}",
                        one["label"].as_str().unwrap(),
                        if one["missing"] == true { "!" } else { "" }
                    )
                })
                .collect();
            format!(
                "{} {} {} [{}]",
                one["state"].as_str().unwrap(),
                one["label"].as_str().unwrap(),
                one["allowed"],
                demands.join(" ")
            )
        };
        next.as_array().unwrap().iter().map(line).collect::<Vec<_>>()
    };
    assert_eq!(
        next("", ""),
        ["closed 已完成 true [完成时间! 费用!]", "waiting 待件 true []", "void 作废 true [原因!]"]
    );
    assert_eq!(
        next("", "{\"status\": \"waiting\", \"paid\": true, \"done_at\": \"2026-03-02T10:00\"}"),
        ["closed 已完成 false [完成时间 费用!]"]
    );
    assert_eq!(
        next("open", "{\"status\": \"waiting\", \"paid\": false}"),
        ["closed 已完成 false [完成时间! 费用]", "waiting 待件 true []", "void 作废 false [原因!]"]
    );
    assert!(next("closed", "").is_empty() && next("gone", "").is_empty());
}
