//! Parses a text by a grammar: from left to right, each part as long as possible, without backtracking, so
//! that the time is linear in the length. Messages are up to `explain`.

use super::anchor::{self, AnchorSpan};
use super::normalise::Text;
use super::part::{Format, Part, PartKind, slot};
use super::words::{Vocabulary, Words};
use crate::data::Value;
use crate::feel::{Environment, Expression, FunctionId, Host, Regex};
use smol_str::SmolStr;
use std::borrow::Cow;

/// A text that was accepted.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The id of the branch taken by a choice; that of the format if there is no choice.
    pub variant: SmolStr,
    /// The value of each name of the format; null if it is absent.
    pub values: Vec<Value>,
}

/// Where a text was rejected.
#[derive(Clone, Copy, Debug)]
pub struct Failure<'f> {
    /// The first character that does not fit, from 0, in the normalised text.
    pub at: usize,
    /// The part that was expected there; `None` if the text should have ended.
    pub part: Option<&'f Part>,
}

/// A part that was tried.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attempt<'f> {
    pub(super) format: &'f Format,
    pub(super) part: &'f Part,
    pub(super) start: usize,
    /// The end if the part matched, or else where it failed.
    pub(super) end: Result<usize, usize>,
}

/// A format together with what is needed to apply it.
#[derive(Clone, Copy)]
pub struct BoundFormat<'f, 'e> {
    /// The format.
    pub format: &'f Format,
    /// The formats that its parts may refer to.
    pub formats: &'f [Format],
    /// The environment of its expressions.
    pub environment: &'e Environment<'e>,
}

impl<'f> BoundFormat<'f, '_> {
    /// Parses a text.
    ///
    /// # Errors
    /// The first place that does not fit.
    pub fn parse(self, text: &Text) -> Result<Parsed, Failure<'f>> {
        let host = IsolatedHost(self.environment.host);
        let inner = self.environment.with_host(&host);
        let mut matcher = Matcher::new(BoundFormat { environment: &inner, ..self }, &text.chars);
        let whole = matcher.parse_all();
        self.environment.absorb_usage(&inner);
        whole.map(|()| matcher.into_parsed())
    }

    /// The values of the names in a rejected text, as far as it was parsed; null for those not reached.
    pub fn partial_values(self, text: &Text) -> Vec<Value> {
        let host = IsolatedHost(self.environment.host);
        let environment = &self.environment.with_host(&host);
        let mut matcher = Matcher::new(BoundFormat { environment, ..self }, &text.chars);
        let _ = matcher.parse_all();
        matcher.values.drain(..usize::from(slot::COUNT));
        matcher.values
    }

    /// All parts that are tried while parsing a text; inner parts precede those that contain them.
    pub(super) fn attempts(self, text: &[char]) -> Vec<Attempt<'f>> {
        let host = IsolatedHost(self.environment.host);
        let environment = &self.environment.with_host(&host);
        let mut matcher = Matcher::new(BoundFormat { environment, ..self }, text);
        matcher.attempts = Some(Vec::new());
        let _ = matcher.parse_all();
        matcher.attempts.unwrap_or_default()
    }
}

/// The host for a format's own expressions. It cannot parse formats, which prevents endless recursion.
struct IsolatedHost<'h>(&'h dyn Host);

impl Host for IsolatedHost<'_> {
    fn call(&self, function: FunctionId, arguments: &[Value], environment: &Environment) -> Value {
        self.0.call(function, arguments, environment)
    }

    fn workdays(&self, id: Option<&str>, environment: &Environment) -> Option<crate::data::Workdays> {
        self.0.workdays(id, environment)
    }
}

struct Matcher<'m, 'f> {
    format: &'f Format,
    formats: &'f [Format],
    environment: &'m Environment<'m>,
    text: &'m [char],
    at: usize,
    /// The space `LOCAL` of the format's expressions.
    values: Vec<Value>,
    anchors: Option<Vec<AnchorSpan>>,
    variant: Option<&'f SmolStr>,
    attempts: Option<Vec<Attempt<'f>>>,
}

