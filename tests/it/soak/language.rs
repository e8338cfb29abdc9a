//! Faulty input for the parts that read text: JSON, expressions, patterns.

use super::{check_both_outcomes, expression, junk, mutation, soak};
use gongdan::data::json;
use gongdan::data::{DateTime, Decimal, Value};
use gongdan::feel::{Dialect, Environment, NoHost, Regex, RegexError, Scope, Slot, Type, compile, space};

const STANDARD: &str = include_str!("../../../standards/demand-intake.json");

#[test]
fn mutated_json_is_read_or_refused_with_its_place() {
    let (mut read, mut refused) = (0, 0);
    soak(|random| {
        let text = mutation::text(STANDARD, random);
        match json::parse(&text) {
            Ok(_) => read += 1,
            Err(error) => {
                refused += 1;
                assert!(error.span.end as usize <= text.len(), "{error:?} lies outside the text");
            }
        }
    });
    check_both_outcomes(read, refused);
}

/// Names for values of every kind, some of them missing.
fn scope(dialect: Dialect) -> (Scope, Vec<Value>) {
    let mut scope = Scope::new(dialect);
    let values = vec![
        ("status", Type::Text, Value::Text("closed".into())),
        ("fee", Type::Number, Decimal::parse("12.50").map_or(Value::Null, Value::Number)),
        (
            "received_at",
            Type::DateTime,
            DateTime::parse("2026-03-02T09:00:00+08:00").map_or(Value::Null, Value::DateTime),
        ),
        ("solvable", Type::Bool, Value::Bool(true)),
        ("fee_reduction", Type::Number, Value::Null),
        ("now", Type::DateTime, Value::Null),
        ("shift_end", Type::Time, Value::Null),
    ];
    let mut slots = Vec::new();
    for (index, (name, kind, value)) in values.into_iter().enumerate() {
        scope.add_value(name, Slot { space: space::FORM, index: index as u16 }, kind);
        slots.push(value);
    }
    (scope, slots)
}

#[test]
fn random_expressions_compile_or_are_refused_and_their_evaluation_ends() {
    let scopes = [Dialect::Feel, Dialect::Standard].map(scope);
    let mut compiled = 0;
    soak(|random| {
        let text = expression::expression(random);
        for (scope, values) in &scopes {
            let environment = Environment::new([values, &[], &[], &[], &[]], &NoHost);
            match compile(&text, scope) {
                Ok(expression) => {
                    compiled += 1;
                    let plain = expression.evaluate(&environment).into_owned();
                    let (explained, notes) = expression.explain(&environment);
                    assert_eq!(plain, explained, "{text}");
                    assert!(
                        notes.iter().all(|note| note.span.end as usize <= text.len()),
                        "{text}: {notes:?}"
                    );
                }
                Err(errors) => {
                    assert!(!errors.is_empty(), "{text}: rejected without an error");
                    assert!(
                        errors.iter().all(|error| error.span.end as usize <= text.len()),
                        "{text}: {errors:?}"
                    );
                }
            }
        }
    });
    assert!(compiled > 0, "no random expression compiled: the generator tests nothing");
}

#[test]
fn random_patterns_are_refused_with_a_reason_or_match_in_linear_time() {
    const PATTERNS: &[&str] = &[
        "(a+)+$",
        "gd[0-9]{14}",
        "1[3-9]\\d{9}",
        "(a|aa)*b",
        "[^\\s]{2,5}?",
        "(?:x{1,3}){1,3}",
        "^\\p{L}+$",
    ];
    let (mut read, mut refused) = (0, 0);
    soak(|random| {
        let text = mutation::text(random.pick(PATTERNS), random);
        let pattern = match Regex::parse(&text) {
            Ok(pattern) => pattern,
            Err(RegexError { message, .. }) => {
                refused += 1;
                return assert!(
                    !message.zh.is_empty() && !message.en.is_empty(),
                    "`{text}` without a reason"
                );
            }
        };
        read += 1;
        for subject in ["", "gd20260302000001", &"a".repeat(2000), random.pick(junk::TEXTS)] {
            let whole = pattern.matches_whole(subject);
            assert!(
                !whole || pattern.is_match(subject),
                "`{text}` matches all of `{subject}`, but is not found in it"
            );
            let (letters, mut looked) = (subject.chars().collect::<Vec<char>>(), 0);
            pattern.find(&letters, 0, &mut looked);
            assert!(looked <= letters.len() + 1, "`{text}` looks {looked} times at `{subject}`");
        }
    });
    check_both_outcomes(read, refused);
}
