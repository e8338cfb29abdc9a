//! Parses functions: their parameters, the types of these, and the arguments of calls.

use super::super::ast::{Argument, AstKind};
use super::super::kind::{Kind, PLAIN_KINDS};
use super::super::lexer::Token;
use super::Parser;
use smol_str::SmolStr;

impl Parser<'_> {
    /// Parses the arguments of a call.
    pub(super) fn arguments(&mut self) -> Vec<Argument> {
        self.step();
        let mut arguments = Vec::new();
        if !self.take(")") {
            arguments.push(self.argument());
            while self.take(",") {
                arguments.push(self.argument());
            }
            self.expect(")");
        }
        arguments
    }

    /// `value` or `name: value`; the name may contain spaces.
    fn argument(&mut self) -> Argument {
        let mut words = 0usize;
        while matches!(self.peek_at(words), Token::Name(_)) {
            words = words.saturating_add(1);
        }
        let name = (words > 0 && *self.peek_at(words) == Token::Sign(":")).then(|| self.words());
        if name.is_some() {
            self.step();
        }
        (name, self.expression())
    }

    /// Consecutive words, as one name.
    fn words(&mut self) -> SmolStr {
        let mut name = String::new();
        while let Token::Name(word) = self.peek() {
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(word);
            self.step();
        }
        name.into()
    }

    /// `function(a, b: number) body`.
    pub(super) fn function(&mut self) -> AstKind {
        self.step();
        self.step();
        let (mut parameters, mut kinds) = (Vec::new(), Vec::new());
        while !self.is_next(")") {
            parameters.push(self.parameter_here());
            kinds.push(if self.take(":") { self.kind() } else { Kind::Any });
            if !self.take(",") {
                break;
            }
        }
        self.expect(")");
        if self.is_next("external") {
            let (zh, en) = ("不能调用外部函数", "external functions cannot be called");
            self.report_and_skip("expression.external", zh, en);
        }
        AstKind::Function(parameters, kinds.into(), Box::new(self.expression()))
    }

    /// Parses a type: `number`, `list<string>`, `context<a: number>`, `function<number> -> string` …
    pub(super) fn kind(&mut self) -> Kind {
        self.depth = self.depth.saturating_add(1);
        let kind = if self.is_too_deep() { Kind::Any } else { self.kind_here() };
        self.depth = self.depth.saturating_sub(1);
        kind
    }

    fn kind_here(&mut self) -> Kind {
        let start = self.at;
        let Token::Name(word) = self.peek().clone() else {
            self.report_unexpected();
            return Kind::Any;
        };
        self.step();
        match word.as_str() {
            "Any" => Kind::Any,
            "list" => Kind::List(Box::new(self.kind_inside())),
            "range" => Kind::Range(Box::new(self.kind_inside())),
            "context" => Kind::Context(self.entries_inside()),
            "function" => self.function_kind(),
            _ => {
                self.at = start;
                self.plain_kind()
            }
        }
    }

    /// `<kind>`; if absent, any type.
    fn kind_inside(&mut self) -> Kind {
        if !self.take("<") {
            return Kind::Any;
        }
        let kind = self.kind();
        self.expect(">");
        kind
    }

    fn entries_inside(&mut self) -> Vec<(SmolStr, Kind)> {
        let mut entries = Vec::new();
        if self.take("<") {
            while !self.is_next(">") {
                let key = self.key_here();
                self.expect(":");
                entries.push((key, self.kind()));
                if !self.take(",") {
                    break;
                }
            }
            self.expect(">");
        }
        entries
    }

    fn function_kind(&mut self) -> Kind {
        let mut parameters = Vec::new();
        self.expect("<");
        while !self.is_next(">") {
            parameters.push(self.kind());
            if !self.take(",") {
                break;
            }
        }
        self.expect(">");
        let result = if self.take("->") { self.kind() } else { Kind::Any };
        Kind::Function(parameters, Box::new(result))
    }

    /// A type without parameters: the longest name that matches here.
    fn plain_kind(&mut self) -> Kind {
        let mut best: Option<(usize, &'static str)> = None;
        for name in PLAIN_KINDS {
            if let Some(count) =
                self.match_name(name).filter(|count| best.is_none_or(|(most, _)| *count > most))
            {
                best = Some((count, name));
            }
        }
        let Some((count, name)) = best else {
            self.report_and_skip("expression.type", "没有这个类型", "there is no such type");
            return Kind::Any;
        };
        self.at = self.at.saturating_add(count);
        Kind::Plain(name)
    }
}
