//! A calculation that runs repeatedly. The constant parts of its report cross once (the plan); afterwards
//! inputs and values cross as words, from which the page makes the same report as `calculate`.

use super::call::{Answer, moment, parse_options, unknown_name};
use super::formula::render;
use super::frame::Frame;
use super::plan::{PlacePlan, place_plan};
use super::values::WireValues;
use crate::calculation::{Body, Calculation, Decision, Input, InputFault, Prepared, Run};
use crate::data::{Gather, Locale, Phrase, Value};
use crate::evaluate::Options;
use crate::feel::{Expression, Slot, Tests, space};
use crate::finding::Source;
use crate::standard::Standard;
use serde::Serialize;
use smol_str::SmolStr;
use std::sync::Arc;

/// The constant parts of a calculation's report, in one language.
#[derive(Debug, Serialize)]
pub struct SheetPlan {
    inputs: Vec<PlacePlan>,
    pub(super) outputs: Vec<OutputPlan>,
    pub(super) steps: Vec<StepPlan>,
    /// The parameters of the standard that are not inputs. If given among the inputs, they apply to that
    /// call.
    parameters: Vec<SmolStr>,
    /// The number of values besides the outputs: inputs and steps, then parameters.
    values: usize,
}

/// An output, by its id.
#[derive(Debug, Serialize)]
pub(super) struct OutputPlan {
    pub(super) id: SmolStr,
}

/// A step without its values.
#[derive(Debug, Serialize)]
pub(super) struct StepPlan {
    pub(super) id: SmolStr,
    pub(super) label: SmolStr,
    pub(super) expression: String,
    pub(super) formula: String,
    pub(super) unit: Option<SmolStr>,
    pub(super) inputs: Vec<FigurePlan>,
    /// All rows of its decision table.
    pub(super) rows: Vec<RowPlan>,
    pub(super) source: Option<Source>,
}

/// A value used by a step, without the value itself.
#[derive(Debug, Serialize)]
pub(super) struct FigurePlan {
    pub(super) name: SmolStr,
    pub(super) label: SmolStr,
    /// The index of its value.
    pub(super) at: usize,
    /// The rows that use it; `None` if the step always does.
    pub(super) rows: Option<Vec<usize>>,
}

/// A row of a decision table.
#[derive(Clone, Debug, Serialize)]
pub(super) struct RowPlan {
    pub(super) when: Vec<String>,
    pub(super) then: String,
    pub(super) source: Option<Source>,
}

/// The calculation with an id, and its index.
pub(crate) fn find_calculation<'s>(standard: &'s Standard, id: &str) -> Answer<(usize, &'s Calculation)> {
    let found = standard.calculations.iter().enumerate().find(|(_, calculation)| calculation.id == id);
    found.ok_or_else(|| {
        let mut all = standard.calculations.iter().map(|calculation| &calculation.id);
        unknown_name("unknown_calculation", "计算", "calculation", id, &mut all)
    })
}

/// Returns the plan of a calculation.
///
/// # Errors
/// An unknown calculation.
pub fn sheet_plan(standard: &Standard, id: &str, locale: Locale) -> Answer<SheetPlan> {
    let (_, calculation) = find_calculation(standard, id)?;
    let outputs = calculation.outputs.iter().map(|output| OutputPlan { id: output.spec.id.clone() }).gather();
    let planner = StepPlanner { standard, calculation, locale };
    let values = planner.locals().saturating_add(standard.parameters.len());
    let is_input = |id: &SmolStr| calculation.inputs.iter().any(|input| input.field.spec.id == *id);
    let ids = standard.parameters.iter().map(|parameter| parameter.field.spec.id.clone());
    let parameters = ids.filter(|id| !is_input(id)).gather();
    let steps = calculation.steps.iter().map(|step| planner.step(step)).gather();
    let inputs = calculation.inputs.iter().map(input_plan).gather();
    Ok(SheetPlan { inputs, outputs, steps, parameters, values })
}

