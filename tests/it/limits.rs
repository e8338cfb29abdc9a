//! Limits exceeded during an evaluation: whatever uses the list, loop or call, the value is null, and a note
//! names the limit.

use super::feel_tck::Zones;
use super::fixture::{document, load};
use gongdan::standard::Standard;
use gongdan::wire::{calculate, evaluate_expression, evaluate_table};
use serde_json::{Value, json};

const LONG: &str = "for x in 1..100000000 return x";
const TURNS: &str = "every x in 1..2000, y in 1..2000 satisfies x + y > 0";
const DEEP: &str = "(function(f) f(f))(function(f) f(f))";

/// Uses of a list that is too long: each of these would have a value for an empty list or for null.
const FOLDS: [&str; 33] = [
    "{}",
    "count({})",
    "sum({})",
    "min({})",
    "max({})",
    "mean({})",
    "median({})",
    "mode({})",
    "product({})",
    "stddev({})",
    "all({})",
    "any({})",
    "list contains({}, 1)",
    "concatenate([1], {})",
    "append({}, 1)",
    "union([1], {})",
    "distinct values({})",
    "flatten([1, {}])",
    "reverse({})",
    "sort({})",
    "index of({}, 1)",
    "is({}, null)",
    "coalesce({}, 0)",
    "present({})",
    "({}) = null",
    "if ({}) = null then 0 else 1",
    "some y in ({}) satisfies true",
    "every y in ({}) satisfies true",
    "[1, 2, 3][count({}) = 0]",
    "{a: count({}), b: 1}.b",
    "(function(n) 1)({})",
    "count(for z in [1] return count({}))",
    "1 in (2, count({}) + 1, 1)",
];

fn check(text: &str, code: &str) {
    let report =
        evaluate_expression(text, "{}", &Zones).unwrap_or_else(|misuse| panic!("{text}: {misuse:?}"));
    let codes: Vec<_> = report.notes.iter().map(|note| note.code).collect();
    assert_eq!((report.value.to_string().as_str(), codes), ("null", vec![code]), "{text}");
}

#[test]
fn a_limit_exceeded_anywhere_in_an_expression_is_its_result() {
    // Two million turns take a while, so those are tested in only some of the places.
    for (inner, code, every) in [(LONG, "list_items", 1), (DEEP, "call_depth", 1), (TURNS, "steps", 6)] {
        for fold in FOLDS.iter().step_by(every) {
            check(&fold.replacen("{}", inner, 1), code);
        }
    }
    check("count(for x in [1..100000000] return x)", "list_items");
    check("some x in 1..100000000 satisfies x = 1", "list_items");
    check("every x in 1..2000, y in 1..2000 satisfies x > 0", "steps");
    check("count([1, 2][some x in 1..2000, y in 1..2000 satisfies x = 0])", "steps");
}

/// A context whose entries are each twice the size of the one before, and its last entry.
fn doubling_expression(first: &str, twice: &str) -> String {
    let mut text = format!("{{a0: {first}");
    for at in 1..=40 {
        text += &format!(", a{at}: {}", twice.replace('P', &format!("a{}", at - 1)));
    }
    text + "}.a40"
}

#[test]
fn a_value_that_doubles_repeatedly_exceeds_its_limit() {
    for (first, twice) in [
        ("\"x\"", "P + P"),
        ("[1]", "[P, P]"),
        ("[1]", "flatten([P, P])"),
        ("[1]", "concatenate(P, P)"),
        ("[1]", "{x: P, y: P}"),
        ("[\"x\"]", "[string join(P), string join(concatenate(P, P))]"),
    ] {
        check(&doubling_expression(first, twice), "value_parts");
    }
    let long = "string join(for x in 1..90000 return \"0123456789\")";
    check(&format!("{{t: {long}, r: replace(t, \"0\", t)}}.r"), "value_parts");
    check(&format!("{{t: {long}, j: string join(for x in 1..90000 return \"\", t)}}.j"), "value_parts");
}

