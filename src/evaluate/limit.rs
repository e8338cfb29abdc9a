//! Values that are null because a limit was exceeded while they were evaluated. Everything that reads such a
//! value is null too and reports the same limit, even if it has a result without that value.

use crate::data::{Locale, Span, Value};
use crate::feel::{Fault, Slot, space};
use crate::standard::{Form, Node, slots_read};
use serde::Serialize;
use smol_str::SmolStr;

/// For each place of a form, the limit exceeded while its value was evaluated; empty until that happens.
pub(super) type ExceededLimits = Vec<Option<Fault>>;

/// Why a value is null or a result is unknown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReasonReport {
    /// The code.
    pub code: SmolStr,
    /// The message.
    pub message: SmolStr,
}

impl ReasonReport {
    pub(super) fn of_limit(limit: Fault, locale: Locale) -> Self {
        let note = limit.note(Span::default());
        Self { code: note.code.into(), message: note.message.get(locale).clone() }
    }
}

/// The limit exceeded for one of the values in these slots.
#[cold]
pub(super) fn limit_of_slots(exceeded: &ExceededLimits, slots: &[Slot]) -> Option<Fault> {
    let of_form = slots.iter().filter(|slot| slot.space == space::FORM);
    of_form.filter_map(|slot| *exceeded.get(usize::from(slot.index))?).next()
}

/// The limit exceeded for one of the values that a node reads.
#[cold]
pub(super) fn limit_of_node(exceeded: &ExceededLimits, form: &Form, node: Node) -> Option<Fault> {
    limit_of_slots(exceeded, &slots_read(form, node))
}

/// Records the limit exceeded for the value of a place, by itself (`limit`) or by what it reads, and sets the
/// value to null if there is one. Returns whether the limit of the place changed.
#[cold]
pub(super) fn apply_limit(
    exceeded: &mut ExceededLimits,
    form: &Form,
    index: usize,
    value: &mut Value,
    limit: Option<Fault>,
) -> bool {
    let limit = limit.or_else(|| limit_of_node(exceeded, form, Node::Value(index)));
    if limit.is_some() {
        *value = Value::Null;
    }
    exceeded.resize(form.value_count(), None);
    exceeded.get_mut(index).is_some_and(|place| core::mem::replace(place, limit) != limit)
}
