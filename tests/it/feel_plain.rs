//! FEEL beyond the conformance cases: one expression, one typed value, through the same call as JavaScript.

use super::feel_tck::Zones;
use gongdan::feel::{Dialect, Scope, compile};
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
fn optional_arguments_can_also_be_omitted_from_named_calls() {
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

#[test]
fn replacements_follow_the_rules_of_xpath() {
    check(&[
        (r#"replace("abc", "(a)(b)", "$2$1")"#, json!("bac")),
        (r#"replace("abcdefghijklm", "(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)", "$11")"#, json!("klm")),
        (r#"replace("ab", "(a)", "$12")"#, json!("a2b")),
        (r#"replace("abc", "a", "$1")"#, json!("bc")),
        (r#"replace("abc", "a", "\\$")"#, json!("$bc")),
        (r#"replace("abc", "a", "\\\\")"#, json!("\\bc")),
        (r#"replace("abc", "a", "$")"#, json!(null)),
        (r#"replace("abc", "a", "\\")"#, json!(null)),
        (r#"replace("abc", "x", "$")"#, json!("abc")),
    ]);
}

#[test]
fn differences_of_times_respect_their_offsets() {
    check(&[
        (r#"time("10:00:00Z") - time("10:00:00+01:00")"#, json!({ "dt": "PT1H" })),
        (r#"time("10:00:00+01:00") - time("09:00:00Z")"#, json!({ "dt": "PT0S" })),
        (r#"time("10:00:00") - time("09:00:00")"#, json!({ "dt": "PT1H" })),
        (r#"time("10:00:00") - time("09:00:00Z")"#, json!(null)),
        (r#"date("2021-01-12") - date and time("2021-01-11T00:00:00Z")"#, json!({ "dt": "P1D" })),
        (r#"date("2021-01-12") - date and time("2021-01-11T00:00:00")"#, json!(null)),
    ]);
}

#[test]
fn times_can_have_fractions_of_seconds_and_come_from_dates() {
    check(&[
        ("string(time(11, 59, 45.123, null))", json!("11:59:45.123")),
        (r#"string(time(11, 59, 45.5, duration("PT1H")))"#, json!("11:59:45.5+01:00")),
        ("time(11, 59, 60)", json!(null)),
        ("time(11, 59, -0.5)", json!(null)),
        (r#"time(date("2017-08-10"))"#, json!({ "time": "00:00:00Z" })),
    ]);
}

#[test]
fn a_nested_filter_can_read_the_outer_item() {
    check(&[
        ("count([{a: 1}, {a: 5}][count([{b: 2}, {b: 3}][b > a]) > 0])", json!({ "number": "1" })),
        ("[{a: 1}, {a: 5}][count([{a: 2}][a = 2]) = 1].a", json!([{ "number": "1" }, { "number": "5" }])),
    ]);
}

#[test]
fn errors_come_all_at_once_and_each_only_once() {
    let missing = |sign| format!("`{sign}` is missing here");
    let (unexpected, unfinished) = ("this is not expected here", "the expression is not finished");
    for (text, expected) in [
        (
            "[1, , 2] + x",
            vec![(4, unexpected.into()), (11, "there is no name `x`: did you mean `\"x\"`?".into())],
        ),
        ("max(, 1)", vec![(4, unexpected.into())]),
        (
            "{a: {b: }, c: , d: 1 +}",
            vec![(8, unexpected.into()), (14, unexpected.into()), (22, unexpected.into())],
        ),
        ("{a 1}", vec![(4, missing(":"))]),
        ("[1..2", vec![(5, missing("]"))]),
        ("if true then 2", vec![(14, missing("else"))]),
        ("1 + (2 * (3 + [4)", vec![(16, missing("]")), (17, missing(")"))]),
        (") 1", vec![(0, unexpected.into())]),
        ("1 +", vec![(3, unfinished.into())]),
    ] {
        let errors = compile(text, &Scope::new(Dialect::Feel)).unwrap_err();
        let found: Vec<_> = errors.iter().map(|error| (error.span.start, error.to_string())).collect();
        assert_eq!(found, expected, "{text}");
    }
}
