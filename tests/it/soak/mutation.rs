//! Mutates a valid JSON document: its tree or its text.

use super::junk;
use super::random::Random;
use serde_json::Value;

/// Changes one to four places in the tree of a document.
pub fn tree(document: &Value, random: &mut Random) -> Value {
    let mut changed = document.clone();
    for _ in 0..=random.below(4) {
        change(&mut changed, random);
    }
    changed
}

/// Descends along a random path and changes the node there.
fn change(node: &mut Value, random: &mut Random) {
    let deeper = !random.once_in(6);
    match node {
        Value::Object(map) if deeper && !map.is_empty() => {
            let at = random.below(map.len());
            let key = map.keys().nth(at).cloned().unwrap_or_default();
            match random.below(12) {
                0 => drop(map.remove(&key)),
                1 => rename(map, &key, random),
                2 => drop(map.insert(random.pick(junk::TEXTS).to_owned(), junk::value(random))),
                _ => change(&mut map[&key], random),
            }
        }
        Value::Array(list) if deeper && !list.is_empty() => {
            let at = random.below(list.len());
            match random.below(6) {
                0 => drop(list.remove(at)),
                1 => list.push(list[at].clone()),
                _ => change(&mut list[at], random),
            }
        }
        Value::String(text) if random.once_in(2) => *text = self::text(text, random),
        _ => *node = junk::value(random),
    }
}

fn rename(map: &mut serde_json::Map<String, Value>, key: &str, random: &mut Random) {
    if let Some(value) = map.remove(key) {
        map.insert(text(key, random), value);
    }
}

/// Pieces that change the meaning of a text.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "\"",
    "\\",
    "'",
    ",",
    ":",
    ".",
    "..",
    "=",
    "!=",
    "<",
    ">=",
    "+",
    "-",
    "**",
    "/",
    "%",
    "@",
    "?",
    "\n",
    "\u{0}",
    "\u{d7}",
    "（",
    "，",
    "“",
    "e",
    "9",
    "1e999",
    "-0",
    "\\ud800",
    "\\u0000",
    "//",
    "/*",
    " if ",
    " then ",
    " else ",
    " for ",
    " in ",
    " return ",
    " null ",
    " and ",
    " not(",
    " every ",
    " satisfies ",
    " instance of ",
    " between ",
    "function(",
    "duration(\"P1M\")",
    "date(\"2026-01-31\")",
    "now",
    "status",
    "长",
];

/// Cuts, doubles, inserts or swaps one to four pieces of a text.
pub fn text(original: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = original.chars().collect();
    for _ in 0..=random.below(4) {
        let at = random.below(letters.len() + 1);
        let end = (at + random.below(6)).min(letters.len());
        match random.below(4) {
            0 => drop(letters.drain(at..end)),
            1 => {
                let copy = letters[at..end].to_vec();
                drop(letters.splice(at..at, copy));
            }
            2 => drop(letters.splice(at..at, random.pick(PIECES).chars())),
            _ => drop(letters.splice(at..end, random.pick(PIECES).chars())),
        }
    }
    letters.into_iter().collect()
}
