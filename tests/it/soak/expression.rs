//! Random expressions: well-formed ones from a grammar, mutated ones, and some that are only deeply nested.

use super::mutation;
use super::random::Random;

const NAMES: &[&str] = &[
    "status",
    "fee",
    "received_at",
    "solvable",
    "fee_reduction",
    "now",
    "shift_end",
    "nothing_here",
    "payable_fee",
];
const LITERALS: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "1",
    "-1",
    "0.1",
    "1.005",
    "99999999999999999999999999999",
    "1e3",
    "\"closed\"",
    "\"\"",
    "\"长\"",
    "\"\\u{1F600}\"",
    "[]",
    "[1, 2, 3]",
    "[[1], [2]]",
    "{}",
    "{a: 1, \"b c\": 2}",
    "[1..10]",
    "(1..10)",
    "]1..10[",
    "date(\"2026-01-31\")",
    "time(\"09:30:00+08:00\")",
    "date and time(\"2026-03-02T09:00:00Z\")",
    "date and time(\"9999-12-31T23:59:59\")",
    "duration(\"P1M\")",
    "duration(\"-PT99999H\")",
    "@\"P1Y\"",
    "@\"2024-02-29\"",
];
const BINARY: &[&str] =
    &["+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", ">=", "and", "or", "in", "×", "÷", "−"];
const CALLS: &[&str] = &[
    "date",
    "time",
    "date and time",
    "duration",
    "years and months duration",
    "string",
    "number",
    "string length",
    "substring",
    "substring before",
    "upper case",
    "contains",
    "matches",
    "replace",
    "split",
    "count",
    "min",
    "max",
    "sum",
    "mean",
    "median",
    "stddev",
    "mode",
    "list contains",
    "append",
    "concatenate",
    "insert before",
    "remove",
    "reverse",
    "index of",
    "union",
    "distinct values",
    "flatten",
    "product",
    "sort",
    "decimal",
    "floor",
    "ceiling",
    "round up",
    "round half up",
    "abs",
    "modulo",
    "sqrt",
    "log",
    "exp",
    "odd",
    "even",
    "before",
    "overlaps",
    "coalesce",
    "not",
    "get value",
    "context",
    "no such",
];

/// A random expression.
pub fn expression(random: &mut Random) -> String {
    match random.below(40) {
        0 => "(".repeat(random.below(5000)),
        1 => "-".repeat(random.below(5000)) + "1",
        2 => "[".repeat(random.below(3000)) + &"]".repeat(random.below(3000)),
        3 => "if ".repeat(random.below(2000)),
        4 => format!("1{}", " + 1".repeat(random.below(5000))),
        5 => format!("\"{}\"", "长".repeat(random.below(5000))),
        6 => "for a in [1..1000000000] return a".into(),
        7 => "for a in 1..1000, b in 1..1000, c in 1..1000 return a".into(),
        8 => "10 ** 10 ** 10".into(),
        9 => "matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"^(a+)+$\")".into(),
        10..=19 => mutated(random),
        _ => nested(random, 5),
    }
}

fn mutated(random: &mut Random) -> String {
    let valid = nested(random, 4);
    mutation::text(&valid, random)
}

fn nested(random: &mut Random, depth: usize) -> String {
    let Some(less) = depth.checked_sub(1) else { return leaf(random) };
    let part = |random: &mut Random| nested(random, less);
    match random.below(14) {
        0 => format!("if {} then {} else {}", part(random), part(random), part(random)),
        1 => format!("for x in {} return {}", part(random), part(random)),
        2 => format!("some x in {} satisfies {}", part(random), part(random)),
        3 => format!("every x in {} satisfies x > {}", part(random), part(random)),
        4 => format!("({})[{}]", part(random), part(random)),
        5 => format!("{} between {} and {}", part(random), part(random), part(random)),
        6 => format!("{} instance of number", part(random)),
        7 => format!("(function(x) {})({})", part(random), part(random)),
        8 => format!("({}).year", part(random)),
        9 | 10 => call(random, less),
        11 => leaf(random),
        _ => format!("({} {} {})", part(random), random.pick(BINARY), part(random)),
    }
}

fn call(random: &mut Random, depth: usize) -> String {
    let name = random.pick(CALLS);
    let arguments: Vec<String> = (0..=random.below(3)).map(|_| nested(random, depth)).collect();
    format!("{name}({})", arguments.join(", "))
}

fn leaf(random: &mut Random) -> String {
    let list = if random.once_in(3) { NAMES } else { LITERALS };
    random.pick(list).to_owned()
}
