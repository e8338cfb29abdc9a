//! Durations. FEEL has two kinds that cannot be mixed: days and time, and years and months.

use super::Decimal;
use core::fmt;

/// Days, hours, minutes, seconds.
///
/// # Units
/// Nanoseconds in 128 bits, enough for the distance between any two dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DaysDuration {
    nanos: i128,
}

/// Years and months.
///
/// # Units
/// Months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MonthsDuration {
    months: i64,
}

/// A second in nanoseconds.
const SECOND: i128 = 1_000_000_000;
/// A day in nanoseconds.
pub(crate) const DAY: i128 = 86_400 * SECOND;

impl DaysDuration {
    /// A duration of nanoseconds.
    pub fn from_nanos(nanos: i128) -> Self {
        Self { nanos }
    }

    /// A duration of seconds, truncated to nanoseconds.
    pub fn from_seconds(seconds: Decimal) -> Option<Self> {
        let whole = seconds.round(0, super::Rounding::Down)?;
        let rest = seconds
            .checked_sub(whole)?
            .checked_mul(Decimal::from(1_000_000_000))?
            .round(0, super::Rounding::Down)?;
        let nanos =
            i128::from(whole.to_i64()?).checked_mul(SECOND)?.checked_add(i128::from(rest.to_i64()?))?;
        Some(Self { nanos })
    }

    /// Whole seconds, rounded down, and nanoseconds; `None` beyond 290 billion years.
    pub(super) fn parts(self) -> Option<(i64, u32)> {
        // Nearly every duration fits into 64 bits, where division is many times faster.
        if let Ok(nanos) = i64::try_from(self.nanos) {
            let seconds = nanos.div_euclid(1_000_000_000);
            let rest = nanos.wrapping_sub(seconds.wrapping_mul(1_000_000_000));
            return Some((seconds, u32::try_from(rest).ok()?));
        }
        let seconds = i64::try_from(self.nanos.div_euclid(SECOND)).ok()?;
        Some((seconds, u32::try_from(self.nanos.rem_euclid(SECOND)).ok()?))
    }

    /// The duration in nanoseconds.
    pub fn nanos(self) -> i128 {
        self.nanos
    }

    /// The duration in seconds.
    pub fn seconds(self) -> Option<Decimal> {
        let whole = Decimal::from(i64::try_from(self.nanos.checked_div(SECOND)?).ok()?);
        let rest = i64::try_from(self.nanos.checked_rem(SECOND)?).ok()?;
        whole.checked_add(Decimal::from_scaled(rest, 9))
    }

    /// Reads `P1DT2H30M5.5S` with an optional minus sign.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, rest) = split_sign(text)?;
        let (days, clock) = rest.split_once('T').map_or((rest, None), |(days, clock)| (days, Some(clock)));
        if clock == Some("") || (days.is_empty() && clock.is_none()) {
            return None;
        }
        let mut nanos = parse_units(days, &[('D', 86_400)])?;
        nanos = nanos.checked_add(parse_units(clock.unwrap_or(""), &[('H', 3600), ('M', 60), ('S', 1)])?)?;
        Some(Self { nanos: if negative { nanos.checked_neg()? } else { nanos } })
    }
}

impl MonthsDuration {
    /// A duration of months.
    pub fn new(months: i64) -> Self {
        Self { months }
    }

    /// The duration in months.
    pub fn months(self) -> i64 {
        self.months
    }

    /// Reads `P1Y2M` with an optional minus sign.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, rest) = split_sign(text)?;
        if rest.is_empty() {
            return None;
        }
        let months = parse_units(rest, &[('Y', 12), ('M', 1)])?.checked_div(SECOND)?;
        let months = i64::try_from(months).ok().filter(|_| !rest.as_bytes().contains(&b'.'))?;
        Some(Self { months: if negative { months.checked_neg()? } else { months } })
    }
}

fn split_sign(text: &str) -> Option<(bool, &str)> {
    let (negative, rest) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    Some((negative, rest.strip_prefix('P')?))
}