fn input_plan(input: &Input) -> PlacePlan {
    let mut plan = place_plan(&input.field);
    let cells = input.cells.iter().map(input_plan).gather();
    plan.cells = Some(cells).filter(|cells| !cells.is_empty());
    plan
}

/// Visits the expressions of a step; those in the rows of a decision table with their row.
fn visit_expressions(body: &Body<Expression, Decision>, visit: &mut dyn FnMut(&Expression, Option<usize>)) {
    let table = match body {
        Body::Value(value) => return visit(value, None),
        Body::Table(decision) => &decision.table,
    };
    table.inputs().chain(table.defaults()).for_each(|expression| visit(expression, None));
    for row in 0.. {
        let Some((tests, outputs)) = table.rule(row) else { return };
        tests.iter().filter_map(Tests::expression).chain(outputs).for_each(|cell| visit(cell, Some(row)));
    }
}

/// The expressions shown for a step; for a decision table, its input expressions.
fn shown_expressions(body: &Body<Expression, Decision>) -> Vec<&Expression> {
    match body {
        Body::Value(value) => vec![value],
        Body::Table(decision) => decision.table.inputs().gather(),
    }
}

struct StepPlanner<'a> {
    standard: &'a Standard,
    calculation: &'a Calculation,
    locale: Locale,
}

