//! One run of a calculation: its outputs, why one is null, and the steps that led there.

use super::spec::{Calculation, Output};
use crate::check::FieldKind;
use crate::data::Gather;
use crate::data::{Decimal, Locale, Phrase, Rounding, Value};
use crate::feel::{Environment, Expression, Note, space};
use smol_str::SmolStr;

/// Why an output is null.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The kind, such as `no_data` or `division_by_zero`.
    pub code: SmolStr,
    /// The sentence.
    pub message: Phrase,
}

/// One step as it ran.
#[derive(Clone, Debug)]
pub struct StepRun {
    /// The number of the step in the document.
    pub step: usize,
    /// The result.
    pub value: Value,
    /// Why it is null.
    pub notes: Vec<Note>,
}

/// A whole run.
#[derive(Clone, Debug)]
pub struct Run {
    /// Inputs and steps, as they stand in the space `LOCAL`.
    pub locals: Vec<Value>,
    /// The steps in the order of the document.
    pub steps: Vec<StepRun>,
    /// The outputs, rounded.
    pub outputs: Vec<Value>,
}

impl Calculation {
    /// Runs the steps and tells them.
    pub fn run(&self, inputs: Vec<Value>, environment: &Environment) -> Run {
        let mut locals = self.locals(inputs);
        let mut steps: Vec<StepRun> = Vec::new();
        for (step, found) in self.order.iter().filter_map(|index| Some((*index, self.steps.get(*index)?))) {
            let (value, notes) = found.value.explain(&environment.with_space(space::LOCAL, &locals));
            self.store(&mut locals, step, value.clone());
            let place = steps.iter().position(|run| run.step > step).unwrap_or(steps.len());
            steps.insert(place, StepRun { step, value, notes });
        }
        let outputs = self.outputs.iter().map(|output| output.evaluate(&locals, environment)).gather();
        Run { locals, steps, outputs }
    }

    /// The first output, without telling; how expressions call a calculation.
    pub fn call(&self, inputs: &[Value], environment: &Environment) -> Value {
        let mut locals = self.locals(inputs.to_vec());
        for (step, found) in self.order.iter().filter_map(|index| Some((*index, self.steps.get(*index)?))) {
            let value = found.value.evaluate(&environment.with_space(space::LOCAL, &locals)).into_owned();
            self.store(&mut locals, step, value);
        }
        self.outputs.first().map_or(Value::Null, |output| output.evaluate(&locals, environment))
    }

    /// The inputs, defaults put in, and a place for each step.
    fn locals(&self, inputs: Vec<Value>) -> Vec<Value> {
        let mut given = inputs.into_iter();
        let input = |(_, default): &(_, Option<Value>)| {
            let value = given.next().unwrap_or(Value::Null);
            if value.is_null() { default.clone().unwrap_or(Value::Null) } else { value }
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

    /// Why an output is null: the first fault on the way, or missing data.
    pub fn reason(&self, output: &Output<Expression>, run: &Run, environment: &Environment) -> Reason {
        let (_, notes) = output.value.explain(&environment.with_space(space::LOCAL, &run.locals));
        let all = run.steps.iter().flat_map(|step| &step.notes).chain(&notes);
        let fault = all.clone().find(|note| note.code != "missing");
        let missing = |(input, _): &&(crate::check::Field, Option<Value>)| {
            let at = self.inputs.iter().position(|(other, _)| other.spec.id == input.spec.id);
            at.and_then(|at| run.locals.get(at)).is_some_and(Value::is_null)
        };
        match fault {
            Some(note) => Reason { code: note.code.into(), message: note.message.clone() },
            None => {
                let labels = |locale| {
                    let all = self.inputs.iter().filter(missing);
                    all.map(|(input, _)| input.spec.label.get(locale).to_string()).gather()
                };
                let (zh, en) = (labels(Locale::Zh).join("、"), labels(Locale::En).join(", "));
                let message = Phrase::new(format!("缺少：{zh}"), format!("missing: {en}"));
                Reason { code: "no_data".into(), message }
            }
        }
    }
}

impl Output<Expression> {
    fn evaluate(&self, locals: &[Value], environment: &Environment) -> Value {
        let inner = environment.with_space(space::LOCAL, locals);
        let value = self.value.evaluate(&inner).into_owned();
        match (&value, self.round) {
            (Value::Number(number), Some(places)) => {
                let places = i32::try_from(places).unwrap_or(28);
                number.round(places, Rounding::HalfUp).map_or(Value::Null, Value::Number)
            }
            _ => value,
        }
    }

    /// The text of a value of this output; none for null.
    pub fn print(&self, value: &Value) -> Option<String> {
        print(value, self.kind, self.round)
    }
}

/// The text of a value: rounded amounts with all their decimals, others without trailing zeros.
pub fn print(value: &Value, _kind: FieldKind, round: Option<u32>) -> Option<String> {
    let fixed = |number: &Decimal| round.map_or_else(|| number.to_string(), |places| number.fixed(places));
    match value {
        Value::Null => None,
        Value::Number(number) => Some(fixed(number)),
        other => Some(other.to_string()),
    }
}
