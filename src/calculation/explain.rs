//! Why an output is null: a reason of the step itself, an error in an expression, a missing input, an unset
//! parameter, or a table without a matching row.

use super::Input;
use super::reason::Reason;
use super::run::Run;
use super::spec::{Body, Calculation, Output, Step};
use crate::data::{Gather, Phrase, Span, Value};
use crate::feel::{Environment, Expression, Slot, space};

/// Returns the labels of parameters by slot.
pub(super) type Labels<'l> = &'l dyn Fn(Slot) -> Option<Phrase>;

impl Calculation {
    /// Returns the reason why an output is null.
    pub fn reason(
        &self,
        output: &Output<Expression>,
        run: &Run,
        outer: &Environment,
        labels: Labels,
    ) -> Reason {
        if let Some(fault) = run.exceeded {
            return Reason::from_note(&fault.note(Span::default()));
        }
        let environment = run.environment(outer);
        let search = ReasonSearch { calculation: self, environment, labels };
        search.of_expression(&output.value).unwrap_or_else(|| no_result(&output.spec.label))
    }
}

fn no_result(label: &Phrase) -> Reason {
    Reason::with_labels("no_data", ["没有结果：", "no result: "], core::slice::from_ref(label))
}

struct ReasonSearch<'a> {
    calculation: &'a Calculation,
    environment: Environment<'a>,
    labels: Labels<'a>,
}

impl ReasonSearch<'_> {
    /// The reason why an expression is null; `None` if it has no error and reads nothing that is missing.
    fn of_expression(&self, expression: &Expression) -> Option<Reason> {
        let (_, notes) = expression.explain(&self.environment);
        if let Some(fault) = notes.iter().find(|note| note.code != "missing") {
            return Some(Reason::from_note(fault));
        }
        let mut missing: Vec<Slot> = Vec::new();
        for (span, slot) in expression.names() {
            let has_note =
                notes.iter().any(|note| note.span.start <= span.start && span.end <= note.span.end);
            let is_missing = (has_note || notes.is_empty()) && self.environment.is_null(*slot);
            if is_missing && !missing.contains(slot) {
                missing.push(*slot);
            }
        }
        let first = missing.first()?;
        if let Some(step) = self.step(*first) {
            return Some(self.of_step(step));
        }
        let is_parameter = |slot: Slot| {
            slot.space == space::PARAMETER || self.input(slot).is_some_and(|input| input.parameter.is_some())
        };
        let alike = missing.iter().filter(|slot| is_parameter(**slot) == is_parameter(*first));
        let labels: Vec<Phrase> = alike.filter_map(|slot| self.label(*slot)).gather();
        let (code, both) = if is_parameter(*first) {
            ("parameter_unset", ["参数未设定：", "the parameter is not set: "])
        } else {
            ("no_data", ["缺少：", "missing: "])
        };
        Some(Reason::with_labels(code, both, &labels))
    }

    fn of_step(&self, step: &Step) -> Reason {
        let holds = |when: &Expression| *when.evaluate(&self.environment) == Value::Bool(true);
        if let Some(own) = step.reasons.iter().find(|own| holds(&own.when)) {
            return own.reason.clone();
        }
        let found = match &step.body {
            Body::Value(value) => self.of_expression(value),
            Body::Table(decision) => {
                let table = &decision.table;
                let hits = table.hits(&self.environment);
                let rule = hits.first().and_then(|hit| table.rule(*hit));
                let outputs = rule.map_or(table.defaults(), |(_, outputs)| outputs);
                let null = |one: &&Expression| one.evaluate(&self.environment).is_null();
                let inputs = table.inputs().filter(|_| rule.is_none() && outputs.is_empty());
                let cause = inputs.chain(outputs).find(null).and_then(|one| self.of_expression(one));
                cause.or_else(|| Some(Reason::from_note(&table.fault(hits.len())?.note(Span::default()))))
            }
        };
        found.unwrap_or_else(|| no_result(&step.label))
    }

    fn input(&self, slot: Slot) -> Option<&Input> {
        let index = usize::from(slot.index);
        self.calculation.inputs.get(index).filter(|_| slot.space == space::LOCAL)
    }

    fn step(&self, slot: Slot) -> Option<&Step> {
        let index = usize::from(slot.index).checked_sub(self.calculation.inputs.len())?;
        self.calculation.steps.get(index).filter(|_| slot.space == space::LOCAL)
    }

    fn label(&self, slot: Slot) -> Option<Phrase> {
        let input = self.input(slot).map(|input| input.field.spec.label.clone());
        input.or_else(|| (self.labels)(slot))
    }
}
