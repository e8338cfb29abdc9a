//! JSON as it was written: exact number texts, members in order, the place of everything.
//! Duplicate keys are refused, since a reader could not say which one holds.

mod keys;
mod node;
mod parser;

pub use node::{Kind, Member, Node};
pub use parser::{JsonError, JsonFault, parse};
