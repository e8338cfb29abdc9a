//! The expression language: FEEL (DMN 1.5) over slots, with three-valued logic and exact numbers.
//! Text → tokens → tree → expression over slots → value, and notes that say why a value is null.
//!
//! It follows the text of DMN. The one deviation is [`Dialect::Standard`], whose main difference is that an
//! operation on a missing operand is null. It reads no clock and does no I/O.

mod ast;
mod builtin;
mod compile;
mod conversion;
mod dialect;
mod environment;
mod error;
mod evaluate;
mod expression;
mod foreign;
mod kind;
mod lexer;
mod node;
mod operator;
mod parser;
mod print;
mod program;
mod range;
mod raw;
mod regex;
mod scalar;
mod scientific;
mod scope;
mod slot;
mod table;
mod zone;

pub use builtin::built_ins;
pub use compile::{Tests, compile, compile_as, compile_tests};
pub use dialect::Dialect;
pub use environment::{Environment, FunctionId, Host, NoHost};
pub use error::{ExpressionError, Fault, Note};
pub use expression::Expression;
pub use print::formatted;
pub use program::{Builder, Content, Program, Register};
pub use raw::RawExpression;
pub use regex::{Groups, Regex, RegexError};
pub use scope::{Scope, SharedParts, Signature, Type};
pub use slot::{Slot, space};
pub use table::{HitPolicy, Table, TableSpec};
