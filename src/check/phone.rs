//! Telephone numbers of mainland China: a mobile number of 11 digits, or a landline with its area code.

/// Whether `text` is a mobile number, or `0` and 2–3 digits, 7–8 digits and an optional extension of 1–6
/// digits. A hyphen after the area code is optional, one before the extension is required.
pub(super) fn is_phone(text: &str) -> bool {
    is_mobile(text) || is_landline(text)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether `text` is `1[3-9]` and 9 digits.
pub(super) fn is_mobile(text: &str) -> bool {
    let second = text.as_bytes().get(1);
    text.len() == 11 && text.starts_with('1') && matches!(second, Some(b'3'..=b'9')) && is_digits(text)
}

fn is_landline(text: &str) -> bool {
    [3, 4]
        .iter()
        .any(|area| text.split_at_checked(*area).is_some_and(|(code, rest)| is_area(code) && is_local(rest)))
}

fn is_area(code: &str) -> bool {
    code.starts_with('0') && is_digits(code)
}

fn is_local(rest: &str) -> bool {
    let rest = rest.strip_prefix('-').unwrap_or(rest);
    let (number, extension) =
        rest.split_once('-').map_or((rest, None), |(number, tail)| (number, Some(tail)));
    let extension_fits = extension.is_none_or(|tail| (1..=6).contains(&tail.len()) && is_digits(tail));
    (7..=8).contains(&number.len()) && is_digits(number) && extension_fits
}

#[cfg(test)]
mod tests {
    use super::is_phone;

    #[test]
    fn only_mobile_and_landline_numbers_are_valid() {
        for good in ["13857123456", "010-62345678", "01062345678", "0571-8765432-123456", "0571-87654321"] {
            assert!(is_phone(good), "{good}");
        }
        for bad in [
            "",
            "01",
            "12857123456",
            "1385712345",
            "138571234567",
            "62345678",
            "010-623456",
            "010-62345678-",
            "010-62345678-1234567",
            "+8613857123456",
            "138 5712 3456",
        ] {
            assert!(!is_phone(bad), "{bad}");
        }
    }
}
