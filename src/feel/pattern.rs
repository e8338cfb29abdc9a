//! Regular expressions in linear time: a pattern becomes a small program that walks the text once with all its
//! states at a time. No backtracking, so no text can make it slow.

use crate::data::{Phrase, limits};
use core::iter::Peekable;
use core::str::Chars;

/// A pattern that is ready to match.
#[derive(Clone, Debug)]
pub struct Regex {
    program: Vec<Step>,
}

#[derive(Clone, Debug)]
enum Step {
    /// One character of the class.
    Class(Class),
    /// Goes on at both places.
    Split(usize, usize),
    /// Goes on there.
    Jump(usize),
    /// Only at the start of the text.
    Start,
    /// Only at its end.
    End,
    /// The pattern has matched.
    Match,
}

#[derive(Clone, Debug, Default)]
struct Class {
    ranges: Vec<(char, char)>,
    negated: bool,
}

impl Class {
    fn of(ranges: &[(char, char)], negated: bool) -> Self {
        Self { ranges: ranges.to_vec(), negated }
    }

    fn holds(&self, c: char) -> bool {
        self.ranges.iter().any(|(low, high)| (*low..=*high).contains(&c)) != self.negated
    }
}

/// The tree of a pattern.
#[derive(Clone, Debug)]
enum Tree {
    Empty,
    Class(Class),
    Start,
    End,
    Sequence(Vec<Tree>),
    Choice(Vec<Tree>),
    Repeat(Box<Tree>, u32, Option<u32>),
}

impl Regex {
    /// Reads a pattern.
    ///
    /// # Errors
    /// What cannot be read, in both languages.
    ///
    /// # Example
    /// ```
    /// use gongdan::feel::Regex;
    /// let order_no = Regex::parse("gd[0-9]{14}").unwrap();
    /// assert!(order_no.matches_whole("gd20260302000123"));
    /// assert!(!order_no.matches_whole("gd2026030200012"));
    /// ```
    pub fn parse(pattern: &str) -> Result<Self, Phrase> {
        let mut parser = Parser { chars: pattern.chars().peekable(), depth: 0 };
        let tree = parser.choice()?;
        if parser.chars.peek().is_some() {
            return Err(Phrase::new("多出一个「)」", "a `)` too many"));
        }
        let mut program = Vec::new();
        emit(&tree, &mut program)?;
        program.push(Step::Match);
        Ok(Self { program })
    }

    /// Whether it matches anywhere in the text.
    pub fn is_match(&self, text: &str) -> bool {
        self.run(text, false)
    }

    /// Whether it matches the whole text.
    pub fn matches_whole(&self, text: &str) -> bool {
        self.run(text, true)
    }

    fn run(&self, text: &str, whole: bool) -> bool {
        let mut now = States::new(self.program.len());
        let mut next = States::new(self.program.len());
        let end = text.len();
        now.add(&self.program, 0, 0, end);
        for (at, c) in text.char_indices() {
            if !whole {
                if now.matched {
                    return true;
                }
                now.add(&self.program, 0, at, end);
            }
            next.clear();
            let after = at.saturating_add(c.len_utf8());
            for state in &now.list {
                if let Some(Step::Class(class)) = self.program.get(*state) {
                    if class.holds(c) {
                        next.add(&self.program, state.saturating_add(1), after, end);
                    }
                }
            }
            core::mem::swap(&mut now, &mut next);
            if whole && now.list.is_empty() && !now.matched {
                return false;
            }
        }
        if !whole {
            now.add(&self.program, 0, end, end);
        }
        now.matched
    }
}

/// The places of the program that are alive, each once.
struct States {
    list: Vec<usize>,
    seen: Vec<bool>,
    matched: bool,
}

impl States {
    fn new(size: usize) -> Self {
        Self { list: Vec::new(), seen: vec![false; size], matched: false }
    }

    fn clear(&mut self) {
        self.list.clear();
        self.seen.fill(false);
        self.matched = false;
    }

    fn add(&mut self, program: &[Step], state: usize, at: usize, end: usize) {
        let mut open = vec![state];
        while let Some(state) = open.pop() {
            match self.seen.get_mut(state) {
                Some(seen) if !*seen => *seen = true,
                _ => continue,
            }
            let following = state.saturating_add(1);
            match program.get(state) {
                Some(Step::Class(_)) => self.list.push(state),
                Some(Step::Split(a, b)) => open.extend([*b, *a]),
                Some(Step::Jump(to)) => open.push(*to),
                Some(Step::Start) if at == 0 => open.push(following),
                Some(Step::End) if at == end => open.push(following),
                Some(Step::Match) => self.matched = true,
                _ => {}
            }
        }
    }
}

