//! Basic operations on texts: trimming, full-width to half-width, length in visible characters. Does not
//! validate texts; the checks do.

/// Trims white space at both ends, including the ideographic space and the byte-order mark.
pub fn trim(text: &str) -> &str {
    if starts_visible(text.as_bytes()) && ends_visible(text.as_bytes()) { text } else { trim_any(text) }
}

/// Whether it starts with visible ASCII or the lead byte of a Han character, and so not with white space.
fn starts_visible(bytes: &[u8]) -> bool {
    matches!(bytes.first(), Some(0x21..=0x7e | 0xe4..=0xe9))
}

fn ends_visible(bytes: &[u8]) -> bool {
    matches!(bytes, [.., 0x21..=0x7e] | [.., 0xe4..=0xe9, _, _])
}

fn trim_any(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
}

/// The half-width form of a full-width ASCII character, which Chinese input methods write.
pub fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32((c as u32).wrapping_sub(0xfee0)).unwrap_or(c),
        _ => c,
    }
}

/// The byte offset of a character in a text, or the length of the text.
pub(crate) fn byte_offset(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(at, _)| at)
}

/// The character of a UTF-16 surrogate pair; `None` if the two are not one.
pub(crate) fn from_surrogates(high: u32, low: u32) -> Option<char> {
    let (high, low) = (high.checked_sub(0xd800)?, low.checked_sub(0xdc00)?);
    if (high | low) < 0x400 { char::from_u32((high << 10 | low).wrapping_add(0x10000)) } else { None }
}

/// The number of visible characters: combining marks, joined emoji and flags count once.
///
/// Agrees with Unicode's extended grapheme clusters on Han, Latin with marks and emoji; scripts
/// with conjuncts (Devanagari, Hangul letters typed apart) may count higher.
///
/// # Example
/// ```
/// use gongdan::data::text::length;
/// assert_eq!(length("采煤机"), 3);
/// assert_eq!(length("e\u{301}"), 1);
/// assert_eq!(length("👨\u{200d}👩\u{200d}👧🇨🇳"), 2);
/// ```
pub fn length(text: &str) -> usize {
    let (mut count, mut before, mut flag) = (0usize, '\n', false);
    for c in text.chars() {
        let second_of_flag = flag && is_regional(c);
        let joined = before == '\u{200d}' || (before == '\r' && c == '\n');
        if !(joined || extends(c) || second_of_flag) || count == 0 {
            count = count.saturating_add(1);
        }
        flag = is_regional(c) && !second_of_flag;
        before = c;
    }
    count
}

/// The parts of a text before and after the first occurrence of another; `None` if there is none. Takes linear
/// time (Knuth–Morris–Pratt); the standard library's search is more than ten times as much code.
///
/// # Example
/// ```
/// use gongdan::data::text::split_once;
/// assert_eq!(split_once("aaab", "aab"), Some(("a", "")));
/// assert_eq!(split_once("漏水", "火"), None);
/// ```
pub fn split_once<'t>(text: &'t str, wanted: &str) -> Option<(&'t str, &'t str)> {
    let wanted = wanted.as_bytes();
    // For each length of a prefix of `wanted`, the length of its longest border.
    let mut borders = vec![0usize; 2];
    let further = |borders: &[usize], mut found: usize, byte: &u8| {
        while found > 0 && wanted.get(found) != Some(byte) {
            found = borders.get(found).copied().unwrap_or(0);
        }
        found.saturating_add(usize::from(wanted.get(found) == Some(byte)))
    };
    for byte in wanted.iter().skip(1) {
        let last = borders.last().copied().unwrap_or(0);
        borders.push(further(&borders, last, byte));
    }
    let (mut found, mut at) = (0usize, 0usize);
    while found < wanted.len() {
        found = further(&borders, found, text.as_bytes().get(at)?);
        at = at.saturating_add(1);
    }
    Some((text.get(..at.saturating_sub(found))?, text.get(at..)?))
}

