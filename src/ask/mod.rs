//! What a Rust program asks of a standard: methods of [`Standard`] that take an order as [`Json`] and typed
//! [`Options`], and answer with typed reports. They are the calls that the npm package gives to JavaScript, under the
//! same names.
//!
//! Nothing is decided here: `evaluate`, `calculation` and `format` do. Nothing here is part of the WebAssembly module.

mod batch;
mod calculator;
mod expression;
mod order;
mod text;

pub use batch::LineFinding;
pub use calculator::Calculator;
pub use expression::evaluate_expression;

use crate::batch::Batch;
use crate::data::json::{Json, Member};
use crate::data::{Locale, Value};
use crate::evaluate::Options;
use crate::session::Session;
use crate::standard::{Form, Standard};
use crate::wire::{Misuse, form, not_an_order, override_parameter, unknown_parameter};
use serde::Serialize;
use std::sync::Arc;

impl Standard {
    /// Sets one parameter for the calls that are made with these options, in place of its default.
    ///
    /// # Errors
    /// [`Misuse`] with the code `unknown_parameter`, or `bad_parameter` if the value does not fit the parameter's
    /// type or range.
    ///
    /// # Example
    /// ```
    /// # let standard = gongdan::Standard::parse(include_str!("../../examples/visit.json")).unwrap();
    /// # let standard = std::sync::Arc::new(standard);
    /// let mut options = gongdan::Options::default();
    /// standard.set_parameter(&mut options, "hourly_rate", 120.into()).unwrap();
    /// let report = standard.calculate("fee", &gongdan::Json::object([("hours", 2.into())]), &options).unwrap();
    /// assert_eq!(report.outputs.get("fee").unwrap().as_ref().unwrap().to_string(), "240.00");
    /// ```
    pub fn set_parameter(&self, options: &mut Options, id: &str, value: Json) -> Result<(), Misuse> {
        if options.parameters.is_empty() {
            options.parameters = self.defaults();
        }
        let member = Member { key: id.into(), span: value.span, value };
        let known = override_parameter(self, &member, &mut options.parameters)?;
        if known { Ok(()) } else { Err(unknown_parameter(self, id)) }
    }

    /// Opens an order for edits. A [`Session`] evaluates again only what an edit touches.
    ///
    /// # Errors
    /// As [`Standard::validate`].
    ///
    /// # Example
    /// ```
    /// # let standard = gongdan::Standard::parse(include_str!("../../examples/visit.json")).unwrap();
    /// # let standard = std::sync::Arc::new(standard);
    /// use gongdan::{Json, Options, data::Path};
    /// let mut session = standard.session("visit", Json::object([]), &Options::default()).unwrap();
    /// let edit = session.set(&Path::field("customer"), "Acme".into()).unwrap();
    /// assert_eq!(edit.changed.removed[0].path.to_string(), "customer");
    /// ```
    pub fn session(self: &Arc<Self>, form: &str, order: Json, options: &Options) -> Result<Session, Misuse> {
        self.asked(form, Some(&order))?;
        let session = Session::open(Arc::clone(self), form, order, self.taken(options));
        session.ok_or_else(crate::wire::no_form)
    }

    /// Begins a run over many orders of one form, NDJSON unless [`Batch::read_csv`] says otherwise.
    ///
    /// # Errors
    /// [`Misuse`] with the code `unknown_form`.
    ///
    /// # Example
    /// ```
    /// # let standard = gongdan::Standard::parse(include_str!("../../examples/visit.json")).unwrap();
    /// # let standard = std::sync::Arc::new(standard);
    /// use gongdan::{Locale, Options};
    /// let mut batch = standard.batch("visit", &Options::default()).unwrap();
    /// batch.push(b"{\"customer\": \"Acme\"}\n{}\n{");
    /// batch.finish();
    /// assert_eq!((batch.tally().orders, batch.tally().valid, batch.refused()[0].line), (2, 1, 3));
    /// for one in batch.take_findings(Locale::En) {
    ///     println!("line {}, {}: {}", one.line, one.finding.path, one.finding.message);
    /// }
    /// ```
    pub fn batch(self: &Arc<Self>, form: &str, options: &Options) -> Result<Batch, Misuse> {
        self.asked(form, None)?;
        Batch::open(Arc::clone(self), form, &self.taken(options)).ok_or_else(crate::wire::no_form)
    }

    /// The standard in one language: forms, fields, options, calculations; what a program needs that draws forms. It is
    /// to be serialised, and `docs/api.md` has its shape (`Description`).
    pub fn describe(&self, locale: Locale) -> impl Serialize {
        crate::wire::describe(self, locale)
    }

    /// The form with an id, and that what is given for an order is an object.
    fn asked(&self, id: &str, order: Option<&Json>) -> Result<&Form, Misuse> {
        let form = form(self, id)?;
        if order.is_some_and(|order| order.members().is_none()) { Err(not_an_order()) } else { Ok(form) }
    }

    /// The options with their moment in the standard's zone and all parameters.
    fn taken(&self, options: &Options) -> Options {
        let Options { now, locale, parameters } = options;
        let parameters = if parameters.is_empty() { self.defaults() } else { parameters.clone() };
        Options { now: now.and_then(|now| now.with_offset(self.zone)), locale: *locale, parameters }
    }
}

/// The moment as expressions read it.
fn moment(options: &Options) -> [Value; 1] {
    [options.now.map_or(Value::Null, Value::DateTime)]
}
