//! A calculation's answer: outputs as text, reasons, and the steps that led there.

use super::call::{Answer, json, options, unknown};
use crate::calculation::{Body, Calculation, Decision, Input, Misfit, Reason, Run, StepRun, print};
use crate::data::Gather;
use crate::data::json::Node;
use crate::data::{Locale, Path, Phrase, Value};
use crate::evaluate::Pairs;
use crate::feel::{Environment, Expression, Slot, Tests, space};
use crate::finding::{Code, Params, Source, sentence};
use crate::standard::Standard;
use serde::Serialize;
use smol_str::SmolStr;

/// The answer of a calculation.
#[derive(Debug, Serialize)]
pub struct CalculationReport {
    /// The outputs: decimal text, ISO text, text, booleans, or null.
    pub outputs: Pairs<Option<Printed>>,
    /// Why an output is null.
    pub reasons: Pairs<ReasonReport>,
    /// The steps in the order of the document.
    pub steps: Vec<StepReport>,
    /// What is wrong with the inputs.
    pub findings: Vec<InputFinding>,
}

/// A printed value.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Printed {
    /// True or false.
    Bool(bool),
    /// Everything else.
    Text(String),
    /// A list of texts.
    List(Vec<Option<Printed>>),
}

/// Why an output is null.
#[derive(Debug, Serialize)]
pub struct ReasonReport {
    /// The kind.
    pub code: SmolStr,
    /// The sentence.
    pub message: SmolStr,
}

/// One step of the sheet.
#[derive(Debug, Serialize)]
pub struct StepReport {
    /// Its id.
    pub id: SmolStr,
    /// What people read.
    pub label: SmolStr,
    /// The expression as it was written.
    pub expression: SmolStr,
    /// The expression with labels in place of names.
    pub formula: String,
    /// The figures put in.
    pub inputs: Vec<Figure>,
    /// The result.
    pub value: Option<Printed>,
    /// The rows of its table that match.
    pub rows: Vec<RowReport>,
    /// Its clause.
    pub source: Option<Source>,
}

/// A row of a decision table that matches.
#[derive(Debug, Serialize)]
pub struct RowReport {
    /// Which one, from 1.
    pub row: usize,
    /// Its tests, with labels in place of names.
    pub when: Vec<String>,
    /// What it says, with labels in place of names.
    pub then: String,
    /// Its clause.
    pub source: Option<Source>,
}

/// A figure that a step puts in.
#[derive(Debug, Serialize)]
pub struct Figure {
    /// Its name.
    pub name: SmolStr,
    /// What people read.
    pub label: SmolStr,
    /// Its value.
    pub value: Option<Printed>,
}

/// What is wrong with an input.
#[derive(Debug, Serialize)]
pub struct InputFinding {
    /// The built-in rule.
    pub rule: &'static str,
    /// The input.
    pub path: Path,
    /// Always an error.
    pub severity: &'static str,
    /// What kind it is.
    pub code: Code,
    /// The sentence.
    pub message: String,
}

/// Runs a calculation; `text` is an object of inputs.
///
/// # Errors
/// An unknown calculation, inputs that are no JSON, options that cannot be read.
pub fn calculate(standard: &Standard, id: &str, text: &str, options_text: &str) -> Answer<CalculationReport> {
    let mut all = standard.calculations.iter().map(|calculation| &calculation.id);
    let found = standard
        .calculation(id)
        .ok_or_else(|| unknown("unknown_calculation", "计算", "calculation", id, &mut all))?;
    let (node, options) = (json(text)?, options(standard, options_text)?);
    let (inputs, findings) = read_inputs(found, &node, standard.zone, options.locale);
    let parameters = if options.parameters.is_empty() { standard.defaults() } else { options.parameters };
    let moment = [options.now.map_or(Value::Null, Value::DateTime)];
    let environment = Environment::new([&[], &[], &parameters, &[], &moment], standard);
    let run = found.run(inputs, &environment);
    Ok(report(standard, found, &run, &environment, findings, options.locale))
}

fn read_inputs(
    found: &Calculation,
    node: &Node,
    zone: i32,
    locale: Locale,
) -> (Vec<Value>, Vec<InputFinding>) {
    let mut misfits = Vec::new();
    let read = |input: &Input| {
        let id = &input.field.spec.id;
        input.read(node.get(id), zone, Path::field(id.clone()), &mut misfits)
    };
    let values = found.inputs.iter().map(read).gather();
    let tell = |Misfit { path, label, code }| {
        let row = path.row.map_or(0, |row| row.saturating_add(1));
        let params = Params::default().with("label", label.get(locale).clone()).with("row", row.to_string());
        let message = sentence(code, &params, locale);
        InputFinding { rule: code.rule(), path, severity: "error", code, message }
    };
    (values, misfits.into_iter().map(tell).gather())
}

