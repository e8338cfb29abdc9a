//! Errors of JSON text, and their messages.

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

/// An error in JSON text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JsonFault {
    /// Something else was expected here; names what.
    Expected(&'static str),
    /// The text ends too early.
    End,
    /// A duplicate key in an object.
    DuplicateKey(SmolStr),
    /// A number that is not valid JSON, such as `01` or `1.`
    Number,
    /// An escape that is not valid JSON.
    Escape,
    /// A control character in a text.
    Control,
    /// Nested deeper than `limits::JSON_DEPTH`.
    Depth,
    /// Something after the end of the value.
    Trailing,
}

impl JsonFault {
    /// Its stable code, and its message.
    pub fn code_and_message(&self) -> (&'static str, Phrase) {
        match self {
            Self::DuplicateKey(key) => {
                ("json.duplicate_key", Phrase::filled(&["「{}」写了两次", "`{}` appears twice"], &[key]))
            }
            Self::Expected(what) => {
                let (space, zh) = match *what {
                    "a value" => ("", "一个值"),
                    "a key in double quotes" => ("", "一个用双引号括起来的键"),
                    sign => (" ", sign),
                };
                let both = &["JSON 写法有误：这里应是{}{}", "not JSON: {} is expected here"];
                ("json.syntax", Phrase::filled_each(both, &[space, zh], &[what]))
            }
            Self::End => ("json.syntax", Phrase::new("JSON 没有写完", "not JSON: the text ends too early")),
            Self::Number => {
                ("json.syntax", Phrase::new("JSON 数字写法有误", "not JSON: this is not a valid number"))
            }
            Self::Escape => (
                "json.syntax",
                Phrase::new("JSON 写法有误：反斜杠要写两次", "not JSON: a backslash must be written twice"),
            ),
            Self::Control => (
                "json.syntax",
                Phrase::new(
                    "JSON 写法有误：缺引号，或文字里有控制字符",
                    "not JSON: a quote is missing, or a text contains a control character",
                ),
            ),
            Self::Depth => (
                "limit.json_depth",
                Phrase::new("嵌套超过 64 层（JSON_DEPTH）", "nested deeper than 64 levels (`JSON_DEPTH`)"),
            ),
            Self::Trailing => {
                ("json.syntax", Phrase::new("JSON 结束后还有内容", "not JSON: there is text after the end"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::data::json::{JsonFault, parse};
    use crate::data::limits;

    #[test]
    fn the_message_names_the_nesting_limit() {
        let (code, message) = JsonFault::Depth.code_and_message();
        let levels = limits::JSON_DEPTH.to_string();
        assert!(code.ends_with("json_depth") && message.zh.contains(&levels) && message.en.contains(&levels));
    }

    #[test]
    fn the_expected_token_is_named_in_chinese() {
        for (text, sentence) in [
            ("[1,]", "JSON 写法有误：这里应是一个值"),
            ("{\"a\": 1, }", "JSON 写法有误：这里应是一个用双引号括起来的键"),
            ("{\"a\" 1}", "JSON 写法有误：这里应是 `:`"),
            ("{\"a\": 1 \"b\": 2}", "JSON 写法有误：这里应是 `,` / `}`"),
            ("\"\\d\"", "JSON 写法有误：反斜杠要写两次"),
            ("{\"a\": \"b,\n\"c\": 1}", "JSON 写法有误：缺引号，或文字里有控制字符"),
        ] {
            assert_eq!(parse(text).unwrap_err().fault.code_and_message().1.zh, sentence);
        }
    }
}
