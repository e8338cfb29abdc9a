//! Calculations: named steps from inputs to outputs, in exact numbers; only outputs are rounded. Every run
//! can report its steps, so that a reader can check the result by hand.

mod decision;
mod explain;
mod input;
mod prepared;
mod reason;
mod run;
mod spec;

pub use decision::Decision;
pub use input::{Input, InputFault};
pub use prepared::{Given, Prepared};
pub use reason::{Reason, StepReason};
pub use run::{Run, print};
pub use spec::{Body, Calculation, CalculationSpec, Output, Step};

use crate::document::Shape;

/// The shapes of this module's objects in a document.
pub const SHAPES: &[&Shape] = &[
    &spec::CALCULATION,
    &input::INPUT,
    &spec::STEP,
    &reason::REASON,
    &decision::DECISION,
    &decision::DECISION_RULE,
    &spec::OUTPUT,
];
