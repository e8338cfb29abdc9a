//! Makes reports: turns marks into findings with paths, parameters and messages.

use super::Options;
use super::cell::Cell;
use super::limit::ReasonReport;
use super::mark::{Mark, Subject};
use super::state::State;
use crate::calculation::print;
use crate::check::{Field, FieldSpec, Raw, Rule, fix};
use crate::data::Gather;
use crate::data::json::Json;
use crate::data::{Locale, Path, Value};
use crate::deadline::{Clock, Deadline, Event, Status, instant_text};
use crate::feel::{Environment, Slot, space};
use crate::finding::{Code, Finding, Fix, Params, Severity, Source, Statement, sentence};
use crate::format::params as format_params;
use crate::standard::Table;
use serde::{Serialize, Serializer};
use smol_str::SmolStr;

/// The findings of an order.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Validation {
    /// Whether no finding is an error.
    pub valid: bool,
    /// The findings in document order.
    pub findings: Vec<Finding>,
    /// The rules that are unknown, and the values they miss.
    pub not_evaluated: Vec<NotEvaluated>,
}

/// A rule that is unknown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NotEvaluated {
    /// The id of the rule.
    pub rule: SmolStr,
    /// The path at which its finding would be.
    pub path: Path,
    /// The missing values.
    pub missing: Vec<Path>,
    /// The limit that was exceeded, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<ReasonReport>,
}

/// One deadline at one moment.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DeadlineReport {
    /// Its id.
    pub id: SmolStr,
    /// Its label.
    pub label: SmolStr,
    /// Its status.
    pub status: Status,
    /// The limit that was exceeded, if the status is unknown because of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<ReasonReport>,
    /// The severity of the finding when it is late.
    pub severity: Severity,
    /// The start, as ISO text.
    pub start: Option<String>,
    /// The due moment.
    pub due: Option<String>,
    /// The stop.
    pub stop: Option<String>,
    /// The seconds that remain until due, at the stop or now; negative if late.
    pub remaining_seconds: Option<i64>,
    /// Whether to warn that the due moment is near.
    pub warning: bool,
    /// The timeline.
    pub timeline: Vec<Event>,
    /// Its source.
    pub source: Option<Source>,
}

/// The full report on an order.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Evaluation {
    /// Whether no finding is an error.
    pub valid: bool,
    /// The findings, those of late deadlines included.
    pub findings: Vec<Finding>,
    /// The rules that are unknown, and the values they miss.
    pub not_evaluated: Vec<NotEvaluated>,
    /// The deadlines that apply.
    pub deadlines: Vec<DeadlineReport>,
    /// The values of computed fields and cells, as text.
    pub computed: Pairs<Option<String>>,
    /// Which fields are required.
    pub required: Pairs<bool>,
    /// Which fields are relevant.
    pub relevant: Pairs<bool>,
    /// The next moment at which the status or the warning of a deadline changes.
    pub next_change_at: Option<String>,
}

/// Which fields are required and which are relevant.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Flags {
    /// Which fields are required.
    pub required: Pairs<bool>,
    /// Which fields are relevant.
    pub relevant: Pairs<bool>,
}

/// Receives a field or cell: its path (made on request), its field, its cell, its value.
type Visit<'v> = dyn FnMut(&dyn Fn() -> String, &Field, Option<&Cell>, &Value) + 'v;

/// Names and values, serialized as an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Pairs<T>(pub Vec<(String, T)>);

impl<T> Pairs<T> {
    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value)
    }
}

