//! A calculation as it is written, and as it is ready to run.

use crate::check::{
    Condition, ConditionSpec, Field, FieldKind, FieldSpec, Raw, Strictness, read, read_bounds, read_options,
};
use crate::data::Gather;
use crate::data::json::Member;
use crate::data::{Phrase, Value};
use crate::document::{Cursor, Defects, Key, Shape};
use crate::feel::{Expression, Scope, Slot, Type, Written, space};
use crate::finding::Source;
use smol_str::SmolStr;

/// The keys of a calculation.
pub const CALCULATION: Shape = Shape {
    name: "calculation",
    keys: &[
        Key::required("label"),
        Key::required("inputs"),
        Key::required("steps"),
        Key::required("outputs"),
        Key::optional("source"),
    ],
};

/// The keys of an input.
pub const INPUT: Shape = Shape {
    name: "input",
    keys: &[
        Key::required("type"),
        Key::required("label"),
        Key::optional("unit"),
        Key::optional("range"),
        Key::optional("options"),
        Key::optional("default"),
        Key::optional("source"),
    ],
};

/// The keys of a step.
pub const STEP: Shape =
    Shape { name: "step", keys: &[Key::required("value"), Key::required("label"), Key::optional("source")] };

/// The keys of an output.
pub const OUTPUT: Shape = Shape {
    name: "output",
    keys: &[
        Key::required("type"),
        Key::required("label"),
        Key::optional("value"),
        Key::optional("round"),
        Key::optional("unit"),
    ],
};

/// A step; `W` is an expression, written or compiled.
#[derive(Clone, Debug)]
pub struct Step<W> {
    /// Its id.
    pub id: SmolStr,
    /// What people read.
    pub label: Phrase,
    /// The expression.
    pub value: W,
    /// Its clause.
    pub source: Option<Source>,
}

/// An output; `W` as in [`Step`].
#[derive(Clone, Debug)]
pub struct Output<W> {
    /// Its id.
    pub id: SmolStr,
    /// What people read.
    pub label: Phrase,
    /// Its type, which says how it is printed.
    pub kind: FieldKind,
    /// The decimals it is rounded to, half up.
    pub round: Option<u32>,
    /// The expression.
    pub value: W,
}

/// A calculation as it is written.
#[derive(Clone, Debug)]
pub struct CalculationSpec {
    /// Its id.
    pub id: SmolStr,
    label: Phrase,
    source: Option<Source>,
    inputs: Vec<(FieldSpec, Option<Value>)>,
    steps: Vec<Step<Written>>,
    outputs: Vec<Output<Written>>,
}

/// A calculation that is ready to run. Inputs and steps stand in the space `LOCAL`, in this order.
#[derive(Clone, Debug)]
pub struct Calculation {
    /// Its id.
    pub id: SmolStr,
    /// What people read.
    pub label: Phrase,
    /// Its clause.
    pub source: Option<Source>,
    /// What goes in, and what stands in for a missing value.
    pub inputs: Vec<(Field, Option<Value>)>,
    /// The steps.
    pub steps: Vec<Step<Expression>>,
    /// The steps in order of need.
    pub order: Vec<usize>,
    /// What comes out.
    pub outputs: Vec<Output<Expression>>,
}

impl CalculationSpec {
    /// Reads the calculation `member`.
    pub fn read(
        member: &Member,
        cursor: &Cursor,
        document: &str,
        zone: i32,
        defects: &mut Defects,
    ) -> Option<Self> {
        let object = cursor.object(&CALCULATION, defects)?;
        let (mut inputs, mut steps, mut outputs) = (Vec::new(), Vec::new(), Vec::new());
        object.each_named("inputs", defects, &mut |member, at, defects| {
            inputs.extend(read_input(member, at, document, zone, defects));
        });
        object.each_named("steps", defects, &mut |member, at, defects| {
            steps.extend(read_step(member, at, document, defects));
        });
        object.each_named("outputs", defects, &mut |member, at, defects| {
            outputs.extend(read_output(member, at, defects));
        });
        let label = object.phrase("label", defects)?;
        let source = Source::read(&object, document, defects);
        Some(Self { id: member.key.clone(), label, source, inputs, steps, outputs })
    }

    /// The ids of the inputs, which are the parameters of a call.
    pub fn parameters(&self) -> Vec<SmolStr> {
        self.inputs.iter().map(|(input, _)| input.id.clone()).gather()
    }

