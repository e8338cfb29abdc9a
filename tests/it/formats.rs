//! The formats of docs/formats.md: each loads, and reads the texts of its standard's cases as these say. What every
//! format must keep: an accepted text reads the same when it is put together again, and no text takes long.

use gongdan::standard::Standard;
use gongdan::wire;
use serde_json::{Value, json};
use std::fs;

const GUIDE: &str = include_str!("../../docs/formats.md");

/// A standard of nothing but the parts that are written.
pub fn standard(parts: &Value) -> Standard {
    let mut document = json!({
        "gongdan": 1, "id": "formats", "version": "1.0.0", "title": { "zh": "格式", "en": "Formats" },
        "source": { "document": "x", "section": "x" }, "forms": {}
    });
    document.as_object_mut().unwrap().extend(parts.as_object().unwrap().clone());
    Standard::parse(&document.to_string()).unwrap_or_else(|errors| {
        let told: Vec<String> = errors.iter().map(|error| error.render(gongdan::data::Locale::En)).collect();
        panic!("{}", told.join("\n"))
    })
}

/// The standards that a section of the guide names, and what it writes for them.
pub fn sections() -> Vec<(Vec<String>, Value)> {
    let mut all = Vec::new();
    for section in GUIDE.split("\n### `").skip(1) {
        let (title, body) = section.split_once('\n').unwrap();
        let ids = format!("`{}", title.split(':').next().unwrap());
        let ids =
            ids.split('`').filter(|id| id.starts_with(|c: char| c.is_ascii_lowercase())).map(str::to_owned);
        let block = body.split("```json\n").nth(1).unwrap().split("\n```").next().unwrap();
        all.push((ids.collect(), serde_json::from_str(block).unwrap()));
    }
    all
}

/// The text that an answer stands for: its segments, with the literals of the grammar between them.
pub fn joined(formats: &Value, format: &str, answer: &Value) -> String {
    let mut text = String::new();
    join(&formats[format]["grammar"], answer, &mut text);
    text
}

fn join(parts: &Value, answer: &Value, text: &mut String) {
    for part in parts.as_array().unwrap() {
        let segment = &answer["segments"][part["id"].as_str().unwrap_or("")];
        if part["optional"].is_array() {
            if there(&part["optional"], answer) {
                join(&part["optional"], answer, text);
            }
        } else if let Some(branches) = part["choice"].as_object() {
            join(&branches[answer["variant"].as_str().unwrap()], answer, text);
        } else if let Some(items) = segment.as_array() {
            let items: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            text.push_str(&items.join(part["separator"].as_str().unwrap()));
        } else if let Some(segment) = segment.as_str() {
            text.push_str(segment);
        } else {
            // Characters without an id are blanks between segments.
            let literal = &part["literal"];
            text.push_str(literal.as_str().or(literal[0].as_str()).or(part["chars"].as_str()).unwrap_or(""));
        }
    }
}

/// Whether a segment of these parts is there.
fn there(parts: &Value, answer: &Value) -> bool {
    let parts = parts.as_array().unwrap();
    parts.iter().any(|part| !answer["segments"][part["id"].as_str().unwrap_or("")].is_null())
}

fn parse(standard: &Standard, format: &str, text: &str) -> Value {
    serde_json::to_value(wire::parse_text(standard, format, text, "").unwrap()).unwrap()
}

#[test]
fn every_format_of_the_guide_reads_its_cases() {
    let (mut formats, mut cases) = (0, 0);
    for (ids, parts) in sections() {
        let standard = standard(&parts);
        formats += standard.formats.len();
        for id in ids {
            let file = fs::read_to_string(format!("tests/cases/{id}.json")).unwrap();
            let file: Value = serde_json::from_str(&file).unwrap();
            for case in file["cases"].as_array().unwrap().iter().filter(|case| case["kind"] == "parse") {
                cases += 1;
                let answer =
                    parse(&standard, case["format"].as_str().unwrap(), case["text"].as_str().unwrap());
                for (key, value) in case["expect"].as_object().unwrap() {
                    assert_eq!(&answer[key], value, "{}: {answer}", case["id"]);
                }
                if answer["ok"] == true {
                    let format = case["format"].as_str().unwrap();
                    let again = parse(&standard, format, &joined(&parts["formats"], format, &answer));
                    assert_eq!(again["segments"], answer["segments"], "{}", case["id"]);
                }
            }
        }
    }
    assert_eq!(formats, 24);
    assert!(cases > 80, "{cases}");
}