impl<T: Serialize> Serialize for Pairs<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl State<'_> {
    /// Returns the findings. `order` is the order as given, for the texts of rejected values.
    pub fn validate(&self, order: &Json, deadlines: bool, options: &Options) -> Validation {
        let findings: Vec<Finding> = self
            .marks(deadlines)
            .iter()
            .filter_map(|mark| self.finding(*mark, order, options.locale))
            .gather();
        let valid = findings.iter().all(|finding| finding.severity != Severity::Error);
        Validation { valid, findings, not_evaluated: self.not_evaluated(options.locale) }
    }

    /// The deadlines that apply.
    pub fn deadlines(&self, locale: Locale) -> Vec<DeadlineReport> {
        let environment = self.environment();
        let deadline_report = |(deadline, clock): (&Deadline, &Option<Clock>)| {
            Some(deadline_report(deadline, clock.as_ref()?, &environment, locale))
        };
        self.form.deadlines.iter().zip(&self.clocks).filter_map(deadline_report).gather()
    }

    /// Returns the full report.
    pub fn report(&self, order: &Json, options: &Options) -> Evaluation {
        let next = self.clocks.iter().flatten().filter_map(Clock::next_change).min();
        let mut computed = Vec::new();
        self.visit_values(&mut |path, field, state, value| {
            if field.computed.is_some() {
                computed.push((path(), state.and_then(|_| print(value, None))));
            }
        });
        let Validation { valid, findings, not_evaluated } = self.validate(order, true, options);
        Evaluation {
            valid,
            findings,
            not_evaluated,
            deadlines: self.deadlines(options.locale),
            computed: Pairs(computed),
            required: self.pairs(|cell| cell.required),
            relevant: self.pairs(|cell| cell.relevant),
            next_change_at: next.map(|at| at.to_string()),
        }
    }

    /// Which fields are required, and which are relevant.
    pub fn flags(&self) -> Flags {
        Flags { required: self.pairs(|cell| cell.required), relevant: self.pairs(|cell| cell.relevant) }
    }

    fn pairs(&self, flag: fn(&Cell) -> bool) -> Pairs<bool> {
        let mut out = Vec::new();
        self.visit_values(&mut |path, _, state, _| out.push((path(), state.is_some_and(flag))));
        Pairs(out)
    }

    /// Visits every field, then every cell of the rows. The cells of a table that is not relevant have no
    /// `Cell`: they are not relevant either, whatever they were before.
    fn visit_values(&self, visit: &mut Visit) {
        for ((field, state), value) in self.form.fields.iter().zip(&self.cells).zip(&self.values) {
            visit(&|| field.spec.id.to_string(), field, Some(state), value);
        }
        for (index, rows) in self.rows.iter().enumerate() {
            let (Some(field), Some(Some(table))) = (self.form.fields.get(index), self.form.tables.get(index))
            else {
                continue;
            };
            let relevant = self.is_relevant(index);
            for (number, row) in (0u32..).zip(rows) {
                for ((cell, state), value) in table.fields.iter().zip(&row.cells).zip(&row.values) {
                    let path = || Path::cell(field.spec.id.clone(), number, cell.spec.id.clone()).to_string();
                    visit(&path, cell, relevant.then_some(state), value);
                }
            }
        }
    }

    /// The path of a slot.
    pub(super) fn path(&self, slot: Slot, row: Option<(usize, usize)>) -> Option<Path> {
        let index = usize::from(slot.index);
        match slot.space {
            space::FORM => Some(Path::field(self.form.fields.get(index)?.spec.id.clone())),
            space::ROW => {
                let (table, row) = row?;
                let cell = self.table(table)?.fields.get(index)?.spec.id.clone();
                Some(Path::cell(self.form.fields.get(table)?.spec.id.clone(), u32::try_from(row).ok()?, cell))
            }
            space::MOMENT => Some(Path::field("now")),
            _ => None,
        }
    }

    pub(super) fn paths(&self, slots: &[Slot], row: Option<(usize, usize)>) -> Vec<Path> {
        slots.iter().filter_map(|slot| self.path(*slot, row)).gather()
    }

    fn table(&self, index: usize) -> Option<&Table> {
        self.form.tables.get(index)?.as_deref()
    }

    /// The field or cell that a finding is about; for a row, its table.
    fn field(&self, subject: Subject) -> Option<&Field> {
        match subject {
            Subject::Field(index) | Subject::Row(index, _) => self.form.fields.get(index),
            Subject::Cell(table, _, cell) => self.table(table)?.fields.get(cell),
            _ => None,
        }
    }

    /// The rule that a finding is about, and its table and row.
    pub(super) fn rule(&self, subject: Subject) -> Option<(&Rule, Option<(usize, usize)>)> {
        match subject {
            Subject::Rule(index) => Some((self.form.rules.get(index)?, None)),
            Subject::RowRule(table, row, index) => {
                Some((self.table(table)?.rules.get(index)?, Some((table, row))))
            }
            _ => None,
        }
    }

    /// Makes a finding from a mark.
    pub fn finding(&self, mark: Mark, order: &Json, locale: Locale) -> Option<Finding> {
        if let Some((rule, row)) = self.rule(mark.subject) {
            return Some(statement_finding(&rule.statement, self.paths(&rule.fields, row), locale));
        }
        let Subject::Deadline(index) = mark.subject else {
            return self.finding_of_value(mark, self.given_value(mark.subject, order), locale);
        };
        let (deadline, clock) = (self.form.deadlines.get(index)?, self.clocks.get(index)?.as_ref()?);
        let mut fields = deadline.stop.as_ref().map_or(Vec::new(), |stop| self.paths(stop.slots(), None));
        fields.append(&mut self.paths(deadline.start.slots(), None));
        Some(deadline_finding(&deadline.statement, clock, fields, mark.code, locale))
    }

    /// The value given in the order for a subject.
    fn given_value<'a>(&self, subject: Subject, order: &'a Json) -> Option<&'a Json> {
        let id = &self.field(subject)?.spec.id;
        match subject {
            Subject::Field(_) => order.get(id),
            Subject::Cell(table, row, _) => {
                super::put::row_nodes(order.get(&self.form.fields.get(table)?.spec.id)?)?.get(row)?.get(id)
            }
            _ => None,
        }
    }

    /// Makes the finding of a field, row or cell from its mark and the value given there.
    pub fn finding_of_value(&self, mark: Mark, given: Option<&Json>, locale: Locale) -> Option<Finding> {
        let field = self.field(mark.subject)?;
        let (id, number) = (field.spec.id.clone(), |row| u32::try_from(row).ok());
        let path = match mark.subject {
            Subject::Row(_, row) => Path::row(id, number(row)?),
            Subject::Cell(table, row, _) => {
                Path::cell(self.form.fields.get(table)?.spec.id.clone(), number(row)?, id)
            }
            _ => Path::field(id),
        };
        let mut finding = self.built_in(field, path, mark.code, given, locale);
        if let Subject::Row(_, row) = mark.subject {
            finding.params = finding.params.with("row", row.saturating_add(1).to_string());
            finding.message = sentence(mark.code, &finding.params, locale).into();
        }
        Some(finding)
    }

    /// The fix for a written value, if there is one.
    pub fn correction(&self, mark: Mark, written: &str, locale: Locale) -> Option<Fix> {
        certain_fix(&self.field(mark.subject)?.spec, mark.code, written, locale)
    }

    fn built_in(&self, field: &Field, path: Path, code: Code, raw: Option<&Json>, locale: Locale) -> Finding {
        let spec = &field.spec;
        let options: &[_] = if code == Code::OneOf { &spec.options } else { &[] };
        let raw = raw.map(Raw::from_json);
        // A fix replaces the whole value, but `written` has only some of several items.
        let several = matches!(&raw, Some(Raw::List(items)) if items.len() > 1);
        let written = raw.map(|raw| raw.to_text(options)).unwrap_or_default();
        let (params, fix) = self.format_params_and_fix(field, code, &written, locale).unwrap_or_else(|| {
            let fix = if several { None } else { certain_fix(spec, code, &written, locale) };
            (params(spec, code, &written, locale), fix)
        });
        Finding {
            rule: code.rule().into(),
            fields: vec![path.clone()],
            path,
            severity: Severity::Error,
            code,
            message: sentence(code, &params, locale).into(),
            params,
            source: spec.source.clone(),
            fix,
        }
    }

    /// The parameters of a text that its format rejects, and its fix.
    fn format_params_and_fix(
        &self,
        field: &Field,
        code: Code,
        written: &str,
        locale: Locale,
    ) -> Option<(Params, Option<Fix>)> {
        let format = self.standard.formats.get(field.format?)?;
        if !matches!(code, Code::FormatSegment | Code::FormatShort | Code::FormatEnd) {
            return None;
        }
        let text = format.normalised(written);
        let environment = self.environment();
        let applied = self.standard.bind_format(format, &environment);
        let failure = applied.parse(&text).err()?;
        let near = applied.near_miss(&text, &failure);
        let fix = near.as_ref().map(|near| near.fix(written, &text));
        Some((format_params(&field.spec.label, &failure, &text, near.as_ref(), locale), fix))
    }
}

