//! The questions to a batch besides its findings, read from JSON, and the answers as words.
//!
//! # Shape
//! `deadlines`: true. `calculate`: the id of a calculation, or `{"calculation", "inputs": {id: expression}}`;
//! an input not named there is the field of its id. `groupBy`: an expression. `collect`: id → a condition,
//! whose orders are counted; or `{"count": true}` or `{"sum": expression}`, optionally with `when`; or
//! `{"by": {id: expression}, "each": {…}}`, rows of such figures. `validOnly`: true.

use super::Misuse;
use super::call::{Answer, unknown_name};
use super::expression::expression_misuse;
use super::frame::saturating_u32;
use super::sheet::find_calculation;
use super::values::WireValues;
use crate::batch::{Batch, BatchQuestions, Figure, FigureKind, View};
use crate::data::json::{Json, JsonKind, Member};
use crate::data::{Decimal, Gather, Phrase, Value, limits};
use crate::feel::Expression;
use crate::standard::Standard;
use smol_str::SmolStr;

/// Reads the questions and passes them to a batch.
pub(super) fn ask(batch: &mut Batch, standard: &Standard, options: &Json) -> Answer<()> {
    let Some(view) = batch.view() else { return Ok(()) };
    let mut questions = Questions { view, standard };
    let is_true = |key: &str| options.get(key).is_some_and(|node| node.kind == JsonKind::Bool(true));
    let batch_questions = BatchQuestions {
        deadlines: is_true("deadlines"),
        valid_only: is_true("validOnly"),
        calculation: options.get("calculate").map(|node| questions.calculation(node)).transpose()?,
        group: options.get("groupBy").map(|node| questions.expression("groupBy", node)).transpose()?,
        figures: options.get("collect").map_or(Ok(Vec::new()), |node| questions.figures(node, 0))?,
    };
    let collects = options.get("collect").is_some();
    if batch_questions.deadlines
        || batch_questions.calculation.is_some()
        || batch_questions.group.is_some()
        || collects
    {
        batch.ask(questions.view, batch_questions);
    }
    Ok(())
}

/// Reads questions, with expressions over the names of the view.
struct Questions<'s> {
    view: View,
    standard: &'s Standard,
}

impl Questions<'_> {
    fn expression(&mut self, id: &str, node: &Json) -> Answer<Expression> {
        let Some(text) = node.text() else { return Err(bad_question(id)) };
        self.view.compile(text).map_err(|errors| {
            let Misuse { code, message, errors } = expression_misuse(&errors);
            Misuse { errors, ..Misuse::with_place(code, &["「{}」：{}", "`{}`: {}"], id, &message) }
        })
    }

    fn calculation(&mut self, node: &Json) -> Answer<(usize, Vec<Option<Expression>>)> {
        let id = node
            .text()
            .or_else(|| node.get("calculation")?.text())
            .ok_or_else(|| bad_question("calculate"))?;
        let (place, calculation) = find_calculation(self.standard, id)?;
        let given =
            node.get("inputs").map_or(Some(&[][..]), Json::members).ok_or_else(|| bad_question("inputs"))?;
        let ids = || calculation.inputs.iter().map(|input| &input.field.spec.id);
        if let Some(unknown) = given.iter().find(|member| !ids().any(|id| *id == member.key)) {
            return Err(unknown_name("unknown_input", "输入", "input", &unknown.key, &mut ids()));
        }
        let mut inputs = Vec::new();
        for id in ids() {
            let given = given.iter().find(|member| member.key == *id);
            inputs.push(match given {
                Some(member) => Some(self.expression(id, &member.value)?),
                None => self.view.compile(id).ok(),
            });
        }
        Ok((place, inputs))
    }

    fn figures(&mut self, node: &Json, depth: usize) -> Answer<Vec<Figure>> {
        let members = node.members().ok_or_else(|| bad_question("collect"))?;
        if depth >= limits::FIGURE_DEPTH {
            let (zh, en) = ("行里不能再分行（FIGURE_DEPTH）", "nested rows exceed `FIGURE_DEPTH`");
            return Err(Misuse::new("bad_question", zh, en));
        }
        let mut figures = Vec::new();
        for member in members {
            figures.push(self.figure(member, depth)?);
        }
        Ok(figures)
    }

    fn figure(&mut self, Member { key: id, value: node, .. }: &Member, depth: usize) -> Answer<Figure> {
        if node.text().is_some() {
            let when = Some(self.expression(id, node)?);
            return Ok(Figure { id: id.clone(), when, kind: FigureKind::Count });
        }
        let is_unknown = |member: &&Member| !["when", "sum", "by", "each", "count"].contains(&&*member.key);
        if let Some(unknown) = node.members().unwrap_or(&[]).iter().find(is_unknown) {
            return Err(bad_question(&[id, ".", &unknown.key].concat()));
        }
        let when = node.get("when").map(|when| self.expression(id, when)).transpose()?;
        let kind = match (node.get("sum"), node.get("by"), node.get("count")) {
            (Some(of), None, None) => FigureKind::Sum(self.expression(id, of)?),
            (None, Some(by), None) => {
                let each = node.get("each").ok_or_else(|| bad_question(id))?;
                let mut keys: Vec<(SmolStr, Expression)> = Vec::new();
                for key in by.members().ok_or_else(|| bad_question(id))? {
                    // The keys and figures of a row share their names.
                    if each.get(&key.key).is_some() {
                        let name = &*key.key;
                        return Err(bad_question(&[id, ".by.", name, " = ", id, ".each.", name].concat()));
                    }
                    keys.push((key.key.clone(), self.expression(&key.key, &key.value)?));
                }
                FigureKind::Rows { by: keys, each: self.figures(each, depth.saturating_add(1))? }
            }
            (None, None, Some(Json { kind: JsonKind::Bool(true), .. })) => FigureKind::Count,
            _ => return Err(bad_question(id)),
        };
        Ok(Figure { id: id.clone(), when, kind })
    }
}

