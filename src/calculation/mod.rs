//! Named steps from inputs to outputs, exact to the end; rounding stands at the outputs. Every run can tell its
//! steps, so that a reader can recompute the figure by hand.

mod run;
mod spec;

pub use run::{Reason, Run, StepRun, print};
pub use spec::{Calculation, CalculationSpec, Output, Step};

use crate::document::Shape;

/// The shapes of this module's parts of a document.
pub const SHAPES: &[&Shape] = &[&spec::CALCULATION, &spec::INPUT, &spec::STEP, &spec::OUTPUT];
