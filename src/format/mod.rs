//! Formats (分段格式) of segmented texts: order numbers, descriptions of work, commands in text messages. A
//! format describes a text from left to right. By it a text is parsed, its rejection explained, and an
//! unfinished one completed.
//! Which field has which format is up to `standard`.

mod anchor;
mod complete;
mod explain;
mod grammar;
mod load;
mod near_miss;
mod normalise;
mod parse;
mod part;
mod words;

pub use complete::Suggestion;
pub use explain::{describe_segments, params};
pub use near_miss::NearMiss;
pub use normalise::Text;
pub use parse::{BoundFormat, Failure, Parsed};
pub use part::{Format, Name, Part, Role};

use crate::document::Shape;

/// The shapes of this module's objects in a document.
pub const SHAPES: &[&Shape] = &[
    &load::FORMAT,
    &load::NORMALISATION,
    &load::NTH,
    &load::TOKENS,
    &load::ANCHOR,
    &load::DERIVED,
    &grammar::PART,
];
