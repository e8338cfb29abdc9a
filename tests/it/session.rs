//! After every edit, a session has the same report as a new evaluation; tested for unusual values and places.

use super::fixture;
use gongdan::standard::Standard;
use gongdan::wire;
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// The report of a new evaluation.
fn new_evaluation(standard: &Standard, order: &Value) -> Value {
    serde_json::to_value(wire::evaluate(standard, "f", &order.to_string(), "").unwrap()).unwrap()
}

/// Opens an order, applies the edits, and compares the report with that of the resulting order.
fn check(standard: &Arc<Standard>, opened: &Value, edits: &[(&str, Value)], expected_order: &Value) {
    let mut session = wire::open_session(standard, "f", &opened.to_string(), "").unwrap();
    for (path, value) in edits {
        wire::set(&mut session, path, &value.to_string()).unwrap();
    }
    let report = serde_json::to_value(session.report().unwrap()).unwrap();
    assert_eq!(report, new_evaluation(standard, expected_order), "{opened} {edits:?}");
}

fn rows() -> Arc<Standard> {
    let label = json!({ "zh": "标", "en": "label" });
    let number = json!({ "type": "number", "label": label, "required": true });
    Arc::new(fixture::load(&fixture::document(json!({ "forms": { "f": { "title": label, "fields": {
        "n": number, "rows": { "type": "table", "label": label, "fields": { "a": number, "b": number } },
        "sum": { "type": "number", "label": label, "computed": "sum(rows.a)" },
    } } } }))))
}

#[test]
fn setting_a_missing_place_creates_it() {
    let standard = rows();
    let cases = [
        (json!({}), vec![("n", json!(1))], json!({ "n": 1 })),
        (json!(null), vec![("n", json!(1))], json!({ "n": 1 })),
        (json!({}), vec![("rows[0].a", json!(1))], json!({ "rows": [{ "a": 1 }] })),
        (json!({}), vec![("rows[2].a", json!(1))], json!({ "rows": [{}, {}, { "a": 1 }] })),
        (json!({ "rows": 5 }), vec![("rows[0].b", json!(1))], json!({ "rows": [{ "b": 1 }] })),
        (json!({ "rows": [5] }), vec![("rows[0].b", json!(1))], json!({ "rows": [{ "b": 1 }] })),
        (json!({ "rows": [5] }), vec![("rows[1].b", json!(1))], json!({ "rows": [5, { "b": 1 }] })),
        (
            json!({ "rows": [{ "a": 1 }, { "a": 2 }] }),
            vec![("rows[1].a", json!(3)), ("rows[1].a", json!(null)), ("rows[0].b", json!("x"))],
            json!({ "rows": [{ "a": 1, "b": "x" }, {}] }),
        ),
        (
            json!({ "rows": [{ "a": 1 }] }),
            vec![("rows", json!([])), ("rows[0].a", json!(4))],
            json!({ "rows": [{ "a": 4 }] }),
        ),
    ];
    for (opened, edits, expected_order) in cases {
        check(&standard, &opened, &edits, &expected_order);
    }
}

#[test]
fn a_path_that_the_form_does_not_have_is_refused_and_changes_nothing() {
    let standard = rows();
    let mut session = wire::open_session(&standard, "f", "{\"n\": 1}", "").unwrap();
    for path in ["m", "n[0].a", "rows[0].c", "rows[0]", "rows.a", ""] {
        assert_eq!(wire::set(&mut session, path, "2").unwrap_err().code, "unknown_path", "{path}");
    }
    let report = serde_json::to_value(session.report().unwrap()).unwrap();
    assert_eq!(report, new_evaluation(&standard, &json!({ "n": 1 })));
    assert_eq!(wire::open_session(&standard, "g", "{}", "").err().unwrap().code, "unknown_form");
}

#[test]
fn an_edit_reaches_the_end_of_a_long_chain_of_computed_fields() {
    let label = json!({ "zh": "标", "en": "label" });
    let id = |place: usize| format!("n{place}");
    let mut fields = Map::new();
    for place in 0..200 {
        let before = format!("n{} + 1", place - usize::from(place > 0));
        fields.insert(id(place), json!({ "type": "number", "label": label, "computed": before }));
    }
    fields["n0"].as_object_mut().unwrap().remove("computed");
    let document = fixture::document(json!({ "forms": { "f": { "title": label, "fields": fields } } }));
    let standard = Arc::new(fixture::load(&document));
    let mut session = wire::open_session(&standard, "f", "{\"n0\": 1}", "").unwrap();
    for first in [1, 5] {
        wire::set(&mut session, "n0", &first.to_string()).unwrap();
        let report = serde_json::to_value(session.report().unwrap()).unwrap();
        for place in 1..200 {
            assert_eq!(report["computed"][id(place)], json!((first + place).to_string()), "{place}");
        }
        assert_eq!(report, new_evaluation(&standard, &json!({ "n0": first })));
    }
}

