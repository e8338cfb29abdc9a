//! Calculations: inputs, decision tables, reasons, outputs; each as a small standard of its own.

use super::fixture::{self, load};
use gongdan::standard::Standard;
use gongdan::wire;
use serde_json::{Value, json};

/// A standard with one calculation `c`.
fn standard(parameters: Value, calculation: Value) -> Standard {
    load(&document(parameters, calculation))
}

fn document(parameters: Value, mut calculation: Value) -> Value {
    let label = json!({ "zh": "标", "en": "label" });
    for part in ["inputs", "steps", "outputs"] {
        for (_, one) in calculation[part].as_object_mut().unwrap() {
            one.as_object_mut().unwrap().entry("label").or_insert_with(|| label.clone());
        }
    }
    calculation["label"] = label.clone();
    fixture::document(json!({ "parameters": parameters, "calculations": { "c": calculation } }))
}

fn run(standard: &Standard, inputs: &Value, options: &Value) -> Value {
    let report = wire::calculate(standard, "c", &inputs.to_string(), &options.to_string());
    serde_json::to_value(report.unwrap_or_else(|misuse| panic!("{misuse:?}"))).unwrap()
}

/// Checks the outputs. `!` and a code is expected of an output without a value: the code of its reason.
fn check(standard: &Standard, inputs: Value, expected: Value) {
    let report = run(standard, &inputs, &Value::Null);
    for (id, output) in expected.as_object().unwrap() {
        match output.as_str().and_then(|text| text.strip_prefix('!')) {
            Some(code) => {
                assert_eq!(report["outputs"][id], Value::Null, "{inputs} {id}");
                assert_eq!(report["reasons"][id]["code"], code, "{inputs} {id}: {}", report["reasons"]);
            }
            None => assert_eq!(report["outputs"][id], *output, "{inputs} {id}: {}", report["reasons"]),
        }
    }
}

#[test]
fn inputs_can_be_tables_lists_and_durations() {
    let standard = standard(
        json!({}),
        json!({
            "inputs": {
                "lines": { "type": "table", "fields": {
                    "item": { "type": "choice", "label": { "zh": "项", "en": "item" }, "options": { "a": { "zh": "甲", "en": "a" } } },
                    "qty": { "type": "number", "label": { "zh": "数", "en": "qty" }, "default": 1 },
                    "price": { "type": "money", "label": { "zh": "价", "en": "price" } },
                } },
                "days": { "type": "list", "of": "date" },
                "figures": { "type": "list", "of": "number" },
                "limit": { "type": "duration", "default": "PT4H" },
            },
            "steps": {
                "sum_of": { "value": "sum(for l in lines return l.qty * l.price)" },
                "items": { "value": "lines.item" },
                "latest": { "value": "max(days)" },
                "total": { "value": "sum(figures)" },
                "twice": { "value": "limit * 2" },
            },
            "outputs": {
                "sum_of": { "type": "money" },
                "items": { "type": "list" },
                "latest": { "type": "date" },
                "total": { "type": "number" },
                "twice": { "type": "duration" },
            },
        }),
    );
    let lines = json!([{ "item": "a", "qty": "1.5", "price": "3.35" }, { "item": "a", "price": 2 }]);
    check(
        &standard,
        json!({ "lines": lines }),
        json!({ "sum_of": "7.03", "items": ["a", "a"], "twice": "PT8H" }),
    );
    check(&standard, json!({ "lines": null }), json!({ "sum_of": "!no_data", "items": "!no_data" }));
    // A table without rows is not missing, but its sum has no result.
    check(&standard, json!({ "lines": [] }), json!({ "sum_of": "!no_data", "items": [] }));
    check(
        &standard,
        json!({ "days": ["2026-03-02", "2026-02-28"], "figures": ["１.5", 2], "limit": "P1M" }),
        json!({ "latest": "2026-03-02", "total": "3.5", "twice": "P2M" }),
    );
    let found = run(
        &standard,
        &json!({ "lines": [{ "qty": "x", "item": "b" }, 7], "days": "2026-02-30", "limit": "soon" }),
        &json!({ "locale": "en" }),
    );
    let codes: Vec<String> = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| format!("{} {}", one["path"].as_str().unwrap(), one["code"].as_str().unwrap()))
        .collect();
    assert_eq!(
        codes,
        [
            "lines[0].item one_of",
            "lines[0].qty type.number",
            "lines[1] type.row",
            "days type.list",
            "limit type.duration"
        ]
    );
}

