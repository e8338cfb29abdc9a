//! Whatever the text and the values, an expression is refused or evaluated; nothing panics, nothing runs away.

use gongdan::data::{Decimal, Value};
use gongdan::feel::{Dialect, Environment, NoHost, Scope, Slot, Type, compile, compile_tests, space};

/// A small generator of numbers; the seed makes every run the same.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// Two expressions of the cases, cut anywhere and put together, and one character changed.
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
            scope.value(name, Slot { space: space::LOCAL, index: index as u16 }, Type::Any);
        }
        let text = text(&cases, &mut random);
        let environment = Environment::new([&[]; space::COUNT], &NoHost).with_space(space::LOCAL, &values);
        if let Ok(expression) = compile(&text, &scope) {
            let (value, notes) = expression.explain(&environment);
            assert_eq!(value, *expression.evaluate(&environment), "{text}");
            assert!(notes.iter().all(|note| note.span.end as usize <= text.len()), "{text}");
        }
        if let Ok(tests) = compile_tests(&text, &scope) {
            tests.pass(&values[1], &environment);
        }
    }
}

#[test]
fn what_is_nested_too_deep_is_refused() {
    for (open, close) in
        [("(", ")"), ("[", "]"), ("-(", ")"), ("{a:", "}"), ("not(", ")"), ("if true then ", " else 1")]
    {
        let text = format!("{}1{}", open.repeat(2_500), close.repeat(2_500));
        assert!(compile(&text, &Scope::new(Dialect::Feel)).is_err(), "{open}");
    }
    for chain in ["1+", "1*", "true and ", "1<", "-", "a.", "2**"] {
        let text = format!("{}1", chain.repeat(19_000 / chain.len()));
        let _ = compile(&text, &Scope::new(Dialect::Feel));
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
    let indexed = format!("x{}", "[1]".repeat(5_000));
    let _ = compile(&indexed, &Scope::new(Dialect::Feel));
}

#[test]
fn functions_that_call_themselves_stop_at_a_limit() {
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
