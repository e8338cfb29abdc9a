//! A compiled form: its fields as slots, its rules, deadlines and workflow, and their dependencies. Reading
//! the document is up to `load`.

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

/// A compiled form. Field `i` has the slot `FORM[i]`; the due times of the deadlines follow, then the shared
/// parts.
#[derive(Debug)]
pub struct Form {
    /// Its id.
    pub id: SmolStr,
    /// Its title.
    pub title: Phrase,
    /// Its purpose.
    pub description: Option<Phrase>,
    /// Its source.
    pub source: Option<Source>,
    /// Its layout on paper.
    pub paper: Paper,
    /// Its fields.
    pub fields: Vec<Field>,
    /// For each field, its rows if it is a table.
    pub tables: Vec<Option<Box<Table>>>,
    /// Its rules, without those of rows.
    pub rules: Vec<Rule>,
    /// Its deadlines.
    pub deadlines: Vec<Deadline>,
    /// Its workflow.
    pub workflow: Option<Workflow>,
    /// The parts of expressions that are evaluated only once.
    pub shared: Vec<SharedPart>,
    /// The dependencies between its nodes.
    pub graph: Graph,
    /// The names that expressions over its orders may use.
    pub scope: Scope,
}

/// A part of expressions that is evaluated only once.
#[derive(Debug)]
pub struct SharedPart {
    /// The expression.
    pub expression: Expression,
    /// The table over whose rows it sums, if it is such a sum.
    pub table: Option<Slot>,
}

/// The rows of a table. Cell `j` has the slot `ROW[j]`.
#[derive(Debug)]
pub struct Table {
    /// The fields of a row.
    pub fields: Vec<Field>,
    /// The rules for each row.
    pub rules: Vec<Rule>,
    /// The keys of a row as a context.
    pub keys: Arc<[SmolStr]>,
    /// For each cell, whether its value is always the one that was entered.
    pub direct: Vec<bool>,
    /// For each cell, whether an expression of the form reads it.
    pub is_read: Vec<bool>,
}

impl Form {
    /// The index of a field.
    pub fn field(&self, id: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.spec.id == id)
    }

    /// The index of the field of a path, with the row and the index of the cell if it leads to one.
    pub fn locate(&self, path: &Path) -> Option<(usize, Option<(usize, usize)>)> {
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

    /// The deadline whose due time has this index.
    pub fn deadline_at(&self, index: usize) -> Option<&Deadline> {
        self.deadlines.get(index.checked_sub(self.fields.len())?)
    }

    /// The shared part with this index, and its number among the shared parts.
    pub fn shared_part_at(&self, index: usize) -> Option<(usize, &SharedPart)> {
        let number = index.checked_sub(self.fields.len())?.checked_sub(self.deadlines.len())?;
        Some((number, self.shared.get(number)?))
    }

    /// The number of indices: fields, deadlines and shared parts.
    pub fn value_count(&self) -> usize {
        self.fields.len().saturating_add(self.deadlines.len()).saturating_add(self.shared.len())
    }

    /// Calls `visit` for all expressions, including those of rows.
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
    /// Calls `visit` for all expressions of a row.
    pub(super) fn expressions(&self, visit: &mut dyn FnMut(&Expression)) {
        self.fields.iter().for_each(|field| field.expressions(visit));
        self.rules.iter().for_each(|rule| visit(&rule.check));
    }

    /// Whether its rows need evaluation: they have rules, or cells that are not settled.
    pub(super) fn needs_evaluation(&self) -> bool {
        !self.rules.is_empty() || (0..self.fields.len()).any(|index| !self.is_settled(index))
    }

    /// Whether the finding of a cell depends on its entered value alone.
    pub fn is_settled(&self, index: usize) -> bool {
        let fixed = |field: &Field| matches!(field.required, Condition::Fixed(_));
        self.direct.get(index) == Some(&true) && self.fields.get(index).is_some_and(fixed)
    }
}
