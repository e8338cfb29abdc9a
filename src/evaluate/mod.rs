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
///
/// # Example
/// ```
/// use gongdan::{DateTime, Locale, Options};
/// use std::time::SystemTime;
/// let now = DateTime::from_system(SystemTime::now());
/// let options = Options { now, locale: Locale::En, ..Options::default() };
/// # assert!(options.now.is_some());
/// // A moment as people write it, in the standard's zone; `DateTime::parse` needs the seconds.
/// let options = Options::at("2026-03-02T09:00", 8 * 3600).unwrap();
/// assert_eq!(options.now, DateTime::parse("2026-03-02T01:00:00Z"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The current time, at any offset; one without an offset is in the standard's zone. With `None`, the status of
    /// a started deadline without a stop is unknown, and a rule that reads the time is not evaluated.
    pub now: Option<DateTime>,
    /// The language of the messages.
    pub locale: Locale,
    /// Values of the parameters, then of the dictionaries, of one standard, in its order; if empty, their defaults.
    /// [`Standard::set_parameter`](crate::Standard::set_parameter) fills it.
    pub parameters: Vec<Value>,
}

impl Options {
    /// Options at a moment given as ISO text, with or without seconds; a text without an offset is read in `zone`,
    /// an offset in seconds such as [`Standard::zone`](crate::Standard::zone). `None` if it cannot be read.
    pub fn at(now: &str, zone: i32) -> Option<Self> {
        Some(Self { now: Some(parse_date_time(now, zone)?), ..Self::default() })
    }
}
