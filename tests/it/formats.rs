//! The formats of the standards, and docs/formats.md and docs/formats.zh.md, which show them. For every format,
//! an accepted text is parsed the same after its segments are joined again.

use super::{fixture, generated, library};
use gongdan::data::Locale;
use gongdan::standard::Standard;
use gongdan::wire;
use serde_json::{Value, json};
use std::fs;

/// The standards with formats, and their documents.
pub fn standards() -> Vec<(String, Standard, Value)> {
    let all = library::all().into_iter().filter_map(|(id, standard)| Some((id, standard.ok()?)));
    let document = |id: &str| serde_json::from_str(&library::text_of(id)).unwrap();
    all.filter(|(_, standard)| !standard.formats.is_empty())
        .map(|(id, standard)| (id.clone(), standard, document(&id)))
        .collect()
}

/// One of these standards.
fn standard(id: &str) -> Standard {
    standards().into_iter().find(|(known, ..)| known == id).unwrap().1
}

/// The page in each language, and how its heading continues after the link to a standard and to a fragment.
const PAGES: [(&str, Locale, &str, &str); 2] = [
    ("docs/formats.md", Locale::En, ": ", ", which several standards use"),
    ("docs/formats.zh.md", Locale::Zh, "：", "，几份标准共用"),
];

/// The formats as written in the standards, each under a heading in the language of the page.
fn page(locale: Locale, before_title: &str, shared_by: &str) -> String {
    let mut page = String::new();
    for (id, standard, _) in standards() {
        let text = fs::read_to_string(format!("standards/{id}.json")).unwrap();
        let from = text.find("\n  \"formats\": {\n").unwrap();
        let lines = text[from + 1..].lines();
        let mut block: Vec<&str> = lines.take_while(|line| !matches!(*line, "  }," | "  }")).collect();
        block.push("  }");
        let block: Vec<&str> = block.iter().map(|line| line.get(2..).unwrap_or("")).collect();
        let heading = format!("[{id}](../standards/{id}.json){before_title}{}", standard.title.get(locale));
        page += &format!("### {heading}\n\n```\n{}\n```\n\n", block.join("\n"));
    }
    let mut shared: Vec<_> =
        fs::read_dir("standards/shared").unwrap().map(|entry| entry.unwrap().path()).collect();
    shared.sort();
    for path in shared {
        let (name, text) = (path.file_name().unwrap().to_str().unwrap(), fs::read_to_string(&path).unwrap());
        if text.contains("\"grammar\"") {
            let heading = format!("[{name}](../standards/shared/{name}){shared_by}");
            page += &format!("### {heading}\n\n```\n{}\n```\n\n", text.trim_end());
        }
    }
    page.trim_end().to_owned() + "\n"
}

#[test]
fn the_page_of_the_formats_is_up_to_date() {
    for (path, locale, before_title, shared_by) in PAGES {
        generated::check(path, &page(locale, before_title, shared_by));
    }
}

/// The text of an answer: its segments, with the literals of the grammar between them.
pub fn reassembled(formats: &Value, format: &str, answer: &Value) -> String {
    let mut text = String::new();
    join(&formats[format]["grammar"], answer, &mut text);
    text
}

