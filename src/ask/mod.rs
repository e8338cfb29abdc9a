//! The interface for Rust programs: methods of [`Standard`] that take an order as [`Json`] and typed
//! [`Options`], and return typed reports. They have the same names as the calls of the npm package.
//!
//! The work is done in `evaluate`, `calculation` and `format`. Nothing here is part of the WebAssembly
//! module.

mod batch;
mod calculator;
mod expression;
mod order;
mod text;

pub use batch::LineFinding;
pub use calculator::Calculator;
pub use expression::evaluate_expression;

use crate::batch::Batch;
use crate::data::Locale;
use crate::data::json::{Json, Member};
use crate::evaluate::Options;
use crate::session::Session;
use crate::standard::{Form, Standard};
use crate::wire::{Misuse, find_form, not_an_order, override_parameter, unknown_parameter};
use serde::Serialize;
use std::sync::Arc;

impl Standard {
    /// Sets one parameter, in place of its default, for the calls made with these options.
    ///
    /// # Errors
    /// [`Misuse`] with the code `unknown_parameter`, or `bad_parameter` if the value does not fit the
    /// parameter's type or range.
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

    /// Opens an order for editing. A [`Session`] re-evaluates only what an edit affects.
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
        self.checked_form(form, Some(&order))?;
        let session = Session::open(Arc::clone(self), form, order, self.completed(options));
        session.ok_or_else(crate::wire::no_form)
    }

    /// Starts a batch over many orders of one form, NDJSON unless [`Batch::read_csv`] is called.
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
        self.checked_form(form, None)?;
        Batch::open(Arc::clone(self), form, &self.completed(options)).ok_or_else(crate::wire::no_form)
    }

    /// Describes the standard in one language (forms, fields, options, calculations) for programs that draw
    /// forms. Serialise the result; `docs/api.md` has its shape (`Description`).
    pub fn describe(&self, locale: Locale) -> impl Serialize {
        crate::wire::describe(self, locale)
    }

    /// Returns the form with this id; fails if it is unknown or if a given order is not an object.
    fn checked_form(&self, id: &str, order: Option<&Json>) -> Result<&Form, Misuse> {
        let form = find_form(self, id)?;
        if order.is_some_and(|order| order.members().is_none()) { Err(not_an_order()) } else { Ok(form) }
    }

    /// Returns the options with all parameters.
    fn completed(&self, options: &Options) -> Options {
        let mut complete = options.clone();
        if complete.parameters.is_empty() {
            complete.parameters = self.defaults();
        }
        complete
    }
}
