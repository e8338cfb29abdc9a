//! Results as numbers: the verdict of a rule, the subject of a finding. `report` makes the messages.

use crate::feel::Fault;
use crate::finding::Code;

/// The result of a rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// It holds.
    #[default]
    Holds,
    /// It is false.
    Violated,
    /// It is unknown: a value is missing.
    Unknown,
    /// It was not evaluated: a field that it needs is missing or has a finding.
    Skipped,
    /// It is unknown: a limit was exceeded.
    LimitExceeded(Fault),
}

/// What a finding is about, by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A field of the form.
    Field(usize),
    /// A rule of the form.
    Rule(usize),
    /// A whole row: table and row.
    Row(usize, usize),
    /// A cell: table, row, field of the row.
    Cell(usize, usize, usize),
    /// A rule of a row: table, row, rule.
    RowRule(usize, usize, usize),
    /// A deadline.
    Deadline(usize),
}

/// A finding as numbers; its message is made on request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it is about.
    pub subject: Subject,
    /// What is wrong.
    pub code: Code,
}

impl Mark {
    /// Table and row of a finding inside a row; `(0, 0)` for others.
    pub(super) fn row(&self) -> (usize, usize) {
        match self.subject {
            Subject::Row(table, row) | Subject::Cell(table, row, _) | Subject::RowRule(table, row, _) => {
                (table, row)
            }
            Subject::Field(_) | Subject::Rule(_) | Subject::Deadline(_) => (0, 0),
        }
    }
}
