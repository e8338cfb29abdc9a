//! Forms on paper: blocks, copies and ratings are read and passed on to programs that render a form.

use gongdan::data::Locale;
use gongdan::standard::Standard;
use gongdan::wire::describe;
use serde_json::{Value, json};

fn document(paper: &Value, field: &Value) -> String {
    let phrase = json!({ "zh": "名称", "en": "name" });
    let mut form =
        json!({ "title": phrase, "fields": { "mark": field, "note": { "type": "text", "label": phrase } } });
    for (key, value) in paper.as_object().unwrap() {
        form[key] = value.clone();
    }
    let source = json!({ "document": "文件", "section": "一" });
    json!({ "gongdan": 1, "id": "paper", "version": "1.0.0", "title": phrase, "source": source, "forms": { "form": form } })
        .to_string()
}

fn choice() -> Value {
    let phrase = |zh: &str, en: &str| json!({ "zh": zh, "en": en });
    json!({ "type": "choice", "rating": true, "label": phrase("评价", "Rating"),
        "options": { "good": phrase("满意", "good"), "bad": phrase("不满意", "bad") } })
}

#[test]
fn blocks_copies_and_ratings_are_described_in_the_requested_language() {
    let paper = json!({
        "blocks": [{ "title": { "zh": "客户填写", "en": "Filled in by the customer" }, "from": "mark" }],
        "copies": [{ "zh": "第一联", "en": "Copy 1" }, { "zh": "第二联", "en": "Copy 2" }],
    });
    let standard = Standard::parse(&document(&paper, &choice())).unwrap();
    let described = serde_json::to_value(describe(&standard, Locale::En)).unwrap();
    let form = &described["forms"][0];
    assert_eq!(form["blocks"], json!([{ "title": "Filled in by the customer", "from": "mark" }]));
    assert_eq!(form["copies"], json!(["Copy 1", "Copy 2"]));
    assert_eq!(form["fields"][0]["rating"], json!(true));
    assert_eq!(form["fields"][1]["rating"], json!(false));
}

#[test]
fn invalid_members_of_the_paper_form_are_refused_at_their_place() {
    let phrase = json!({ "zh": "名称", "en": "name" });
    let block = json!({ "blocks": [{ "title": phrase, "from": "marc" }] });
    let text = json!({ "type": "text", "rating": true, "label": phrase });
    let copy = json!({ "copies": ["第一联"] });
    let cases = [
        (block, choice(), "unknown_field", "/forms/form/blocks/0/from"),
        (json!({}), text, "key_without_effect", "/forms/form/fields/mark/rating"),
        (copy, choice(), "wrong_type", "/forms/form/copies/0"),
        (json!({ "blocks": [{ "from": "mark" }] }), choice(), "missing_key", "/forms/form/blocks/0"),
    ];
    for (paper, field, code, pointer) in cases {
        let errors = Standard::parse(&document(&paper, &field)).unwrap_err();
        let found: Vec<_> = errors.iter().map(|error| (error.code, error.pointer.as_str())).collect();
        assert_eq!(found, [(code, pointer)]);
    }
}
