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

/// What a reading tells beside the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// Whether anything was given at all.
    pub given: bool,
    /// What is wrong with it.
    pub fault: Option<Code>,
}

/// How an order's fields and a calculation's inputs differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// A field of an order: money has at most two decimals.
    Order,
    /// An input of a calculation: money may have more.
    Input,
}

impl Told {
    /// Nothing was given.
    pub const MISSING: Self = Self { given: false, fault: None };
    /// There is nothing wrong.
    pub const SOUND: Self = Self { given: true, fault: None };

    pub(super) fn refused(code: Code) -> Self {
        Self { given: true, fault: Some(code) }
    }
}

impl Reading {
    pub(super) const MISSING: Self = Self { value: Value::Null, fault: None, given: false };

    pub(super) fn refused(code: Code) -> Self {
        Self { value: Value::Null, fault: Some(code), given: true }
    }

    pub(super) fn of(value: Value, fault: Option<Code>) -> Self {
        Self { value, fault, given: true }
    }
}
