//! Prints a tree as a text that parses to the same tree, with as few parentheses as possible.

use super::ast::{Argument, Ast, AstKind, Binary, UnaryTest};
use super::builtin::FAMILIES;
use super::error::ExpressionError;
use super::kind::Kind;
use super::parser::parse;
use super::scope::Scope;
use crate::data::letter::{continues_name, starts_name};

/// Formats an expression: one space around operators, no comments, no redundant parentheses.
///
/// # Errors
/// Returns every error in the text, with its position.
///
/// # Example
/// ```
/// use gongdan::feel::{Dialect, Scope, formatted};
/// assert_eq!(formatted("((1+2))×3 // three", &Scope::new(Dialect::Feel)).unwrap(), "(1 + 2) * 3");
/// ```
pub fn formatted(text: &str, scope: &Scope) -> Result<String, Vec<ExpressionError>> {
    let (tree, errors) = parse(text, &scope.multi_word, FAMILIES);
    if !errors.is_empty() {
        return Err(errors);
    }
    let plain = print_tree(&tree, false);
    // Without its parentheses, text may read as a single name such as `a + b`.
    if parse(&plain, &scope.multi_word, FAMILIES).0 == tree { Ok(plain) } else { Ok(print_tree(&tree, true)) }
}

fn print_tree(tree: &Ast, guarded: bool) -> String {
    let mut printer = Printer { out: String::new(), guarded };
    printer.expression(tree);
    printer.out
}

/// How tightly a node binds; a node that binds less tightly than its position requires needs parentheses.
fn precedence(kind: &AstKind) -> u8 {
    match kind {
        AstKind::If(_) | AstKind::For(..) | AstKind::Quantified(..) | AstKind::Function(..) => 0,
        AstKind::Binary(operator, ..) => match operator {
            Binary::Or => 1,
            Binary::And => 2,
            Binary::Add | Binary::Subtract => 4,
            Binary::Multiply | Binary::Divide => 5,
            Binary::Power => 6,
            _ => COMPARISON,
        },
        AstKind::Between(_) | AstKind::In(..) | AstKind::InstanceOf(..) => COMPARISON,
        AstKind::Negate(_) => 7,
        _ => POSTFIX,
    }
}

const COMPARISON: u8 = 3;
const SUM: u8 = 4;
const POSTFIX: u8 = 8;

fn sign(operator: Binary) -> &'static str {
    match operator {
        Binary::Or => "or",
        Binary::And => "and",
        Binary::Equal => "=",
        Binary::NotEqual => "!=",
        Binary::Less => "<",
        Binary::LessEqual => "<=",
        Binary::Greater => ">",
        Binary::GreaterEqual => ">=",
        Binary::Add => "+",
        Binary::Subtract => "-",
        Binary::Multiply => "*",
        Binary::Divide => "/",
        Binary::Power => "**",
    }
}

struct Printer {
    out: String,
    /// Whether to put names in parentheses.
    guarded: bool,
}

impl Printer {
    fn put(&mut self, text: &str) -> &mut Self {
        self.out.push_str(text);
        self
    }

    /// Prints a node where any expression is allowed.
    fn expression(&mut self, ast: &Ast) -> &mut Self {
        self.node(&ast.kind);
        self
    }

    /// Prints an operand, in parentheses if it binds less tightly than `least`.
    fn operand(&mut self, ast: &Ast, least: u8) -> &mut Self {
        if precedence(&ast.kind) >= least && !(self.guarded && matches!(ast.kind, AstKind::Name(_))) {
            return self.expression(ast);
        }
        self.bracketed(ast)
    }

    fn bracketed(&mut self, ast: &Ast) -> &mut Self {
        self.put("(").expression(ast).put(")")
    }

