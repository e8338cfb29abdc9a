//! The calls on a standard: forms by id, orders and options as JSON text. Misuse is an error, separate from
//! findings.

use crate::check::{Raw, parse_date_time};
use crate::data::Gather;
use crate::data::json::{Json, JsonError, JsonKind, Member, parse};
use crate::data::text::nearest;
use crate::data::{DateTime, Locale, Path, Phrase, Span, Value};
use crate::evaluate::{DeadlineReport, Evaluation, NextState, Options, State, TransitionReport, Validation};
use crate::session::{Edit, LiveOrder, Session};
use crate::standard::{Form, Standard};
use core::error::Error;
use core::fmt;
use serde::Serialize;
use smol_str::SmolStr;
use std::sync::Arc;

/// A call that cannot be answered, because of an error in the calling program and not in the order.
///
/// # Shape
/// The codes of calls with types are `unknown_form`, `unknown_calculation`, `unknown_format`, `unknown_parameter`,
/// `bad_parameter`, `not_an_order`, `not_an_object` (the inputs of a calculation) and `expression`. Calls with JSON
/// text have more, for texts that cannot be read.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Misuse {
    /// The kind, such as `unknown_form`.
    pub code: &'static str,
    /// What is wrong and how to correct it.
    pub message: Phrase,
    /// The errors of an expression, each with its place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<LocatedError>,
}

/// One error of an expression.
///
/// # Units
/// Places count bytes of the text in UTF-8.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LocatedError {
    /// Where it begins.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// What is wrong and, if known, how to correct it.
    pub message: Phrase,
}

impl Misuse {
    pub(super) fn new(code: &'static str, zh: impl Into<SmolStr>, en: impl Into<SmolStr>) -> Self {
        Self::with_message(code, Phrase::new(zh, en))
    }

    /// A misuse with its place; `both` is filled with the place and the message.
    pub(super) fn with_place(code: &'static str, both: &[&str; 2], place: &str, message: &Phrase) -> Self {
        Self::with_message(code, Phrase::filled_each(both, &[place, &message.zh], &[place, &message.en]))
    }

    pub(super) fn with_message(code: &'static str, message: Phrase) -> Self {
        Self { code, message, errors: Vec::new() }
    }
}

/// In English, as the package's errors are; [`Misuse::message`] has both languages.
impl fmt::Display for Misuse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message.en)
    }
}

impl Error for Misuse {}

pub(super) type Answer<T> = Result<T, Misuse>;

/// Parses JSON text; an empty text is null.
///
/// # Errors
/// A text that is not JSON, or is nested too deeply.
pub fn parse_json(text: &str) -> Answer<Json> {
    if text.is_empty() {
        return Ok(Json { span: Span::default(), kind: JsonKind::Null });
    }
    parse(text).map_err(|JsonError { fault, span }| {
        let (at, (code, message)) = (span.start.to_string(), fault.code_and_message());
        Misuse::with_place(code, &["第 {} 字节处：{}", "byte {}: {}"], &at, &message)
    })
}

/// Reads `{"now", "locale", "parameters"}`; parameters that are not given have their defaults.
pub(super) fn parse_options(standard: &Standard, text: &str) -> Answer<Options> {
    let node = parse_json(text)?;
    let mut options = Options { parameters: standard.defaults(), ..Options::default() };
    if let Some(now) = node.get("now").filter(|now| now.kind != JsonKind::Null) {
        options.now = Some(moment(standard, now.text().map_or("", SmolStr::as_str))?);
    }
    if let Some(locale) = node.get("locale").filter(|locale| locale.kind != JsonKind::Null) {
        let read = locale.text().and_then(|tag| Locale::parse(tag));
        options.locale = read.ok_or_else(|| {
            Misuse::new("unknown_locale", "locale 只能是 zh 或 en", "`locale` must be `zh` or `en`")
        })?;
    }
    if let Some(overrides) = node.get("parameters").filter(|overrides| overrides.kind != JsonKind::Null) {
        override_parameters(standard, overrides, &mut options.parameters)?;
    }
    Ok(options)
}

