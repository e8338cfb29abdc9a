//! All integration tests in one binary; each module has one subject.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects, clippy::string_slice)]

mod calculation;
mod cases;
mod deadline;
mod examples;
mod feel_pages;
mod feel_plain;
mod feel_property;
mod feel_spec;
mod feel_tables;
mod feel_tck;
mod fixture;
mod formats;
mod functions;
mod generated;
mod guide;
mod intake;
mod language;
mod library;
mod limits;
mod native;
mod paper;
mod refusal;
mod schema;
mod session;
mod soak;
mod tidy;
mod translations;
mod workflow;
