//! What was found, in numbers: what a rule came to, what a finding is about. Sentences are made in `report`.

use crate::feel::Fault;
use crate::finding::Code;

/// What a rule came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// It holds.
    #[default]
    Holds,
    /// It is exactly false.
    Violated,
    /// It is unknown: something is missing.
    Unknown,
    /// It was not asked, since a field that it needs is missing or unsound.
    NotAsked,
    /// It is unknown: a limit was passed.
    Lost(Fault),
}

/// What a finding is about, by number.
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

/// A finding in numbers; its sentence is made when somebody reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it is about.
    pub subject: Subject,
    /// What is wrong.
    pub code: Code,
}

impl Mark {
    /// Table and row, of a finding inside a row.
    pub(super) fn row(&self) -> (usize, usize) {
        match self.subject {
            Subject::Row(table, row) | Subject::Cell(table, row, _) | Subject::RowRule(table, row, _) => {
                (table, row)
            }
            Subject::Field(_) | Subject::Rule(_) | Subject::Deadline(_) => (0, 0),
        }
    }
}
