//! Writes JSON: texts alone, since nothing else needs care.

/// Writes a text as JSON.
pub fn quoted(out: &mut String, text: &str) {
    out.push('"');
    // Of most texts every letter stands for itself.
    if !text.bytes().any(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
        out.push_str(text);
        out.push('"');
        return;
    }
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\0'..='\u{1f}' => {
                out.push_str("\\u00");
                for digit in [(c as u32) >> 4, (c as u32) & 15] {
                    out.extend(char::from_digit(digit, 16));
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
}