#[test]
fn a_parameter_is_the_default_of_the_input_with_its_id() {
    let number = json!({ "type": "number", "label": { "zh": "率", "en": "rate" } });
    let mut set = number.clone();
    set["default"] = json!(2);
    let mut calculation = json!({
        "inputs": { "rate": { "type": "number" }, "unset": { "type": "number" } },
        "steps": { "a": { "value": "rate * 10" }, "b": { "value": "a + unset" } },
        "outputs": { "a": { "type": "number" }, "b": { "type": "number" } },
    });
    let standard_of =
        |calculation: &Value| standard(json!({ "rate": set, "unset": number }), calculation.clone());
    let found = standard_of(&calculation);
    check(&found, json!({}), json!({ "a": "20", "b": "!parameter_unset" }));
    check(&found, json!({ "rate": 3, "unset": 1 }), json!({ "a": "30", "b": "31" }));
    let options = json!({ "parameters": { "rate": 5 } });
    assert_eq!(run(&found, &json!({}), &options)["outputs"]["a"], "50");
    assert_eq!(run(&found, &json!({ "rate": 3 }), &options)["outputs"]["a"], "30");
    calculation["inputs"] = json!({});
    check(&standard_of(&calculation), json!({}), json!({ "a": "20", "b": "!parameter_unset" }));
}

#[test]
fn the_hit_policy_decides_which_rows_count() {
    let rows = json!([
        { "when": ["<= 10"], "then": 1, "source": "甲" },
        { "when": ["[5..20]"], "then": "x * 0 + 3" },
        { "when": ["> 15"], "then": 2 },
    ]);
    let cases = [
        ("F", 7, json!("1")),
        ("U", 7, json!("!ambiguous")),
        ("U", 12, json!("3")),
        ("A", 7, json!("!ambiguous")),
        ("P", 7, json!("3")),
        ("R", 7, json!(["1", "3"])),
        ("O", 7, json!(["3", "1"])),
        ("C", 16, json!(["3", "2"])),
        ("C+", 16, json!("5")),
        ("C#", 16, json!("2")),
        ("C<", 16, json!("2")),
        ("C>", 16, json!("3")),
    ];
    for (policy, x, expected) in cases {
        let standard = standard(
            json!({}),
            json!({
                "inputs": { "x": { "type": "number" } },
                "steps": { "y": { "table": { "inputs": ["x"], "hitPolicy": policy, "values": "3, 2, 1", "rules": rows } } },
                "outputs": { "y": { "type": "list", "of": "number" } },
            }),
        );
        check(&standard, json!({ "x": x }), json!({ "y": expected }));
    }
}

#[test]
fn a_negated_cell_does_not_match_what_is_missing() {
    for (cell, x, hit) in [
        ("not(5)", json!(7), true),
        ("not(5)", json!(5), false),
        ("not(5)", json!(null), false),
        ("not(> 5)", json!(null), false),
        ("not(unset)", json!(7), false),
        ("not(null)", json!(7), true),
        ("not(null)", json!(null), false),
        ("null", json!(null), true),
        ("-", json!(null), true),
        ("unset", json!(null), false),
    ] {
        let unset = json!({ "type": "number", "label": { "zh": "未定", "en": "unset" } });
        let standard = standard(
            json!({ "unset": unset }),
            json!({
                "inputs": { "x": { "type": "number" } },
                "steps": { "y": { "table": { "inputs": ["x"], "rules": [{ "when": [cell], "then": 1 }], "default": "0" } } },
                "outputs": { "y": { "type": "number" } },
            }),
        );
        check(&standard, json!({ "x": x }), json!({ "y": if hit { "1" } else { "0" } }));
    }
}

