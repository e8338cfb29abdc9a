//! Workflows: which states may follow each other, under which guard, and which fields a transition demands.
//! Only answers whether an order may move; changes no order.

use crate::check::{FieldKind, FieldSpec, OptionSpec, read_labels};
use crate::data::{Gather, Locale, Phrase, Value};
use crate::document::{Cursor, Defects, Key, Object, Shape};
use crate::feel::{Environment, Expression, Fault, RawExpression, Scope, Slot};
use crate::finding::{Code, Params, Source};
use smol_str::SmolStr;

/// The keys of a workflow.
pub const WORKFLOW: Shape = Shape {
    name: "workflow",
    keys: &[
        Key::optional("field"),
        Key::optional("states"),
        Key::required("initial"),
        Key::required("transitions"),
    ],
};

/// The keys of a transition.
pub const TRANSITION: Shape = Shape {
    name: "transition",
    keys: &[
        Key::required("from"),
        Key::required("to"),
        Key::optional("guard"),
        Key::optional("demands"),
        Key::optional("message"),
        Key::optional("source"),
    ],
};

/// The shapes of this module's objects in a document.
pub const SHAPES: &[&Shape] = &[&WORKFLOW, &TRANSITION];

/// A transition; `W` is an expression and `P` a field, written or compiled.
#[derive(Clone, Debug)]
pub struct Transition<W, P> {
    /// The states that it leads from.
    pub from: Vec<SmolStr>,
    /// The state that it leads to.
    pub to: SmolStr,
    /// The guard: must be `true`, not merely unknown.
    pub guard: Option<W>,
    /// The demanded fields.
    pub demands: Vec<P>,
    /// The message if the guard does not hold.
    pub message: Option<Phrase>,
    /// Its source.
    pub source: Option<Source>,
}

impl<W, P> Transition<W, P> {
    /// Whether it leads from this state.
    pub fn starts_at(&self, state: &str) -> bool {
        self.from.iter().any(|id| id == state)
    }
}

/// A workflow; `W` and `P` as in [`Transition`].
#[derive(Clone, Debug)]
pub struct Workflow<W = Expression, P = Slot> {
    /// The id of the field that holds the state.
    pub field: Option<SmolStr>,
    /// The states.
    pub states: Vec<OptionSpec>,
    /// The state of a new order, by id.
    pub initial: SmolStr,
    /// The transitions.
    pub transitions: Vec<Transition<W, P>>,
}

/// A workflow as written in the document.
pub type WorkflowSpec = Workflow<RawExpression, RawExpression>;

impl WorkflowSpec {
    /// Reads the workflow of a form. The states are its own, or the options of its field.
    pub fn read(form: Object, fields: &[FieldSpec], defects: &mut Defects) -> Option<Self> {
        let at = form.get("workflow")?;
        let object = at.object(&WORKFLOW, defects)?;
        let field = object.text("field", defects);
        let states = read_states(object, field.as_ref(), fields, defects);
        let known = |cursor: Cursor, defects: &mut Defects| -> Option<SmolStr> {
            let words: Vec<_> = states.iter().map(|state| state.id.as_str()).gather();
            read_state(cursor, &words, defects)
        };
        let initial = object.get("initial").and_then(|at| known(at, defects));
        let mut transitions = Vec::new();
        if let Some(list) = object.get("transitions") {
            for item in list.items(defects) {
                transitions.extend(read_transition(item, &known, defects));
            }
        }
        Some(Self { field, initial: initial?, transitions, states })
    }

    /// Compiles the workflow; guards may read the names in `scope`.
    pub fn compile(self, scope: &Scope, defects: &mut Defects) -> Workflow {
        let mut ready = |transition: Transition<RawExpression, RawExpression>| Transition {
            guard: transition.guard.as_ref().and_then(|guard| guard.compile_condition(scope, defects)),
            demands: transition
                .demands
                .iter()
                .filter_map(|field| field.compile_slot(scope, defects))
                .gather(),
            from: transition.from,
            to: transition.to,
            message: transition.message,
            source: transition.source,
        };
        let transitions = self.transitions.into_iter().map(&mut ready).gather();
        Workflow { field: self.field, states: self.states, initial: self.initial, transitions }
    }
}

/// The reason why a transition is refused.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// There is no state with this id.
    NoState(SmolStr),
    /// There is no such transition.
    NoTransition,
    /// The guard of this transition does not hold, or is not known since a limit was exceeded.
    Guard(usize, Option<Fault>),
}

