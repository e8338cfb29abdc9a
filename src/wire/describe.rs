//! A standard told to those who render forms: fields, options, rules, calculations, in one language.

use crate::calculation::Input;
use crate::check::{Condition, Field, OptionSpec};
use crate::data::Gather;
use crate::data::{Locale, Phrase};
use crate::finding::{Severity, Source, Statement};
use crate::format::{Format, Name, Role};
use crate::standard::{Block, Form, Standard, Table};
use serde::Serialize;
use smol_str::SmolStr;

/// A standard in one language.
#[derive(Debug, Serialize)]
pub struct Description {
    id: SmolStr,
    version: SmolStr,
    title: SmolStr,
    description: Option<SmolStr>,
    trade: Option<&'static str>,
    #[serde(rename = "validFrom")]
    valid_from: Option<String>,
    #[serde(rename = "validTo")]
    valid_to: Option<String>,
    readings: Vec<SmolStr>,
    source: Source,
    forms: Vec<FormDescription>,
    calculations: Vec<CalculationDescription>,
    formats: Vec<FormatDescription>,
    parameters: Vec<ParameterDescription>,
}

#[derive(Debug, Serialize)]
struct FormDescription {
    id: SmolStr,
    title: SmolStr,
    source: Option<Source>,
    blocks: Vec<BlockDescription>,
    copies: Vec<SmolStr>,
    fields: Vec<FieldDescription>,
    rules: Vec<StatementDescription>,
    deadlines: Vec<StatementDescription>,
    workflow: Option<WorkflowDescription>,
}

#[derive(Debug, Serialize)]
struct BlockDescription {
    title: SmolStr,
    from: SmolStr,
}

#[derive(Debug, Serialize)]
struct FieldDescription {
    id: SmolStr,
    #[serde(rename = "type")]
    kind: &'static str,
    label: SmolStr,
    required: &'static str,
    relevant: &'static str,
    computed: bool,
    options: Vec<OptionDescription>,
    rating: bool,
    unit: Option<SmolStr>,
    hint: Option<SmolStr>,
    pattern: Option<SmolStr>,
    format: Option<SmolStr>,
    fields: Vec<FieldDescription>,
    source: Option<Source>,
}

#[derive(Debug, Serialize)]
struct OptionDescription {
    value: SmolStr,
    label: SmolStr,
}

#[derive(Debug, Serialize)]
struct StatementDescription {
    id: SmolStr,
    label: SmolStr,
    message: SmolStr,
    severity: Severity,
    source: Option<Source>,
}

#[derive(Debug, Serialize)]
struct WorkflowDescription {
    field: Option<SmolStr>,
    initial: SmolStr,
    states: Vec<OptionDescription>,
    transitions: Vec<(SmolStr, SmolStr)>,
}

#[derive(Debug, Serialize)]
struct CalculationDescription {
    id: SmolStr,
    label: SmolStr,
    inputs: Vec<FieldDescription>,
    outputs: Vec<OutputDescription>,
    source: Option<Source>,
}

#[derive(Debug, Serialize)]
struct OutputDescription {
    id: SmolStr,
    #[serde(rename = "type")]
    kind: &'static str,
    label: SmolStr,
    options: Vec<OptionDescription>,
    unit: Option<SmolStr>,
}

#[derive(Debug, Serialize)]
struct FormatDescription {
    id: SmolStr,
    label: SmolStr,
    segments: Vec<SegmentDescription>,
    examples: Vec<SmolStr>,
    source: Option<Source>,
}

#[derive(Debug, Serialize)]
struct SegmentDescription {
    id: SmolStr,
    label: SmolStr,
    /// It does not stand in the text.
    derived: bool,
}

#[derive(Debug, Serialize)]
struct ParameterDescription {
    id: SmolStr,
    #[serde(rename = "type")]
    kind: &'static str,
    label: SmolStr,
    unit: Option<SmolStr>,
    default: Option<String>,
    source: Option<Source>,
}

/// Tells a standard in one language.
pub fn describe(standard: &Standard, locale: Locale) -> Description {
    let teller = Teller { locale };
    let calculations = standard.calculations.iter().map(|calculation| CalculationDescription {
        id: calculation.id.clone(),
        label: teller.say(&calculation.label),
        inputs: calculation.inputs.iter().map(|input| teller.input(input)).gather(),
        outputs: calculation
            .outputs
            .iter()
            .map(|output| OutputDescription {
                id: output.spec.id.clone(),
                kind: output.spec.kind.word(),
                label: teller.say(&output.spec.label),
                options: teller.options(&output.spec.options),
                unit: output.spec.unit.clone(),
            })
            .gather(),
        source: calculation.source.clone(),
    });
    let parameters = standard.parameters.iter().map(|parameter| ParameterDescription {
        id: parameter.field.spec.id.clone(),
        kind: parameter.field.spec.kind.word(),
        label: teller.say(&parameter.field.spec.label),
        unit: parameter.field.spec.unit.clone(),
        default: (!parameter.default.is_null()).then(|| parameter.default.to_string()),
        source: parameter.field.spec.source.clone(),
    });
    Description {
        id: standard.id.clone(),
        version: standard.version.clone(),
        title: teller.say(&standard.title),
        description: standard.about.description.as_ref().map(|phrase| teller.say(phrase)),
        trade: standard.about.trade,
        valid_from: standard.about.valid_from.map(|day| day.to_string()),
        valid_to: standard.about.valid_to.map(|day| day.to_string()),
        readings: standard.about.readings.iter().map(|phrase| teller.say(phrase)).gather(),
        source: standard.source.clone(),
        forms: standard.forms.iter().map(|form| teller.form(form)).gather(),
        calculations: calculations.gather(),
        formats: standard.formats.iter().map(|format| teller.format(format)).gather(),
        parameters: parameters.gather(),
    }
}

