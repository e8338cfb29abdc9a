//! One value of an order: as it was read, whether it exists and is required, and its one built-in finding.

use crate::check::{Condition, Field, Raw, Reading};
use crate::data::Value;
use crate::feel::Environment;
use crate::finding::Code;

/// One value of an order, as it was read and as it stands.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// What was read; of a direct cell without the value, which stands among the order's.
    pub(super) reading: Reading,
    pub(super) relevant: bool,
    pub(super) required: bool,
    /// Its one built-in finding.
    pub(super) mark: Option<Code>,
}

impl Cell {
    /// Whether it stands as `raw` would leave it, where that can be told without reading.
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn has(&self, raw: &Raw) -> bool {
        match raw {
            Raw::Missing => !self.reading.given && self.reading.fault.is_none(),
            // A sound text is nothing but there, whichever it is.
            Raw::Sound => self.reading.given && self.reading.fault.is_none(),
            _ => false,
        }
    }

    /// Takes what was read; where the cell is direct, the value stands in `value` at once. Whether anything is not
    /// what it was.
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn take(&mut self, value: &mut Value, reading: Reading, direct: bool) -> bool {
        let place = if direct { value } else { &mut self.reading.value };
        let moved = *place != reading.value
            || (self.reading.given, self.reading.fault) != (reading.given, reading.fault);
        *place = reading.value;
        (self.reading.given, self.reading.fault) = (reading.given, reading.fault);
        moved
    }

    /// Whether it is relevant, and its value: what was read, or what is computed in its place.
    #[inline(always)]
    pub(super) fn valued(&self, field: &Field, environment: &Environment) -> (bool, Value) {
        let relevant = holds(&field.relevant, environment);
        let value = match &field.computed {
            _ if !relevant => Value::Null,
            Some(computed) => computed.evaluate(environment).into_owned(),
            None => self.reading.value.clone(),
        };
        (relevant, value)
    }

    /// Judges a value whose finding follows from what was put alone.
    #[inline(always)]
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn settle(&mut self, field: &Field, direct: bool) {
        if let (Condition::Fixed(required), true) = (&field.required, direct) {
            (self.required, self.mark) = (*required, self.judged(*required));
        }
    }

    /// Whether it is required, and its finding.
    #[inline(always)]
    pub(super) fn stand(&self) -> (bool, Option<Code>) {
        (self.required, self.mark)
    }

    /// Says whether it is required, and its one built-in finding. What an order carries where a value is computed
    /// counts for nothing.
    #[inline]
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn judge(&mut self, field: &Field, present: bool, environment: &Environment) {
        self.required = self.relevant && holds(&field.required, environment);
        self.mark = match &field.computed {
            Some(_) => (self.required && !present).then_some(Code::Required),
            None if self.relevant => self.judged(self.required),
            None => None,
        };
    }

    /// The one built-in finding of a relevant field.
    #[inline]
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn judged(&self, required: bool) -> Option<Code> {
        if self.reading.given { self.reading.fault } else { required.then_some(Code::Required) }
    }
}

impl Default for Cell {
    fn default() -> Self {
        Self { reading: Reading::MISSING, relevant: true, required: false, mark: None }
    }
}

/// Whether a condition is exactly true.
fn holds(condition: &Condition, environment: &Environment) -> bool {
    match condition {
        Condition::Fixed(flag) => *flag,
        Condition::When(expression) => expression.truth(environment) == Some(true),
    }
}
