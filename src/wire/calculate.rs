//! The full report of a calculation: outputs as text, reasons, and the steps with their values.

use super::call::{Answer, override_parameter, parse_json, parse_options};
use super::sheet::{RowPlan, Sheet, SheetPlan, StepPlan, find_calculation, sheet_plan};
use crate::calculation::{Calculation, Input, InputFault, Reason, Run, print};
use crate::data::json::Json;
use crate::data::{Gather, Locale, Path, Value};
use crate::evaluate::{Options, Pairs, ReasonReport, params};
use crate::feel::{Environment, space};
use crate::finding::{Code, Source, sentence};
use crate::standard::Standard;
use core::fmt;
use serde::Serialize;
use smol_str::SmolStr;

/// The result of a calculation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CalculationReport {
    /// The outputs: decimal text, ISO text, text, booleans, or null.
    pub outputs: Pairs<Option<PrintedValue>>,
    /// Why outputs are null.
    pub reasons: Pairs<ReasonReport>,
    /// The steps in the order of the document.
    pub steps: Vec<StepReport>,
    /// The findings about the inputs.
    pub findings: Vec<InputFinding>,
}

/// A printed value.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum PrintedValue {
    /// True or false.
    Bool(bool),
    /// Any other value.
    Text(String),
    /// A list.
    List(Vec<Option<PrintedValue>>),
    /// Values by their keys.
    Row(Pairs<Option<PrintedValue>>),
}

/// As text for people: lists in brackets, rows in braces, `null` for missing values.
impl fmt::Display for PrintedValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |one: &Option<Self>| one.as_ref().map_or_else(|| "null".to_owned(), Self::to_string);
        match self {
            Self::Bool(flag) => flag.fmt(f),
            Self::Text(text) => f.write_str(text),
            Self::List(items) => write!(f, "[{}]", items.iter().map(text).joined(", ")),
            Self::Row(Pairs(all)) => {
                let pairs = all.iter().map(|(key, value)| format!("{key}: {}", text(value)));
                write!(f, "{{{}}}", pairs.joined(", "))
            }
        }
    }
}

/// One step of a calculation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepReport {
    /// Its id.
    pub id: SmolStr,
    /// Its label.
    pub label: SmolStr,
    /// The expression as written; for a decision table, its input expressions.
    pub expression: String,
    /// The expression with labels in place of names.
    pub formula: String,
    /// The unit of its value.
    pub unit: Option<SmolStr>,
    /// The values used.
    pub inputs: Vec<FigureReport>,
    /// The result.
    pub value: Option<PrintedValue>,
    /// The matching rows of its decision table.
    pub rows: Vec<RowReport>,
    /// Its source.
    pub source: Option<Source>,
}

/// A matching row of a decision table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RowReport {
    /// The number of the row, from 1.
    pub row: usize,
    /// Its conditions, with labels in place of names.
    pub when: Vec<String>,
    /// Its result, with labels in place of names.
    pub then: String,
    /// Its source.
    pub source: Option<Source>,
}

/// A value used by a step.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigureReport {
    /// Its name.
    pub name: SmolStr,
    /// Its label.
    pub label: SmolStr,
    /// Its value.
    pub value: Option<PrintedValue>,
}

/// A finding about an input.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InputFinding {
    /// The built-in rule.
    pub rule: &'static str,
    /// The path of the input.
    pub path: Path,
    /// Always `error`.
    pub severity: &'static str,
    /// The code.
    pub code: Code,
    /// The message.
    pub message: String,
}

/// Why outputs are null, and the findings about the inputs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NullReasons {
    /// Why outputs are null.
    pub reasons: Pairs<ReasonReport>,
    /// The findings about the inputs.
    pub findings: Vec<InputFinding>,
}

/// Runs a calculation; `text` is an object of inputs.
///
/// # Errors
/// An unknown calculation, inputs that are not JSON, options that cannot be read.
pub fn calculate(standard: &Standard, id: &str, text: &str, options_text: &str) -> Answer<CalculationReport> {
    find_calculation(standard, id)?;
    let (node, options) = (parse_json(text)?, parse_options(standard, options_text)?);
    calculate_with(standard, id, &node, options)
}

/// Like [`calculate`], with parsed inputs, and options that have all parameters.
#[inline(always)]
pub(crate) fn calculate_with(
    standard: &Standard,
    id: &str,
    node: &Json,
    mut options: Options,
) -> Answer<CalculationReport> {
    let (_, calculation) = find_calculation(standard, id)?;
    let (mut run, mut faults) = (Run::default(), Vec::new());
    let read = |input: &Input| input.read(node.get(&input.field.spec.id), standard.zone, &mut faults);
    run.locals = calculation.inputs.iter().map(read).gather();
    override_by_inputs(standard, calculation, node, &mut options.parameters)?;
    let moment = standard.moment(options.now);
    let environment = standard.environment(&options.parameters, &moment);
    calculation.run(&mut run, &environment);
    let NullReasons { reasons, findings } =
        null_reasons(standard, calculation, &run, &environment, &faults, options.locale);
    let plan = sheet_plan(standard, id, options.locale)?;
    let outputs = calculation.outputs.iter().zip(&run.outputs);
    let outputs = outputs.map(|(output, value)| (output.spec.id.to_string(), printed(value, output.round)));
    let outputs = Pairs(outputs.gather());
    Ok(CalculationReport { outputs, reasons, steps: steps(plan, calculation, &run, &environment), findings })
}

