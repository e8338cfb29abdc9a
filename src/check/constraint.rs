//! The range of a number and the length of a text or list.

use crate::data::Decimal;
use crate::finding::Code;

/// One end of a range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bound {
    /// The kind of bound, as the code of its finding.
    pub code: Code,
    /// The limit.
    pub limit: Decimal,
}

/// The bounds of a range.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bounds(pub Vec<Bound>);

impl Bounds {
    /// The code of the bound that `number` violates, if any.
    #[inline]
    #[cfg_attr(swift, optimize(speed))]
    pub fn fault(&self, number: &Decimal) -> Option<Code> {
        let is_violated = |bound: &&Bound| match bound.code {
            Code::RangeMin => *number < bound.limit,
            Code::RangeMax => *number > bound.limit,
            Code::RangeAbove => *number <= bound.limit,
            _ => *number >= bound.limit,
        };
        self.0.iter().find(is_violated).map(|bound| bound.code)
    }

    /// The smallest and largest units of numbers with `scale` decimals within all bounds; `None` if a bound
    /// has more decimals.
    pub(super) fn unit_range(&self, scale: u8) -> Option<(i64, i64)> {
        let (mut least, mut most) = (i64::MIN, i64::MAX);
        for Bound { code, limit } in &self.0 {
            let (units, _) = limit.to_scaled(Some(u32::from(scale)))?;
            match code {
                Code::RangeMin => least = least.max(units),
                Code::RangeMax => most = most.min(units),
                Code::RangeAbove => least = least.max(units.checked_add(1)?),
                _ => most = most.min(units.checked_sub(1)?),
            }
        }
        Some((least, most))
    }
}

/// The allowed length of a text in characters, or of a list in items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Length {
    /// The minimum.
    pub min: Option<u32>,
    /// The maximum.
    pub max: Option<u32>,
}

impl Length {
    /// The code of the limit that a length violates, if any.
    #[cfg_attr(swift, optimize(speed))]
    pub fn fault(&self, length: usize) -> Option<Code> {
        if self.min.is_some_and(|min| length < min as usize) {
            return Some(Code::LengthMin);
        }
        self.max.is_some_and(|max| length > max as usize).then_some(Code::LengthMax)
    }

    /// Whether every text of at most `bytes` UTF-8 bytes is short enough, so that its characters need not be
    /// counted.
    pub fn fits_in_bytes(&self, bytes: usize) -> bool {
        self.min.is_none() && self.max.is_none_or(|max| bytes <= max as usize)
    }
}
