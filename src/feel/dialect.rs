//! The two ways in which an expression can be meant: plain FEEL, and as standards are written, which is chiefly a matter
//! of missing operands.

/// How an expression is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// As DMN says: `null = "x"` is false.
    Feel,
    /// As standards are written: any operation on a missing operand is null, and `x = null` tests for it; dates and times
    /// stand in the standard's zone; what can never have a value is refused.
    Standard,
}
