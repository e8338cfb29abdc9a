//! Findings of a batch as sentences. The batch itself keeps only numbers, since most findings are merely
//! counted.

use crate::batch::{Batch, BatchFinding};
use crate::data::Locale;
use crate::data::json::parse;
use crate::evaluate::{Options, State};
use crate::finding::Finding;
use serde::Serialize;

/// A finding of a batch and the line of its order.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LineFinding {
    /// The index of the order, from 0; refused lines are not counted.
    pub order: u32,
    /// The line where the order begins, from 1.
    pub line: u32,
    /// The finding.
    pub finding: Finding,
}

impl Batch {
    /// Returns the findings since they were last taken or cleared, then clears them together with the refused
    /// lines and the answers for single orders; the tally is kept. Call it after each [`Batch::push`] to keep
    /// memory bounded.
    ///
    /// Values longer than `limits::KEPT_BYTES` are not quoted.
    pub fn take_findings(&mut self, locale: Locale) -> Vec<LineFinding> {
        let mut all = Vec::new();
        if let Some(form) = self.form() {
            let state = State::new(self.standard(), form, &Options::default());
            let mut start = 0;
            for BatchFinding { order, line, mark, end, .. } in self.findings() {
                let given = self.texts().get(start..*end).and_then(|text| parse(text).ok());
                start = *end;
                let detail = state.finding_of_value(*mark, given.as_ref(), locale);
                let finding = detail.or_else(|| state.finding(*mark, &"".into(), locale));
                all.extend(finding.map(|finding| LineFinding { order: *order, line: *line, finding }));
            }
        }
        self.clear();
        all
    }
}
