//! Measures the time per order of a batch, natively, with the orders of `benches/orders.mjs`:
//!
//!   node benches/orders.mjs 20000 > target/orders.ndjson
//!   cargo run --release --example batch_speed -- target/orders.ndjson

use gongdan::batch::Batch;
use gongdan::evaluate::Options;
use gongdan::standard::Standard;
use std::sync::Arc;
use std::time::Instant;

const ROUNDS: usize = 9;

fn main() {
    let path = std::env::args().nth(1).unwrap_or_else(|| "target/orders.ndjson".into());
    let Ok(bytes) = std::fs::read(&path) else { return println!("no orders in {path}") };
    let Ok(standard) = Standard::parse(include_str!("../benches/standards/peer-order.json")) else { return };
    let standard = Arc::new(standard);
    let mut times = Vec::new();
    let mut tally = String::new();
    for _ in 0..ROUNDS {
        let Some(mut batch) = Batch::open(Arc::clone(&standard), "order", &Options::default()) else {
            return;
        };
        let begun = Instant::now();
        let mut findings = 0usize;
        for piece in bytes.chunks(1 << 16) {
            batch.push(piece);
            findings = findings.saturating_add(batch.findings().len());
            batch.clear();
        }
        batch.finish();
        let spent = begun.elapsed();
        let orders = batch.tally().orders;
        times.push(spent.as_nanos().checked_div(u128::from(orders)).unwrap_or(0));
        tally = format!("{orders} orders, {} valid, {findings} findings", batch.tally().valid);
    }
    times.sort_unstable();
    println!("{tally}: {} ns an order", times.get(ROUNDS >> 1).unwrap_or(&0));
}