    fn node(&mut self, kind: &AstKind) {
        match kind {
            AstKind::Null | AstKind::Error => self.put("null"),
            AstKind::Bool(flag) => self.put(if *flag { "true" } else { "false" }),
            AstKind::Number(number) => self.put(&number.to_string()),
            AstKind::Text(text) => self.quoted(text),
            AstKind::At(text) => self.put("@").quoted(text),
            AstKind::Name(name) => self.put(name),
            AstKind::Negate(inner) => self.put("-").operand(inner, POSTFIX),
            AstKind::Binary(operator, a, b) => {
                let own = precedence(kind);
                self.operand(a, own).put(" ").put(sign(*operator)).put(" ").operand(b, own.saturating_add(1))
            }
            AstKind::If(parts) => {
                let [condition, then, otherwise] = &**parts;
                self.put("if ").expression(condition).put(" then ").expression(then);
                self.put(" else ").expression(otherwise)
            }
            AstKind::Between(parts) => {
                let [value, low, high] = &**parts;
                self.operand(value, COMPARISON)
                    .put(" between ")
                    .operand(low, SUM)
                    .put(" and ")
                    .operand(high, SUM)
            }
            AstKind::In(value, tests) => {
                self.operand(value, COMPARISON).put(" in (");
                self.list(tests, Self::test).put(")")
            }
            AstKind::InstanceOf(value, kind) => {
                self.operand(value, COMPARISON).put(" instance of ").kind(kind)
            }
            AstKind::List(items) => {
                self.put("[");
                self.list(items, |printer, item| printer.expression(item).end()).put("]")
            }
            AstKind::Range { low, low_in, high, high_in } => match (low, high) {
                (Some(low), Some(high)) => self.range(low, *low_in, high, *high_in),
                (Some(low), None) => self.put(if *low_in { "(>=" } else { "(>" }).operand(low, SUM).put(")"),
                (None, Some(high)) => {
                    self.put(if *high_in { "(<=" } else { "(<" }).operand(high, SUM).put(")")
                }
                (None, None) => self.put("null"),
            },
            AstKind::Point(end, only) => {
                self.put(if *only { "(=" } else { "(!=" }).operand(end, SUM).put(")")
            }
            AstKind::Steps(ends) => {
                let [low, high] = &**ends;
                self.expression(low).put("..").expression(high)
            }
            AstKind::Context(entries) => {
                self.put("{");
                self.list(entries, |printer, (key, value)| {
                    printer.key(key).put(": ").expression(value).end()
                });
                self.put("}")
            }
            AstKind::Path(inner, name) => self.operand(inner, POSTFIX).put(".").put(name),
            AstKind::Filter(list, condition) => {
                self.operand(list, POSTFIX).put("[").expression(condition).put("]")
            }
            AstKind::Call(name, arguments) => self.put(name).arguments(arguments),
            // A bare name would be parsed as a call of the function of that name.
            AstKind::Invoke(callee, arguments) if matches!(callee.kind, AstKind::Name(_)) => {
                self.bracketed(callee).arguments(arguments)
            }
            AstKind::Invoke(callee, arguments) => self.operand(callee, POSTFIX).arguments(arguments),
            AstKind::Function(parameters, kinds, body) => {
                for (index, (name, kind)) in parameters.iter().zip(kinds.iter()).enumerate() {
                    self.put(if index > 0 { ", " } else { "function(" }).put(name);
                    if !matches!(kind, Kind::Any) {
                        self.put(": ").kind(kind);
                    }
                }
                self.put(if parameters.is_empty() { "function() " } else { ") " }).expression(body)
            }
            AstKind::For(variables, body) => self.loops("for ", variables).put(" return ").expression(body),
            AstKind::Quantified(some, variables, body) => {
                let word = if *some { "some " } else { "every " };
                self.loops(word, variables).put(" satisfies ").expression(body)
            }
        };
    }

    /// Ends a method chain.
    fn end(&mut self) {}

