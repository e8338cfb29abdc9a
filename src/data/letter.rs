//! The characters of names, and upper and lower case. A page converts the case of letters with the browser's
//! tables, since those of Rust's library would weigh more than the rest of this module.

use std::sync::OnceLock;

/// Converts a text to upper or lower case.
pub type CaseConversion = fn(text: &str, upper: bool) -> String;

static CASE_CONVERSION: OnceLock<CaseConversion> = OnceLock::new();

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
const DEFAULT: CaseConversion = |text, upper| if upper { text.to_uppercase() } else { text.to_lowercase() };
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
const DEFAULT: CaseConversion = ascii_case;

/// Sets the host's conversion to upper and lower case. Without it, the WebAssembly module converts ASCII
/// only.
pub fn set_case_conversion(conversion: CaseConversion) {
    CASE_CONVERSION.get_or_init(|| conversion);
}

fn ascii_case(text: &str, upper: bool) -> String {
    if upper { text.to_ascii_uppercase() } else { text.to_ascii_lowercase() }
}

fn convert_text(text: &str, upper: bool) -> String {
    // Han characters, the most frequent ones here, have no case.
    let simple = text.chars().all(|c| c.is_ascii() || matches!(c, '\u{3000}'..='\u{a63f}'));
    let convert = CASE_CONVERSION.get().copied().unwrap_or(DEFAULT);
    if simple { ascii_case(text, upper) } else { convert(text, upper) }
}

fn convert_char(c: char, upper: bool) -> char {
    let text = convert_text(c.encode_utf8(&mut [0; 4]), upper);
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none()).unwrap_or(c)
}

/// The upper case of a letter, or the letter itself if that is not one character.
pub(crate) fn upper(c: char) -> char {
    convert_char(c, true)
}

/// The lower case of a letter, or the letter itself if that is not one character.
pub(crate) fn lower(c: char) -> char {
    convert_char(c, false)
}

/// A text in upper case; some letters become two or three.
pub(crate) fn upper_text(text: &str) -> String {
    convert_text(text, true)
}

/// A text in lower case; a sigma at the end of a word becomes a final sigma.
pub(crate) fn lower_text(text: &str) -> String {
    convert_text(text, false)
}

/// Whether a name may start with a character: letters and symbols of all scripts as in FEEL's grammar,
/// without the combining marks and punctuation among them.
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

/// Whether a name may continue with a character.
pub(crate) fn continues_name(c: char) -> bool {
    starts_name(c)
        || matches!(c as u32, 0x30..=0x39 | 0xb2..=0xb3 | 0xb5 | 0xb7 | 0xb9 | 0xaa | 0xba | 0x300..=0x36f | 0x203f..=0x2040 | 0xff10..=0xff19)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_conversion_maps_single_letters() {
        for (c, large, small) in
            [('ä', 'Ä', 'ä'), ('Σ', 'Σ', 'σ'), ('ß', 'ß', 'ß'), ('字', '字', '字'), ('q', 'Q', 'q')]
        {
            assert_eq!((upper(c), lower(c)), (large, small), "{c}");
        }
        assert_eq!(lower_text("ΟΔΟΣ ΣΑΣ."), "οδος σας.");
        assert_eq!(upper_text("Straße"), "STRASSE");
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
