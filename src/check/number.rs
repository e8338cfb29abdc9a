//! Numbers as people type them: digits and a decimal point, also in full width; no exponent, no grouping.

use crate::data::Decimal;
use crate::data::text::{half_width, trim};

/// Reads `[+-]?digits[.digits]`, trimmed, with full-width characters converted.
///
/// # Example
/// ```
/// use gongdan::check::parse_number;
/// assert_eq!(parse_number(" １２．５０ ").unwrap().to_string(), "12.5");
/// assert!(parse_number("1,200").is_none());
/// assert!(parse_number("1e3").is_none());
/// ```
pub fn parse_number(text: &str) -> Option<Decimal> {
    let text = trim(text);
    if text.is_ascii() {
        return parse_plain(text);
    }
    parse_plain(&text.chars().map(half_width).collect::<String>())
}

fn parse_plain(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if all_digits(whole) && all_digits(fraction) {
        Decimal::parse(text.strip_prefix('+').unwrap_or(text))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::parse_number;

    #[test]
    fn only_digits_with_a_sign_and_a_point_are_a_number() {
        for (good, number) in
            [("7", "7"), (" -0.50 ", "-0.5"), ("+12.5", "12.5"), ("１２．５", "12.5"), ("007", "7")]
        {
            assert_eq!(parse_number(good).map(|found| found.to_string()).as_deref(), Some(number), "{good}");
        }
        for bad in
            ["", "-", ".5", "5.", "1e3", "1.5e3", "1.2.3", "+-1", "--1", "1,000", "¥1", "0x1", "1 2", "一"]
        {
            assert_eq!(parse_number(bad), None, "{bad}");
        }
    }
}
