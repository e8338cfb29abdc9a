//! The description of a standard for rendering forms: fields, options, rules, calculations, in one language.

use crate::calculation::{Calculation, Input, Output};
use crate::check::{Condition, Field, FieldSpec, OptionSpec};
use crate::data::{Gather, Locale, Phrase};
use crate::feel::Expression;
use crate::finding::Statement;
use crate::format::{Format, Name, Role};
use crate::standard::{Block, Form, Parameter, Standard, Table};
use crate::workflow::Workflow;
use serde::ser::{Serialize, SerializeStruct, Serializer};
use smol_str::SmolStr;

/// Describes a standard in one language.
pub fn describe(standard: &Standard, locale: Locale) -> impl Serialize {
    Told(standard, locale)
}

/// A part of a standard in one language.
struct Told<'s, T: ?Sized>(&'s T, Locale);

impl<T> Serialize for Told<'_, [T]>
where
    for<'s> Told<'s, T>: Serialize,
{
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.iter().map(|one| Told(one, self.1)))
    }
}

impl<T> Serialize for Told<'_, Option<T>>
where
    for<'s> Told<'s, T>: Serialize,
{
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.as_ref().map(|one| Told(one, self.1)).serialize(to)
    }
}

impl<T> Serialize for Told<'_, &T>
where
    for<'s> Told<'s, T>: Serialize,
{
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Told(*self.0, self.1).serialize(to)
    }
}

impl Serialize for Told<'_, Phrase> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.get(self.1).serialize(to)
    }
}

/// Defines the keys and values of a part's description; those of `head` come first, if given.
macro_rules! tell {
    ($kind:ty: |$one:ident, $locale:ident| $(head $spec:expr,)? { $($key:literal: $value:expr),* $(,)? }) => {
        impl Serialize for Told<'_, $kind> {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                let Told($one, $locale) = *self;
                let mut object = to.serialize_struct("", 0)?;
                $(tell_head(&mut object, $spec, $locale)?;)?
                $(object.serialize_field($key, &$value)?;)*
                object.end()
            }
        }
    };
}

tell!(Standard: |standard, locale| {
    "id": standard.id,
    "version": standard.version,
    "title": Told(&standard.title, locale),
    "description": Told(&standard.about.description, locale),
    "trade": standard.about.trade,
    "validFrom": standard.about.valid_from.map(|day| day.to_string()),
    "validTo": standard.about.valid_to.map(|day| day.to_string()),
    "offsetMinutes": standard.zone / 60,
    "readings": Told(&standard.about.readings[..], locale),
    "source": standard.source,
    "forms": Told(&standard.forms[..], locale),
    "calculations": Told(&standard.calculations[..], locale),
    "formats": Told(&standard.formats[..], locale),
    "parameters": Told(&standard.parameters[..], locale),
});

tell!(Form: |form, locale| {
    "id": form.id,
    "title": Told(&form.title, locale),
    "description": Told(&form.description, locale),
    "source": form.source,
    "blocks": Told(&form.paper.blocks[..], locale),
    "copies": Told(&form.paper.copies[..], locale),
    "fields": Told(&Shown::fields(form)[..], locale),
    "rules": Told(&rules(form)[..], locale),
    "deadlines": Told(&deadlines(form)[..], locale),
    "workflow": Told(&form.workflow, locale),
});

tell!(Block: |block, locale| {
    "title": Told(&block.title, locale),
    "from": block.from,
});

tell!(Statement: |statement, locale| {
    "id": statement.id,
    "label": Told(&statement.text, locale),
    "message": Told(&statement.text, locale),
    "severity": statement.severity,
    "source": statement.source,
});

tell!(OptionSpec: |option, locale| {
    "value": option.id,
    "label": Told(&option.label, locale),
});

tell!(Workflow: |workflow, locale| {
    "field": workflow.field,
    "initial": workflow.initial,
    "states": Told(&workflow.states[..], locale),
    "transitions": transitions(workflow),
});