impl StepPlanner<'_> {
    fn step(&self, step: &crate::calculation::Step) -> StepPlan {
        let shown = shown_expressions(&step.body);
        let mut inputs: Vec<FigurePlan> = Vec::new();
        visit_expressions(&step.body, &mut |expression, row| {
            for slot in expression.slots() {
                let Some(figure) = self.figure(*slot, row) else { continue };
                match inputs.iter_mut().find(|other| other.at == figure.at) {
                    Some(FigurePlan { rows: Some(rows), .. }) => rows.extend(row),
                    Some(_) => {}
                    None => inputs.push(figure),
                }
            }
        });
        let rows = match &step.body {
            Body::Table(decision) => {
                (0..decision.sources.len()).filter_map(|row| self.row(decision, row)).gather()
            }
            Body::Value(_) => Vec::new(),
        };
        let output = self.calculation.outputs.iter().find(|output| output.spec.id == step.id);
        StepPlan {
            id: step.id.clone(),
            label: step.label.get(self.locale).clone(),
            expression: shown.iter().map(|one| one.text().as_str()).joined(", "),
            formula: shown.iter().map(|one| self.formula(one)).joined(", "),
            unit: step.unit.as_ref().or_else(|| output?.spec.unit.as_ref()).cloned(),
            inputs,
            rows,
            source: step.source.clone().or_else(|| self.calculation.source.clone()),
        }
    }

    fn row(&self, decision: &Decision, row: usize) -> Option<RowPlan> {
        let (tests, outputs) = decision.table.rule(row)?;
        let test = |test: &Tests| test.expression().map_or_else(|| "-".into(), |test| self.formula(test));
        Some(RowPlan {
            when: tests.iter().map(test).gather(),
            then: outputs.first().map_or_else(String::new, |output| self.formula(output)),
            source: decision.sources.get(row).cloned().flatten(),
        })
    }

    /// The id and label of a slot; `None` for dictionaries, whose values are not shown.
    fn name(&self, slot: Slot) -> Option<(&SmolStr, &Phrase)> {
        let index = usize::from(slot.index);
        if slot.space == space::PARAMETER {
            let spec = &self.standard.parameters.get(index)?.field.spec;
            return Some((&spec.id, &spec.label));
        }
        if slot.space != space::LOCAL {
            return None;
        }
        if let Some(input) = self.calculation.inputs.get(index) {
            return Some((&input.field.spec.id, &input.field.spec.label));
        }
        let step = self.calculation.steps.get(index.checked_sub(self.calculation.inputs.len())?)?;
        Some((&step.id, &step.label))
    }

    /// The number of values before the parameters: those of inputs and steps.
    fn locals(&self) -> usize {
        self.calculation.inputs.len().saturating_add(self.calculation.steps.len())
    }

    fn figure(&self, slot: Slot, row: Option<usize>) -> Option<FigurePlan> {
        let (name, label) = self.name(slot)?;
        let first = if slot.space == space::PARAMETER { self.locals() } else { 0 };
        Some(FigurePlan {
            name: name.clone(),
            label: label.get(self.locale).clone(),
            at: first.saturating_add(usize::from(slot.index)),
            rows: row.map(|row| vec![row]),
        })
    }

    /// The expression as people read it: slots are replaced by their labels, the pieces between them go
    /// through `render`.
    fn formula(&self, expression: &Expression) -> String {
        let text = expression.text();
        let label = |word: &str, is_called: bool| {
            let label = self.label(word, is_called).map(|label| label.get(self.locale).to_string());
            label.or_else(|| self.variable(word, text))
        };
        let piece = |out: &mut String, from: usize, to: usize| {
            render(out, text.get(from..to).unwrap_or(""), self.locale, &label);
        };
        let names = expression.names();
        let next = |at: usize| {
            let later = names.iter().filter(|(span, _)| span.start as usize >= at);
            later.min_by_key(|(span, _)| span.start)
        };
        let (mut out, mut at) = (String::new(), 0usize);
        while let Some((span, slot)) = next(at) {
            piece(&mut out, at, span.start as usize);
            let label = self.name(*slot).map(|(_, label)| label).or_else(|| self.standard.label(*slot));
            let label = label.map(|label| label.get(self.locale).as_str());
            out.push_str(label.unwrap_or_else(|| span.slice(text)));
            at = span.end as usize;
        }
        piece(&mut out, at, text.len());
        out
    }

    /// The label of a word that is not a slot: an option (with its opening quote), something called, or a
    /// column.
    fn label(&self, word: &str, is_called: bool) -> Option<&Phrase> {
        let (inputs, parameters) = (&self.calculation.inputs, &self.standard.parameters);
        let cells = || inputs.iter().flat_map(|input| &input.cells).map(|cell| &cell.field.spec);
        match word.strip_prefix('"') {
            Some(id) => {
                let outputs = self.calculation.outputs.iter().map(|output| &output.spec);
                let fields =
                    inputs.iter().map(|input| &input.field).chain(parameters.iter().map(|one| &one.field));
                let specs = cells().chain(outputs).chain(fields.map(|field| &field.spec));
                let options = specs.flat_map(|spec| &spec.options).filter(|option| option.id == id);
                common_label(self.locale, &mut options.map(|option| &option.label))
            }
            None if is_called => self.standard.callable_label(word),
            None => {
                common_label(self.locale, &mut cells().filter(|spec| spec.id == word).map(|spec| &spec.label))
            }
        }
    }

    /// In Chinese, the sign for a loop variable, whose name is an English word.
    fn variable(&self, word: &str, text: &str) -> Option<String> {
        let mut words = text.split(' ').zip(text.split(' ').skip(1)).filter(|(_, after)| *after == "in");
        let place = words.position(|(before, _)| before == word && self.locale == Locale::Zh)?;
        "甲乙丙丁".chars().nth(place).map(String::from)
    }
}

/// The label, if it is the same for all uses of an id; otherwise the id is more precise.
fn common_label<'l>(locale: Locale, labels: &mut dyn Iterator<Item = &'l Phrase>) -> Option<&'l Phrase> {
    let first = labels.next()?;
    for label in labels {
        if label.get(locale) != first.get(locale) {
            return None;
        }
    }
    Some(first)
}

