//! What an operation on a missing operand gives: the one thing in which standards are not plain FEEL.

/// How missing operands are treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// As DMN says: `null = "x"` is false.
    Feel,
    /// As standards are written: any operation on a missing operand is null; `x = null` tests for it.
    Standard,
}
