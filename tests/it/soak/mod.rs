//! Faulty input in large amounts: nothing panics or hangs, and every answer is a value, a finding or a typed
//! error. `GONGDAN_CASES` is the number of cases (2,000 by default), `GONGDAN_SEED` the first seed.

mod batch;
mod document;
mod expression;
mod junk;
mod language;
mod mutation;
mod order;
mod random;
mod table;
mod text;
mod work;

use random::Random;
use std::panic::{AssertUnwindSafe, catch_unwind};

fn env_number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// Checks that the mutations leave some inputs valid and make some invalid, so that both are tested.
fn check_both_outcomes(taken: u32, refused: u32) {
    // With few cases, such as a single seed that is run again, all may have the same result.
    let few = taken + refused < 100;
    assert!(
        few || (taken > 0 && refused > 0),
        "{taken} accepted and {refused} rejected: one of the two is not tested"
    );
}

/// Runs the cases; a panic is reported with its seed, so that the case can be run again alone.
fn soak(mut case: impl FnMut(&mut Random)) {
    let first = env_number("GONGDAN_SEED", 1);
    for seed in first..first + env_number("GONGDAN_CASES", 2000) {
        let outcome = catch_unwind(AssertUnwindSafe(|| case(&mut Random::new(seed))));
        assert!(outcome.is_ok(), "seed {seed} (again with GONGDAN_SEED={seed} GONGDAN_CASES=1)");
    }
}
