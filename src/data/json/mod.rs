//! JSON as written: numbers as exact text, members in order, the span of every value. Duplicate keys are
//! rejected, since either value could be meant.

mod fault;
mod keys;
mod make;
mod parser;
mod tree;
mod write;

pub use fault::{JsonError, JsonFault};
pub use parser::{parse, parse_repeating, unescape};
pub use tree::{Json, JsonKind, Member};
pub use write::write_quoted;