#[test]
fn the_trace_of_a_table_lists_the_matching_rows() {
    let standard = standard(
        json!({
            "limit": { "type": "number", "default": 10, "label": { "zh": "上限", "en": "limit" } },
            "shift": { "type": "number", "default": 0, "label": { "zh": "加数", "en": "shift" } },
        }),
        json!({
            "inputs": { "x": { "type": "number", "label": { "zh": "数量", "en": "quantity" } }, "kind": { "type": "text" } },
            "steps": { "y": { "table": {
                "inputs": ["x", "kind"],
                "rules": [
                    { "when": ["> limit", "\"a\", \"b\""], "then": "x - limit + shift", "source": "二.1" },
                    { "when": ["<= limit", "-"], "then": 0 },
                ],
            } } },
            "outputs": { "y": { "type": "number" } },
        }),
    );
    check(&standard, json!({ "x": 12, "kind": "b" }), json!({ "y": "2" }));
    check(&standard, json!({ "x": 12, "kind": "c" }), json!({ "y": "!no_match" }));
    check(&standard, json!({ "x": 12 }), json!({ "y": "!no_data" }));
    check(&standard, json!({ "x": 2 }), json!({ "y": "0" }));
    let step = run(&standard, &json!({ "x": 12, "kind": "a" }), &json!({}))["steps"][0].clone();
    let row = json!({
        "row": 1, "when": ["> 上限", "\"a\", \"b\""], "then": "数量 − 上限 + 加数", "source": { "document": "d", "section": "二.1" },
    });
    assert_eq!(step["rows"], json!([row]));
    let put_in = |x: u32| {
        let answer = run(&standard, &json!({ "x": x, "kind": "a" }), &json!({}));
        let step = answer["steps"][0].clone();
        let told = |input: &Value| format!("{} {}", input["name"].as_str().unwrap(), input["value"]);
        step["inputs"].as_array().unwrap().iter().map(told).collect::<Vec<_>>()
    };
    assert_eq!(put_in(12), ["x \"12\"", "kind \"a\"", "limit \"10\"", "shift \"0\""]);
    assert_eq!(
        put_in(2),
        ["x \"2\"", "kind \"a\"", "limit \"10\""],
        "inputs read only by rows that do not match are left out"
    );
}

#[test]
fn the_trace_lists_only_the_first_row_if_only_that_one_counts() {
    let told = |policy: &str| {
        let rows = json!([{ "when": ["> 1"], "then": "null" }, { "when": ["> 2"], "then": 2 }]);
        let table = json!({ "table": { "inputs": ["x"], "hitPolicy": policy, "rules": rows } });
        let standard = standard(
            json!({}),
            json!({
                "inputs": { "x": { "type": "number" } },
                "steps": { "y": table },
                "outputs": { "y": { "type": "list", "of": "number" } },
            }),
        );
        let answer = run(&standard, &json!({ "x": 3 }), &json!({}));
        let rows: Vec<Value> =
            answer["steps"][0]["rows"].as_array().unwrap().iter().map(|row| row["row"].clone()).collect();
        (rows, answer["reasons"]["y"]["code"].clone())
    };
    assert_eq!(told("F"), (vec![json!(1)], json!("no_data")));
    assert_eq!(told("C"), (vec![json!(1), json!(2)], Value::Null));
}

#[test]
fn a_missing_output_has_a_reason() {
    let standard = standard(
        json!({}),
        json!({
            "inputs": { "a": { "type": "number" }, "b": { "type": "number" }, "last": { "type": "date" }, "on": { "type": "date" } },
            "steps": {
                "rate": { "value": "a / b" },
                "grade": { "value": "if rate > 1 then \"high\" else null" },
                "next": {
                    "value": "if last > on then null else on",
                    "reasons": [{ "when": "last > on", "code": "clock_behind", "message": { "zh": "时钟慢了", "en": "the clock is behind" } }],
                },
            },
            "outputs": { "rate": { "type": "percent" }, "grade": { "type": "choice" }, "next": { "type": "date" } },
        }),
    );
    check(
        &standard,
        json!({ "a": 1, "b": 0 }),
        json!({ "rate": "!division_by_zero", "grade": "!division_by_zero" }),
    );
    check(&standard, json!({ "a": 1 }), json!({ "rate": "!no_data", "grade": "!no_data" }));
    check(&standard, json!({ "a": 1, "b": 2 }), json!({ "rate": "0.5", "grade": "!no_data" }));
    check(&standard, json!({ "on": "2026-03-02", "last": "2026-03-03" }), json!({ "next": "!clock_behind" }));
}

