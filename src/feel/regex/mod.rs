//! Regular expressions in the XPath flavour, matched in time linear in the text. Back-references are
//! rejected, since they cannot be.

mod class;
mod machine;
mod parse;

use crate::data::{Gather, Phrase};
use crate::feel::error::Fault;
use class::Class;
use core::error::Error;
use core::fmt;
use machine::Step;
use std::sync::Arc;

/// A compiled regular expression.
///
/// # Example
/// ```
/// use gongdan::feel::Regex;
/// let order_no = Regex::parse("gd[0-9]{14}").unwrap();
/// assert!(order_no.matches_whole("gd20260302000001"));
/// assert!(!order_no.matches_whole("gd2026"));
/// ```
#[derive(Clone, Debug)]
pub struct Regex {
    steps: Vec<Step>,
    groups: usize,
    fold: bool,
    /// The pattern as a sequence of classes with fixed counts, if it is no more than that.
    runs: Option<Vec<ClassRun>>,
}

/// A fixed number of characters of one class.
#[derive(Clone, Debug)]
struct ClassRun {
    class: Arc<Class>,
    /// The class as a range of bytes, if it is a single ASCII range.
    ascii: Option<(u8, u8)>,
    count: usize,
}

/// An error that makes a pattern unusable.
#[derive(Clone, Debug, PartialEq)]
pub struct RegexError {
    /// The limit that was exceeded, or [`Fault::Unreadable`].
    pub fault: Fault,
    /// The message.
    pub message: Phrase,
}

/// In English.
impl fmt::Display for RegexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message.en)
    }
}

impl Error for RegexError {}

/// The groups of a match, as character ranges; group 0 is the whole match.
pub type Groups = Vec<Option<(usize, usize)>>;

impl Regex {
    /// Parses a pattern without flags.
    ///
    /// # Errors
    /// Returns an error if the pattern is invalid, uses unsupported syntax, or exceeds a limit.
    pub fn parse(pattern: &str) -> Result<Self, RegexError> {
        Self::with_flags(pattern, "")
    }

    /// Parses a pattern; `flags` are any of `s`, `m`, `i`, `x`.
    ///
    /// # Errors
    /// As for [`Regex::parse`]; also if a flag is unknown.
    pub fn with_flags(pattern: &str, flags: &str) -> Result<Self, RegexError> {
        parse::parse(pattern, flags)
    }

    /// Whether the pattern matches anywhere in the text.
    pub fn is_match(&self, text: &str) -> bool {
        if let Some([ClassRun { class, count: 1, .. }]) = self.runs.as_deref() {
            return text.chars().any(|c| class.contains(c, self.fold));
        }
        let chars: Vec<char> = text.chars().gather();
        machine::is_match(self, &chars)
    }

    /// The number of steps that matching this many characters counts as; it grows with the pattern.
    pub(in crate::feel) fn match_cost(&self, characters: usize) -> usize {
        characters.saturating_mul(self.steps.len().saturating_add(4)) >> 5
    }

    /// Whether the pattern matches the whole text, as the `pattern` attribute of an HTML input does.
    pub fn matches_whole(&self, text: &str) -> bool {
        self.matches_bytes(text.as_bytes())
    }

    /// Like [`Self::matches_whole`], for undecoded text; invalid UTF-8 never matches.
    #[cfg_attr(swift, optimize(speed))]
    pub fn matches_bytes(&self, letters: &[u8]) -> bool {
        let ranges = self.runs.as_deref().and_then(|runs| match_ascii_runs(runs, letters));
        ranges.unwrap_or_else(|| core::str::from_utf8(letters).is_ok_and(|text| self.matches_text(text)))
    }

    #[inline(never)]
    fn matches_text(&self, text: &str) -> bool {
        let Some(runs) = &self.runs else {
            let chars: Vec<char> = text.chars().gather();
            return machine::matches_whole(self, &chars);
        };
        let mut chars = text.chars();
        let taken = |run: &ClassRun| {
            (0..run.count).all(|_| chars.next().is_some_and(|c| run.class.contains(c, self.fold)))
        };
        runs.iter().all(taken) && chars.as_str().is_empty()
    }

    /// Whether the pattern is a single set that contains this character.
    pub fn is_set_with(&self, c: char) -> bool {
        matches!(self.runs.as_deref(), Some([ClassRun { class, count: 1, .. }]) if class.contains(c, self.fold))
    }

    /// Returns the end of the longest match that starts at character `from`, and whether a match could have
    /// continued past the end of the text.
    pub fn longest(&self, text: &[char], from: usize) -> (Option<usize>, bool) {
        machine::longest(self, text, from)
    }

    /// Returns the first match at or after character `from`; adds the number of characters examined to
    /// `examined`.
    pub fn find(&self, text: &[char], from: usize, examined: &mut usize) -> Option<Groups> {
        machine::find(self, text, from, examined)
    }
}

/// Matches runs of ASCII ranges, as in codes and numbers, against the whole text without decoding it. `None`
/// if a run is anything else.
#[inline(always)]
#[cfg_attr(swift, optimize(speed))]
fn match_ascii_runs(runs: &[ClassRun], letters: &[u8]) -> Option<bool> {
    let mut rest = letters;
    for run in runs {
        let (low, high) = run.ascii?;
        let Some((head, behind)) = rest.split_at_checked(run.count) else { return Some(false) };
        if !head.iter().all(|byte| low <= *byte && *byte <= high) {
            return Some(false);
        }
        rest = behind;
    }
    Some(rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_with_their_flags() {
        let cases = [
            ("a|bc", "", "xbc", true),
            ("^$", "m", "ab\n\ncd", true),
            ("a.c", "", "a\nc", false),
            ("a.c", "s", "a\nc", true),
            ("he ll o[ ]w", "x", "hello world", true),
            ("[a-z-[aeiou]]+", "", "aei", false),
            ("[a-z-[aeiou]]", "", "ab", true),
            ("K", "i", "\u{212a}", true),
            ("\u{212a}", "i", "k", true),
            ("[^K]", "i", "\u{212a}", false),
            ("\\p{Lu}", "i", "a", false),
            ("\\P{Lu}", "i", "A", false),
            ("^$", "m", "ab\ncd\n", false),
            ("hello\\ sworld", "x", "hello world", true),
            ("^\\p{Lu}\\d{2,3}$", "", "A123", true),
            ("^(ab){2}$", "", "abab", true),
            ("^a{2,}$", "", "a", false),
            ("^[^0-9]$", "", "5", false),
            ("(a*)*b", "", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", false),
        ];
        for (pattern, flags, text, expected) in cases {
            assert_eq!(
                Regex::with_flags(pattern, flags).unwrap().is_match(text),
                expected,
                "{pattern} on {text}"
            );
        }
    }

    #[test]
    fn invalid_patterns_are_refused() {
        for pattern in [
            "(",
            ")",
            "[",
            "*a",
            "a**",
            "\\3",
            "(.)\\1",
            "[z-a]",
            "a{3,2}",
            "\\q",
            "((a{999}){999}){999}",
            "[a\\0]",
        ] {
            assert!(Regex::parse(pattern).is_err(), "{pattern}");
        }
        assert!(Regex::with_flags("a", "p").is_err());
    }

    #[test]
    fn the_whole_text_must_match() {
        let phone = Regex::parse("1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8}(-[0-9]{1,6})?").unwrap();
        for (text, expected) in [
            ("13912345678", true),
            ("010-12345678-12", true),
            ("139123456789", false),
            ("a13912345678", false),
        ] {
            assert_eq!(phone.matches_whole(text), expected, "{text}");
        }
    }
}
