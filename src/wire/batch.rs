//! A batch for JavaScript. A finding crosses as six words, which become columns without texts.
//!
//! # Shape
//! The words of a finding: the order, the line, `rule | severity << 16 | code << 24`, the place, the row of a
//! table (`u32::MAX` if there is none), the end of its value in the kept texts.

use super::call::{Answer, find_form, no_form, parse_json, parse_options, unknown_name};
use super::frame::saturating_u32;
use super::questions::ask;
use super::values::WireValues;
use crate::batch::{Batch, Column, subject_of};
use crate::check::Field;
use crate::data::json::{Json, JsonKind};
use crate::data::{Gather, Path, Value};
use crate::evaluate::Subject;
use crate::standard::{Form, Standard};
use std::sync::Arc;

/// Opens a batch. Additional options: `as` (`ndjson` or `csv`); `columns`, the paths of CSV columns by their
/// names, null for columns to ignore; and the questions besides the findings.
///
/// # Errors
/// An unknown form or path, or options that cannot be read.
pub fn batch(standard: &Arc<Standard>, form_id: &str, options_text: &str) -> Answer<Batch> {
    let form = find_form(standard, form_id)?;
    let batch = Batch::open(Arc::clone(standard), form_id, &parse_options(standard, options_text)?);
    let mut batch = batch.ok_or_else(no_form)?;
    let questions = parse_json(options_text)?;
    if questions.get("as").and_then(Json::text).is_some_and(|format| format == "csv") {
        batch.read_csv(columns(form, questions.get("columns"))?);
    }
    ask(&mut batch, standard, &questions)?;
    Ok(batch)
}

fn columns(form: &Form, given: Option<&Json>) -> Answer<Vec<Column>> {
    let mut columns = Vec::new();
    for member in given.and_then(Json::members).unwrap_or(&[]) {
        let name = member.key.clone();
        let subject = match &member.value.kind {
            JsonKind::Text(path) => Some(subject_of(form, path).ok_or_else(|| {
                let mut known = form.fields.iter().map(|field| &field.spec.id);
                unknown_name("unknown_path", "字段", "field", path, &mut known)
            })?),
            _ => None,
        };
        columns.push(Column { name, subject });
    }
    Ok(columns)
}

/// Writes the columns of CSV, after the header is read: the names, and their paths, null for unknown ones.
pub fn batch_columns(batch: &Batch, out: &mut WireValues) {
    out.start(false);
    let name = |column: &Column| Value::Text(column.name.clone());
    let path = |column: &Column| {
        let path = batch.form().zip(column.subject).and_then(|(form, subject)| path(form, subject));
        path.map_or(Value::Null, |path| Value::Text(path.to_string().into()))
    };
    out.write_value(&Value::list(batch.columns().iter().map(name).gather()), None);
    out.write_value(&Value::list(batch.columns().iter().map(path).gather()), None);
}

fn path(form: &Form, subject: Subject) -> Option<Path> {
    let id = |fields: &[Field], place: usize| Some(fields.get(place)?.spec.id.clone());
    match subject {
        Subject::Field(place) => Some(Path::field(id(&form.fields, place)?)),
        Subject::Cell(table, row, cell) => {
            let cells = &form.tables.get(table)?.as_ref()?.fields;
            Some(Path::cell(id(&form.fields, table)?, u32::try_from(row).ok()?, id(cells, cell)?))
        }
        _ => None,
    }
}

/// Writes the counts of orders, the numbers of new findings and of new rejected lines, and the new findings.
pub fn batch_words(batch: &Batch, out: &mut Vec<u32>) {
    let tally = batch.tally();
    out.clear();
    out.extend([tally.orders, tally.valid, tally.with_errors, tally.with_warnings, tally.refused]);
    out.extend([saturating_u32(batch.refused().len()), saturating_u32(batch.findings().len())]);
    for finding in batch.findings() {
        let numbered = finding.numbered;
        let severity = (numbered.severity as u32) << 16 | u32::from(finding.mark.code as u8) << 24;
        let row = numbered.row.map_or(u32::MAX, saturating_u32);
        out.extend([finding.order, finding.line, saturating_u32(numbered.rule) & 0xffff | severity]);
        out.extend([saturating_u32(numbered.place), row, saturating_u32(finding.end)]);
    }
}
