//! The findings of a batch in words. A batch itself keeps numbers, of which most are only counted.

use crate::batch::{Batch, Found};
use crate::data::Locale;
use crate::data::json::parse;
use crate::evaluate::{Options, State};
use crate::finding::Finding;
use serde::Serialize;

/// A finding of a batch, with the line that it is about.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LineFinding {
    /// Which order, from 0; lines that are no orders are not counted.
    pub order: u32,
    /// The line where the order begins, from 1.
    pub line: u32,
    /// The finding.
    pub finding: Finding,
}

impl Batch {
    /// The findings since they were last taken or cleared, and forgets them, the refused lines and what was told order
    /// by order; the tally stands. Take them after each [`Batch::push`] to keep memory bounded.
    ///
    /// The text of a value longer than `limits::KEPT_BYTES` is not quoted.
    pub fn take_findings(&mut self, locale: Locale) -> Vec<LineFinding> {
        let mut all = Vec::new();
        if let Some(form) = self.form() {
            let state = State::new(self.standard(), form, &Options::default());
            let mut start = 0;
            for Found { order, line, mark, end, .. } in self.found() {
                let given = self.texts().get(start..*end).and_then(|text| parse(text).ok());
                start = *end;
                let detail = state.detail(*mark, given.as_ref(), locale);
                let finding = detail.or_else(|| state.finding(*mark, &"".into(), locale));
                all.extend(finding.map(|finding| LineFinding { order: *order, line: *line, finding }));
            }
        }
        self.clear();
        all
    }
}
