//! Numbers as texts: writes plain digits, reads digits with an optional sign, point and exponent.

use super::wide::Parts;

/// The number in plain digits: without trailing zeros, or with exactly this many decimals.
pub(super) fn format_digits(parts: Parts, decimals: Option<usize>) -> String {
    let parts = if decimals.is_none() { parts.trimmed() } else { parts };
    let mut reversed = Vec::new();
    let decimals = decimals.unwrap_or_else(|| usize::try_from(parts.exponent.saturating_neg()).unwrap_or(0));
    let places = i32::try_from(decimals).unwrap_or(i32::MAX).saturating_add(parts.exponent);
    // Zeros of the power of ten.
    for _ in 0..places {
        push(&mut reversed, decimals, b'0');
    }
    let mut left = parts.digits;
    while left > u128::from(u64::MAX) {
        push(
            &mut reversed,
            decimals,
            last_digit(u64::try_from(left.checked_rem(10).unwrap_or(0)).unwrap_or(0)),
        );
        left = left.checked_div(10).unwrap_or(0);
    }
    let mut left = u64::try_from(left).unwrap_or(0);
    while left > 0 || digit_count(&reversed, decimals) <= decimals {
        push(&mut reversed, decimals, last_digit(left));
        left = left.checked_div(10).unwrap_or(0);
    }
    if parts.negative && parts.digits > 0 {
        reversed.push(b'-');
    }
    reversed.into_iter().rev().map(char::from).collect()
}

fn last_digit(number: u64) -> u8 {
    b'0'.wrapping_add(u8::try_from(number.checked_rem(10).unwrap_or(0)).unwrap_or(0))
}

/// The number of digits, without the point.
fn digit_count(reversed: &[u8], decimals: usize) -> usize {
    reversed.len().saturating_sub(usize::from(decimals > 0 && reversed.len() > decimals))
}

/// Adds the next digit to the left, and the point where it belongs.
fn push(reversed: &mut Vec<u8>, decimals: usize, digit: u8) {
    if decimals > 0 && reversed.len() == decimals {
        reversed.push(b'.');
    }
    reversed.push(digit);
}

/// Reads the power of ten after an `e`.
fn parse_exponent(text: &str) -> Option<i32> {
    let negative = text.starts_with('-');
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let size = i32::try_from(digits.parse::<u32>().ok().filter(|_| !digits.starts_with('+'))?).ok()?;
    Some(if negative { size.wrapping_neg() } else { size })
}

/// Reads a number of any length; `None` if it is not one, has more than 34 digits or is out of range.
pub(super) fn parse(text: &str) -> Option<Parts> {
    let (mantissa, mut exponent) = match text.find(['e', 'E']) {
        Some(at) => (text.get(..at)?, parse_exponent(text.get(at.saturating_add(1)..)?)?),
        None => (text, 0),
    };
    let negative = mantissa.starts_with('-');
    let (mut digits, mut point, mut any) = (0u128, false, false);
    for byte in mantissa.get(usize::from(negative || mantissa.starts_with('+'))..)?.bytes() {
        if byte == b'.' && !point {
            point = true;
            continue;
        }
        let digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
        any = true;
        let longer = digits.saturating_mul(10).saturating_add(u128::from(digit));
        if longer < super::wide::power_of_ten(34) {
            digits = longer;
            exponent = exponent.saturating_sub(i32::from(point));
        } else if digit == 0 {
            exponent = exponent.saturating_add(i32::from(!point));
        } else {
            return None;
        }
    }
    let parts = Parts { negative, digits, exponent };
    any.then_some(parts)?.trimmed().fit()
}
