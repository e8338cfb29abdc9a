//! Compiles the text of a pattern to steps.

use super::class::{self, Class, Item};
use super::machine::Step;
use super::{ClassRun, Regex, RegexError};
use crate::data::{Gather, Phrase, limits};
use crate::feel::error::Fault;
use std::sync::Arc;

struct Parser {
    chars: Vec<char>,
    at: usize,
    steps: Vec<Step>,
    groups: usize,
    depth: usize,
    dot_all: bool,
    lines: bool,
}

/// The fault (a limit, or unreadable), and the message in Chinese and English.
type PatternError = &'static (Fault, [&'static str; 2]);

const STEPS: PatternError =
    &(Fault::PatternSteps, ["正则过长（PATTERN_STEPS）", "the pattern exceeds `PATTERN_STEPS`"]);
const DEPTH: PatternError =
    &(Fault::PatternDepth, ["括号层数过多（PATTERN_DEPTH）", "groups and sets exceed `PATTERN_DEPTH`"]);
const OPEN_SET: PatternError = &(Fault::Unreadable, ["缺少「]」", "a `]` is missing"]);
const COUNT: PatternError = &(Fault::Unreadable, ["次数写法不对，例如 {2,5}", "write a count like {2,5}"]);

type Parsed<T> = Result<T, PatternError>;

pub(super) fn parse(pattern: &str, flags: &str) -> Result<Regex, RegexError> {
    let has = |flag| flags.chars().any(|one| one == flag);
    let chars = if has('x') { without_blanks(pattern) } else { pattern.chars().gather() };
    let mut parser =
        Parser { chars, at: 0, steps: Vec::new(), groups: 1, depth: 0, dot_all: has('s'), lines: has('m') };
    let parsed = if flags.chars().all(|flag| matches!(flag, 's' | 'm' | 'i' | 'x')) {
        parser.parse_all()
    } else {
        Err(&(Fault::Unreadable, ["标志只有 s m i x", "the flags are s m i x"]))
    };
    if let Err((fault, [zh, en])) = parsed {
        let both = &["正则写法有误：{}", "the pattern cannot be read: {}"];
        return Err(RegexError { fault: *fault, message: Phrase::filled_each(both, &[zh], &[en]) });
    }
    let runs = runs(&parser.steps, has('i'));
    Ok(Regex { steps: parser.steps, groups: parser.groups, fold: has('i'), runs })
}

/// The flag `x`: removes whitespace outside sets.
fn without_blanks(pattern: &str) -> Vec<char> {
    let (mut depth, mut escaped) = (0usize, false);
    let mut kept = Vec::new();
    for c in pattern.chars() {
        if c.is_whitespace() && depth == 0 {
            continue;
        }
        match c {
            '[' if !escaped => depth = depth.saturating_add(1),
            ']' if !escaped => depth = depth.saturating_sub(1),
            _ => {}
        }
        escaped = c == '\\' && !escaped;
        kept.push(c);
    }
    kept
}

/// The steps as classes with fixed counts, if they contain nothing else.
fn runs(steps: &[Step], fold: bool) -> Option<Vec<ClassRun>> {
    let body = steps.get(1..steps.len().checked_sub(2)?)?;
    let mut runs: Vec<ClassRun> = Vec::new();
    for step in body {
        let Step::Class(class) = step else { return None };
        let ascii = class.ascii().filter(|_| !fold);
        match runs.last_mut() {
            Some(run) if ascii.is_some() && run.ascii == ascii => run.count = run.count.saturating_add(1),
            _ => runs.push(ClassRun { class: class.clone(), ascii, count: 1 }),
        }
    }
    Some(runs)
}