/// Reads a moment from ISO text, in the standard's zone.
///
/// # Errors
/// A text that is not a moment.
pub fn moment(standard: &Standard, text: &str) -> Answer<DateTime> {
    parse_date_time(text, standard.zone).ok_or_else(|| {
        let both = &[
            "now 要写成 2026-03-02T09:00:00+08:00 这样；「{}」无法识别",
            "`now` must be ISO text such as 2026-03-02T09:00:00+08:00; `{}` cannot be read",
        ];
        Misuse::with_message("bad_now", Phrase::filled(both, &[text]))
    })
}

fn override_parameters(standard: &Standard, overrides: &Json, values: &mut [Value]) -> Answer<()> {
    for member in overrides.members().unwrap_or(&[]) {
        if !override_parameter(standard, member, values)? {
            return Err(unknown_parameter(standard, &member.key));
        }
    }
    Ok(())
}

#[inline(always)]
pub(crate) fn unknown_parameter(standard: &Standard, id: &str) -> Misuse {
    let mut known = standard.parameters.iter().map(|parameter| &parameter.field.spec.id);
    unknown_name("unknown_parameter", "参数", "parameter", id, &mut known)
}

/// Sets the parameter named by a member to its value. Returns whether there is such a parameter.
pub(crate) fn override_parameter(standard: &Standard, member: &Member, values: &mut [Value]) -> Answer<bool> {
    let known =
        standard.parameters.iter().zip(values).find(|(parameter, _)| parameter.field.spec.id == member.key);
    let Some((parameter, place)) = known else { return Ok(false) };
    *place = parameter.read(&Raw::from_json(&member.value), standard.zone).ok_or_else(|| {
        let both = &[
            "参数「{}」的值与类型或范围不符",
            "the value of the parameter `{}` does not fit its type or range",
        ];
        Misuse::with_message("bad_parameter", Phrase::filled(both, &[&member.key]))
    })?;
    Ok(true)
}

/// An unknown name, with the most similar known one, or else all of them.
pub(super) fn unknown_name(
    code: &'static str,
    zh: &str,
    en: &str,
    name: &str,
    all: &mut dyn Iterator<Item = &SmolStr>,
) -> Misuse {
    let all: Vec<&str> = all.map(SmolStr::as_str).gather();
    let hint = match nearest(name, &mut all.iter().copied()) {
        Some(meant) => Phrase::did_you_mean(meant),
        None => Phrase::filled(&["可用的有：{}", "there are: {}"], &[&all.iter().joined(", ")]),
    };
    let both = &["没有「{}」这个{}，{}", "there is no {} `{}`; {}"];
    let message = Phrase::filled_each(both, &[name, zh, &hint.zh], &[en, name, &hint.en]);
    Misuse::with_message(code, message)
}

pub(crate) fn find_form<'s>(standard: &'s Standard, id: &str) -> Answer<&'s Form> {
    let mut all = standard.forms.iter().map(|form| &form.id);
    standard.form(id).ok_or_else(|| unknown_name("unknown_form", "表单", "form", id, &mut all))
}

/// The error for a missing form where its existence was checked before.
pub(crate) fn no_form() -> Misuse {
    Misuse::new("unknown_form", "没有这个表单", "there is no such form")
}

fn parse_order(text: &str) -> Answer<Json> {
    let node = parse_json(text)?;
    if node.members().is_none() && node.kind != JsonKind::Null {
        return Err(not_an_order());
    }
    Ok(node)
}

#[inline(always)]
pub(crate) fn not_an_order() -> Misuse {
    Misuse::new("not_an_order", "工单应是一个对象", "an order must be an object")
}

#[inline(always)]
pub(crate) fn not_an_object() -> Misuse {
    Misuse::new("not_an_object", "计算的输入应是一个对象", "the inputs of a calculation must be an object")
}

/// Returns the findings of an order.
///
/// # Errors
/// Unknown forms, orders that are not objects, options that cannot be read.
pub fn validate(standard: &Standard, form_id: &str, text: &str, options_text: &str) -> Answer<Validation> {
    let (form, order, options) =
        (find_form(standard, form_id)?, parse_order(text)?, parse_options(standard, options_text)?);
    Ok(State::from_json(standard, form, &order, &options).validate(&order, false, &options))
}

