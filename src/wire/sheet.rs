//! A calculation at work. What never changes is told once (`plan`); afterwards inputs come in as words and the
//! figures go back as words, of which the page makes the same report that `calculate` gives natively.

use super::call::{Answer, moment, options, unknown};
use super::formula::render;
use super::frame::Frame;
use super::plan::{PlacePlan, place};
use super::said::Said;
use crate::calculation::{Body, Calculation, Decision, Input, Misfit, Prepared, Run};
use crate::data::{Gather, Locale, Phrase, Value};
use crate::evaluate::Options;
use crate::feel::{Expression, Slot, Tests, space};
use crate::finding::Source;
use crate::standard::Standard;
use serde::Serialize;
use smol_str::SmolStr;
use std::sync::Arc;

/// What never changes of a calculation's report, in one language.
#[derive(Debug, Serialize)]
pub struct SheetPlan {
    inputs: Vec<PlacePlan>,
    pub(super) outputs: Vec<OutputPlan>,
    pub(super) steps: Vec<StepPlan>,
    /// The parameters of the standard that are no inputs: given among them, they hold for that call.
    parameters: Vec<SmolStr>,
    /// How many values are told beside the outputs: inputs and steps, then the parameters.
    values: usize,
}

/// What comes out, by its id.
#[derive(Debug, Serialize)]
pub(super) struct OutputPlan {
    pub(super) id: SmolStr,
}

/// A step but for its figures.
#[derive(Debug, Serialize)]
pub(super) struct StepPlan {
    pub(super) id: SmolStr,
    pub(super) label: SmolStr,
    pub(super) expression: String,
    pub(super) formula: String,
    pub(super) unit: Option<SmolStr>,
    pub(super) inputs: Vec<FigurePlan>,
    /// All rows of its table.
    pub(super) rows: Vec<RowPlan>,
    pub(super) source: Option<Source>,
}

/// A figure that a step puts in, but for its value.
#[derive(Debug, Serialize)]
pub(super) struct FigurePlan {
    pub(super) name: SmolStr,
    pub(super) label: SmolStr,
    /// The place of its value among these.
    pub(super) at: usize,
    /// The rows that put it in, where not all of the step does.
    pub(super) rows: Option<Vec<usize>>,
}

/// A row of a decision table.
#[derive(Clone, Debug, Serialize)]
pub(super) struct RowPlan {
    pub(super) when: Vec<String>,
    pub(super) then: String,
    pub(super) source: Option<Source>,
}

/// The calculation with an id, and its place.
pub(crate) fn find<'s>(standard: &'s Standard, id: &str) -> Answer<(usize, &'s Calculation)> {
    let found = standard.calculations.iter().enumerate().find(|(_, calculation)| calculation.id == id);
    found.ok_or_else(|| {
        let mut all = standard.calculations.iter().map(|calculation| &calculation.id);
        unknown("unknown_calculation", "计算", "calculation", id, &mut all)
    })
}

/// Tells a calculation.
///
/// # Errors
/// An unknown calculation.
pub fn sheet_plan(standard: &Standard, id: &str, locale: Locale) -> Answer<SheetPlan> {
    let (_, found) = find(standard, id)?;
    let outputs = found.outputs.iter().map(|output| OutputPlan { id: output.spec.id.clone() }).gather();
    let teller = Teller { standard, found, locale };
    let values = teller.locals().saturating_add(standard.parameters.len());
    let is_input = |id: &SmolStr| found.inputs.iter().any(|input| input.field.spec.id == *id);
    let ids = standard.parameters.iter().map(|parameter| parameter.field.spec.id.clone());
    let parameters = ids.filter(|id| !is_input(id)).gather();
    let steps = found.steps.iter().map(|step| teller.step(step)).gather();
    let inputs = found.inputs.iter().map(input_place).gather();
    Ok(SheetPlan { inputs, outputs, steps, parameters, values })
}

fn input_place(input: &Input) -> PlacePlan {
    let mut found = place(&input.field);
    let cells = input.cells.iter().map(input_place).gather();
    found.cells = Some(cells).filter(|cells| !cells.is_empty());
    found
}