/// How large a program may become: repeats are written out.
const PROGRAM_STEPS: usize = 10_000;

fn emit(tree: &Tree, program: &mut Vec<Step>) -> Result<(), Phrase> {
    if program.len() > PROGRAM_STEPS {
        return Err(Phrase::new(
            "模式展开后过大",
            "the pattern is too large when its repeats are written out",
        ));
    }
    match tree {
        Tree::Empty => {}
        Tree::Class(class) => program.push(Step::Class(class.clone())),
        Tree::Start => program.push(Step::Start),
        Tree::End => program.push(Step::End),
        Tree::Sequence(parts) => return parts.iter().try_for_each(|part| emit(part, program)),
        Tree::Choice(parts) => return emit_choice(parts, program),
        Tree::Repeat(part, least, most) => return emit_repeat(part, *least, *most, program),
    }
    Ok(())
}

fn set(program: &mut [Step], at: usize, step: Step) {
    if let Some(place) = program.get_mut(at) {
        *place = step;
    }
}

fn emit_choice(parts: &[Tree], program: &mut Vec<Step>) -> Result<(), Phrase> {
    let mut ends = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let split = program.len();
        let last = index.saturating_add(1) == parts.len();
        if !last {
            program.push(Step::Jump(0));
        }
        emit(part, program)?;
        if !last {
            ends.push(program.len());
            program.push(Step::Jump(0));
            let next = program.len();
            set(program, split, Step::Split(split.saturating_add(1), next));
        }
    }
    let end = program.len();
    for at in ends {
        set(program, at, Step::Jump(end));
    }
    Ok(())
}

fn emit_repeat(part: &Tree, least: u32, most: Option<u32>, program: &mut Vec<Step>) -> Result<(), Phrase> {
    for _ in 0..least {
        emit(part, program)?;
    }
    let Some(most) = most else {
        let split = program.len();
        program.push(Step::Jump(0));
        emit(part, program)?;
        program.push(Step::Jump(split));
        let end = program.len();
        set(program, split, Step::Split(split.saturating_add(1), end));
        return Ok(());
    };
    let mut splits = Vec::new();
    for _ in least..most {
        splits.push(program.len());
        program.push(Step::Jump(0));
        emit(part, program)?;
    }
    let end = program.len();
    for split in splits {
        set(program, split, Step::Split(split.saturating_add(1), end));
    }
    Ok(())
}

struct Parser<'a> {
    chars: Peekable<Chars<'a>>,
    depth: usize,
}

const DIGIT: &[(char, char)] = &[('0', '9')];
const WORD: &[(char, char)] =
    &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z'), ('\u{c0}', '\u{24f}'), ('\u{3400}', '\u{9fff}')];
const SPACE: &[(char, char)] = &[(' ', ' '), ('\t', '\r'), ('\u{3000}', '\u{3000}')];

