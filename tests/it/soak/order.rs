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
pub(super) struct Ground {
    pub(super) standard: Arc<Standard>,
    pub(super) form: &'static str,
    calculation: &'static str,
    pub(super) orders: Vec<Value>,
}

fn load(text: &str) -> Arc<Standard> {
    Arc::new(Standard::parse(text).unwrap())
}

pub(super) fn grounds() -> [Ground; 3] {
    let cases: Value = serde_json::from_str(CASES).unwrap();
    let orders =
        cases["cases"].as_array().unwrap().iter().filter_map(|case| case.get("order").cloned()).collect();
    let peer = json!({
        "order_no": "gd20260302000001", "customer": "蓝天物业", "address": "文三路 1 号", "contact": "王伟", "phone": "13857123456",
        "device_series": "XR-200", "description": "异常噪音", "reported_at": "2026-03-02T09:00:00+08:00", "type": "维修", "urgency": "普通",
        "labour_fee": 100, "total_fee": "124.60", "materials": [{"name": "轴承", "qty": 2, "price": 12.3}, {"name": "皮带", "qty": 0, "price": "1"}],
    });
    [
        Ground { standard: load(INTAKE), form: "service_order", calculation: "payable_fee", orders },
        Ground { standard: load(PEER), form: "order", calculation: "order_fee", orders: vec![peer] },
        Ground {
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

fn sometimes_junk(usual: &str, random: &mut Random) -> String {
    if random.once_in(8) { random.pick(junk::TEXTS).to_owned() } else { usual.to_owned() }
}

/// Checks that an answer is a report, or a misuse with a message in both languages.
fn answered<T: serde::Serialize, E: std::fmt::Debug + serde::Serialize>(answer: Result<T, E>) {
    match answer {
        Ok(report) => drop(serde_json::to_string(&report).unwrap()),
        Err(misuse) => {
            let said = serde_json::to_value(&misuse).unwrap();
            let spoken =
                |language: &str| said["message"][language].as_str().is_some_and(|text| !text.is_empty());
            assert!(spoken("zh") && spoken("en"), "{misuse:?}");
        }
    }
}

#[test]
fn bent_orders_options_and_names_are_answered_or_refused_with_a_reason() {
    let grounds = grounds();
    soak(|random| {
        let ground = &grounds[random.below(3)];
        let standard = &*ground.standard;
        let form = sometimes_junk(ground.form, random);
        let good = &ground.orders[random.below(ground.orders.len())];
        let bent = mutation::tree(good, random).to_string();
        let order = if random.once_in(10) { mutation::text(&bent, random) } else { bent };
        let options = options(random);
        answered(wire::validate(standard, &form, &order, &options));
        answered(wire::deadlines(standard, &form, &order, &options));
        answered(wire::evaluate(standard, &form, &order, &options));
        answered(wire::calculate(standard, &sometimes_junk(ground.calculation, random), &order, &options));
        let (from, to) = (sometimes_junk("visited", random), sometimes_junk("closed", random));
        answered(wire::transition(standard, &form, &from, &to, &order, &options));
    });
}

/// Sets a random field or cell of the order, as `set` does in the session; returns its path and value.
fn put(order: &mut Value, random: &mut Random, ids: &[String]) -> (String, Value) {
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
fn a_session_after_any_edits_says_what_a_fresh_look_says() {
    let grounds = grounds();
    soak(|random| {
        let ground = &grounds[random.below(3)];
        let form = ground.standard.form(ground.form).unwrap();
        let ids: Vec<String> = form.fields.iter().map(|field| field.spec.id.to_string()).collect();
        let mut order = ground.orders[random.below(ground.orders.len())].clone();
        let options = json!({ "now": "2026-03-02T10:00:00+08:00" }).to_string();
        let mut session =
            wire::open_session(&ground.standard, ground.form, &order.to_string(), &options).unwrap();
        let mut script = Vec::new();
        for _ in 0..=random.below(8) {
            let (path, value) = put(&mut order, random, &ids);
            wire::set(&mut session, &path, &value.to_string()).unwrap();
            script.push(format!("{path} = {value}"));
        }
        let later = json!({ "now": "2026-05-06T12:00:00+08:00" }).to_string();
        let options = if random.once_in(2) { options } else { later };
        let now: Value = serde_json::from_str(&options).unwrap();
        wire::tick(&ground.standard, &mut session, now["now"].as_str().unwrap()).unwrap();
        let edited = serde_json::to_value(session.report().unwrap()).unwrap();
        let fresh = wire::evaluate(&ground.standard, ground.form, &order.to_string(), &options).unwrap();
        assert_eq!(edited, serde_json::to_value(fresh).unwrap(), "after {script:?}");
    });
}
