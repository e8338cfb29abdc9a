//! Searches bytes for certain characters, eight bytes at a time.

const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The eight bytes from `at` on.
#[inline(always)]
pub(super) fn read_u64(bytes: &[u8], at: usize) -> Option<u64> {
    let eight = bytes.get(at..at.wrapping_add(8))?.first_chunk::<8>()?;
    Some(u64::from_le_bytes(*eight))
}

/// The fewer than eight bytes from `at` to the end, padded with a byte that is never searched for.
#[cold]
fn read_tail(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or(&[]);
    let mut eight = [b'x'; 8];
    for (place, byte) in eight.iter_mut().zip(rest) {
        *place = *byte;
    }
    u64::from_le_bytes(eight)
}

/// Steps eight bytes at a time to the first byte whose top bit is set by `matches`, or to the end. Also
/// returns whether all bytes before it are ASCII.
#[inline(always)]
fn find(bytes: &[u8], mut at: usize, matches: impl Fn(u64) -> u64) -> (usize, bool) {
    let mut seen = 0;
    loop {
        let whole = read_u64(bytes, at);
        let word = whole.unwrap_or_else(|| read_tail(bytes, at));
        let found = matches(word) & HIGH;
        if found != 0 {
            seen |= word & found.wrapping_sub(1) & !found;
            return (at.wrapping_add(found.trailing_zeros() as usize >> 3), seen & HIGH == 0);
        }
        seen |= word;
        if whole.is_none() {
            return (bytes.len(), seen & HIGH == 0);
        }
        at = at.wrapping_add(8);
    }
}

/// The end of the run of plain characters from `at` on, at a quote, a backslash, a control character or the
/// end of the bytes. Also returns whether the run is ASCII.
#[cfg_attr(swift, optimize(speed))]
pub(super) fn plain_run(bytes: &[u8], at: usize) -> (usize, bool) {
    let (quote, slash, blank) = (LOW.wrapping_mul(0x22), LOW.wrapping_mul(0x5c), LOW.wrapping_mul(0x20));
    // Only the first match is reliable; bytes above 127 never match.
    find(bytes, at, |word| {
        ((word ^ quote).wrapping_sub(LOW) | (word ^ slash).wrapping_sub(LOW) | word.wrapping_sub(blank))
            & !word
    })
}

/// The first place from `at` on of one of two bytes, both below 128, or the end.
#[cfg_attr(swift, optimize(speed))]
pub(super) fn find_either(bytes: &[u8], at: usize, [one, other]: [u8; 2]) -> usize {
    let (one, other) = (LOW.wrapping_mul(u64::from(one)), LOW.wrapping_mul(u64::from(other)));
    find(bytes, at, |word| ((word ^ one).wrapping_sub(LOW) | (word ^ other).wrapping_sub(LOW)) & !word).0
}

/// The first place from `at` on of a byte below 128, or the end.
pub(super) fn find_byte(bytes: &[u8], at: usize, byte: u8) -> usize {
    find_either(bytes, at, [byte, byte])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_special_byte_is_found_at_any_offset() {
        let others = [0x00, 0x1f, 0x20, 0x21, 0x23, 0x5b, 0x5d, 0x7f, 0x80, 0xa2, 0xdc, 0xff];
        for length in 0..20 {
            for at in 0..length {
                for other in others {
                    let mut bytes = vec![other; length];
                    bytes[at] = b'"';
                    let plain = if other < 0x20 { 0 } else { at };
                    let is_ascii = plain == 0 || other < 0x80;
                    assert_eq!(find_byte(&bytes, 0, b'"'), at, "{bytes:?}");
                    assert_eq!(plain_run(&bytes, 0), (plain, is_ascii), "{bytes:?}");
                    bytes[at] = b'\n';
                    assert_eq!(find_either(&bytes, 0, [b'"', b'\n']), at, "{bytes:?}");
                    assert_eq!(find_either(&bytes, at + 1, [b'"', b'\n']), length, "{bytes:?}");
                }
            }
        }
    }
}
