//! What FEEL says where no conformance case asks: one expression, one typed value, through the call that JavaScript makes.

use super::feel_tck::Zones;
use gongdan::wire::evaluate_expression;
use serde_json::{Value, json};

fn check(cases: &[(&str, Value)]) {
    for (text, expected) in cases {
        let report =
            evaluate_expression(text, "{}", &Zones).unwrap_or_else(|misuse| panic!("{text}: {misuse:?}"));
        let report: Value = serde_json::from_str(&report.json()).unwrap();
        assert_eq!(report["value"], *expected, "{text}: {report}");
    }
}

#[test]
fn what_may_be_left_out_of_a_call_may_be_left_out_by_name_too() {
    check(&[
        (r#"substring(string: "foobar", start position: 3)"#, json!("obar")),
        (r#"substring(start position: 3, string: "foobar", length: 2)"#, json!("ob")),
        ("floor(n: 1.5)", json!({ "number": "1" })),
        ("ceiling(n: 1.5)", json!({ "number": "2" })),
        ("sublist(list: [1, 2, 3], start position: 3)", json!([{ "number": "3" }])),
        (r#"string join(list: ["a", "b"])"#, json!("ab")),
        (r#"matches(input: "abc", pattern: "b")"#, json!(true)),
        (r#"time(hour: 11, minute: 59, second: 0)"#, json!({ "time": "11:59:00" })),
        ("sort(list: [2, 1])", json!([{ "number": "1" }, { "number": "2" }])),
        ("floor(n: 1.56, scale: null)", json!(null)),
        ("substring(start position: 3, length: 2)", json!(null)),
    ]);
}
