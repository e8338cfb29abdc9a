//! What crosses to JavaScript: texts in, shapes out. Everything here is compiled and tested natively; the crate
//! `gongdan-wasm` only exports it.

mod calculate;
mod call;
mod describe;
mod expression;

pub use calculate::{CalculationReport, calculate};
pub use call::{Misuse, deadlines, evaluate, open, set, tick, transition, validate};
pub use describe::{Description, describe};
pub use expression::{ExpressionReport, evaluate_expression};
