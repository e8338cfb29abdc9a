//! Exact decimal numbers. Money and most counts are a scaled `i64`, all others have the 34 digits of
//! decimal128. Nothing is a binary fraction, and nothing wraps or silently becomes 0: a result out of range
//! is `None`.

mod text;
mod wide;

use core::cmp::Ordering;
use core::fmt;
use wide::Parts;
pub(crate) use wide::SCALES;

/// A rounding mode: for ties, or for all numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// Away from zero on a tie: 2.5 → 3, −2.5 → −3.
    HalfUp,
    /// Towards zero on a tie: 2.5 → 2.
    HalfDown,
    /// To the even neighbour on a tie: 2.5 → 2, 3.5 → 4.
    HalfEven,
    /// Always away from zero: 2.1 → 3.
    Up,
    /// Always towards zero: 2.9 → 2.
    Down,
    /// To the next higher number.
    Ceiling,
    /// To the next lower number.
    Floor,
}

/// An exact decimal number.
///
/// # Units
/// Up to 34 digits; results that need more, such as 1 / 3, are rounded half to even at the 34th.
/// Powers of ten range from -6176 to 6111.
///
/// # Example
/// ```
/// use gongdan::data::Decimal;
/// let third = Decimal::from(1).checked_div(Decimal::from(3)).unwrap();
/// assert_eq!(third.to_string(), "0.3333333333333333333333333333333333");
/// assert_eq!(Decimal::parse("0.10").unwrap().checked_add(Decimal::parse("0.2").unwrap()).unwrap().to_string(), "0.3");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Decimal(Repr);

#[derive(Clone, Copy, Debug)]
enum Repr {
    Scaled {
        units: i64,
        scale: u8,
    },
    /// The digits in two halves, so that a number takes only three words.
    Wide {
        high: u64,
        low: u64,
        exponent: i16,
        negative: bool,
    },
}

/// The maximum number of decimals of a scaled `i64`.
pub(crate) const MAX_DECIMALS: u8 = 28;
const POWERS: [i64; 19] = [
    1,
    10,
    100,
    1_000,
    10_000,
    100_000,
    1_000_000,
    10_000_000,
    100_000_000,
    1_000_000_000,
    10_000_000_000,
    100_000_000_000,
    1_000_000_000_000,
    10_000_000_000_000,
    100_000_000_000_000,
    1_000_000_000_000_000,
    10_000_000_000_000_000,
    100_000_000_000_000_000,
    1_000_000_000_000_000_000,
];

impl From<i64> for Decimal {
    fn from(units: i64) -> Self {
        Self(Repr::Scaled { units, scale: 0 })
    }
}

impl Decimal {
    /// 0
    pub const ZERO: Self = Self(Repr::Scaled { units: 0, scale: 0 });
    /// 1
    pub const ONE: Self = Self(Repr::Scaled { units: 1, scale: 0 });

    /// `units` / 10^`scale`; a scale above 28 is taken as 28.
    pub fn from_scaled(units: i64, scale: u8) -> Self {
        Self(Repr::Scaled { units, scale: scale.min(MAX_DECIMALS) })
    }

    /// A constant of more than 19 digits, times a power of ten.
    pub(crate) const fn from_digits(digits: u128, exponent: i16) -> Self {
        Self(Repr::Wide { high: (digits >> 64) as u64, low: digits as u64, exponent, negative: false })
    }

    /// Reads digits with an optional sign, point and exponent; `None` if it does not fit exactly.
    pub fn parse(text: &str) -> Option<Self> {
        parse_short(text).or_else(|| text::parse(text).map(Self::from_parts))
    }

    fn parts(self) -> Parts {
        match self.0 {
            Repr::Scaled { units, scale } => Parts {
                negative: units < 0,
                digits: u128::from(units.unsigned_abs()),
                exponent: i32::from(scale).saturating_neg(),
            },
            Repr::Wide { high, low, exponent, negative } => {
                let digits = (u128::from(high) << 64) | u128::from(low);
                Parts { negative, digits, exponent: i32::from(exponent) }
            }
        }
    }

    fn from_parts(parts: Parts) -> Self {
        Self::scaled(parts).or_else(|| Self::scaled(parts.trimmed())).unwrap_or_else(|| {
            let half = |digits: u128| u64::try_from(digits & u128::from(u64::MAX)).unwrap_or(0);
            Self(Repr::Wide {
                high: half(parts.digits >> 64),
                low: half(parts.digits),
                exponent: i16::try_from(parts.exponent).unwrap_or(0),
                negative: parts.negative,
            })
        })
    }