/// A calculation that runs repeatedly.
#[derive(Debug)]
pub struct Sheet {
    pub(super) standard: Arc<Standard>,
    index: usize,
    pub(super) options: Options,
    moment: [Value; 1],
    /// The fast path; it does not change `run` and `faults`.
    prepared: Option<Prepared>,
    pub(super) run: Run,
    pub(super) faults: Vec<InputFault>,
    /// The result of the last run.
    pub result: WireValues,
}

impl Sheet {
    /// Opens a calculation.
    ///
    /// # Errors
    /// An unknown calculation, or options that cannot be read.
    pub fn open(standard: &Arc<Standard>, id: &str, options_text: &str) -> Answer<Self> {
        let (index, calculation) = find_calculation(standard, id)?;
        let options = parse_options(standard, options_text)?;
        let moment = standard.moment(options.now);
        let prepared = Prepared::new(calculation, &options.parameters);
        let (standard, run, faults, result) =
            (Arc::clone(standard), Run::default(), Vec::new(), WireValues::default());
        Ok(Self { standard, index, options, moment, prepared, run, faults, result })
    }

    pub(super) fn calculation(&self) -> Option<&Calculation> {
        self.standard.calculations.get(self.index)
    }

    pub(super) fn moment(&self) -> &[Value] {
        &self.moment
    }

    /// Sets the current time; an empty text means unknown.
    ///
    /// # Errors
    /// A moment that cannot be read.
    pub fn tick(&mut self, now: &str) -> Answer<()> {
        let now = if now.is_empty() { None } else { Some(moment(&self.standard, now)?) };
        self.moment = self.standard.moment(now);
        Ok(())
    }

    /// Runs it; with `whole`, writes all values and not only the outputs.
    pub fn run(&mut self, frame: &mut Frame, whole: bool) {
        if whole || self.run_prepared(*frame).is_none() || !self.write_prepared() {
            self.run_general(frame, whole);
        }
    }

    /// Runs the fast path; `None` if it does not apply.
    fn run_prepared(&mut self, mut frame: Frame) -> Option<()> {
        let (inputs, prepared) =
            (&self.standard.calculations.get(self.index)?.inputs, self.prepared.as_mut()?);
        prepared.set_inputs(inputs, || frame.prepared_input())?;
        prepared.program.run()
    }

    /// Writes the outputs of the fast path; returns false if one of them is not a number with the output's
    /// decimals.
    fn write_prepared(&mut self) -> bool {
        let (Some(calculation), Some(prepared)) =
            (self.standard.calculations.get(self.index), &self.prepared)
        else {
            return false;
        };
        self.result.start(false);
        calculation.outputs.iter().zip(&prepared.outputs).all(|(output, register)| {
            match prepared.program.content(*register).digits() {
                Some((units, decimals)) => {
                    output.round == Some(decimals) && self.result.write_figure(units, decimals)
                }
                None => false,
            }
        })
    }

    /// Runs the general path, which every calculation supports.
    #[inline(never)]
    fn run_general(&mut self, frame: &mut Frame, whole: bool) {
        let Some(calculation) = self.standard.calculations.get(self.index) else { return };
        self.run.locals.clear();
        self.faults.clear();
        for input in &calculation.inputs {
            let value = frame.input(input, self.standard.zone, &mut self.faults);
            self.run.locals.push(value);
        }
        let environment = self.standard.environment(&self.options.parameters, &self.moment);
        calculation.run(&mut self.run, &environment);
        let faulty = !self.faults.is_empty() || self.run.outputs.iter().any(Value::is_null);
        self.result.start(faulty);
        for (output, value) in calculation.outputs.iter().zip(&self.run.outputs) {
            self.result.write_value(value, output.round);
        }
        if whole {
            self.run.locals.iter().for_each(|value| self.result.write_value(value, None));
            let inner = self.run.environment(&environment);
            let parameters = inner.values(space::PARAMETER).iter().take(self.standard.parameters.len());
            parameters.for_each(|value| self.result.write_value(value, None));
            self.run.rows.iter().for_each(|rows| self.result.write_indices(rows));
        }
    }
}
