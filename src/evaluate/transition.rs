//! Whether an order may go from one state to another.

use super::{Options, State};
use crate::data::Gather;
use crate::data::Path;
use crate::data::json::Node as Json;
use crate::finding::{Code, Finding, Severity, sentence};
use crate::standard::{Form, Standard};
use crate::workflow::{Refusal, Workflow};
use serde::Serialize;

/// The answer.
#[derive(Debug, Serialize)]
pub struct TransitionReport {
    /// Whether it may.
    pub allowed: bool,
    /// Why not.
    pub findings: Vec<Finding>,
}

/// Looks at the pair of states and, where an order is given, at the guard and the demanded fields.
pub fn transition(
    standard: &Standard,
    form: &Form,
    (from, to): (&str, &str),
    order: Option<&Json>,
    options: &Options,
) -> TransitionReport {
    let Some(workflow) = &form.workflow else {
        let refusal = Refusal::NoState(from.into());
        let empty = Workflow { field: None, states: Vec::new(), initial: "".into(), transitions: Vec::new() };
        return TransitionReport {
            allowed: false,
            findings: vec![refused(&empty, &refusal, (from, to), options)],
        };
    };
    let found = workflow.find(from, to).and_then(|index| {
        let Some(order) = order else { return Ok((index, None)) };
        let state = State::of(standard, form, order, options);
        workflow.guard(index, &state.environment()).map(|()| (index, Some(state)))
    });
    let findings = match found {
        Err(refusal) => vec![refused(workflow, &refusal, (from, to), options)],
        Ok((index, state)) => state.map_or(Vec::new(), |state| state.demanded(workflow, index, options)),
    };
    TransitionReport { allowed: findings.is_empty(), findings }
}

impl State<'_> {
    /// The demanded fields that are missing.
    fn demanded(&self, workflow: &Workflow, transition: usize, options: &Options) -> Vec<Finding> {
        let demands = workflow.transitions.get(transition).map_or(&[][..], |found| &found.demands);
        let missing = demands
            .iter()
            .filter(|slot| self.values.get(usize::from(slot.index)).is_none_or(crate::data::Value::is_null));
        let mark = |slot: &crate::feel::Slot| super::Mark {
            subject: super::Subject::Field(usize::from(slot.index)),
            code: Code::Required,
        };
        let empty = Json { span: crate::data::Span::default(), kind: crate::data::json::Kind::Null };
        missing.map(|slot| self.finding(mark(slot), &empty, options.locale)).gather()
    }
}

fn refused(workflow: &Workflow, refusal: &Refusal, (from, to): (&str, &str), options: &Options) -> Finding {
    let (code, params) = workflow.explain(refusal, from, to, options.locale);
    let guard = match refusal {
        Refusal::Guard(index) => workflow.transitions.get(*index),
        _ => None,
    };
    let said = guard.and_then(|found| found.message.as_ref());
    let path = Path::field(workflow.field.clone().unwrap_or_else(|| "state".into()));
    Finding {
        rule: code.rule().into(),
        fields: vec![path.clone()],
        path,
        severity: Severity::Error,
        code,
        message: said.map_or_else(
            || sentence(code, &params, options.locale).into(),
            |said| said.get(options.locale).clone(),
        ),
        params,
        source: guard.and_then(|found| found.source.clone()),
        fix: None,
    }
}
