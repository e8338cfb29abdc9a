//! Sign, up to 34 digits and a power of ten: decimal128 arithmetic for numbers that do not fit a scaled
//! `i64`. Results that need more digits are rounded half to even at the 34th; too large or too small ones are
//! `None`.

use super::Rounding;
use core::cmp::Ordering;

/// The maximum number of digits.
const DIGITS: u32 = 34;
/// 10^34, the first whole number with too many digits.
const TOO_LONG: u128 = 10_000_000_000_000_000_000_000_000_000_000_000;
/// 10^17, half of the digits.
const HALF: u128 = 100_000_000_000_000_000;
const MIN_EXPONENT: i32 = -6176;
const MAX_EXPONENT: i32 = 6111;
/// The numbers of decimals to which a number can be rounded.
pub(crate) const SCALES: core::ops::RangeInclusive<i32> = -MAX_EXPONENT..=-MIN_EXPONENT;

/// The parts of a number: `digits` × 10^`exponent`, with a sign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts {
    pub(super) negative: bool,
    pub(super) digits: u128,
    pub(super) exponent: i32,
}

/// 10 to a power up to 38.
pub(super) fn power_of_ten(exponent: u32) -> u128 {
    10u128.saturating_pow(exponent)
}

fn digit_count(digits: u128) -> u32 {
    digits.checked_ilog10().map_or(0, |log| log.saturating_add(1))
}

/// Drops the last `drop` digits and rounds.
fn drop_digits(digits: u128, drop: u32, rounding: Rounding, negative: bool) -> u128 {
    // Beyond 38 digits, all that matters is whether the number is 0.
    let (unit, digits) =
        if drop > 38 { (power_of_ten(38), u128::from(digits > 0)) } else { (power_of_ten(drop), digits) };
    let kept = digits.checked_div(unit).unwrap_or(0);
    let rest = digits.wrapping_sub(kept.wrapping_mul(unit));
    let up = match rest.cmp(&unit.wrapping_sub(rest)) {
        _ if rest == 0 => false,
        nearer => match rounding {
            Rounding::Up => true,
            Rounding::Down => false,
            Rounding::Ceiling => !negative,
            Rounding::Floor => negative,
            Rounding::HalfUp => nearer != Ordering::Less,
            Rounding::HalfDown => nearer == Ordering::Greater,
            Rounding::HalfEven => nearer == Ordering::Greater || (nearer == Ordering::Equal && kept & 1 == 1),
        },
    };
    kept.wrapping_add(u128::from(up))
}

/// Marks that a nonzero rest was cut off after the last digit, so that later rounding does not see a tie.
fn mark_inexact(digits: u128, cut: bool) -> u128 {
    let tie = cut && digits.checked_rem(5) == Some(0);
    digits.wrapping_add(u128::from(tie))
}

impl Parts {
    /// Rounds to 34 digits and the range of exponents; `None` if it is out of range.
    pub(super) fn fit(mut self) -> Option<Self> {
        // Near 10^-6176 fewer digits fit.
        let below = |parts: &Self| u32::try_from(MIN_EXPONENT.saturating_sub(parts.exponent)).unwrap_or(0);
        let is_small = self.magnitude() > MIN_EXPONENT;
        while self.digits >= TOO_LONG || (is_small && below(&self) > 0) {
            let drop = digit_count(self.digits).saturating_sub(DIGITS).max(below(&self));
            self.digits = drop_digits(self.digits, drop, Rounding::HalfEven, self.negative);
            self.exponent = self.exponent.saturating_add_unsigned(drop);
        }
        while self.exponent > MAX_EXPONENT && self.digits < HALF.saturating_mul(HALF / 10) {
            self.digits = self.digits.wrapping_mul(10);
            self.exponent = self.exponent.saturating_sub(1);
        }
        let range = MIN_EXPONENT..=MAX_EXPONENT;
        (self.digits == 0 || range.contains(&self.exponent)).then_some(self)
    }

    /// Removes trailing zeros.
    pub(super) fn trimmed(mut self) -> Self {
        if self.digits == 0 {
            self.exponent = 0;
        }
        while self.digits != 0 && self.digits.checked_rem(10) == Some(0) {
            self.digits = self.digits.checked_div(10).unwrap_or(0);
            self.exponent = self.exponent.saturating_add(1);
        }
        self
    }

    /// The place of the first digit: 1 for 1 to 9, 0 for 0.1.
    pub(super) fn magnitude(self) -> i32 {
        self.exponent.saturating_add_unsigned(digit_count(self.digits))
    }