#[test]
fn repeated_searches_of_long_lists_end_at_a_limit() {
    // Items of mixed types cannot be sorted to bring equal ones together.
    check("{l: for x in 1..99999 return if x = 1 then true else x, n: distinct values(l)}.n", "steps");
    check("{l: for x in 1..99999 return if x = 1 then true else x, n: all different(l)}.n", "steps");
    check("{l: for x in 1..99999 return x, n: for x in 1..99999 return l[item = -1]}.n", "steps");
    check(&doubling_expression("\"x\"", "replace(P, \"x\", \"xx\")"), "steps");
    let text = |count: u32| format!("t: string join(for x in 1..{count} return \"ab\")");
    check(&format!("{{{}, n: replace(t, \"a(.*c)?\", \"y\")}}.n", text(9000)), "steps");
    check(&format!("{{{}, n: for x in 1..99999 return matches(t, \"zz$\")}}.n", text(9000)), "steps");
    check("{l: for x in 1..99999 return x, n: some x in l satisfies list contains(l, -1)}.n", "steps");
    let rows = |count: u32| format!("r: for x in 1..{count} return {{a: x}}");
    check(&format!("{{{}, n: every x in r satisfies sum(r.a) > x.a}}.n", rows(9999)), "steps");
    check(&format!("{{{}, n: every x in r satisfies count(r[a > x.a]) >= 0}}.n", rows(4000)), "steps");
    check("{l: for x in 1..9999 return x, n: some x in l satisfies -x in l}.n", "steps");
    check("{l: for x in 1..9999 return x, n: every x in l satisfies l instance of list<number>}.n", "steps");
    check(&format!("{{{}, n: every x in 1..99999 satisfies t = t}}.n", text(9000)), "steps");
}

/// A turn of a loop costs as much as its body.
#[test]
fn loops_with_long_bodies_end_at_a_limit() {
    let body = |one: &str, times: usize| vec![one; times].join(" + ");
    for (one, times) in [
        ("x / 7", 60),
        ("x * y", 200),
        ("number(string(x / 7))", 20),
        ("range(\"[1..\" + string(x) + \"]\").end", 10),
        ("f(x)", 20),
    ] {
        let f = format!("f: function(n) {}", body("n / 7", 20));
        let some = format!("some x in 1..400, y in 1..400 satisfies {} + y - y < 0", body(one, times));
        check(&format!("{{{f}, n: {some}}}.n"), "steps");
    }
}

/// A single call is cheap; but a loop must not be able to make any number of them.
#[test]
fn superlinear_work_is_counted_over_all_calls() {
    let list = "l: for x in 1..5000 return string(x), t: string join(l), d: date(\"2000-01-01\")";
    for condition in [
        "distinct values(l) = []",
        "count(union(l, [y])) = 0",
        "all different(l) = null",
        "median(for x in 1..5000 return x) < 0",
        "stddev(for x in 1..5000 return x) < 0",
        "workdays between(d, date(\"2100-01-01\")) < 0",
        "add workdays(d, 25000) < d",
        "matches(t, \"(a?){500}b\")",
        "replace(t, \"1\", \"2\") = \"\"",
        "matches(\"\", string join([\"a{2000}\", string(y)]))",
        "exp(y / 5000) < 0",
        "log(y) < 0",
        "y ** 0.5 < 0",
    ] {
        check(&format!("{{{list}, n: some y in 1..99999 satisfies {condition}}}.n"), "steps");
    }
}

#[test]
fn work_within_the_limits_gives_its_result() {
    let count = |text: &str| evaluate_expression(text, "{}", &Zones).unwrap().value.to_string();
    assert_eq!(count("count(for x in 1..99999 return x)"), "99999");
    assert_eq!(count("(for x in 1..99999 return if x = 1 then 1 else partial[-1] + x)[-1]"), "4999950000");
    assert_eq!(count("count([for x in 1..1000, y in 1..99 return 1, 2])"), "2");
    assert_eq!(count("{l: for x in 1..99999 return -x, s: sort(sort(l)), n: s[1] + median(l)}.n"), "-149999");
    assert_eq!(count("{l: for x in 1..99999 return string(x), n: count(distinct values(l))}.n"), "99999");
    assert_eq!(count("{l: for x in 1..99999 return string(x), n: all different(l)}.n"), "true");
}

