//! Reads any text as an expression, as the cells of a decision table and as a pattern: nothing panics or
//! hangs, and the formatted text of an expression is formatted to itself.
//! `cargo +nightly fuzz run expression`
#![no_main]

use gongdan::data::{Date, Decimal, Value};
use gongdan::feel::{
    Dialect, Environment, NoHost, Regex, Scope, Slot, Type, compile, compile_tests, formatted, space,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let values = [
        Value::Null,
        Value::Number(Decimal::from_scaled(-125, 2)),
        Value::Text("工单".into()),
        Date::parse("2026-03-02").map_or(Value::Null, Value::Date),
        Value::list(vec![Value::Number(Decimal::ONE), Value::Null]),
    ];
    for dialect in [Dialect::Feel, Dialect::Standard] {
        let mut scope = Scope::new(dialect);
        for (name, index) in ["a", "n", "full name", "d", "list"].into_iter().zip(0u16..) {
            scope.add_value(name, Slot { space: space::LOCAL, index }, Type::Any);
        }
        let environment = Environment::new([&[]; space::COUNT], &NoHost).with_space(space::LOCAL, &values);
        if let Ok(expression) = compile(text, &scope) {
            let (value, _) = expression.explain(&environment);
            assert_eq!(value, *expression.evaluate(&environment));
        }
        if let Ok(tests) = compile_tests(text, &scope) {
            tests.passes(&values[1], &environment);
        }
        if let Ok(plain) = formatted(text, &scope) {
            assert_eq!(formatted(&plain, &scope).as_deref(), Ok(plain.as_str()));
        }
    }
    if let Ok(regex) = Regex::parse(text) {
        regex.is_match(text);
        regex.matches_whole("gd20260302000001");
    }
});
