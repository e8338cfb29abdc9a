//! A form that is ready: its fields as slots, its rules, deadlines and workflow, and who depends on whom. It reads no
//! document; `load` does.

pub(super) mod load;

use super::graph::Graph;
use super::paper::Paper;
use crate::check::{Condition, Field, Rule};
use crate::data::{Path, Phrase};
use crate::deadline::Deadline;
use crate::feel::{Expression, Scope, Slot};
use crate::finding::Source;
use crate::workflow::Workflow;
use smol_str::SmolStr;
use std::sync::Arc;

/// A form that is ready to judge orders. Field `i` has the slot `FORM[i]`; after the fields stand the due instants of
/// the deadlines, then the shared parts.
#[derive(Debug)]
pub struct Form {
    /// Its id.
    pub id: SmolStr,
    /// What people read.
    pub title: Phrase,
    /// What it is for.
    pub description: Option<Phrase>,
    /// Its clause.
    pub source: Option<Source>,
    /// How it stands on paper.
    pub paper: Paper,
    /// Its fields.
    pub fields: Vec<Field>,
    /// The rows of each field that is a table.
    pub tables: Vec<Option<Table>>,
    /// Its rules, those of rows apart.
    pub rules: Vec<Rule>,
    /// Its deadlines.
    pub deadlines: Vec<Deadline>,
    /// Its workflow.
    pub workflow: Option<Workflow>,
    /// The parts of its expressions that are evaluated once.
    pub shared: Vec<SharedPart>,
    /// Who depends on whom.
    pub graph: Graph,
    /// The names that expressions over its orders may read and call.
    pub scope: Scope,
}

/// A part of expressions that is evaluated once.
#[derive(Debug)]
pub struct SharedPart {
    /// The part.
    pub expression: Expression,
    /// The table of which it sums what the cells of each row give.
    pub table: Option<Slot>,
}

/// The rows of a table. Cell `j` has the slot `ROW[j]`.
#[derive(Debug)]
pub struct Table {
    /// The fields of a row.
    pub fields: Vec<Field>,
    /// The rules of a row.
    pub rules: Vec<Rule>,
    /// The keys of a row as a value.
    pub keys: Arc<[SmolStr]>,
    /// For each cell, whether its value is just what was put.
    pub direct: Vec<bool>,
    /// For each cell, whether an expression of the form reads it.
    pub seen: Vec<bool>,
}

impl Form {
    /// The place of a field.
    pub fn field(&self, id: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.spec.id == id)
    }

    /// The place of a path: the field, and the row and its cell.
    pub fn place(&self, path: &Path) -> Option<(usize, Option<(usize, usize)>)> {
        let index = self.field(&path.field)?;
        match (path.row, &path.cell) {
            (Some(row), Some(cell)) => {
                let table = self.tables.get(index)?.as_ref()?;
                let cell = table.fields.iter().position(|field| field.spec.id == *cell)?;
                Some((index, Some((row as usize, cell))))
            }
            (None, None) => Some((index, None)),
            _ => None,
        }
    }

    /// The deadline whose due instant has a place.
    pub fn deadline_at(&self, index: usize) -> Option<&Deadline> {
        self.deadlines.get(index.checked_sub(self.fields.len())?)
    }

    /// The shared part that has a place, and which of them it is.
    pub fn shared_at(&self, index: usize) -> Option<(usize, &SharedPart)> {
        let number = index.checked_sub(self.fields.len())?.checked_sub(self.deadlines.len())?;
        Some((number, self.shared.get(number)?))
    }

    /// How many places it has.
    pub fn places(&self) -> usize {
        self.fields.len().saturating_add(self.deadlines.len()).saturating_add(self.shared.len())
    }

    /// All expressions, those of rows included.
    fn expressions(&self, visit: &mut dyn FnMut(&Expression)) {
        self.fields.iter().for_each(|field| field.expressions(visit));
        self.tables.iter().flatten().for_each(|table| table.expressions(visit));
        self.rules.iter().for_each(|rule| visit(&rule.check));
        for transition in self.workflow.iter().flat_map(|workflow| &workflow.transitions) {
            if let Some(guard) = &transition.guard {
                visit(guard);
            }
        }
        self.deadlines.iter().for_each(|deadline| deadline.expressions(visit));
    }
}

impl Table {
    /// All expressions of a row.
    pub(super) fn expressions(&self, visit: &mut dyn FnMut(&Expression)) {
        self.fields.iter().for_each(|field| field.expressions(visit));
        self.rules.iter().for_each(|rule| visit(&rule.check));
    }

    /// Whether anything in its rows is to be judged beyond what follows from what was put.
    pub(super) fn is_judged(&self) -> bool {
        !self.rules.is_empty() || (0..self.fields.len()).any(|index| !self.is_settled(index))
    }

    /// Whether the finding of a cell follows from what was put alone.
    pub fn is_settled(&self, index: usize) -> bool {
        let fixed = |field: &Field| matches!(field.required, Condition::Fixed(_));
        self.direct.get(index) == Some(&true) && self.fields.get(index).is_some_and(fixed)
    }
}
