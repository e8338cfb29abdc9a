//! What a register holds: two plain numbers, so that moving and comparing it costs next to nothing.

use crate::data::{Decimal, MOST_DECIMALS};

/// What a register holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Content {
    /// The digits of a number; 1 for true; the place of a text.
    pub(super) units: i64,
    /// The decimals of a number, or what else it is.
    pub(super) kind: u8,
}

const NULL: u8 = 32;
const FLAG: u8 = 33;
const TEXT: u8 = 34;

impl Content {
    /// Missing or unknown.
    pub const NULL: Self = Self { units: 0, kind: NULL };

    /// A number by its digits and how many of them are decimals.
    #[inline(always)]
    pub fn of_digits(units: i64, decimals: u8) -> Self {
        Self { units, kind: decimals.min(MOST_DECIMALS) }
    }

    /// The digits and how many of them are decimals.
    #[inline(always)]
    pub fn digits(self) -> Option<(i64, u32)> {
        (self.kind <= MOST_DECIMALS).then_some((self.units, self.kind.into()))
    }

    /// True or false.
    pub fn of_flag(flag: bool) -> Self {
        Self { units: i64::from(flag), kind: FLAG }
    }

    /// A text, by its place among those of the program.
    pub(super) fn of_text(place: usize) -> Self {
        Self { units: i64::try_from(place).unwrap_or(i64::MAX), kind: TEXT }
    }

    /// A number where it is held by its digits; what did not fit anywhere is null.
    pub(super) fn of_number(number: Option<Decimal>) -> Option<Self> {
        let Some(number) = number else { return Some(Self::NULL) };
        number.units().map(|(units, kind)| Self { units, kind })
    }

    /// The number, where it is one.
    #[inline(never)]
    pub(super) fn number(self) -> Option<Decimal> {
        self.digits().map(|_| Decimal::from_scaled(self.units, self.kind))
    }

    /// Whether it is true, the inner none where it is null; none where it is no flag.
    pub(super) fn flag(self) -> Option<Option<bool>> {
        match self.kind {
            FLAG => Some(Some(self.units == 1)),
            NULL => Some(None),
            _ => None,
        }
    }
}
