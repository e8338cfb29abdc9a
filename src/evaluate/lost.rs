//! Values that are lost, since a limit was passed on the way to them. Whatever reads one is lost too and tells the same
//! limit, also where it would have an answer without it.

use super::state::State;
use crate::data::{Locale, Span};
use crate::feel::{Fault, Slot, space};
use crate::standard::{Node, reads};
use serde::Serialize;
use smol_str::SmolStr;

/// The places of the values that are lost, each with the limit; nearly always there are none.
pub(super) type Lost = Vec<(usize, Fault)>;

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
    let reads =
        |place: usize| slots.iter().any(|slot| slot.space == space::FORM && usize::from(slot.index) == place);
    lost.iter().find(|(place, _)| reads(*place)).map(|(_, limit)| *limit)
}

impl State<'_> {
    /// The limit that was passed on the way to what a node reads.
    pub(super) fn limit_of(&self, node: Node) -> Option<Fault> {
        limit_behind(&self.lost, &reads(self.form, node))
    }

    /// Keeps whether the value of a place is lost: whether it is, and whether that is news.
    #[cold]
    pub(super) fn keep_lost(&mut self, index: usize, passed: Option<Fault>) -> (bool, bool) {
        let limit = passed.or_else(|| self.limit_of(Node::Value(index)));
        let before = self.lost.len();
        self.held.lost.retain(|(place, _)| *place != index);
        let was = self.lost.len() != before;
        self.held.lost.extend(limit.map(|limit| (index, limit)));
        (limit.is_some(), limit.is_some() != was)
    }
}
