//! Figures over all orders of a batch, computed in one pass: counts and exact sums, optionally with a
//! condition, and rows of them by keys. They are the inputs of a calculation over, for example, a month of
//! orders.

use super::group::Groups;
use crate::data::{Context, Decimal, Gather, Value};
use crate::feel::{Environment, Expression};
use smol_str::SmolStr;
use std::sync::Arc;

/// A figure.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Its name.
    pub id: SmolStr,
    /// The condition on orders, which must be true; `None` for all orders.
    pub when: Option<Expression>,
    /// What it is.
    pub kind: FigureKind,
}

/// The kinds of figures.
#[derive(Clone, Debug)]
pub enum FigureKind {
    /// The number of orders.
    Count,
    /// The sum of an expression.
    Sum(Expression),
    /// One row for each combination of keys, with its own figures.
    Rows {
        /// The names and expressions of the keys.
        by: Vec<(SmolStr, Expression)>,
        /// The figures of a row.
        each: Vec<Figure>,
    },
}

/// A figure so far.
#[derive(Clone, Debug)]
pub struct FigureState {
    /// The count or the sum; `None` if it became too large.
    number: Option<Decimal>,
    /// The number of orders without a number to add.
    missing: u32,
    rows: Groups<Vec<FigureState>>,
}

impl Figure {
    /// The figure of no orders.
    fn start() -> FigureState {
        FigureState { number: Some(Decimal::from_scaled(0, 0)), missing: 0, rows: Groups::default() }
    }

    /// The figures of no orders.
    pub(super) fn start_all(all: &[Self]) -> Vec<FigureState> {
        all.iter().map(|_| Self::start()).gather()
    }

    /// Adds an order to each figure.
    pub(super) fn add_all(all: &[Self], order: &Environment, states: &mut [FigureState]) {
        for (figure, state) in all.iter().zip(states) {
            figure.add(order, state);
        }
    }

    fn add(&self, order: &Environment, state: &mut FigureState) {
        if self.when.as_ref().is_some_and(|when| *when.evaluate(order) != Value::Bool(true)) {
            return;
        }
        match &self.kind {
            FigureKind::Count => state.add(Some(Decimal::from_scaled(1, 0))),
            FigureKind::Sum(of) => state.add(match &*of.evaluate(order) {
                Value::Number(number) => Some(*number),
                _ => None,
            }),
            FigureKind::Rows { by, each } => {
                let key = by.iter().map(|(_, key)| key.evaluate(order).into_owned()).gather();
                if let Some(row) = state.rows.get_or_insert(key, || Self::start_all(each)) {
                    Self::add_all(each, order, row);
                }
            }
        }
    }

    /// The figure as a value: a number, or a list of rows.
    fn value(&self, state: &FigureState) -> Value {
        let FigureKind::Rows { by, each } = &self.kind else {
            return state.number.map_or(Value::Null, Value::Number);
        };
        let keys: Arc<[SmolStr]> =
            by.iter().map(|(id, _)| id).chain(each.iter().map(|figure| &figure.id)).cloned().collect();
        let row = |(key, row): &(Vec<Value>, Vec<FigureState>)| {
            let figures = each.iter().zip(row).map(|(figure, state)| figure.value(state));
            Value::Context(Arc::new(Context::new(keys.clone(), key.iter().cloned().chain(figures).gather())))
        };
        Value::list(state.rows.all.iter().map(row).gather())
    }

    /// The number of orders without a number to add, or without a row.
    fn missing(&self, state: &FigureState) -> u32 {
        let FigureKind::Rows { each, .. } = &self.kind else { return state.missing };
        let rows = state.rows.all.iter().flat_map(|(_, row)| each.iter().zip(row));
        rows.fold(state.rows.left_out, |sum, (figure, state)| sum.saturating_add(figure.missing(state)))
    }

    /// All figures by name, and for each the number of orders that were missing in it.
    pub fn report(all: &[Self], states: &[FigureState]) -> [Value; 2] {
        let keys: Arc<[SmolStr]> = all.iter().map(|figure| figure.id.clone()).collect();
        let pairs = || all.iter().zip(states);
        let context = |values| Value::Context(Arc::new(Context::new(keys.clone(), values)));
        let missing = |(figure, state): (&Self, &FigureState)| {
            Value::Number(Decimal::from(i64::from(figure.missing(state))))
        };
        [
            context(pairs().map(|(figure, state)| figure.value(state)).gather()),
            context(pairs().map(missing).gather()),
        ]
    }
}

impl FigureState {
    fn add(&mut self, more: Option<Decimal>) {
        match more {
            Some(more) => self.number = self.number.and_then(|sum| sum.checked_add(more)),
            None => self.missing = self.missing.saturating_add(1),
        }
    }
}
