//! Creates and loads small standards for tests.

use gongdan::standard::Standard;
use serde_json::{Value, json};

/// A document with these members and the required head; without forms unless they are given.
pub fn document(members: Value) -> Value {
    let label = json!({ "zh": "标", "en": "label" });
    let mut document = json!({
        "gongdan": 1, "id": "t", "version": "1", "title": label, "source": { "document": "d", "section": "s" },
    });
    let all = document.as_object_mut().unwrap();
    all.extend(members.as_object().unwrap().clone());
    all.entry("forms").or_insert_with(|| json!({}));
    document
}

/// Loads a standard without errors.
pub fn load(document: &Value) -> Standard {
    Standard::parse(&document.to_string()).unwrap_or_else(|errors| panic!("{errors:?}"))
}
