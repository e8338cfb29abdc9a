//! Segmented texts (格式): order numbers, descriptions of work, commands by text message. A format says what may stand
//! in a text from left to right; a text is read by it, a refusal explained, a half-written one completed.
//! Which field has which format is `standard`'s knowledge.

mod anchor;
mod complete;
mod explain;
mod grammar;
mod load;
mod near;
mod normalise;
mod parse;
mod part;
mod words;

pub use complete::Suggestion;
pub use explain::{params, reading};
pub use near::Near;
pub use normalise::Text;
pub use parse::{Applied, Failure, Parsed};
pub use part::{Format, Name, Part, Role};

use crate::document::Shape;

/// The shapes of this module's parts of a document.
pub const SHAPES: &[&Shape] = &[
    &load::FORMAT,
    &load::NORMALISATION,
    &load::NTH,
    &load::TOKENS,
    &load::ANCHOR,
    &load::DERIVED,
    &grammar::PART,
];
