//! What a batch comes to: how many orders, how many of them sound, how often each rule was broken; and each finding.

use super::number::Numbered;
use crate::data::Phrase;
use crate::evaluate::Mark;
use crate::finding::Severity;
use serde::Serialize;

/// How many orders there were, and how they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The lines or records that were read as orders.
    pub orders: u32,
    /// Those without an error.
    pub valid: u32,
    /// Those with at least one error.
    pub with_errors: u32,
    /// Those with at least one warning.
    pub with_warnings: u32,
    /// The lines or records that are no orders.
    pub refused: u32,
    /// How often each rule was broken, by its number.
    pub rules: Vec<RuleTally>,
}

/// How often a rule was broken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleTally {
    /// How many findings.
    pub findings: u32,
    /// In how many orders.
    pub orders: u32,
    /// The latest of these, counted from 1.
    latest: u32,
}

/// One finding of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which order, from 0; lines that are no orders are not counted.
    pub order: u32,
    /// The line where the order begins, from 1.
    pub line: u32,
    /// What it is.
    pub mark: Mark,
    /// The same by numbers.
    pub numbered: Numbered,
    /// Where the text of its value ends among the texts that were kept; it begins where that before it ends.
    pub end: usize,
}

/// A line that is no order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// The line where it begins, from 1.
    pub line: u32,
    /// The kind, such as `json.syntax`.
    pub code: &'static str,
    /// Where in the line, in bytes from 0.
    pub at: u32,
    /// Why.
    pub message: Phrase,
}

impl Tally {
    /// No orders yet, of a form with so many rules.
    pub(super) fn of(rules: usize) -> Self {
        Self { rules: vec![RuleTally::default(); rules], ..Self::default() }
    }

    /// Counts one order by its findings; whether it has no error.
    pub(super) fn count(&mut self, found: &[Found]) -> bool {
        self.orders = self.orders.saturating_add(1);
        let (mut errors, mut warnings) = (false, false);
        for Found { numbered, .. } in found {
            errors |= numbered.severity == Severity::Error;
            warnings |= numbered.severity == Severity::Warning;
            let Some(rule) = self.rules.get_mut(numbered.rule) else { continue };
            rule.findings = rule.findings.saturating_add(1);
            if rule.latest != self.orders {
                rule.latest = self.orders;
                rule.orders = rule.orders.saturating_add(1);
            }
        }
        self.valid = self.valid.saturating_add(u32::from(!errors));
        self.with_errors = self.with_errors.saturating_add(u32::from(errors));
        self.with_warnings = self.with_warnings.saturating_add(u32::from(warnings));
        !errors
    }
}
