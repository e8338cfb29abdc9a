//! One run of a calculation: its steps and outputs. The lists of a run are reused by the next.

use super::spec::{Body, Calculation, Output, Step};
use crate::data::{Decimal, Gather, Rounding, Value};
use crate::feel::{Environment, Expression, Fault, space};

/// How many loop turns each step costs if expressions call the calculation.
const STEP_COST: usize = 4;

/// The state and result of a run.
#[derive(Clone, Debug, Default)]
pub struct Run {
    /// Inputs, then steps: the space `LOCAL`.
    pub locals: Vec<Value>,
    /// The parameters if the inputs override any; otherwise empty.
    pub parameters: Vec<Value>,
    /// For each step, in the order of the document, the matching rows of its table, from 0.
    pub rows: Vec<Vec<usize>>,
    /// The outputs, rounded.
    pub outputs: Vec<Value>,
    /// The limit that was exceeded, if any; all outputs are then null.
    pub exceeded: Option<Fault>,
}

impl Run {
    /// Returns the environment with this run's parameters, inputs and steps.
    #[cfg_attr(swift, optimize(speed))]
    pub fn environment<'a>(&'a self, outer: &Environment<'a>) -> Environment<'a> {
        let environment = outer.with_space(space::LOCAL, &self.locals);
        if self.parameters.is_empty() {
            environment
        } else {
            environment.with_space(space::PARAMETER, &self.parameters)
        }
    }
}

impl Calculation {
    /// Computes all steps and outputs from the inputs in `run.locals`.
    pub fn run(&self, run: &mut Run, outer: &Environment) {
        self.compute_steps(run, outer);
        run.outputs.clear();
        for output in &self.outputs {
            let value = output.evaluate(run, outer);
            run.outputs.push(value);
        }
        run.exceeded = outer.exceeded();
        if run.exceeded.is_some() {
            run.outputs.fill(Value::Null);
        }
    }

    /// Returns only the first output, for calls from expressions.
    pub fn call(&self, inputs: &[Value], outer: &Environment) -> Value {
        if !outer.spend_call(self.steps.len().saturating_mul(STEP_COST)) {
            return Value::Null;
        }
        let mut run = Run { locals: inputs.to_vec(), ..Run::default() };
        self.compute_steps(&mut run, outer);
        self.outputs.first().map_or(Value::Null, |output| output.evaluate(&run, outer))
    }

    /// Fills in missing inputs and computes the steps.
    #[cfg_attr(swift, optimize(speed))]
    fn compute_steps(&self, run: &mut Run, outer: &Environment) {
        run.locals.resize(self.inputs.len().saturating_add(self.steps.len()), Value::Null);
        run.parameters.clear();
        for (input, value) in self.inputs.iter().zip(&mut run.locals) {
            match input.parameter {
                None if value.is_null() => *value = input.default.clone(),
                None => {}
                Some(slot) if value.is_null() => *value = outer.value(slot).clone(),
                Some(slot) => {
                    if run.parameters.is_empty() {
                        run.parameters.extend_from_slice(outer.values(space::PARAMETER));
                    }
                    if let Some(place) = run.parameters.get_mut(usize::from(slot.index)) {
                        *place = value.clone();
                    }
                }
            }
        }
        run.rows.resize_with(self.steps.len(), Vec::new);
        for index in &self.order {
            let Some(step) = self.steps.get(*index) else { continue };
            let environment = run.environment(outer);
            let (value, rows) = step.evaluate(&environment);
            outer.absorb_usage(&environment);
            let place = self.inputs.len().saturating_add(*index);
            if let (Some(place), Some(rows_place)) = (run.locals.get_mut(place), run.rows.get_mut(*index)) {
                (*place, *rows_place) = (value, rows);
            }
        }
    }
}

impl Step {
    /// Returns the value and the matching rows of the table.
    fn evaluate(&self, environment: &Environment) -> (Value, Vec<usize>) {
        match &self.body {
            Body::Value(value) => (value.evaluate(environment).into_owned(), Vec::new()),
            Body::Table(decision) => {
                let rows = decision.table.hits(environment);
                (decision.table.value_of_hits(&rows, environment), rows)
            }
        }
    }
}

impl Output<Expression> {
    fn evaluate(&self, run: &Run, outer: &Environment) -> Value {
        let environment = run.environment(outer);
        let value = self.value.evaluate(&environment).into_owned();
        outer.absorb_usage(&environment);
        match self.round {
            Some(places) => round(value, i32::try_from(places).unwrap_or(i32::MAX)),
            None => value,
        }
    }
}

fn round(value: Value, places: i32) -> Value {
    match &value {
        Value::Number(number) => number.round(places, Rounding::HalfUp).map_or(Value::Null, Value::Number),
        Value::List(items) => Value::list(items.iter().map(|item| round(item.clone(), places)).gather()),
        _ => value,
    }
}

/// Formats a value: rounded numbers with all their decimals, others without trailing zeros. `None` for null.
pub fn print(value: &Value, round: Option<u32>) -> Option<String> {
    let fixed = |number: &Decimal| round.map_or_else(|| number.to_string(), |places| number.fixed(places));
    match value {
        Value::Null => None,
        Value::Number(number) => Some(fixed(number)),
        other => Some(other.to_string()),
    }
}