    /// The number as a scaled `i64`, if it fits.
    fn scaled(parts: Parts) -> Option<Self> {
        let scale = u8::try_from(parts.exponent.min(0).saturating_neg())
            .ok()
            .filter(|scale| *scale <= MAX_DECIMALS)?;
        let units = i64::try_from(parts.digits).ok()?;
        let lift = u8::try_from(parts.exponent.max(0)).ok()?;
        let units = if units == 0 { 0 } else { units.checked_mul(power(lift)?)? };
        Some(Self(Repr::Scaled { units: if parts.negative { units.wrapping_neg() } else { units }, scale }))
    }

    /// Both numbers as units of one scale, if they fit.
    #[inline(always)]
    #[cfg_attr(swift, optimize(speed))]
    fn aligned(self, other: Self) -> Option<(i64, i64, u8)> {
        let (Repr::Scaled { units: a, scale: s }, Repr::Scaled { units: b, scale: t }) = (self.0, other.0)
        else {
            return None;
        };
        match s.cmp(&t) {
            Ordering::Equal => Some((a, b, s)),
            Ordering::Less => Some((rescaled(a, t.wrapping_sub(s))?, b, t)),
            Ordering::Greater => Some((a, rescaled(b, s.wrapping_sub(t))?, s)),
        }
    }

