//! Exact decimal numbers. Money and most counts live in a scaled `i64`; the rest in 96 bits of rust_decimal.
//! Nothing here is a binary fraction, and nothing wraps or silently becomes 0: what does not fit is `None`.

use core::cmp::Ordering;
use core::fmt;
use rust_decimal::{Decimal as Wide, RoundingStrategy};

/// How a number is rounded where two are equally near, or at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// Away from zero on a tie: 2.5 → 3, −2.5 → −3.
    HalfUp,
    /// Towards zero on a tie: 2.5 → 2.
    HalfDown,
    /// To the even neighbour on a tie: 2.5 → 2, 3.5 → 4.
    HalfEven,
    /// Away from zero always: 2.1 → 3.
    Up,
    /// Towards zero always: 2.9 → 2.
    Down,
    /// To the next higher number.
    Ceiling,
    /// To the next lower number.
    Floor,
}

/// An exact decimal number.
///
/// # Units
/// Up to 28 digits; results that need more places are rounded half-even at the 28th, as division must.
///
/// # Example
/// ```
/// use gongdan::data::Decimal;
/// let third = Decimal::from(1).checked_div(Decimal::from(3)).unwrap();
/// assert_eq!(third.to_string(), "0.3333333333333333333333333333");
/// assert_eq!(Decimal::parse("0.10").unwrap().checked_add(Decimal::parse("0.2").unwrap()).unwrap().to_string(), "0.3");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Decimal(Repr);

#[derive(Clone, Copy, Debug)]
enum Repr {
    Scaled { units: i64, scale: u8 },
    Wide(Wide),
}

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
        Self(Repr::Scaled { units, scale: scale.min(28) })
    }

    /// Reads digits with an optional sign, point and exponent; none where it does not fit exactly.
    pub fn parse(text: &str) -> Option<Self> {
        short(text).or_else(|| long(text))
    }

    fn wide(self) -> Wide {
        match self.0 {
            Repr::Scaled { units, scale } => Wide::new(units, u32::from(scale)),
            Repr::Wide(wide) => wide,
        }
    }

    fn of(wide: Wide) -> Self {
        let wide = wide.normalize();
        match (i64::try_from(wide.mantissa()), u8::try_from(wide.scale())) {
            (Ok(units), Ok(scale)) => Self(Repr::Scaled { units, scale }),
            _ => Self(Repr::Wide(wide)),
        }
    }

    /// The two as units of one scale, where both fit.
    fn aligned(self, other: Self) -> Option<(i64, i64, u8)> {
        let (Repr::Scaled { units: a, scale: s }, Repr::Scaled { units: b, scale: t }) = (self.0, other.0)
        else {
            return None;
        };
        match s.cmp(&t) {
            Ordering::Equal => Some((a, b, s)),
            Ordering::Less => Some((a.checked_mul(power(t.wrapping_sub(s))?)?, b, t)),
            Ordering::Greater => Some((a, b.checked_mul(power(s.wrapping_sub(t))?)?, s)),
        }
    }

    /// The sum.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        if let Some((a, b, scale)) = self.aligned(other) {
            if let Some(units) = a.checked_add(b) {
                return Some(Self(Repr::Scaled { units, scale }));
            }
        }
        self.wide().checked_add(other.wide()).map(Self::of)
    }

    /// The difference.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(other.negated())
    }

    /// The number with its sign turned.
    pub fn negated(self) -> Self {
        match self.0 {
            Repr::Scaled { units, scale } => match units.checked_neg() {
                Some(units) => Self(Repr::Scaled { units, scale }),
                None => Self(Repr::Wide(flipped(self.wide()))),
            },
            Repr::Wide(wide) => Self(Repr::Wide(flipped(wide))),
        }
    }

    /// The product.
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        if let (Repr::Scaled { units: a, scale: s }, Repr::Scaled { units: b, scale: t }) = (self.0, other.0)
        {
            let scale = s.saturating_add(t);
            if let (Some(units), true) = (a.checked_mul(b), scale <= 18) {
                return Some(Self(Repr::Scaled { units, scale }));
            }
        }
        self.kept(other, self.wide().checked_mul(other.wide())?)
    }

    /// The quotient; none for division by zero.
    pub fn checked_div(self, other: Self) -> Option<Self> {
        self.kept(other, self.wide().checked_div(other.wide())?)
    }

    /// A product or quotient of two numbers; none where it vanished though neither was 0.
    fn kept(self, other: Self, result: Wide) -> Option<Self> {
        let vanished = result.is_zero() && !self.is_zero() && !other.is_zero();
        (!vanished).then(|| Self::of(result))
    }

    /// The remainder with the sign of the divisor, as FEEL's `modulo`.
    pub fn modulo(self, other: Self) -> Option<Self> {
        if other.is_zero() {
            return None;
        }
        let rest = Self::of(self.wide().checked_rem(other.wide())?);
        if !rest.is_zero() && rest.is_negative() != other.is_negative() {
            rest.checked_add(other)
        } else {
            Some(rest)
        }
    }

    /// The power to a whole exponent.
    pub fn pow(self, exponent: i64) -> Option<Self> {
        let (mut result, mut base, mut left) = (Self::ONE, self, exponent.unsigned_abs());
        while left > 0 {
            if left & 1 == 1 {
                result = result.checked_mul(base)?;
            }
            left >>= 1;
            if left > 0 {
                base = base.checked_mul(base)?;
            }
        }
        if exponent < 0 { Self::ONE.checked_div(result) } else { Some(result) }
    }

    /// The number with at most `scale` decimals; a negative scale rounds to tens, hundreds …
    pub fn round(self, scale: i32, rounding: Rounding) -> Option<Self> {
        let strategy = match rounding {
            Rounding::HalfUp => RoundingStrategy::MidpointAwayFromZero,
            Rounding::HalfDown => RoundingStrategy::MidpointTowardZero,
            Rounding::HalfEven => RoundingStrategy::MidpointNearestEven,
            Rounding::Up => RoundingStrategy::AwayFromZero,
            Rounding::Down => RoundingStrategy::ToZero,
            Rounding::Ceiling => RoundingStrategy::ToPositiveInfinity,
            Rounding::Floor => RoundingStrategy::ToNegativeInfinity,
        };
        match u32::try_from(scale) {
            Ok(scale) => Some(Self::of(self.wide().round_dp_with_strategy(scale, strategy))),
            Err(_) => {
                let unit = Self::from(10).pow(i64::from(scale.unsigned_abs()))?;
                let tens = Self::of(self.checked_div(unit)?.wide().round_dp_with_strategy(0, strategy));
                tens.checked_mul(unit)
            }
        }
    }

    /// Whether it is 0.
    pub fn is_zero(self) -> bool {
        match self.0 {
            Repr::Scaled { units, .. } => units == 0,
            Repr::Wide(wide) => wide.is_zero(),
        }
    }

    /// Whether it is less than 0.
    pub fn is_negative(self) -> bool {
        self < Self::ZERO
    }

    /// Whether it has no decimals by value: 2.00 has none.
    pub fn is_integer(self) -> bool {
        self.decimals() == 0
    }

    /// How many decimals it has by value: 2.50 has one.
    pub fn decimals(self) -> u32 {
        match self.0 {
            Repr::Scaled { scale: 0, .. } => 0,
            _ => self.wide().normalize().scale(),
        }
    }

    /// The whole number, where it is one and fits.
    pub fn to_i64(self) -> Option<i64> {
        let wide = self.wide().normalize();
        if wide.scale() == 0 { i64::try_from(wide.mantissa()).ok() } else { None }
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
        let mut wide = self.wide().round_dp_with_strategy(scale, RoundingStrategy::MidpointAwayFromZero);
        wide.rescale(scale);
        if wide.is_zero() {
            wide.set_sign_positive(true)
        }
        wide.to_string()
    }
}