impl Parser<'_> {
    fn choice(&mut self) -> Result<Tree, Phrase> {
        self.depth = self.depth.saturating_add(1);
        if self.depth > limits::EXPRESSION_DEPTH {
            return Err(Phrase::new("括号嵌套太深", "brackets are nested too deep"));
        }
        let mut parts = vec![self.sequence()?];
        while self.chars.next_if_eq(&'|').is_some() {
            parts.push(self.sequence()?);
        }
        self.depth = self.depth.saturating_sub(1);
        Ok(if parts.len() == 1 { parts.pop().unwrap_or(Tree::Empty) } else { Tree::Choice(parts) })
    }

    fn sequence(&mut self) -> Result<Tree, Phrase> {
        let mut parts = Vec::new();
        while self.chars.peek().is_some_and(|c| !matches!(c, '|' | ')')) {
            let piece = self.piece()?;
            parts.push(self.repeated(piece)?);
        }
        Ok(Tree::Sequence(parts))
    }

    fn piece(&mut self) -> Result<Tree, Phrase> {
        match self.chars.next() {
            Some('(') => {
                if self.chars.next_if_eq(&'?').is_some() && self.chars.next() != Some(':') {
                    return Err(Phrase::new("只支持「(?:」", "only `(?:` may follow a bracket"));
                }
                let inner = self.choice()?;
                if self.chars.next() == Some(')') {
                    Ok(inner)
                } else {
                    Err(Phrase::new("缺少「)」", "a `)` is missing"))
                }
            }
            Some('[') => Ok(Tree::Class(self.class()?)),
            Some('.') => Ok(Tree::Class(Class::of(&[('\n', '\n'), ('\r', '\r')], true))),
            Some('^') => Ok(Tree::Start),
            Some('$') => Ok(Tree::End),
            Some('\\') => Ok(Tree::Class(self.escape()?)),
            Some('*' | '+' | '?' | '{') => {
                Err(Phrase::new("重复符号前没有内容", "there is nothing to repeat"))
            }
            Some(c) => Ok(Tree::Class(Class::of(&[(c, c)], false))),
            None => Ok(Tree::Empty),
        }
    }

    fn repeated(&mut self, piece: Tree) -> Result<Tree, Phrase> {
        let (least, most) = match self.chars.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                self.chars.next();
                let bounds = self.bounds()?;
                return Ok(Tree::Repeat(Box::new(piece), bounds.0, bounds.1));
            }
            _ => return Ok(piece),
        };
        self.chars.next();
        Ok(Tree::Repeat(Box::new(piece), least, most))
    }

    fn bounds(&mut self) -> Result<(u32, Option<u32>), Phrase> {
        let fault = || Phrase::new("「{n,m}」写得不对", "`{n,m}` is not written right");
        let least = self.number().ok_or_else(fault)?;
        let most = if self.chars.next_if_eq(&',').is_some() { self.number() } else { Some(least) };
        let sound = self.chars.next() == Some('}') && most.is_none_or(|most| least <= most);
        if sound && least.max(most.unwrap_or(0)) <= limits::PATTERN_REPEATS {
            Ok((least, most))
        } else {
            Err(fault())
        }
    }

    fn number(&mut self) -> Option<u32> {
        let mut digits = String::new();
        while let Some(digit) = self.chars.next_if(char::is_ascii_digit) {
            digits.push(digit);
        }
        digits.parse().ok()
    }

    fn escape(&mut self) -> Result<Class, Phrase> {
        Ok(match self.chars.next() {
            Some('d') => Class::of(DIGIT, false),
            Some('D') => Class::of(DIGIT, true),
            Some('w') => Class::of(WORD, false),
            Some('W') => Class::of(WORD, true),
            Some('s') => Class::of(SPACE, false),
            Some('S') => Class::of(SPACE, true),
            Some('n') => Class::of(&[('\n', '\n')], false),
            Some('t') => Class::of(&[('\t', '\t')], false),
            Some('r') => Class::of(&[('\r', '\r')], false),
            Some(c) if !c.is_alphanumeric() => Class::of(&[(c, c)], false),
            _ => return Err(Phrase::new("不认识的转义", "an escape that is not known")),
        })
    }

    fn class(&mut self) -> Result<Class, Phrase> {
        let open = || Phrase::new("缺少「]」", "a `]` is missing");
        let negated = self.chars.next_if_eq(&'^').is_some();
        let mut ranges = Vec::new();
        loop {
            let low = match self.chars.next().ok_or_else(open)? {
                ']' if !ranges.is_empty() => return Ok(Class { ranges, negated }),
                '\\' => {
                    let escaped = self.escape()?;
                    match escaped.ranges.as_slice() {
                        [(low, high)] if low == high && !escaped.negated => *low,
                        several if !escaped.negated => {
                            ranges.extend_from_slice(several);
                            continue;
                        }
                        _ => {
                            return Err(Phrase::new(
                                "类中不能用否定转义",
                                "a negated escape cannot stand in a class",
                            ));
                        }
                    }
                }
                c => c,
            };
            let mut ahead = self.chars.clone();
            let spans = ahead.next() == Some('-') && ahead.next().is_some_and(|c| c != ']');
            let high = if spans {
                self.chars.next();
                self.chars.next().ok_or_else(open)?
            } else {
                low
            };
            if low > high {
                return Err(Phrase::new("范围的两端颠倒了", "the ends of a range are the wrong way round"));
            }
            ranges.push((low, high));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Regex;

    fn check(pattern: &str, text: &str, whole: bool, anywhere: bool) {
        let regex = Regex::parse(pattern).unwrap();
        assert_eq!(
            (regex.matches_whole(text), regex.is_match(text)),
            (whole, anywhere),
            "{pattern} on {text}"
        );
    }

    #[test]
    fn patterns_match_what_they_say() {
        check("gd[0-9]{14}", "gd20260302000123", true, true);
        check("^a|b$", "xb", false, true);
        check("(ab)+c?", "ababc", true, true);
        check("[^\\d]+", "采煤机", true, true);
        check("a{2,3}", "aaaa", false, true);
        check("x*", "", true, true);
        check("\\.", "a", false, false);
        check("^abc$", "abcd", false, false);
    }

    #[test]
    fn no_text_makes_it_slow() {
        let regex = Regex::parse("(a*)*b").unwrap();
        assert!(!regex.is_match(&"a".repeat(100_000)));
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        for pattern in ["(", ")", "[", "[]", "a{3,1}", "*", "\\q", "[z-a]", "a{100000}"] {
            assert!(Regex::parse(pattern).is_err(), "{pattern}");
        }
    }
}