/// Shows the expressions of a step, those of a table's rows with their row.
fn each_expression(body: &Body<Expression, Decision>, visit: &mut dyn FnMut(&Expression, Option<usize>)) {
    let table = match body {
        Body::Value(value) => return visit(value, None),
        Body::Table(decision) => &decision.table,
    };
    table.inputs().chain(table.defaults()).for_each(|asked| visit(asked, None));
    for row in 0.. {
        let Some((tests, outputs)) = table.rule(row) else { return };
        tests.iter().filter_map(Tests::expression).chain(outputs).for_each(|cell| visit(cell, Some(row)));
    }
}

/// The expressions that say what a step asks.
fn asked(body: &Body<Expression, Decision>) -> Vec<&Expression> {
    match body {
        Body::Value(value) => vec![value],
        Body::Table(decision) => decision.table.inputs().gather(),
    }
}

struct Teller<'a> {
    standard: &'a Standard,
    found: &'a Calculation,
    locale: Locale,
}

impl Teller<'_> {
    fn step(&self, step: &crate::calculation::Step) -> StepPlan {
        let asked = asked(&step.body);
        let mut inputs: Vec<FigurePlan> = Vec::new();
        each_expression(&step.body, &mut |expression, row| {
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
        let given = self.found.outputs.iter().find(|output| output.spec.id == step.id);
        StepPlan {
            id: step.id.clone(),
            label: step.label.get(self.locale).clone(),
            expression: asked.iter().map(|one| one.text().as_str()).joined(", "),
            formula: asked.iter().map(|one| self.formula(one)).joined(", "),
            unit: step.unit.as_ref().or_else(|| given?.spec.unit.as_ref()).cloned(),
            inputs,
            rows,
            source: step.source.clone().or_else(|| self.found.source.clone()),
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

    /// The id and the label of what stands in a slot; none for a dictionary, which is no figure.
    fn name(&self, slot: Slot) -> Option<(&SmolStr, &Phrase)> {
        let index = usize::from(slot.index);
        if slot.space == space::PARAMETER {
            let spec = &self.standard.parameters.get(index)?.field.spec;
            return Some((&spec.id, &spec.label));
        }
        if slot.space != space::LOCAL {
            return None;
        }
        if let Some(input) = self.found.inputs.get(index) {
            return Some((&input.field.spec.id, &input.field.spec.label));
        }
        let step = self.found.steps.get(index.checked_sub(self.found.inputs.len())?)?;
        Some((&step.id, &step.label))
    }

    /// How many values stand before the parameters: those of the inputs and the steps.
    fn locals(&self) -> usize {
        self.found.inputs.len().saturating_add(self.found.steps.len())
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

    /// The expression as people read it: labels in place of the names of slots, and between these, piece by piece, what
    /// `render` makes of it.
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
            out.push_str(label.unwrap_or_else(|| span.of(text)));
            at = span.end as usize;
        }
        piece(&mut out, at, text.len());
        out
    }

    /// The label of a word that names no slot: an option, which begins with its quote, what is called, or a column.
    fn label(&self, word: &str, is_called: bool) -> Option<&Phrase> {
        let (inputs, parameters) = (&self.found.inputs, &self.standard.parameters);
        let cells = || inputs.iter().flat_map(|input| &input.cells).map(|cell| &cell.field.spec);
        match word.strip_prefix('"') {
            Some(id) => {
                let outputs = self.found.outputs.iter().map(|output| &output.spec);
                let fields =
                    inputs.iter().map(|input| &input.field).chain(parameters.iter().map(|one| &one.field));
                let specs = cells().chain(outputs).chain(fields.map(|field| &field.spec));
                let options = specs.flat_map(|spec| &spec.options).filter(|option| option.id == id);
                agreed(self.locale, &mut options.map(|option| &option.label))
            }
            None if is_called => self.standard.called(word),
            None => agreed(self.locale, &mut cells().filter(|spec| spec.id == word).map(|spec| &spec.label)),
        }
    }

    /// What stands for a loop's variable: a word of English, which in Chinese stands for nothing.
    fn variable(&self, word: &str, text: &str) -> Option<String> {
        let mut words = text.split(' ').zip(text.split(' ').skip(1)).filter(|(_, after)| *after == "in");
        let place = words.position(|(before, _)| before == word && self.locale == Locale::Zh)?;
        "甲乙丙丁".chars().nth(place).map(String::from)
    }
}

/// The label that all of one id agree on; where they do not, the id says more.
fn agreed<'l>(locale: Locale, labels: &mut dyn Iterator<Item = &'l Phrase>) -> Option<&'l Phrase> {
    let first = labels.next()?;
    for label in labels {
        if label.get(locale) != first.get(locale) {
            return None;
        }
    }
    Some(first)
}

