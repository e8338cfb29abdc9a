//! Runs the conformance cases and counts the results: of all cases, and of those that expect a value.

use gongdan::data::{Context, Date, DateTime, DaysDuration, Decimal, MonthsDuration, Time, Value, Zoned};
use gongdan::feel::{Environment, FunctionId, Host};
use gongdan::wire::{ExpressionReport, evaluate_expression};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Reads a typed value; one that this engine cannot hold (a year beyond its calendar) is null.
pub fn typed(json: &Json) -> Value {
    match json {
        Json::Bool(flag) => Value::Bool(*flag),
        Json::String(text) => Value::Text(text.as_str().into()),
        Json::Array(items) => Value::list(items.iter().map(typed).collect()),
        Json::Object(object) => {
            object.iter().next().map_or(Value::Null, |(tag, content)| tagged(tag, content))
        }
        _ => Value::Null,
    }
}

fn tagged(tag: &str, content: &Json) -> Value {
    let text = content.as_str().unwrap_or("");
    let read = match tag {
        "number" => Decimal::parse(text).map(Value::Number),
        "date" => Date::parse(text).map(Value::Date),
        "time" => Time::parse(text).map(Value::Time).or_else(|| zoned(text)),
        "datetime" => DateTime::parse(text).map(Value::DateTime).or_else(|| zoned(text)),
        "ym" => MonthsDuration::parse(text).map(Value::Months),
        "dt" => DaysDuration::parse(text).map(Value::Days),
        "context" => content.as_object().map(|object| {
            let keys = object.keys().map(|key| key.as_str().into()).collect();
            Value::Context(Context::new(keys, object.values().map(typed).collect()).into())
        }),
        _ => None,
    };
    read.unwrap_or(Value::Null)
}

fn zoned(text: &str) -> Option<Value> {
    Zoned::parse(text).map(|zoned| Value::Zoned(zoned.into()))
}

/// The few zones of the cases. Their offsets go by the month, which is precise enough here.
pub struct Zones;

impl Host for Zones {
    fn call(&self, _: FunctionId, _: &[Value], _: &Environment) -> Value {
        Value::Null
    }

    fn zone_offset(&self, name: &str, local_seconds: i64) -> Option<i32> {
        let month = Date::from_days(local_seconds.div_euclid(86_400))?.month();
        let (winter, summer, months) = match name {
            "Europe/Paris" => (1, 2, [4, 5, 6, 7, 8, 9, 10].as_slice()),
            "Asia/Dhaka" => (6, 6, [].as_slice()),
            "Australia/Melbourne" | "Australia/Sydney" => (10, 11, [10, 11, 12, 1, 2, 3].as_slice()),
            _ => return None,
        };
        Some(3600 * if months.contains(&month) { summer } else { winter })
    }
}

/// Compares as the kit does: numbers within 1e-8, times field by field, lists in order.
pub fn meets(found: &Value, expected: &Value) -> bool {
    match (found, expected) {
        (Value::Number(a), Value::Number(b)) => a.checked_sub(*b).is_some_and(|rest| {
            let near = Decimal::from_scaled(1, 8);
            rest <= near && rest >= near.negated()
        }),
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| meets(a, b))
        }
        (Value::Context(a), Value::Context(b)) => {
            a.entries().count() == b.entries().count()
                && b.entries().all(|(key, value)| a.get(key).is_some_and(|found| meets(found, value)))
        }
        (Value::DateTime(_), _) | (Value::Time(_), _) | (Value::Zoned(_), _) => {
            found.to_string() == expected.to_string()
        }
        _ => found == expected,
    }
}

/// Evaluates a case through the same call as JavaScript.
fn evaluate(case: &Json) -> Value {
    let text = case["expression"].as_str().unwrap();
    let answer = evaluate_expression(text, &case["context"].to_string(), &Zones);
    answer.map_or(Value::Null, |report| report.value)
}

/// Converts as the kit does: a value that does not fit the declared type is null; a list of one becomes its
/// item, and vice versa.
fn coerced(value: Value, case: &Json) -> Value {
    let (true, Some(kind)) = (case["coercion"] == true, case["type"].as_str()) else { return value };
    let fits = |value: &Value, kind: &str| {
        let report = ExpressionReport { value: value.clone(), notes: Vec::new() };
        let report: Json = serde_json::from_str(&report.json()).unwrap();
        let context = serde_json::json!({ "x": report["value"] }).to_string();
        let answer = evaluate_expression(&format!("x instance of {kind}"), &context, &Zones);
        answer.is_ok_and(|report| report.value == Value::Bool(true))
    };
    let item_kind = kind.strip_prefix("list<").and_then(|rest| rest.strip_suffix('>'));
    let one = match &value {
        Value::List(items) if items.len() == 1 => items.first().cloned(),
        _ => None,
    };
    if fits(&value, kind) {
        value
    } else if let Some(one) = one.filter(|one| fits(one, kind)) {
        one
    } else if item_kind.is_some_and(|kind| fits(&value, kind)) {
        Value::list(vec![value])
    } else {
        Value::Null
    }
}

