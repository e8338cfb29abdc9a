//! Parses JSON text (RFC 8259) into a tree. Stops at the first error.

use super::keys::Keys;
use super::{Json, JsonError, JsonFault, JsonKind, Member};
use crate::data::text::from_surrogates;
use crate::data::{Span, limits};
use smol_str::SmolStr;

/// Parses one JSON value; nothing may follow it.
///
/// # Errors
/// The first error of the text.
pub fn parse(text: &str) -> Result<Json, JsonError> {
    read(text, false)
}

/// Like [`parse`], but accepts duplicate keys, for finding places in a rejected text.
///
/// # Errors
/// As [`parse`].
pub fn parse_repeating(text: &str) -> Result<Json, JsonError> {
    read(text, true)
}

fn read(text: &str, may_repeat: bool) -> Result<Json, JsonError> {
    let mut parser = Parser { text, may_repeat, at: if text.starts_with('\u{feff}') { 3 } else { 0 } };
    let node = parser.value(0)?;
    parser.skip_blanks();
    if parser.at < text.len() { Err(parser.error_here(JsonFault::Trailing)) } else { Ok(node) }
}

/// Appends the string whose first character is at `at` to `out`, with its escapes resolved. Returns the place
/// after its closing quote.
pub fn unescape(text: &str, at: usize, out: &mut String) -> Option<usize> {
    let mut parser = Parser { text, at, may_repeat: false };
    parser.unescape_rest(out).ok()?;
    Some(parser.at)
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    /// Whether duplicate keys are accepted.
    may_repeat: bool,
}

type Parsed<T> = Result<T, JsonError>;

