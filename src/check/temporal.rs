//! Dates and times as written in orders, converted to the standard's zone.

use crate::data::{Date, DateTime, Time};

/// Reads `YYYY-MM-DD`, if the day exists.
pub(super) fn parse_date(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let shape = bytes.len() == 10 && bytes.get(4) == Some(&b'-') && bytes.get(7) == Some(&b'-');
    if !shape {
        return None;
    }
    let year = digits(text, 0, 4)?;
    Date::from_ymd(i32::try_from(year).ok()?, digits(text, 5, 2)?, digits(text, 8, 2)?)
}

/// Reads `HH:MM[:SS[.f]]`, without an offset.
pub(super) fn parse_time(text: &str) -> Option<Time> {
    let (clock, fraction) = text.split_once('.').map_or((text, None), |(clock, tail)| (clock, Some(tail)));
    let seconds = match clock.len() {
        5 if fraction.is_none() => 0,
        8 if clock.as_bytes().get(5) == Some(&b':') => digits(clock, 6, 2)?,
        _ => return None,
    };
    if clock.as_bytes().get(2) != Some(&b':') {
        return None;
    }
    let nanos = fraction.map_or(Some(0), nanoseconds)?;
    Time::from_hms(digits(clock, 0, 2)?, digits(clock, 3, 2)?, seconds, nanos)
}

/// Reads `YYYY-MM-DDTHH:MM[:SS[.f]][Z|±HH:MM]` and converts it to the zone; without an offset it is in the
/// zone already.
///
/// # Units
/// `zone` is the offset from UTC in seconds.
pub fn parse_date_time(text: &str, zone: i32) -> Option<DateTime> {
    if let Some(at) = parse_common(text.as_bytes()).and_then(|moment| moment.resolve(zone)) {
        return Some(at);
    }
    let (date, rest) = text.split_once('T')?;
    let (clock, offset) = split_offset(rest)?;
    let local = DateTime::from_local(parse_date(date)?, parse_time(clock)?, offset.unwrap_or(zone))?;
    if offset.is_none_or(|offset| offset == zone) { Some(local) } else { local.with_offset(zone) }
}

/// A date and time as digits; it need not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Year, month, day.
    pub date: [u32; 3],
    /// Hour, minute, second.
    pub time: [u32; 3],
    /// The offset from UTC in seconds, if written.
    pub offset: Option<i32>,
}

impl Moment {
    /// The date and time in the zone, if it exists.
    #[inline(never)]
    pub(super) fn resolve(&self, zone: i32) -> Option<DateTime> {
        self.resolve_here(zone)
    }

    /// The same, compiled into its caller.
    #[inline(always)]
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn resolve_here(&self, zone: i32) -> Option<DateTime> {
        let ([year, month, day], [hour, minute, second]) = (self.date, self.time);
        let date = Date::from_ymd(i32::try_from(year).ok()?, month, day)?;
        let time = Time::from_hms(hour, minute, second, 0)?;
        DateTime::converted(date, time, self.offset.unwrap_or(zone), zone)
    }
}

/// Reads the most common form: `2026-03-02T09:30:00` followed by `Z`, an offset, or nothing. `None` does not
/// mean that the text is invalid.
#[inline(never)]
#[cfg_attr(swift, optimize(speed))]
pub fn parse_common(bytes: &[u8]) -> Option<Moment> {
    let (year, month) = (match_shape(bytes, 0, b"0000-00-")?, match_shape(bytes, 3, b"0-00-00T")?);
    let clock = match_shape(bytes, 11, b"00:00:00")?;
    let date = [
        two_digits_at(year, 0).wrapping_mul(100).wrapping_add(two_digits_at(year, 2)),
        two_digits_at(month, 2),
        two_digits_at(month, 5),
    ];
    let time = [two_digits_at(clock, 0), two_digits_at(clock, 3), two_digits_at(clock, 6)];
    Some(Moment { date, time, offset: parse_common_offset(bytes.get(19..)?)? })
}

/// The seconds of `Z`, `±09:30` or nothing.
#[inline(always)]
#[cfg_attr(swift, optimize(speed))]
fn parse_common_offset(bytes: &[u8]) -> Option<Option<i32>> {
    let (sign, hours, minutes) = match bytes {
        [] => return Some(None),
        [b'Z'] => return Some(Some(0)),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => (*sign, two_digits(*h1, *h2)?, two_digits(*m1, *m2)?),
        _ => return None,
    };
    if hours > 14 || minutes > 59 {
        return None;
    }
    let seconds = i32::try_from(hours.wrapping_mul(3600).wrapping_add(minutes.wrapping_mul(60))).ok()?;
    Some(Some(if sign == b'-' { seconds.wrapping_neg() } else { seconds }))
}