impl Workflow {
    /// Returns the indices of the transitions from one state to another.
    ///
    /// # Errors
    /// A state is unknown, or there is no such transition.
    pub fn find(&self, from: &str, to: &str) -> Result<Vec<usize>, Refusal> {
        if let Some(unknown) =
            [from, to].into_iter().find(|id| !self.states.iter().any(|state| state.id == *id))
        {
            return Err(Refusal::NoState(unknown.into()));
        }
        let all = self.transitions.iter().enumerate();
        let found = all.filter(|(_, transition)| transition.to == to && transition.starts_at(from));
        let found = found.map(|(index, _)| index).gather();
        if found.is_empty() { Err(Refusal::NoTransition) } else { Ok(found) }
    }

    /// Evaluates the guard of a transition. `exceeded_limit` returns the limit that was exceeded while
    /// computing what the guard reads, if any.
    ///
    /// # Errors
    /// The guard is not `true`.
    pub fn guard(
        &self,
        transition: usize,
        environment: &Environment,
        exceeded_limit: &dyn Fn(&Expression) -> Option<Fault>,
    ) -> Result<(), Refusal> {
        let guard = self.transitions.get(transition).and_then(|transition| transition.guard.as_ref());
        let Some(guard) = guard else { return Ok(()) };
        let holds = *guard.evaluate(environment) == Value::Bool(true);
        match exceeded_limit(guard).or(environment.exceeded()) {
            None if holds => Ok(()),
            limit => Err(Refusal::Guard(transition, limit)),
        }
    }

    /// The label of a state; its id if the state is unknown.
    pub fn label<'a>(&'a self, id: &'a str, locale: Locale) -> &'a str {
        self.states.iter().find(|state| state.id == id).map_or(id, |state| state.label.get(locale).as_str())
    }

    /// The code and the figures of the finding for a refusal.
    pub fn explain(&self, refusal: &Refusal, from: &str, to: &str, locale: Locale) -> (Code, Params) {
        if let Refusal::NoState(id) = refusal {
            return (Code::TransitionState, Params::default().with("value", id.clone()));
        }
        let follows = self.transitions.iter().filter(|transition| transition.starts_at(from));
        let mut labels: Vec<&str> = follows.map(|transition| self.label(&transition.to, locale)).gather();
        labels.dedup();
        let (between, none) = if locale == Locale::Zh { ("、", "（无）") } else { (", ", "nothing") };
        let next = if labels.is_empty() { none.to_owned() } else { labels.iter().joined(between) };
        let params =
            Params::default().with("from", self.label(from, locale)).with("to", self.label(to, locale));
        let code =
            if matches!(refusal, Refusal::NoTransition) { Code::Transition } else { Code::TransitionGuard };
        (code, params.with("next", next))
    }
}

fn read_states(
    object: Object,
    field: Option<&SmolStr>,
    fields: &[FieldSpec],
    defects: &mut Defects,
) -> Vec<OptionSpec> {
    if object.get("states").is_some() {
        return read_labels(object, "states", defects);
    }
    let found = field.and_then(|id| fields.iter().find(|field| field.id == *id));
    match found {
        Some(field) if matches!(field.kind, FieldKind::Choice | FieldKind::UNREAD) => field.options.clone(),
        _ => {
            object.cursor().report_filled(
                defects,
                "workflow.states",
                &[
                    "流程要有「states」，或由一个选择字段「field」给出状态",
                    "a workflow needs `states`, or a `field` whose options are the states",
                ],
                &[],
            );
            Vec::new()
        }
    }
}

type StateLookup<'k> = &'k dyn Fn(Cursor, &mut Defects) -> Option<SmolStr>;

fn read_transition(
    cursor: Cursor,
    known: StateLookup,
    defects: &mut Defects,
) -> Option<Transition<RawExpression, RawExpression>> {
    let object = cursor.object(&TRANSITION, defects)?;
    let from = object.get("from")?;
    let from = if from.node.text().is_some() {
        known(from, defects).into_iter().gather()
    } else {
        from.items(defects).filter_map(|item| known(item, defects)).gather()
    };
    let to = object.get("to").and_then(|at| known(at, defects));
    let demands = RawExpression::read_names_at(object, "demands", defects);
    let guard = RawExpression::read_at(object, "guard", defects);
    let message = object.phrase("message", defects);
    Some(Transition { from, to: to?, guard, demands, message, source: Source::read(object, defects) })
}

fn read_state(cursor: Cursor, states: &[&str], defects: &mut Defects) -> Option<SmolStr> {
    // A workflow without states was reported already.
    if states.is_empty() {
        return cursor.text(defects);
    }
    let both = &["没有「{}」这个状态", "there is no state `{}`"];
    let place = cursor.index_in(states, "unknown_state", both, defects)?;
    states.get(place).map(|id| SmolStr::new(*id))
}
