//! One value of an order: what was read, whether it is relevant and required, and its built-in finding.

use crate::check::{Condition, Field, Raw, Reading};
use crate::data::Value;
use crate::feel::Environment;
use crate::finding::Code;

/// One value of an order: what was read, and the result of its checks.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// What was read. The value of a direct cell is not here but among the values of the order or row.
    pub(super) reading: Reading,
    pub(super) relevant: bool,
    pub(super) required: bool,
    /// Its built-in finding.
    pub(super) mark: Option<Code>,
}

impl Cell {
    /// Whether putting `raw` would change nothing, if that can be told without reading `raw`.
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn is_unchanged_by(&self, raw: &Raw) -> bool {
        match raw {
            Raw::Missing => !self.reading.given && self.reading.fault.is_none(),
            // The text of a sound value is not kept, so all of them are equal.
            Raw::ValidText => self.reading.given && self.reading.fault.is_none(),
            _ => false,
        }
    }

    /// Stores what was read; the value of a direct cell goes to `value`. Returns whether anything changed.
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn store(&mut self, value: &mut Value, reading: Reading, direct: bool) -> bool {
        let place = if direct { value } else { &mut self.reading.value };
        let changed = *place != reading.value
            || (self.reading.given, self.reading.fault) != (reading.given, reading.fault);
        *place = reading.value;
        (self.reading.given, self.reading.fault) = (reading.given, reading.fault);
        changed
    }

    /// Whether it is relevant, and its value: computed, or as read; null if it is not relevant.
    #[inline(always)]
    pub(super) fn relevance_and_value(&self, field: &Field, environment: &Environment) -> (bool, Value) {
        let relevant = is_true(&field.relevant, environment);
        let value = match &field.computed {
            _ if !relevant => Value::Null,
            Some(computed) => computed.evaluate(environment).into_owned(),
            None => self.reading.value.clone(),
        };
        (relevant, value)
    }

    /// Judges a direct value whose `required` is fixed: its finding depends only on what was put.
    #[inline(always)]
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn judge_settled(&mut self, field: &Field, direct: bool) {
        if let (Condition::Fixed(required), true) = (&field.required, direct) {
            (self.required, self.mark) = (*required, self.built_in_code(*required));
        }
    }

    /// Whether it is required, and its finding.
    #[inline(always)]
    pub(super) fn required_and_mark(&self) -> (bool, Option<Code>) {
        (self.required, self.mark)
    }

    /// Sets whether it is required, and its built-in finding. For a computed field the value given in the
    /// order is ignored.
    #[inline]
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn judge(&mut self, field: &Field, present: bool, environment: &Environment) {
        self.required = self.relevant && is_true(&field.required, environment);
        self.mark = match &field.computed {
            Some(_) => (self.required && !present).then_some(Code::Required),
            None if self.relevant => self.built_in_code(self.required),
            None => None,
        };
    }

    /// The built-in finding of a relevant field.
    #[inline]
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn built_in_code(&self, required: bool) -> Option<Code> {
        if self.reading.given { self.reading.fault } else { required.then_some(Code::Required) }
    }
}

impl Default for Cell {
    fn default() -> Self {
        Self { reading: Reading::MISSING, relevant: true, required: false, mark: None }
    }
}

/// Whether a condition is true, neither false nor unknown.
fn is_true(condition: &Condition, environment: &Environment) -> bool {
    match condition {
        Condition::Fixed(flag) => *flag,
        Condition::When(expression) => expression.truth(environment) == Some(true),
    }
}
