//! An expression that is ready: its value, why that is null, and what it reads.

use super::environment::{Environment, FunctionId};
use super::error::Note;
use super::evaluate::{Sight, named};
use super::node::Node;
use super::slot::{Slot, space};
use crate::data::{Decimal, Span, Value};
use core::ops::Deref;
use smol_str::SmolStr;
use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::Arc;

/// An expression that is ready to be evaluated. It is no larger than a pointer, since every object of a standard has
/// room for several.
#[derive(Clone, Debug)]
pub struct Expression(pub(super) Arc<Ready>);

/// What an expression consists of.
#[derive(Debug)]
pub struct Ready {
    pub(super) root: Node,
    pub(super) text: SmolStr,
    pub(super) slots: Vec<Slot>,
    pub(super) reads: Vec<Slot>,
    pub(super) functions: Vec<FunctionId>,
    pub(super) names: Vec<(Span, Slot)>,
}

impl Deref for Expression {
    type Target = Ready;

    fn deref(&self) -> &Ready {
        &self.0
    }
}

impl Expression {
    /// The value; nobody hears why it is null.
    pub fn evaluate<'a>(&'a self, environment: &Environment<'a>) -> Cow<'a, Value> {
        self.root.evaluate(Sight::new(environment))
    }

    /// The value with other values in the space `LOCAL`; what is spent, and a limit that is passed, count outside too.
    pub fn evaluate_with(&self, locals: &[Value], environment: &Environment) -> Value {
        let inner = environment.with_space(space::LOCAL, locals);
        let may = inner.calls(self.root.turn());
        let value = if may { self.evaluate(&inner).into_owned() } else { Value::Null };
        environment.took(&inner);
        value
    }

    /// Whether it is true or false; none where it is neither.
    #[inline]
    #[cfg_attr(swift, optimize(speed))]
    pub fn truth(&self, environment: &Environment) -> Option<bool> {
        self.root.truth(Sight::new(environment))
    }

    /// The value, and why it is null.
    pub fn explain(&self, environment: &Environment) -> (Value, Vec<Note>) {
        let notes = RefCell::new(Vec::new());
        let value = self.root.evaluate(Sight::new(&environment.listening(&notes))).into_owned();
        (value, named(notes.into_inner(), &self.text, &self.names, environment))
    }

    /// The slots that it names, each once, in order.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// The slots that it reads when it is evaluated: those of shared parts in place of what these read.
    pub fn reads(&self) -> &[Slot] {
        &self.reads
    }

    /// The functions of the standard that it calls.
    pub fn functions(&self) -> &[FunctionId] {
        &self.functions
    }

    /// Where the names of slots stand in the text.
    pub fn names(&self) -> &[(Span, Slot)] {
        &self.names
    }

    /// The text as it was written.
    pub fn text(&self) -> &SmolStr {
        &self.text
    }

    /// Turns a sum over the rows of a table, where it reads nothing but cells, into what the cells of one row give to it;
    /// tells the table and its cells. `keys` are those of a table's rows.
    pub fn sum_by_cells<'k>(
        &mut self,
        keys: &dyn Fn(Slot) -> Option<&'k [SmolStr]>,
        cells: &mut Vec<Slot>,
    ) -> Option<Slot> {
        Arc::get_mut(&mut self.0)?.root.sum_by_cells(keys, cells)
    }

    /// What a row gives to such a sum; none where it is no number.
    #[inline]
    pub fn of_row(&self, environment: &Environment) -> Option<Decimal> {
        self.root.of_row(environment)
    }
}
