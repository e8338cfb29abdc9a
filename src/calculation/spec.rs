//! A calculation as written in the document, and compiled.

use super::decision::{Decision, DecisionSpec};
use super::input::Input;
use super::reason::{ReasonSpec, StepReason};
use crate::check::{FieldKind, FieldSpec};
use crate::data::json::Member;
use crate::data::{Gather, Phrase, dependency_order, limits};
use crate::document::{Cursor, Defects, Key, Shape};
use crate::feel::{Expression, RawExpression, Scope, Slot, Type, space};
use crate::finding::Source;
use smol_str::SmolStr;

/// The keys of a calculation.
pub(super) const CALCULATION: Shape = Shape {
    name: "calculation",
    keys: &[
        Key::required("label"),
        Key::optional("description"),
        Key::required("inputs"),
        Key::required("steps"),
        Key::required("outputs"),
        Key::optional("source"),
    ],
};

/// The keys of a step.
pub(super) const STEP: Shape = Shape {
    name: "step",
    keys: &[
        Key::optional("value"),
        Key::optional("table"),
        Key::required("label"),
        Key::optional("unit"),
        Key::optional("reasons"),
        Key::optional("source"),
    ],
};

/// The keys of an output.
pub(super) const OUTPUT: Shape = Shape {
    name: "output",
    keys: &[
        Key::required("type"),
        Key::required("label"),
        Key::optional("of"),
        Key::optional("options"),
        Key::optional("value"),
        Key::optional("round"),
        Key::optional("unit"),
        Key::optional("source"),
    ],
};

/// What a step computes. `W` is an expression and `D` a decision table, written or compiled.
#[derive(Clone, Debug)]
pub enum Body<W, D> {
    /// The value of an expression.
    Value(W),
    /// The result of a decision table.
    Table(D),
}

/// A step; `B` is its body and `R` its reasons, written or compiled.
#[derive(Debug)]
pub struct Step<B = Body<Expression, Decision>, R = StepReason> {
    /// Its id.
    pub id: SmolStr,
    /// Its label.
    pub label: Phrase,
    /// The unit of its value.
    pub unit: Option<SmolStr>,
    /// What it computes.
    pub body: B,
    /// Reasons for a null value; the first that applies is used.
    pub reasons: Vec<R>,
    /// Its source.
    pub source: Option<Source>,
}

type StepSpec = Step<Body<RawExpression, DecisionSpec>, ReasonSpec>;

/// An output; `W` is an expression, written or compiled.
#[derive(Debug)]
pub struct Output<W> {
    /// Its id, type, label, options and unit.
    pub spec: FieldSpec,
    /// The number of decimals to round to, half up.
    pub round: Option<u32>,
    /// Its expression.
    pub value: W,
}

/// A calculation as written in the document.
#[derive(Debug)]
pub struct CalculationSpec {
    /// Its id.
    pub id: SmolStr,
    label: Phrase,
    description: Option<Phrase>,
    source: Option<Source>,
    inputs: Vec<Input>,
    steps: Vec<StepSpec>,
    outputs: Vec<Output<RawExpression>>,
}

/// A compiled calculation. Inputs, then steps, occupy the space `LOCAL`.
#[derive(Debug)]
pub struct Calculation {
    /// Its id.
    pub id: SmolStr,
    /// Its label.
    pub label: Phrase,
    /// Its purpose.
    pub description: Option<Phrase>,
    /// Its source.
    pub source: Option<Source>,
    /// Its inputs.
    pub inputs: Vec<Input>,
    /// Its steps, in the order of the document.
    pub steps: Vec<Step>,
    /// The indices of the steps in the order of evaluation.
    pub order: Vec<usize>,
    /// Its outputs.
    pub outputs: Vec<Output<Expression>>,
}

impl CalculationSpec {
    /// Reads the calculation `member`.
    pub fn read(member: &Member, cursor: Cursor, zone: i32, defects: &mut Defects) -> Option<Self> {
        let object = cursor.object(&CALCULATION, defects)?;
        let (mut inputs, mut steps, mut outputs) = (Vec::new(), Vec::new(), Vec::new());
        object.each_named("inputs", defects, &mut |member, at, defects| {
            inputs.extend(Input::load(member, at, zone, defects));
        });
        object.each_named("steps", defects, &mut |member, at, defects| {
            steps.extend(read_step(member, at, defects));
        });
        object.report_empty("outputs", defects);
        object.each_named("outputs", defects, &mut |member, at, defects| {
            outputs.extend(read_output(member, at, defects));
        });
        let label = object.label("label", defects);
        let description = object.phrase("description", defects);
        let source = Source::read(object, defects);
        Some(Self { id: member.key.clone(), label, description, source, inputs, steps, outputs })
    }

    /// The ids of the inputs; these are the parameters of a call.
    pub fn parameters(&self) -> Vec<SmolStr> {
        self.inputs.iter().map(|input| input.field.spec.id.clone()).gather()
    }

