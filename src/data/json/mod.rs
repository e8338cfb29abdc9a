//! JSON as it was written: exact number texts, members in order, the place of everything.
//! Duplicate keys are refused, since a reader could not say which one holds.

mod fault;
mod keys;
mod make;
mod parser;
mod tree;
mod write;

pub use fault::{JsonError, JsonFault};
pub use parser::{parse, parse_repeating, resolve};
pub use tree::{Json, JsonKind, Member};
pub use write::quoted;
