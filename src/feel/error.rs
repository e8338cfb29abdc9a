//! Errors that make an expression unusable, and notes that say why a value is null.

use crate::data::{Phrase, Span};
use core::error::Error;
use core::fmt;
use smol_str::SmolStr;

/// An error that makes an expression unusable.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpressionError {
    /// The error code, such as `expression.unknown_name`.
    pub code: &'static str,
    /// The position in the expression's text.
    pub span: Span,
    /// The message.
    pub message: Phrase,
    /// A suggested correction, if there is one.
    pub help: Option<Phrase>,
}

impl ExpressionError {
    pub(super) fn new(code: &'static str, span: Span, zh: &str, en: &str) -> Self {
        Self { code, span, message: Phrase::new(zh, en), help: None }
    }

    /// An error whose message has `text` in place of each `{}`.
    pub(super) fn filled(code: &'static str, span: Span, phrases: &[&str; 2], text: &str) -> Self {
        Self { code, span, message: Phrase::filled(phrases, &[text, text]), help: None }
    }

    /// Adds "did you mean …?" if there is a similar name.
    pub(super) fn with_suggestion(mut self, name: Option<&str>) -> Self {
        self.help = name.map(Phrase::did_you_mean);
        self
    }
}

/// In English, with what to do about it.
impl fmt::Display for ExpressionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message.en)?;
        self.help.as_ref().map_or(Ok(()), |help| write!(f, ": {}", help.en))
    }
}

impl Error for ExpressionError {}

/// The reason why a value is null.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// The code, such as `division_by_zero`.
    pub code: &'static str,
    /// The position in the expression's text.
    pub span: Span,
    /// The message.
    pub message: Phrase,
    /// What the message refers to: `name`, `key`, `meant`, `left`, `right`.
    pub parameters: Vec<(&'static str, SmolStr)>,
}

/// In English.
impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message.en)
    }
}

/// The Chinese word for a kind of value.
pub(super) fn kind_zh(kind: &str) -> &'static str {
    match kind {
        "number" => "数值",
        "string" => "文字",
        "boolean" => "真假值",
        "date" => "日期",
        "time" => "时间",
        "date and time" => "日期时间",
        "days and time duration" => "时长",
        "years and months duration" => "年月时长",
        "list" => "列表",
        "context" => "组合",
        "range" => "区间",
        "function" => "函数",
        _ => "空值",
    }
}

/// What can go wrong during evaluation. The limits, `ListItems` to `CallDepth`, must stay together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
pub enum Fault {
    /// An operand is missing.
    Missing,
    /// Division by zero.
    DivisionByZero,
    /// An operand of the wrong kind.
    Kind,
    /// A result that is out of range.
    Overflow,
    /// A text that cannot be parsed as required.
    Unreadable,
    /// A list longer than `limits::LIST_ITEMS`.
    ListItems,
    /// A value with more parts than `limits::VALUE_PARTS`.
    ValueParts,
    /// More steps than `limits::EXPRESSION_STEPS`.
    Steps,
    /// A pattern with more steps than `limits::PATTERN_STEPS`.
    PatternSteps,
    /// A pattern nested deeper than `limits::PATTERN_DEPTH`.
    PatternDepth,
    /// Functions nested deeper than `limits::CALL_DEPTH`.
    CallDepth,
    /// Arguments that do not match the function.
    Arguments,
    /// A zone unknown to the host.
    Zone,
    /// A missing context key, or a list index out of range.
    NoKey,
    /// A table without a matching row.
    NoMatch,
    /// A table with several matching rows where only one may match.
    Ambiguous,
}

impl Fault {
    /// Makes the note of this fault.
    pub fn note(self, span: Span) -> Note {
        let (code, zh, en) = match self {
            Self::Missing => ("missing", "缺少参与计算的值", "a value is missing"),
            Self::DivisionByZero => ("division_by_zero", "除数为零", "division by zero"),
            Self::Kind => ("wrong_kind", "值的类型不能这样计算", "values of these kinds cannot be combined"),
            Self::Overflow => {
                ("overflow", "结果超出可精确表示的范围", "the result is too large or too small for 34 digits")
            }
            Self::Unreadable => ("unreadable", "文字无法转成所需的值", "the text cannot be read"),
            Self::ListItems => {
                ("list_items", "列表过长（LIST_ITEMS）", "the list is longer than `LIST_ITEMS`")
            }
            Self::ValueParts => {
                ("value_parts", "值过大（VALUE_PARTS）", "the value has more parts than `VALUE_PARTS`")
            }
            Self::Steps => ("steps", "循环次数过多（EXPRESSION_STEPS）", "loops exceed `EXPRESSION_STEPS`"),
            Self::PatternSteps => {
                ("pattern_steps", "正则过长（PATTERN_STEPS）", "the pattern exceeds `PATTERN_STEPS`")
            }
            Self::PatternDepth => (
                "pattern_depth",
                "正则嵌套太深（PATTERN_DEPTH）",
                "the pattern nests deeper than `PATTERN_DEPTH`",
            ),
            Self::CallDepth => {
                ("call_depth", "函数嵌套太深（CALL_DEPTH）", "functions nest deeper than `CALL_DEPTH`")
            }
            Self::Arguments => ("arguments", "参数与函数不符", "the arguments do not fit the function"),
            Self::Zone => ("zone", "没有这个时区的数据", "this time zone is not available"),
            Self::NoKey => ("no_key", "没有这一项", "there is no such entry"),
            Self::NoMatch => ("no_match", "表中没有相符的行", "no row of the table matches"),
            Self::Ambiguous => ("ambiguous", "表中有多行相符", "several rows of the table match"),
        };
        Note { code, span, message: Phrase::new(zh, en), parameters: Vec::new() }
    }
}
