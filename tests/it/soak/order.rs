//! Faulty orders, options and names through every call of JavaScript; and sessions compared with new
//! evaluations.

use super::random::Random;
use super::{junk, mutation, soak, work};
use gongdan::standard::Standard;
use gongdan::wire;
use serde_json::{Value, json};
use std::sync::Arc;

const INTAKE: &str = include_str!("../../../standards/demand-intake.json");
const PEER: &str = include_str!("../../../benches/standards/peer-order.json");
const CASES: &str = include_str!("../../cases/demand-intake.json");

/// A standard, one of its forms, one of its calculations, and valid orders to start with.
pub(super) struct TestForm {
    pub(super) standard: Arc<Standard>,
    pub(super) form: &'static str,
    calculation: &'static str,
    pub(super) orders: Vec<Value>,
}

fn load(text: &str) -> Arc<Standard> {
    Arc::new(Standard::parse(text).unwrap())
}

pub(super) fn test_forms() -> [TestForm; 3] {
    let cases: Value = serde_json::from_str(CASES).unwrap();
    let orders =
        cases["cases"].as_array().unwrap().iter().filter_map(|case| case.get("order").cloned()).collect();
    let peer = json!({
        "order_no": "gd20260302000001", "customer": "蓝天物业", "address": "文三路 1 号", "contact": "王伟", "phone": "13857123456",
        "device_series": "XR-200", "description": "异常噪音", "reported_at": "2026-03-02T09:00:00+08:00", "type": "维修", "urgency": "普通",
        "labour_fee": 100, "total_fee": "124.60", "materials": [{"name": "轴承", "qty": 2, "price": 12.3}, {"name": "皮带", "qty": 0, "price": "1"}],
    });
    [
        TestForm { standard: load(INTAKE), form: "service_order", calculation: "payable_fee", orders },
        TestForm { standard: load(PEER), form: "order", calculation: "order_fee", orders: vec![peer] },
        TestForm {
            standard: load(&work::document().to_string()),
            form: "f",
            calculation: "fee",
            orders: vec![work::order()],
        },
    ]
}

fn options(random: &mut Random) -> String {
    let usual =
        json!({ "now": "2026-03-02T10:00:00+08:00", "locale": "en", "parameters": { "crm_entry_hours": 3 } });
    if random.once_in(2) { mutation::tree(&usual, random).to_string() } else { usual.to_string() }
}

fn maybe_junk(usual: &str, random: &mut Random) -> String {
    if random.once_in(8) { random.pick(junk::TEXTS).to_owned() } else { usual.to_owned() }
}

/// Checks that an answer is a report, or a misuse with a message in both languages.
fn check_answer<T: serde::Serialize, E: std::fmt::Debug + serde::Serialize>(answer: Result<T, E>) {
    match answer {
        Ok(report) => drop(serde_json::to_string(&report).unwrap()),
        Err(misuse) => {
            let value = serde_json::to_value(&misuse).unwrap();
            let has_message =
                |language: &str| value["message"][language].as_str().is_some_and(|text| !text.is_empty());
            assert!(has_message("zh") && has_message("en"), "{misuse:?}");
        }
    }
}

#[test]
fn mutated_orders_options_and_names_are_accepted_or_refused_with_a_reason() {
    let test_forms = test_forms();
    soak(|random| {
        let test_form = &test_forms[random.below(3)];
        let standard = &*test_form.standard;
        let form = maybe_junk(test_form.form, random);
        let good = &test_form.orders[random.below(test_form.orders.len())];
        let mutated = mutation::tree(good, random).to_string();
        let order = if random.once_in(10) { mutation::text(&mutated, random) } else { mutated };
        let options = options(random);
        check_answer(wire::validate(standard, &form, &order, &options));
        check_answer(wire::deadlines(standard, &form, &order, &options));
        check_answer(wire::evaluate(standard, &form, &order, &options));
        check_answer(wire::calculate(standard, &maybe_junk(test_form.calculation, random), &order, &options));
        let (from, to) = (maybe_junk("visited", random), maybe_junk("closed", random));
        check_answer(wire::transition(standard, &form, &from, &to, &order, &options));
    });
}

/// Sets a random field or cell of the order, as `set` does in the session; returns its path and value.
fn apply_random_edit(order: &mut Value, random: &mut Random, ids: &[String]) -> (String, Value) {
    let value = if random.once_in(2) {
        junk::value(random)
    } else {
        mutation::tree(&json!("2026-03-02T12:00:00+08:00"), random)
    };
    // Nesting deeper than the limit is a misuse, which another test covers.
    let value = if value.to_string().contains("[[[[") { Value::Null } else { value };
    let rows = order["materials"].as_array().map_or(0, Vec::len);
    let row = random.below(rows);
    if rows > 0 && random.once_in(3) && order["materials"][row].is_object() {
        let cell = random.pick(&["name", "qty", "price"]);
        order["materials"][row][cell] = value.clone();
        return (format!("materials[{row}].{cell}"), value);
    }
    let id = &ids[random.below(ids.len())];
    order[id] = value.clone();
    (id.clone(), value)
}

#[test]
fn a_session_after_any_edits_equals_a_new_evaluation() {
    let test_forms = test_forms();
    soak(|random| {
        let test_form = &test_forms[random.below(3)];
        let form = test_form.standard.form(test_form.form).unwrap();
        let ids: Vec<String> = form.fields.iter().map(|field| field.spec.id.to_string()).collect();
        let mut order = test_form.orders[random.below(test_form.orders.len())].clone();
        let options = json!({ "now": "2026-03-02T10:00:00+08:00" }).to_string();
        let mut session =
            wire::open_session(&test_form.standard, test_form.form, &order.to_string(), &options).unwrap();
        let mut script = Vec::new();
        for _ in 0..=random.below(8) {
            let (path, value) = apply_random_edit(&mut order, random, &ids);
            wire::set(&mut session, &path, &value.to_string()).unwrap();
            script.push(format!("{path} = {value}"));
        }
        let later = json!({ "now": "2026-05-06T12:00:00+08:00" }).to_string();
        let options = if random.once_in(2) { options } else { later };
        let now: Value = serde_json::from_str(&options).unwrap();
        wire::tick(&test_form.standard, &mut session, now["now"].as_str().unwrap()).unwrap();
        let edited = serde_json::to_value(session.report().unwrap()).unwrap();
        let evaluated =
            wire::evaluate(&test_form.standard, test_form.form, &order.to_string(), &options).unwrap();
        assert_eq!(edited, serde_json::to_value(evaluated).unwrap(), "after {script:?}");
    });
}
