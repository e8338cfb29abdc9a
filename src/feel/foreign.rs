//! Words of other languages, Chinese ones and capitalised keywords included, and their FEEL equivalents.

/// Words in lower case, and what to write instead.
const WORDS: &[(&str, &str)] = &[
    ("true", "true"),
    ("false", "false"),
    ("null", "null"),
    ("not", "not(…)"),
    ("and", "and"),
    ("or", "or"),
    ("in", "in"),
    ("if", "if … then … else …"),
    ("如果", "if … then … else …"),
    ("且", "and"),
    ("并且", "and"),
    ("或", "or"),
    ("或者", "or"),
    ("then", "then"),
    ("else", "else"),
    ("elseif", "else if"),
    ("elif", "else if"),
    ("is", "="),
    ("mod", "modulo(…)"),
    ("round", "round half up(…)"),
    ("len", "string length(…)"),
    ("length", "string length(…)"),
    ("concat", "+"),
    ("iferror", "coalesce(…)"),
    ("ifnull", "coalesce(…)"),
    ("average", "mean(…)"),
    ("today", "date(now)"),
];

/// What FEEL has for a word of another language.
pub(super) fn feel_equivalent(written: &str) -> Option<&'static str> {
    let found = WORDS.iter().find(|(word, _)| written.eq_ignore_ascii_case(word));
    found.map(|(_, meant)| *meant).filter(|meant| *meant != written)
}
