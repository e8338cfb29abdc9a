//! What a batch is asked beside its findings: where deadlines stand and what a calculation comes to, order by order;
//! figures over all orders, in groups or not.

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
    /// Whether deadlines are told.
    pub deadlines: bool,
    /// The place of a calculation and what each of its inputs is; none where nothing stands for one.
    pub calculation: Option<(usize, Vec<Option<Expression>>)>,
    /// By what the orders are grouped.
    pub group: Option<Expression>,
    /// What is gathered.
    pub figures: Vec<Figure>,
    /// Whether orders with errors count for nothing of this but the groups' totals.
    pub valid_only: bool,
}

/// What one group of orders came to.
#[derive(Debug)]
pub struct Group {
    /// Its orders and findings.
    pub tally: Tally,
    /// What was gathered from it.
    pub gathered: Vec<Gathered>,
}

/// The questions with the answers so far.
#[derive(Debug)]
pub struct Answers {
    /// The questions.
    pub asked: Asked,
    view: View,
    /// What was gathered from all orders.
    pub gathered: Vec<Gathered>,
    /// The groups.
    pub groups: Groups<Group>,
    /// What is told order by order, since it was last cleared: for each deadline its status and due instant, then the
    /// outputs.
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

    /// Takes the latest order; `text` gives the value of a field as JSON.
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
