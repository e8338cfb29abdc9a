//! Checks work orders: which fields are missing or wrong, which times contradict each other, what is due when, what
//! may follow, what it costs, and why, down to the clause of the document that says so.
//!
//! The rules are not in the program. A *standard*, one organisation's rules, is a JSON document: forms with fields,
//! rules and deadlines, workflows, calculations, formats. [`Standard::parse`] compiles it once; orders are JSON objects.
//! The same engine runs as WebAssembly in pages, from the npm package of the same name.
//!
//! The crate reads no clock, no file and no network, keeps no orders and starts no threads: an order, a standard and a
//! moment go in, a report comes out.
//!
//! # From a standard to reports
//!
//! ```
//! use gongdan::data::{DateTime, Path};
//! use gongdan::{Json, Locale, Options, Standard};
//! use std::sync::Arc;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // Load once, share between threads. Every error of the document is told at once, each with its place.
//! let standard = Arc::new(Standard::parse(include_str!("../examples/visit.json"))?);
//!
//! // An order as it comes in, and how it is looked at. `DateTime::from_system(SystemTime::now())` is the moment.
//! let order: Json = r#"{"received_at": "2026-03-02T09:00", "visited_at": "2026-03-02T08:30"}"#.parse()?;
//! let now = DateTime::parse("2026-03-02T02:00:00Z");
//! let options = Options { now, locale: Locale::En, ..Options::default() };
//!
//! // What is wrong with it?
//! let report = standard.validate("visit", &order, &options)?;
//! assert!(!report.valid);
//! let said: Vec<&str> = report.findings.iter().map(|finding| finding.message.as_str()).collect();
//! assert_eq!(said, ["Fill in “Customer”", "the visit cannot precede the call"]);
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
//! The standard of this and most other examples, `examples/visit.json`, [stands below](#the-standard-of-the-examples).
//! `examples/intake.rs` is a small command that checks a file of orders.
//!
//! # What goes in, what comes out
//!
//! | | |
//! |---|---|
//! | an order, inputs of a calculation | [`Json`]: parsed from text, made by [`Json::object`], or by [`Json::from_serialize`] from a type of your own |
//! | the moment, the language, other parameters | [`Options`]; all have defaults |
//! | what is wrong | [`Finding`]: rule, path, severity, sentence, clause, perhaps a fix; all reports implement `serde::Serialize` and are written as JavaScript gets them |
//! | a document that cannot be used | [`StandardErrors`](document::StandardErrors), each with JSON pointer, line and column |
//! | a call that cannot be answered | [`Misuse`]: match on its `code`, such as `unknown_form`; a server answers it with its own 500, not with a finding |
//! | text that is no JSON | [`JsonError`](data::json::JsonError), the client's 400 |
//!
//! A bad order is never an error: it has findings. No input makes the crate panic, and everything is bounded by
//! [`data::limits`].
//!
//! # Threads
//!
//! [`Standard`] is `Send + Sync` and never changes: share it in an [`Arc`](std::sync::Arc). Sessions, batches and
//! calculators are `Send`, hold their standard, and serve one thread at a time.
//!
//! # Modules
//!
//! Most programs need the methods of [`Standard`] (written down in [`ask`]) and the types above. Below them:
//!
//! - [`standard`]: the compiled document; [`check`], [`deadline`], [`workflow`], [`calculation`], [`mod@format`]: its parts
//! - [`evaluate`], [`session`], [`batch`]: one order, one order under edit, many orders
//! - [`feel`]: the expression language, which [`evaluate_expression`] evaluates without a standard
//! - [`data`]: values, exact decimals, dates, JSON; [`finding`]: codes and sentences; [`document`]: reading a standard
//! - [`wire`]: what crosses to JavaScript, for the crate that exports it; texts in place of types
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
// `tools/install.sh` gives `swift` where Rust's library is built anew, which knows `optimize(speed)`.
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

pub use ask::evaluate_expression;
pub use data::json::Json;
pub use data::{DateTime, Locale};
pub use evaluate::Options;
pub use finding::{Finding, Severity};
pub use standard::Standard;
pub use wire::Misuse;

/// Runs the Rust of the README as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
