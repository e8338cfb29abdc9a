//! Finds duplicate keys of an object without comparing each with each. The standard library's hash tables
//! would make the WebAssembly module larger than the rest of the parser.

use super::Member;
use crate::data::sort::merge;

/// The indices of an object's members: runs sorted by key, each at least twice as long as the next.
#[derive(Default)]
pub(super) struct Keys {
    runs: Vec<Vec<usize>>,
}

impl Keys {
    /// Adds the key of the next member; returns false if one of `members` has it already.
    pub(super) fn insert(&mut self, key: &str, members: &[Member]) -> bool {
        let of = |place: usize| members.get(place).map_or(key, |member| member.key.as_str());
        if self.runs.iter().any(|run| run.binary_search_by(|place| of(*place).cmp(key)).is_ok()) {
            return false;
        }
        let mut run = vec![members.len()];
        while self.runs.last().is_some_and(|last| last.len() < run.len().saturating_mul(2)) {
            let mut longer = Vec::new();
            merge(&self.runs.pop().unwrap_or_default(), &run, &mut longer, &mut |a, b| of(a) < of(b));
            run = longer;
        }
        self.runs.push(run);
        true
    }
}

#[cfg(test)]
mod tests {
    use crate::data::json::{JsonFault, parse};

    #[test]
    fn a_duplicate_key_is_found_at_any_distance() {
        for count in [1, 2, 3, 7, 8, 100, 1000] {
            let member = |index: usize| format!("\"k{}\":1", index.wrapping_mul(7919) % 1009);
            let all: Vec<String> = (0..count).map(member).collect();
            let sound = format!("{{{}}}", all.join(","));
            assert_eq!(parse(&sound).unwrap().members().unwrap().len(), count);
            for twice in [0, count / 2, count - 1] {
                let text = format!("{{{},{}}}", all.join(","), member(twice));
                assert!(matches!(parse(&text).unwrap_err().fault, JsonFault::DuplicateKey(_)), "{text}");
            }
        }
    }
}
