//! Values that are lost, since a limit was passed on the way to them. Whatever reads one is lost too and tells the same
//! limit, also where it would have an answer without it.

use super::state::State;
use crate::data::{Locale, Span, Value};
use crate::feel::{Fault, Slot, space};
use crate::standard::{Node, reads};
use serde::Serialize;
use smol_str::SmolStr;

/// For each place of a form the limit that was passed on the way to its value; empty until one is.
pub(super) type Lost = Vec<Option<Fault>>;

/// Why something is null or cannot be told.
#[derive(Debug, Serialize)]
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

impl State<'_> {
    /// The limit that was passed on the way to what a node reads.
    #[cold]
    pub(super) fn limit_of(&self, node: Node) -> Option<Fault> {
        limit_behind(&self.lost, &reads(self.form, node))
    }

    /// Takes a value away that is lost; whether it is news that it is, or no longer is.
    #[cold]
    pub(super) fn lose(&mut self, index: usize, value: &mut Value, passed: Option<Fault>) -> bool {
        let limit = passed.or_else(|| self.limit_of(Node::Value(index)));
        if limit.is_some() {
            *value = Value::Null;
        }
        let places = self.form.places();
        self.lost.resize(places, None);
        self.lost.get_mut(index).is_some_and(|place| core::mem::replace(place, limit) != limit)
    }
}
