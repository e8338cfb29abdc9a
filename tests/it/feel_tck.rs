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

/// Why a case fails, in English and Chinese, by the beginning of its id.
const REASONS: &[(&str, [&str; 2])] = &[
    (
        "0068-feel-equality/range_010",
        [
            "`(=10)` is read as the range from 10 to 10, so the two are equal",
            "`(=10)` 读作从 10 到 10 的区间，所以两者相等",
        ],
    ),
    (
        "1111-feel-matches-function/K2-MatchesFunc-17",
        ["back-references cannot be matched in linear time", "反向引用无法在线性时间内匹配"],
    ),
    (
        "0076-feel-external-java/",
        [
            "external functions, Java or others, are not supported",
            "不支持外部函数，Java 或其他语言的都不支持",
        ],
    ),
    ("1148-feel-now-function/", NO_CLOCK),
    ("1149-feel-today-function/", NO_CLOCK),
];

const NO_CLOCK: [&str; 2] =
    ["the engine has no clock: the current moment is an argument", "引擎没有时钟：当前时间由调用方给出"];

/// Why a case fails, in English and Chinese.
pub fn reasons(id: &str) -> [&'static str; 2] {
    let found = REASONS.iter().find(|(beginning, _)| id.starts_with(beginning));
    found.unwrap_or_else(|| panic!("{id} fails, and no reason is given")).1
}

/// Cases and how many of them are met; `valued` are those that expect a value.
#[derive(Default, Clone, Copy)]
pub struct Count {
    pub all: usize,
    pub met: usize,
    pub valued: usize,
    pub valued_met: usize,
}

/// A share in percent.
pub fn rate(met: usize, all: usize) -> f64 {
    met as f64 * 100.0 / all.max(1) as f64
}

fn cases() -> Vec<Json> {
    serde_json::from_str(include_str!("../tck/feel.json")).unwrap()
}

/// The counts by group and by area, and the failing cases: group, id and expression.
pub fn figures() -> (BTreeMap<String, Count>, Vec<[String; 3]>) {
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
        println!("- {group} {id} {expression}: {}", reasons(id)[0]);
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
