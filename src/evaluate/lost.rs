//! Values that are lost, since a limit was passed on the way to them. Whatever reads one is lost too and tells the same
//! limit, also where it would have an answer without it.

use crate::data::{Locale, Span, Value};
use crate::feel::{Fault, Slot, space};
use crate::standard::{Form, Node, reads};
use serde::Serialize;
use smol_str::SmolStr;

/// For each place of a form the limit that was passed on the way to its value; empty until one is.
pub(super) type Lost = Vec<Option<Fault>>;

/// Why something is null or cannot be told.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReasonReport {
    /// The kind.
    pub code: SmolStr,
    /// The sentence.
    pub message: SmolStr,
}

impl ReasonReport {
    pub(super) fn of(limit: Fault, locale: Locale) -> Self {
        let note = limit.note(Span::default());
        Self { code: note.code.into(), message: note.message.get(locale).clone() }
    }
}

/// The limit that was passed on the way to one of the values in these slots.
#[cold]
pub(super) fn limit_behind(lost: &Lost, slots: &[Slot]) -> Option<Fault> {
    let of_form = slots.iter().filter(|slot| slot.space == space::FORM);
    of_form.filter_map(|slot| *lost.get(usize::from(slot.index))?).next()
}

/// The limit that was passed on the way to what a node reads.
#[cold]
pub(super) fn limit_of(lost: &Lost, form: &Form, node: Node) -> Option<Fault> {
    limit_behind(lost, &reads(form, node))
}

/// Takes the value of a place away where it is lost; whether it is news that it is, or no longer is.
#[cold]
pub(super) fn lose(
    lost: &mut Lost,
    form: &Form,
    index: usize,
    value: &mut Value,
    passed: Option<Fault>,
) -> bool {
    let limit = passed.or_else(|| limit_of(lost, form, Node::Value(index)));
    if limit.is_some() {
        *value = Value::Null;
    }
    lost.resize(form.places(), None);
    lost.get_mut(index).is_some_and(|place| core::mem::replace(place, limit) != limit)
}
