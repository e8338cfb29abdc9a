//! Dates and times as an order writes them, taken into the standard's zone.

use crate::data::{Date, DateTime, Time};

/// Reads `YYYY-MM-DD`, an existing day.
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

/// Reads `YYYY-MM-DDTHH:MM[:SS[.f]][Z|±HH:MM]` and takes it into the zone; without an offset it is in the zone.
///
/// # Units
/// `zone` is the offset in seconds east of Greenwich.
pub fn parse_date_time(text: &str, zone: i32) -> Option<DateTime> {
    if let Some(at) = usual(text.as_bytes()).and_then(|moment| moment.existing(zone)) {
        return Some(at);
    }
    let (date, rest) = text.split_once('T')?;
    let (clock, offset) = split_offset(rest)?;
    let local = DateTime::from_local(parse_date(date)?, parse_time(clock)?, offset.unwrap_or(zone))?;
    if offset.is_none_or(|offset| offset == zone) { Some(local) } else { local.with_offset(zone) }
}

/// A moment by its digits, before anyone asked whether it exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Year, month, day.
    pub date: [u32; 3],
    /// Hour, minute, second.
    pub time: [u32; 3],
    /// The offset in seconds, where one is written.
    pub offset: Option<i32>,
}

impl Moment {
    /// The moment in the zone, if it exists.
    #[inline(always)]
    #[cfg_attr(swift, optimize(speed))]
    pub(super) fn existing(&self, zone: i32) -> Option<DateTime> {
        let ([year, month, day], [hour, minute, second]) = (self.date, self.time);
        let date = Date::from_ymd(i32::try_from(year).ok()?, month, day)?;
        let time = Time::from_hms(hour, minute, second, 0)?;
        let offset = self.offset.unwrap_or(zone);
        let local = DateTime::from_local(date, time, offset)?;
        if offset == zone { Some(local) } else { local.with_offset(zone) }
    }
}

/// The usual form, by its places: `2026-03-02T09:30:00` with `Z`, an offset, or nothing. None says nothing.
#[cfg_attr(swift, optimize(speed))]
pub fn usual(bytes: &[u8]) -> Option<Moment> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', n1, n2, b':', s1, s2, rest @ ..] =
        bytes
    else {
        return None;
    };
    let offset = match rest {
        [] => None,
        [b'Z'] => Some(0),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (hours, minutes) = (two(*h1, *h2)?, two(*m1, *m2)?);
            if hours > 14 || minutes > 59 {
                return None;
            }
            let seconds =
                i32::try_from(hours.wrapping_mul(3600).wrapping_add(minutes.wrapping_mul(60))).ok()?;
            Some(if *sign == b'-' { seconds.wrapping_neg() } else { seconds })
        }
        _ => return None,
    };
    let year = two(*y1, *y2)?.wrapping_mul(100).wrapping_add(two(*y3, *y4)?);
    let date = [year, two(*m1, *m2)?, two(*d1, *d2)?];
    Some(Moment { date, time: [two(*h1, *h2)?, two(*n1, *n2)?, two(*s1, *s2)?], offset })
}

fn two(tens: u8, ones: u8) -> Option<u32> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| u32::from(tens).wrapping_mul(10).wrapping_add(u32::from(ones)))
}

/// Splits `09:30+08:00` into the clock and its offset in seconds.
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
    fn a_time_without_offset_is_in_the_zone_and_others_are_taken_into_it() {
        for text in ["2026-03-02T09:00", "2026-03-02T01:00:00Z", "2026-03-02T09:00:00.000+08:00"] {
            assert_eq!(
                parse_date_time(text, CHINA).unwrap().to_string(),
                "2026-03-02T09:00:00+08:00",
                "{text}"
            );
        }
    }

    #[test]
    fn what_does_not_exist_or_is_written_otherwise_is_refused() {
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
}
