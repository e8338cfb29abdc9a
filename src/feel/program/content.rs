//! The content of a register: two plain numbers, so that it is cheap to move and compare.

use crate::data::{Decimal, MAX_DECIMALS};

/// The content of a register.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Content {
    /// The digits of a number; 1 for true; the index of a text.
    pub(super) units: i64,
    /// The number of decimals, or a tag for anything but a number.
    pub(super) kind: u8,
}

const NULL: u8 = 32;
const FLAG: u8 = 33;
const TEXT: u8 = 34;

impl Content {
    /// Missing or unknown.
    pub const NULL: Self = Self { units: 0, kind: NULL };

    /// A number with these digits, the last `decimals` of them after the point.
    #[inline(always)]
    pub fn of_digits(units: i64, decimals: u8) -> Self {
        Self { units, kind: decimals.min(MAX_DECIMALS) }
    }

    /// The digits and the number of decimals.
    #[inline(always)]
    pub fn digits(self) -> Option<(i64, u32)> {
        (self.kind <= MAX_DECIMALS).then_some((self.units, self.kind.into()))
    }

    /// A boolean.
    pub fn of_flag(flag: bool) -> Self {
        Self { units: i64::from(flag), kind: FLAG }
    }

    /// A text, by its index among the texts of the program.
    pub(super) fn of_text(place: usize) -> Self {
        Self { units: i64::try_from(place).unwrap_or(i64::MAX), kind: TEXT }
    }

    /// A number, if its digits fit; null if `number` is `None`, because the result was out of range.
    pub(super) fn of_number(number: Option<Decimal>) -> Option<Self> {
        let Some(number) = number else { return Some(Self::NULL) };
        number.units().map(|(units, kind)| Self { units, kind })
    }

    /// The value as a number, if it is one.
    #[inline(never)]
    pub(super) fn number(self) -> Option<Decimal> {
        self.digits().map(|_| Decimal::from_scaled(self.units, self.kind))
    }

    /// The value as a boolean: inner `None` if it is null, outer `None` if it is not a boolean.
    pub(super) fn flag(self) -> Option<Option<bool>> {
        match self.kind {
            FLAG => Some(Some(self.units == 1)),
            NULL => Some(None),
            _ => None,
        }
    }
}
