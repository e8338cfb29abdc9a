//! The example `examples/intake.rs`: its output for files of orders with all kinds of lines.

#[allow(dead_code)]
#[path = "../../examples/intake.rs"]
mod command;

use gongdan::{Locale, Options, Standard};

const VISIT: &str = include_str!("../../examples/visit.json");

/// The output for these lines, and whether all of them are valid.
fn check(lines: &[u8], locale: Locale) -> (String, bool) {
    let standard = Standard::parse(VISIT).unwrap();
    let now = Some(gongdan::wire::moment(&standard, "2026-03-02T10:00").unwrap());
    let options = Options { now, locale, ..Options::default() };
    let mut out = Vec::new();
    let valid = command::check(&standard, "visit", &options, &mut &*lines, &mut out).unwrap();
    (String::from_utf8(out).unwrap(), valid)
}

#[test]
fn findings_and_deadlines_of_each_line_are_printed() {
    let orders = r#"{"customer": "Acme", "received_at": "2026-03-02T07:30"}
{"customer": "Acme", "received_at": "2026-03-02T09:00"}
{"received_at": "2026-03-02T09:00", "visited_at": "2026-03-02T08:00"}"#;
    let output = "line 1: error: visited_at: “Visit” is overdue: it was due by 2026-03-02 09:30\n\
        line 1: Visit: overdue, due 2026-03-02T09:30:00+08:00\n\
        line 2: Visit: pending, due 2026-03-02T11:00:00+08:00\n\
        line 3: error: customer: Fill in “Customer”\n\
        line 3: error: visited_at: the visit cannot precede the call\n\
        line 3: Visit: met, due 2026-03-02T11:00:00+08:00\n\
        3 orders, 1 valid\n";
    assert_eq!(check(orders.as_bytes(), Locale::En), (output.into(), false));
}

#[test]
fn a_line_that_is_no_order_is_reported_and_the_others_are_checked() {
    let orders = b"{\"customer\": \"\xff\"}\n\n[1]\n{\"customer\":\n{\"customer\": \"Acme\"}\n";
    let output = "line 3: an order must be an object\n\
        line 4: byte 12: not JSON: the text ends too early\n\
        4 orders, 2 valid\n";
    assert_eq!(check(orders, Locale::En), (output.into(), false));
    let output = "line 1: error: customer: 填写「客户」\n1 orders, 0 valid\n";
    assert_eq!(check(b"{}", Locale::Zh), (output.into(), false));
}

#[test]
fn an_unknown_form_ends_the_run() {
    let standard = Standard::parse(VISIT).unwrap();
    let error = command::check(&standard, "visits", &Options::default(), &mut &b"{}"[..], &mut Vec::new());
    assert_eq!(error.unwrap_err().to_string(), "there is no form `visits`; did you mean `visit`?");
}
