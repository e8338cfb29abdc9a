//! The methods for Rust programs answer as the calls from JavaScript do, and take what such programs have: system
//! times in UTC, and their own types.

use gongdan::{DateTime, Json, Options, Standard};
use serde::Serialize;
use serde_json::json;
use std::sync::Arc;

fn visit() -> Arc<Standard> {
    Arc::new(Standard::parse(include_str!("../../examples/visit.json")).unwrap())
}

fn at(now: &str) -> Options {
    Options { now: DateTime::parse(now), ..Options::default() }
}

#[test]
fn a_session_at_a_moment_equals_an_evaluation_at_it_whatever_its_offset() {
    let standard = visit();
    let order: Json = r#"{"customer": "A", "received_at": "2026-03-02T09:00"}"#.parse().unwrap();
    for now in [
        "2026-03-02T04:00:00Z",
        "2026-03-02T12:00:00",
        "2026-03-02T12:00:00+08:00",
        "2026-03-01T23:00:00-05:00",
    ] {
        let options = at(now);
        let expected = standard.evaluate("visit", &order, &options).unwrap();
        assert_eq!(expected.deadlines[0].remaining_seconds, Some(-3600), "{now}");
        let mut ticked = standard.session("visit", order.clone(), &Options::default()).unwrap();
        ticked.tick(options.now);
        assert_eq!(ticked.report().unwrap(), expected, "{now}");
        let open = gongdan::session::Session::open(Arc::clone(&standard), "visit", order.clone(), options);
        assert_eq!(open.unwrap().report().unwrap(), expected, "{now}");
    }
}

#[test]
fn a_calculator_gives_the_outputs_and_errors_of_a_calculation() {
    let standard = visit();
    let mut calculator = standard.calculator("fee", &Options::default()).unwrap();
    for (inputs, fee) in [
        (json!({ "hours": "1.5" }), json!("150.00")),
        (json!({ "hours": "1.5", "hourly_rate": 200 }), json!("300.00")),
        (json!({ "hours": "1.5" }), json!("150.00")),
        (json!({ "hours": "x" }), json!(null)),
        (json!({ "hours": 1, "hourly_rate": "x" }), json!("bad_parameter")),
        (json!([1]), json!("not_an_object")),
        (json!(null), json!("not_an_object")),
    ] {
        let node = Json::from_serialize(&inputs).unwrap();
        let once = standard.calculate("fee", &node, &Options::default()).map(|report| report.outputs);
        for outputs in [once, calculator.outputs(&node)] {
            let outputs = outputs.map(|outputs| serde_json::to_value(outputs).unwrap()["fee"].clone());
            assert_eq!(outputs.unwrap_or_else(|misuse| json!(misuse.code)), fee, "{inputs}");
        }
    }
}

#[derive(Serialize)]
struct Pair(i32, bool);

#[derive(Serialize)]
enum Kind {
    Plain,
    Tuple(i32, i32),
    Named { hours: i32 },
}

#[test]
fn a_value_becomes_the_json_that_serde_json_writes_or_an_error_at_its_place() {
    for (value, text) in [
        (
            Json::from_serialize(&(u64::MAX, i128::MIN, 'é', None::<u8>)),
            Some("[18446744073709551615,-170141183460469231731687303715884105728,\"é\",null]"),
        ),
        (Json::from_serialize(&Pair(1, true)), Some("[1,true]")),
        (Json::from_serialize(&[Kind::Plain]), Some("[\"Plain\"]")),
        (Json::from_serialize(&[Kind::Plain, Kind::Tuple(1, 2)]), None),
        (Json::from_serialize(&[Kind::Plain, Kind::Named { hours: 1 }]), None),
        (Json::from_serialize(&("Plain", f64::NAN)), None),
    ] {
        let outcome = value.map(|made| made.to_string()).map_err(|error| error.to_string());
        let refused = || Err("byte 9: not JSON: a value is expected here".to_owned());
        assert_eq!(outcome, text.map_or_else(refused, |text| Ok(text.to_owned())));
    }
}

#[test]
fn an_error_about_the_whole_document_has_its_position_and_no_blank_pointer() {
    for (text, start) in [
        ("[]", "1:1: an object (standard) is expected here"),
        ("{\n", "2:1: not JSON: the text ends too early"),
        ("{ \"gongdan\": 1, \"idd\": 2 }", "1:17 /idd: "),
    ] {
        let printed = Standard::parse(text).unwrap_err().to_string();
        assert!(printed.lines().any(|line| line.starts_with(start)), "{printed}");
    }
}
