//! Corrections that are certain: the same value, written as the field requires.

use super::phone::is_mobile;
use super::temporal::{parse_date, parse_time};
use super::{FieldKind, FieldSpec, OptionSpec, parse_date_time, parse_number};
use crate::data::Locale;
use crate::data::text::{half_width, trim};
use crate::finding::{Fix, FixValue};
use smol_str::SmolStr;
use std::borrow::Cow;

/// The correction of a text that was rejected or is not an option, if it can only mean one value.
pub fn fix(field: &FieldSpec, written: &str, locale: Locale) -> Option<Fix> {
    let text = trim(written);
    // The lead bytes of full-width characters; without any, there is nothing to replace.
    let is_wide = text.bytes().any(|byte| matches!(byte, 0xe3 | 0xef));
    let text = if is_wide { text.chars().map(half_width).collect() } else { Cow::Borrowed(text) };
    match field.kind {
        FieldKind::DateTime => date_time(&text).map(text_fix),
        FieldKind::Date => date(&text).map(text_fix),
        FieldKind::Time => Some(clock_time(&text)).filter(|text| parse_time(text).is_some()).map(text_fix),
        FieldKind::Bool => flag_fix(&text, locale),
        FieldKind::Choice | FieldKind::MultiChoice => choice_fix(field, &text, locale),
        kind if kind.is_numeric() => number(&text).map(text_fix),
        FieldKind::Phone => phone(&text).map(text_fix),
        _ => None,
    }
}

fn text_fix(text: String) -> Fix {
    let text = SmolStr::from(text);
    Fix { label: text.clone(), value: FixValue::Text(text) }
}

/// The three parts of a date, with `-` between them and two digits for month and day.
fn padded_date(text: &str) -> Option<String> {
    let mut parts = text.split(['-', '/', '.']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let zero = |part: &str| if part.len() == 1 { "0" } else { "" };
    parts.next().is_none().then(|| [year, "-", zero(month), month, "-", zero(day), day].concat())
}

fn date(text: &str) -> Option<String> {
    padded_date(text).filter(|date| parse_date(date).is_some())
}

fn date_time(text: &str) -> Option<String> {
    let end = text.bytes().position(|byte| matches!(byte, b' ' | b'T')).unwrap_or(text.len());
    let (day, clock) = text.split_at_checked(end)?;
    // A date without a time can only mean the start of that day.
    let clock = clock_time(if clock.len() < 2 { "00:00" } else { clock.get(1..)?.trim_start() });
    let text = [&padded_date(day)?, "T", &clock].concat();
    parse_date_time(&text, 0).map(|_| text)
}

fn clock_time(text: &str) -> String {
    let zero = if text.find(':') == Some(1) { "0" } else { "" };
    [zero, text].concat()
}

fn number(text: &str) -> Option<String> {
    let bare = text.trim_start_matches(['¥', '￥', '$']).trim_end_matches('元').trim();
    let (whole, fraction) = bare.split_once('.').map_or((bare, None), |(whole, tail)| (whole, Some(tail)));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let grouped = groups.clone().count() > 0;
    if !groups.all(|group| group.len() == 3) || (grouped && !(1..=3).contains(&first.len())) {
        return None;
    }
    let whole = whole.replace(',', "");
    let number = fraction.map_or(whole.clone(), |tail| [&whole, ".", tail].concat());
    (number != text).then(|| parse_number(&number)).flatten().map(|_| number)
}

fn phone(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let bare = digits.strip_prefix("+86").unwrap_or(&digits);
    is_mobile(bare).then(|| bare.to_owned())
}

/// Reads the usual words for yes and no.
pub fn read_flag(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "是" | "有" | "true" | "yes" | "y" | "1" => Some(true),
        "否" | "无" | "false" | "no" | "n" | "0" => Some(false),
        _ => None,
    }
}

fn flag_fix(text: &str, locale: Locale) -> Option<Fix> {
    let value = read_flag(text)?;
    let label = match (locale, value) {
        (Locale::Zh, true) => "是",
        (Locale::Zh, false) => "否",
        (Locale::En, true) => "yes",
        (Locale::En, false) => "no",
    };
    Some(Fix { label: label.into(), value: FixValue::Bool(value) })
}

/// The option with this label, if there is exactly one.
pub fn find_by_label<'o>(options: &'o [OptionSpec], text: &str) -> Option<&'o OptionSpec> {
    let meant = |label: &str| label.eq_ignore_ascii_case(text);
    let mut found = options.iter().filter(|option| meant(&option.label.zh) || meant(&option.label.en));
    found.next().filter(|_| found.next().is_none())
}

/// The option whose label was entered instead of its id.
fn choice_fix(field: &FieldSpec, text: &str, locale: Locale) -> Option<Fix> {
    let option = find_by_label(&field.options, text)?;
    Some(Fix { label: option.label.get(locale).clone(), value: FixValue::Text(option.id.clone()) })
}
