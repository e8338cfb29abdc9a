//! Any text is rejected or evaluated with any values; nothing panics or runs without end.

use gongdan::data::{Decimal, Value};
use gongdan::feel::{Dialect, Environment, NoHost, Scope, Slot, Type, compile, compile_tests, space};

/// A small generator of random numbers; the seed makes every run the same.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// Pieces of two expressions of the cases, joined, with one character changed.
fn text(cases: &[serde_json::Value], random: &mut Random) -> String {
    let mut piece = || -> Vec<char> {
        let all: Vec<char> =
            cases[random.below(cases.len())]["expression"].as_str().unwrap().chars().collect();
        let from = random.below(all.len());
        all[from..from + random.below(all.len() - from + 1)].to_vec()
    };
    let mut chars = [piece(), piece()].concat();
    let signs: Vec<char> = "()[]{}.,:?\"@-+*/<>=!0９工 \n\\nitem".chars().collect();
    if !chars.is_empty() {
        let at = random.below(chars.len());
        chars[at] = signs[random.below(signs.len())];
    }
    chars.into_iter().collect()
}

#[test]
fn no_text_makes_the_language_panic() {
    let cases: Vec<serde_json::Value> = serde_json::from_str(include_str!("../tck/feel.json")).unwrap();
    let count = std::env::var("FEEL_COUNT").ok().and_then(|count| count.parse().ok()).unwrap_or(20_000);
    let values = [Value::Null, Value::Number(Decimal::from_scaled(-125, 1)), Value::Text("工单".into())];
    let mut random = Random(42);
    for turn in 0..count {
        let mut scope = Scope::new(if turn % 2 == 0 { Dialect::Feel } else { Dialect::Standard });
        for (index, name) in ["a", "b", "n"].into_iter().enumerate() {
            scope.add_value(name, Slot { space: space::LOCAL, index: index as u16 }, Type::Any);
        }
        let text = text(&cases, &mut random);
        let environment = Environment::new([&[]; space::COUNT], &NoHost).with_space(space::LOCAL, &values);
        if let Ok(expression) = compile(&text, &scope) {
            let (value, notes) = expression.explain(&environment);
            assert_eq!(value, *expression.evaluate(&environment), "{text}");
            assert!(notes.iter().all(|note| note.span.end as usize <= text.len()), "{text}");
        }
        if let Ok(tests) = compile_tests(&text, &scope) {
            tests.passes(&values[1], &environment);
        }
    }
}

#[test]
fn too_deep_nesting_is_refused() {
    for (open, close) in
        [("(", ")"), ("[", "]"), ("-(", ")"), ("{a:", "}"), ("not(", ")"), ("if true then ", " else 1")]
    {
        let text = format!("{}1{}", open.repeat(2_500), close.repeat(2_500));
        assert!(compile(&text, &Scope::new(Dialect::Feel)).is_err(), "{open}");
    }
    for chain in ["1+", "1*", "true and ", "1<", "2**", "1 in "] {
        let text = format!("{}1", chain.repeat(19_000 / chain.len()));
        let errors = compile(&text, &Scope::new(Dialect::Feel)).expect_err(chain);
        assert_eq!(errors[0].code, "expression.links", "{chain}");
    }
    for open in [
        "(=",
        "[",
        "(<",
        "f(",
        "function(a) ",
        "1 instance of list<",
        "x[",
        "(1 in [",
        "]1..",
        "[1..",
        "{a:function(b) ",
    ] {
        assert!(compile(&open.repeat(19_000 / open.len()), &Scope::new(Dialect::Feel)).is_err(), "{open}");
    }
    let indexed = format!("[1]{}", "[1]".repeat(5_000));
    let errors = compile(&indexed, &Scope::new(Dialect::Feel)).expect_err("a chain of filters");
    assert_eq!(errors[0].code, "expression.links");
    // Double negations cancel out, so they are not nested.
    assert!(compile(&format!("{}1", "-".repeat(19_000)), &Scope::new(Dialect::Feel)).is_ok());
}