    /// The sum.
    #[cfg_attr(swift, optimize(speed))]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        if let Some((a, b, scale)) = self.aligned(other) {
            if let Some(units) = a.checked_add(b) {
                return Some(Self(Repr::Scaled { units, scale }));
            }
        }
        self.parts().add(other.parts()).map(Self::from_parts)
    }

    /// The same number with at least this many decimals, if they fit.
    pub fn with_min_decimals(self, places: u8) -> Self {
        self.add_exact(Self(Repr::Scaled { units: 0, scale: places })).unwrap_or(self)
    }

    /// The sum if all three numbers are a scaled `i64`, so that no digit is lost.
    pub fn add_exact(self, other: Self) -> Option<Self> {
        let (a, b, scale) = self.aligned(other)?;
        Some(Self(Repr::Scaled { units: a.checked_add(b)?, scale }))
    }

    /// The difference.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(other.negated())
    }

    /// The negated number.
    pub fn negated(self) -> Self {
        if let Repr::Scaled { units, scale } = self.0 {
            if let Some(units) = units.checked_neg() {
                return Self(Repr::Scaled { units, scale });
            }
        }
        let parts = self.parts();
        Self::from_parts(Parts { negative: !parts.negative, ..parts })
    }

    /// The product.
    #[cfg_attr(swift, optimize(speed))]
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        if let (Repr::Scaled { units: a, scale: s }, Repr::Scaled { units: b, scale: t }) = (self.0, other.0)
        {
            let scale = s.saturating_add(t);
            if let (Some(units), true) = (product(a, b), scale <= 18) {
                return Some(Self(Repr::Scaled { units, scale }));
            }
        }
        self.parts().mul(other.parts()).map(Self::from_parts)
    }

    /// The quotient; `None` for division by zero.
    pub fn checked_div(self, other: Self) -> Option<Self> {
        self.parts().div(other.parts()).map(Self::from_parts)
    }

    /// The remainder with the sign of the divisor, as FEEL's `modulo`.
    pub fn modulo(self, other: Self) -> Option<Self> {
        let rest = Self::from_parts(self.parts().rem(other.parts())?);
        if !rest.is_zero() && rest.is_negative() != other.is_negative() {
            rest.checked_add(other)
        } else {
            Some(rest)
        }
    }

    /// The power to a whole exponent.
    pub fn pow(self, exponent: i64) -> Option<Self> {
        let size = exponent.unsigned_abs();
        if exponent >= 0 {
            return self.pow_unsigned(size);
        }
        let below = |part: Self, size: u64| part.checked_div(self.pow_unsigned(size)?);
        // The divisor may be too large although the quotient is not too small.
        let half = size >> 1;
        below(Self::ONE, size).or_else(|| below(below(Self::ONE, half)?, size.wrapping_sub(half)))
    }

    fn pow_unsigned(self, mut left: u64) -> Option<Self> {
        let (mut result, mut base) = (Self::ONE, self);
        while left > 0 {
            if left & 1 == 1 {
                result = result.checked_mul(base)?;
            }
            left >>= 1;
            if left > 0 {
                base = base.checked_mul(base)?;
            }
        }
        Some(result)
    }

    /// Rounds to at most `scale` decimals; a negative scale rounds to tens, hundreds …
    #[cfg_attr(swift, optimize(speed))]
    pub fn round(self, scale: i32, rounding: Rounding) -> Option<Self> {
        if let (Repr::Scaled { units, scale: own }, Ok(scale)) = (self.0, u8::try_from(scale)) {
            if own <= scale {
                return Some(self);
            }
            if let (Rounding::HalfUp, Some(power)) = (rounding, power(own.wrapping_sub(scale))) {
                let (whole, rest) = (units.checked_div(power)?, units.checked_rem(power)?);
                let up = i64::from(rest.unsigned_abs() >= power.unsigned_abs() >> 1);
                let units = whole.checked_add(if units < 0 { up.wrapping_neg() } else { up })?;
                return Some(Self(Repr::Scaled { units, scale }));
            }
        }
        self.parts().round(scale, rounding).map(Self::from_parts)
    }

    /// Whether it is 0.
    pub fn is_zero(self) -> bool {
        matches!(self.0, Repr::Scaled { units: 0, .. })
    }

    /// Whether it is less than 0.
    pub fn is_negative(self) -> bool {
        match self.0 {
            Repr::Scaled { units, .. } => units < 0,
            Repr::Wide { negative, .. } => negative,
        }
    }

    /// Whether its value has no decimals: 2.00 has none.
    pub fn is_integer(self) -> bool {
        self.has_at_most_decimals(0)
    }

    /// Whether its value has at most this many decimals.
    #[cfg_attr(swift, optimize(speed))]
    pub fn has_at_most_decimals(self, places: u8) -> bool {
        matches!(self.0, Repr::Scaled { scale, .. } if scale <= places)
            || self.decimals() <= u32::from(places)
    }

    /// The number of decimals of its value: 2.50 has one.
    pub fn decimals(self) -> u32 {
        match self.0 {
            Repr::Scaled { units, scale } => {
                let (mut units, mut scale) = (units, if units == 0 { 0 } else { scale });
                while scale > 0 && units % 10 == 0 {
                    (units, scale) = (units / 10, scale.wrapping_sub(1));
                }
                u32::from(scale)
            }
            Repr::Wide { .. } => u32::try_from(self.parts().trimmed().exponent.saturating_neg()).unwrap_or(0),
        }
    }

    /// The units and the scale, if it is a scaled `i64`.
    pub fn units(self) -> Option<(i64, u8)> {
        if let Repr::Scaled { units, scale } = self.0 { Some((units, scale)) } else { None }
    }

    /// The number as an `i64`, if it is whole and fits.
    pub fn to_i64(self) -> Option<i64> {
        if let Repr::Scaled { units, scale: 0 } = self.0 {
            return Some(units);
        }
        Self::from_parts(self.parts().trimmed())
            .units()
            .filter(|(_, scale)| *scale == 0)
            .map(|(units, _)| units)
    }

    /// The place of the first digit: 1 for 1 to 9, 0 for 0.1, -1 for 0.01.
    pub fn magnitude(self) -> i32 {
        self.parts().magnitude()
    }

    /// The number times 10 to the power of `places`.
    pub fn shifted(self, places: i32) -> Option<Self> {
        let parts = self.parts();
        let exponent = parts.exponent.checked_add(places)?;
        Parts { exponent, ..parts }.fit().map(Self::from_parts)
    }

    /// The units at this many decimals, or the fewest possible, and their number; `None` if they do not fit.
    pub fn to_scaled(self, places: Option<u32>) -> Option<(i64, u32)> {
        let Repr::Scaled { units, scale } = self.0 else { return None };
        let (own, places) = (self.decimals(), places.unwrap_or_else(|| self.decimals()));
        if places >= u32::from(scale) {
            return Some((rescaled(units, u8::try_from(places).ok()?.checked_sub(scale)?)?, places));
        }
        let cut = power(scale.checked_sub(u8::try_from(places).ok()?)?)?;
        (own <= places).then_some((units.checked_div(cut)?, places))
    }

    /// The text with exactly `scale` decimals, rounded half up.
    ///
    /// # Example
    /// ```
    /// use gongdan::data::Decimal;
    /// assert_eq!(Decimal::parse("2.005").unwrap().fixed(2), "2.01");
    /// assert_eq!(Decimal::from(60).fixed(2), "60.00");
    /// ```
    pub fn fixed(self, scale: u32) -> String {
        let places = i32::try_from(scale).unwrap_or(i32::MAX);
        let rounded = self.parts().round(places, Rounding::HalfUp).unwrap_or_else(|| self.parts());
        text::format_digits(rounded, Some(scale as usize))
    }
}

