//! One run of a calculation: its outputs, and the steps that led there.

use super::spec::{Body, Calculation, Output, Step};
use crate::data::{Decimal, Gather, Rounding, Value};
use crate::feel::{Environment, Expression, space};
use std::borrow::Cow;

/// One step as it ran.
#[derive(Clone, Debug)]
pub struct StepRun {
    /// The number of the step in the document.
    pub step: usize,
    /// The result.
    pub value: Value,
    /// The rows of its table that match, from 0.
    pub rows: Vec<usize>,
}

/// A whole run.
#[derive(Clone, Debug)]
pub struct Run {
    /// Inputs and steps, as they stand in the space `LOCAL`.
    pub locals: Vec<Value>,
    /// The parameters, as the inputs override them.
    pub parameters: Vec<Value>,
    /// The steps in the order of the document.
    pub steps: Vec<StepRun>,
    /// The outputs, rounded.
    pub outputs: Vec<Value>,
}

impl Calculation {
    /// Runs the steps and tells them.
    pub fn run(&self, inputs: Vec<Value>, around: &Environment) -> Run {
        let parameters = self.parameters(&inputs, around);
        let environment = &around.with_space(space::PARAMETER, &parameters);
        let mut locals = self.locals(inputs, environment);
        let mut steps: Vec<StepRun> = Vec::new();
        for (step, found) in self.steps_in_order() {
            let (value, rows) = found.evaluate(&environment.with_space(space::LOCAL, &locals));
            self.store(&mut locals, step, value.clone());
            let place = steps.iter().position(|run| run.step > step).unwrap_or(steps.len());
            steps.insert(place, StepRun { step, value, rows });
        }
        let outputs = self.outputs.iter().map(|output| output.evaluate(&locals, environment)).gather();
        Run { locals, parameters: parameters.into_owned(), steps, outputs }
    }

    /// The first output, without telling; how expressions call a calculation.
    pub fn call(&self, inputs: &[Value], around: &Environment) -> Value {
        let parameters = self.parameters(inputs, around);
        let environment = &around.with_space(space::PARAMETER, &parameters);
        let mut locals = self.locals(inputs.to_vec(), environment);
        for (step, found) in self.steps_in_order() {
            let (value, _) = found.evaluate(&environment.with_space(space::LOCAL, &locals));
            self.store(&mut locals, step, value);
        }
        self.outputs.first().map_or(Value::Null, |output| output.evaluate(&locals, environment))
    }

    fn steps_in_order(&self) -> impl Iterator<Item = (usize, &Step)> {
        self.order.iter().filter_map(|index| Some((*index, self.steps.get(*index)?)))
    }

    /// The parameters, those that an input overrides with its value.
    fn parameters<'e>(&self, inputs: &[Value], around: &Environment<'e>) -> Cow<'e, [Value]> {
        let mut parameters = Cow::Borrowed(around.values(space::PARAMETER));
        for (input, value) in self.inputs.iter().zip(inputs).filter(|(_, value)| !value.is_null()) {
            let Some(slot) = input.parameter else { continue };
            if let Some(place) = parameters.to_mut().get_mut(usize::from(slot.index)) {
                *place = value.clone();
            }
        }
        parameters
    }

    /// The inputs, with what stands in for missing ones, and a place for each step.
    fn locals(&self, inputs: Vec<Value>, environment: &Environment) -> Vec<Value> {
        let mut given = inputs.into_iter();
        let input = |input: &super::Input| match (given.next().unwrap_or_default(), input.parameter) {
            (Value::Null, Some(slot)) => environment.value(slot).clone(),
            (Value::Null, None) => input.default.clone(),
            (value, _) => value,
        };
        let mut locals: Vec<Value> = self.inputs.iter().map(input).gather();
        locals.resize(locals.len().saturating_add(self.steps.len()), Value::Null);
        locals
    }

    fn store(&self, locals: &mut [Value], step: usize, value: Value) {
        if let Some(place) = locals.get_mut(self.inputs.len().saturating_add(step)) {
            *place = value;
        }
    }
}

impl Step {
    /// The value, and the rows of the table that match.
    fn evaluate(&self, environment: &Environment) -> (Value, Vec<usize>) {
        match &self.body {
            Body::Value(value) => (value.evaluate(environment).into_owned(), Vec::new()),
            Body::Table(decision) => {
                let rows = decision.table.hits(environment);
                (decision.table.value(&rows, environment), rows)
            }
        }
    }
}

impl Output<Expression> {
    fn evaluate(&self, locals: &[Value], environment: &Environment) -> Value {
        let inner = environment.with_space(space::LOCAL, locals);
        let value = self.value.evaluate(&inner).into_owned();
        match self.round {
            Some(places) => rounded(value, i32::try_from(places).unwrap_or(28)),
            None => value,
        }
    }
}

fn rounded(value: Value, places: i32) -> Value {
    match &value {
        Value::Number(number) => number.round(places, Rounding::HalfUp).map_or(Value::Null, Value::Number),
        Value::List(items) => Value::list(items.iter().map(|item| rounded(item.clone(), places)).gather()),
        _ => value,
    }
}

/// The text of a value: rounded amounts with all their decimals, others without trailing zeros.
pub fn print(value: &Value, round: Option<u32>) -> Option<String> {
    let fixed = |number: &Decimal| round.map_or_else(|| number.to_string(), |places| number.fixed(places));
    match value {
        Value::Null => None,
        Value::Number(number) => Some(fixed(number)),
        other => Some(other.to_string()),
    }
}
