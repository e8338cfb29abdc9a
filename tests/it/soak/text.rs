//! Mutated texts with formats: each is accepted or rejected at a place inside it, explained and completed; an
//! accepted one is parsed the same after its segments and literals are joined again.

use super::random::Random;
use super::{check_both_outcomes, soak};
use crate::formats::{reassembled, standards};
use gongdan::wire;
use serde_json::Value;

const PIECES: &[&str] = &[
    "",
    "0",
    "12",
    "-",
    "—",
    "#",
    "＃",
    ";",
    "年",
    "月",
    ".",
    "/",
    " ",
    "　",
    "\u{a0}",
    "采煤机",
    "刮板机",
    "更换",
    "检",
    "LWS457",
    "Ｚ",
    "(",
    "室",
    "、",
    "𠮷",
    "👨‍👩‍👧",
    "\0",
    "长长长长长长长长长长",
];

fn mutated(text: &str, random: &mut Random) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..random.below(4) {
        let at = random.below(chars.len() + 1);
        let end = (at + random.below(3)).min(chars.len());
        chars.splice(at..end, random.pick(PIECES).chars());
    }
    chars.into_iter().collect()
}

#[test]
fn a_mutated_text_is_read_or_refused_and_always_explained() {
    let all = standards();
    let (mut accepted, mut refused) = (0, 0);
    soak(|random| {
        let (_, standard, document) = &all[random.below(all.len())];
        let format = &standard.formats[random.below(standard.formats.len())];
        let example = format.examples.get(random.below(format.examples.len().max(1)));
        let text = mutated(example.map_or("A1-2", |example| &example.text), random);
        let units = text.encode_utf16().count() as u64;
        let read = |text: &str| {
            serde_json::to_value(wire::parse_text(standard, &format.id, text, "").unwrap()).unwrap()
        };
        let answer = read(&text);
        if answer["ok"] == true {
            accepted += 1;
            let again = reassembled(&document["formats"], &format.id, &answer);
            let second = read(&again);
            assert_eq!(second["segments"], answer["segments"], "{text:?} put together: {again:?} {second}");
        } else {
            refused += 1;
            assert!(answer["rawAt"].as_u64().unwrap() <= units, "{text:?} {answer}");
            assert!(!answer["message"].as_str().unwrap().contains('{'), "{answer}");
        }
        let explanation = wire::explain_text(standard, &format.id, &text, "{\"locale\": \"en\"}").unwrap();
        assert!(!explanation.is_empty());
        let caret = random.below(units as usize + 2) as u32;
        for one in wire::complete_text(standard, &format.id, &text, caret, "").unwrap() {
            let one: Value = serde_json::to_value(one).unwrap();
            let (from, to) = (one["from"].as_u64().unwrap(), one["to"].as_u64().unwrap());
            assert!(from <= u64::from(caret) && from <= to && to <= units, "{text:?} at {caret}: {one}");
        }
    });
    check_both_outcomes(accepted, refused);
}
