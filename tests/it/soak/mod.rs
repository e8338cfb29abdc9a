//! Bad input, by the thousand: nothing panics, nothing hangs, every answer is a value, a finding or a typed error.
//! `GONGDAN_CASES` sets how many (2,000 when it is not set), `GONGDAN_SEED` where they begin.

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

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// Holds that the bending leaves some whole and spoils some, so that neither way goes untested.
fn bends(taken: u32, refused: u32) {
    // A few cases, such as a seed that is run again alone, may all come out the same way.
    let few = taken + refused < 100;
    assert!(
        few || (taken > 0 && refused > 0),
        "{taken} taken and {refused} refused: the bending tests nothing"
    );
}

/// Runs the cases; a panic is reported with its seed, so that it can be run again alone.
fn soak(mut case: impl FnMut(&mut Random)) {
    let first = number("GONGDAN_SEED", 1);
    for seed in first..first + number("GONGDAN_CASES", 2000) {
        let outcome = catch_unwind(AssertUnwindSafe(|| case(&mut Random::new(seed))));
        assert!(outcome.is_ok(), "seed {seed} (again with GONGDAN_SEED={seed} GONGDAN_CASES=1)");
    }
}
