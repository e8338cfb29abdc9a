//! The questions to a batch besides its findings: for each order its deadlines and the outputs of a
//! calculation; for all orders, or groups of them, figures.

use super::collect::{Figure, Gathered};
use super::group::Groups;
use super::tally::{Found, Tally};
use super::view::View;
use crate::calculation::{Calculation, Run};
use crate::data::{Decimal, Gather, Value};
use crate::evaluate::State;
use crate::feel::{Environment, Expression};
use crate::standard::Standard;

/// The questions.
#[derive(Debug, Default)]
pub struct Asked {
    /// Whether deadlines are reported.
    pub deadlines: bool,
    /// The index of a calculation, and the expression of each input; an input without one is null.
    pub calculation: Option<(usize, Vec<Option<Expression>>)>,
    /// The expression by which orders are grouped.
    pub group: Option<Expression>,
    /// The figures.
    pub figures: Vec<Figure>,
    /// Whether orders with errors are left out of figures and calculations. Their deadlines are still
    /// reported, and groups still count them.
    pub valid_only: bool,
}

/// The results of one group of orders.
#[derive(Debug)]
pub struct Group {
    /// The counts of its orders and findings.
    pub tally: Tally,
    /// Its figures.
    pub gathered: Vec<Gathered>,
}

/// The questions, with the answers so far.
#[derive(Debug)]
pub struct Answers {
    /// The questions.
    pub asked: Asked,
    view: View,
    /// The figures of all orders.
    pub gathered: Vec<Gathered>,
    /// The groups.
    pub groups: Groups<Group>,
    /// The answers for each order since the last clearing: for each deadline its status and due moment, then
    /// the outputs.
    pub told: Vec<Value>,
    run: Run,
    rules: usize,
}

impl Answers {
    pub(super) fn new(view: View, asked: Asked, rules: usize) -> Self {
        let gathered = Figure::begin(&asked.figures);
        Self {
            asked,
            view,
            gathered,
            groups: Groups::default(),
            told: Vec::new(),
            run: Run::default(),
            rules,
        }
    }

    /// Adds the latest order. `text` returns the value of a field as JSON.
    #[inline(never)]
    pub(super) fn take(
        &mut self,
        standard: &Standard,
        state: &State,
        found: &[Found],
        valid: bool,
        text: &dyn Fn(usize) -> Option<String>,
    ) {
        let Self { asked, view, gathered, groups, told, run, rules } = self;
        let order = view.look(state, text);
        let counts = valid || !asked.valid_only;
        if counts {
            Figure::add_all(&asked.figures, &order, gathered);
        }
        if let Some(by) = &asked.group {
            let new = || Group { tally: Tally::of(*rules), gathered: Figure::begin(&asked.figures) };
            if let Some(group) = groups.of(vec![by.evaluate(&order).into_owned()], new) {
                group.tally.count(found);
                if counts {
                    Figure::add_all(&asked.figures, &order, &mut group.gathered);
                }
            }
        }
        if asked.deadlines {
            told.extend(state.clocks().iter().flat_map(|clock| {
                let status = clock.as_ref().map(|clock| Value::Number(Decimal::from(clock.status as i64)));
                let due = clock.as_ref().and_then(|clock| clock.due);
                let due = due.map(|due| Value::Number(Decimal::from(due.instant_millis())));
                [status.unwrap_or_default(), due.unwrap_or_default()]
            }));
        }
        if let Some((place, inputs)) = &asked.calculation {
            let Some(found) = standard.calculations.get(*place) else { return };
            calculate(found, inputs, counts, &order, run);
            told.append(&mut run.outputs);
        }
    }
}

fn calculate(
    found: &Calculation,
    inputs: &[Option<Expression>],
    counts: bool,
    order: &Environment,
    run: &mut Run,
) {
    if !counts {
        run.outputs = found.outputs.iter().map(|_| Value::Null).gather();
        return;
    }
    let input = |input: &Option<Expression>| {
        input.as_ref().map_or(Value::Null, |input| input.evaluate(order).into_owned())
    };
    run.locals = inputs.iter().map(input).gather();
    found.run(run, order);
}