fn flipped(mut wide: Wide) -> Wide {
    wide.set_sign_positive(wide.is_sign_negative());
    wide
}

fn power(exponent: u8) -> Option<i64> {
    POWERS.get(usize::from(exponent)).copied()
}

/// Up to 18 digits with one point: nearly every number of an order.
fn short(text: &str) -> Option<Decimal> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (mut units, mut scale, mut point, mut count) = (0i64, 0u8, false, 0u8);
    for byte in digits.bytes() {
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

/// Longer ones and exponents; refused where digits would be lost.
fn long(text: &str) -> Option<Decimal> {
    let (mantissa, exponent) = text
        .split_once(['e', 'E'])
        .map_or((text, 0), |(mantissa, exponent)| (mantissa, exponent.parse::<i32>().unwrap_or(i32::MAX)));
    let number = Wide::from_str_exact(mantissa).ok().map(Decimal::of)?;
    if number.is_zero() || exponent == 0 {
        return Some(number);
    }
    if exponent.unsigned_abs() > 56 {
        return None;
    }
    let shift = Decimal::from(10).pow(i64::from(exponent.unsigned_abs().min(28)))?;
    let moved = if exponent > 0 { number.checked_mul(shift)? } else { number.checked_div(shift)? };
    let back = if exponent > 0 { moved.checked_div(shift)? } else { moved.checked_mul(shift)? };
    (exponent.unsigned_abs() <= 28 && back == number).then_some(moved)
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
    fn cmp(&self, other: &Self) -> Ordering {
        match self.aligned(*other) {
            Some((a, b, _)) => a.cmp(&b),
            None => self.wide().cmp(&other.wide()),
        }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Repr::Scaled { units, scale: 0 } => write!(f, "{units}"),
            _ => write!(f, "{}", self.wide().normalize()),
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
    fn what_does_not_fit_is_none_and_never_zero() {
        assert_eq!(Decimal::parse("1e29"), None);
        assert_eq!(Decimal::parse("1e-29"), None);
        assert_eq!(number("1e-20").checked_mul(number("1e-20")), None);
        assert_eq!(number("79228162514264337593543950335").checked_mul(number("10")), None);
        assert_eq!(Decimal::ONE.checked_div(Decimal::ZERO), None);
    }

    #[test]
    fn rounding_goes_by_its_name() {
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
    fn equal_values_are_equal_however_written() {
        assert_eq!(number("1.50"), number("1.5"));
        assert_eq!(number("150e-2"), number("1.5"));
        assert_eq!(number("2.00").decimals(), 0);
        assert_eq!(number("-0.004").fixed(2), "0.00");
    }
}