fn report(
    standard: &Standard,
    found: &Calculation,
    run: &Run,
    environment: &Environment,
    findings: Vec<InputFinding>,
    locale: Locale,
) -> CalculationReport {
    let sheet = Sheet { standard, found, run, locale };
    let (mut outputs, mut reasons) = (Vec::new(), Vec::new());
    for (output, value) in found.outputs.iter().zip(&run.outputs) {
        let id = &output.spec.id;
        if value.is_null() {
            let Reason { code, message } =
                found.reason(output, run, environment, &|slot| standard.label(slot).cloned());
            reasons.push((id.to_string(), ReasonReport { code, message: message.get(locale).clone() }));
        }
        outputs.push((id.to_string(), printed(value, output.round)));
    }
    let steps = run.steps.iter().filter_map(|step| sheet.step(step)).gather();
    CalculationReport { outputs: Pairs(outputs), reasons: Pairs(reasons), steps, findings }
}

fn printed(value: &Value, round: Option<u32>) -> Option<Printed> {
    match value {
        Value::Bool(flag) => Some(Printed::Bool(*flag)),
        Value::List(items) => Some(Printed::List(items.iter().map(|item| printed(item, round)).gather())),
        other => print(other, round).map(Printed::Text),
    }
}

struct Sheet<'a> {
    standard: &'a Standard,
    found: &'a Calculation,
    run: &'a Run,
    locale: Locale,
}

impl Sheet<'_> {
    fn step(&self, run: &StepRun) -> Option<StepReport> {
        let step = self.found.steps.get(run.step)?;
        let mut asked: Vec<&Expression> = Vec::new();
        let mut rows = Vec::new();
        match &step.body {
            Body::Value(value) => asked.push(value),
            Body::Table(decision) => {
                asked.extend(decision.table.inputs());
                rows = run.rows.iter().filter_map(|row| self.row(decision, *row)).gather();
            }
        }
        let mut slots: Vec<Slot> = Vec::new();
        for slot in asked.iter().flat_map(|expression| expression.slots()) {
            if !slots.contains(slot) {
                slots.push(*slot);
            }
        }
        let texts = asked.iter().map(|expression| expression.text().as_str()).gather();
        Some(StepReport {
            id: step.id.clone(),
            label: step.label.get(self.locale).clone(),
            expression: texts.join(", ").into(),
            formula: asked.iter().map(|expression| self.formula(expression)).gather().join(", "),
            inputs: slots.iter().filter_map(|slot| self.figure(*slot)).gather(),
            value: printed(&run.value, None),
            rows,
            source: step.source.clone().or_else(|| self.found.source.clone()),
        })
    }

    fn row(&self, decision: &Decision, row: usize) -> Option<RowReport> {
        let (tests, outputs) = decision.table.rule(row)?;
        let test = |test: &Tests| test.expression().map_or_else(|| "-".into(), |test| self.formula(test));
        Some(RowReport {
            row: row.saturating_add(1),
            when: tests.iter().map(test).gather(),
            then: outputs.first().map_or_else(String::new, |output| self.formula(output)),
            source: decision.sources.get(row).cloned().flatten(),
        })
    }

    /// The id and the label of what stands in a slot.
    fn name(&self, slot: Slot) -> Option<(&SmolStr, &Phrase)> {
        let index = usize::from(slot.index);
        if slot.space == space::PARAMETER {
            let spec = &self.standard.parameters.get(index)?.field.spec;
            return Some((&spec.id, &spec.label));
        }
        if let Some(input) = self.found.inputs.get(index) {
            return Some((&input.field.spec.id, &input.field.spec.label));
        }
        let step = self.found.steps.get(index.checked_sub(self.found.inputs.len())?)?;
        Some((&step.id, &step.label))
    }

    fn figure(&self, slot: Slot) -> Option<Figure> {
        let (name, label) = self.name(slot)?;
        let values = if slot.space == space::PARAMETER { &self.run.parameters } else { &self.run.locals };
        let value = printed(values.get(usize::from(slot.index))?, None);
        Some(Figure { name: name.clone(), label: label.get(self.locale).clone(), value })
    }

    /// The expression with labels in place of names.
    fn formula(&self, expression: &Expression) -> String {
        let names = expression.names();
        let next = |at: usize| {
            let later = names.iter().filter(|(span, _)| span.start as usize >= at);
            later.min_by_key(|(span, _)| span.start)
        };
        let (mut out, mut at) = (String::new(), 0usize);
        while let Some((span, slot)) = next(at) {
            out.push_str(expression.text().get(at..span.start as usize).unwrap_or(""));
            let label = self.name(*slot).map(|(_, label)| label.get(self.locale).as_str());
            out.push_str(label.unwrap_or_else(|| span.of(expression.text())));
            at = span.end as usize;
        }
        out.push_str(expression.text().get(at..).unwrap_or(""));
        out
    }
}
