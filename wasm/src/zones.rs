//! The offsets of named zones, from `Intl` of the browser or Node.

use gongdan::data::Value;
use gongdan::data::json::write_quoted;
use gongdan::feel::{Environment, FunctionId, Host};
use js_sys::JSON;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Formats times in a zone.
    #[wasm_bindgen(js_namespace = Intl)]
    #[derive(Clone)]
    type DateTimeFormat;

    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(language: &str, options: &JsValue) -> Result<DateTimeFormat, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn format(this: &DateTimeFormat, milliseconds: f64) -> Result<String, JsValue>;
}

/// A host that knows zones and has no functions.
pub struct ZoneHost;

thread_local! {
    /// The last zone used, since creating its formatter takes most of the time.
    static LAST: RefCell<Option<(String, DateTimeFormat)>> = const { RefCell::new(None) };
}

impl Host for ZoneHost {
    fn call(&self, _: FunctionId, _: &[Value], _: &Environment) -> Value {
        Value::Null
    }

    /// If a local time occurs twice because clocks are set back, the first occurrence counts.
    fn zone_offset(&self, name: &str, local_seconds: i64) -> Option<i32> {
        const DAY: i64 = 86_400;
        let formatter = formatter(name)?;
        // The offsets one day earlier and one day later are the only candidates.
        let before = offset_at(&formatter, local_seconds.checked_sub(DAY)?)?;
        let holds = offset_at(&formatter, local_seconds.checked_sub(i64::from(before))?)? == before;
        if holds { Some(before) } else { offset_at(&formatter, local_seconds.checked_add(DAY)?) }
    }
}

fn formatter(name: &str) -> Option<DateTimeFormat> {
    let last = LAST.with_borrow(|last| last.clone());
    if let Some((_, formatter)) = last.filter(|(known, _)| known == name) {
        return Some(formatter);
    }
    // `Intl` would accept `+08:00`, but it is not a name.
    let created = if name.starts_with(['+', '-']) { None } else { new_formatter(name).ok() }?;
    LAST.set(Some((name.to_owned(), created.clone())));
    Some(created)
}

fn new_formatter(name: &str) -> Result<DateTimeFormat, JsValue> {
    let mut options = String::from(r#"{"timeZoneName":"longOffset","timeZone":"#);
    write_quoted(&mut options, name);
    options.push('}');
    DateTimeFormat::new("en-US", &JSON::parse(&options)?)
}

/// The offset at an instant: the text after `GMT`.
fn offset_at(formatter: &DateTimeFormat, instant: i64) -> Option<i32> {
    let text = formatter.format(instant as f64 * 1000.0).ok()?;
    let (_, written) = gongdan::data::text::split_once(&text, "GMT")?;
    let (sign, clock) = match written.strip_prefix('-').or(written.strip_prefix('\u{2212}')) {
        Some(clock) => (-1i32, clock),
        None => (1, written.strip_prefix('+').unwrap_or("0")),
    };
    let mut seconds = 0u32;
    let mut unit = 3600u32;
    for part in clock.split(':') {
        seconds = seconds.checked_add(part.parse::<u32>().ok()?.checked_mul(unit)?)?;
        unit = unit.checked_div(60)?;
    }
    i32::try_from(seconds).ok()?.checked_mul(sign)
}
