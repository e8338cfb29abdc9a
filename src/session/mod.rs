//! One order under edit: each edit evaluates only what depends on it and returns what changed. The results
//! are always those of an evaluation from scratch.

mod live_order;

pub use live_order::LiveOrder;

use crate::check::Raw;
use crate::data::Gather;
use crate::data::json::{Json, JsonKind, Member};
use crate::data::{DateTime, Path, Span};
use crate::evaluate::{Evaluation, Options, Pairs, State};
use crate::finding::Finding;
use crate::standard::Standard;
use core::fmt;
use serde::Serialize;
use smol_str::SmolStr;
use std::sync::Arc;

/// An order under edit; [`Standard::session`] opens one.
///
/// # Example
/// ```
/// use gongdan::{Json, Options, Standard, data::Path};
/// use std::sync::Arc;
/// let standard = Arc::new(Standard::parse(include_str!("../../examples/visit.json")).unwrap());
/// let order = Json::object([("customer", "".into())]);
/// let mut session = standard.session("visit", order, &Options::default()).unwrap();
/// let edit = session.set(&Path::field("customer"), "蓝天物业".into()).unwrap();
/// assert_eq!(edit.changed.removed[0].message, "填写「客户」");
/// assert_eq!(session.order().to_string(), r#"{"customer":"蓝天物业"}"#);
/// assert!(session.set(&Path::field("customers"), "蓝天物业".into()).is_none());
/// ```
pub struct Session {
    live: LiveOrder,
    order: Json,
}

/// The result of an edit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Edit {
    /// All findings after it.
    pub findings: Vec<Finding>,
    /// What it changed.
    pub changed: Changed,
}

/// What an edit changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Changed {
    /// New findings.
    pub added: Vec<Finding>,
    /// Findings that are gone.
    pub removed: Vec<Finding>,
    /// Fields and cells whose `required` changed, with the new value.
    pub required: Pairs<bool>,
    /// Fields and cells whose relevance changed, with the new value.
    pub relevant: Pairs<bool>,
}

impl Session {
    /// Opens an order; `None` if the standard has no such form. Anything but an object is an empty order.
    pub fn open(standard: Arc<Standard>, form: &str, order: Json, options: Options) -> Option<Self> {
        let mut live = LiveOrder::open(standard, form, options, true)?;
        let order = if order.members().is_some() { order } else { node(JsonKind::Object(Vec::new())) };
        let fields: Vec<SmolStr> = live.form()?.fields.iter().map(|field| field.spec.id.clone()).gather();
        live.edit(|state| {
            for (index, id) in fields.iter().enumerate() {
                if let Some(value) = order.get(id) {
                    state.put_json(index, value);
                }
            }
        });
        Some(Self { live, order })
    }

    /// Changes a field, with all its rows if it is a table, or a cell; a cell below the last row adds rows. `None`,
    /// without any change, if the form has no such place, or if the path is that of a single row.
    pub fn set(&mut self, path: &Path, value: Json) -> Option<Edit> {
        let place = self.live.form()?.locate(path)?;
        self.edit(|live, order| {
            live.edit(|state| match place {
                (index, Some((row, cell))) => state.put_cell(index, row, cell, &Raw::from_json(&value)),
                (index, None) => state.put_json(index, &value),
            });
            put(order, path, value);
        })
    }

    /// Sets the current time, as in [`Options::now`].
    pub fn tick(&mut self, now: Option<DateTime>) -> Option<Edit> {
        self.edit(|live, _| {
            live.tick(now);
        })
    }

    fn edit(&mut self, change: impl FnOnce(&mut LiveOrder, &mut Json)) -> Option<Edit> {
        let before = self.report()?;
        change(&mut self.live, &mut self.order);
        Some(difference(before, self.report()?))
    }

    /// The order, which [`Json`] prints as text.
    pub fn order(&self) -> &Json {
        &self.order
    }

    /// Returns the full report on the order.
    pub fn report(&mut self) -> Option<Evaluation> {
        let order = &self.order;
        self.live.with_state(|state: &mut State, options| state.report(order, options))
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("order", &self.order).finish_non_exhaustive()
    }
}

fn difference(before: Evaluation, after: Evaluation) -> Edit {
    let (old, new) = (before.findings, after.findings);
    let added = new.iter().filter(|finding| !old.contains(finding)).cloned().gather();
    let removed = old.into_iter().filter(|finding| !new.contains(finding)).gather();
    let flags = |old: Pairs<bool>, new: Pairs<bool>| {
        Pairs(new.0.into_iter().filter(|flag| !old.0.contains(flag)).gather())
    };
    let required = flags(before.required, after.required);
    let relevant = flags(before.relevant, after.relevant);
    Edit { findings: new, changed: Changed { added, removed, required, relevant } }
}

fn node(kind: JsonKind) -> Json {
    Json { span: Span::default(), kind }
}

/// Puts a value into the order. Something that is not a table or a row is replaced by one, and absent rows
/// are added empty.
fn put(order: &mut Json, path: &Path, value: Json) {
    let (Some(row), Some(cell)) = (path.row, &path.cell) else {
        return assign(order, &path.field, value);
    };
    let JsonKind::Object(members) = &mut order.kind else { return };
    if !members.iter().any(|member| member.key == path.field) {
        let empty = node(JsonKind::List(Vec::new()));
        members.push(Member { key: path.field.clone(), span: Span::default(), value: empty });
    }
    let Some(place) = members.iter_mut().find(|member| member.key == path.field) else { return };
    if !matches!(place.value.kind, JsonKind::List(_)) {
        place.value = node(JsonKind::List(Vec::new()));
    }
    let JsonKind::List(rows) = &mut place.value.kind else { return };
    while rows.len() <= row as usize {
        rows.push(node(JsonKind::Object(Vec::new())));
    }
    if let Some(row) = rows.get_mut(row as usize) {
        assign(row, cell, value);
    }
}

/// Sets a key of an object; anything that is not an object is replaced by one.
fn assign(object: &mut Json, key: &SmolStr, value: Json) {
    if object.members().is_none() {
        *object = node(JsonKind::Object(Vec::new()));
    }
    let JsonKind::Object(members) = &mut object.kind else { return };
    match members.iter_mut().find(|member| member.key == *key) {
        Some(member) => member.value = value,
        None => members.push(Member { key: key.clone(), span: Span::default(), value }),
    }
}
