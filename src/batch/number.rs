//! Numbers for the rules and places of a form, so that a batch's findings are columns of numbers with two
//! short lists of names.
//!
//! # Shape
//! Rules: the built-in ones, the form's, those of each table's rows. Places: the form's fields, each table's
//! cells, then `now`, then the empty place of a rule without fields.

use crate::data::Gather;
use crate::evaluate::{Mark, Subject};
use crate::feel::{Slot, space};
use crate::finding::{Severity, Statement};
use crate::standard::{Form, Table};

/// The rules that every form has.
pub const BUILT_IN: [&str; 6] = ["required", "type", "one_of", "range", "length", "format"];

/// The first numbers of each table's rules and cells.
pub(super) struct Numbers {
    row_rules: Vec<usize>,
    cells: Vec<usize>,
    rules: usize,
    places: usize,
}

/// A finding as numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberedFinding {
    /// The rule.
    pub rule: usize,
    /// The place.
    pub place: usize,
    /// The row of a table, if it is about one.
    pub row: Option<usize>,
    /// The severity.
    pub severity: Severity,
}

impl Numbers {
    pub(super) fn new(form: &Form) -> Self {
        let (mut rules, mut places) = (BUILT_IN.len().saturating_add(form.rules.len()), form.fields.len());
        let (mut row_rules, mut cells) = (Vec::new(), Vec::new());
        for table in &form.tables {
            row_rules.push(rules);
            cells.push(places);
            let (more_rules, more_cells) =
                table.as_ref().map_or((0, 0), |table| (table.rules.len(), table.fields.len()));
            rules = rules.saturating_add(more_rules);
            places = places.saturating_add(more_cells);
        }
        Self { row_rules, cells, rules, places }
    }

    /// The number of rules.
    pub(super) fn rules(&self) -> usize {
        self.rules
    }

    pub(super) fn numbered(&self, form: &Form, mark: Mark) -> Option<NumberedFinding> {
        let built_in = || BUILT_IN.iter().position(|name| *name == mark.code.rule());
        let built_in_finding =
            |place, row| Some(NumberedFinding { rule: built_in()?, place, row, severity: Severity::Error });
        match mark.subject {
            Subject::Field(index) => built_in_finding(index, None),
            Subject::Row(table, row) => built_in_finding(table, Some(row)),
            Subject::Cell(table, row, cell) => built_in_finding(self.cell(table, cell)?, Some(row)),
            Subject::Rule(index) => {
                let rule = form.rules.get(index)?;
                Some(self.rule_finding(
                    &rule.statement,
                    BUILT_IN.len().checked_add(index)?,
                    rule.fields.first(),
                    None,
                ))
            }
            Subject::RowRule(table, row, index) => {
                let rule = form.tables.get(table)?.as_ref()?.rules.get(index)?;
                let number = self.row_rules.get(table)?.checked_add(index)?;
                Some(self.rule_finding(&rule.statement, number, rule.fields.first(), Some((table, row))))
            }
            // In a batch, late deadlines are not findings; deadlines are reported for each order.
            Subject::Deadline(_) => None,
        }
    }

    fn rule_finding(
        &self,
        statement: &Statement,
        rule: usize,
        slot: Option<&Slot>,
        row: Option<(usize, usize)>,
    ) -> NumberedFinding {
        let (place, row) = self.place(slot, row);
        NumberedFinding { rule, place, row, severity: statement.severity }
    }

    fn cell(&self, table: usize, cell: usize) -> Option<usize> {
        self.cells.get(table)?.checked_add(cell)
    }

    /// The place of a rule's first field, and its row; a field of the form has no row, even in a rule of
    /// rows.
    fn place(&self, slot: Option<&Slot>, row: Option<(usize, usize)>) -> (usize, Option<usize>) {
        let nowhere = (self.places.saturating_add(1), None);
        let Some(slot) = slot else { return nowhere };
        let index = usize::from(slot.index);
        match (slot.space, row) {
            (space::FORM, _) => (index, None),
            (space::ROW, Some((table, row))) => (self.cell(table, index).unwrap_or(self.places), Some(row)),
            (space::MOMENT, _) => (self.places, None),
            _ => nowhere,
        }
    }
}

/// The ids of a form's rules and its places, by number; the place of a cell is written `items[].qty`.
pub fn rule_and_place_ids(form: &Form) -> (Vec<String>, Vec<String>) {
    let tables =
        || form.tables.iter().zip(&form.fields).filter_map(|(table, field)| Some((table.as_deref()?, field)));
    let row_rules = tables().flat_map(|(table, _): (&Table, _)| &table.rules);
    let rules = form.rules.iter().chain(row_rules).map(|rule| rule.statement.id.to_string());
    let fields = form.fields.iter().map(|field| field.spec.id.to_string());
    let cells = tables().flat_map(|(table, field)| {
        table.fields.iter().map(move |cell| [field.spec.id.as_str(), "[].", &cell.spec.id].concat())
    });
    let ends = ["now".to_owned(), String::new()];
    (BUILT_IN.iter().map(ToString::to_string).chain(rules).gather(), fields.chain(cells).chain(ends).gather())
}