    /// Makes it ready; steps may read what `scope` names, the inputs, and each other.
    pub fn compile(self, scope: &Scope, defects: &mut Defects) -> Calculation {
        let mut scope = scope.clone();
        let names = self.inputs.iter().map(|(input, _)| (&input.id, input.value_type()));
        let steps = self.steps.iter().map(|step| (&step.id, Type::Any));
        for ((name, kind), index) in names.chain(steps).zip(0u16..) {
            scope.value(name.clone(), Slot { space: space::LOCAL, index }, kind);
        }
        let inputs: Vec<_> = self.inputs.into_iter().map(|(input, value)| (ready(input), value)).gather();
        let mut steps = Vec::new();
        let first = inputs.len();
        let written: Vec<Written> = self.steps.iter().map(|step| step.value.clone()).gather();
        for step in self.steps {
            let Some(value) = step.value.compile(&scope, defects) else { continue };
            steps.push(Step { id: step.id, label: step.label, value, source: step.source });
        }
        let order = order(&steps, first);
        if let (Some(at), true) = (written.first(), order.len() < steps.len()) {
            let message = Phrase::new("计算步骤互相依赖，成了一圈", "the steps need each other in a circle");
            at.report(defects, "cycle", message, None);
        }
        let outputs = self.outputs.into_iter().filter_map(|output| {
            let value = output.value.compile(&scope, defects)?;
            Some(Output { id: output.id, label: output.label, kind: output.kind, round: output.round, value })
        });
        let outputs = outputs.gather();
        Calculation { id: self.id, label: self.label, source: self.source, inputs, steps, order, outputs }
    }
}

fn read_step(member: &Member, at: &Cursor, document: &str, defects: &mut Defects) -> Option<Step<Written>> {
    let object = at.object(&STEP, defects)?;
    let value = Written::at(&object, "value", defects);
    let label = object.phrase("label", defects);
    let source = Source::read(&object, document, defects);
    Some(Step { id: member.key.clone(), label: label?, value: value?, source })
}

/// The steps so that each stands after those it reads; shorter where there is a circle.
fn order(steps: &[Step<Expression>], first: usize) -> Vec<usize> {
    let mut done: Vec<usize> = Vec::new();
    let reads = |step: &Step<Expression>| -> Vec<usize> {
        let local = step.value.slots().iter().filter(|slot| slot.space == space::LOCAL);
        local.filter_map(|slot| usize::from(slot.index).checked_sub(first)).gather()
    };
    loop {
        let next = steps.iter().enumerate().position(|(index, step)| {
            !done.contains(&index) && reads(step).iter().all(|needed| done.contains(needed))
        });
        match next {
            Some(index) => done.push(index),
            None => return done,
        }
    }
}

fn ready(spec: FieldSpec) -> Field {
    let always = Condition::Fixed(true);
    Field {
        required: Condition::Fixed(false),
        relevant: always,
        computed: None,
        pattern: None,
        is_read: true,
        spec,
    }
}

fn read_input(
    member: &Member,
    cursor: &Cursor,
    document: &str,
    zone: i32,
    defects: &mut Defects,
) -> Option<(FieldSpec, Option<Value>)> {
    let object = cursor.object(&INPUT, defects)?;
    let kind = object.get("type").and_then(|at| at.one_of(FieldKind::WORDS, defects));
    let label = object.phrase("label", defects);
    let spec = FieldSpec {
        id: member.key.clone(),
        kind: kind?,
        label: label?,
        required: ConditionSpec::Fixed(false),
        relevant: ConditionSpec::Fixed(true),
        options: read_options(&object, defects),
        bounds: read_bounds(&object, defects),
        length: crate::check::Length::default(),
        pattern: None,
        unit: object.text("unit", defects),
        hint: None,
        computed: None,
        fields: Vec::new(),
        rules: Vec::new(),
        source: Source::read(&object, document, defects),
    };
    let Some(at) = object.get("default") else { return Some((spec, None)) };
    let field = ready(spec);
    let reading = read(&field, &Raw::from_json(at.node), zone, Strictness::Input);
    if reading.fault.is_some() {
        at.wrong_type(defects, "与类型相符的默认值", "a default that fits the type");
    }
    Some((field.spec, Some(reading.value)))
}

fn read_output(member: &Member, cursor: &Cursor, defects: &mut Defects) -> Option<Output<Written>> {
    let object = cursor.object(&OUTPUT, defects)?;
    let kind = object.get("type").and_then(|at| at.one_of(FieldKind::WORDS, defects));
    let label = object.phrase("label", defects);
    let round = object.get("round").and_then(|at| at.count(defects));
    let value = match object.get("value") {
        Some(at) => Written::read(&at, defects)?,
        None => Written::plain(member.key.clone(), cursor),
    };
    let kind = kind?;
    let money = matches!(kind, FieldKind::Money).then_some(2);
    Some(Output { id: member.key.clone(), label: label?, kind, round: round.or(money), value })
}
