//! What JavaScript needs to know of a form once, so that afterwards only numbers cross: its fields in order,
//! and the constant parts of findings of each rule.

use super::call::{Answer, find_form};
use crate::check::{Field, FieldKind};
use crate::data::{Gather, Locale};
use crate::feel::{Slot, space};
use crate::finding::{Severity, Source, Statement};
use crate::standard::{Form, Standard, Table};
use serde::Serialize;
use smol_str::SmolStr;

/// The plan of a form.
#[derive(Debug, Serialize)]
pub struct Plan {
    fields: Vec<PlacePlan>,
    rules: Vec<RulePlan>,
    deadlines: Vec<SmolStr>,
}

/// The place of a value in a form, and how the value may cross.
#[derive(Debug, Serialize)]
pub(super) struct PlacePlan {
    id: SmolStr,
    /// The maximum length of a text that may cross as `SOUND`, without its characters; 0 if the text is
    /// needed.
    sound: u32,
    /// The options of a choice, in order.
    options: Vec<SmolStr>,
    /// Whether it is a date and time, which may cross as `MOMENT`.
    moment: bool,
    /// Whether a rejected value may have a fix, which only the engine can determine.
    fixes: bool,
    /// The cells of a table's rows; null if the field is not a table.
    pub(super) cells: Option<Vec<PlacePlan>>,
    rules: Vec<RulePlan>,
}

/// The constant parts of a rule's findings.
#[derive(Debug, Serialize)]
struct RulePlan {
    rule: SmolStr,
    severity: Severity,
    message: SmolStr,
    source: Option<Source>,
    /// The paths of its fields, with `[]` for the row.
    fields: Vec<String>,
}

/// Returns the plan of a form.
///
/// # Errors
/// An unknown form.
pub fn plan(standard: &Standard, form_id: &str, locale: Locale) -> Answer<Plan> {
    let form = find_form(standard, form_id)?;
    let rule = |statement: &Statement, slots: &[Slot], table: Option<usize>| RulePlan {
        rule: statement.id.clone(),
        severity: statement.severity,
        message: statement.text.get(locale).clone(),
        source: statement.source.clone(),
        fields: slots.iter().filter_map(|slot| path_of(form, *slot, table)).gather(),
    };
    let mut fields = Vec::new();
    for (index, field) in form.fields.iter().enumerate() {
        let table = form.tables.get(index).and_then(Option::as_deref);
        fields.push(PlacePlan {
            cells: table.map(cell_plans),
            rules: table.map_or(Vec::new(), |table| {
                table.rules.iter().map(|one| rule(&one.statement, &one.fields, Some(index))).gather()
            }),
            ..place_plan(field)
        });
    }
    Ok(Plan {
        fields,
        rules: form.rules.iter().map(|one| rule(&one.statement, &one.fields, None)).gather(),
        deadlines: form.deadlines.iter().map(|deadline| deadline.statement.id.clone()).gather(),
    })
}

fn cell_plans(table: &Table) -> Vec<PlacePlan> {
    let cells = table.fields.iter().zip(&table.is_read);
    cells.map(|(cell, seen)| PlacePlan { sound: sound_length(cell, !seen), ..place_plan(cell) }).gather()
}

/// Longer than any text, and still a small integer in JavaScript engines.
const LONGEST: u32 = (1 << 30) - 1;

/// The maximum length of a text that may cross without its characters.
fn sound_length(field: &Field, unread: bool) -> u32 {
    if unread && field.accepts_any_text() { field.spec.length.max.unwrap_or(LONGEST) } else { 0 }
}

pub(super) fn place_plan(field: &Field) -> PlacePlan {
    let choice = field.spec.kind == FieldKind::Choice;
    let options = field.spec.options.iter().filter(|_| choice).map(|option| option.id.clone());
    PlacePlan {
        id: field.spec.id.clone(),
        moment: field.spec.kind == FieldKind::DateTime,
        sound: sound_length(field, !field.is_read),
        options: options.gather(),
        fixes: !field.spec.kind.is_text() || field.spec.kind == FieldKind::Phone,
        cells: None,
        rules: Vec::new(),
    }
}

/// The path of a slot, with `[]` for the row.
fn path_of(form: &Form, slot: Slot, table: Option<usize>) -> Option<String> {
    let index = usize::from(slot.index);
    match slot.space {
        space::FORM => Some(form.fields.get(index)?.spec.id.to_string()),
        space::ROW => {
            let outer = &form.fields.get(table?)?.spec.id;
            let cell = &form.tables.get(table?)?.as_ref()?.fields.get(index)?.spec.id;
            Some([outer, "[].", cell].concat())
        }
        space::MOMENT => Some("now".to_owned()),
        _ => None,
    }
}
