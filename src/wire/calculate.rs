//! A calculation's answer: outputs as text, reasons, and the steps that led there.

use super::call::{Answer, json, options, unknown};
use crate::calculation::{Calculation, Run, StepRun, print};
use crate::check::{FieldKind, Raw, Strictness, read};
use crate::data::Gather;
use crate::data::json::Node;
use crate::data::{Locale, Value};
use crate::evaluate::Pairs;
use crate::feel::{Environment, Expression, Slot, space};
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
    pub path: SmolStr,
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
    let mut findings = Vec::new();
    let mut values = Vec::new();
    for (field, _) in &found.inputs {
        let raw = node.get(&field.spec.id).map_or(Raw::Missing, Raw::from_json);
        let reading = read(field, &raw, zone, Strictness::Input);
        if let Some(code) = reading.fault {
            let params = Params::default().with("label", field.spec.label.get(locale).clone());
            let path = field.spec.id.clone();
            let message = sentence(code, &params, locale);
            findings.push(InputFinding { rule: code.rule(), path, severity: "error", code, message });
        }
        values.push(reading.value);
    }
    (values, findings)
}

fn report(
    standard: &Standard,
    found: &Calculation,
    run: &Run,
    environment: &Environment,
    findings: Vec<InputFinding>,
    locale: Locale,
) -> CalculationReport {
    let outputs = found.outputs.iter().zip(&run.outputs);
    let nulls = outputs.clone().filter(|(_, value)| value.is_null());
    let reasons = nulls.map(|(output, _)| {
        let reason = found.reason(output, run, environment);
        (
            output.id.to_string(),
            ReasonReport { code: reason.code, message: reason.message.get(locale).clone() },
        )
    });
    let reasons = Pairs(reasons.gather());
    let printed =
        outputs.map(|(output, value)| (output.id.to_string(), printed(value, output.kind, output.round)));
    let outputs = Pairs(printed.gather());
    let sheet = Sheet { standard, found, run, locale };
    CalculationReport {
        outputs,
        reasons,
        steps: run.steps.iter().filter_map(|step| sheet.step(step)).gather(),
        findings,
    }
}

fn printed(value: &Value, kind: FieldKind, round: Option<u32>) -> Option<Printed> {
    match value {
        Value::Bool(flag) => Some(Printed::Bool(*flag)),
        Value::List(items) => {
            Some(Printed::List(items.iter().map(|item| printed(item, kind, round)).gather()))
        }
        other => print(other, kind, round).map(Printed::Text),
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
        Some(StepReport {
            id: step.id.clone(),
            label: step.label.get(self.locale).clone(),
            expression: step.value.text().clone(),
            formula: self.formula(&step.value),
            inputs: step.value.slots().iter().filter_map(|slot| self.figure(*slot)).gather(),
            value: printed(&run.value, FieldKind::Number, None),
            source: step.source.clone().or_else(|| self.found.source.clone()),
        })
    }

    /// The id and the label of what stands in a slot.
    fn name(&self, slot: Slot) -> Option<(SmolStr, SmolStr)> {
        let index = usize::from(slot.index);
        if slot.space == space::PARAMETER {
            let parameter = self.standard.parameters.get(index)?;
            return Some((parameter.id.clone(), parameter.label.get(self.locale).clone()));
        }
        if let Some((input, _)) = self.found.inputs.get(index) {
            return Some((input.spec.id.clone(), input.spec.label.get(self.locale).clone()));
        }
        let step = self.found.steps.get(index.checked_sub(self.found.inputs.len())?)?;
        Some((step.id.clone(), step.label.get(self.locale).clone()))
    }

    fn figure(&self, slot: Slot) -> Option<Figure> {
        let (name, label) = self.name(slot)?;
        let index = usize::from(slot.index);
        let value = match slot.space {
            space::PARAMETER => self.standard.parameters.get(index).map(|parameter| &parameter.default)?,
            _ => self.run.locals.get(index)?,
        };
        Some(Figure { name, label, value: printed(value, FieldKind::Number, None) })
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
            let label =
                self.name(*slot).map_or_else(|| span.of(expression.text()).into(), |(_, label)| label);
            out.push_str(&label);
            at = span.end as usize;
        }
        out.push_str(expression.text().get(at..).unwrap_or(""));
        out
    }
}
