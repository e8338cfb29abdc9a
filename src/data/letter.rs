//! Which characters make names, and upper and lower case. Small tables of our own: the ones of the standard library
//! weigh ten times as much in WebAssembly, and a test holds these to them.

/// Lower and upper letters side by side: the first of each and how many follow, doubled, odd where every second one.
type Run = (u16, u16, u8);

const PAIRS: &[Run] = &[
    (0xe0, 0xc0, 44),
    (0xf8, 0xd8, 12),
    (0xff, 0x178, 0),
    (0x101, 0x100, 47),
    (0x133, 0x132, 5),
    (0x13a, 0x139, 15),
    (0x14b, 0x14a, 45),
    (0x17a, 0x179, 5),
    (0x180, 0x243, 0),
    (0x183, 0x182, 3),
    (0x188, 0x187, 0),
    (0x18c, 0x18b, 0),
    (0x192, 0x191, 0),
    (0x195, 0x1f6, 0),
    (0x199, 0x198, 0),
    (0x19a, 0x23d, 0),
    (0x19b, 0xa7dc, 0),
    (0x19e, 0x220, 0),
    (0x1a1, 0x1a0, 5),
    (0x1a8, 0x1a7, 0),
    (0x1ad, 0x1ac, 0),
    (0x1b0, 0x1af, 0),
    (0x1b4, 0x1b3, 3),
    (0x1b9, 0x1b8, 0),
    (0x1bd, 0x1bc, 0),
    (0x1bf, 0x1f7, 0),
    (0x1c6, 0x1c4, 0),
    (0x1c9, 0x1c7, 0),
    (0x1cc, 0x1ca, 0),
    (0x1ce, 0x1cd, 15),
    (0x1dd, 0x18e, 0),
    (0x1df, 0x1de, 17),
    (0x1f3, 0x1f1, 0),
    (0x1f5, 0x1f4, 0),
    (0x1f9, 0x1f8, 39),
    (0x223, 0x222, 17),
    (0x23c, 0x23b, 0),
    (0x23f, 0x2c7e, 2),
    (0x242, 0x241, 0),
    (0x247, 0x246, 9),
    (0x250, 0x2c6f, 0),
    (0x251, 0x2c6d, 0),
    (0x252, 0x2c70, 0),
    (0x253, 0x181, 0),
    (0x254, 0x186, 0),
    (0x256, 0x189, 2),
    (0x259, 0x18f, 0),
    (0x25b, 0x190, 0),
    (0x25c, 0xa7ab, 0),
    (0x260, 0x193, 0),
    (0x261, 0xa7ac, 0),
    (0x263, 0x194, 0),
    (0x264, 0xa7cb, 0),
    (0x265, 0xa78d, 0),
    (0x266, 0xa7aa, 0),
    (0x268, 0x197, 0),
    (0x269, 0x196, 0),
    (0x26a, 0xa7ae, 0),
    (0x26b, 0x2c62, 0),
    (0x26c, 0xa7ad, 0),
    (0x26f, 0x19c, 0),
    (0x271, 0x2c6e, 0),
    (0x272, 0x19d, 0),
    (0x275, 0x19f, 0),
    (0x27d, 0x2c64, 0),
    (0x280, 0x1a6, 0),
    (0x282, 0xa7c5, 0),
    (0x283, 0x1a9, 0),
    (0x287, 0xa7b1, 0),
    (0x288, 0x1ae, 0),
    (0x289, 0x244, 0),
    (0x28a, 0x1b1, 2),
    (0x28c, 0x245, 0),
    (0x292, 0x1b7, 0),
    (0x29d, 0xa7b2, 0),
    (0x29e, 0xa7b0, 0),
    (0x371, 0x370, 3),
    (0x377, 0x376, 0),
    (0x37b, 0x3fd, 4),
    (0x3ac, 0x386, 0),
    (0x3ad, 0x388, 4),
    (0x3b1, 0x391, 32),
    (0x3c3, 0x3a3, 16),
    (0x3cc, 0x38c, 0),
    (0x3cd, 0x38e, 2),
    (0x3d7, 0x3cf, 0),
    (0x3d9, 0x3d8, 23),
    (0x3f2, 0x3f9, 0),
    (0x3f3, 0x37f, 0),
    (0x3f8, 0x3f7, 0),
    (0x3fb, 0x3fa, 0),
    (0x430, 0x410, 62),
    (0x450, 0x400, 30),
    (0x461, 0x460, 33),
    (0x48b, 0x48a, 53),
    (0x4c2, 0x4c1, 13),
    (0x4cf, 0x4c0, 0),
    (0x4d1, 0x4d0, 95),
    (0x561, 0x531, 74),
    (0x10d0, 0x1c90, 84),
    (0x10fd, 0x1cbd, 4),
    (0x13f8, 0x13f0, 10),
    (0x1c8a, 0x1c89, 0),
    (0x1d79, 0xa77d, 0),
    (0x1d7d, 0x2c63, 0),
    (0x1d8e, 0xa7c6, 0),
    (0x1e01, 0x1e00, 127),
    (0x1e81, 0x1e80, 21),
    (0x1ea1, 0x1ea0, 95),
    (0x1f00, 0x1f08, 14),
    (0x1f10, 0x1f18, 10),
    (0x1f20, 0x1f28, 14),
    (0x1f30, 0x1f38, 14),
    (0x1f40, 0x1f48, 10),
    (0x1f51, 0x1f59, 7),
    (0x1f60, 0x1f68, 14),
    (0x1f70, 0x1fba, 2),
    (0x1f72, 0x1fc8, 6),
    (0x1f76, 0x1fda, 2),
    (0x1f78, 0x1ff8, 2),
    (0x1f7a, 0x1fea, 2),
    (0x1f7c, 0x1ffa, 2),
    (0x1fb0, 0x1fb8, 2),
    (0x1fd0, 0x1fd8, 2),
    (0x1fe0, 0x1fe8, 2),
    (0x1fe5, 0x1fec, 0),
    (0x214e, 0x2132, 0),
    (0x2170, 0x2160, 30),
    (0x2184, 0x2183, 0),
    (0x24d0, 0x24b6, 50),
    (0x2c30, 0x2c00, 94),
    (0x2c61, 0x2c60, 0),
    (0x2c65, 0x23a, 0),
    (0x2c66, 0x23e, 0),
    (0x2c68, 0x2c67, 5),
    (0x2c73, 0x2c72, 0),
    (0x2c76, 0x2c75, 0),
    (0x2c81, 0x2c80, 99),
    (0x2cec, 0x2ceb, 3),
    (0x2cf3, 0x2cf2, 0),
    (0x2d00, 0x10a0, 74),
    (0x2d27, 0x10c7, 0),
    (0x2d2d, 0x10cd, 0),
    (0xa641, 0xa640, 45),
    (0xa681, 0xa680, 27),
    (0xa723, 0xa722, 13),
    (0xa733, 0xa732, 61),
    (0xa77a, 0xa779, 3),
    (0xa77f, 0xa77e, 9),
    (0xa78c, 0xa78b, 0),
    (0xa791, 0xa790, 3),
    (0xa794, 0xa7c4, 0),
    (0xa797, 0xa796, 19),
    (0xa7b5, 0xa7b4, 15),
    (0xa7c8, 0xa7c7, 3),
    (0xa7cd, 0xa7cc, 15),
    (0xa7f6, 0xa7f5, 0),
    (0xab53, 0xa7b3, 0),
    (0xab70, 0x13a0, 158),
    (0xff41, 0xff21, 50),
];
/// Pairs of the plane that begins at U+10000.
const FAR_PAIRS: &[Run] = &[
    (0x428, 0x400, 78),
    (0x4d8, 0x4b0, 70),
    (0x597, 0x570, 20),
    (0x5a3, 0x57c, 28),
    (0x5b3, 0x58c, 12),
    (0x5bb, 0x594, 2),
    (0xcc0, 0xc80, 100),
    (0xd70, 0xd50, 42),
    (0x18c0, 0x18a0, 62),
    (0x6e60, 0x6e40, 62),
    (0x6ebb, 0x6ea0, 48),
    (0xe922, 0xe900, 66),
];
/// What has an upper letter that goes back to another one.
const UPPER_ONLY: &[Run] = &[
    (0xb5, 0x39c, 0),
    (0x131, 0x49, 0),
    (0x17f, 0x53, 0),
    (0x1c5, 0x1c4, 0),
    (0x1c8, 0x1c7, 0),
    (0x1cb, 0x1ca, 0),
    (0x1f2, 0x1f1, 0),
    (0x345, 0x399, 0),
    (0x3c2, 0x3a3, 0),
    (0x3d0, 0x392, 0),
    (0x3d1, 0x398, 0),
    (0x3d5, 0x3a6, 0),
    (0x3d6, 0x3a0, 0),
    (0x3f0, 0x39a, 0),
    (0x3f1, 0x3a1, 0),
    (0x3f5, 0x395, 0),
    (0x1c80, 0x412, 0),
    (0x1c81, 0x414, 0),
    (0x1c82, 0x41e, 0),
    (0x1c83, 0x421, 2),
    (0x1c85, 0x422, 0),
    (0x1c86, 0x42a, 0),
    (0x1c87, 0x462, 0),
    (0x1c88, 0xa64a, 0),
    (0x1e9b, 0x1e60, 0),
    (0x1fbe, 0x399, 0),
];
/// What has a lower letter that goes back to another one.
const LOWER_ONLY: &[Run] = &[
    (0x1c5, 0x1c6, 0),
    (0x1c8, 0x1c9, 0),
    (0x1cb, 0x1cc, 0),
    (0x1f2, 0x1f3, 0),
    (0x3f4, 0x3b8, 0),
    (0x1e9e, 0xdf, 0),
    (0x1f88, 0x1f80, 14),
    (0x1f98, 0x1f90, 14),
    (0x1fa8, 0x1fa0, 14),
    (0x1fbc, 0x1fb3, 0),
    (0x1fcc, 0x1fc3, 0),
    (0x1ffc, 0x1ff3, 0),
    (0x2126, 0x3c9, 0),
    (0x212a, 0x6b, 0),
    (0x212b, 0xe5, 0),
];
/// One letter, and the several that are its upper case.
const SEVERAL: &str = "ßSS ŉ\u{2bc}N ǰJ\u{30c} ΐΙ\u{308}\u{301} ΰΥ\u{308}\u{301} ևԵՒ ẖH\u{331} ẗT\u{308} ẘW\u{30a} ẙY\u{30a} ẚA\u{2be} ὐΥ\u{313} ὒΥ\u{313}\u{300} ὔΥ\u{313}\u{301} ὖΥ\u{313}\u{342} ᾀἈΙ ᾁἉΙ ᾂἊΙ ᾃἋΙ ᾄἌΙ ᾅἍΙ ᾆἎΙ ᾇἏΙ ᾈἈΙ ᾉἉΙ ᾊἊΙ ᾋἋΙ ᾌἌΙ ᾍἍΙ ᾎἎΙ ᾏἏΙ ᾐἨΙ ᾑἩΙ ᾒἪΙ ᾓἫΙ ᾔἬΙ ᾕἭΙ ᾖἮΙ ᾗἯΙ ᾘἨΙ ᾙἩΙ ᾚἪΙ ᾛἫΙ ᾜἬΙ ᾝἭΙ ᾞἮΙ ᾟἯΙ ᾠὨΙ ᾡὩΙ ᾢὪΙ ᾣὫΙ ᾤὬΙ ᾥὭΙ ᾦὮΙ ᾧὯΙ ᾨὨΙ ᾩὩΙ ᾪὪΙ ᾫὫΙ ᾬὬΙ ᾭὭΙ ᾮὮΙ ᾯὯΙ ᾲᾺΙ ᾳΑΙ ᾴΆΙ ᾶΑ\u{342} ᾷΑ\u{342}Ι ᾼΑΙ ῂῊΙ ῃΗΙ ῄΉΙ ῆΗ\u{342} ῇΗ\u{342}Ι ῌΗΙ ῒΙ\u{308}\u{300} ΐΙ\u{308}\u{301} ῖΙ\u{342} ῗΙ\u{308}\u{342} ῢΥ\u{308}\u{300} ΰΥ\u{308}\u{301} ῤΡ\u{313} ῦΥ\u{342} ῧΥ\u{308}\u{342} ῲῺΙ ῳΩΙ ῴΏΙ ῶΩ\u{342} ῷΩ\u{342}Ι ῼΩΙ ﬀFF ﬁFI ﬂFL ﬃFFI ﬄFFL ﬅST ﬆST ﬓՄՆ ﬔՄԵ ﬕՄԻ ﬖՎՆ ﬗՄԽ";