#[test]
fn a_table_whose_cells_exceed_a_limit_has_no_value_and_reports_it() {
    let table = |input: String, cell: String, output: String| {
        let table = json!({ "hitPolicy": "F", "inputs": [{ "expr": input }], "outputs": [{ "name": "o", "default": "7" }],
            "rules": [[[cell], [output]], [["-"], ["8"]]] });
        let report = evaluate_table(&table.to_string(), "{}", &Zones).unwrap();
        let codes: Vec<_> = report.notes.iter().map(|note| note.code).collect();
        (report.value.to_string(), codes)
    };
    let many = || format!("count({LONG})");
    let no_value = ("null".to_string(), vec!["list_items"]);
    assert_eq!(table(many(), "-".into(), "1".into()), no_value);
    assert_eq!(table("0".into(), many(), "1".into()), no_value);
    assert_eq!(table("0".into(), "-".into(), many()), no_value);
    assert_eq!(table("0".into(), "0".into(), "1".into()), ("1".into(), vec![]));
}

#[test]
fn a_calculation_that_exceeds_a_limit_has_no_outputs_and_names_it() {
    let text = json!({ "zh": "数", "en": "number" });
    for (many, code) in
        [("counted(100000000)", "list_items"), ("first()", "list_items"), (DEEP, "call_depth")]
    {
        let table = |when: &str| json!({ "inputs": ["1"], "rules": [{ "when": [when], "then": "2" }, { "when": ["-"], "then": "3" }] });
        let folds = [
            json!({ "value": "if many = null then 0 else 1" }),
            json!({ "value": "count(many)" }),
            json!({ "value": "coalesce(many, 0)" }),
            json!({ "value": "1" }),
            json!({ "table": table("count(many)") }),
            json!({ "table": { "inputs": ["count(many)"], "rules": [{ "when": ["-"], "then": "3" }] } }),
        ];
        for mut last in folds {
            last["label"] = text.clone();
            let number = json!({ "type": "number", "label": text });
            let standard = load(&document(json!({
                "functions": { "counted": { "parameters": ["n"], "value": "count(for x in 1..n return x)" } },
                "calculations": {
                    "first": { "label": text, "inputs": {}, "steps": { "all": { "label": text, "value": "counted(100000000)" } },
                        "outputs": { "all": number } },
                    "whole": { "label": text, "inputs": {}, "steps": { "many": { "label": text, "value": many }, "last": last },
                        "outputs": { "last": number } },
                },
            })));
            let answer = serde_json::to_value(calculate(&standard, "whole", "{}", "{}").unwrap()).unwrap();
            assert_eq!(answer["outputs"]["last"], Value::Null, "{many} {last}");
            assert_eq!(answer["reasons"]["last"]["code"], code, "{many} {last}");
        }
    }
}

/// A standard with these members in its form.
fn standard_of(members: Value) -> Standard {
    let text = json!({ "zh": "数", "en": "number" });
    let field = |kind: &str| json!({ "type": kind, "label": text });
    let mut form = json!({ "title": text, "fields": {
        "n": field("integer"), "a": field("datetime"), "b": field("datetime"), "t": field("text"),
        "many": { "type": "integer", "label": text, "computed": "count(for x in 1..n return x)" },
        "more": { "type": "integer", "label": text, "computed": "coalesce(many, 0) + 1" },
        "rows": { "type": "table", "label": text, "fields": { "k": field("integer") } },
    } });
    form.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    load(&document(json!({
        "forms": { "f": form },
        "functions": { "counted": { "parameters": ["n"], "value": "count(for x in 1..n return x)" } },
        "formats": { "slow": { "label": text, "grammar": [{ "pattern": ".*", "id": "all", "label": text, "check": "count(for x in 1..100000000 return x) > 0" }] } },
    })))
}

