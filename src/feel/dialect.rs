//! The two ways in which an expression can be meant: plain FEEL, and as standards are written, which is chiefly a matter
//! of missing operands.

/// How an expression is interpreted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// As DMN specifies: `null = "x"` is false.
    Feel,
    /// As in standards: an operation on a missing operand is null, and `x = null` tests for a missing value;
    /// dates and times are in the standard's zone; an expression that can never have a value is rejected.
    Standard,
}