fn statement_finding(statement: &Statement, fields: Vec<Path>, locale: Locale) -> Finding {
    Finding {
        rule: statement.id.clone(),
        path: fields.first().cloned().unwrap_or_else(|| Path::field("")),
        fields,
        severity: statement.severity,
        code: Code::Rule,
        params: Params::default(),
        message: statement.text.get(locale).clone(),
        source: statement.source.clone(),
        fix: None,
    }
}

fn deadline_finding(
    statement: &Statement,
    clock: &Clock,
    fields: Vec<Path>,
    code: Code,
    locale: Locale,
) -> Finding {
    let text = |at: &Option<crate::data::DateTime>| at.as_ref().map(instant_text).unwrap_or_default();
    let params = Params::default()
        .with("label", statement.text.get(locale).clone())
        .with("due", text(&clock.due))
        .with("stop", text(&clock.stop));
    let message = sentence(code, &params, locale).into();
    Finding { code, params, message, ..statement_finding(statement, fields, locale) }
}

fn certain_fix(spec: &FieldSpec, code: Code, written: &str, locale: Locale) -> Option<Fix> {
    matches!(code.rule(), "type" | "one_of" | "format").then(|| fix(spec, written, locale)).flatten()
}

/// The parameters of a built-in finding.
pub fn params(spec: &FieldSpec, code: Code, written: &str, locale: Locale) -> Params {
    let mut params = Params::default().with("label", spec.label.get(locale).clone());
    if code == Code::Required {
        return params.with("ask", spec.kind.action());
    }
    params = params.with("value", shorten(written));
    if let Some(bound) = spec.bounds.0.iter().find(|bound| bound.code == code) {
        let name = code.text().strip_prefix("range.").unwrap_or("limit");
        params = params.with(name, bound.limit.to_string());
    }
    if code.rule() == "length" && !spec.kind.is_text() {
        params = params.with("ask", "items");
    }
    match code {
        Code::LengthMin => params.with("min", spec.length.min.unwrap_or(0).to_string()),
        Code::LengthMax => params.with("max", spec.length.max.unwrap_or(0).to_string()),
        Code::OneOf => {
            let labels = spec.options.iter().map(|option| option.label.get(locale));
            params.with("options", labels.joined(if locale == Locale::Zh { "、" } else { ", " }))
        }
        // Nobody can read a pattern.
        Code::FormatPattern => match &spec.hint {
            Some(hint) => {
                let colon = if locale == Locale::Zh { "：" } else { ": " };
                params.with("hint", [colon, hint.get(locale)].concat())
            }
            None => params,
        },
        _ => params,
    }
}

/// Shortens a text to 40 characters for a message.
fn shorten(text: &str) -> SmolStr {
    match text.char_indices().nth(40) {
        Some((at, _)) => [text.get(..at).unwrap_or(""), "…"].concat().into(),
        None => text.into(),
    }
}

fn deadline_report(
    deadline: &Deadline,
    clock: &Clock,
    environment: &Environment,
    locale: Locale,
) -> DeadlineReport {
    let statement = &deadline.statement;
    let text = |at: &Option<crate::data::DateTime>| at.as_ref().map(ToString::to_string);
    DeadlineReport {
        id: statement.id.clone(),
        label: statement.text.get(locale).clone(),
        status: clock.status,
        reason: clock.limit.map(|limit| ReasonReport::of_limit(limit, locale)),
        severity: statement.severity,
        start: text(&clock.start),
        due: text(&clock.due),
        stop: text(&clock.stop),
        remaining_seconds: clock.remaining_seconds(),
        warning: clock.is_warning(),
        timeline: deadline.timeline(clock, environment, locale),
        source: statement.source.clone(),
    }
}