fn twin(runs: &[Run], c: u16, back: bool) -> Option<u16> {
    runs.iter().find_map(|(low, high, size)| {
        let (from, to) = if back { (high, low) } else { (low, high) };
        let (step, every) = (c.checked_sub(*from)?, u16::from(size & 1));
        let inside = step <= u16::from(size >> 1).wrapping_mul(every.wrapping_add(1)) && step & every == 0;
        inside.then(|| to.wrapping_add(step))
    })
}

fn mapped(c: char, back: bool) -> char {
    if c.is_ascii() {
        return if back { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() };
    }
    let code = c as u32;
    let near = u16::try_from(code).ok();
    let found = match near {
        // Han, the most frequent of all here, has no case.
        Some(0x3000..=0xa63f) => None,
        Some(code) => twin(if back { LOWER_ONLY } else { UPPER_ONLY }, code, false)
            .or_else(|| twin(PAIRS, code, back))
            .map(u32::from),
        None => u16::try_from(code.wrapping_sub(0x10000))
            .ok()
            .and_then(|code| twin(FAR_PAIRS, code, back))
            .map(|code| u32::from(code).wrapping_add(0x10000)),
    };
    found.and_then(char::from_u32).unwrap_or(c)
}

/// The one upper letter of a letter, or itself.
pub(crate) fn upper(c: char) -> char {
    mapped(c, false)
}

