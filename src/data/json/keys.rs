//! Whether an object has a key already, without comparing each with each: the standard library's tables weigh more
//! in WebAssembly than all else of the reader.

use super::Member;

/// The places of an object's keys: runs of sorted places, each run at least twice as long as the next.
#[derive(Default)]
pub(super) struct Keys {
    runs: Vec<Vec<u32>>,
}

impl Keys {
    /// Takes the key of the member that comes next; false where one of `members` has it.
    pub fn take(&mut self, key: &str, members: &[Member]) -> bool {
        let of = |place: u32| members.get(place as usize).map_or(key, |member| member.key.as_str());
        if self.runs.iter().any(|run| run.binary_search_by(|place| of(*place).cmp(key)).is_ok()) {
            return false;
        }
        let mut run = vec![u32::try_from(members.len()).unwrap_or(u32::MAX)];
        while self.runs.last().is_some_and(|last| last.len() < run.len().saturating_mul(2)) {
            let longer = self.runs.pop().unwrap_or_default();
            run = merged(&longer, &run, &|a, b| of(a) < of(b));
        }
        self.runs.push(run);
        true
    }
}

fn merged(mut left: &[u32], mut right: &[u32], before: &dyn Fn(u32, u32) -> bool) -> Vec<u32> {
    let mut out = Vec::with_capacity(left.len().saturating_add(right.len()));
    while let (Some((a, later)), Some((b, after))) = (left.split_first(), right.split_first()) {
        if before(*a, *b) {
            out.push(*a);
            left = later;
        } else {
            out.push(*b);
            right = after;
        }
    }
    out.extend_from_slice(left);
    out.extend_from_slice(right);
    out
}

#[cfg(test)]
mod tests {
    use crate::data::json::{JsonFault, parse};

    #[test]
    fn a_key_that_stands_twice_is_found_however_many_stand_between() {
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
