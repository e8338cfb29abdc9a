//! Sets of characters: ranges, escapes, Unicode categories and blocks, subtraction.

use crate::data::letter::{lower, starts_name, upper};

/// A set of characters.
#[derive(Clone, Debug, Default)]
pub(super) struct Class {
    pub(super) negated: bool,
    pub(super) items: Vec<Item>,
    pub(super) minus: Option<Box<Class>>,
}

/// An item of a set.
#[derive(Clone, Debug)]
pub(super) enum Item {
    Range(char, char),
    /// A predicate, and whether it is negated.
    Test(fn(char) -> bool, bool),
}

impl Class {
    pub(super) fn single(item: Item) -> Self {
        Self { items: vec![item], ..Self::default() }
    }

    /// The byte range of the set, if it is a single ASCII range.
    pub(super) fn ascii(&self) -> Option<(u8, u8)> {
        match (self.items.as_slice(), self.negated, &self.minus) {
            ([Item::Range(from, to)], false, None) if to.is_ascii() => {
                Some((u8::try_from(*from).ok()?, u8::try_from(*to).ok()?))
            }
            _ => None,
        }
    }

    /// Whether the set contains the character; `fold` ignores case.
    pub(super) fn contains(&self, c: char, fold: bool) -> bool {
        // Fast path: most sets are a single range or character.
        if let ([Item::Range(from, to)], false, None) = (self.items.as_slice(), fold, &self.minus) {
            return (*from..=*to).contains(&c) != self.negated;
        }
        // Only characters and ranges ignore case; `\p{Lu}` still means capitals.
        let range =
            |c: char| self.items.iter().any(|item| matches!(item, Item::Range(..)) && item.contains(c));
        let folded = || {
            let small = lower(c);
            range(small) || range(upper(small)) || same_letter(small).is_some_and(range)
        };
        let inside = self.items.iter().any(|item| item.contains(c)) || (fold && folded());
        inside != self.negated && !self.minus.as_ref().is_some_and(|minus| minus.contains(c, fold))
    }
}

/// Another character that is the same letter: the Kelvin sign, the ångström sign, the long s.
fn same_letter(small: char) -> Option<char> {
    match small {
        'k' => Some('\u{212a}'),
        'å' => Some('\u{212b}'),
        's' => Some('\u{17f}'),
        _ => None,
    }
}

impl Item {
    fn contains(&self, c: char) -> bool {
        match self {
            Self::Range(from, to) => (*from..=*to).contains(&c),
            Self::Test(test, negated) => test(c) != *negated,
        }
    }
}

fn digit(c: char) -> bool {
    matches!(c as u32, 0x30..=0x39 | 0x660..=0x669 | 0x6f0..=0x6f9 | 0x966..=0x96f | 0xff10..=0xff19)
}

fn space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

fn separator(c: char) -> bool {
    c.is_whitespace() && !c.is_control()
}

fn punctuation(c: char) -> bool {
    (c.is_ascii_punctuation() && !symbol(c))
        || matches!(c as u32, 0xa1 | 0xa7 | 0xab | 0xb6 | 0xb7 | 0xbb | 0xbf | 0x2010..=0x2027 | 0x2030..=0x205e
            | 0x3001..=0x3003 | 0x3008..=0x3011 | 0x3014..=0x301f | 0xff01..=0xff0f | 0xff1a..=0xff20)
}

fn symbol(c: char) -> bool {
    matches!(c, '$' | '+' | '<'..='>' | '^' | '`' | '|' | '~')
        || matches!(c as u32, 0xa2..=0xa6 | 0xa8 | 0xa9
        | 0xac | 0xae..=0xb1 | 0xb4 | 0xd7 | 0xf7 | 0x207a..=0x207c | 0x208a..=0x208c | 0x20a0..=0x20cf | 0x2100 | 0x2101
        | 0x2103..=0x2106 | 0x2116..=0x2118 | 0x2120..=0x2122 | 0x2190..=0x23ff | 0x2500..=0x27bf | 0x3300..=0x33ff
        | 0x1f300..=0x1faff)
}

fn numeral(c: char) -> bool {
    digit(c)
        || matches!(c as u32, 0xb2 | 0xb3 | 0xb9 | 0xbc..=0xbe | 0x2070 | 0x2074..=0x2079 | 0x2080..=0x2089
        | 0x2150..=0x2189 | 0x2460..=0x249b | 0x3007)
}

fn word(c: char) -> bool {
    !(punctuation(c) || separator(c) || c.is_control())
}

fn letter(c: char) -> bool {
    starts_name(c) && c != '_' && !numeral(c) && !symbol(c)
}

fn name_start(c: char) -> bool {
    c == ':' || starts_name(c)
}

fn name_part(c: char) -> bool {
    name_start(c) || digit(c) || matches!(c, '-' | '.' | '·')
}

/// Parses `\d`, `\S` and the like.
pub(super) fn escape(letter: char) -> Option<Item> {
    let test: fn(char) -> bool = match letter.to_ascii_lowercase() {
        'd' => digit,
        's' => space,
        'w' => word,
        'i' => name_start,
        'c' => name_part,
        _ => return None,
    };
    Some(Item::Test(test, letter.is_ascii_uppercase()))
}

/// Parses `\p{Lu}`, `\p{IsBasicLatin}`.
pub(super) fn category(name: &str, negated: bool) -> Option<Item> {
    let test: fn(char) -> bool = match name {
        "L" => letter,
        "Lu" => |c| lower(c) != c,
        "Ll" => |c| upper(c) != c || c == 'ß',
        "Lo" => |c| letter(c) && lower(c) == c && upper(c) == c,
        "N" => numeral,
        "Nd" => digit,
        "P" => punctuation,
        "S" => symbol,
        "Z" | "Zs" => separator,
        "C" | "Cc" => char::is_control,
        "IsBasicLatin" => |c| c.is_ascii(),
        "IsLatin-1Supplement" => |c| matches!(c, '\u{80}'..='\u{ff}'),
        "IsLatinExtended-A" => |c| matches!(c, '\u{100}'..='\u{17f}'),
        "IsGreek" | "IsGreekandCoptic" => |c| matches!(c, '\u{370}'..='\u{3ff}'),
        "IsCyrillic" => |c| matches!(c, '\u{400}'..='\u{4ff}'),
        "IsHiragana" => |c| matches!(c, '\u{3040}'..='\u{309f}'),
        "IsKatakana" => |c| matches!(c, '\u{30a0}'..='\u{30ff}'),
        "IsCJKUnifiedIdeographs" => |c| matches!(c, '\u{4e00}'..='\u{9fff}'),
        _ => return None,
    };
    Some(Item::Test(test, negated))
}
