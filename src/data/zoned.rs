//! A time, or a date and time, in a named zone. The zone's offset is not known here; a host with a table of
//! zones determines it.

use super::{Date, DateTime, Time};
use core::fmt;
use smol_str::SmolStr;

/// A time of day, or a date and time, in a named zone.
#[derive(Clone, Debug, PartialEq)]
pub struct Zoned {
    /// The day; `None` for a time of day.
    pub date: Option<Date>,
    /// The local time, with the zone's offset once it is determined.
    pub time: Time,
    /// The zone's name, such as `Europe/Paris`.
    pub zone: SmolStr,
}

impl Zoned {
    /// Reads `10:30:00@Europe/Paris`, optionally with a date and `T` before the time.
    pub fn parse(text: &str) -> Option<Self> {
        let (clock, zone) = text.split_once('@')?;
        let is_zone_char =
            |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'_' | b'-' | b'+');
        if zone.is_empty() || !zone.bytes().all(is_zone_char) {
            return None;
        }
        let (date, time) = match DateTime::parse(clock) {
            Some(at) => (Some(at.date()), at.time()),
            None => (None, Time::parse(clock)?),
        };
        time.offset().is_none().then(|| Self { date, time, zone: zone.into() })
    }

    /// The seconds since 1970-01-01T00:00:00 in local time; a time of day is taken on that day.
    pub fn local_seconds(&self) -> i64 {
        let clock = Time::from_nanos(self.time.nanos());
        let day = self.date.or(Date::from_days(0));
        day.map_or(0, |day| DateTime::new(day, clock).instant_seconds())
    }
}

impl fmt::Display for Zoned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(date) = self.date {
            write!(f, "{date}T")?;
        }
        write!(f, "{}@{}", Time::from_nanos(self.time.nanos()), self.zone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zoned_times_print_as_they_were_parsed() {
        for text in ["10:30:00@Europe/Paris", "2026-03-02T10:30:00.5@Etc/GMT+8"] {
            assert_eq!(Zoned::parse(text).unwrap().to_string(), text);
        }
        for text in [
            "10:30:00",
            "10:30:00@",
            "10:30:00+01:00@Europe/Paris",
            "2026-03-02@Europe/Paris",
            "10:30:00@a b",
        ] {
            assert_eq!(Zoned::parse(text), None, "{text}");
        }
    }
}