#[test]
fn a_reason_names_each_missing_input_once() {
    let standard = standard(
        json!({}),
        json!({
            "inputs": {
                "a": { "type": "number", "label": { "zh": "长", "en": "length" } },
                "b": { "type": "number", "label": { "zh": "宽", "en": "width" } },
            },
            "steps": { "area": { "value": "a * a + b * a" } },
            "outputs": { "area": { "type": "number" } },
        }),
    );
    for (locale, sentence) in [("zh", "缺少：长、宽"), ("en", "missing: length, width")] {
        let report = run(&standard, &json!({}), &json!({ "locale": locale }));
        assert_eq!(report["reasons"]["area"]["message"], sentence);
    }
}

#[test]
fn a_calculation_calls_another_with_positional_and_named_arguments() {
    let label = json!({ "zh": "标", "en": "label" });
    let row =
        json!({ "type": "table", "label": label, "fields": { "n": { "type": "number", "label": label } } });
    let mut document = document(
        json!({}),
        json!({
            "inputs": { "rows": row },
            "steps": {
                "placed": { "value": "add_up(rows, 2)" },
                "named": { "value": "add_up(factor: 3, rows: rows)" },
                "short": { "value": "add_up(rows)" },
            },
            "outputs": { "placed": { "type": "number" }, "named": { "type": "number" }, "short": { "type": "number" } },
        }),
    );
    document["calculations"]["add_up"] = json!({
        "label": label,
        "inputs": { "rows": row, "factor": { "type": "number", "label": label } },
        "steps": { "sum_up": { "value": "sum(rows.n) * coalesce(factor, 1)", "label": label } },
        "outputs": { "sum_up": { "type": "number", "label": label } },
    });
    let standard = load(&document);
    let rows = json!({ "rows": [{ "n": 1 }, { "n": 2 }] });
    check(&standard, rows, json!({ "placed": "6", "named": "9", "short": "3" }));
}

#[test]
fn an_invalid_calculation_is_refused() {
    let step = |step: Value| json!({ "inputs": { "x": { "type": "number" } }, "steps": { "y": step }, "outputs": { "y": { "type": "number" } } });
    let cases = [
        (step(json!({ "value": "y + 1" })), "cycle"),
        (step(json!({ "label": { "zh": "标", "en": "l" } })), "step.body"),
        (
            step(json!({ "table": { "inputs": ["x"], "rules": [{ "when": [], "then": 1 }] } })),
            "decision.cells",
        ),
        (step(json!({ "table": { "inputs": ["x"], "hitPolicy": "P", "rules": [] } })), "decision.values"),
        (
            step(json!({ "table": { "inputs": ["x"], "rules": [{ "when": ["< z"], "then": 1 }] } })),
            "expression.unknown_name",
        ),
        (
            json!({ "inputs": { "x": { "type": "number", "fields": { "a": { "type": "text", "label": { "zh": "a", "en": "a" } } } } }, "steps": {}, "outputs": {} }),
            "input.fields",
        ),
        (
            json!({ "inputs": { "x": { "type": "list", "of": "date", "default": ["x"] } }, "steps": {}, "outputs": {} }),
            "wrong_type",
        ),
    ];
    for (calculation, code) in cases {
        let errors = Standard::parse(&document(json!({}), calculation.clone()).to_string()).unwrap_err();
        assert!(errors.iter().any(|error| error.code == code), "{calculation}: {errors:?}");
    }
}

#[test]
fn the_report_equals_the_traces_of_the_package() {
    let file: Value = serde_json::from_str(include_str!("../package/traces.json")).unwrap();
    let standard = Standard::parse(&file["standard"].to_string()).unwrap();
    let id = file["calculation"].as_str().unwrap();
    for (inputs, reports) in
        file["inputs"].as_array().unwrap().iter().zip(file["reports"].as_array().unwrap())
    {
        for locale in ["zh", "en"] {
            let options = json!({ "locale": locale }).to_string();
            let report = wire::calculate(&standard, id, &inputs.to_string(), &options).unwrap();
            assert_eq!(serde_json::to_value(report).unwrap(), reports[locale], "{inputs} {locale}");
        }
    }
}

