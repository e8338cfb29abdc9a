//! Keeps the work small after an edit of one cell: records which row was edited and updates sums over rows.

use crate::data::Decimal;

/// What was edited in tables since the rows were evaluated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum TableEdits {
    /// Nothing.
    #[default]
    Nothing,
    /// Cells of one row: table and row.
    Row(usize, usize),
    /// Anything more.
    Many,
}

/// A sum over the rows of a table, with the number of each row.
pub(super) struct Sum {
    numbers: Vec<Decimal>,
    pub(super) total: Decimal,
}

impl Sum {
    /// The sum from scratch; `None` if a row has no number or the total is not exact.
    pub(super) fn of(given: &mut dyn Iterator<Item = Option<Decimal>>) -> Option<Self> {
        let (mut numbers, mut total) = (Vec::new(), Decimal::ZERO);
        for number in given {
            let number = number?;
            total = total.add_exact(number)?;
            numbers.push(number);
        }
        Some(Self { numbers, total })
    }

    /// The sum after the number of one row has changed.
    pub(super) fn replaced(mut self, row: usize, number: Decimal) -> Option<Self> {
        let place = self.numbers.get_mut(row)?;
        self.total = self.total.add_exact(place.negated())?.add_exact(number)?;
        *place = number;
        Some(self)
    }
}
