//! What comes of reading a value: the value, and what is wrong with it.

use crate::data::Value;
use crate::finding::Code;

/// A value as its field's type.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The value; null where it is missing or cannot be read.
    pub value: Value,
    /// What is wrong with it.
    pub fault: Option<Code>,
    /// Whether anything was given at all.
    pub given: bool,
}

/// How an order's fields and a calculation's inputs differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// A field of an order: money has at most two decimals.
    Order,
    /// An input of a calculation: money may have more.
    Input,
}

impl Reading {
    /// Nothing was given.
    pub const MISSING: Self = Self { value: Value::Null, fault: None, given: false };

    /// A value with nothing wrong.
    #[inline(always)]
    pub fn sound(value: Value) -> Self {
        Self { value, fault: None, given: true }
    }

    /// A value that cannot be read.
    pub(super) fn refused(code: Code) -> Self {
        Self::of(Value::Null, Some(code))
    }

    /// A value, and what is wrong with it.
    pub(super) fn of(value: Value, fault: Option<Code>) -> Self {
        Self { value, fault, given: true }
    }
}