    fn list<T>(&mut self, items: &[T], print: fn(&mut Self, &T)) -> &mut Self {
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.put(", ");
            }
            print(self, item);
        }
        self
    }

    fn loops(&mut self, word: &str, variables: &[(smol_str::SmolStr, Ast)]) -> &mut Self {
        self.put(word);
        self.list(variables, |printer, (name, list)| printer.put(name).put(" in ").expression(list).end())
    }

    fn arguments(&mut self, arguments: &[Argument]) -> &mut Self {
        self.put("(");
        self.list(arguments, |printer, (name, value)| {
            if let Some(name) = name {
                printer.put(name).put(": ");
            }
            printer.expression(value);
        });
        self.put(")")
    }

    fn range(&mut self, low: &Ast, low_in: bool, high: &Ast, high_in: bool) -> &mut Self {
        self.put(if low_in { "[" } else { "(" }).operand(low, SUM);
        self.put("..").operand(high, SUM).put(if high_in { "]" } else { ")" })
    }

    fn test(&mut self, test: &UnaryTest) {
        match test {
            UnaryTest::Compare(operator, value) => self.put(sign(*operator)).put(" ").operand(value, SUM),
            UnaryTest::Range { low, low_in, high, high_in } => self.range(low, *low_in, high, *high_in),
            // A leading bracket could be parsed as a range.
            UnaryTest::Value(value) => {
                let text = print_tree(value, self.guarded);
                let plain = precedence(&value.kind) >= SUM && !text.starts_with(['(', '[']);
                if plain { self.operand(value, SUM) } else { self.put("(").put(&text).put(")") }
            }
        };
    }

    fn key(&mut self, key: &str) -> &mut Self {
        let plain = key.starts_with(starts_name) && key.chars().all(continues_name);
        if plain { self.put(key) } else { self.quoted(key) }
    }

    fn quoted(&mut self, text: &str) -> &mut Self {
        self.out.push('"');
        for c in text.chars() {
            let escaped = match c {
                '"' | '\\' => Some(c),
                '\n' => Some('n'),
                '\r' => Some('r'),
                '\t' => Some('t'),
                _ => None,
            };
            self.out.extend(escaped.map(|_| '\\'));
            self.out.push(escaped.unwrap_or(c));
        }
        self.put("\"")
    }

    fn kind(&mut self, kind: &Kind) -> &mut Self {
        match kind {
            Kind::Any => self.put("Any"),
            Kind::Plain(name) => self.put(name),
            Kind::List(inner) => self.put("list<").kind(inner).put(">"),
            Kind::Range(inner) => self.put("range<").kind(inner).put(">"),
            Kind::Context(entries) => {
                self.put("context<");
                self.list(entries, |printer, (key, kind)| printer.key(key).put(": ").kind(kind).end())
                    .put(">")
            }
            Kind::Function(parameters, result) => {
                self.put("function<");
                self.list(parameters, |printer, kind| printer.kind(kind).end()).put("> -> ").kind(result)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feel::{Dialect, Slot, Type};

    fn scope() -> Scope {
        let mut scope = Scope::new(Dialect::Feel);
        for (index, name) in ["a", "b", "a+b", "full name", "工单", "x"].into_iter().enumerate() {
            scope.add_value(name, Slot { space: 3, index: index as u16 }, Type::Any);
        }
        scope
    }

    #[test]
    fn expressions_print_in_their_plain_form() {
        let cases = [
            ("a-(b-1)-(2)", "a - (b - 1) - 2"),
            ("-(-1)**2", "-(-1) ** 2"),
            ("(a)+b", "(a) + (b)"),
            ("if(a)then(b)else 1", "if a then b else 1"),
            ("x in [1..3)", "x in ([1..3))"),
            ("(x).y[item>1](2)", "x.y[item > 1](2)"),
            ("{\"a b\": 1, c: a b}", "{\"a b\": 1, c: a b}"),
            ("(function(p: list<number>) p)(p: [1])", "(function(p: list<number>) p)(p: [1])"),
        ];
        for (text, expected) in cases {
            assert_eq!(formatted(text, &scope()).unwrap(), expected, "{text}");
        }
    }

    /// Printed text parses back to the same tree, whatever text that tree came from.
    #[test]
    fn a_printed_expression_parses_to_the_same_tree() {
        let count = std::env::var("GONGDAN_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(20_000u64);
        let pieces = [
            "a",
            "b",
            "full name",
            "工单",
            "x",
            "1",
            "2.50",
            "\"t\\n\"",
            "@\"2026-03-02\"",
            "null",
            "true",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ",",
            ":",
            ".",
            "..",
            "+",
            "-",
            "*",
            "/",
            "**",
            "=",
            "!=",
            "<",
            "<=",
            ">",
            " and ",
            " or ",
            " in ",
            " between ",
            "if ",
            " then ",
            " else ",
            "for ",
            " return ",
            "some ",
            " satisfies ",
            "function(",
            " instance of ",
            "list<number>",
            "date and time",
            "not(",
            "sum(",
            "item",
            "?",
            "k: ",
            "/* c */",
            "// c\n",
            " ",
            "time offset",
            "x in ",
            "(a)",
            "[1..2]",
            "(<3)",
            "{a: 1}",
            "f(",
            "n: 1",
        ];
        let scope = scope();
        let mut seed = 0x9e37_79b9_7f4a_7c15u64;
        let mut next = move |below: usize| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            (seed % below as u64) as usize
        };
        let cases: serde_json::Value =
            serde_json::from_str(include_str!("../../tests/tck/feel.json")).unwrap();
        let texts: Vec<&str> =
            cases.as_array().unwrap().iter().map(|case| case["expression"].as_str().unwrap()).collect();
        let mut read = 0;
        for turn in 0..count {
            let text: String = match texts.get(turn as usize) {
                Some(text) => (*text).to_string(),
                None if turn % 2 == 0 => (0..1 + next(9)).map(|_| pieces[next(pieces.len())]).collect(),
                None => {
                    let text: Vec<char> = texts[next(texts.len())].chars().collect();
                    let (from, to) = (next(text.len() + 1), next(text.len() + 1));
                    let head: String = text[..from].iter().collect();
                    head + pieces[next(pieces.len())] + &text[to.max(from)..].iter().collect::<String>()
                }
            };
            let (tree, errors) = parse(&text, &scope.multi_word, FAMILIES);
            if errors.is_empty() {
                read += 1;
                let printed = formatted(&text, &scope).unwrap();
                let (again, errors) = parse(&printed, &scope.multi_word, FAMILIES);
                assert!(errors.is_empty() && again == tree, "{text}\n→ {printed}\n{errors:?}");
            }
        }
        assert!(read > texts.len() / 2, "{read} texts were sound");
    }
}