#[test]
fn an_input_with_the_id_of_a_parameter_overrides_it_for_one_call() {
    let standard = standard(
        json!({ "rate": { "type": "number", "default": 2, "label": { "zh": "率", "en": "rate" } } }),
        json!({
            "inputs": { "hours": { "type": "number" } },
            "steps": { "fee": { "value": "hours * rate" } },
            "outputs": { "fee": { "type": "number" } },
        }),
    );
    check(&standard, json!({ "hours": 3 }), json!({ "fee": "6" }));
    check(&standard, json!({ "hours": 3, "rate": "5" }), json!({ "fee": "15" }));
    check(&standard, json!({ "hours": 3, "unknown": 5 }), json!({ "fee": "6" }));
}

#[test]
fn a_formula_shows_labels_instead_of_names() {
    let [kind, size, rate, per, big, lines, count] = [
        ["种类", "kind"],
        ["大小", "size"],
        ["单价", "price"],
        ["该种类的单价", "price of the kind"],
        ["大", "big"],
        ["明细", "lines"],
        ["台数", "pieces"],
    ]
    .map(|[zh, en]| json!({ "zh": zh, "en": en }));
    let options = json!({ "big": big, "small": big, "odd": size });
    let mut others = options.clone();
    others["odd"] = kind.clone();
    let calculation = json!({
        "label": kind,
        "inputs": {
            "kind": { "type": "choice", "label": kind, "options": options },
            "lines": { "type": "table", "label": lines, "fields": {
                "count": { "type": "integer", "label": count },
                "size": { "type": "choice", "label": size, "options": others },
            } },
        },
        "steps": {
            "odd": { "label": kind, "value": "if kind = \"odd\" then 1 else sum(for l in lines, m in lines return l.count * m.count)" },
            "in_all": { "label": kind, "value": "sum(for l in lines return sum(for m in lines return l.count - m.count))" },
            "one": { "label": kind, "value": "if kind = \"big\" then rate_of(kind) * rate else null" },
            "all": { "label": kind, "value": "sum(for l in lines return if l.size = \"big\" then l.count * rate_of(l.size) else count(lines))" },
        },
        "outputs": { "all": { "type": "number", "label": kind } },
    });
    let standard = load(&fixture::document(json!({
        "parameters": { "rate": { "type": "number", "label": rate, "default": 2 } },
        "functions": { "rate_of": { "label": per, "parameters": ["x"], "value": "if x = \"big\" then 2 else 1" } },
        "calculations": { "c": calculation },
    })));
    for (locale, expected) in [
        (
            "zh",
            [
                "若 种类 = \"odd\" 则 1 否则 合计(对每个 甲 属于 明细, 乙 属于 明细 取 甲.台数 × 乙.台数)",
                "合计(对每个 甲 属于 明细 取 合计(对每个 乙 属于 明细 取 甲.台数 − 乙.台数))",
                "若 种类 = \"大\" 则 该种类的单价(种类) × 单价 否则 空",
                "合计(对每个 甲 属于 明细 取 若 甲.大小 = \"大\" 则 甲.台数 × 该种类的单价(甲.大小) 否则 个数(明细))",
            ],
        ),
        (
            "en",
            [
                "if kind = \"odd\" then 1 else sum(for l in lines, m in lines return l.pieces × m.pieces)",
                "sum(for l in lines return sum(for m in lines return l.pieces − m.pieces))",
                "if kind = \"big\" then price of the kind(kind) × price else null",
                "sum(for l in lines return if l.size = \"big\" then l.pieces × price of the kind(l.size) else count(lines))",
            ],
        ),
    ] {
        let report = run(&standard, &json!({}), &json!({ "locale": locale }));
        let formulas: Vec<_> =
            (0..4).map(|step| report["steps"][step]["formula"].as_str().unwrap()).collect();
        assert_eq!(formulas, expected);
    }
}
