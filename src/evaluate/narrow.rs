//! What an edit of one cell needs: which row was put, and the sums over rows that follow it.

use crate::data::Decimal;

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
    pub(super) fn of(given: &mut dyn Iterator<Item = Option<Decimal>>) -> Option<Self> {
        let (mut each, mut total) = (Vec::new(), Decimal::ZERO);
        for number in given {
            let number = number?;
            total = total.exactly_added(number)?;
            each.push(number);
        }
        Some(Self { each, total })
    }

    /// The sum after an edit of one row, which gives another number now.
    pub(super) fn followed(mut self, row: usize, number: Decimal) -> Option<Self> {
        let place = self.each.get_mut(row)?;
        self.total = self.total.exactly_added(place.negated())?.exactly_added(number)?;
        *place = number;
        Some(self)
    }
}
