//! Sums over the rows of a list, `sum(for row in rows return …)`, without a list of the summands. Over a
//! table, cells are read by slot, so that the rows need not be made into values.

use super::frame::{EvalScope, Frame};
use crate::data::{Decimal, Value, limits};
use crate::feel::builtin::call::CallKind;
use crate::feel::environment::Environment;
use crate::feel::node::{Node, NodeKind};
use crate::feel::scalar::Scalar;
use crate::feel::slot::{Slot, space};
use smol_str::SmolStr;

impl Node {
    /// If this is a sum over the rows of a table that reads nothing but cells, rewrites its body to read the
    /// cells of one row by slot; returns the table and collects the cells. `keys` returns the row keys of a
    /// table.
    pub(in crate::feel) fn rewrite_row_sum<'k>(
        &mut self,
        keys: &dyn Fn(Slot) -> Option<&'k [SmolStr]>,
        cells: &mut Vec<Slot>,
    ) -> Option<Slot> {
        let NodeKind::Builtin(CallKind::Sum(_), arguments) = &mut self.kind else { return None };
        let table = ListSum::from_arguments(arguments)?.list;
        let keys = keys(table)?;
        let NodeKind::For(_, _, body, _) = &mut arguments.first_mut()?.kind else { return None };
        // The first pass only checks: a sum that reads anything else must stay unchanged.
        [false, true].into_iter().all(|turn| reads_only_cells(body, keys, turn, cells)).then_some(table)
    }

    /// What the current row adds to such a sum; `None` if it is not a number.
    #[cfg_attr(swift, optimize(speed))]
    pub(in crate::feel) fn row_addend(&self, environment: &Environment) -> Option<Decimal> {
        let NodeKind::Builtin(_, arguments) = &self.kind else { return None };
        let NodeKind::For(_, _, body, _) = &arguments.first()?.kind else { return None };
        body.number(EvalScope::new(environment))?
    }

    /// The number that a quick node computes: inner `None` if the value is not a number, outer `None` if the
    /// full evaluator is needed.
    #[inline]
    #[cfg_attr(swift, optimize(speed))]
    fn number(&self, scope: EvalScope) -> Option<Option<Decimal>> {
        if let Some(number) = self.figure(scope) {
            return Some(Some(number));
        }
        match self.scalar(scope)? {
            Scalar::Number(number) => Some(Some(number)),
            _ => Some(None),
        }
    }
}

/// Whether the body of a sum reads nothing but cells of its row; with `replace`, replaces them by slots. What
/// such a body computes is a number only if the quick path finds one.
fn reads_only_cells(node: &mut Node, keys: &[SmolStr], replace: bool, cells: &mut Vec<Slot>) -> bool {
    let mut reads = |node: &mut Node| reads_only_cells(node, keys, replace, cells);
    match &mut node.kind {
        NodeKind::Constant(_) => true,
        NodeKind::Negate(inner) => reads(inner),
        NodeKind::Binary(_, _, pair) => pair.iter_mut().all(reads),
        NodeKind::Builtin(_, arguments) => arguments.iter_mut().all(reads),
        // Depth 0 is `partial`, depth 1 the row.
        NodeKind::Path(row, name) if matches!(row.kind, NodeKind::Variable(1)) => {
            let index = keys.iter().position(|key| key == name).and_then(|index| u16::try_from(index).ok());
            let cell = index.map(|index| Slot { space: space::ROW, index });
            if let Some(cell) = cell.filter(|_| replace) {
                cells.push(cell);
                node.kind = NodeKind::Slot(cell);
            }
            cell.is_some()
        }
        _ => false,
    }
}

/// A sum over the items of a list in a slot.
pub(super) struct ListSum<'a> {
    list: Slot,
    body: &'a Node,
}

impl<'a> ListSum<'a> {
    /// The sum with these arguments, if the quick path supports it.
    pub(in crate::feel) fn from_arguments(arguments: &'a [Node]) -> Option<Self> {
        let [Node { kind: NodeKind::For(_, lists, body, false), .. }] = arguments else { return None };
        let [Node { kind: NodeKind::Slot(list), .. }] = lists.as_slice() else { return None };
        body.quick.then_some(Self { list: *list, body })
    }

    /// The sum; outer `None` if the full evaluator is needed.
    pub(super) fn total<'v>(&self, scope: EvalScope<'v, 'v>) -> Option<Scalar<'v>> {
        let items = match scope.environment.value(self.list) {
            Value::Null => return Some(Scalar::Null),
            Value::List(items) if (1..limits::LIST_ITEMS).contains(&items.len()) => items,
            _ => return None,
        };
        let mut total = Some(Decimal::ZERO);
        for item in items.iter() {
            scope.environment.spend(self.body.loop_cost()).ok()?;
            let frame = Frame::single(item, scope.frames);
            let number = self.body.number(scope.with_frame(&Frame::single(&Value::Null, Some(&frame))))?;
            total = total.zip(number).and_then(|(total, number)| total.checked_add(number));
            if total.is_none() {
                break;
            }
        }
        Some(total.map_or(Scalar::Null, Scalar::Number))
    }
}