/// The deadlines that apply to an order.
///
/// # Errors
/// As [`validate`].
pub fn deadlines(
    standard: &Standard,
    form_id: &str,
    text: &str,
    options_text: &str,
) -> Answer<Vec<DeadlineReport>> {
    let (form, order, options) =
        (find_form(standard, form_id)?, parse_order(text)?, parse_options(standard, options_text)?);
    Ok(State::from_json(standard, form, &order, &options).deadlines(options.locale))
}

/// The full report on an order.
///
/// # Errors
/// As [`validate`].
pub fn evaluate(standard: &Standard, form_id: &str, text: &str, options_text: &str) -> Answer<Evaluation> {
    let (form, order, options) =
        (find_form(standard, form_id)?, parse_order(text)?, parse_options(standard, options_text)?);
    Ok(State::from_json(standard, form, &order, &options).report(&order, &options))
}

/// Whether an order may change from one state to another; with an empty `text`, only the pair of states is
/// checked.
///
/// # Errors
/// As [`validate`].
pub fn transition(
    standard: &Standard,
    form_id: &str,
    from: &str,
    to: &str,
    text: &str,
    options_text: &str,
) -> Answer<TransitionReport> {
    let (form, options) = (find_form(standard, form_id)?, parse_options(standard, options_text)?);
    let order = if text.is_empty() { None } else { Some(parse_order(text)?) };
    Ok(crate::evaluate::transition(standard, form, (from, to), order.as_ref(), &options))
}

/// The possible next states. If `from` is empty, it is the order's own state, or the initial one.
///
/// # Errors
/// As [`validate`].
pub fn next_states(
    standard: &Standard,
    form_id: &str,
    from: &str,
    text: &str,
    options_text: &str,
) -> Answer<Vec<NextState>> {
    let (form, options) = (find_form(standard, form_id)?, parse_options(standard, options_text)?);
    let order = if text.is_empty() { None } else { Some(parse_order(text)?) };
    let from = Some(from).filter(|from| !from.is_empty());
    Ok(crate::evaluate::next_states(standard, form, from, order.as_ref(), &options))
}

/// Opens an order for editing.
///
/// # Errors
/// As [`validate`].
pub fn open_session(
    standard: &Arc<Standard>,
    form_id: &str,
    text: &str,
    options_text: &str,
) -> Answer<Session> {
    find_form(standard, form_id)?;
    let (order, options) = (parse_order(text)?, parse_options(standard, options_text)?);
    let session = Session::open(Arc::clone(standard), form_id, order, options);
    session.ok_or_else(no_form)
}

/// Opens an order for editing, with findings as numbers; with `deadlines`, late ones are findings.
///
/// # Errors
/// An unknown form, or options that cannot be read.
pub fn open_live(
    standard: &Arc<Standard>,
    form_id: &str,
    options_text: &str,
    deadlines: bool,
) -> Answer<LiveOrder> {
    find_form(standard, form_id)?;
    let live =
        LiveOrder::open(Arc::clone(standard), form_id, parse_options(standard, options_text)?, deadlines);
    live.ok_or_else(no_form)
}

/// Changes one value of an open order; `value` is JSON text.
///
/// # Errors
/// A path that the form does not have, or a value that is not JSON.
pub fn set(session: &mut Session, path: &str, value: &str) -> Answer<Edit> {
    let value = parse_json(value)?;
    let edit = Path::parse(path).and_then(|path| session.set(&path, value));
    edit.ok_or_else(|| {
        let both = &["表单里没有「{}」", "the form has no `{}`"];
        Misuse::with_message("unknown_path", Phrase::filled(both, &[path]))
    })
}

/// Sets the current time of an open order; an empty text means unknown.
///
/// # Errors
/// A moment that cannot be read.
pub fn tick(standard: &Standard, session: &mut Session, now: &str) -> Answer<Edit> {
    let now = if now.is_empty() { None } else { Some(moment(standard, now)?) };
    session.tick(now).ok_or_else(|| Misuse::new("closed", "会话已经关闭", "the session is closed"))
}
