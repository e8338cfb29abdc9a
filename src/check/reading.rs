//! The result of reading a value: the typed value and its fault.

use crate::data::Value;
use crate::finding::Code;

/// A value read as the type of its field.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The value; null if it is missing or cannot be read.
    pub value: Value,
    /// Its fault, if any.
    pub fault: Option<Code>,
    /// Whether a value was given.
    pub given: bool,
}

/// The difference between fields of an order and inputs of a calculation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// A field of an order: money has at most two decimals.
    Order,
    /// An input of a calculation: money may have more.
    Input,
}

impl Reading {
    /// The reading of a missing value.
    pub const MISSING: Self = Self { value: Value::Null, fault: None, given: false };

    /// A valid value.
    #[inline(always)]
    pub fn valid(value: Value) -> Self {
        Self { value, fault: None, given: true }
    }

    /// A value that cannot be read.
    pub(super) fn unreadable(code: Code) -> Self {
        Self::with_fault(Value::Null, Some(code))
    }

    /// A value and its fault, if any.
    pub(super) fn with_fault(value: Value, fault: Option<Code>) -> Self {
        Self { value, fault, given: true }
    }
}