    pub(super) fn add(self, other: Self) -> Option<Self> {
        let (mut a, mut b) = if self.exponent >= other.exponent { (self, other) } else { (other, self) };
        if a.digits == 0 {
            return b.fit();
        }
        let gap = a.exponent.saturating_sub(b.exponent).unsigned_abs();
        let lift = gap.min(37u32.saturating_sub(digit_count(a.digits)));
        a.digits = a.digits.wrapping_mul(power_of_ten(lift));
        a.exponent = a.exponent.saturating_sub_unsigned(lift);
        let drop = gap.saturating_sub(lift);
        if drop > 0 {
            let kept = drop_digits(b.digits, drop, Rounding::Down, false);
            let exact = drop <= 38 && kept.wrapping_mul(power_of_ten(drop)) == b.digits;
            b.digits = mark_inexact(kept, !exact && b.digits > 0);
        }
        a.digits = if a.negative == b.negative {
            a.digits.wrapping_add(b.digits)
        } else {
            a.negative ^= b.digits > a.digits;
            a.digits.abs_diff(b.digits)
        };
        a.fit()
    }

    pub(super) fn mul(self, other: Self) -> Option<Self> {
        let split = |digits: u128| {
            let high = digits.checked_div(HALF).unwrap_or(0);
            (high, digits.wrapping_sub(high.wrapping_mul(HALF)))
        };
        let ((a, b), (c, d)) = (split(self.digits), split(other.digits));
        let (over, middle) = split(a.wrapping_mul(d).wrapping_add(b.wrapping_mul(c)));
        let (mut high, mut low) =
            (a.wrapping_mul(c).wrapping_add(over), middle.wrapping_mul(HALF).wrapping_add(b.wrapping_mul(d)));
        if low >= TOO_LONG {
            (high, low) = (high.wrapping_add(1), low.wrapping_sub(TOO_LONG));
        }
        // `high` × 10^34 + `low`: keeps the digits of `low` that fit after `high`, and two for rounding.
        let drop = digit_count(high).saturating_sub(2);
        let kept = drop_digits(low, drop, Rounding::Down, false);
        let cut = kept.wrapping_mul(power_of_ten(drop)) != low;
        let digits = high.wrapping_mul(power_of_ten(DIGITS.saturating_sub(drop))).wrapping_add(kept);
        let exponent = self.exponent.saturating_add(other.exponent).saturating_add_unsigned(drop);
        Self { negative: self.negative != other.negative, digits: mark_inexact(digits, cut), exponent }.fit()
    }

    pub(super) fn div(self, other: Self) -> Option<Self> {
        let mut digits = self.digits.checked_div(other.digits)?;
        let mut rest = self.digits.checked_rem(other.digits)?;
        let mut exponent = self.exponent.saturating_sub(other.exponent);
        while rest != 0 && digits < TOO_LONG.saturating_mul(10) {
            (rest, digits) = (rest.wrapping_mul(10), digits.wrapping_mul(10));
            while rest >= other.digits {
                (rest, digits) = (rest.wrapping_sub(other.digits), digits.wrapping_add(1));
            }
            exponent = exponent.saturating_sub(1);
        }
        let negative = self.negative != other.negative;
        Self { negative, digits: mark_inexact(digits, rest != 0), exponent }.fit()
    }

    /// The remainder with the sign of `self`.
    pub(super) fn rem(self, other: Self) -> Option<Self> {
        if other.digits == 0 {
            return None;
        }
        let gap = self.exponent.saturating_sub(other.exponent);
        if gap >= 0 {
            let mut digits = self.digits.checked_rem(other.digits)?;
            for _ in 0..gap {
                digits = digits.wrapping_mul(10).checked_rem(other.digits)?;
            }
            return Some(Self { digits, exponent: other.exponent, ..self });
        }
        if digit_count(other.digits).saturating_add(gap.unsigned_abs()) > 38 {
            return Some(self);
        }
        let whole = other.digits.wrapping_mul(power_of_ten(gap.unsigned_abs()));
        Some(Self { digits: self.digits.checked_rem(whole)?, ..self })
    }

    /// Rounds to at most `scale` decimals; a negative scale rounds to tens, hundreds …
    pub(super) fn round(self, scale: i32, rounding: Rounding) -> Option<Self> {
        let drop = self.exponent.saturating_add(scale).saturating_neg();
        let Ok(drop) = u32::try_from(drop) else { return Some(self) };
        let digits = drop_digits(self.digits, drop, rounding, self.negative);
        Self { digits, exponent: scale.saturating_neg(), ..self }.fit()
    }

    pub(super) fn compare(self, other: Self) -> Ordering {
        let sign = |parts: &Self| {
            if parts.digits == 0 {
                0
            } else if parts.negative {
                -1
            } else {
                1
            }
        };
        let signs = sign(&self).cmp(&sign(&other));
        if signs != Ordering::Equal || self.digits == 0 {
            return signs;
        }
        let lifted = |a: &Self, b: &Self| {
            let gap = a.exponent.saturating_sub(b.exponent);
            a.digits.wrapping_mul(power_of_ten(u32::try_from(gap).unwrap_or(0)))
        };
        // Only needed for the same magnitude, so that neither exceeds 34 digits.
        let sizes = self.magnitude().cmp(&other.magnitude());
        let sizes = sizes.then_with(|| lifted(&self, &other).cmp(&lifted(&other, &self)));
        if self.negative { sizes.reverse() } else { sizes }
    }
}