type Matched<'f, T = ()> = Result<T, Failure<'f>>;

impl<'m, 'f> Matcher<'m, 'f> {
    fn new(applied: BoundFormat<'f, 'm>, text: &'m [char]) -> Self {
        let BoundFormat { format, formats, environment } = applied;
        let values = vec![Value::Null; format.names.len().saturating_add(usize::from(slot::COUNT))];
        Self {
            format,
            formats,
            environment,
            text,
            at: 0,
            values,
            anchors: None,
            variant: None,
            attempts: None,
        }
    }

    fn parse_all(&mut self) -> Matched<'f> {
        self.parse_segments(&self.format.parts)?;
        if self.at < self.text.len() {
            return Err(Failure { at: self.at, part: None });
        }
        Ok(())
    }

    fn into_parsed(mut self) -> Parsed {
        for (name, expression) in &self.format.filled {
            if self.value(*name).is_null() {
                let value = self.evaluate(expression);
                self.set(*name, value);
            }
        }
        let variant = self.variant.unwrap_or(&self.format.id).clone();
        self.values.drain(..usize::from(slot::COUNT));
        Parsed { variant, values: self.values }
    }

    fn parse_segments(&mut self, parts: &'f [Part]) -> Matched<'f> {
        parts.iter().try_for_each(|part| self.parse_segment(part))
    }

    /// Parses a part and stores its segment.
    fn parse_segment(&mut self, part: &'f Part) -> Matched<'f> {
        let value = self.try_part(part)?;
        if let Some(name) = part.segment {
            self.set(name, value);
        }
        Ok(())
    }

    /// Parses a part; records the attempt if attempts are collected.
    fn try_part(&mut self, part: &'f Part) -> Matched<'f, Value> {
        let start = self.at;
        let outcome = self.parse_part(part);
        if let Some(attempts) = &mut self.attempts {
            let end = outcome.as_ref().map(|_| self.at).map_err(|failure| failure.at);
            attempts.push(Attempt { format: self.format, part, start, end });
        }
        outcome
    }

    /// Parses parts that may be absent: whether the first one matches. If it does, the others must match,
    /// too.
    fn parse_optional(&mut self, parts: &'f [Part]) -> Matched<'f, bool> {
        let Some((first, others)) = parts.split_first() else { return Ok(false) };
        let at = self.at;
        // Only these parts set segments before they fail.
        let holds = matches!(first.kind, PartKind::Optional(..) | PartKind::Choice(_));
        let values = holds.then(|| self.values.clone());
        if self.parse_segment(first).is_err() {
            self.at = at;
            if let Some(values) = values {
                self.values = values;
            }
            return Ok(false);
        }
        self.parse_segments(others).map(|()| true)
    }

    /// Parses a part and returns its value.
    fn parse_part(&mut self, part: &'f Part) -> Matched<'f, Value> {
        let start = self.at;
        let fail = |at: usize| Err(Failure { at, part: Some(part) });
        let mut value = None;
        match &part.kind {
            PartKind::Literal(texts, any_case) => match self.literal(texts, *any_case) {
                Ok(text) => value = Some(text_of(text)),
                Err(at) => return fail(at),
            },
            PartKind::Chars(set, least, most) => {
                self.run(part, Some(set), *most);
                if self.at.saturating_sub(start) < *least {
                    return fail(self.at);
                }
            }
            PartKind::Rest(least) => {
                self.run(part, None, usize::MAX);
                if self.at < self.text.len() || self.at.saturating_sub(start) < *least {
                    return fail(self.at);
                }
            }
            PartKind::Pattern(pattern) => match pattern.longest(self.text, start) {
                (Some(end), _) => self.at = end,
                (None, true) => return fail(self.text.len()),
                (None, false) => return fail(start),
            },
            PartKind::OneOf(list) => {
                let words = self.words(self.format.lists.get(*list));
                let length = words.longest_at(self.text, start).map(|word| word.chars.len());
                let Some(length) = length else { return fail(start) };
                self.at = start.saturating_add(length);
            }
            PartKind::Group(parts) => {
                self.parse_segments(parts).map_err(|failure| Failure { part: Some(part), ..failure })?;
            }
            PartKind::Format(place) => {
                let (formats, environment) = (self.formats, self.environment);
                let Some(format) = formats.get(*place) else { return fail(start) };
                let mut inner = Matcher::new(BoundFormat { format, formats, environment }, self.text);
                (inner.at, inner.attempts) = (start, self.attempts.take());
                let outcome = inner.parse_segments(&format.parts);
                (self.at, self.attempts) = (inner.at, inner.attempts);
                outcome.map_err(|failure| Failure { part: Some(part), ..failure })?;
            }
            PartKind::List(item, separator) => value = Some(self.list(item, separator)?),
            PartKind::Optional(parts, None) => {
                self.parse_optional(parts)?;
            }
            PartKind::Optional(parts, Some(when)) => {
                if when.longest(self.text, start).0.is_some() {
                    self.parse_segments(parts)?;
                }
            }
            PartKind::Choice(branches) => {
                for (id, parts) in branches {
                    if self.parse_optional(parts)? {
                        self.variant = Some(id);
                        return Ok(Value::Null);
                    }
                }
                return fail(start);
            }
            PartKind::Token(anchor) => match self.anchors(start).get(*anchor) {
                Some(Some((from, to))) if *from == start => self.at = *to,
                _ => return fail(start),
            },
            PartKind::Until(wanted) => {
                let end = anchor::next_start(self.anchors(start), wanted, start).unwrap_or(self.text.len());
                if end == start {
                    return fail(start);
                }
                self.at = end;
            }
        }
        self.finish_part(part, start, value)
    }

    /// Returns the value of a part from `start` to the current place, if its own conditions hold.
    fn finish_part(&mut self, part: &'f Part, start: usize, value: Option<Value>) -> Matched<'f, Value> {
        let plain = part.check.is_none() && part.becomes.is_none() && !part.trim;
        let mut text = self.text.get(start..self.at).unwrap_or(&[]);
        if plain {
            return Ok(value.unwrap_or_else(|| text_of(text)));
        }
        if part.trim && !text.is_empty() {
            text = trimmed(text);
            if text.is_empty() {
                return Err(Failure { at: start, part: Some(part) });
            }
        }
        let value = value.unwrap_or_else(|| text_of(text));
        self.set_slot(slot::VALUE, value.clone());
        if let Some(check) = &part.check {
            if self.evaluate(check) != Value::Bool(true) {
                let next = self.text.get(self.at);
                let broken = part.interrupt.as_ref().zip(next).is_some_and(|(set, c)| set.is_set_with(*c));
                return Err(Failure { at: if broken { self.at } else { start }, part: Some(part) });
            }
        }
        Ok(part.becomes.as_ref().map_or(value, |becomes| self.evaluate(becomes)))
    }

    /// Parses the longest matching literal; fails where none of them continues.
    fn literal(&mut self, texts: &'f [Vec<char>], any_case: bool) -> Result<&'f [char], usize> {
        let rest = self.text.get(self.at..).unwrap_or(&[]);
        let same = |(a, b): &(&char, &char)| a == b || (any_case && a.eq_ignore_ascii_case(b));
        let (mut found, mut furthest): (Option<&'f Vec<char>>, usize) = (None, 0);
        for text in texts {
            let fit = text.iter().zip(rest).take_while(same).count();
            if fit == text.len() && found.is_none_or(|found| found.len() < fit) {
                found = Some(text);
            }
            furthest = furthest.max(fit);
        }
        let end = self.at.saturating_add(furthest);
        let Some(text) = found else { return Err(end) };
        self.at = self.at.saturating_add(text.len());
        Ok(text)
    }

    /// Advances while the characters are in the set and the `each` of the part holds.
    fn run(&mut self, part: &'f Part, set: Option<&Regex>, most: usize) {
        let end = self.at.saturating_add(most).min(self.text.len());
        if let (None, None) = (set, &part.each) {
            self.at = end;
        }
        let mut known = Vec::new();
        while let Some(c) = self.text.get(self.at).filter(|_| self.at < end) {
            if set.is_some_and(|set| !set.is_set_with(*c)) || !self.each_holds(part, *c, &mut known) {
                break;
            }
            self.at = self.at.saturating_add(1);
        }
    }

    /// Whether the `each` of a part holds here. The result for a pair of characters is reused within the run.
    fn each_holds(&mut self, part: &Part, c: char, known: &mut Vec<(Option<char>, char)>) -> bool {
        let Some(each) = &part.each else { return true };
        let before = self.at.checked_sub(1).and_then(|at| self.text.get(at)).copied();
        if known.contains(&(before, c)) {
            return true;
        }
        self.set_slot(slot::CHAR, text_of(&[c]));
        self.set_slot(slot::PREVIOUS, before.map_or(Value::Null, |before| text_of(&[before])));
        let holds = self.evaluate(each) == Value::Bool(true);
        // Searching a longer list would take longer than the condition.
        if holds && known.len() < 64 {
            known.push((before, c));
        }
        holds
    }

    fn list(&mut self, item: &'f Part, separator: &[char]) -> Matched<'f, Value> {
        let mut items = Vec::new();
        loop {
            items.push(self.try_part(item)?);
            let rest = self.text.get(self.at..).unwrap_or(&[]);
            if !rest.starts_with(separator) {
                return Ok(Value::list(items));
            }
            self.at = self.at.saturating_add(separator.len());
        }
    }

    /// Returns the anchors. They are found when first needed, from that place on.
    fn anchors(&mut self, start: usize) -> &[AnchorSpan] {
        if self.anchors.is_none() {
            let words = self.words(Some(&self.format.tokens));
            let found = anchor::find(&self.format.anchors, &words, self.text, start);
            for (name, (place, anchor)) in found.iter().zip(&self.format.anchors).enumerate() {
                if let (Some((from, to)), true) = (place, anchor.is_read) {
                    self.set(name, self.text.get(*from..*to).map_or(Value::Null, text_of));
                }
            }
            self.anchors = Some(found);
        }
        self.anchors.as_deref().unwrap_or(&[])
    }

    fn words(&self, vocabulary: Option<&'f Vocabulary>) -> Cow<'f, Words> {
        vocabulary
            .map_or(Cow::Owned(Words::default()), |found| found.words(&self.format.steps, self.environment))
    }

    fn evaluate(&self, expression: &Expression) -> Value {
        expression.evaluate_with(&self.values, self.environment)
    }

    fn value(&self, name: usize) -> &Value {
        self.values.get(name.saturating_add(usize::from(slot::COUNT))).unwrap_or(&Value::Null)
    }

    fn set(&mut self, name: usize, value: Value) {
        self.set_at(name.saturating_add(usize::from(slot::COUNT)), value);
    }

    fn set_slot(&mut self, slot: u16, value: Value) {
        self.set_at(usize::from(slot), value);
    }

    fn set_at(&mut self, place: usize, value: Value) {
        if let Some(place) = self.values.get_mut(place) {
            *place = value;
        }
    }
}

fn text_of(text: &[char]) -> Value {
    Value::Text(text.iter().copied().collect())
}

fn trimmed(text: &[char]) -> &[char] {
    let end = text.iter().rposition(|c| !c.is_whitespace()).map_or(0, |last| last.saturating_add(1));
    let start = text.iter().position(|c| !c.is_whitespace()).unwrap_or(0);
    text.get(start..end).unwrap_or(&[])
}
