//! One order, one standard, one moment: every value, verdict and deadline, from scratch or edit by edit.
//! Both ways walk the same nodes; an edit walks only those that it touches.
//!
//! What words mean here: a *cell* is a field of the form or of a row as it was read and stands. It is *direct* where its
//! value is just what was put (always relevant, not computed), and *settled* where its finding, too, follows from that
//! alone, so that neither has a node. A node is *dirty* where something that it reads has changed. A *mark* is a finding in
//! numbers. What came out otherwise than before has *stirred*. A value is *lost* where a limit was passed on the way to it.

mod cell;
mod lost;
mod mark;
mod narrow;
mod place;
mod put;
mod report;
mod row;
mod rows;
mod state;
mod transition;
mod unknown;

pub use lost::ReasonReport;
pub use mark::{Mark, Subject, Verdict};
pub use place::Place;
pub use report::{DeadlineReport, Evaluation, Flags, NotEvaluated, Pairs, Validation, params};
pub use row::RowToFill;
pub use state::{Held, State, Stirred};
pub use transition::{Demand, NextState, TransitionReport, next_states, transition};
pub use unknown::Open;

use crate::check::parse_date_time;
use crate::data::{DateTime, Locale, Value};

/// How an order is looked at.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The moment; none where nobody says.
    pub now: Option<DateTime>,
    /// The language of the sentences.
    pub locale: Locale,
    /// Values of parameters in place of their defaults, in the order of the standard; empty for none.
    pub parameters: Vec<Value>,
}

impl Options {
    /// A moment as ISO text, taken into a zone.
    pub fn at(now: &str, zone: i32) -> Option<Self> {
        Some(Self { now: Some(parse_date_time(now, zone)?), ..Self::default() })
    }
}
