//! The expression language: FEEL (DMN 1.5) over slots, with three-valued logic and exact numbers.
//! Text → tokens → tree → expression over slots → value, and notes that say why a value is null.
//!
//! It follows DMN's own text; the one deviation is [`Dialect::Standard`], in which an operation on a missing
//! operand is null. It reads no clock and does no I/O.

mod ast;
mod builtin;
mod compile;
mod error;
mod evaluate;
mod kind;
mod lexer;
mod operator;
mod order;
mod parser;
mod print;
mod program;
mod range;
mod regex;
mod scalar;
mod scientific;
mod scope;
mod table;
mod written;
mod zone;

pub use builtin::built_ins;
pub use compile::{Expression, Tests, compile, compile_tests};
pub use error::{ExpressionError, Fault, Note};
pub use evaluate::{Environment, Host, NoHost, RowSum};
pub use print::formatted;
pub use program::{Builder, Held, Program, Register};
pub use regex::{Groups, Regex, RegexError};
pub use scope::{Dialect, FunctionId, Scope, SharedParts, Slot, Type, space};
pub use table::{HitPolicy, Table, TableSpec};
pub use written::Written;
