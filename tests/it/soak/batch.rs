//! A batch has the same findings for each order as a check of that order alone, however its bytes are
//! divided; and it refuses lines that are not orders.

use super::order::test_forms;
use super::random::Random;
use super::{junk, mutation, soak};
use crate::library;
use gongdan::batch::{Batch, BatchFinding, rule_and_place_ids};
use gongdan::data::json::{JsonKind, parse};
use gongdan::data::limits;
use gongdan::evaluate::{Options, State};
use gongdan::finding::Finding;
use gongdan::standard::Standard;
use gongdan::wire;
use serde_json::{Value, json};
use std::fs;
use std::sync::Arc;

/// Checks each line alone: the findings of the orders, and the numbers of the lines that are not orders.
fn validate_each(
    standard: &Standard,
    form: &str,
    lines: &[Vec<u8>],
    options: &str,
) -> (Vec<Vec<Finding>>, Vec<u32>) {
    let (mut findings, mut refused) = (Vec::new(), Vec::new());
    for (number, line) in (1..).zip(lines) {
        let text = std::str::from_utf8(line).unwrap_or("\u{0}");
        if text.trim_matches(['\u{feff}', ' ', '\t', '\r']).is_empty() {
            continue;
        }
        let is_object = parse(text).is_ok_and(|node| matches!(node.kind, JsonKind::Object(_)));
        match wire::validate(standard, form, text, options) {
            Ok(report) if is_object => findings.push(report.findings),
            _ => refused.push(number),
        }
    }
    (findings, refused)
}

/// The complete findings of a batch, by order. A value too long to be kept is taken from its line.
pub(super) fn findings_by_order(batch: &Batch, state: &State, lines: &[Vec<u8>]) -> Vec<Vec<Finding>> {
    let (rules, places) = rule_and_place_ids(state.form());
    let mut all: Vec<Vec<Finding>> = (0..batch.tally().orders).map(|_| Vec::new()).collect();
    let mut start = 0;
    for found in batch.findings() {
        let BatchFinding { mark, numbered, end, line, .. } = *found;
        let given = parse(&batch.texts()[start..end]).ok();
        start = end;
        let long =
            lines.get(line as usize - 1).filter(|line| given.is_none() && line.len() > limits::KEPT_BYTES);
        let detail = if long.is_none() {
            state.finding_of_value(mark, given.as_ref(), Default::default())
        } else {
            None
        };
        let order = parse(long.map_or("{}", |line| std::str::from_utf8(line).unwrap())).unwrap();
        let finding = detail.or_else(|| state.finding(mark, &order, Default::default())).unwrap();
        let path =
            places[numbered.place].replace("[]", &numbered.row.map_or("[]".into(), |row| format!("[{row}]")));
        let row = if path.contains('[') {
            String::new()
        } else {
            numbered.row.map_or(String::new(), |row| format!("[{row}]"))
        };
        assert_eq!(format!("{path}{row}"), finding.path.to_string(), "{found:?}");
        assert_eq!(
            (rules[numbered.rule].as_str(), numbered.severity),
            (finding.rule.as_str(), finding.severity)
        );
        all[found.order as usize].push(finding);
    }
    all
}

/// Pushes the bytes in random chunks, sometimes byte by byte.
pub(super) fn run(batch: &mut Batch, mut bytes: &[u8], random: &mut Random) {
    let most = random.pick(&[1, 7, 100, 100_000]);
    while !bytes.is_empty() {
        let (chunk, rest) = bytes.split_at((1 + random.below(most)).min(bytes.len()));
        batch.push(chunk);
        bytes = rest;
    }
    batch.finish();
}

/// The line of an order: with unknown keys, escaped characters, blanks, or damaged.
fn line(order: &Value, random: &mut Random) -> Vec<u8> {
    let mut order = order.clone();
    if let (true, Some(members)) = (random.once_in(3), order.as_object_mut()) {
        for _ in 0..random.below(5) {
            members.insert(format!("列{}", random.below(99)), junk::value(random));
        }
    }
    let text = order.to_string();
    let text = match random.below(12) {
        0 => escaped(&text),
        1 => mutation::text(&text, random).replace('\n', " "),
        2 => text.replace(':', " :\t").replace(',', " , ") + "\r",
        3 => format!("{{\"k\":[{text}],{}", &text[1..]),
        4 => text.replacen('{', "{\"k\":{\"a\":1,\"a\":2},", 1),
        5 => random.pick(&["", " \r", "null", "[]", "{}", "{\"a\":1,\"a\":2}", "\u{feff}{}"]).to_owned(),
        _ => text,
    };
    let mut bytes = text.into_bytes();
    if random.once_in(40) && !bytes.is_empty() {
        let at = random.below(bytes.len());
        bytes[at] = 0xff;
    }
    bytes
}