    /// Compiles the calculation; steps may read the names in `outer`, the inputs, and each other.
    pub fn compile(self, outer: &Scope, defects: &mut Defects) -> Calculation {
        let Self { id, label, description, source, mut inputs, steps: specs, outputs: written } = self;
        let mut scope = outer.clone();
        let names = inputs.iter().map(|input| (&input.field.spec.id, input.value_type()));
        let steps = specs.iter().map(|step| (&step.id, Type::Any));
        for ((name, kind), index) in names.chain(steps).zip(0u16..) {
            scope.add_value(name.clone(), Slot { space: space::LOCAL, index }, kind);
        }
        inputs.iter_mut().for_each(|input| input.bind(outer));
        let places: Vec<_> = specs.iter().map(|step| step.body.error_place().cloned()).gather();
        let steps: Vec<Step> = specs.into_iter().filter_map(|step| step.compile(&scope, defects)).gather();
        // If a step failed to compile, which is already reported, the indices do not match.
        let whole = steps.iter().take_while(|_| steps.len() == places.len());
        let needs = whole.map(|step| step.steps_read(inputs.len())).gather();
        let names = steps.iter().map(|step| step.id.clone()).gather();
        let order = dependency_order(&needs, &names).unwrap_or_else(|cycle| {
            let both = &["计算步骤互相依赖，成了一圈：{}", "the steps depend on each other in a circle: {}"];
            if let Some(Some(at)) = places.get(cycle.first) {
                at.report_filled(defects, "cycle", both, &[&cycle.names]);
            }
            Vec::new()
        });
        let mut outputs = Vec::new();
        for Output { spec, round, value } in written {
            outputs.extend(value.compile(&scope, defects).map(|value| Output { spec, round, value }));
        }
        Calculation { id, label, description, source, inputs, steps, order, outputs }
    }
}

impl Body<RawExpression, DecisionSpec> {
    /// Where errors about the step as a whole are reported.
    fn error_place(&self) -> Option<&RawExpression> {
        match self {
            Self::Value(value) => Some(value),
            Self::Table(table) => table.inputs.first(),
        }
    }
}

impl StepSpec {
    fn compile(self, scope: &Scope, defects: &mut Defects) -> Option<Step> {
        let body = match &self.body {
            Body::Value(value) => Body::Value(value.compile(scope, defects)?),
            Body::Table(table) => Body::Table(table.compile(scope, defects)),
        };
        let reasons = self.reasons.iter().filter_map(|reason| reason.compile(scope, defects)).gather();
        Some(Step { id: self.id, label: self.label, unit: self.unit, body, reasons, source: self.source })
    }
}

impl Step {
    /// The indices of the steps that it reads; steps follow the `inputs` inputs among the locals.
    fn steps_read(&self, inputs: usize) -> Vec<usize> {
        let mut needs = Vec::new();
        self.expressions(&mut |expression| {
            let local = expression.slots().iter().filter(|slot| slot.space == space::LOCAL);
            needs.extend(local.filter_map(|slot| usize::from(slot.index).checked_sub(inputs)));
        });
        needs
    }

    /// Calls `visit` for the expressions that determine the value.
    pub fn expressions(&self, visit: &mut dyn FnMut(&Expression)) {
        match &self.body {
            Body::Value(value) => visit(value),
            Body::Table(decision) => decision.table.expressions(visit),
        }
    }
}

impl Calculation {
    /// Calls `visit` for all expressions.
    pub fn expressions(&self, visit: &mut dyn FnMut(&Expression)) {
        for step in &self.steps {
            step.expressions(visit);
            step.reasons.iter().for_each(|reason| visit(&reason.when));
        }
        self.outputs.iter().for_each(|output| visit(&output.value));
    }
}

fn read_step(member: &Member, at: Cursor, defects: &mut Defects) -> Option<StepSpec> {
    let object = at.object(&STEP, defects)?;
    let body = match (object.get("value"), object.get("table")) {
        (Some(value), None) => RawExpression::read(value, defects).map(Body::Value),
        (None, Some(table)) => DecisionSpec::read(table, defects).map(Body::Table),
        _ => {
            at.report_filled(
                defects,
                "step.body",
                &["「value」与「table」必须恰好写一个", "write exactly one of `value` and `table`"],
                &[],
            );
            None
        }
    };
    let mut reasons = Vec::new();
    object.each_item("reasons", defects, &mut |at, defects| reasons.extend(ReasonSpec::read(at, defects)));
    let label = object.label("label", defects);
    let unit = object.text("unit", defects);
    let source = Source::read(object, defects);
    Some(Step {
        id: member.key.clone(),
        label,
        unit,
        body: body.unwrap_or_else(|| Body::Value(RawExpression::from_text("null".into(), at))),
        reasons,
        source,
    })
}

fn read_output(member: &Member, cursor: Cursor, defects: &mut Defects) -> Option<Output<RawExpression>> {
    let object = cursor.object(&OUTPUT, defects)?;
    let spec = FieldSpec::read_figure(&member.key, object, defects);
    let round = object.get("round").and_then(|at| {
        let round = at.count(defects)?;
        if round > limits::OUTPUT_DECIMALS {
            at.report_wrong_type(defects, "0 至 10 的整数", "a whole number from 0 to 10");
        }
        Some(round)
    });
    let value = match object.get("value") {
        Some(at) => RawExpression::read(at, defects)?,
        None => RawExpression::from_text(member.key.clone(), cursor),
    };
    let spec = spec?;
    let money = matches!(spec.kind, FieldKind::Money).then_some(2);
    Some(Output { spec, round: round.or(money), value })
}
