//! The place of a value in an order, and the settings under which it is read.

use super::cell::Cell;
use crate::check::{Field, Raw, Reading, Strictness, read};
use crate::data::Value;
use crate::standard::Standard;

/// The place of a value in an order that is filled from scratch: nothing is compared with an earlier value.
pub struct Place<'a> {
    /// The field.
    pub field: &'a Field,
    pub(super) cell: &'a mut Cell,
    pub(super) value: &'a mut Value,
    pub(super) direct: bool,
    pub(super) context: ReadContext<'a>,
}

impl Place<'_> {
    /// The standard's UTC offset in seconds.
    pub fn zone(&self) -> i32 {
        self.context.standard.zone
    }

    /// Reads a value into the place.
    #[cfg_attr(swift, optimize(speed))]
    pub fn read(self, raw: &Raw) {
        let reading = self.context.read(self.field, raw);
        self.store(reading);
    }

    /// Stores a value that was read already.
    #[inline(always)]
    #[cfg_attr(swift, optimize(speed))]
    pub fn store(self, Reading { value, fault, given }: Reading) {
        let place = if self.direct { self.value } else { &mut self.cell.reading.value };
        place.set(value);
        (self.cell.reading.fault, self.cell.reading.given) = (fault, given);
        self.cell.judge_settled(self.field, self.direct);
    }
}

/// The settings under which a value is read.
#[derive(Clone, Copy)]
pub(super) struct ReadContext<'a> {
    pub(super) standard: &'a Standard,
    pub(super) parameters: &'a Vec<Value>,
}

impl ReadContext<'_> {
    /// Reads a value as its field's type, and a text by its field's format.
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn read(&self, field: &Field, raw: &Raw) -> Reading {
        let reading = read(field, raw, self.standard.zone, Strictness::Order);
        let Some(format) = field.format.and_then(|place| self.standard.formats.get(place)) else {
            return reading;
        };
        let (Value::Text(text), None) = (&reading.value, reading.fault) else { return reading };
        let text = format.normalised(text);
        let environment = self.standard.environment(self.parameters, &[]);
        let fault = self.standard.bind_format(format, &environment).parse(&text).err();
        Reading { fault: fault.map(|failure| failure.code(&text)), ..reading }
    }
}