fn join(parts: &Value, answer: &Value, text: &mut String) {
    for part in parts.as_array().unwrap() {
        let segment = &answer["segments"][part["id"].as_str().unwrap_or("")];
        if part["optional"].is_array() {
            if is_present(&part["optional"], answer) {
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
            // `chars` without an id are the blanks between segments.
            let literal = &part["literal"];
            text.push_str(literal.as_str().or(literal[0].as_str()).or(part["chars"].as_str()).unwrap_or(""));
        }
    }
}

/// Whether the answer has a segment of these parts.
fn is_present(parts: &Value, answer: &Value) -> bool {
    let parts = parts.as_array().unwrap();
    parts.iter().any(|part| !answer["segments"][part["id"].as_str().unwrap_or("")].is_null())
}

fn parse(standard: &Standard, format: &str, text: &str) -> Value {
    serde_json::to_value(wire::parse_text(standard, format, text, "").unwrap()).unwrap()
}

#[test]
fn an_accepted_text_reassembled_from_its_segments_reads_the_same() {
    let mut count = 0;
    for (id, standard, document) in standards() {
        let file: Value =
            serde_json::from_str(&fs::read_to_string(format!("tests/cases/{id}.json")).unwrap()).unwrap();
        let cases = file["cases"].as_array().unwrap().iter().filter(|case| case["kind"] == "parse");
        let texts = cases.map(|case| (case["format"].as_str().unwrap(), case["text"].as_str().unwrap()));
        let examples = standard.formats.iter().flat_map(|format| {
            format.examples.iter().map(|example| (format.id.as_str(), example.text.as_str()))
        });
        for (format, text) in texts.chain(examples) {
            let answer = parse(&standard, format, text);
            if answer["ok"] == true {
                count += 1;
                let again = reassembled(&document["formats"], format, &answer);
                assert_eq!(
                    parse(&standard, format, &again)["segments"],
                    answer["segments"],
                    "{text}: {again}"
                );
            }
        }
    }
    assert!(count > 50, "{count}");
}

#[test]
fn a_refusal_has_the_segments_read_the_expected_one_and_the_correction() {
    let standard = standard("mine-maintenance-order");
    let cases = [
        ("description_a", "", json!(["series", "设备系列号", {}, null])),
        (
            "description_a",
            "lws457 采煤机",
            json!(["part", "设备部位", { "series": "LWS457", "device": "采煤机" }, null]),
        ),
        (
            "description_b",
            "3104工作面刮板运输机机头更换链条",
            json!([
                "device", "设备名称", { "location": "3104工作面刮板运输机机头" },
                { "label": "刮板运输机 → 刮板机", "value": "3104工作面刮板机机头更换链条" }
            ]),
        ),
    ];
    for (format, text, expected) in cases {
        let answer = parse(&standard, format, text);
        assert_eq!(
            json!([answer["expected"], answer["due"], answer["segments"], answer["fix"]]),
            expected,
            "{text}"
        );
    }
}

#[test]
fn a_text_is_explained_in_both_languages() {
    let standard = standard("mine-maintenance-order");
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
            "“Device” is expected at character 7 of “Description (format A)”, not “采媒机电控箱更换…”; is “采媒机” meant to be “采煤机”?",
        ),
        (
            "description_b",
            "3104工作面刮板运输机机头更换链条",
            "「工单描述（格式B）」第 15 个字起应是「设备名称」，这里是「更换链条」；「刮板运输机」是否应为「刮板机」？",
            "“Device” is expected at character 15 of “Description (format B)”, not “更换链条”; is “刮板运输机” meant to be “刮板机”?",
        ),
        (
            "description_b",
            "3104工作面刮板机机头",
            "「工单描述（格式B）」没有写完，后面应是「检修内容」",
            "“Description (format B)” ends too early: “Work” is still expected",
        ),
    ];
    for (format, text, zh, en) in cases {
        for (locale, expected) in [("zh", zh), ("en", en)] {
            let options = json!({ "locale": locale }).to_string();
            assert_eq!(wire::explain_text(&standard, format, text, &options).unwrap(), expected);
        }
    }
}

/// The suggestions at the end of a text, or at a `|` in it, as `segment text from-to`; only the first of
/// those words that would begin right there.
fn offered(standard: &Standard, format: &str, text: &str) -> Vec<String> {
    let caret = text.find('|').unwrap_or(text.len());
    let caret = text[..caret].encode_utf16().count() as u32;
    let found = wire::complete_text(standard, format, &text.replace('|', ""), caret, "").unwrap();
    let describe = |one: &wire::SuggestionReport| {
        format!("{} {} {}-{}", one.segment, one.text.as_deref().unwrap_or("…"), one.from, one.to)
    };
    let is_insertion = |one: &&wire::SuggestionReport| one.text.is_some() && one.from == caret;
    let first = found.iter().find(is_insertion).map(describe);
    let replacements = found.iter().filter(|one| !is_insertion(one)).map(describe);
    let (words, free): (Vec<String>, Vec<String>) = replacements.partition(|one| !one.contains('…'));
    words.into_iter().chain(first).chain(free).collect()
}

#[test]
fn completions_are_offered_with_the_range_that_they_replace() {
    let mine = standard("mine-maintenance-order");
    let sms = standard("sms-transfer");
    let month = standard("home-care-dispatch");
    let code = standard("onsite-request");
    let record = standard("field-record");
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
        (&month, "year_month", "2018", &["separator - 4-4"]),
        (&code, "form_code", "NMSJS/QP/2-10/", &["record QR 14-14"]),
        (&code, "form_code", "NMSJS/QP/2-10/Q|R18", &["record QR 14-16"]),
        (&record, "record_code", "QMS7", &["clause . 4-4"]),
    ];
    for (standard, format, text, expected) in cases {
        assert_eq!(offered(standard, format, text), *expected, "{text}");
    }
    let completions = wire::complete_text(&mine, "description_a", "LWS457采煤机电控箱更", 13, "").unwrap();
    assert_eq!(completions.iter().filter(|one| one.text.as_deref() == Some("更换")).count(), 1);
    let after = wire::complete_text(&mine, "description_a", "LWS457", 6, "").unwrap();
    let words: Vec<&str> = after.iter().filter_map(|one| one.text.as_deref()).collect();
    assert_eq!(words, ["采煤机", "连采机", "梭车", "运煤车", "锚杆机", "铲车", "给料破碎机"]);
}

