//! Limits the work of one evaluation and the size of values. Sizes are counted when a value is made, so that
//! a text or list that doubles at each step exceeds a limit before it exhausts the memory. A value that is
//! only passed on is not counted again.

use super::Environment;
use crate::data::{Value, limits};
use crate::feel::error::Fault;

/// The number of bytes of text that count as one part.
const TEXT_BYTES: usize = 8;

impl Environment<'_> {
    /// Counts `count` steps of work.
    pub(in crate::feel) fn spend(&self, count: usize) -> Result<(), Fault> {
        let steps = self.steps.get().saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
        self.steps.set(steps);
        if steps > limits::EXPRESSION_STEPS { Err(Fault::Steps) } else { Ok(()) }
    }

    /// Counts `count` steps for a call; returns whether the limit allows it.
    pub fn spend_call(&self, count: usize) -> bool {
        self.spend(count).map_err(|limit| self.record_exceeded(limit)).is_ok()
    }

    /// Counts comparisons of values or lookups of days: 32 of them cost one step.
    pub(in crate::feel) fn spend_comparisons(&self, count: usize) -> Result<(), Fault> {
        self.spend(count >> 5)
    }

    /// Counts the sorting of `count` values, assuming 16 comparisons each.
    pub(in crate::feel) fn spend_sort(&self, count: usize) -> Result<(), Fault> {
        self.spend_comparisons(count.saturating_mul(16))
    }

    /// Counts a value that has just been made or will be traversed completely; eight parts cost one step.
    pub(in crate::feel) fn spend_value(&self, value: &Value) -> Result<(), Fault> {
        let spare = subtract_parts(limits::VALUE_PARTS, value).ok_or(Fault::ValueParts)?;
        self.spend(limits::VALUE_PARTS.saturating_sub(spare) >> 3)
    }

    /// Counts what a function or test will search: 16 items or 16 bytes of text cost one step.
    pub(in crate::feel) fn spend_scan(&self, arguments: &[Value]) -> Result<(), Fault> {
        let parts = arguments.iter().fold(0usize, |sum, value| sum.saturating_add(own_parts(value)));
        if parts > limits::VALUE_PARTS {
            return Err(Fault::ValueParts);
        }
        for value in arguments {
            let turns =
                if let Value::Text(_) = value { own_parts(value) >> 1 } else { own_parts(value) >> 4 };
            self.spend(turns)?;
        }
        Ok(())
    }
}

/// The parts of a value, without those of its items.
fn own_parts(value: &Value) -> usize {
    match value {
        Value::Text(text) => text.len().div_euclid(TEXT_BYTES),
        Value::List(items) => items.len(),
        _ => 0,
    }
}

/// Subtracts the parts of a value from `parts`; `None` if there are not enough.
fn subtract_parts(parts: usize, value: &Value) -> Option<usize> {
    let parts = parts.checked_sub(own_parts(value).saturating_add(1))?;
    match value {
        Value::List(items) => items.iter().try_fold(parts, subtract_parts),
        Value::Context(context) => {
            context.entries().try_fold(parts, |parts, (_, value)| subtract_parts(parts, value))
        }
        _ => Some(parts),
    }
}

/// Fails if a text of this many bytes would be too large.
pub(in crate::feel) fn check_text_size(bytes: usize) -> Result<(), Fault> {
    if bytes.div_euclid(TEXT_BYTES) > limits::VALUE_PARTS { Err(Fault::ValueParts) } else { Ok(()) }
}
