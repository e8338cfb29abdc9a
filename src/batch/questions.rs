//! The questions to a batch besides its findings: for each order its deadlines and the outputs of a
//! calculation; for all orders, or groups of them, figures.

use super::figure::{Figure, FigureState};
use super::group::Groups;
use super::tally::{BatchFinding, Tally};
use super::view::View;
use crate::calculation::{Calculation, Run};
use crate::data::{Decimal, Gather, Value};
use crate::evaluate::State;
use crate::feel::{Environment, Expression};
use crate::standard::Standard;

/// The questions.
#[derive(Debug, Default)]
pub struct BatchQuestions {
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
    pub figures: Vec<FigureState>,
}

/// The questions, with the answers so far.
#[derive(Debug)]
pub struct Answers {
    /// The questions.
    pub questions: BatchQuestions,
    view: View,
    /// The figures of all orders.
    pub figures: Vec<FigureState>,
    /// The groups.
    pub groups: Groups<Group>,
    /// The answers for each order since the last clearing: for each deadline two numbers, the place of its
    /// [`Status`](crate::deadline::Status) in the list of all from 0, and its due moment in milliseconds since
    /// 1970-01-01T00:00:00Z, both null if it does not apply; then the outputs.
    pub by_order: Vec<Value>,
    run: Run,
    rules: usize,
}

impl Answers {
    pub(super) fn new(view: View, questions: BatchQuestions, rules: usize) -> Self {
        let figures = Figure::start_all(&questions.figures);
        Self {
            questions,
            view,
            figures,
            groups: Groups::default(),
            by_order: Vec::new(),
            run: Run::default(),
            rules,
        }
    }

    /// Adds the latest order. `text` returns the value of a field as JSON.
    #[inline(never)]
    pub(super) fn add_order(
        &mut self,
        standard: &Standard,
        state: &State,
        findings: &[BatchFinding],
        valid: bool,
        text: &dyn Fn(usize) -> Option<String>,
    ) {
        let Self { questions, view, figures, groups, by_order, run, rules } = self;
        let order = view.environment(state, text);
        let counts = valid || !questions.valid_only;
        if counts {
            Figure::add_all(&questions.figures, &order, figures);
        }
        if let Some(by) = &questions.group {
            let new = || Group { tally: Tally::new(*rules), figures: Figure::start_all(&questions.figures) };
            if let Some(group) = groups.get_or_insert(vec![by.evaluate(&order).into_owned()], new) {
                group.tally.count(findings);
                if counts {
                    Figure::add_all(&questions.figures, &order, &mut group.figures);
                }
            }
        }
        if questions.deadlines {
            by_order.extend(state.clocks().iter().flat_map(|clock| {
                let status = clock.as_ref().map(|clock| Value::Number(Decimal::from(clock.status as i64)));
                let due = clock.as_ref().and_then(|clock| clock.due);
                let due = due.map(|due| Value::Number(Decimal::from(due.instant_millis())));
                [status.unwrap_or_default(), due.unwrap_or_default()]
            }));
        }
        if let Some((place, inputs)) = &questions.calculation {
            let Some(calculation) = standard.calculations.get(*place) else { return };
            calculate(calculation, inputs, counts, &order, run);
            by_order.append(&mut run.outputs);
        }
    }
}

fn calculate(
    calculation: &Calculation,
    inputs: &[Option<Expression>],
    counts: bool,
    order: &Environment,
    run: &mut Run,
) {
    if !counts {
        run.outputs = calculation.outputs.iter().map(|_| Value::Null).gather();
        return;
    }
    let input = |input: &Option<Expression>| {
        input.as_ref().map_or(Value::Null, |input| input.evaluate(order).into_owned())
    };
    run.locals = inputs.iter().map(input).gather();
    calculation.run(run, order);
}
