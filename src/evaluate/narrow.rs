//! What an edit of one cell needs: which row was put, and the sums over rows that follow it.

use crate::data::Decimal;
use crate::feel::{Environment, RowSum};

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
    pub(super) total: Decimal,
}

impl Sum {
    /// The sum from scratch; none where a row gives no number or the total is not exact.
    pub(super) fn of(sum: &RowSum, environment: &Environment) -> Option<Self> {
        let (mut each, mut total) = (Vec::new(), Decimal::ZERO);
        for row in sum.rows(environment)? {
            let number = sum.of_row(row, environment)?;
            total = total.exactly_added(number)?;
            each.push(number);
        }
        Some(Self { each, total })
    }

    /// The sum after an edit of one row.
    pub(super) fn followed(mut self, row: usize, sum: &RowSum, environment: &Environment) -> Option<Self> {
        let rows = sum.rows(environment)?;
        let number = sum.of_row(rows.get(row)?, environment)?;
        let place = self.each.get_mut(row)?;
        self.total = self.total.exactly_added(place.negated())?.exactly_added(number)?;
        *place = number;
        Some(self)
    }
}
