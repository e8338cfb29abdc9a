//! One order, one standard, one moment: every value, verdict and deadline, from scratch or edit by edit. Both
//! evaluate the same nodes; an edit only those that depend on it.
//!
//! Terms: a *cell* is a field of the form or of a row, with what was read and the result of its checks. It is
//! *direct* if its value is what was put (always relevant, not computed), and *settled* if its finding also
//! depends on that value alone; a settled cell needs no node. A node is *dirty* if something that it reads
//! has changed. A *mark* is a finding as numbers. A result is *affected* if an edit has changed it.

mod cell;
mod incremental;
mod limit;
mod mark;
mod place;
mod put;
mod report;
mod row;
mod rows;
mod state;
mod transition;
mod unknown;

pub use limit::ReasonReport;
pub use mark::{Mark, Subject, Verdict};
pub use place::Place;
pub use report::{DeadlineReport, Evaluation, Flags, NotEvaluated, Pairs, Validation, params};
pub use row::RowToFill;
pub use state::{Affected, OwnedState, State};
pub use transition::{Demand, NextState, TransitionReport, next_states, transition};
pub use unknown::UnknownRule;

use crate::check::parse_date_time;
use crate::data::{DateTime, Locale, Value};

/// Options of one evaluation.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The current time. With `None`, the status of a started deadline without a stop is unknown.
    pub now: Option<DateTime>,
    /// The language of the messages.
    pub locale: Locale,
    /// Values of the parameters, in the order of the standard; if empty, their defaults.
    pub parameters: Vec<Value>,
}

impl Options {
    /// Options at a moment given as ISO text; a text without an offset is read in `zone`, an offset in
    /// seconds. `None` if it cannot be read.
    pub fn at(now: &str, zone: i32) -> Option<Self> {
        Some(Self { now: Some(parse_date_time(now, zone)?), ..Self::default() })
    }
}