/// Compares the eight bytes from `at` with a shape in which `0` stands for any digit and other characters for
/// themselves. Each byte of the result is the two-digit number of its digit and the next.
#[inline(always)]
#[cfg_attr(swift, optimize(speed))]
fn match_shape(bytes: &[u8], at: usize, shape: &[u8; 8]) -> Option<u64> {
    let shape = u64::from_le_bytes(*shape);
    let digits = u64::from_le_bytes(*bytes.get(at..)?.first_chunk::<8>()?) ^ shape;
    // `-`, `:` and `T` have bit 2 or 3 set, `0` has neither.
    let signs = (shape >> 2 | shape >> 3) & LOW_BITS;
    let most = LOW_BITS.wrapping_mul(0x76).wrapping_add(signs.wrapping_mul(9));
    // A digit above 9, or a difference in another character, sets the top bit.
    let odd = (digits | digits.wrapping_add(most)) & LOW_BITS.wrapping_mul(0x80);
    (odd == 0).then(|| digits.wrapping_mul(10).wrapping_add(digits >> 8))
}

const LOW_BITS: u64 = 0x0101_0101_0101_0101;

/// The two-digit number at a byte.
#[inline(always)]
fn two_digits_at(numbers: u64, at: u32) -> u32 {
    u32::try_from(numbers.wrapping_shr(at.wrapping_mul(8)) & 0xff).unwrap_or(0)
}

#[inline(always)]
fn two_digits(tens: u8, ones: u8) -> Option<u32> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| u32::from(tens).wrapping_mul(10).wrapping_add(u32::from(ones)))
}

/// Splits `09:30+08:00` into the time and its offset in seconds.
fn split_offset(text: &str) -> Option<(&str, Option<i32>)> {
    if let Some(clock) = text.strip_suffix('Z') {
        return Some((clock, Some(0)));
    }
    let Some(at) = text.rfind(['+', '-']) else { return Some((text, None)) };
    let (clock, offset) = text.split_at_checked(at)?;
    Some((clock, Some(parse_offset(offset)?)))
}

/// Reads `±HH:MM`, at most 14 hours, as seconds.
pub(crate) fn parse_offset(text: &str) -> Option<i32> {
    if text.len() != 6 || text.as_bytes().get(3) != Some(&b':') {
        return None;
    }
    let (hours, minutes) = (digits(text, 1, 2)?, digits(text, 4, 2)?);
    if hours > 14 || minutes > 59 {
        return None;
    }
    let seconds = i32::try_from(hours.wrapping_mul(3600).wrapping_add(minutes.wrapping_mul(60))).ok()?;
    match text.as_bytes().first() {
        Some(b'+') => Some(seconds),
        Some(b'-') => Some(seconds.wrapping_neg()),
        _ => None,
    }
}

fn nanoseconds(fraction: &str) -> Option<u32> {
    if fraction.is_empty() || fraction.len() > 9 {
        return None;
    }
    let scale = 10u32.checked_pow(9u32.checked_sub(u32::try_from(fraction.len()).ok()?)?)?;
    digits(fraction, 0, fraction.len())?.checked_mul(scale)
}

fn digits(text: &str, start: usize, length: usize) -> Option<u32> {
    let part = text.as_bytes().get(start..start.checked_add(length)?)?;
    let mut number = 0u32;
    for byte in part {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 || number > 99_999_999 {
            return None;
        }
        number = number.wrapping_mul(10).wrapping_add(u32::from(digit));
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHINA: i32 = 8 * 3600;

    #[test]
    fn times_are_converted_to_the_zone_and_those_without_offset_are_in_it() {
        for text in ["2026-03-02T09:00", "2026-03-02T01:00:00Z", "2026-03-02T09:00:00.000+08:00"] {
            assert_eq!(
                parse_date_time(text, CHINA).unwrap().to_string(),
                "2026-03-02T09:00:00+08:00",
                "{text}"
            );
        }
    }

    #[test]
    fn invalid_dates_and_other_notations_are_refused() {
        for text in [
            "2026-02-29T09:00",
            "2026-03-02 09:00",
            "2026/03/02T09:00",
            "2026-03-02",
            "2026-03-02T24:00",
            "2026-03-02T9:00",
            "2026-03-02T09:00+8",
            "2026-03-02T09:00.5",
            "",
        ] {
            assert!(parse_date_time(text, CHINA).is_none(), "{text}");
        }
    }

    #[test]
    fn the_fast_path_for_the_usual_notation_agrees_with_the_general_parser() {
        let text = "2026-03-02T09:30:15+08:00";
        for (at, sign) in (0..text.len()).flat_map(|at| (0..=u8::MAX).map(move |sign| (at, sign))) {
            let mut bytes = text.as_bytes().to_vec();
            bytes[at] = sign;
            let read = parse_common(&bytes).and_then(|moment| moment.resolve(CHINA));
            let text = String::from_utf8_lossy(&bytes);
            let slowly = text.split_once('T').and_then(|(date, rest)| {
                let (clock, offset) = split_offset(rest)?;
                let local = DateTime::from_local(parse_date(date)?, parse_time(clock)?, offset?)?;
                local.with_offset(CHINA)
            });
            assert_eq!(read, slowly, "{text}");
        }
        for (text, offset) in [("2026-03-02T09:30:15", None), ("2026-03-02T09:30:15Z", Some(0))] {
            assert_eq!(parse_common(text.as_bytes()).map(|moment| moment.offset), Some(offset));
        }
        assert_eq!(parse_common(b"2026-03-02T09:30:15+8"), None);
        assert_eq!(parse_common(b"2026-03-02T09:30"), None);
    }
}
