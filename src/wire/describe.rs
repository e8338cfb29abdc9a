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
    Localized(standard, locale)
}

/// A part of a standard in one language.
struct Localized<'s, T: ?Sized>(&'s T, Locale);

impl<T> Serialize for Localized<'_, [T]>
where
    for<'s> Localized<'s, T>: Serialize,
{
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.iter().map(|one| Localized(one, self.1)))
    }
}

impl<T> Serialize for Localized<'_, Option<T>>
where
    for<'s> Localized<'s, T>: Serialize,
{
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.as_ref().map(|one| Localized(one, self.1)).serialize(to)
    }
}

impl<T> Serialize for Localized<'_, &T>
where
    for<'s> Localized<'s, T>: Serialize,
{
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Localized(*self.0, self.1).serialize(to)
    }
}

impl Serialize for Localized<'_, Phrase> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.get(self.1).serialize(to)
    }
}

/// Defines the keys and values of a part's description; those of `head` come first, if given.
macro_rules! description {
    ($kind:ty: |$one:ident, $locale:ident| $(head $spec:expr,)? { $($key:literal: $value:expr),* $(,)? }) => {
        impl Serialize for Localized<'_, $kind> {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                let Localized($one, $locale) = *self;
                let mut object = to.serialize_struct("", 0)?;
                $(serialize_head(&mut object, $spec, $locale)?;)?
                $(object.serialize_field($key, &$value)?;)*
                object.end()
            }
        }
    };
}

description!(Standard: |standard, locale| {
    "id": standard.id,
    "version": standard.version,
    "title": Localized(&standard.title, locale),
    "description": Localized(&standard.info.description, locale),
    "trade": standard.info.trade,
    "validFrom": standard.info.valid_from.map(|day| day.to_string()),
    "validTo": standard.info.valid_to.map(|day| day.to_string()),
    "offsetMinutes": standard.zone / 60,
    "readings": Localized(&standard.info.readings[..], locale),
    "source": standard.source,
    "forms": Localized(&standard.forms[..], locale),
    "calculations": Localized(&standard.calculations[..], locale),
    "formats": Localized(&standard.formats[..], locale),
    "parameters": Localized(&standard.parameters[..], locale),
});

description!(Form: |form, locale| {
    "id": form.id,
    "title": Localized(&form.title, locale),
    "description": Localized(&form.description, locale),
    "source": form.source,
    "blocks": Localized(&form.paper.blocks[..], locale),
    "copies": Localized(&form.paper.copies[..], locale),
    "fields": Localized(&FieldDescription::fields(form)[..], locale),
    "rules": Localized(&rules(form)[..], locale),
    "deadlines": Localized(&deadlines(form)[..], locale),
    "workflow": Localized(&form.workflow, locale),
});

description!(Block: |block, locale| {
    "title": Localized(&block.title, locale),
    "from": block.from,
});

description!(Statement: |statement, locale| {
    "id": statement.id,
    "label": Localized(&statement.text, locale),
    "message": Localized(&statement.text, locale),
    "severity": statement.severity,
    "source": statement.source,
});

description!(OptionSpec: |option, locale| {
    "value": option.id,
    "label": Localized(&option.label, locale),
});

description!(Workflow: |workflow, locale| {
    "field": workflow.field,
    "initial": workflow.initial,
    "states": Localized(&workflow.states[..], locale),
    "transitions": transitions(workflow),
});

description!(Calculation: |calculation, locale| {
    "id": calculation.id,
    "label": Localized(&calculation.label, locale),
    "description": Localized(&calculation.description, locale),
    "inputs": Localized(&FieldDescription::inputs(&calculation.inputs)[..], locale),
    "outputs": Localized(&calculation.outputs[..], locale),
    "source": calculation.source,
});

description!(Output<Expression>: |output, locale| head &output.spec, {});

description!(Format: |format, locale| {
    "id": format.id,
    "label": Localized(&format.label, locale),
    "segments": Localized(&segments(format)[..], locale),
    "examples": format.examples.iter().map(|example| &example.text).gather(),
    "source": format.source,
});

description!(Name: |name, locale| {
    "id": name.id,
    "label": name.label.as_ref().map_or(&name.id, |label| label.get(locale)),
    // A derived segment is not part of the text.
    "derived": name.role == Role::Derived,
});

description!(Parameter: |parameter, locale| head &parameter.field.spec, {
    "default": (!parameter.default.is_null()).then(|| parameter.default.to_string()),
    "source": parameter.field.spec.source,
});

description!(FieldDescription<'_>: |description, locale| head &description.field.spec, {
    "required": condition_word(&description.field.required),
    "relevant": condition_word(&description.field.relevant),
    "computed": description.field.computed.is_some(),
    "rating": description.field.spec.rating,
    "hint": Localized(&description.field.spec.hint, locale),
    "pattern": description.field.spec.pattern.as_ref().map(|pattern| &pattern.text),
    "format": description.field.spec.format.as_ref().map(|format| &format.text),
    "fields": Localized(&description.cells[..], locale),
    "source": description.field.spec.source,
});

/// The keys that fields, parameters and outputs have in common.
fn serialize_head<O: SerializeStruct>(
    object: &mut O,
    spec: &FieldSpec,
    locale: Locale,
) -> Result<(), O::Error> {
    object.serialize_field("id", &spec.id)?;
    object.serialize_field("type", spec.kind.word())?;
    object.serialize_field("label", &Localized(&spec.label, locale))?;
    object.serialize_field("options", &Localized(&spec.options[..], locale))?;
    object.serialize_field("unit", &spec.unit)
}

/// A field, and the fields of its rows.
struct FieldDescription<'s> {
    field: &'s Field,
    cells: Vec<FieldDescription<'s>>,
}

impl<'s> FieldDescription<'s> {
    fn fields(form: &'s Form) -> Vec<Self> {
        let cells = |table: &'s Table| {
            table.fields.iter().map(|field| FieldDescription { field, cells: Vec::new() }).gather()
        };
        let tables = form.tables.iter().map(|table| table.as_deref().map_or(Vec::new(), cells));
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

fn condition_word(condition: &Condition) -> &'static str {
    match condition {
        Condition::Fixed(true) => "always",
        Condition::Fixed(false) => "never",
        Condition::When(_) => "when",
    }
}
