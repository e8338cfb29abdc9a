//! An expression as people read it: with labels in place of names, the usual signs of arithmetic, and in
//! Chinese translated keywords and functions. It is only for reading and cannot be parsed.

use crate::data::Locale;
use crate::data::letter::{continues_name, starts_name};

/// Signs, longer ones first.
const OPERATORS: &[(&str, &str)] =
    &[("**", "^"), ("*", "×"), ("/", "÷"), (">=", "≥"), ("<=", "≤"), ("!=", "≠"), ("-", "−")];

/// Words of the language in Chinese.
const KEYWORDS: &[(&str, &str)] = &[
    ("minutes between", "间隔分钟"),
    ("hours between", "间隔小时"),
    ("round half up", "四舍五入"),
    ("list contains", "列表包含"),
    ("start of month", "月初"),
    ("days between", "间隔天数"),
    ("end of month", "月末"),
    ("add workdays", "加工作日"),
    ("coalesce", "首个有值"),
    ("satisfies", "满足"),
    ("substring", "截取"),
    ("duration", "时长"),
    ("ceiling", "向上取整"),
    ("flatten", "展开"),
    ("replace", "替换"),
    ("segment", "段"),
    ("between", "介于"),
    ("lookup", "查表"),
    ("number", "数值"),
    ("return", "取"),
    ("string", "文字"),
    ("floor", "向下取整"),
    ("count", "个数"),
    ("every", "每个"),
    ("false", "否"),
    ("some", "有"),
    ("then", "则"),
    ("else", "否则"),
    ("item", "该项"),
    ("null", "空"),
    ("true", "是"),
    ("abs", "绝对值"),
    ("and", "且"),
    ("for", "对每个"),
    ("max", "最大"),
    ("min", "最小"),
    ("not", "非"),
    ("sum", "合计"),
    ("if", "若"),
    ("in", "属于"),
    ("or", "或"),
];

/// Appends the piece of an expression between two names. `label` has labels for columns of rows, for options
/// (passed with their opening quote) and, if called, for calculations and functions.
pub(super) fn render(
    out: &mut String,
    piece: &str,
    locale: Locale,
    label: &dyn Fn(&str, bool) -> Option<String>,
) {
    let mut rest = piece;
    while let Some(first) = rest.chars().next() {
        let size = if first == '"' {
            let end =
                rest.get(1..).and_then(|inner| inner.find('"')).map_or(rest.len(), |at| at.saturating_add(2));
            let written = rest.get(..end).unwrap_or(rest);
            let option = label(written.trim_end_matches('"'), false);
            let marks = if option.is_some() { "\"" } else { "" };
            for part in [marks, option.as_deref().unwrap_or(written), marks] {
                out.push_str(part);
            }
            end
        } else if starts_name(first) {
            let name_end = |text: &str| text.find(|c| !continues_name(c)).unwrap_or(text.len());
            let is_whole_word =
                |word: &str| rest.strip_prefix(word).is_some_and(|after| name_end(after) == 0);
            // After a point there is a column, even if its name is a word of the language.
            let is_keyword = |word: &str| locale == Locale::Zh && !out.ends_with('.') && is_whole_word(word);
            match KEYWORDS.iter().find(|(word, _)| is_keyword(word)) {
                Some((word, chinese)) => {
                    out.push_str(chinese);
                    word.len()
                }
                None => {
                    let (word, after) = rest.split_at_checked(name_end(rest)).unwrap_or((rest, ""));
                    out.push_str(label(word, after.starts_with('(')).as_deref().unwrap_or(word));
                    word.len()
                }
            }
        } else if let Some((operator, symbol)) =
            OPERATORS.iter().find(|(operator, _)| rest.starts_with(operator))
        {
            out.push_str(symbol);
            operator.len()
        } else {
            out.push(first);
            first.len_utf8()
        };
        rest = rest.get(size.max(1)..).unwrap_or("");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_reads_like_a_formula() {
        let cases = [
            ("a * b / 2 - 1", "a × b ÷ 2 − 1", "a × b ÷ 2 − 1"),
            (
                "if x >= 3 and y != \"a * b\" then 1 else null",
                "若 x ≥ 3 且 y ≠ \"a * b\" 则 1 否则 空",
                "if x ≥ 3 and y ≠ \"a * b\" then 1 else null",
            ),
            ("round half up(max(a, 1), 2)", "四舍五入(最大(a, 1), 2)", "round half up(max(a, 1), 2)"),
            ("lines[qty > 1].qty", "lines[数量 > 1].数量", "lines[数量 > 1].数量"),
            ("android + or_not", "android + or_not", "android + or_not"),
            ("\"open", "\"open", "\"open"),
            ("x = \"big\"", "x = \"大\"", "x = \"大\""),
            ("days between(a, b)", "间隔天数(a, b)", "days between(a, b)"),
            ("count(lines) * line.count", "个数(lines) × line.台数", "count(lines) × line.台数"),
            ("rate(1) + x.rate", "比率(1) + x.rate", "比率(1) + x.rate"),
        ];
        let known = [
            ("\"big", false, "大"),
            ("qty", false, "数量"),
            ("count", false, "台数"),
            ("rate", true, "比率"),
        ];
        let label = |word: &str, is_called: bool| {
            let found = known.iter().find(|(name, called, _)| *name == word && *called == is_called);
            found.map(|(_, _, label)| label.to_string())
        };
        for (text, zh, en) in cases {
            for (locale, expected) in [(Locale::Zh, zh), (Locale::En, en)] {
                let mut out = String::new();
                render(&mut out, text, locale, &label);
                assert_eq!(out, expected);
            }
        }
    }
}
