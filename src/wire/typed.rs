//! Values as JSON with their FEEL type: `{"number": "1.5"}`, `{"date": "2026-03-02"}`; texts and booleans
//! have no tag. Input may also have plain numbers, and objects without a tag, which are contexts.

use crate::data::json::{Json, JsonKind, Member, write_quoted};
use crate::data::{Context, Date, DateTime, DaysDuration, Decimal, MonthsDuration, Time, Value, Zoned};
use std::sync::Arc;

/// Reads a typed value from JSON.
pub(super) fn read_typed(node: &Json) -> Option<Value> {
    Some(match &node.kind {
        JsonKind::Null => Value::Null,
        JsonKind::Bool(flag) => Value::Bool(*flag),
        JsonKind::Text(text) => Value::Text(text.clone()),
        JsonKind::Number(text) => Value::Number(Decimal::parse(text)?),
        JsonKind::List(items) => Value::list(items.iter().map(read_typed).collect::<Option<_>>()?),
        JsonKind::Object(members) => {
            let mut entries = members.as_slice();
            if let [Member { key, value, .. }] = entries {
                match &value.kind {
                    JsonKind::Object(inner) if key == "context" => entries = inner,
                    JsonKind::Text(text) => {
                        if let Some(read) = read_tagged(key, text) {
                            return read;
                        }
                    }
                    _ => {}
                }
            }
            let values = entries.iter().map(|entry| read_typed(&entry.value)).collect::<Option<_>>()?;
            let keys = entries.iter().map(|entry| entry.key.clone()).collect();
            Value::Context(Arc::new(Context::new(keys, values)))
        }
    })
}

/// Reads a text by its tag. The inner `None` means that it cannot be read, the outer one that the tag is
/// unknown.
fn read_tagged(tag: &str, text: &str) -> Option<Option<Value>> {
    Some(match tag {
        "number" => Decimal::parse(text).map(Value::Number),
        "date" => Date::parse(text).map(Value::Date),
        "time" => Time::parse(text).map(Value::Time).or_else(|| zoned(text)),
        "datetime" => DateTime::parse(text).map(Value::DateTime).or_else(|| zoned(text)),
        "dt" => DaysDuration::parse(text).map(Value::Days),
        "ym" => MonthsDuration::parse(text).map(Value::Months),
        _ => return None,
    })
}

fn zoned(text: &str) -> Option<Value> {
    Zoned::parse(text).map(|zoned| Value::Zoned(Arc::new(zoned)))
}

/// The end of every part of a packed text.
const END: u8 = 1;

/// Reads a packed list. Each value is a letter for its kind and its text, ended by U+0001; a list is enclosed
/// by `[` and `]`, which are ended likewise. It is equivalent to JSON, and read in a third of the time.
///
/// # Errors
/// The values before the first one that cannot be read.
pub(super) fn read_packed(text: &str) -> Result<Vec<Value>, Vec<Value>> {
    let mut open = vec![Vec::new()];
    let whole = read_parts(text, &mut open).is_some() && open.len() == 1;
    let values = open.into_iter().next().unwrap_or_default();
    if whole { Ok(values) } else { Err(values) }
}

/// Reads part after part into the innermost open list.
#[cfg_attr(swift, optimize(speed))]
fn read_parts(mut text: &str, open: &mut Vec<Vec<Value>>) -> Option<()> {
    while !text.is_empty() {
        let (part, after) = text.split_at_checked(text.bytes().position(|byte| byte == END)?)?;
        let (letter, given) = part.split_at_checked(1)?;
        text = after.get(1..)?;
        let value = match letter {
            "[" => {
                open.push(Vec::new());
                continue;
            }
            "]" => Value::list(open.pop()?),
            "z" => Value::Null,
            "b" => Value::Bool(given == "true"),
            "s" => Value::Text(given.into()),
            "n" => Value::Number(Decimal::parse(given)?),
            "d" => read_tagged("date", given)??,
            "t" => read_tagged("time", given)??,
            "T" => read_tagged("datetime", given)??,
            "D" => read_tagged("dt", given)??,
            "M" => read_tagged("ym", given)??,
            _ => return None,
        };
        open.last_mut()?.push(value);
    }
    Some(())
}