#[test]
fn a_text_is_told_in_both_languages() {
    let (_, parts) = sections().into_iter().find(|(ids, _)| ids[0] == "mine-maintenance-order").unwrap();
    let standard = standard(&parts);
    let cases = [
        (
            "description_a",
            "LWS457采煤机电控箱更换接触器",
            "LWS457 设备系列号 · 采煤机 设备名称 · 电控箱 设备部位 · 更换接触器 检修内容",
            "LWS457 Series number · 采煤机 Device · 电控箱 Part · 更换接触器 Work",
        ),
        (
            "description_a",
            "LWS457采媒机电控箱更换接触器",
            "「工单描述（格式A）」第 7 个字起应是「设备名称」，这里是「采媒机电控箱更换…」；「采媒机」是否应为「采煤机」？",
            "`Device` is due at character 7 of `Description (format A)`, where `采媒机电控箱更换…` stands; is `采媒机` meant to be `采煤机`?",
        ),
        (
            "description_b",
            "3104工作面刮板运输机机头更换链条",
            "「工单描述（格式B）」第 15 个字起应是「设备名称」，这里是「更换链条」；「刮板运输机」是否应为「刮板机」？",
            "`Device` is due at character 15 of `Description (format B)`, where `更换链条` stands; is `刮板运输机` meant to be `刮板机`?",
        ),
        (
            "description_b",
            "3104工作面刮板机机头",
            "「工单描述（格式B）」没有写完，后面应是「检修内容」",
            "`Description (format B)` ends too early: `Work` is still due",
        ),
    ];
    for (format, text, zh, en) in cases {
        for (locale, said) in [("zh", zh), ("en", en)] {
            let options = json!({ "locale": locale }).to_string();
            assert_eq!(wire::explain_text(&standard, format, text, &options).unwrap(), said);
        }
    }
}

/// What is offered at the end of a text, or at a bar in it, as `segment text from-to`; of words that would begin right
/// there only the first.
fn offered(standard: &Standard, format: &str, text: &str) -> Vec<String> {
    let caret = text.find('|').unwrap_or(text.len());
    let caret = text[..caret].encode_utf16().count() as u32;
    let found = wire::complete_text(standard, format, &text.replace('|', ""), caret, "").unwrap();
    let told = |one: &wire::SuggestionReport| {
        format!("{} {} {}-{}", one.segment, one.text.as_deref().unwrap_or("…"), one.from, one.to)
    };
    let fresh = |one: &&wire::SuggestionReport| one.text.is_some() && one.from == caret;
    let first = found.iter().find(fresh).map(told);
    let kept = found.iter().filter(|one| !fresh(one)).map(told);
    let (words, free): (Vec<String>, Vec<String>) = kept.partition(|one| !one.contains('…'));
    words.into_iter().chain(first).chain(free).collect()
}

#[test]
fn what_may_stand_at_a_place_is_offered_with_what_it_replaces() {
    let mine =
        standard(&sections().into_iter().find(|(ids, _)| ids[0] == "mine-maintenance-order").unwrap().1);
    let sms = standard(&sections().into_iter().find(|(ids, _)| ids[0] == "sms-transfer").unwrap().1);
    let cases: &[(&Standard, &str, &str, &[&str])] = &[
        (&mine, "description_a", "LWS457采", &["device 采煤机 6-7"]),
        (&mine, "description_a", "LWS457 采| 电控箱更换", &["device 采煤机 7-8"]),
        (&mine, "description_a", "LWS457采|煤机电控箱更换", &["device 采煤机 6-9"]),
        (
            &mine,
            "description_a",
            "LWS457采煤机电",
            &["part 电控箱 9-10", "content 更换 10-10", "part … 9-10"],
        ),
        (
            &mine,
            "description_a",
            "LWS457采煤机电控箱更",
            &["content 更换 12-13", "content 检修 13-13", "part … 9-13"],
        ),
        (
            &mine,
            "description_b",
            "3104工作面刮",
            &["device 刮板机 7-8", "device 转载机 8-8", "location … 0-8"],
        ),
        (&mine, "description_b", "3104工作面刮|板机机头更换", &["device 刮板机 7-10", "location … 0-8"]),
        (&mine, "description_b", "检", &["location 检修硐室 0-1", "device 刮板机 1-1", "location … 0-1"]),
        (&mine, "description_b", "3104工作面刮板机机头更换链", &["content … 12-15"]),
        (&sms, "zp_message", "z", &["command ZP 0-1"]),
        (&sms, "zp_message", "ZP#-核心维护室", &["dash_group - 9-9", "room … 4-9"]),
        (&sms, "zp_message", "", &["command ZP 0-0"]),
    ];
    for (standard, format, text, expected) in cases {
        assert_eq!(offered(standard, format, text), *expected, "{text}");
    }
    let after = wire::complete_text(&mine, "description_a", "LWS457", 6, "").unwrap();
    let words: Vec<&str> = after.iter().filter_map(|one| one.text.as_deref()).collect();
    assert_eq!(words, ["采煤机", "连采机", "梭车", "运煤车", "锚杆机", "铲车", "给料破碎机"]);
}
