//! A compiled expression: its value, the reason why it is null, and the slots that it reads.

use super::environment::{Environment, FunctionId};
use super::error::Note;
use super::evaluate::{EvalScope, name_missing};
use super::node::Node;
use super::slot::{Slot, space};
use crate::data::{Decimal, Span, Value};
use core::ops::Deref;
use smol_str::SmolStr;
use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::Arc;

/// A compiled expression. It is only as large as a pointer, since every object of a standard has room for
/// several.
#[derive(Clone, Debug)]
pub struct Expression(pub(super) Arc<ExpressionInner>);

/// The contents of an expression.
#[derive(Debug)]
pub struct ExpressionInner {
    pub(super) root: Node,
    pub(super) text: SmolStr,
    pub(super) slots: Vec<Slot>,
    pub(super) reads: Vec<Slot>,
    pub(super) functions: Vec<FunctionId>,
    pub(super) names: Vec<(Span, Slot)>,
}

impl Deref for Expression {
    type Target = ExpressionInner;

    fn deref(&self) -> &ExpressionInner {
        &self.0
    }
}

impl Expression {
    /// Evaluates the expression without collecting notes.
    pub fn evaluate<'a>(&'a self, environment: &Environment<'a>) -> Cow<'a, Value> {
        self.root.evaluate(EvalScope::new(environment))
    }

    /// Evaluates the expression with other values in the space `LOCAL`; the steps it spends and a limit it
    /// exceeds also count in `environment`.
    pub fn evaluate_with(&self, locals: &[Value], environment: &Environment) -> Value {
        let inner = environment.with_space(space::LOCAL, locals);
        let may = inner.spend_call(self.root.loop_cost());
        let value = if may { self.evaluate(&inner).into_owned() } else { Value::Null };
        environment.absorb_usage(&inner);
        value
    }

    /// The value as a boolean; `None` if it is neither true nor false.
    #[inline]
    #[cfg_attr(swift, optimize(speed))]
    pub fn truth(&self, environment: &Environment) -> Option<bool> {
        self.root.truth(EvalScope::new(environment))
    }

    /// The value, and the notes that say why it is null.
    pub fn explain(&self, environment: &Environment) -> (Value, Vec<Note>) {
        let notes = RefCell::new(Vec::new());
        let value = self.root.evaluate(EvalScope::new(&environment.with_notes(&notes))).into_owned();
        (value, name_missing(notes.into_inner(), &self.text, &self.names, environment))
    }

    /// The slots that the expression names, sorted and without duplicates.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// The slots read during evaluation: a shared part counts as its own slot, in place of the slots that it
    /// reads.
    pub fn reads(&self) -> &[Slot] {
        &self.reads
    }

    /// The functions of the standard that the expression calls.
    pub fn functions(&self) -> &[FunctionId] {
        &self.functions
    }

    /// The positions of slot names in the text.
    pub fn names(&self) -> &[(Span, Slot)] {
        &self.names
    }

    /// The source text.
    pub fn text(&self) -> &SmolStr {
        &self.text
    }

    /// If this is a sum over the rows of a table that reads nothing but cells, rewrites it to compute what
    /// the cells of one row add; returns the table and collects the cells. `keys` returns the row keys of a
    /// table.
    pub fn rewrite_row_sum<'k>(
        &mut self,
        keys: &dyn Fn(Slot) -> Option<&'k [SmolStr]>,
        cells: &mut Vec<Slot>,
    ) -> Option<Slot> {
        Arc::get_mut(&mut self.0)?.root.rewrite_row_sum(keys, cells)
    }

    /// What the current row adds to such a sum; `None` if it is not a number.
    #[inline]
    pub fn row_addend(&self, environment: &Environment) -> Option<Decimal> {
        self.root.row_addend(environment)
    }
}