/// Reads numbers followed by unit letters in their order, in units of 10⁻⁹; only seconds may have a fraction.
fn parse_units(mut text: &str, letters: &[(char, i128)]) -> Option<i128> {
    let mut total = 0i128;
    let mut allowed = letters.iter();
    while !text.is_empty() {
        let at = text.find(|c: char| c.is_ascii_alphabetic())?;
        let (number, rest) = text.split_at_checked(at)?;
        let mut chars = rest.chars();
        let letter = chars.next()?;
        let (_, size) = allowed.find(|(known, _)| *known == letter)?;
        if number.as_bytes().contains(&b'.') && letter != 'S'
            || number.starts_with(['-', '+'])
            || number.starts_with('.')
        {
            return None;
        }
        let number = DaysDuration::from_seconds(Decimal::parse(number)?)?;
        total = total.checked_add(number.nanos.checked_mul(*size)?)?;
        text = chars.as_str();
    }
    Some(total)
}

impl fmt::Display for DaysDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.nanos < 0 {
            f.write_str("-")?;
        }
        let (whole, day) = (self.nanos.unsigned_abs(), DAY.unsigned_abs());
        let days = whole.checked_div(day).unwrap_or(0);
        let nanos = u64::try_from(whole.checked_rem(day).unwrap_or(0)).unwrap_or(0);
        let part =
            |unit: u64, within: u64| nanos.checked_rem(within).unwrap_or(0).checked_div(unit).unwrap_or(0);
        const S: u64 = 1_000_000_000;
        let (hours, minutes) = (part(S * 3600, u64::MAX), part(S * 60, S * 3600));
        let (seconds, rest) = (part(S, S * 60), part(1, S));
        f.write_str("P")?;
        if days > 0 {
            write_large(f, days)?;
            f.write_str("D")?;
        }
        if hours > 0 || minutes > 0 || seconds > 0 || rest > 0 || days == 0 {
            f.write_str("T")?;
        }
        if hours > 0 {
            write!(f, "{hours}H")?;
        }
        if minutes > 0 {
            write!(f, "{minutes}M")?;
        }
        if rest > 0 {
            let digits = format!("{rest:09}");
            write!(f, "{seconds}.{}S", digits.trim_end_matches('0'))?;
        } else if seconds > 0 || whole == 0 {
            write!(f, "{seconds}S")?;
        }
        Ok(())
    }
}

/// Writes a large number in two halves: the library's code for printing 128 bits is large.
fn write_large(f: &mut fmt::Formatter<'_>, number: u128) -> fmt::Result {
    const HALF: u128 = 1_000_000_000_000_000_000;
    let half = |half: Option<u128>| half.and_then(|half| u64::try_from(half).ok()).unwrap_or(0);
    let (high, low) = (half(number.checked_div(HALF)), half(number.checked_rem(HALF)));
    if high > 0 { write!(f, "{high}{low:018}") } else { write!(f, "{low}") }
}

impl fmt::Display for MonthsDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let months = self.months.unsigned_abs();
        let (years, rest) = (months.checked_div(12).unwrap_or(0), months.checked_rem(12).unwrap_or(0));
        f.write_str(if self.months < 0 { "-P" } else { "P" })?;
        if years > 0 {
            write!(f, "{years}Y")?;
        }
        if rest > 0 || years == 0 { write!(f, "{rest}M") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_print_in_normal_form() {
        let cases = [
            ("PT2H", "PT2H"),
            ("PT90M", "PT1H30M"),
            ("P1DT0.5S", "P1DT0.5S"),
            ("-PT1S", "-PT1S"),
            ("P0D", "PT0S"),
        ];
        let longest = DaysDuration::from_nanos(i128::MAX);
        assert_eq!(longest.to_string(), "P1969226660422097589487121DT13H41M55.884105727S");
        for (text, expected) in cases {
            assert_eq!(DaysDuration::parse(text).unwrap().to_string(), expected);
        }
        for (text, expected) in [("P1Y2M", "P1Y2M"), ("P14M", "P1Y2M"), ("-P1M", "-P1M"), ("P0M", "P0M")] {
            assert_eq!(MonthsDuration::parse(text).unwrap().to_string(), expected);
        }
    }

    #[test]
    fn invalid_durations_are_refused() {
        for text in ["P1Y1D", "P", "PT", "P1.5D", "PT1S1M", "1D", "P1M"] {
            assert_eq!(DaysDuration::parse(text), None, "{text}");
        }
        assert_eq!(MonthsDuration::parse("P1D"), None);
    }
}
