//! The counts of a batch: its orders, those without errors, the findings of each rule; and each finding.

use super::number::NumberedFinding;
use crate::data::Phrase;
use crate::evaluate::Mark;
use crate::finding::Severity;
use serde::Serialize;

/// The counts of a batch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The lines or records that were read as orders.
    pub orders: u32,
    /// The orders without an error.
    pub valid: u32,
    /// The orders with at least one error.
    pub with_errors: u32,
    /// The orders with at least one warning.
    pub with_warnings: u32,
    /// The lines or records that are not orders.
    pub refused: u32,
    /// The counts of each rule, by its number.
    pub rules: Vec<RuleTally>,
}

/// The counts of a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleTally {
    /// The number of its findings.
    pub findings: u32,
    /// The number of orders that have one.
    pub orders: u32,
    /// The latest of these orders, counted from 1.
    latest: u32,
}

/// One finding of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BatchFinding {
    /// The number of the order, from 0; lines that are not orders do not count.
    pub order: u32,
    /// The line where the order begins, from 1.
    pub line: u32,
    /// The finding.
    pub mark: Mark,
    /// The finding as numbers.
    pub numbered: NumberedFinding,
    /// The end of its value in the kept texts; it begins at the end of the one before.
    pub end: usize,
}

/// A line that is not an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RefusedLine {
    /// The line where it begins, from 1.
    pub line: u32,
    /// The kind, such as `json.syntax`.
    pub code: &'static str,
    /// The place in the line, in bytes from 0.
    pub at: u32,
    /// Why.
    pub message: Phrase,
}

impl Tally {
    /// No orders yet, of a form with this number of rules.
    pub(super) fn new(rules: usize) -> Self {
        Self { rules: vec![RuleTally::default(); rules], ..Self::default() }
    }

    /// Counts one order by its findings. Returns whether it has no error.
    pub(super) fn count(&mut self, findings: &[BatchFinding]) -> bool {
        self.orders = self.orders.saturating_add(1);
        let (mut errors, mut warnings) = (false, false);
        for BatchFinding { numbered, .. } in findings {
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
