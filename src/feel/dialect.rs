//! The two dialects of expressions: plain FEEL, and that of standards, which differs mainly in how missing
//! operands are treated.

/// How an expression is interpreted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// As DMN specifies: `null = "x"` is false.
    Feel,
    /// As in standards: an operation on a missing operand is null, and `x = null` tests for a missing value;
    /// dates and times are in the standard's zone; an expression that can never have a value is rejected.
    Standard,
}