/// Overrides parameters by members of `given` that are not inputs, for this call.
pub(crate) fn override_by_inputs(
    standard: &Standard,
    calculation: &Calculation,
    given: &Json,
    values: &mut [Value],
) -> Answer<()> {
    for member in given.members().unwrap_or(&[]) {
        if !calculation.inputs.iter().any(|input| input.field.spec.id == member.key) {
            override_parameter(standard, member, values)?;
        }
    }
    Ok(())
}

fn null_reasons(
    standard: &Standard,
    calculation: &Calculation,
    run: &Run,
    environment: &Environment,
    faults: &[InputFault],
    locale: Locale,
) -> NullReasons {
    let nulls = calculation.outputs.iter().zip(&run.outputs).filter(|(_, value)| value.is_null());
    let reasons = nulls.map(|(output, _)| {
        let Reason { code, message } =
            calculation.reason(output, run, environment, &|slot| standard.label(slot).cloned());
        (output.spec.id.to_string(), ReasonReport { code, message: message.get(locale).clone() })
    });
    let input_finding = |InputFault { path, code, written }: &InputFault| {
        let spec = &input_at(calculation, path)?.field.spec;
        let row = path.row.map_or(0, |row| row.saturating_add(1));
        let params = params(spec, *code, written, locale).with("row", row.to_string());
        let message = sentence(*code, &params, locale);
        Some(InputFinding { rule: code.rule(), path: path.clone(), severity: "error", code: *code, message })
    };
    NullReasons {
        reasons: Pairs(reasons.gather()),
        findings: faults.iter().filter_map(input_finding).gather(),
    }
}

/// The input, or the cell of a table input, at a path.
fn input_at<'c>(calculation: &'c Calculation, path: &Path) -> Option<&'c Input> {
    let input = calculation.inputs.iter().find(|input| input.field.spec.id == path.field)?;
    match &path.cell {
        Some(id) => input.cells.iter().find(|cell| cell.field.spec.id == *id),
        None => Some(input),
    }
}

impl Sheet {
    /// Why outputs of the last run are null, and the findings about its inputs.
    pub fn null_reasons(&self, locale: Locale) -> Option<NullReasons> {
        let (calculation, moment) = (self.calculation()?, self.moment());
        let environment = self.standard.environment(&self.options.parameters, moment);
        Some(null_reasons(&self.standard, calculation, &self.run, &environment, &self.faults, locale))
    }
}

/// The steps with their values.
fn steps(
    plan: SheetPlan,
    calculation: &Calculation,
    run: &Run,
    environment: &Environment,
) -> Vec<StepReport> {
    let inner = run.environment(environment);
    let mut values: Vec<&Value> = run.locals.iter().gather();
    values.extend(inner.values(space::PARAMETER));
    let value = |at: usize| values.get(at).and_then(|value| printed(value, None));
    let step = |(index, StepPlan { id, label, expression, formula, unit, inputs, rows, source }): (
        usize,
        StepPlan,
    )| {
        let matching = run.rows.get(index).map_or(&[][..], Vec::as_slice);
        let row = |at: &usize| {
            let RowPlan { when, then, source } = rows.get(*at)?.clone();
            Some(RowReport { row: at.saturating_add(1), when, then, source })
        };
        let figure = |figure: super::sheet::FigurePlan| FigureReport {
            name: figure.name,
            label: figure.label,
            value: value(figure.at),
        };
        let is_used = |figure: &super::sheet::FigurePlan| {
            figure.rows.as_ref().is_none_or(|rows| rows.iter().any(|row| matching.contains(row)))
        };
        let rows = matching.iter().filter_map(row).gather();
        let inputs = inputs.into_iter().filter(is_used).map(figure).gather();
        let value = value(calculation.inputs.len().saturating_add(index));
        StepReport { id, label, expression, formula, unit, inputs, value, rows, source }
    };
    plan.steps.into_iter().enumerate().map(step).gather()
}

/// A value as it is printed; numbers with `round` decimals, if given.
pub(crate) fn printed(value: &Value, round: Option<u32>) -> Option<PrintedValue> {
    match value {
        Value::Bool(flag) => Some(PrintedValue::Bool(*flag)),
        Value::List(items) => {
            Some(PrintedValue::List(items.iter().map(|item| printed(item, round)).gather()))
        }
        Value::Context(context) => {
            let entries = context.entries().map(|(key, value)| (key.to_string(), printed(value, round)));
            Some(PrintedValue::Row(Pairs(entries.gather())))
        }
        other => print(other, round).map(PrintedValue::Text),
    }
}