/// Writes a typed value as JSON.
pub(super) fn write_typed(out: &mut String, value: &Value) {
    let tag = match value {
        Value::Null => return out.push_str("null"),
        Value::Bool(flag) => return out.push_str(if *flag { "true" } else { "false" }),
        Value::Text(text) => return write_quoted(out, text),
        Value::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                write_typed(out, item);
            }
            return out.push(']');
        }
        Value::Context(context) => {
            out.push_str("{\"context\":{");
            for (index, (key, value)) in context.entries().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                write_quoted(out, key);
                out.push(':');
                write_typed(out, value);
            }
            return out.push_str("}}");
        }
        Value::Number(_) => "number",
        Value::Days(_) => "dt",
        Value::Months(_) => "ym",
        other if other.kind() == "date and time" => "datetime",
        other => other.kind(),
    };
    out.push('{');
    write_quoted(out, tag);
    out.push(':');
    write_quoted(out, &value.to_string());
    out.push('}');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::json::parse;

    #[test]
    fn a_packed_list_equals_the_same_list_as_json() {
        let packed = "n1.5\u{1}[\u{1}sa\u{1}[\u{1}]\u{1}z\u{1}]\u{1}btrue\u{1}d2026-03-02\u{1}";
        let json = r#"[{"number":"1.5"},["a",[],null],true,{"date":"2026-03-02"}]"#;
        assert_eq!(Value::list(read_packed(packed).unwrap()), read_typed(&parse(json).unwrap()).unwrap());
        assert_eq!(read_packed(""), Ok(Vec::new()));
        for text in ["n1", "[\u{1}", "]\u{1}", "\u{1}", "x\u{1}", "nx\u{1}", "]\u{1}[\u{1}"] {
            assert_eq!(read_packed(text), Err(Vec::new()), "{text:?}");
        }
        let before = Err(vec![Value::Text("a".into())]);
        assert_eq!(read_packed("sa\u{1}[\u{1}btrue\u{1}nx\u{1}]\u{1}sb\u{1}"), before);
    }

    #[test]
    fn plain_json_is_converted_to_typed_json() {
        let cases = [
            (r#"{"a":1.50,"b":[{"number":"2"}]}"#, Some(r#"{"a":{"number":"1.50"},"b":[{"number":"2"}]}"#)),
            (r#"{"number":5}"#, Some(r#"{"number":{"number":"5"}}"#)),
            (r#"{"fee":"5"}"#, Some(r#"{"fee":"5"}"#)),
            (r#"{"context":"a"}"#, Some(r#"{"context":"a"}"#)),
            ("{}", Some("{}")),
            (r#"{"date":"2026-3-1"}"#, None),
            (r#"{"a":{"number":"five"}}"#, None),
        ];
        for (given, members) in cases {
            let read = |text: &str| read_typed(&parse(text).unwrap());
            let expected = members.map(|members| read(&format!("{{\"context\":{members}}}")).unwrap());
            assert_eq!(read(given), expected, "{given}");
        }
    }

    #[test]
    fn written_values_read_back() {
        for text in [
            r#"{"context":{"a \"b\"":[null,true,"x\n\\",{"number":"1.5"},{"date":"2026-03-02"}]}}"#,
            r#"[{"time":"10:00:00Z"},{"datetime":"2026-03-02T10:00:00@Etc/UTC"},{"dt":"PT1H"},{"ym":"P1Y"}]"#,
        ] {
            let value = read_typed(&parse(text).unwrap()).unwrap();
            let mut out = String::new();
            write_typed(&mut out, &value);
            assert_eq!(read_typed(&parse(&out).unwrap()).unwrap(), value, "{out}");
        }
    }
}