#[test]
fn recursive_functions_stop_at_a_limit() {
    let scope = Scope::new(Dialect::Feel);
    let environment = Environment::new([&[]; space::COUNT], &NoHost);
    let chain = format!("(function(f) f(f))(function(f) {}f(f))", "1+".repeat(240));
    for text in [
        "(function(f) f(f))(function(f) f(f))",
        "(function(f) f(f, f))(function(f, g) [f(g), g(f)])",
        "(function(f) f(f))(function(f) {a: [{b: (function(g) g(f))(f)}]})",
        "for f in [function(f) sort([3, 1, 2], function(a, b) f(f))] return f(f)",
        "for i in 1..100000 return function() partial",
        chain.as_str(),
    ] {
        let (value, notes) = compile(text, &scope).unwrap().explain(&environment);
        assert!(
            notes.iter().any(|note| ["call_depth", "list_items", "arguments"].contains(&note.code)),
            "{text} {value} {notes:?}"
        );
    }
}

/// Values of every kind, by the names used in the expressions below.
fn values_of_every_kind() -> Vec<Value> {
    let written = [
        "null",
        "true",
        "false",
        "0",
        "-12.50",
        "1e30",
        "\"工单\"",
        "\"7\"",
        "date(\"2026-02-28\")",
        "time(\"09:30:00\")",
        "time(\"09:30:00+08:00\")",
        "date and time(\"2026-02-28T09:30:00+08:00\")",
        "date and time(\"2026-02-28T01:30:00Z\")",
        "duration(\"P1DT2H\")",
        "duration(\"P1Y2M\")",
        "[1, \"7\"]",
        "[{n: 1.5}, {n: -2}]",
        "[{n: 1}, {m: 2}]",
        "[]",
        "{a: 1}",
        "[1..7]",
        "@\"2026-02-28T09:30:00@UTC\"",
    ];
    let environment = Environment::new([&[]; space::COUNT], &NoHost);
    let value =
        |text: &&str| compile(text, &Scope::new(Dialect::Feel)).unwrap().evaluate(&environment).into_owned();
    written.iter().map(value).collect()
}

/// Without notes, an expression may be evaluated in the fast way; with notes it never is.
#[test]
fn the_fast_and_the_general_evaluation_agree_on_all_kinds_of_values() {
    let shapes = [
        "a + b",
        "a - b",
        "a * b",
        "a / b",
        "a ** b",
        "a = b",
        "a != b",
        "a < b",
        "a <= b",
        "a > b",
        "a >= b",
        "a and b",
        "a or b",
        "not(a)",
        "-a",
        "a = null",
        "null != b",
        "if a then b else a",
        "a in (b, 7)",
        "a in (< b)",
        "a in [b..7]",
        "a between b and a",
        "round half up(a, 2) = b",
        "coalesce(a, b)",
        "a + b - b = a",
        "present(a) and a = b",
        "matches(a, \"[0-9]\")",
        "if a < b then a + 1 else b",
        "not(a = b) or a > 1",
        "some x in [a, b] satisfies x = a",
        "for x in [a, b] return x + a",
        "floor(a) + abs(b)",
        "sum(for x in a return x)",
        "sum(for x in a return x * b)",
        "sum(for x in a return x.n * x.n + coalesce(b, 0))",
        "coalesce(sum(for x in a return x.n), 0) = b",
        "if a and b then a else b",
        "a <= b and (b <= a or not(a))",
        "a + b <= b",
        "a / b = b ** a",
        "a * b >= coalesce(b, a) - 1",
        "coalesce(a, b) != b + coalesce(b, 1)",
        "a <= b + duration(\"PT2H\")",
        "a + b > b + a",
        "sum(for x in a return x.n) < b",
        "coalesce(a, [b], \"-\") = b",
    ];
    let values = values_of_every_kind();
    for dialect in [Dialect::Feel, Dialect::Standard] {
        let mut scope = Scope::new(dialect);
        for (name, index) in ["a", "b"].into_iter().zip(0u16..) {
            scope.add_value(name, Slot { space: space::LOCAL, index }, Type::Any);
        }
        for text in shapes {
            let expression = compile(text, &scope).unwrap();
            for (a, b) in values.iter().flat_map(|a| values.iter().map(move |b| (a, b))) {
                let pair = [a.clone(), b.clone()];
                let environment =
                    Environment::new([&[]; space::COUNT], &NoHost).with_space(space::LOCAL, &pair);
                let (explained, _) = expression.explain(&environment);
                assert_eq!(explained, *expression.evaluate(&environment), "{text} with {a} and {b}");
                let truth = if let Value::Bool(flag) = explained { Some(flag) } else { None };
                assert_eq!(truth, expression.truth(&environment), "{text} with {a} and {b}");
            }
        }
    }
}
