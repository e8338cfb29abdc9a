//! Roots, exponentials and logarithms as decimal series, without binary floating point. A root is rounded to
//! 33 digits, the others to 30, so that whole results are exact.

use crate::data::{Decimal, Rounding};

/// The number of steps that a power or logarithm counts as when computed by a series.
pub(super) const SERIES: usize = 100;

/// The natural logarithm of 10, to so many digits that a product with four more is exact.
const LN_10: Decimal = Decimal::from_digits(230_258_509_299_404_568_401_799_145_468, -29);
/// The rest of `LN_10`, beyond its last digit.
const LN_10_REST: Decimal = Decimal::from_digits(4_364_207_601_101_488_628_772_976_033_328, -60);

/// The square root; `None` for negative numbers.
pub(super) fn sqrt(number: Decimal) -> Option<Decimal> {
    if number.is_zero() || number.is_negative() {
        return number.is_zero().then_some(number);
    }
    // Scale to between 0.1 and 10, so that the initial guess is never far off.
    let half = number.magnitude() >> 1;
    let square = number.shifted(half.checked_mul(-2)?)?;
    let mut guess = Decimal::from(4);
    loop {
        let next = guess.checked_add(square.checked_div(guess)?)?.checked_div(Decimal::from(2))?;
        if next >= guess {
            break;
        }
        guess = next;
    }
    significant(guess, 33)?.shifted(half)
}

/// e to the given power.
pub(super) fn exp(power: Decimal) -> Option<Decimal> {
    // e^x = 10^k * e^(x - k ln 10) keeps the series short.
    let tens = power.checked_div(LN_10)?.round(0, Rounding::HalfEven)?;
    let rest = power.checked_sub(tens.checked_mul(LN_10)?)?.checked_sub(tens.checked_mul(LN_10_REST)?)?;
    let (mut term, mut sum) = (Decimal::ONE, Decimal::ONE);
    for n in 1..40i64 {
        let Some(next) = term.checked_mul(rest).and_then(|term| term.checked_div(n.into())) else { break };
        term = next;
        sum = sum.checked_add(term)?;
    }
    significant(sum, 30)?.shifted(i32::try_from(tens.to_i64()?).ok()?)
}

/// The natural logarithm; `None` for zero and negative numbers.
pub(super) fn ln(number: Decimal) -> Option<Decimal> {
    significant(logarithm(number)?, 30)
}

fn logarithm(number: Decimal) -> Option<Decimal> {
    if number.is_zero() || number.is_negative() {
        return None;
    }
    let (mut tens, mut near) = (number.magnitude(), number.shifted(number.magnitude().checked_neg()?)?);
    if near < Decimal::from_scaled(3, 1) {
        (tens, near) = (tens.checked_sub(1)?, near.shifted(1)?);
    }
    let tens = Decimal::from(i64::from(tens));
    series(near)?.checked_add(tens.checked_mul(LN_10_REST)?)?.checked_add(tens.checked_mul(LN_10)?)
}

/// ln x = 2 artanh((x - 1) / (x + 1)).
fn series(x: Decimal) -> Option<Decimal> {
    let ratio = x.checked_sub(Decimal::ONE)?.checked_div(x.checked_add(Decimal::ONE)?)?;
    let square = ratio.checked_mul(ratio)?;
    let (mut power, mut sum) = (ratio, Decimal::ZERO);
    for n in 0..70i64 {
        let odd = n.wrapping_add(n).wrapping_add(1);
        let Some(term) = power.checked_div(odd.into()) else { break };
        sum = sum.checked_add(term)?;
        power = power.checked_mul(square)?;
    }
    sum.checked_add(sum)
}

/// A power with a fractional exponent; `None` for a negative base.
pub(super) fn power(base: Decimal, exponent: Decimal) -> Option<Decimal> {
    if base.is_zero() && !exponent.is_negative() {
        return Some(base);
    }
    exp(logarithm(base)?.checked_mul(exponent)?)
}

/// Rounds to a number of significant digits that intermediate rounding has not affected.
fn significant(number: Decimal, digits: i32) -> Option<Decimal> {
    number.round(digits.checked_sub(number.magnitude())?, Rounding::HalfEven)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_functions_agree_with_known_values() {
        type Function = fn(Decimal) -> Option<Decimal>;
        let cases: [(Function, &str, &str); 28] = [
            (sqrt, "0", "0"),
            (sqrt, "4", "2"),
            (sqrt, "2", "1.41421356237309504880168872420970"),
            (sqrt, "10", "3.16227766016837933199889354443272"),
            (sqrt, "0.0625", "0.25"),
            (sqrt, "1000000007", "31622.7767123635112321927060568885"),
            (sqrt, "1e-60", "1e-30"),
            (sqrt, "2e-61", "4.47213595499957939281834733746255e-31"),
            (sqrt, "1e400", "1e200"),
            (sqrt, "9e6144", "3e3072"),
            (sqrt, "1e-6176", "1e-3088"),
            (exp, "0", "1"),
            (exp, "1", "2.71828182845904523536028747135"),
            (exp, "4", "54.5981500331442390781102612029"),
            (exp, "-1", "0.367879441171442321595523770161"),
            (exp, "0.5", "1.64872127070012814684865078781"),
            (exp, "1e-40", "1"),
            (exp, "10000", "8.80681822566292158726149600764e4342"),
            (exp, "-10000", "1.13548386531473609854093887507e-4343"),
            (ln, "1", "0"),
            (ln, "4", "1.38629436111989061883446424292"),
            (ln, "0.5", "-0.693147180559945309417232121458"),
            (ln, "10", "2.30258509299404568401799145468"),
            (ln, "3", "1.09861228866810969139524523692"),
            (ln, "1.0000001", "9.99999950000003333333083333353e-8"),
            (ln, "0.29", "-1.23787435600161734085271087701"),
            (ln, "1e4000", "9210.34037197618273607196581874"),
            (ln, "1e-6176", "-14220.7655343312261444951152241"),
        ];
        for (function, number, expected) in cases {
            let found = function(Decimal::parse(number).unwrap());
            assert_eq!(found, Decimal::parse(expected), "{number}");
        }
        assert_eq!(exp(Decimal::from(20_000)), None);
        assert_eq!(exp(Decimal::from(-20_000)), None);
    }

    #[test]
    fn a_power_with_an_exact_result_is_exact() {
        let third = Decimal::ONE.checked_div(Decimal::from(3)).unwrap();
        let half = Decimal::parse("0.5").unwrap();
        for (base, exponent, expected) in [
            ("8", third, "2"),
            ("27", third, "3"),
            ("4", half, "2"),
            ("0.25", half, "0.5"),
            ("0", half, "0"),
            ("1e-60", half, "1e-30"),
        ] {
            assert_eq!(power(Decimal::parse(base).unwrap(), exponent), Decimal::parse(expected), "{base}");
        }
        assert_eq!(power(Decimal::from(-8), third), None);
        assert_eq!(power(Decimal::ZERO, half.negated()), None);
    }
}
