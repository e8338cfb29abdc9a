//! Whether an order may change from one state to another, and its possible next states.

use super::limit::limit_of_slots;
use super::{Mark, Options, State, Subject};
use crate::data::json::Json;
use crate::data::{Gather, Path, Span, Value};
use crate::feel::{Expression, Slot};
use crate::finding::{Code, Finding, Severity, Source, sentence};
use crate::standard::{Form, Standard};
use crate::workflow::{Refusal, Workflow};
use serde::Serialize;
use smol_str::SmolStr;

/// Whether a transition is allowed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TransitionReport {
    /// Whether it is allowed.
    pub allowed: bool,
    /// Why not.
    pub findings: Vec<Finding>,
}

/// A possible next state.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NextState {
    /// The id of the state.
    pub state: SmolStr,
    /// Its label.
    pub label: SmolStr,
    /// The fields that must be filled in first.
    pub demands: Vec<Demand>,
    /// Whether the transition is allowed now.
    pub allowed: bool,
    /// Why not.
    pub findings: Vec<Finding>,
    /// Its source.
    pub source: Option<Source>,
}

/// A field that must be filled in before a transition.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Demand {
    /// The path of the field.
    pub path: Path,
    /// Its label.
    pub label: SmolStr,
    /// Whether it is still missing; true if no order is given.
    pub missing: bool,
}

/// Whether a form's workflow allows the transition between a pair of states. Guards and demanded fields are
/// checked only if an order is given.
pub fn transition(
    standard: &Standard,
    form: &Form,
    pair: (&str, &str),
    order: Option<&Json>,
    options: &Options,
) -> TransitionReport {
    let empty = Workflow { field: None, states: Vec::new(), initial: "".into(), transitions: Vec::new() };
    let state = order.map(|order| State::from_json(standard, form, order, options));
    transition_report(form.workflow.as_ref().unwrap_or(&empty), pair, state.as_ref().zip(order), options)
}

/// The states that may follow `from`; without `from`, the state in the order's field, or else the initial
/// one.
pub fn next_states(
    standard: &Standard,
    form: &Form,
    from: Option<&str>,
    order: Option<&Json>,
    options: &Options,
) -> Vec<NextState> {
    let Some(workflow) = &form.workflow else { return Vec::new() };
    let current = workflow.field.as_ref().and_then(|field| order?.get(field)?.text());
    let from = from.unwrap_or_else(|| current.unwrap_or(&workflow.initial));
    let state = order.map(|order| State::from_json(standard, form, order, options));
    let mut next: Vec<NextState> = Vec::new();
    for transition in workflow.transitions.iter().filter(|transition| transition.starts_at(from)) {
        if next.iter().any(|other| other.state == transition.to) {
            continue;
        }
        let demand = |slot: &Slot| {
            let spec = &form.fields.get(usize::from(slot.index))?.spec;
            let missing = state.as_ref().is_none_or(|state| state.missing_code(*slot).is_some());
            let label = spec.label.get(options.locale).clone();
            Some(Demand { path: Path::field(spec.id.clone()), label, missing })
        };
        let TransitionReport { allowed, findings } =
            transition_report(workflow, (from, &transition.to), state.as_ref().zip(order), options);
        next.push(NextState {
            state: transition.to.clone(),
            label: workflow.label(&transition.to, options.locale).into(),
            demands: transition.demands.iter().filter_map(demand).gather(),
            allowed,
            findings,
            source: transition.source.clone(),
        });
    }
    next
}

/// Whether any transition between the two states is open; if none is, the findings of the first.
fn transition_report(
    workflow: &Workflow,
    pair: (&str, &str),
    order: Option<(&State, &Json)>,
    options: &Options,
) -> TransitionReport {
    let to_finding = |refusal: &Refusal| refusal_finding(workflow, refusal, pair, options);
    let transitions = match workflow.find(pair.0, pair.1) {
        Ok(transitions) => transitions,
        Err(refusal) => {
            return TransitionReport { allowed: false, findings: vec![to_finding(&refusal)] };
        }
    };
    let obstacles = |index: &usize| {
        let Some((state, given)) = order else { return Vec::new() };
        let exceeded = |guard: &Expression| limit_of_slots(&state.exceeded, guard.reads());
        let guard = workflow.guard(*index, &state.environment(), &exceeded).err();
        let mut findings = guard.iter().map(to_finding).gather();
        findings.append(&mut state.demand_findings(workflow, *index, given, options));
        findings
    };
    let mut found = transitions.iter().map(obstacles).gather();
    let open = found.iter().any(Vec::is_empty);
    let findings = if open || found.is_empty() { Vec::new() } else { found.swap_remove(0) };
    TransitionReport { allowed: open, findings }
}

impl State<'_> {
    /// What is wrong with a demanded field: `None` if it has a value or is not relevant.
    fn missing_code(&self, slot: Slot) -> Option<Code> {
        let index = usize::from(slot.index);
        let cell = self.cells.get(index).filter(|cell| cell.relevant)?;
        let missing = self.values.get(index).is_none_or(Value::is_null);
        missing.then(|| cell.mark.unwrap_or(Code::Required))
    }

    /// The findings of the demanded fields that are missing.
    fn demand_findings(
        &self,
        workflow: &Workflow,
        index: usize,
        order: &Json,
        options: &Options,
    ) -> Vec<Finding> {
        let demands = workflow.transitions.get(index).map_or(&[][..], |transition| &transition.demands);
        let finding = |slot: &Slot| {
            let mark =
                Mark { subject: Subject::Field(usize::from(slot.index)), code: self.missing_code(*slot)? };
            self.finding(mark, order, options.locale)
        };
        demands.iter().filter_map(finding).gather()
    }
}

fn refusal_finding(
    workflow: &Workflow,
    refusal: &Refusal,
    (from, to): (&str, &str),
    options: &Options,
) -> Finding {
    let (code, params) = workflow.explain(refusal, from, to, options.locale);
    let (transition, limit) = match refusal {
        Refusal::Guard(index, limit) => (workflow.transitions.get(*index), *limit),
        _ => (None, None),
    };
    let limit = limit.map(|limit| limit.note(Span::default()).message);
    let message = limit.as_ref().or(transition.and_then(|transition| transition.message.as_ref()));
    let path = Path::field(workflow.field.clone().unwrap_or_else(|| "state".into()));
    Finding {
        rule: code.rule().into(),
        fields: vec![path.clone()],
        path,
        severity: Severity::Error,
        code,
        message: message.map_or_else(
            || sentence(code, &params, options.locale).into(),
            |message| message.get(options.locale).clone(),
        ),
        params,
        source: transition.and_then(|transition| transition.source.clone()),
        fix: None,
    }
}
