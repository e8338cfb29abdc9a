//! Orders as CSV have the same findings as NDJSON, however the cells are quoted and the bytes divided.

use super::batch::{findings_by_order, run};
use super::random::Random;
use super::{check_both_outcomes, mutation, order::test_forms, soak};
use crate::library;
use gongdan::batch::{Batch, Column, RefusedLine, subject_of};
use gongdan::check::{Field, FieldKind, find_by_label, read_flag};
use gongdan::evaluate::{Options, State};
use gongdan::standard::{Form, Standard};
use serde_json::{Map, Value, json};
use std::fs;
use std::sync::Arc;

const NOW: &str = "2026-03-02T10:00:00+08:00";

fn is_list(field: &Field) -> bool {
    matches!(field.spec.kind, FieldKind::MultiChoice | FieldKind::AttachmentList)
}

/// A value as a cell can express it; `None` if it cannot.
fn plain(field: &Field, value: &Value) -> Option<Value> {
    let text = match value {
        Value::Array(items) if is_list(field) => {
            let item = |item: &Value| if item.is_object() { None } else { plain_item(field, item) };
            return Some(items.iter().filter_map(item).collect());
        }
        other => plain_item(field, other)?,
    };
    match (field.spec.kind, text.as_str().and_then(read_flag)) {
        (FieldKind::Bool, Some(flag)) => Some(json!(flag)),
        _ if is_list(field) => Some(json!([text])),
        _ => Some(text),
    }
}

fn plain_item(field: &Field, value: &Value) -> Option<Value> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(_) | Value::Bool(_) => value.to_string(),
        _ => return None,
    };
    Some(find_by_label(&field.spec.options, &text).map_or(json!(text), |option| json!(option.id.as_str())))
}

/// The text of a cell: lists with one of the separators between items, or as JSON.
fn cell(value: Option<&Value>, random: &mut Random) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Bool(flag)) => random
            .pick(if *flag { &["是", "true", "1", "Yes"] } else { &["否", "false", "0", "ｎｏ"] })
            .into(),
        Some(Value::Array(items)) if random.once_in(3) => json!(items).to_string(),
        Some(Value::Array(items)) => {
            let texts: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            let split = texts.iter().any(|text| text.contains([';', '；', '、', '\n', '[']));
            if split {
                json!(items).to_string()
            } else {
                texts.join(random.pick(&[";", "； ", "、", "\n"]))
            }
        }
        _ => String::new(),
    }
}

fn quoted(text: &str, random: &mut Random) -> String {
    if text.contains(['"', ',', '\n', '\r']) || random.once_in(3) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// The columns of a form: paths, with those of a row repeated for the longest table.
fn paths(form: &Form, orders: &[Map<String, Value>]) -> Vec<String> {
    let mut paths = Vec::new();
    for (field, table) in form.fields.iter().zip(&form.tables) {
        let Some(table) = table else {
            paths.push(field.spec.id.to_string());
            continue;
        };
        let rows = orders
            .iter()
            .filter_map(|order| order.get(field.spec.id.as_str())?.as_array())
            .map(Vec::len)
            .max();
        for row in 0..rows.unwrap_or(0) {
            paths
                .extend(table.fields.iter().map(|cell| format!("{}[{row}].{}", field.spec.id, cell.spec.id)));
        }
    }
    paths
}

fn value_at<'o>(order: &'o Map<String, Value>, path: &str) -> Option<&'o Value> {
    let Some((table, rest)) = path.split_once('[') else { return order.get(path) };
    let (row, cell) = rest.split_once("].")?;
    order.get(table)?.get(row.parse::<usize>().ok()?)?.get(cell)
}

/// The order as columns can express it.
fn flat(form: &Form, order: &Value) -> Map<String, Value> {
    let mut flat = Map::new();
    for (field, table) in form.fields.iter().zip(&form.tables) {
        let Some(value) = order.get(field.spec.id.as_str()) else { continue };
        let row = |row: &Value| {
            let cells = table.iter().flat_map(|table| &table.fields);
            let cells = cells.filter_map(|cell| {
                Some((cell.spec.id.to_string(), plain(cell, row.get(cell.spec.id.as_str())?)?))
            });
            Value::Object(cells.collect())
        };
        let value = match (table, value) {
            (Some(_), Value::Array(rows)) => {
                Some(rows.iter().map(row).filter(|row| row != &json!({})).collect())
            }
            (Some(_), _) => None,
            (None, value) => plain(field, value),
        };
        flat.extend(value.map(|value| (field.spec.id.to_string(), value)));
    }
    flat
}