impl Parser {
    fn parse_all(&mut self) -> Parsed<()> {
        self.steps.push(Step::Save(0));
        self.alternatives()?;
        if self.at < self.chars.len() {
            return Err(&(Fault::Unreadable, ["多余的「)」", "there is one `)` too many"]));
        }
        self.steps.extend([Step::Save(1), Step::Match]);
        Ok(())
    }

    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at = self.at.saturating_add(1);
        Some(c)
    }

    fn take(&mut self, c: char) -> bool {
        let there = self.peek() == Some(c);
        if there {
            self.at = self.at.saturating_add(1);
        }
        there
    }

    fn push(&mut self, step: Step) -> Parsed<usize> {
        if self.steps.len() >= limits::PATTERN_STEPS {
            return Err(STEPS);
        }
        self.steps.push(step);
        Ok(self.steps.len().saturating_sub(1))
    }

    fn set(&mut self, index: usize, step: Step) {
        if let Some(place) = self.steps.get_mut(index) {
            *place = step;
        }
    }

    fn alternatives(&mut self) -> Parsed<()> {
        self.depth = self.depth.saturating_add(1);
        if self.depth > limits::PATTERN_DEPTH {
            return Err(DEPTH);
        }
        let start = self.steps.len();
        self.sequence()?;
        if self.take('|') {
            let first: Vec<Step> = self.steps.split_off(start);
            let split = self.push(Step::Jump(0))?;
            self.append(&first, start)?;
            let jump = self.push(Step::Jump(0))?;
            self.set(split, Step::Split(split.saturating_add(1), self.steps.len()));
            self.alternatives()?;
            self.depth = self.depth.saturating_sub(1);
            self.set(jump, Step::Jump(self.steps.len()));
        }
        self.depth = self.depth.saturating_sub(1);
        Ok(())
    }

    /// Appends a copy of steps that were at `origin`, with their jumps adjusted.
    fn append(&mut self, part: &[Step], origin: usize) -> Parsed<()> {
        let here = self.steps.len();
        let moved = |to: usize| to.saturating_sub(origin).saturating_add(here);
        for step in part {
            self.push(match step {
                Step::Split(a, b) => Step::Split(moved(*a), moved(*b)),
                Step::Jump(to) => Step::Jump(moved(*to)),
                other => other.clone(),
            })?;
        }
        Ok(())
    }

    fn sequence(&mut self) -> Parsed<()> {
        while let Some(c) = self.peek().filter(|c| !matches!(c, '|' | ')')) {
            let start = self.steps.len();
            self.at = self.at.saturating_add(1);
            self.atom(c)?;
            let part: Vec<Step> = self.steps.get(start..).unwrap_or(&[]).to_vec();
            self.quantifier(start, &part)?;
        }
        Ok(())
    }

    fn atom(&mut self, c: char) -> Parsed<()> {
        let step = match c {
            '(' => return self.group(),
            '[' => Step::Class(Arc::new(self.class()?)),
            '.' if self.dot_all => Step::Class(Arc::new(Class { negated: true, ..Class::default() })),
            '.' => {
                let items = vec![Item::Range('\n', '\n'), Item::Range('\r', '\r')];
                Step::Class(Arc::new(Class { negated: true, items, minus: None }))
            }
            '^' => Step::LineStart(self.lines),
            '$' => Step::LineEnd(self.lines),
            '\\' => Step::Class(Arc::new(Class::single(self.escape()?))),
            '*' | '+' | '?' | '{' | '}' | ']' => {
                return Err(&(
                    Fault::Unreadable,
                    ["这个符号前须加反斜杠", "escape this character with a backslash"],
                ));
            }
            c => Step::Class(Arc::new(Class::single(Item::Range(c, c)))),
        };
        self.push(step).map(|_| ())
    }

    fn group(&mut self) -> Parsed<()> {
        let silent = self.peek() == Some('?') && self.chars.get(self.at.saturating_add(1)) == Some(&':');
        let slot = self.groups.saturating_mul(2);
        if silent {
            self.at = self.at.saturating_add(2);
        } else {
            self.groups = self.groups.saturating_add(1);
            self.push(Step::Save(slot))?;
        }
        self.alternatives()?;
        if !self.take(')') {
            return Err(&(Fault::Unreadable, ["缺少「)」", "a `)` is missing"]));
        }
        if !silent {
            self.push(Step::Save(slot.saturating_add(1)))?;
        }
        Ok(())
    }

    fn escape(&mut self) -> Parsed<Item> {
        let same = |c| Item::Range(c, c);
        match self.next() {
            Some('n') => Ok(same('\n')),
            Some('r') => Ok(same('\r')),
            Some('t') => Ok(same('\t')),
            Some(c @ ('p' | 'P')) => self.category(c == 'P'),
            Some(c) if c.is_ascii() && b"\\|.-^?*+{}()[]$/".contains(&(c as u8)) => Ok(same(c)),
            Some(c) => class::escape(c).ok_or(&(
                Fault::Unreadable,
                [
                    "不支持的转义；反向引用不可用",
                    "there is no such escape; back-references are not available",
                ],
            )),
            None => Err(&(Fault::Unreadable, ["反斜杠后缺少字符", "a character must follow the backslash"])),
        }
    }

    fn category(&mut self, negated: bool) -> Parsed<Item> {
        let mut name = String::new();
        if self.take('{') {
            while let Some(c) = self.next().filter(|c| *c != '}') {
                name.push(c);
            }
        }
        class::category(&name, negated)
            .ok_or(&(Fault::Unreadable, ["未知的字符类别", "there is no such category of characters"]))
    }

    fn class(&mut self) -> Parsed<Class> {
        let mut class = Class { negated: self.take('^'), ..Class::default() };
        loop {
            match self.next().ok_or(OPEN_SET)? {
                ']' if !class.items.is_empty() => return Ok(class),
                '-' if self.peek() == Some('[') && !class.items.is_empty() => {
                    self.at = self.at.saturating_add(1);
                    self.depth = self.depth.saturating_add(1);
                    if self.depth > limits::PATTERN_DEPTH {
                        return Err(DEPTH);
                    }
                    class.minus = Some(Box::new(self.class()?));
                    self.depth = self.depth.saturating_sub(1);
                    let closed = self.take(']');
                    return closed.then_some(class).ok_or(OPEN_SET);
                }
                '[' | ']' => {
                    return Err(&(
                        Fault::Unreadable,
                        ["字符集里的方括号须加反斜杠", "escape a bracket inside a set"],
                    ));
                }
                c => class.items.push(self.member(c)?),
            }
        }
    }

    /// Parses a character, an escape or a range inside a set.
    fn member(&mut self, c: char) -> Parsed<Item> {
        let first = if c == '\\' { self.escape()? } else { Item::Range(c, c) };
        let ranged = self.peek() == Some('-')
            && !matches!(self.chars.get(self.at.saturating_add(1)), Some(']' | '[') | None);
        let Item::Range(from, _) = first else { return Ok(first) };
        if !ranged {
            return Ok(first);
        }
        self.at = self.at.saturating_add(1);
        let last = match self.next() {
            Some('\\') => self.escape()?,
            Some(c) => Item::Range(c, c),
            None => first,
        };
        match last {
            Item::Range(to, _) if from <= to => Ok(Item::Range(from, to)),
            _ => Err(&(Fault::Unreadable, ["范围的两端颠倒", "the range ends before it starts"])),
        }
    }

    fn quantifier(&mut self, start: usize, part: &[Step]) -> Parsed<()> {
        let (least, most) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => return self.counted_repeat(start, part),
            _ => return Ok(()),
        };
        self.at = self.at.saturating_add(1);
        self.repeat(start, part, least, most)
    }

    fn counted_repeat(&mut self, start: usize, part: &[Step]) -> Parsed<()> {
        self.at = self.at.saturating_add(1);
        let least = self.count()?;
        let most = if self.take(',') {
            if self.peek() == Some('}') { None } else { Some(self.count()?) }
        } else {
            Some(least)
        };
        if !self.take('}') || most.is_some_and(|most| most < least) {
            return Err(COUNT);
        }
        self.repeat(start, part, least, most)
    }

    fn count(&mut self) -> Parsed<u32> {
        let mut digits = String::new();
        while let Some(c) = self.peek().filter(char::is_ascii_digit) {
            digits.push(c);
            self.at = self.at.saturating_add(1);
        }
        digits.parse().map_err(|_| COUNT)
    }

    fn repeat(&mut self, start: usize, part: &[Step], least: u32, most: Option<u32>) -> Parsed<()> {
        let lazy = self.take('?');
        if matches!(self.peek(), Some('*' | '+' | '?' | '{')) {
            return Err(&(Fault::Unreadable, ["量词不能连写", "a quantifier cannot follow another one"]));
        }
        let fork =
            |go: usize, leave: usize| if lazy { Step::Split(leave, go) } else { Step::Split(go, leave) };
        self.steps.truncate(start);
        for _ in 0..least {
            self.append(part, start)?;
        }
        let Some(most) = most else {
            let split = self.push(Step::Jump(0))?;
            self.append(part, start)?;
            self.push(Step::Jump(split))?;
            self.set(split, fork(split.saturating_add(1), self.steps.len()));
            return Ok(());
        };
        let mut forks = Vec::new();
        for _ in least..most {
            forks.push(self.push(Step::Jump(0))?);
            self.append(part, start)?;
        }
        for split in forks {
            self.set(split, fork(split.saturating_add(1), self.steps.len()));
        }
        Ok(())
    }
}
