//! Roots, exponentials and logarithms as decimal series, to about 20 digits. No binary floating point.

use crate::data::{Decimal, Rounding};

/// The square root; none below zero.
pub(super) fn sqrt(number: Decimal) -> Option<Decimal> {
    if number.is_zero() || number.is_negative() {
        return number.is_zero().then_some(Decimal::ZERO);
    }
    let two = Decimal::from(2);
    let mut guess = if number > Decimal::ONE { number } else { Decimal::ONE };
    for _ in 0..100 {
        let next =
            guess.checked_add(number.checked_div(guess)?)?.checked_div(two)?.round(24, Rounding::HalfEven)?;
        if next >= guess {
            break;
        }
        guess = next;
    }
    let near = guess.round(18, Rounding::HalfEven)?;
    if near.checked_mul(near) == Some(number) { Some(near) } else { Some(guess) }
}

/// e to the power.
pub(super) fn exp(power: Decimal) -> Option<Decimal> {
    // e^x = (e^(x / 2^k))^(2^k), so that the series is short.
    let (mut small, mut halvings) = (power, 0u32);
    while small > Decimal::ONE || small < Decimal::ONE.negated() {
        small = small.checked_div(Decimal::from(2))?;
        halvings = halvings.checked_add(1).filter(|count| *count < 64)?;
    }
    let (mut term, mut sum) = (Decimal::ONE, Decimal::ONE);
    for n in 1..30i64 {
        match term.checked_mul(small).and_then(|term| term.checked_div(Decimal::from(n))) {
            Some(next) => term = next,
            None => break,
        }
        sum = sum.checked_add(term)?;
    }
    for _ in 0..halvings {
        sum = sum.checked_mul(sum)?;
    }
    Some(sum)
}

/// The natural logarithm; none at or below zero.
pub(super) fn ln(number: Decimal) -> Option<Decimal> {
    if number.is_zero() || number.is_negative() {
        return None;
    }
    let (two, mut x, mut doublings) = (Decimal::from(2), number, 0i64);
    while x > Decimal::parse("1.4")? {
        x = x.checked_div(two)?;
        doublings = doublings.checked_add(1)?;
    }
    while x < Decimal::parse("0.7")? {
        x = x.checked_mul(two)?;
        doublings = doublings.checked_sub(1)?;
    }
    let ln2 = Decimal::parse("0.6931471805599453094172321215")?;
    series(x)?.checked_add(ln2.checked_mul(Decimal::from(doublings))?)
}

/// ln x = 2 artanh((x - 1) / (x + 1)).
fn series(x: Decimal) -> Option<Decimal> {
    let ratio = x.checked_sub(Decimal::ONE)?.checked_div(x.checked_add(Decimal::ONE)?)?;
    let square = ratio.checked_mul(ratio)?;
    let (mut power, mut sum) = (ratio, ratio);
    for n in 1..30i64 {
        let odd = n.checked_mul(2)?.checked_add(1)?;
        let Some(next) = power.checked_mul(square) else { break };
        power = next;
        let Some(term) = power.checked_div(Decimal::from(odd)) else { break };
        sum = sum.checked_add(term)?;
    }
    sum.checked_mul(Decimal::from(2))
}

/// A power whose exponent is not whole; none for a negative base.
pub(super) fn power(base: Decimal, exponent: Decimal) -> Option<Decimal> {
    exp(ln(base)?.checked_mul(exponent)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_series_agree_with_tables() {
        type Function = fn(Decimal) -> Option<Decimal>;
        let cases: [(Function, &str, &str); 6] = [
            (sqrt, "4", "2"),
            (sqrt, "2", "1.414213562373"),
            (exp, "4", "54.598150033144"),
            (exp, "-1", "0.367879441171"),
            (ln, "4", "1.386294361120"),
            (ln, "0.5", "-0.693147180560"),
        ];
        for (function, number, expected) in cases {
            let found =
                function(Decimal::parse(number).unwrap()).unwrap().round(12, Rounding::HalfUp).unwrap();
            assert_eq!(found, Decimal::parse(expected).unwrap(), "{number}");
        }
    }
}
