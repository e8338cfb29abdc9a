//! Sums over the rows of a list, `sum(for row in rows return …)`: what is summed need not be a list of its own, and who
//! keeps what each row gives need not add them all up again.

use super::frame::{Frame, Frames};
use crate::data::{Decimal, Value, limits};
use crate::feel::environment::Environment;
use crate::feel::node::{Node, NodeKind};
use crate::feel::scalar::Scalar;
use crate::feel::slot::Slot;

/// A sum of what each row of a list in a slot gives to it.
pub struct RowSum<'a> {
    /// The list.
    pub table: Slot,
    body: &'a Node,
}

impl<'a> RowSum<'a> {
    /// The sum with these arguments, where it can be had the quick way.
    pub(in crate::feel) fn of(arguments: &'a [Node]) -> Option<Self> {
        let [Node { kind: NodeKind::For(lists, body, false), .. }] = arguments else { return None };
        let [Node { kind: NodeKind::Slot(table), .. }] = lists.as_slice() else { return None };
        body.quick.then_some(Self { table: *table, body })
    }

    /// The rows, where they may be summed.
    pub fn rows<'v>(&self, environment: &Environment<'v>) -> Option<&'v [Value]> {
        match environment.value(self.table) {
            Value::List(items) if (1..limits::LIST_ITEMS).contains(&items.len()) => Some(items),
            _ => None,
        }
    }

    /// What a row gives to the sum; none where it is no number.
    pub fn of_row(&self, row: &Value, environment: &Environment) -> Option<Decimal> {
        self.given(row, environment, None).flatten()
    }

    /// The same in sight of variables; the outer none where only the full evaluator knows.
    #[cfg_attr(swift, optimize(speed))]
    fn given(&self, row: &Value, environment: &Environment, frames: Frames) -> Option<Option<Decimal>> {
        // Next to the row stands `partial`, which the body does not read.
        let frame = Frame::of(row, frames);
        Some(match self.body.scalar(environment, Some(&Frame::of(&Value::Null, Some(&frame))))? {
            Scalar::Number(number) => Some(number),
            _ => None,
        })
    }

    /// The sum; the outer none where only the full evaluator knows.
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn total<'v>(&self, environment: &Environment<'v>, frames: Frames<'v>) -> Option<Scalar<'v>> {
        if environment.lacks(self.table) {
            return Some(Scalar::Null);
        }
        let mut total = Some(Decimal::ZERO);
        for row in self.rows(environment)? {
            environment.step().ok()?;
            let number = self.given(row, environment, frames)?;
            total = total.zip(number).and_then(|(total, number)| total.checked_add(number));
            if total.is_none() {
                break;
            }
        }
        Some(total.map_or(Scalar::Null, Scalar::Number))
    }
}
