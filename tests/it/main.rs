//! The one binary of integration tests; each module is a subject.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test that fails says so by a panic"
)]

mod feel_tables;
mod feel_tck;
