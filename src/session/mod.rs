//! One order under edit: each edit re-evaluates only what it touches, and says what changed.
//! After any edits the answers are those of an evaluation from scratch.

use crate::check::Raw;
use crate::data::json::{Kind, Member, Node as Json};
use crate::data::{DateTime, Path, Span};
use crate::evaluate::{Evaluation, Held, Options, Pairs, State};
use crate::finding::Finding;
use crate::standard::{Form, Standard};
use serde::Serialize;
use smol_str::SmolStr;
use std::sync::Arc;

/// An order under edit.
///
/// # Example
/// See the package's README: `session.set("received_at", "2026-03-02T09:00")`.
pub struct Session {
    standard: Arc<Standard>,
    form: usize,
    held: Option<Held>,
    order: Json,
    options: Options,
}

/// What an edit came to.
#[derive(Debug, Serialize)]
pub struct Edit {
    /// All findings now.
    pub findings: Vec<Finding>,
    /// What is different from before.
    pub changed: Changed,
}

/// What is different after an edit.
#[derive(Debug, Serialize)]
pub struct Changed {
    /// Findings that were not there.
    pub added: Vec<Finding>,
    /// Findings that are gone.
    pub removed: Vec<Finding>,
    /// Fields whose star came or went.
    pub required: Pairs<bool>,
    /// Fields that came or went.
    pub relevant: Pairs<bool>,
}

impl Session {
    /// Opens an order; none where the standard has no such form.
    pub fn open(standard: Arc<Standard>, form: &str, order: Json, options: Options) -> Option<Self> {
        let form = standard.forms.iter().position(|known| known.id == form)?;
        let held = State::of(&standard, standard.forms.get(form)?, &order, &options).hold();
        let order = if order.members().is_some() { order } else { node(Kind::Object(Vec::new())) };
        Some(Self { standard, form, held: Some(held), order, options })
    }

    /// Changes one value; false where there is no such place.
    pub fn set(&mut self, path: &Path, value: Json) -> Option<Edit> {
        let standard = Arc::clone(&self.standard);
        let form = standard.forms.get(self.form)?;
        let index = form.field(&path.field)?;
        let cell = match (&path.row, &path.cell) {
            (Some(row), Some(cell)) => {
                let table = form.tables.get(index)?.as_ref()?;
                let cell = table.fields.iter().position(|field| field.spec.id == *cell)?;
                Some((*row as usize, cell))
            }
            (None, None) => None,
            _ => return None,
        };
        self.edit(&standard, form, |session, state| {
            match cell {
                Some((row, cell)) => state.put_cell(index, row, cell, &Raw::from_json(&value)),
                None => state.put_json(index, &value),
            }
            state.refresh();
            put(&mut session.order, path, value);
        })
    }

    /// Moves the moment.
    pub fn tick(&mut self, now: Option<DateTime>) -> Option<Edit> {
        let standard = Arc::clone(&self.standard);
        let form = standard.forms.get(self.form)?;
        self.edit(&standard, form, |session, state| {
            session.options.now = now;
            state.tick(now);
        })
    }

    fn edit(
        &mut self,
        standard: &Standard,
        form: &Form,
        change: impl FnOnce(&mut Self, &mut State),
    ) -> Option<Edit> {
        let mut state = self.held.take()?.under(standard, form);
        let before = state.report(&self.order, &self.options);
        change(self, &mut state);
        let after = state.report(&self.order, &self.options);
        self.held = Some(state.hold());
        Some(difference(before, after))
    }

    /// Everything about the order as it stands.
    pub fn report(&mut self) -> Option<Evaluation> {
        let standard = Arc::clone(&self.standard);
        let state = self.held.take()?.under(&standard, standard.forms.get(self.form)?);
        let report = state.report(&self.order, &self.options);
        self.held = Some(state.hold());
        Some(report)
    }
}

fn difference(before: Evaluation, after: Evaluation) -> Edit {
    let (old, new) = (before.validation.findings, after.validation.findings);
    let added = new.iter().filter(|finding| !old.contains(finding)).cloned().collect();
    let removed = old.into_iter().filter(|finding| !new.contains(finding)).collect();
    let flags = |old: Pairs<bool>, new: Pairs<bool>| {
        Pairs(new.0.into_iter().filter(|flag| !old.0.contains(flag)).collect())
    };
    let required = flags(before.required, after.required);
    let relevant = flags(before.relevant, after.relevant);
    Edit { findings: new, changed: Changed { added, removed, required, relevant } }
}

fn node(kind: Kind) -> Json {
    Json { span: Span::default(), kind }
}

/// Puts a value into the order; rows that are not there yet come into being empty.
fn put(order: &mut Json, path: &Path, value: Json) {
    let (Some(row), Some(cell)) = (path.row, &path.cell) else {
        return assign(order, &path.field, value);
    };
    let Kind::Object(members) = &mut order.kind else { return };
    if !members.iter().any(|member| member.key == path.field) {
        let empty = node(Kind::List(Vec::new()));
        members.push(Member { key: path.field.clone(), span: Span::default(), value: empty });
    }
    let place = members.iter_mut().find(|member| member.key == path.field);
    let Some(Kind::List(rows)) = place.map(|member| &mut member.value.kind) else { return };
    while rows.len() <= row as usize {
        rows.push(node(Kind::Object(Vec::new())));
    }
    if let Some(row) = rows.get_mut(row as usize) {
        assign(row, cell, value);
    }
}

/// Gives a key its value.
fn assign(object: &mut Json, key: &SmolStr, value: Json) {
    let Kind::Object(members) = &mut object.kind else { return };
    match members.iter_mut().find(|member| member.key == *key) {
        Some(member) => member.value = value,
        None => members.push(Member { key: key.clone(), span: Span::default(), value }),
    }
}
