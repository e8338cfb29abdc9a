//! Questions about one order: its findings, its deadlines, the whole report, and its possible transitions.

use crate::data::Span;
use crate::data::json::{Json, JsonError, JsonFault, parse};
use crate::evaluate::{
    DeadlineReport, Evaluation, NextState, Options, State, TransitionReport, Validation, next_states,
    transition,
};
use crate::standard::Standard;
use crate::wire::{Misuse, json_text};
use serde::Serialize;

impl Standard {
    /// Checks an order: returns its findings and the rules that could not be evaluated.
    ///
    /// # Errors
    /// [`Misuse`] with the code `unknown_form`, or `not_an_order` if `order` is not an object. A faulty order
    /// is not an error: it has findings.
    ///
    /// # Example
    /// ```
    /// # let standard = gongdan::Standard::parse(include_str!("../../examples/visit.json")).unwrap();
    /// use gongdan::{Json, Locale, Options};
    /// let order: Json = r#"{"received_at": "2026-03-02T09:00", "visited_at": "2026-03-02T08:00"}"#.parse().unwrap();
    /// let options = Options { locale: Locale::En, ..Options::default() };
    /// let report = standard.validate("visit", &order, &options).unwrap();
    /// let findings: Vec<_> = report.findings.iter().map(|one| format!("{}: {}", one.path, one.message)).collect();
    /// assert!(!report.valid);
    /// assert_eq!(findings, ["customer: Fill in “Customer”", "visited_at: the visit cannot precede the call"]);
    /// ```
    pub fn validate(&self, form: &str, order: &Json, options: &Options) -> Result<Validation, Misuse> {
        let (form, options) = (self.checked_form(form, Some(order))?, self.completed(options));
        Ok(State::from_json(self, form, order, &options).validate(order, false, &options))
    }

    /// Returns the deadlines that apply to an order, in the order of the standard.
    ///
    /// # Errors
    /// As [`Standard::validate`].
    ///
    /// # Example
    /// ```
    /// # let standard = gongdan::Standard::parse(include_str!("../../examples/visit.json")).unwrap();
    /// use gongdan::{Json, Options, data::DateTime, deadline::Status};
    /// let order = Json::object([("received_at", "2026-03-02T09:00".into())]);
    /// let options = Options { now: DateTime::parse("2026-03-02T03:30:00Z"), ..Options::default() };
    /// let deadlines = standard.deadlines("visit", &order, &options).unwrap();
    /// assert_eq!(deadlines[0].status, Status::Overdue);
    /// assert_eq!(deadlines[0].due.as_deref(), Some("2026-03-02T11:00:00+08:00"));
    /// assert_eq!(deadlines[0].remaining_seconds, Some(-1800));
    /// ```
    pub fn deadlines(
        &self,
        form: &str,
        order: &Json,
        options: &Options,
    ) -> Result<Vec<DeadlineReport>, Misuse> {
        let (form, options) = (self.checked_form(form, Some(order))?, self.completed(options));
        Ok(State::from_json(self, form, order, &options).deadlines(options.locale))
    }

    /// Returns everything about an order in one report: findings (including those of late deadlines),
    /// deadlines, computed values, and which fields are required and relevant.
    ///
    /// # Errors
    /// As [`Standard::validate`].
    pub fn evaluate(&self, form: &str, order: &Json, options: &Options) -> Result<Evaluation, Misuse> {
        let (form, options) = (self.checked_form(form, Some(order))?, self.completed(options));
        Ok(State::from_json(self, form, order, &options).report(order, &options))
    }

    /// Whether an order may go from one state of the form's workflow to another. Without an order, only the
    /// pair of states is checked; with one, also the guard and the demanded fields.
    ///
    /// # Errors
    /// As [`Standard::validate`]. A state that the workflow does not have is not an error: the transition is
    /// not allowed.
    pub fn transition(
        &self,
        form: &str,
        from: &str,
        to: &str,
        order: Option<&Json>,
        options: &Options,
    ) -> Result<TransitionReport, Misuse> {
        let form = self.checked_form(form, order)?;
        Ok(transition(self, form, (from, to), order, &self.completed(options)))
    }

    /// Returns the states that may follow `from`; if that is `None`, those that may follow the order's state,
    /// or else the initial one. Without an order, guards and demanded fields are not checked.
    ///
    /// # Errors
    /// As [`Standard::validate`].
    pub fn next_states(
        &self,
        form: &str,
        from: Option<&str>,
        order: Option<&Json>,
        options: &Options,
    ) -> Result<Vec<NextState>, Misuse> {
        let form = self.checked_form(form, order)?;
        Ok(next_states(self, form, from, order, &self.completed(options)))
    }
}

impl Json {
    /// Converts a value that `serde` can serialise, such as a struct or a `serde_json::Value`, to JSON. An
    /// `f64` becomes its shortest decimal text.
    ///
    /// # Errors
    /// A [`JsonError`] for values without a JSON form: bytes, NaN and infinities, enum variants with values,
    /// keys that are not texts or occur twice, and nesting deeper than `limits::JSON_DEPTH`. Its place counts the
    /// bytes of the JSON text before the value.
    ///
    /// # Example
    /// ```
    /// #[derive(serde::Serialize)]
    /// struct Visit {
    ///     customer: Option<String>,
    ///     received_at: String,
    ///     hours: f64,
    /// }
    /// let visit = Visit { customer: None, received_at: "2026-03-02T09:00".into(), hours: 0.1 };
    /// let order = gongdan::Json::from_serialize(&visit).unwrap();
    /// assert_eq!(order.to_string(), r#"{"customer":null,"received_at":"2026-03-02T09:00","hours":0.1}"#);
    /// ```
    pub fn from_serialize(value: &impl Serialize) -> Result<Self, JsonError> {
        let (text, is_complete) = json_text(value);
        if is_complete {
            return parse(&text);
        }
        Err(JsonError { fault: JsonFault::Expected("a value"), span: Span::new(text.len(), text.len()) })
    }
}