#[test]
fn required_and_relevant_follow_the_edits_of_many_fields() {
    let label = json!({ "zh": "标", "en": "label" });
    let mut fields = Map::new();
    for place in 0..150 {
        let mut field = json!({ "type": "number", "label": label, "range": { "max": 9 } });
        if place % 2 == 0 && place > 0 {
            let before = format!("n{}", place - 1);
            field["relevant"] = json!(format!("{before} = null or {before} != 7"));
            field["required"] = json!(format!("{before} = 8"));
        }
        fields.insert(format!("n{place}"), field);
    }
    let document = fixture::document(json!({ "forms": { "f": { "title": label, "fields": fields } } }));
    let standard = Arc::new(fixture::load(&document));
    let mut session = wire::open_session(&standard, "f", "{}", "").unwrap();
    let mut after_edit = |path: &str, value: Value| {
        wire::set(&mut session, path, &value.to_string()).unwrap();
        let report = serde_json::to_value(session.report().unwrap()).unwrap();
        let paths = report["findings"].as_array().unwrap().iter().map(|one| one["path"].clone());
        let of = |what: &str, place: usize| report[what][format!("n{place}")].clone();
        json!([
            paths.collect::<Vec<_>>(),
            of("required", 72),
            of("required", 140),
            of("relevant", 72),
            of("relevant", 140)
        ])
    };
    assert_eq!(after_edit("n71", json!(8)), json!([["n72"], true, false, true, true]));
    assert_eq!(after_edit("n139", json!(10)), json!([["n72", "n139"], true, false, true, true]));
    assert_eq!(after_edit("n72", json!(11)), json!([["n72", "n139"], true, false, true, true]));
    assert_eq!(after_edit("n139", json!(7)), json!([["n72"], true, false, true, false]));
    assert_eq!(after_edit("n71", json!(7)), json!([[], false, false, false, false]));
    assert_eq!(after_edit("n6", json!(12)), json!([["n6"], false, false, false, false]));
}

#[test]
fn a_rule_is_not_evaluated_until_the_fields_it_needs_are_valid() {
    let label = json!({ "zh": "标", "en": "label" });
    let number = json!({ "type": "number", "label": label });
    let rule = json!({ "check": "b > 1", "needs": ["a"], "fields": ["b"], "message": label });
    let each = json!({ "each": "rows", "check": "d > 1", "needs": ["c"], "fields": ["d"], "message": label });
    let standard = fixture::load(&fixture::document(json!({ "forms": { "f": {
        "title": label,
        "fields": {
            "a": number, "b": number,
            "rows": { "type": "table", "label": label, "fields": { "c": number, "d": number } },
        },
        "rules": { "needing": rule, "row_needing": each },
    } } })));
    let rows = |rows: Value| json!({ "a": 1, "b": 2, "rows": rows });
    let cases = [
        (json!({ "b": 0 }), vec![], vec!["needing"]),
        (json!({ "a": 1, "b": 0 }), vec!["needing b"], vec![]),
        (json!({ "a": "x", "b": 0 }), vec!["type a"], vec!["needing"]),
        (json!({ "a": 1, "b": 2 }), vec![], vec![]),
        (rows(json!([{ "d": 0 }, { "c": 1, "d": 0 }])), vec!["row_needing rows[1].d"], vec!["row_needing"]),
        (rows(json!([{ "c": "x", "d": 0 }])), vec!["type rows[0].c"], vec!["row_needing"]),
        (rows(json!([{ "c": 1, "d": 2 }])), vec![], vec![]),
    ];
    for (order, findings, not_evaluated) in cases {
        let report = new_evaluation(&standard, &order);
        let describe =
            |one: &Value| format!("{} {}", one["rule"].as_str().unwrap(), one["path"].as_str().unwrap());
        let found: Vec<String> = report["findings"].as_array().unwrap().iter().map(describe).collect();
        let not_evaluated_rules =
            report["notEvaluated"].as_array().unwrap().iter().map(|one| one["rule"].clone());
        let found = json!([found, not_evaluated_rules.collect::<Vec<_>>()]);
        assert_eq!(found, json!([findings, not_evaluated]), "{order}");
    }
}

#[test]
fn sums_over_rows_follow_each_cell() {
    let label = json!({ "zh": "标", "en": "label" });
    let number = json!({ "type": "number", "label": label });
    let sums = [
        ("negated", "sum(for r in rows return -r.a)"),
        ("rounded", "sum(for r in rows return floor(r.a) * 2)"),
        ("counted", "sum(for _r in rows return 1)"),
        ("crossed", "sum(for r in rows return r.a * r.b)"),
        ("beside", "sum(for r in rows return r.a * n)"),
    ];
    let mut fields = Map::new();
    fields.insert("n".into(), number.clone());
    fields.insert(
        "rows".into(),
        json!({ "type": "table", "label": label, "fields": { "a": number, "b": number } }),
    );
    for (id, text) in sums {
        fields.insert(id.into(), json!({ "type": "number", "label": label, "computed": text }));
    }
    let document = fixture::document(json!({ "forms": { "f": { "title": label, "fields": fields } } }));
    let standard = Arc::new(fixture::load(&document));
    let opened = json!({ "n": 3, "rows": [{ "a": 1.5, "b": 2 }, { "a": -0.5, "b": 4 }] });
    let mut session = wire::open_session(&standard, "f", &opened.to_string(), "").unwrap();
    let edits = [
        ("n", json!(3), ["-1", "0", "2", "1", "3"]),
        ("rows[0].a", json!(2.5), ["-2", "2", "2", "3", "6"]),
        ("rows[1].b", json!(-4), ["-2", "2", "2", "7", "6"]),
        ("rows[2].a", json!(10), ["-12", "22", "3", "null", "36"]),
        ("rows[2].b", json!(0), ["-12", "22", "3", "7", "36"]),
        ("n", json!(0.5), ["-12", "22", "3", "7", "6"]),
    ];
    for (path, value, expected) in edits {
        wire::set(&mut session, path, &value.to_string()).unwrap();
        let report = serde_json::to_value(session.report().unwrap()).unwrap();
        let found = sums.map(|(id, _)| report["computed"][id].as_str().unwrap_or("null").to_owned());
        assert_eq!(found, expected, "{path} {value}");
    }
}
