//! Why a text is not JSON, and what people are told about it.

use crate::data::{Phrase, Span};
use smol_str::SmolStr;

/// Why a text is not JSON, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// What is wrong.
    pub fault: JsonFault,
    /// Where.
    pub span: Span,
}

/// What can be wrong with JSON text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JsonFault {
    /// Something else was due here: what was due.
    Expected(&'static str),
    /// The text ends too early.
    End,
    /// The same key twice in one object.
    DuplicateKey(SmolStr),
    /// A number that JSON does not know, such as `01` or `1.`
    Number,
    /// An escape that JSON does not know, or half of a surrogate pair.
    Escape,
    /// A control character inside a text.
    Control,
    /// Nested deeper than `limits::JSON_DEPTH`.
    Depth,
    /// Something after the end of the value.
    Trailing,
}

impl JsonFault {
    /// Its stable code, and its sentence.
    pub fn told(&self) -> (&'static str, Phrase) {
        match self {
            Self::DuplicateKey(key) => (
                "json.duplicate_key",
                Phrase::new(format!("「{key}」写了两次"), format!("`{key}` stands twice")),
            ),
            Self::Expected(what) => (
                "json.syntax",
                Phrase::new(
                    format!("JSON 写法有误：这里应是 {what}"),
                    format!("not JSON: {what} is due here"),
                ),
            ),
            Self::End => ("json.syntax", Phrase::new("JSON 没有写完", "not JSON: the text ends too early")),
            Self::Number => {
                ("json.syntax", Phrase::new("JSON 数字写法有误", "not JSON: a number like this is not known"))
            }
            Self::Escape => (
                "json.syntax",
                Phrase::new("JSON 转义写法有误", "not JSON: an escape like this is not known"),
            ),
            Self::Control => (
                "json.syntax",
                Phrase::new("文字里有控制字符", "not JSON: a control character stands in a text"),
            ),
            Self::Depth => {
                ("limit.json_depth", Phrase::new("嵌套太深（JSON_DEPTH）", "nested deeper than `JSON_DEPTH`"))
            }
            Self::Trailing => {
                ("json.syntax", Phrase::new("JSON 结束后还有内容", "not JSON: something follows its end"))
            }
        }
    }
}