fn is_regional(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

/// Whether a character belongs to the one before it, such as a combining mark.
fn extends(c: char) -> bool {
    // Most characters are Latin letters or Han and need no lookup.
    let plain = c < '\u{300}' || ('\u{3400}'..'\u{a000}').contains(&c);
    !plain
        && matches!(c as u32,
        0x0300..=0x036f | 0x0483..=0x0489 | 0x0591..=0x05bd | 0x0610..=0x061a | 0x064b..=0x065f
        | 0x0e31 | 0x0e34..=0x0e3a | 0x0e47..=0x0e4e | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x200c..=0x200d
        | 0x20d0..=0x20ff | 0x302a..=0x302f | 0x3099..=0x309a | 0xfe00..=0xfe0f | 0xfe20..=0xfe2f
        | 0x1f3fb..=0x1f3ff | 0xe0020..=0xe007f | 0xe0100..=0xe01ef)
}

/// The candidate most similar to `written`. Its differences are at most a third of the characters of
/// `written`, rounded up, and at most three.
pub fn nearest<'a>(written: &str, candidates: &mut dyn Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut most = written.chars().count().div_ceil(3).min(3);
    let mut found = None;
    for candidate in candidates {
        match distance(written, candidate, most) {
            Some(0) => return Some(candidate),
            Some(edits) => (most, found) = (edits.saturating_sub(1), Some(candidate)),
            None => {}
        }
    }
    found
}

/// The number of characters to insert, delete or replace, if it is at most `most`.
fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let b: Vec<char> = b.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(64).enumerate() {
        let mut diagonal = i;
        let mut left = i.saturating_add(1);
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (y, cell) in b.iter().zip(row.iter_mut().skip(1)) {
            let cost = if x == *y { diagonal } else { diagonal.min(*cell).min(left).saturating_add(1) };
            diagonal = core::mem::replace(cell, cost);
            left = cost;
        }
    }
    row.last().copied().filter(|edits| *edits <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn split_once_agrees_with_the_standard_library() {
        // All texts of up to eight letters, and all wanted ones of up to four.
        let all =
            |most: u32| (0..=most).flat_map(|length| (0..1u32 << length).map(move |bits| (length, bits)));
        let written = |(length, bits): (u32, u32)| -> String {
            (0..length).map(|at| if bits >> at & 1 == 1 { '水' } else { 'a' }).collect()
        };
        for text in all(8).map(written) {
            for wanted in all(4).map(written) {
                assert_eq!(split_once(&text, &wanted), text.split_once(wanted.as_str()), "{text} {wanted}");
            }
        }
    }

    #[test]
    fn a_length_counts_grapheme_clusters() {
        let cases = [
            ("", 0),
            ("abc", 3),
            ("检修内容", 4),
            ("👍🏽", 1),
            ("🇨🇳🇩🇪", 2),
            ("か\u{3099}", 1),
            ("a\r\nb", 3),
            ("采\r\n机", 3),
        ];
        for (text, expected) in cases {
            assert_eq!(length(text), expected, "{text}");
        }
    }

    #[test]
    fn only_white_space_is_trimmed_and_all_of_it() {
        for text in ["采煤机", "a", "电 控箱", "。", "\u{4e00}\u{3001}"] {
            for blank in ["", " ", "\u{3000}", "\u{a0}\t", "\u{feff}\n", "\u{2028}"] {
                assert_eq!(trim(&format!("{blank}{text}{blank}")), text);
            }
        }
    }

    #[test]
    fn a_misspelt_name_finds_the_nearest_one() {
        let names = || ["labour_fee", "total_fee", "fee"].into_iter();
        assert_eq!(nearest("labor_fee", &mut names()), Some("labour_fee"));
        assert_eq!(nearest("fees", &mut names()), Some("fee"));
        assert_eq!(nearest("customer", &mut names()), None);
    }

    #[test]
    fn full_width_characters_become_half_width() {
        assert_eq!("１２．５０　Ａ".chars().map(half_width).collect::<String>(), "12.50 A");
    }
}