tell!(Calculation: |calculation, locale| {
    "id": calculation.id,
    "label": Told(&calculation.label, locale),
    "description": Told(&calculation.description, locale),
    "inputs": Told(&Shown::inputs(&calculation.inputs)[..], locale),
    "outputs": Told(&calculation.outputs[..], locale),
    "source": calculation.source,
});

tell!(Output<Expression>: |output, locale| head &output.spec, {});

tell!(Format: |format, locale| {
    "id": format.id,
    "label": Told(&format.label, locale),
    "segments": Told(&segments(format)[..], locale),
    "examples": format.examples.iter().map(|example| &example.text).gather(),
    "source": format.source,
});

tell!(Name: |name, locale| {
    "id": name.id,
    "label": name.label.as_ref().map_or(&name.id, |label| label.get(locale)),
    // A derived segment is not part of the text.
    "derived": name.role == Role::Derived,
});

tell!(Parameter: |parameter, locale| head &parameter.field.spec, {
    "default": (!parameter.default.is_null()).then(|| parameter.default.to_string()),
    "source": parameter.field.spec.source,
});

tell!(Shown<'_>: |shown, locale| head &shown.field.spec, {
    "required": when(&shown.field.required),
    "relevant": when(&shown.field.relevant),
    "computed": shown.field.computed.is_some(),
    "rating": shown.field.spec.rating,
    "hint": Told(&shown.field.spec.hint, locale),
    "pattern": shown.field.spec.pattern.as_ref().map(|pattern| &pattern.text),
    "format": shown.field.spec.format.as_ref().map(|format| &format.text),
    "fields": Told(&shown.cells[..], locale),
    "source": shown.field.spec.source,
});

/// The keys that fields, parameters and outputs have in common.
fn tell_head<O: SerializeStruct>(object: &mut O, spec: &FieldSpec, locale: Locale) -> Result<(), O::Error> {
    object.serialize_field("id", &spec.id)?;
    object.serialize_field("type", spec.kind.word())?;
    object.serialize_field("label", &Told(&spec.label, locale))?;
    object.serialize_field("options", &Told(&spec.options[..], locale))?;
    object.serialize_field("unit", &spec.unit)
}

/// A field, and the fields of its rows.
struct Shown<'s> {
    field: &'s Field,
    cells: Vec<Shown<'s>>,
}

impl<'s> Shown<'s> {
    fn fields(form: &'s Form) -> Vec<Self> {
        let cells =
            |table: &'s Table| table.fields.iter().map(|field| Shown { field, cells: Vec::new() }).gather();
        let tables = form.tables.iter().map(|table| table.as_ref().map_or(Vec::new(), cells));
        form.fields.iter().zip(tables).map(|(field, cells)| Self { field, cells }).gather()
    }

    fn inputs(inputs: &'s [Input]) -> Vec<Self> {
        inputs.iter().map(|input| Self { field: &input.field, cells: Self::inputs(&input.cells) }).gather()
    }
}

/// The rules, those of rows last.
fn rules(form: &Form) -> Vec<&Statement> {
    let row_rules = form.tables.iter().flatten().flat_map(|table| &table.rules);
    form.rules.iter().chain(row_rules).map(|rule| &rule.statement).gather()
}

fn deadlines(form: &Form) -> Vec<&Statement> {
    form.deadlines.iter().map(|deadline| &deadline.statement).gather()
}

/// The transitions, each from one state to one state.
fn transitions(workflow: &Workflow) -> Vec<(&SmolStr, &SmolStr)> {
    let all = workflow.transitions.iter();
    all.flat_map(|transition| transition.from.iter().map(|from| (from, &transition.to))).gather()
}

fn segments(format: &Format) -> Vec<&Name> {
    format.names.iter().filter(|name| name.role != Role::Anchor).gather()
}

fn when(condition: &Condition) -> &'static str {
    match condition {
        Condition::Fixed(true) => "always",
        Condition::Fixed(false) => "never",
        Condition::When(_) => "when",
    }
}