struct Teller {
    locale: Locale,
}

impl Teller {
    fn say(&self, phrase: &Phrase) -> SmolStr {
        phrase.get(self.locale).clone()
    }

    fn options(&self, options: &[OptionSpec]) -> Vec<OptionDescription> {
        let tell = |option: &OptionSpec| OptionDescription {
            value: option.id.clone(),
            label: self.say(&option.label),
        };
        options.iter().map(tell).gather()
    }

    fn format(&self, format: &Format) -> FormatDescription {
        let named = format.names.iter().filter(|name| name.role != Role::Anchor);
        let segment = |name: &Name| SegmentDescription {
            id: name.id.clone(),
            label: name.label.as_ref().map_or_else(|| name.id.clone(), |label| self.say(label)),
            derived: name.role == Role::Derived,
        };
        FormatDescription {
            id: format.id.clone(),
            label: self.say(&format.label),
            segments: named.map(segment).gather(),
            examples: format.examples.iter().map(|example| example.text.clone()).gather(),
            source: format.source.clone(),
        }
    }

    fn statement(&self, statement: &Statement) -> StatementDescription {
        let text = self.say(&statement.text);
        StatementDescription {
            id: statement.id.clone(),
            label: text.clone(),
            message: text,
            severity: statement.severity,
            source: statement.source.clone(),
        }
    }

    fn block(&self, block: &Block) -> BlockDescription {
        BlockDescription { title: self.say(&block.title), from: block.from.clone() }
    }

    fn form(&self, form: &Form) -> FormDescription {
        let row_rules = form.tables.iter().flatten().flat_map(|table| &table.rules);
        let rules = form.rules.iter().chain(row_rules).map(|rule| self.statement(&rule.statement));
        FormDescription {
            id: form.id.clone(),
            title: self.say(&form.title),
            source: form.source.clone(),
            blocks: form.paper.blocks.iter().map(|block| self.block(block)).gather(),
            copies: form.paper.copies.iter().map(|copy| self.say(copy)).gather(),
            fields: form
                .fields
                .iter()
                .zip(&form.tables)
                .map(|(field, table)| self.field(field, table.as_ref()))
                .gather(),
            rules: rules.gather(),
            deadlines: form.deadlines.iter().map(|deadline| self.statement(&deadline.statement)).gather(),
            workflow: form.workflow.as_ref().map(|workflow| WorkflowDescription {
                field: workflow.field.clone(),
                initial: workflow.initial.clone(),
                states: self.options(&workflow.states),
                transitions: workflow
                    .transitions
                    .iter()
                    .flat_map(|found| found.from.iter().map(|from| (from.clone(), found.to.clone())))
                    .gather(),
            }),
        }
    }

    fn input(&self, input: &Input) -> FieldDescription {
        let fields = input.cells.iter().map(|cell| self.input(cell)).gather();
        FieldDescription { fields, ..self.field(&input.field, None) }
    }

    fn field(&self, field: &Field, table: Option<&Table>) -> FieldDescription {
        let spec = &field.spec;
        FieldDescription {
            id: spec.id.clone(),
            kind: spec.kind.word(),
            label: self.say(&spec.label),
            required: when(&field.required),
            relevant: when(&field.relevant),
            computed: field.computed.is_some(),
            options: self.options(&spec.options),
            rating: spec.rating,
            unit: spec.unit.clone(),
            hint: spec.hint.as_ref().map(|hint| self.say(hint)),
            pattern: spec.pattern.as_ref().map(|pattern| pattern.text.clone()),
            format: spec.format.as_ref().map(|format| format.text.clone()),
            fields: table
                .map_or(Vec::new(), |table| table.fields.iter().map(|cell| self.field(cell, None)).gather()),
            source: spec.source.clone(),
        }
    }
}

fn when(condition: &Condition) -> &'static str {
    match condition {
        Condition::Fixed(true) => "always",
        Condition::Fixed(false) => "never",
        Condition::When(_) => "when",
    }
}