/// The report on an order.
fn evaluated(members: Value, order: &Value, options: &Value) -> Value {
    let standard = standard_of(members);
    let report = gongdan::wire::evaluate(&standard, "f", &order.to_string(), &options.to_string()).unwrap();
    serde_json::to_value(report).unwrap()
}

#[test]
fn a_rule_that_exceeds_a_limit_is_not_evaluated_and_names_it() {
    let order = json!({ "n": 100_000_000, "t": "ab".repeat(9000), "rows": [{ "k": 1 }] });
    let check = |rule: &str, code: Value| {
        let rules =
            json!({ "r": { "check": rule, "fields": ["n"], "message": { "zh": "数", "en": "number" } } });
        let found = evaluated(json!({ "rules": rules }), &order, &json!({ "locale": "en" }));
        assert_eq!(found["findings"], json!([]), "{rule}");
        assert_eq!(found["notEvaluated"][0]["reason"]["code"], code, "{rule}");
    };
    for rule in [
        "counted(n) > 0",
        "count(for x in 1..n return x) > 0",
        "coalesce(count(for x in 1..n return x), 1) = 0",
        "many > 0",
        "coalesce(many, 1) = 0",
        "more > 0",
        "if parse ok(\"slow\", t) then false else false",
    ] {
        check(rule, json!("list_items"));
    }
    check("count(for _x in 1..9999 return matches(t, \"zz$\")) = 0", json!("steps"));
    check("a > b", Value::Null);
}

#[test]
fn a_deadline_that_exceeds_a_limit_is_unknown_and_names_it() {
    let order = json!({ "n": 100_000_000, "a": "2026-03-02T09:00" });
    let check = |members: Value, expected: Value| {
        let mut deadline =
            json!({ "label": { "zh": "数", "en": "number" }, "start": "a", "within": { "hours": 1 } });
        deadline.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
        let options = json!({ "now": "2026-03-02T09:30", "locale": "zh" });
        let found = evaluated(json!({ "deadlines": { "d": deadline } }), &order, &options);
        let describe =
            |one: &Value| json!([one["status"], one["due"], one["reason"]["code"], one["reason"]["message"]]);
        let all: Vec<_> = found["deadlines"].as_array().unwrap().iter().map(describe).collect();
        assert_eq!(json!(all), expected, "{members}");
    };
    let unknown = || json!([["unknown", null, "list_items", "列表过长（LIST_ITEMS）"]]);
    check(json!({ "when": "counted(n) > 0" }), unknown());
    check(json!({ "when": "many > 0" }), unknown());
    check(json!({ "stop": "if counted(n) > 0 then b else b" }), unknown());
    check(json!({ "start": "a + duration(\"PT1H\") * count(for x in 1..n return x)" }), unknown());
    check(json!({ "within": { "hours": "many" } }), unknown());
    check(json!({ "when": "a = b or many > 0" }), unknown());
    check(json!({ "when": "n = 1 and many > 0" }), json!([]));
    check(json!({}), json!([["pending", "2026-03-02T10:00:00+08:00", null, null]]));
}

#[test]
fn values_lost_to_a_limit_return_after_an_edit() {
    let rules = json!({ "r": { "check": "coalesce(many, 0) > 3", "fields": ["n"], "message": { "zh": "数", "en": "number" } } });
    let standard = std::sync::Arc::new(standard_of(json!({ "rules": rules })));
    let mut session = gongdan::wire::open_session(&standard, "f", "{}", "{}").unwrap();
    for (n, broken, open) in
        [(5, json!([]), json!([])), (100_000_000, json!([]), json!(["r"])), (2, json!(["r"]), json!([]))]
    {
        gongdan::wire::set(&mut session, "n", &n.to_string()).unwrap();
        let report = serde_json::to_value(session.report().unwrap()).unwrap();
        let rules = |key: &str| -> Value {
            report[key].as_array().unwrap().iter().map(|one| one["rule"].clone()).collect()
        };
        assert_eq!((rules("findings"), rules("notEvaluated")), (broken, open), "{n}");
    }
}
