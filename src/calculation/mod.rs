//! Named steps from inputs to outputs, exact to the end; rounding stands at the outputs. Every run can tell its
//! steps, so that a reader can recompute the figure by hand.

mod decision;
mod explain;
mod input;
mod prepared;
mod reason;
mod run;
mod spec;

pub use decision::Decision;
pub use input::{Input, Misfit};
pub use prepared::{Given, Prepared};
pub use reason::{Reason, StepReason};
pub use run::{Run, print};
pub use spec::{Body, Calculation, CalculationSpec, Output, Step};

use crate::document::Shape;

/// The shapes of this module's parts of a document.
pub const SHAPES: &[&Shape] = &[
    &spec::CALCULATION,
    &input::INPUT,
    &spec::STEP,
    &reason::REASON,
    &decision::DECISION,
    &decision::DECISION_RULE,
    &spec::OUTPUT,
];