fn escaped(text: &str) -> String {
    let letter = |c: char| {
        let mut units = [0; 2];
        let units = c.encode_utf16(&mut units);
        if c.is_ascii() { c.to_string() } else { units.iter().map(|unit| format!("\\u{unit:04x}")).collect() }
    };
    text.chars().map(letter).collect()
}

#[test]
fn a_batch_gives_the_findings_of_single_validations() {
    let test_forms = test_forms();
    soak(|random| {
        let test_form = &test_forms[random.below(test_forms.len())];
        let form = test_form.standard.form(test_form.form).unwrap();
        let lines: Vec<Vec<u8>> = (0..random.below(8))
            .map(|_| {
                let order = &test_form.orders[random.below(test_form.orders.len())];
                let mutated = if random.once_in(3) { order.clone() } else { mutation::tree(order, random) };
                line(&mutated, random)
            })
            .collect();
        let mut batch = Batch::open(test_form.standard.clone(), test_form.form, &Options::default()).unwrap();
        let ending = if random.once_in(2) { "\n" } else { "" };
        run(&mut batch, &[lines.join(&b'\n'), ending.into()].concat(), random);
        let (findings, refused) = validate_each(&test_form.standard, test_form.form, &lines, "");
        let state = State::new(&test_form.standard, form, &Options::default());
        let shown = || lines.iter().map(|line| String::from_utf8_lossy(line)).collect::<Vec<_>>().join("\n");
        assert_eq!(batch.refused().iter().map(|line| line.line).collect::<Vec<_>>(), refused, "{}", shown());
        assert_eq!(findings_by_order(&batch, &state, &lines), findings, "{}", shown());
        let valid = findings
            .iter()
            .filter(|one| one.iter().all(|finding| finding.severity != gongdan::finding::Severity::Error));
        assert_eq!(batch.tally().valid as usize, valid.count());
        let counted: u32 = batch.tally().rules.iter().map(|rule| rule.findings).sum();
        assert_eq!(counted as usize, batch.findings().len());
    });
}

#[test]
fn a_line_that_is_too_long_is_refused_and_the_next_one_is_read() {
    let test_form = &test_forms()[1];
    let mut batch = Batch::open(test_form.standard.clone(), test_form.form, &Options::default()).unwrap();
    let chunk = vec![b' '; 1 << 20];
    (0..9).for_each(|_| batch.push(&chunk));
    batch.push(format!("\n{}\n", json!({ "order_no": 5 })).as_bytes());
    batch.finish();
    assert_eq!((batch.refused()[0].line, batch.refused()[0].code), (1, "limit.order_bytes"));
    assert_eq!((batch.refused().len(), batch.tally().orders, batch.findings()[0].line), (1, 1, 2));
}

#[test]
fn a_quote_that_stays_open_too_long_invalidates_only_its_line() {
    let test_form = &test_forms()[1];
    let mut batch = wire::batch(&test_form.standard, test_form.form, "{\"as\": \"csv\"}").unwrap();
    let long = format!("{}\n", "x".repeat(1 << 20));
    batch.push(b"order_no\ngd1\n\"open\n");
    (0..9).for_each(|_| batch.push(long.as_bytes()));
    batch.finish();
    let refused: Vec<_> = batch.refused().iter().map(|one| (one.line, one.code)).collect();
    assert_eq!((refused, batch.tally().orders), (vec![(3, "csv.quote")], 10));
}

const NOW: &str = "2026-03-02T10:00:00+08:00";

/// The orders of a form in the cases of a standard.
fn orders(cases: &Value, form: &str) -> Vec<Vec<u8>> {
    let own = cases["cases"].as_array().unwrap().iter().filter(|case| case["form"] == form);
    own.filter_map(|case| Some(case.get("order")?.to_string().into_bytes())).collect()
}

#[test]
fn a_batch_of_all_cases_of_every_form_gives_the_findings_of_single_validations() {
    let mut count = 0;
    for (id, standard) in library::all() {
        let standard = Arc::new(standard.unwrap());
        let cases =
            serde_json::from_str(&fs::read_to_string(format!("tests/cases/{id}.json")).unwrap()).unwrap();
        let options = Options::at(NOW, standard.zone).unwrap();
        for form in &standard.forms {
            let lines = orders(&cases, &form.id);
            let mut batch = Batch::open(Arc::clone(&standard), &form.id, &options).unwrap();
            run(&mut batch, &lines.join(&b'\n'), &mut Random::new(7));
            let (findings, _) =
                validate_each(&standard, &form.id, &lines, &json!({ "now": NOW }).to_string());
            assert_eq!(
                findings_by_order(&batch, &State::new(&standard, form, &options), &lines),
                findings,
                "{id}, {}",
                form.id
            );
            count += findings.len();
        }
    }
    assert!(count > 1000, "{count} findings");
}