/// A standard with two formats: a word of a list and what follows it, and words in a text without separators.
fn words() -> Standard {
    let label = |zh: &str| json!({ "zh": zh, "en": zh });
    let list =
        |words: &[&str]| json!({ "type": "list", "of": "text", "label": label("表"), "default": words });
    fixture::load(&fixture::document(json!({
        "parameters": {
            "teams": list(&["采煤一队", "采煤一队东", "机电队"]),
            "devices": list(&["刮板", "刮板机", "皮带"]),
            "verbs": list(&["皮带", "更换"]),
        },
        "formats": {
            "team": { "label": label("班组"), "normalise": ["lower"], "grammar": [
                { "id": "team", "oneOf": "teams", "label": label("队") },
                { "id": "shift", "chars": "a-c", "count": { "min": 2, "max": 3 }, "label": label("班次") },
            ] },
            "work": {
                "label": label("工作"),
                "tokens": {
                    "words": { "device": "devices", "verb": "verbs" },
                    "anchors": { "device": { "first": "device" }, "verb": { "first": "verb" } },
                },
                "grammar": [
                    { "id": "name", "token": "device", "label": label("设备") },
                    { "id": "job", "rest": true, "min": 0, "label": label("内容") },
                ],
            },
            "code": { "label": label("编号"), "grammar": [{ "literal": ["甲", "乙乙"] }, { "id": "no", "chars": "0-9", "label": label("号") }] },
            "pair": {
                "label": label("两台"),
                "tokens": {
                    "words": { "device": "devices", "verb": "verbs" },
                    "anchors": {
                        "verb": { "first": "verb" },
                        "one": { "first": "device" },
                        "two": { "first": "device", "after": "verb" },
                    },
                },
                "grammar": [
                    { "id": "from", "token": "one", "label": label("旧") },
                    { "token": "verb", "id": "verb", "label": label("动作") },
                    { "id": "to", "token": "two", "label": label("新") },
                ],
            },
        },
    })))
}

#[test]
fn words_of_a_list_match_longest_first_and_are_corrected_and_offered() {
    let standard = words();
    let cases = [
        ("team", "采煤一队AB", json!({ "team": "采煤一队", "shift": "ab" })),
        ("team", "采煤一队东abc", json!({ "team": "采煤一队东", "shift": "abc" })),
        ("work", "刮板机更换", json!({ "name": "刮板机", "job": "更换" })),
        ("work", "皮带更换", json!({ "name": "皮带", "job": "更换" })),
        ("pair", "刮板更换刮板机", json!({ "from": "刮板", "verb": "更换", "to": "刮板机" })),
        ("pair", "皮带更换皮带", json!({ "from": "皮带", "verb": "更换", "to": "皮带" })),
    ];
    for (format, text, segments) in cases {
        assert_eq!(parse(&standard, format, text)["segments"], segments, "{text}");
    }
    let refused = [
        ("team", "", json!(["team", 0, null])),
        ("team", "采煤一队a", json!(["shift", 5, null])),
        ("team", "采煤一队abcd", json!(["end", 7, null])),
        ("team", "采煤二队ab", json!(["team", 0, { "label": "采煤二队 → 采煤一队", "value": "采煤一队ab" }])),
        ("work", "更换皮带", json!(["name", 0, null])),
        ("pair", "更换皮带", json!(["from", 0, null])),
        ("pair", "皮带刮板", json!(["verb", 2, null])),
        ("pair", "皮带更换", json!(["to", 4, null])),
    ];
    for (format, text, expected) in refused {
        let answer = parse(&standard, format, text);
        assert_eq!(json!([answer["expected"], answer["at"], answer["fix"]]), expected, "{text}");
    }
    assert_eq!(parse(&standard, "code", "丙1")["due"], "甲/乙乙");
    assert_eq!(offered(&standard, "team", "采"), ["team 采煤一队 0-1", "team 采煤一队东 0-1"]);
    assert_eq!(offered(&standard, "team", "采煤一队"), ["team 采煤一队东 0-4", "shift … 4-4"]);
}