/// The units at a scale with this many more decimals.
fn rescaled(units: i64, decimals: u8) -> Option<i64> {
    product(units, power(decimals)?)
}

/// Avoids a multiplication in 128 bits for small numbers, which cannot overflow.
fn product(a: i64, b: i64) -> Option<i64> {
    if (a.unsigned_abs() | b.unsigned_abs()) < 1 << 31 { Some(a.wrapping_mul(b)) } else { a.checked_mul(b) }
}

/// The product, if the leading zeros show that it fits; avoids a multiplication in 128 bits.
#[inline(always)]
pub(crate) fn short_product(a: i64, b: i64) -> Option<i64> {
    let zeros = a.unsigned_abs().leading_zeros().wrapping_add(b.unsigned_abs().leading_zeros());
    (zeros > 64).then(|| a.wrapping_mul(b))
}

fn power(exponent: u8) -> Option<i64> {
    POWERS.get(usize::from(exponent)).copied()
}

/// Reads up to 18 digits with at most one point: nearly every number of an order.
fn parse_short(text: &str) -> Option<Decimal> {
    let (negative, digits) = match text.as_bytes() {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    let (mut units, mut scale, mut point, mut count) = (0i64, 0u8, false, 0u8);
    for byte in digits {
        match byte {
            b'0'..=b'9' if count < 18 => {
                units = units.wrapping_mul(10).wrapping_add(i64::from(byte.wrapping_sub(b'0')));
                count = count.wrapping_add(1);
                scale = scale.wrapping_add(u8::from(point));
            }
            b'.' if !point => point = true,
            _ => return None,
        }
    }
    (count > 0).then(|| Decimal::from_scaled(if negative { units.wrapping_neg() } else { units }, scale))
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    #[inline]
    #[cfg_attr(swift, optimize(speed))]
    fn cmp(&self, other: &Self) -> Ordering {
        match self.aligned(*other) {
            Some((a, b, _)) => a.cmp(&b),
            None => self.parts().compare(other.parts()),
        }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Repr::Scaled { units, scale: 0 } => write!(f, "{units}"),
            _ => f.write_str(&text::format_digits(self.parts(), None)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn sums_and_products_are_exact() {
        let cases = [
            ("0.1", "0.2", "0.3", "0.02"),
            ("9223372036854775807", "1", "9223372036854775808", "9223372036854775807"),
            ("-1.50", "1.5", "0", "-2.25"),
        ];
        for (a, b, sum, product) in cases {
            assert_eq!(number(a).checked_add(number(b)).unwrap().to_string(), sum);
            assert_eq!(number(a).checked_mul(number(b)).unwrap().to_string(), product);
        }
    }

    #[test]
    fn results_out_of_range_are_none_and_never_zero() {
        assert_eq!(Decimal::parse("1e6145"), None);
        assert_eq!(Decimal::parse("1e-6177"), None);
        assert_eq!(Decimal::parse("12345678901234567890123456789012345"), None);
        assert_eq!(number("1e-4000").checked_mul(number("1e-4000")), None);
        assert_eq!(number("9e6144").checked_mul(number("10")), None);
        assert_eq!(Decimal::ONE.checked_div(Decimal::ZERO), None);
    }

    #[test]
    fn each_rounding_mode_rounds_as_named() {
        let cases = [
            ("2.5", Rounding::HalfUp, "3"),
            ("-2.5", Rounding::HalfUp, "-3"),
            ("2.5", Rounding::HalfDown, "2"),
            ("2.5", Rounding::HalfEven, "2"),
            ("2.1", Rounding::Up, "3"),
            ("-2.9", Rounding::Down, "-2"),
            ("-2.1", Rounding::Floor, "-3"),
            ("-2.9", Rounding::Ceiling, "-2"),
        ];
        for (text, rounding, expected) in cases {
            assert_eq!(number(text).round(0, rounding).unwrap().to_string(), expected, "{text} {rounding:?}");
        }
        assert_eq!(number("1250").round(-2, Rounding::HalfUp).unwrap().to_string(), "1300");
    }

    #[test]
    fn equal_values_are_equal_in_any_notation() {
        assert_eq!(number("1.50"), number("1.5"));
        assert_eq!(number("150e-2"), number("1.5"));
        assert_eq!(number("2.00").decimals(), 0);
        assert_eq!(number("-0.004").fixed(2), "0.00");
    }
}