impl Parser<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn step(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    fn skip_blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.step();
        }
    }

    fn error_here(&self, fault: JsonFault) -> JsonError {
        let end = self.text.get(self.at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let fault = if end == 0 { JsonFault::End } else { fault };
        JsonError { fault, span: Span::new(self.at, self.at.saturating_add(end)) }
    }

    fn error_since(&self, start: usize, fault: JsonFault) -> JsonError {
        JsonError { fault, span: Span::new(start, self.at) }
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        if found {
            self.step();
        }
        found
    }

    fn expect(&mut self, byte: u8, name: &'static str) -> Parsed<()> {
        self.skip_blanks();
        if self.take(byte) { Ok(()) } else { Err(self.error_here(JsonFault::Expected(name))) }
    }

    fn value(&mut self, depth: usize) -> Parsed<Json> {
        self.skip_blanks();
        let start = self.at;
        if depth > limits::JSON_DEPTH {
            return Err(self.error_here(JsonFault::Depth));
        }
        let deeper = depth.saturating_add(1);
        let kind = match self.peek() {
            Some(b'{') => JsonKind::Object(self.object(deeper)?),
            Some(b'[') => JsonKind::List(self.list(deeper)?),
            Some(b'"') => JsonKind::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => JsonKind::Number(self.number()?),
            _ => self.word()?,
        };
        Ok(Json { span: Span::new(start, self.at), kind })
    }

    fn word(&mut self) -> Parsed<JsonKind> {
        let rest = self.text.get(self.at..).unwrap_or("");
        for (word, kind) in
            [("null", JsonKind::Null), ("true", JsonKind::Bool(true)), ("false", JsonKind::Bool(false))]
        {
            if rest.starts_with(word) {
                self.at = self.at.saturating_add(word.len());
                return Ok(kind);
            }
        }
        Err(self.error_here(JsonFault::Expected("a value")))
    }

    fn object(&mut self, depth: usize) -> Parsed<Vec<Member>> {
        self.step();
        let mut members = Vec::new();
        let mut keys = Keys::default();
        self.skip_blanks();
        if self.take(b'}') {
            return Ok(members);
        }
        loop {
            let member = self.member(depth)?;
            if !keys.insert(&member.key, &members) && !self.may_repeat {
                return Err(JsonError { fault: JsonFault::DuplicateKey(member.key), span: member.span });
            }
            members.push(member);
            self.skip_blanks();
            if !self.take(b',') {
                self.expect(b'}', "`,` / `}`")?;
                return Ok(members);
            }
        }
    }

    fn member(&mut self, depth: usize) -> Parsed<Member> {
        self.skip_blanks();
        let start = self.at;
        if self.peek() != Some(b'"') {
            return Err(self.error_here(JsonFault::Expected("a key in double quotes")));
        }
        let key = self.string()?;
        let span = Span::new(start, self.at);
        self.expect(b':', "`:`")?;
        Ok(Member { key, span, value: self.value(depth)? })
    }

    fn list(&mut self, depth: usize) -> Parsed<Vec<Json>> {
        self.step();
        let mut items = Vec::new();
        self.skip_blanks();
        if self.take(b']') {
            return Ok(items);
        }
        loop {
            items.push(self.value(depth)?);
            self.skip_blanks();
            if !self.take(b',') {
                self.expect(b']', "`,` / `]`")?;
                return Ok(items);
            }
        }
    }

    fn digits(&mut self) -> bool {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.step();
        }
        self.at > start
    }

    fn number(&mut self) -> Parsed<SmolStr> {
        let start = self.at;
        self.take(b'-');
        let zero = self.take(b'0');
        let mut is_valid = zero || self.digits();
        if zero && matches!(self.peek(), Some(b'0'..=b'9')) {
            is_valid = false;
        }
        if self.take(b'.') {
            is_valid &= self.digits();
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.step();
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.step();
            }
            is_valid &= self.digits();
        }
        let text = self.text.get(start..self.at).unwrap_or("");
        if is_valid { Ok(SmolStr::new(text)) } else { Err(self.error_since(start, JsonFault::Number)) }
    }

    fn string(&mut self) -> Parsed<SmolStr> {
        self.step();
        let start = self.at;
        let bytes = self.text.as_bytes();
        let plain = |b: &u8| !matches!(b, b'"' | b'\\' | 0..=0x1f);
        let run = bytes.get(start..).unwrap_or(&[]).iter().take_while(|b| plain(b)).count();
        self.at = start.saturating_add(run);
        if self.peek() == Some(b'"') {
            let text = SmolStr::new(self.text.get(start..self.at).unwrap_or(""));
            self.step();
            return Ok(text);
        }
        self.escaped(start)
    }

    fn escaped(&mut self, start: usize) -> Parsed<SmolStr> {
        let mut text = String::from(self.text.get(start..self.at).unwrap_or(""));
        self.unescape_rest(&mut text)?;
        Ok(text.into())
    }

    /// Appends the rest of a string to `text`, up to its closing quote.
    fn unescape_rest(&mut self, text: &mut String) -> Parsed<()> {
        loop {
            let rest = self.text.get(self.at..).unwrap_or("");
            let Some(c) = rest.chars().next() else { return Err(self.error_here(JsonFault::End)) };
            match c {
                '"' => {
                    self.step();
                    return Ok(());
                }
                '\\' => text.push(self.escape()?),
                '\0'..='\x1f' => return Err(self.error_here(JsonFault::Control)),
                _ => {
                    text.push(c);
                    self.at = self.at.saturating_add(c.len_utf8());
                }
            }
        }
    }

    fn escape(&mut self) -> Parsed<char> {
        let start = self.at;
        self.step();
        let letter = self.peek();
        self.step();
        let c = match letter {
            Some(b'n') => '\n',
            Some(b't') => '\t',
            Some(b'r') => '\r',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'u') => return self.code_point().ok_or_else(|| self.error_since(start, JsonFault::Escape)),
            _ => {
                self.at = start;
                return Err(self.error_here(JsonFault::Escape));
            }
        };
        Ok(c)
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at.saturating_add(4))?;
        let is_valid = digits.bytes().all(|b| b.is_ascii_hexdigit());
        self.at = self.at.saturating_add(4);
        if is_valid { u32::from_str_radix(digits, 16).ok() } else { None }
    }

    /// The character of a `\u` escape. A lone surrogate becomes U+FFFD, as in JavaScript's conversion to
    /// UTF-8: programs that truncate texts leave such surrogates.
    fn code_point(&mut self) -> Option<char> {
        let first = self.hex()?;
        let behind = self.at;
        if self.take(b'\\') && self.take(b'u') {
            if let Some(c) = self.hex().and_then(|second| from_surrogates(first, second)) {
                return Some(c);
            }
        }
        self.at = behind;
        char::from_u32(first).or(Some(char::REPLACEMENT_CHARACTER))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, fault: JsonFault, at: u32) {
        let error = parse(text).unwrap_err();
        assert_eq!((error.fault, error.span.start), (fault, at), "{text}");
    }

    #[test]
    fn a_lone_surrogate_becomes_the_replacement_character_as_in_javascript() {
        for (text, read) in
            [("\\ud800", "\u{fffd}"), ("\\udc00\\ud83dx", "\u{fffd}\u{fffd}x"), ("\\ud83d\\n", "\u{fffd}\n")]
        {
            assert_eq!(
                parse(&["\"", text, "\""].concat()).unwrap().kind,
                JsonKind::Text(read.into()),
                "{text}"
            );
        }
    }

    #[test]
    fn numbers_keep_their_notation_and_members_their_order() {
        let node = parse("{\"b\": 1.50e+2, \"a\": [\"\\u91c7\\n\\ud83d\\ude00\", null]}").unwrap();
        assert_eq!(node.members().unwrap()[0].key, "b");
        assert_eq!(node.get("b").unwrap().kind, JsonKind::Number("1.50e+2".into()));
        let JsonKind::List(items) = &node.get("a").unwrap().kind else { panic!() };
        assert_eq!(items[0].text().unwrap(), "采\n😀");
    }

    #[test]
    fn faults_have_a_kind_and_a_position() {
        check("{\"a\":1,\"a\":2}", JsonFault::DuplicateKey("a".into()), 7);
        check("[1,]", JsonFault::Expected("a value"), 3);
        check("{\"a\" 1}", JsonFault::Expected("`:`"), 5);
        check("[01]", JsonFault::Number, 1);
        check("\"\\x\"", JsonFault::Escape, 1);
        check("\"\\ud83d\\u12\"", JsonFault::Escape, 7);
        check("\"a\nb\"", JsonFault::Control, 2);
        check("{\"a\":", JsonFault::End, 5);
        check("1 2", JsonFault::Trailing, 2);
        check(&"[".repeat(100), JsonFault::Depth, 65);
    }
}