/// The one lower letter of a letter, or itself.
pub(crate) fn lower(c: char) -> char {
    mapped(c, true)
}

/// A text in upper case; some letters become two or three.
pub(crate) fn upper_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let one = upper(c);
        let lone = one == c && !matches!(c, '\0'..='\u{de}' | '\u{2000}'..='\u{faff}' | '\u{fb18}'..);
        let several = if lone { SEVERAL.split(' ').find_map(|entry| entry.strip_prefix(c)) } else { None };
        match several {
            Some(several) => out.push_str(several),
            None => out.push(one),
        }
    }
    out
}

/// A text in lower case; a sigma at the end of a word is a final one.
pub(crate) fn lower_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut inside = false;
    while let Some(c) = chars.next() {
        let last = inside && !chars.peek().is_some_and(|next| starts_name(*next));
        match c {
            'Σ' if last => out.push('ς'),
            'İ' => out.push_str("i\u{307}"),
            c => out.push(lower(c)),
        }
        inside = starts_name(c);
    }
    out
}

/// Whether a name may start with it: letters and signs of all scripts, as FEEL's grammar says, without the marks and
/// signs of punctuation among them.
pub(crate) fn starts_name(c: char) -> bool {
    match c as u32 {
        0x41..=0x5a | 0x61..=0x7a | 0x5f => true,
        0x3004..=0x3007 | 0x3012 | 0x3013 | 0x3020..=0x302f | 0x3031..=0x303c | 0x303e..=0xd7ff => true,
        0xc0..=0x2ff => !matches!(c, '×' | '÷'),
        0x370..=0x1fff => !matches!(c, '\u{37e}' | '\u{1680}'),
        0x200c..=0x200d | 0x2070..=0x218f | 0x2c00..=0x2dff | 0x2e80..=0x2fef => true,
        0xf900..=0xfdcf | 0xfdf0..=0xfe0f | 0xfe70..=0xfefe => true,
        0xff21..=0xff3a | 0xff41..=0xff5a | 0xff66..=0xffdc | 0x10000..=0xeffff => true,
        _ => false,
    }
}

/// Whether a name may go on with it.
pub(crate) fn continues_name(c: char) -> bool {
    starts_name(c)
        || matches!(c as u32, 0x30..=0x39 | 0xb2..=0xb3 | 0xb5 | 0xb7 | 0xb9 | 0xaa | 0xba | 0x300..=0x36f | 0x203f..=0x2040 | 0xff10..=0xff19)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_are_those_of_the_standard_library() {
        for c in '\0'..='\u{1ffff}' {
            let text = c.to_string();
            assert_eq!(upper_text(&text), text.to_uppercase(), "{c} {:x}", c as u32);
            assert_eq!(lower_text(&text), text.to_lowercase(), "{c} {:x}", c as u32);
        }
        assert_eq!(lower_text("ΟΔΟΣ ΣΑΣ."), "ΟΔΟΣ ΣΑΣ.".to_lowercase());
    }

    #[test]
    fn letters_of_all_scripts_start_names_and_punctuation_does_not() {
        for c in "aZ_äλЖ字あ한ก🐎Ａ々〇".chars() {
            assert!(starts_name(c), "{c}");
        }
        for c in "0+、。【】（），“”×÷−‘　１".chars() {
            assert!(!starts_name(c), "{c}");
        }
    }
}
