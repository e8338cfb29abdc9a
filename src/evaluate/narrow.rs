//! An edit of one cell: only its row is computed, judged and added up again, however many rows there are.

use super::state::{Mark, State, Subject};
use crate::data::{Decimal, Value};
use crate::feel::{Environment, Expression, RowSum};

/// What was put into tables since the order was evaluated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Put {
    /// Nothing.
    #[default]
    Nothing,
    /// Cells of one row: table and row.
    Row(usize, usize),
    /// More than that.
    Many,
}

/// A sum over the rows of a table, with what each row gives to it.
pub(super) struct Sum {
    each: Vec<Decimal>,
    total: Decimal,
}

impl Sum {
    /// The sum from scratch; none where a row gives no number or the total is not exact.
    fn of(sum: &RowSum, environment: &Environment) -> Option<Self> {
        let (mut each, mut total) = (Vec::new(), Decimal::ZERO);
        for row in sum.rows(environment)? {
            let number = sum.of_row(row, environment)?;
            total = total.exactly_added(number)?;
            each.push(number);
        }
        Some(Self { each, total })
    }

    /// The sum after an edit of one row.
    fn followed(mut self, row: usize, sum: &RowSum, environment: &Environment) -> Option<Self> {
        let rows = sum.rows(environment)?;
        let number = sum.of_row(rows.get(row)?, environment)?;
        let place = self.each.get_mut(row)?;
        self.total = self.total.exactly_added(place.negated())?.exactly_added(number)?;
        *place = number;
        Some(self)
    }
}

impl State<'_> {
    /// A cell of a row was put.
    pub(super) fn put_in_row(&mut self, table: usize, row: usize) {
        let idle = self.is_idle();
        let alone = self.form.graph.alone.get(table) == Some(&true);
        let here = Put::Row(table, row);
        self.held.put = if alone && (idle || self.held.put == here) { here } else { Put::Many };
    }

    /// Whether only one row of a table is to be evaluated, and which.
    pub(super) fn only_row(&mut self, table: usize) -> Option<usize> {
        match self.held.put {
            Put::Row(known, row) if known == table => Some(row),
            _ => {
                self.held.put = Put::Many;
                None
            }
        }
    }

    /// The value of a shared part: after the edit of a row a sum over the rows is brought up to date.
    pub(super) fn shared_value(&mut self, place: usize, part: &Expression) -> Value {
        let Some(kept) = self.held.sums.get_mut(place).map(Option::take) else { return Value::Null };
        let environment = self.environment();
        let edited = match (self.held.put, part.as_row_sum()) {
            (Put::Row(table, row), Some(sum)) if usize::from(sum.table.index) == table => {
                let followed = kept.and_then(|kept| kept.followed(row, &sum, &environment));
                followed.or_else(|| Sum::of(&sum, &environment))
            }
            _ => None,
        };
        match edited {
            Some(sum) => {
                let total = Value::Number(sum.total);
                if let Some(place) = self.held.sums.get_mut(place) {
                    *place = Some(sum);
                }
                total
            }
            None => part.evaluate(&environment).into_owned(),
        }
    }

    /// The findings of rows after what was put is evaluated.
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn mark_rows(&mut self) {
        let held = &mut *self.held;
        match core::mem::take(&mut held.put) {
            Put::Nothing => {}
            Put::Row(table, row) => {
                let (here, marks) = ((table, row), &mut held.row_marks);
                let before = marks.iter().take_while(|mark| place_of(mark) < here).count();
                let rest = marks.split_off(before);
                if let Some(edited) = held.rows.get(table).and_then(|rows| rows.get(row)) {
                    edited.marks(table, row, marks);
                }
                marks.extend(rest.iter().filter(|mark| place_of(mark) > here));
            }
            Put::Many => {
                held.stirred.marks = true;
                held.row_marks.clear();
                for (table, rows) in held.rows.iter().enumerate() {
                    if rows.is_empty() || !held.cells.get(table).is_some_and(|cell| cell.relevant) {
                        continue;
                    }
                    for (index, row) in rows.iter().enumerate() {
                        row.marks(table, index, &mut held.row_marks);
                    }
                }
            }
        }
    }
}

/// Table and row of a finding inside a row.
fn place_of(mark: &Mark) -> (usize, usize) {
    match mark.subject {
        Subject::Row(table, row) | Subject::Cell(table, row, _) | Subject::RowRule(table, row, _) => {
            (table, row)
        }
        Subject::Field(_) | Subject::Rule(_) | Subject::Deadline(_) => (0, 0),
    }
}