fn bad_question(id: &str) -> Misuse {
    let both = &[
        "「{}」写得不对：要写表达式，或 sum、count、by 三者之一，可加 when",
        "`{}` is not valid: use an expression, or one of sum, count and by, optionally with when",
    ];
    Misuse::with_message("bad_question", Phrase::filled(both, &[id]))
}

/// Writes the answers for each order since the last clearing: for each deadline its status and due moment,
/// then the outputs.
pub fn batch_answers(batch: &Batch, out: &mut WireValues) {
    out.start(false);
    let Some(answers) = batch.answers() else { return };
    let deadlines =
        if answers.questions.deadlines { batch.form().map_or(0, |form| form.deadlines.len()) } else { 0 };
    let none = || core::iter::repeat_n(None, deadlines.saturating_mul(2));
    let calculation = answers
        .questions
        .calculation
        .as_ref()
        .and_then(|(place, _)| batch.standard().calculations.get(*place));
    let outputs = calculation.map_or(&[][..], |calculation| &calculation.outputs);
    let rounds: Vec<Option<u32>> = none().chain(outputs.iter().map(|output| output.round)).gather();
    for (value, round) in answers.by_order.iter().zip(rounds.iter().cycle()) {
        out.write_value(value, *round);
    }
}

/// Writes the figures of all orders, then the groups: each with its key, its counts, per rule the numbers of
/// findings and of orders, and its figures.
pub fn batch_figures(batch: &Batch, out: &mut WireValues) {
    out.start(false);
    let Some(answers) = batch.answers() else { return };
    let figures = &answers.questions.figures;
    let number = |number: u32| Value::Number(Decimal::from(i64::from(number)));
    let mut write = |values: &[Value]| values.iter().for_each(|value| out.write_value(value, None));
    write(&Figure::report(figures, &answers.figures));
    write(&[number(answers.groups.left_out)]);
    write(&[number(saturating_u32(answers.groups.all.len()))]);
    for (key, group) in &answers.groups.all {
        let tally = &group.tally;
        write(key);
        write(&[tally.orders, tally.valid, tally.with_errors, tally.with_warnings].map(number));
        write(&[Value::list(tally.rules.iter().map(|rule| number(rule.findings)).gather())]);
        write(&[Value::list(tally.rules.iter().map(|rule| number(rule.orders)).gather())]);
        write(&Figure::report(figures, &group.figures));
    }
}
