//! Checks work orders: which fields are missing or wrong, which times contradict each other, what is due when, which
//! states may follow, what it costs, and why, with the clause of the document that each answer comes from.
//!
//! A *standard*, one organisation's rules, is a JSON document: forms with fields, rules and deadlines, workflows,
//! calculations, formats. [`Standard::parse`] compiles it once; orders are JSON objects.
//! The same engine runs as WebAssembly in pages, from the npm package of the same name.
//!
//! The crate reads no clock, files or network, stores no orders and starts no threads: it takes an order, a standard and
//! the current time, and returns a report.
//!
//! # From a standard to reports
//!
//! ```
//! use gongdan::data::{DateTime, Path};
//! use gongdan::{Json, Locale, Options, Standard};
//! use std::sync::Arc;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // Load once, share between threads. Every error of the document is reported at once, each with its place.
//! let standard = Arc::new(Standard::parse(include_str!("../examples/visit.json"))?);
//!
//! // An order as it comes in, and the options of its evaluation. A program passes the system's time:
//! // `DateTime::from_system(SystemTime::now())`.
//! let order: Json = r#"{"received_at": "2026-03-02T09:00", "visited_at": "2026-03-02T08:30"}"#.parse()?;
//! let now = DateTime::parse("2026-03-02T02:00:00Z");
//! let options = Options { now, locale: Locale::En, ..Options::default() };
//!
//! // What is wrong with it?
//! let report = standard.validate("visit", &order, &options)?;
//! assert!(!report.valid);
//! let messages: Vec<&str> = report.findings.iter().map(|finding| finding.message.as_str()).collect();
//! assert_eq!(messages, ["Fill in “Customer”", "the visit cannot precede the call"]);
//!
//! // What is due when?
//! let deadlines = standard.deadlines("visit", &order, &options)?;
//! assert_eq!(deadlines[0].due.as_deref(), Some("2026-03-02T11:00:00+08:00"));
//!
//! // What does it cost, and how did that come about? Amounts are exact decimals, printed as text.
//! let report = standard.calculate("fee", &Json::object([("hours", "1.5".into())]), &options)?;
//! assert_eq!(report.outputs.get("fee").unwrap().as_ref().unwrap().to_string(), "150.00");
//! assert_eq!(report.steps[0].formula, "Hours × Hourly rate");
//!
//! // An order under edit: only what an edit touches is evaluated again.
//! let mut session = standard.session("visit", order, &options)?;
//! session.set(&Path::field("customer"), "Acme".into());
//! let edit = session.set(&Path::field("visited_at"), "2026-03-02T09:40".into()).unwrap();
//! assert!(edit.findings.is_empty());
//!
//! // A month of orders, NDJSON or CSV, in pieces of any size.
//! let mut batch = standard.batch("visit", &options)?;
//! batch.push(b"{\"customer\": \"Acme\"}\n{}\n");
//! batch.finish();
//! assert_eq!((batch.tally().orders, batch.tally().valid), (2, 1));
//! for one in batch.take_findings(Locale::En) {
//!     println!("line {}: {}", one.line, one.finding.message);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! The standard of this and most other examples, `examples/visit.json`, [is below](#the-standard-of-the-examples).
//! `examples/intake.rs` is a small program that checks a file of orders.
//!
//! # Inputs, outputs and errors
//!
//! | | |
//! |---|---|
//! | an order, inputs of a calculation | [`Json`]: parsed from text, or created by [`Json::object`] or, from your own type, by [`Json::from_serialize`] |
//! | the current time, the language, parameters | [`Options`]; all have defaults |
//! | problems of an order | [`Finding`]: rule, path, severity, message, source, perhaps a fix; all reports implement `serde::Serialize` in the form that JavaScript receives |
//! | an unusable standard | [`StandardErrors`](document::StandardErrors), each with JSON pointer, line and column |
//! | a faulty call | [`Misuse`]: match on its `code`, such as `unknown_form`; a server should answer 500, or 400 if the sender chose what is wrong: `not_an_order`, a form taken from the request |
//! | text that is not JSON, or a value without a JSON form | [`JsonError`](data::json::JsonError); a server should answer 400 |
//!
//! A faulty order is never an error: it has findings. No input makes the crate panic, and all work is bounded by
//! [`data::limits`].
//!
//! # Threads
//!
//! [`Standard`] is `Send + Sync` and immutable: share it in an [`Arc`](std::sync::Arc). A [`Session`], [`Batch`] or
//! [`Calculator`] is `Send`, holds its standard, and serves one thread at a time.
//!
//! # Modules
//!
//! Most programs need only the methods of [`Standard`] (defined in [`ask`]) and the types above. The modules:
//!
//! - [`standard`]: the compiled document; [`check`], [`deadline`], [`workflow`], [`calculation`], [`mod@format`]: its parts
//! - [`evaluate`], [`session`], [`batch`]: one order, one order under edit, many orders
//! - [`feel`]: the expression language, which [`evaluate_expression`] evaluates without a standard
//! - [`data`]: values, exact decimals, dates, JSON; [`finding`]: codes and sentences; [`document`]: reading a standard
//! - [`wire`]: the interface to JavaScript, used by the crate that exports it; texts in place of types
//!
//! How to write a standard, the expression language and the formats are described in the repository's `docs/`.
//!
//! # The standard of the examples
//!
//! ```json
#![doc = include_str!("../examples/visit.json")]
//! ```
#![forbid(unsafe_code)]
#![deny(unreachable_pub)]
// `tools/install.sh` sets `swift` for builds that rebuild the standard library; these allow the unstable
// `optimize(speed)`.
#![cfg_attr(swift, feature(optimize_attribute))]

pub mod ask;
pub mod batch;
pub mod calculation;
pub mod check;
pub mod data;
pub mod deadline;
pub mod document;
pub mod evaluate;
pub mod feel;
pub mod finding;
pub mod format;
pub mod session;
pub mod standard;
pub mod wire;
pub mod workflow;

pub use ask::{Calculator, evaluate_expression};
pub use batch::Batch;
pub use data::json::Json;
pub use data::{DateTime, Locale};
pub use evaluate::Options;
pub use finding::{Finding, Severity};
pub use session::Session;
pub use standard::Standard;
pub use wire::Misuse;

/// Runs the Rust code of the README as a doc test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
