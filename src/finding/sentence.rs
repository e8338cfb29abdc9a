//! The messages of all built-in findings in both languages: what to do, with the field's label.

use super::{Code, Params};
use crate::data::Locale;

/// Returns the message of a code with its figures inserted.
pub fn sentence(code: Code, params: &Params, locale: Locale) -> String {
    let (zh, en) = template(code, params.get("ask").unwrap_or(""));
    let template = match locale {
        Locale::Zh => zh,
        Locale::En => en,
    };
    fill(template, params)
}

/// The templates in both languages. A name in braces stands for a figure.
fn template(code: Code, ask: &str) -> (&'static str, &'static str) {
    match code {
        Code::Required => required(ask),
        Code::TypeText => ("「{label}」要填文字", "“{label}” must be text"),
        Code::TypeBool => ("「{label}」只能填是或否", "“{label}” must be yes or no"),
        Code::TypeNumber => {
            ("「{label}」要填数字，「{value}」不是数字", "“{label}” must be a number; “{value}” is not one")
        }
        Code::TypeInteger => (
            "「{label}」要填整数，「{value}」不是整数",
            "“{label}” must be a whole number; “{value}” is not one",
        ),
        Code::TypeDecimals => (
            "「{label}」最多保留两位小数，「{value}」多于两位",
            "“{label}” takes at most 2 decimals; “{value}” has more",
        ),
        Code::TypeDate => (
            "「{label}」要填有效日期，如 2026-03-02；「{value}」无法识别",
            "“{label}” must be an existing date such as 2026-03-02; “{value}” cannot be read",
        ),
        Code::TypeTime => (
            "「{label}」要填时间，如 09:30；「{value}」无法识别",
            "“{label}” must be a time such as 09:30; “{value}” cannot be read",
        ),
        Code::TypeDateTime => (
            "「{label}」要填日期和时间，如 2026-03-02T09:30；「{value}」无法识别",
            "“{label}” must be a date and time such as 2026-03-02T09:30; “{value}” cannot be read",
        ),
        Code::TypeList => {
            ("「{label}」要填列表，每项都要读得出", "“{label}” must be a list whose items can be read")
        }
        Code::TypeTable => {
            ("「{label}」要填表格，最多 10000 行", "“{label}” must be a list of at most 10,000 rows")
        }
        Code::TypeRow => ("「{label}」第 {row} 行不是表格行", "Row {row} of “{label}” is not a row"),
        Code::OneOf => (
            "「{label}」没有「{value}」这一项，可选：{options}",
            "“{value}” is not an option of “{label}”; choose from {options}",
        ),
        Code::RangeMin => ("「{label}」不能小于 {min}", "“{label}” must be {min} or more"),
        Code::RangeMax => ("「{label}」不能大于 {max}", "“{label}” must be {max} or less"),
        Code::RangeAbove => ("「{label}」要大于 {above}", "“{label}” must be more than {above}"),
        Code::RangeBelow => ("「{label}」要小于 {below}", "“{label}” must be less than {below}"),
        Code::LengthMin if ask == "items" => {
            ("「{label}」至少 {min} 项", "“{label}” needs at least {min} item{s}")
        }
        Code::LengthMax if ask == "items" => {
            ("「{label}」最多 {max} 项", "“{label}” takes at most {max} item{s}")
        }
        Code::LengthMin => ("「{label}」至少 {min} 个字", "“{label}” needs at least {min} character{s}"),
        Code::LengthMax => ("「{label}」最多 {max} 个字", "“{label}” takes at most {max} character{s}"),
        Code::FormatPhone => (
            "「{label}」要填 11 位手机号，或带区号的固定电话",
            "“{label}” must be a mobile number of 11 digits, or a landline with its area code",
        ),
        Code::FormatPattern => (
            "「{label}」的写法不对，「{value}」不合格式{hint}",
            "“{value}” does not fit the format of “{label}”{hint}",
        ),
        Code::Rule => ("{message}", "{message}"),
        Code::DeadlineOverdue => {
            ("「{label}」已超时：应在 {due} 前完成", "“{label}” is overdue: it was due by {due}")
        }
        Code::DeadlineMissed => (
            "「{label}」超时完成：应在 {due} 前，实为 {stop}",
            "“{label}” was late: due by {due}, done at {stop}",
        ),
        Code::Transition => (
            "不能从「{from}」转到「{to}」，可以转到：{next}",
            "“{from}” cannot change to “{to}”; possible next: {next}",
        ),
        Code::TransitionGuard => ("还不能从「{from}」转到「{to}」", "“{from}” cannot change to “{to}” yet"),
        Code::TypeDuration => (
            "「{label}」要填时长，如 PT4H；「{value}」无法识别",
            "“{label}” must be a duration such as PT4H; “{value}” cannot be read",
        ),
        Code::FormatSegment => (
            "「{label}」第 {place} 个字起应是「{due}」，这里是「{found}」{hint}",
            "“{due}” is expected at character {place} of “{label}”, not “{found}”{hint}",
        ),
        Code::FormatShort => (
            "「{label}」没有写完，后面应是「{due}」{hint}",
            "“{label}” ends too early: “{due}” is still expected{hint}",
        ),
        Code::FormatEnd => (
            "「{label}」第 {place} 个字起是多余的：「{found}」",
            "“{label}” has unexpected text from character {place}: “{found}”",
        ),
        Code::TransitionState => ("没有「{value}」这个状态", "There is no state “{value}”"),
    }
}

fn required(ask: &str) -> (&'static str, &'static str) {
    match ask {
        "choose" => ("选择「{label}」", "Choose “{label}”"),
        "answer" => ("回答「{label}」：是或否", "Answer “{label}”: yes or no"),
        "sign" => ("「{label}」处签字", "Sign at “{label}”"),
        "attach" => ("附上「{label}」", "Attach “{label}”"),
        _ => ("填写「{label}」", "Fill in “{label}”"),
    }
}

fn fill(template: &str, params: &Params) -> String {
    let mut out = String::with_capacity(template.len());
    let (mut rest, mut figure) = (template, "");
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else { break };
        out.push_str(before);
        // `{s}` adds the plural `s` if the preceding figure is not 1.
        figure = match name {
            "s" if figure == "1" => "",
            "s" => "s",
            name => params.get(name).unwrap_or(""),
        };
        out.push_str(figure);
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_says_what_to_do_in_both_languages() {
        let params = Params::default().with("label", "受理时间");
        assert_eq!(sentence(Code::Required, &params, Locale::Zh), "填写「受理时间」");
        assert_eq!(sentence(Code::Required, &params, Locale::En), "Fill in “受理时间”");
    }

    #[test]
    fn every_code_has_a_message_and_english_is_capitalised_without_a_full_stop() {
        for code in Code::ALL {
            let (zh, en) = template(*code, "");
            assert!(!zh.is_empty() && !en.ends_with('.'), "{code:?}");
            assert!(!en.starts_with(|first: char| first.is_lowercase()) && !en.contains('`'), "{code:?}");
        }
    }
}