/// One calculation at work.
#[derive(Debug)]
pub struct Sheet {
    pub(super) standard: Arc<Standard>,
    index: usize,
    pub(super) options: Options,
    moment: [Value; 1],
    /// The short way; it leaves `run` and `misfits` as they were.
    prepared: Option<Prepared>,
    pub(super) run: Run,
    pub(super) misfits: Vec<Misfit>,
    /// The last answer.
    pub said: Said,
}

impl Sheet {
    /// Makes one ready.
    ///
    /// # Errors
    /// An unknown calculation, or options that cannot be read.
    pub fn open(standard: &Arc<Standard>, id: &str, options_text: &str) -> Answer<Self> {
        let (index, found) = find(standard, id)?;
        let options = options(standard, options_text)?;
        let moment = [options.now.map_or(Value::Null, Value::DateTime)];
        let prepared = Prepared::new(found, &options.parameters);
        let (standard, run, misfits, said) =
            (Arc::clone(standard), Run::default(), Vec::new(), Said::default());
        Ok(Self { standard, index, options, moment, prepared, run, misfits, said })
    }

    pub(super) fn found(&self) -> Option<&Calculation> {
        self.standard.calculations.get(self.index)
    }

    pub(super) fn moment(&self) -> &[Value] {
        &self.moment
    }

    /// Moves the moment; an empty text means that nobody says.
    ///
    /// # Errors
    /// A moment that cannot be read.
    pub fn tick(&mut self, now: &str) -> Answer<()> {
        let now = if now.is_empty() { None } else { Some(moment(&self.standard, now)?) };
        self.moment = [now.map_or(Value::Null, Value::DateTime)];
        Ok(())
    }

    /// Runs it; with `whole`, all figures are said and not only the outputs.
    pub fn run(&mut self, frame: &mut Frame, whole: bool) {
        if whole || self.run_prepared(*frame).is_none() || !self.say_prepared() {
            self.run_all(frame, whole);
        }
    }

    /// The short way to outputs that are all there; none where it cannot be gone.
    fn run_prepared(&mut self, mut frame: Frame) -> Option<()> {
        let (inputs, prepared) =
            (&self.standard.calculations.get(self.index)?.inputs, self.prepared.as_mut()?);
        prepared.take(inputs, || frame.given())?;
        prepared.program.run()
    }

    /// Says amounts as they are held; false where anything else comes out.
    fn say_prepared(&mut self) -> bool {
        let (Some(found), Some(prepared)) = (self.standard.calculations.get(self.index), &self.prepared)
        else {
            return false;
        };
        self.said.clear(false);
        found.outputs.iter().zip(&prepared.outputs).all(|(output, register)| {
            match prepared.program.content(*register).digits() {
                Some((units, decimals)) => {
                    output.round == Some(decimals) && self.said.figure(units, decimals)
                }
                None => false,
            }
        })
    }

    /// The way that every calculation can go.
    #[inline(never)]
    fn run_all(&mut self, frame: &mut Frame, whole: bool) {
        let Some(found) = self.standard.calculations.get(self.index) else { return };
        self.run.locals.clear();
        self.misfits.clear();
        for input in &found.inputs {
            let value = frame.input(input, self.standard.zone, &mut self.misfits);
            self.run.locals.push(value);
        }
        let around = self.standard.environment(&self.options.parameters, &self.moment);
        found.run(&mut self.run, &around);
        let faulty = !self.misfits.is_empty() || self.run.outputs.iter().any(Value::is_null);
        self.said.clear(faulty);
        for (output, value) in found.outputs.iter().zip(&self.run.outputs) {
            self.said.value(value, output.round);
        }
        if whole {
            self.run.locals.iter().for_each(|value| self.said.value(value, None));
            let inner = self.run.environment(&around);
            let parameters = inner.values(space::PARAMETER).iter().take(self.standard.parameters.len());
            parameters.for_each(|value| self.said.value(value, None));
            self.run.rows.iter().for_each(|rows| self.said.numbers(rows));
        }
    }
}
