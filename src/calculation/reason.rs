//! Reasons why an output is null, and those that a step defines itself. `explain` decides which one applies
//! to a run.

use crate::data::{Gather, Phrase};
use crate::document::{Cursor, Defects, Key, Shape};
use crate::feel::{Expression, Note, RawExpression, Scope};
use smol_str::SmolStr;

/// The keys of a reason.
pub(super) const REASON: Shape =
    Shape { name: "reason", keys: &[Key::required("when"), Key::required("code"), Key::required("message")] };

/// A reason of a step as written in the document.
#[derive(Clone, Debug)]
pub(super) struct ReasonSpec {
    when: RawExpression,
    reason: Reason,
}

/// A reason of a step.
#[derive(Clone, Debug)]
pub struct StepReason {
    /// The condition under which it applies.
    pub when: Expression,
    /// The reason.
    pub reason: Reason,
}

/// Why an output is null.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The kind, such as `no_data` or `division_by_zero`.
    pub code: SmolStr,
    /// Its message.
    pub message: Phrase,
}

impl ReasonSpec {
    pub(super) fn read(cursor: Cursor, defects: &mut Defects) -> Option<Self> {
        let object = cursor.object(&REASON, defects)?;
        let when = RawExpression::read_at(object, "when", defects);
        let (code, message) = (object.text("code", defects), object.label("message", defects));
        Some(Self { when: when?, reason: Reason { code: code?, message } })
    }

    pub(super) fn compile(&self, scope: &Scope, defects: &mut Defects) -> Option<StepReason> {
        Some(StepReason { when: self.when.compile_condition(scope, defects)?, reason: self.reason.clone() })
    }
}

impl Reason {
    pub(super) fn from_note(note: &Note) -> Self {
        Self { code: note.code.into(), message: note.message.clone() }
    }

    pub(super) fn with_labels(code: &str, [zh, en]: [&str; 2], labels: &[Phrase]) -> Self {
        let chinese = labels.iter().map(|label| &label.zh).joined("、");
        let english = labels.iter().map(|label| &label.en).joined(", ");
        Self { code: code.into(), message: Phrase::new([zh, &chinese].concat(), [en, &english].concat()) }
    }
}