/// Why a case fails, by the beginning of its id.
const REASONS: &[(&str, &str)] = &[
    ("0068-feel-equality/range_010", "`(=10)` is read as the range from 10 to 10, so the two are equal"),
    ("1111-feel-matches-function/K2-MatchesFunc-17", "back-references cannot be matched in linear time"),
    ("0076-feel-external-java/", "external functions, Java or others, are not supported"),
    ("1148-feel-now-function/", "the engine has no clock: the current moment is an argument"),
    ("1149-feel-today-function/", "the engine has no clock: the current moment is an argument"),
];

fn reason(id: &str) -> &'static str {
    let found = REASONS.iter().find(|(beginning, _)| id.starts_with(beginning));
    found.unwrap_or_else(|| panic!("{id} fails, and no reason is given")).1
}

#[derive(Default, Clone, Copy)]
struct Count {
    all: usize,
    met: usize,
    valued: usize,
    valued_met: usize,
}

fn rate(met: usize, all: usize) -> f64 {
    met as f64 * 100.0 / all.max(1) as f64
}

fn cases() -> Vec<Json> {
    serde_json::from_str(include_str!("../tck/feel.json")).unwrap()
}

/// The counts by group and by area, and the ids of failing cases.
fn figures() -> (BTreeMap<String, Count>, Vec<[String; 3]>) {
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let mut failing = Vec::new();
    for case in cases() {
        let expected = typed(&case["expected"]);
        let has_value = !case["expected"].is_null();
        let met = !(has_value && expected.is_null()) && meets(&coerced(evaluate(&case), &case), &expected);
        let (group, area) = (case["group"].as_str().unwrap(), case["area"].as_str().unwrap());
        for key in [group.to_string(), format!("{group}: {area}")] {
            let count = counts.entry(key).or_default();
            count.all += 1;
            count.met += usize::from(met);
            count.valued += usize::from(has_value);
            count.valued_met += usize::from(has_value && met);
        }
        if !met {
            failing.push(
                [group, case["id"].as_str().unwrap(), case["expression"].as_str().unwrap()].map(String::from),
            );
        }
    }
    (counts, failing)
}

/// The generated part of `docs/feel.md`.
fn page() -> String {
    let mut page = String::from("## Built-in functions\n\n| family | function |\n|---|---|\n");
    for (family, name, parameters) in gongdan::feel::built_ins() {
        page += &format!("| {family} | `{name}({})` |\n", parameters.join(", "));
    }
    page += "\n## Conformance\n\nResults for the cases of the DMN conformance kit in `tests/tck/`.\n\n";
    page += "| group: area | all cases | cases that expect a value |\n|---|--:|--:|\n";
    let (counts, failing) = figures();
    for (name, c) in &counts {
        let (all, valued) = (rate(c.met, c.all), rate(c.valued_met, c.valued));
        let (met, of, valued_met, valued_of) = (c.met, c.all, c.valued_met, c.valued);
        page += &format!(
            "| {name} | {met} of {of} ({all:.1} %) | {valued_met} of {valued_of} ({valued:.1} %) |\n"
        );
    }
    page += "\nThe cases that fail, and why:\n\n| group | case | expression | reason |\n|---|---|---|---|\n";
    for [group, id, expression] in &failing {
        let expression = expression.replace('`', "'").replace('|', "\\|");
        page += &format!("| {group} | {id} | `{expression}` | {} |\n", reason(id));
    }
    page
}

const MARK: &str =
    "<!-- From here on made by: UPDATE_DOCS=1 cargo test --test it the_page_of_the_language -->\n\n";

#[test]
fn the_page_of_the_language_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/feel.md");
    let text = std::fs::read_to_string(path).unwrap();
    let (written, made) = text.split_once(MARK).expect("docs/feel.md has the mark");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, format!("{written}{MARK}{}", page())).unwrap();
    } else {
        assert!(made == page(), "docs/feel.md is stale: run the command at its mark");
    }
}

#[test]
fn conformance_does_not_decrease() {
    let (counts, failing) = figures();
    for (name, c) in &counts {
        let (all, valued) = (rate(c.met, c.all), rate(c.valued_met, c.valued));
        println!(
            "| {name} | {} of {} ({all:.1} %) | {} of {} ({valued:.1} %) |",
            c.met, c.all, c.valued_met, c.valued
        );
    }
    for [group, id, expression] in &failing {
        println!("- {group} {id} {expression}: {}", reason(id));
    }
    for (beginning, _) in REASONS {
        assert!(failing.iter().any(|[_, id, _]| id.starts_with(beginning)), "{beginning} passes now");
    }
    let core = counts["core"];
    assert!(
        core.met >= CORE_MET && core.valued_met >= CORE_VALUED_MET,
        "core: {} and {}",
        core.met,
        core.valued_met
    );
}

const CORE_MET: usize = 1392;
const CORE_VALUED_MET: usize = 747;