fn orders(cases: &Value, form: &Form) -> Vec<Map<String, Value>> {
    let own = cases["cases"].as_array().unwrap().iter().filter(|case| case["form"] == form.id.as_str());
    let flat = own.filter_map(|case| Some(flat(form, case.get("order")?)));
    flat.filter(|order| {
        order
            .values()
            .any(|value| !cell(Some(value), &mut Random::new(1)).trim().is_empty() || value.is_array())
    })
    .collect()
}

fn csv(form: &Form, orders: &[Map<String, Value>], random: &mut Random) -> (String, Vec<Column>) {
    let paths = paths(form, orders);
    let named = random.once_in(2);
    let name = |path: &String| if named { format!("列 {path}") } else { path.clone() };
    let columns =
        paths.iter().map(|path| Column { name: name(path).into(), subject: subject_of(form, path) });
    let end = random.pick(&["\n", "\r\n"]);
    let mut text = String::from(random.pick(&["", "\u{feff}"]));
    text += &paths.iter().map(|path| quoted(&name(path), random)).collect::<Vec<_>>().join(",");
    for order in orders {
        let cells = paths.iter().map(|path| cell(value_at(order, path), random));
        let cells: Vec<String> = cells.collect();
        let cells: Vec<String> = cells.iter().map(|text| quoted(text, random)).collect();
        text += end;
        text += &cells.join(",");
    }
    (text, if named { columns.collect() } else { Vec::new() })
}

fn batch(standard: &Arc<Standard>, form: &Form) -> Batch {
    Batch::open(Arc::clone(standard), &form.id, &Options::at(NOW, standard.zone).unwrap()).unwrap()
}

#[test]
fn orders_as_csv_give_the_same_findings_as_ndjson() {
    let (mut random, mut count) = (Random::new(11), 0);
    for (id, standard) in library::all() {
        let standard = Arc::new(standard.unwrap());
        let cases =
            serde_json::from_str(&fs::read_to_string(format!("tests/cases/{id}.json")).unwrap()).unwrap();
        for form in &standard.forms {
            let orders = orders(&cases, form);
            let lines: Vec<String> = orders.iter().map(|order| json!(order).to_string()).collect();
            let (mut plain, mut table) = (batch(&standard, form), batch(&standard, form));
            run(&mut plain, lines.join("\n").as_bytes(), &mut random);
            let (text, told_columns) = csv(form, &orders, &mut random);
            table.read_csv(told_columns);
            run(&mut table, text.as_bytes(), &mut random);
            assert_eq!(table.refused(), [], "{id}, {}: {text}", form.id);
            let state = State::new(&standard, form, &Options::default());
            assert_eq!(
                findings_by_order(&table, &state, &[]),
                findings_by_order(&plain, &state, &[]),
                "{id}, {}: {text}",
                form.id
            );
            assert_eq!(table.tally(), plain.tally());
            count += table.findings().len();
        }
    }
    assert!(count > 500, "{count} findings");
}

#[test]
fn a_mutated_table_is_read_row_by_row_or_refused_with_lines_and_reasons() {
    let test_forms = test_forms();
    let (mut orders, mut refused) = (0, 0);
    soak(|random| {
        let test_form = &test_forms[random.below(test_forms.len())];
        let form = test_form.standard.form(test_form.form).unwrap();
        let some = (0..random.below(4)).map(|_| &test_form.orders[random.below(test_form.orders.len())]);
        let flat: Vec<Map<String, Value>> = some.map(|order| flat(form, order)).collect();
        let text = mutation::text(&csv(form, &flat, random).0, random);
        let [mut uncut, mut cut] = [(); 2].map(|()| batch(&test_form.standard, form));
        uncut.read_csv(Vec::new());
        cut.read_csv(Vec::new());
        uncut.push(text.as_bytes());
        uncut.finish();
        run(&mut cut, text.as_bytes(), random);
        assert_eq!((uncut.tally(), uncut.refused()), (cut.tally(), cut.refused()), "{text}");
        assert_eq!((uncut.findings(), uncut.texts()), (cut.findings(), cut.texts()), "{text}");
        let lines = text.split('\n').count() as u32;
        for RefusedLine { line, code, message, .. } in uncut.refused() {
            assert!((1..=lines).contains(line), "{text}");
            assert!(!(code.is_empty() || message.zh.is_empty() || message.en.is_empty()), "{text}: {code}");
        }
        orders += uncut.tally().orders;
        refused += uncut.tally().refused;
    });
    check_both_outcomes(orders, refused);
}
