//! Times six typical expressions and a decision table of twenty rows natively: `cargo run --release --example feel_speed`.

use gongdan::data::{DateTime, Decimal, Value};
use gongdan::feel::{
    Dialect, Environment, HitPolicy, NoHost, Scope, Slot, Table, TableSpec, Type, compile, space,
};
use std::hint::black_box;
use std::time::Instant;

fn main() {
    let at = |text: &str| DateTime::parse(text).map_or(Value::Null, Value::DateTime);
    let values = [
        Value::Number(Decimal::from_scaled(12_550, 2)),
        Value::Number(Decimal::from(3)),
        at("2026-03-02T09:00:00+08:00"),
        at("2026-03-02T11:30:00+08:00"),
        Value::Text("returned".into()),
        Value::list((1..=20).map(|n| Value::Number(Decimal::from(n))).collect()),
    ];
    let mut scope = Scope::new(Dialect::Standard);
    let names = ["fee", "count_of", "received_at", "agreed_at", "status", "prices"];
    for (index, name) in names.into_iter().enumerate() {
        let index = u16::try_from(index).unwrap_or(0);
        scope.add_value(name, Slot { space: space::LOCAL, index }, Type::Any);
    }
    let environment = Environment::new([&[]; space::COUNT], &NoHost).with_space(space::LOCAL, &values);
    let expressions = [
        "fee * count_of + fee - count_of * 2 + 1.5",
        "agreed_at >= received_at",
        "if status in (\"done\", \"returned\", \"closed\") then fee > 0 else true",
        "received_at + duration(\"PT1H\") * 2",
        "sum(for p in prices return p * 2)",
        "some p in prices satisfies p > 19",
    ];
    for text in expressions {
        let started = Instant::now();
        for _ in 0..1_000 {
            let _ = black_box(compile(black_box(text), &scope));
        }
        let compiled = started.elapsed().as_nanos() / 1_000;
        let Ok(expression) = compile(text, &scope) else { continue };
        let started = Instant::now();
        for _ in 0..100_000 {
            black_box(expression.evaluate(black_box(&environment)));
        }
        println!(
            "{:>6} ns compile {:>6} ns evaluate  {text}",
            compiled,
            started.elapsed().as_nanos() / 100_000
        );
    }
    let rule = |row: i32| (vec![format!("[{row}0..{row}9]")], vec![row.to_string()]);
    let spec = TableSpec {
        policy: HitPolicy::First,
        inputs: vec![("fee".into(), None)],
        outputs: vec![("".into(), None, None)],
        rules: (0..20).map(rule).collect(),
    };
    let started = Instant::now();
    for _ in 0..1_000 {
        let _ = black_box(Table::compile(black_box(&spec), &scope));
    }
    let compiled = started.elapsed().as_nanos() / 1_000;
    let Ok(table) = Table::compile(&spec, &scope) else { return };
    let started = Instant::now();
    for _ in 0..100_000 {
        black_box(table.evaluate(black_box(&environment)));
    }
    println!(
        "{:>6} ns compile {:>6} ns evaluate  a table of twenty rows",
        compiled,
        started.elapsed().as_nanos() / 100_000
    );
}
