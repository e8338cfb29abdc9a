//! Exports the engine to JavaScript. Only passes texts and frames in, and objects and words out; the engine
//! itself is tested natively.

mod batch;
mod expression;
mod form_checker;
mod frame;
#[cfg(target_arch = "wasm32")]
mod memory;
mod reader;
mod sheet;
mod zones;

use batch::BatchRun;
use form_checker::FormChecker;
use gongdan::data::Locale;
use gongdan::standard::Standard;
use gongdan::wire::{self, Misuse};
use reader::Reader;
use serde::Serialize;
use sheet::Sheet;
use std::sync::Arc;
use wasm_bindgen::prelude::*;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: memory::Blocks = memory::Blocks::new();

/// Lets JavaScript convert the case of letters, since it has the tables.
#[wasm_bindgen(start)]
fn start() {
    gongdan::data::letter::set_case_conversion(|text, upper| {
        let text = js_sys::JsString::from(text);
        if upper { text.to_upper_case() } else { text.to_lower_case() }.into()
    });
}

type Answer = Result<JsValue, JsValue>;

fn to_js(value: &impl Serialize) -> Answer {
    js_sys::JSON::parse(&wire::report_text(value))
}

fn answer<T: Serialize>(result: Result<T, Misuse>) -> Answer {
    to_js(&result.map_err(to_thrown)?)
}

/// Converts a misuse to the value that is thrown.
fn to_thrown(misuse: Misuse) -> JsValue {
    to_js(&misuse).unwrap_or_default()
}

/// A loaded standard.
#[wasm_bindgen]
pub struct LoadedStandard(Arc<Standard>);

#[wasm_bindgen]
impl LoadedStandard {
    /// Loads a standard from JSON text; throws the list of its errors.
    #[wasm_bindgen(constructor)]
    pub fn load(text: &str) -> Result<LoadedStandard, JsValue> {
        match Standard::parse(text) {
            Ok(standard) => Ok(Self(Arc::new(standard))),
            Err(errors) => Err(to_js(&errors)?),
        }
    }

    /// The standard's id.
    pub fn id(&self) -> String {
        self.0.id.to_string()
    }

    /// The plan of a calculation, sent once.
    #[wasm_bindgen(js_name = sheetPlan)]
    pub fn sheet_plan(&self, calculation: &str, locale: &str) -> Answer {
        answer(wire::sheet_plan(&self.0, calculation, Locale::parse(locale).unwrap_or_default()))
    }

    /// Prepares a calculation.
    pub fn sheet(&self, calculation: &str, options: &str) -> Result<Sheet, JsValue> {
        Sheet::open(wire::Sheet::open(&self.0, calculation, options))
    }

    /// Whether an order may go from one state to another.
    pub fn transition(&self, form: &str, from: &str, to: &str, order: &str, options: &str) -> Answer {
        answer(wire::transition(&self.0, form, from, to, order, options))
    }

    /// Prepares a format.
    pub fn reader(&self, format: &str, options: &str) -> Result<Reader, JsValue> {
        Reader::open(wire::Reader::open(&self.0, format, options))
    }

    /// The explanation of a text, or the message for its rejection.
    #[wasm_bindgen(js_name = explainText)]
    pub fn explain_text(&self, format: &str, text: &str, options: &str) -> Answer {
        answer(wire::explain_text(&self.0, format, text, options))
    }

    /// The suggestions for a caret in a text.
    #[wasm_bindgen(js_name = completeText)]
    pub fn complete_text(&self, format: &str, text: &str, caret: u32, options: &str) -> Answer {
        answer(wire::complete_text(&self.0, format, text, caret, options))
    }

    /// The states that may follow.
    #[wasm_bindgen(js_name = nextStates)]
    pub fn next_states(&self, form: &str, from: &str, order: &str, options: &str) -> Answer {
        answer(wire::next_states(&self.0, form, from, order, options))
    }

    /// Describes the standard in one language.
    pub fn describe(&self, locale: &str) -> Answer {
        to_js(&wire::describe(&self.0, Locale::parse(locale).unwrap_or_default()))
    }

    /// The plan of a form, sent once, so that afterwards only numbers are passed.
    pub fn plan(&self, form: &str, locale: &str) -> Answer {
        answer(wire::plan(&self.0, form, Locale::parse(locale).unwrap_or_default()))
    }

    /// Starts a batch.
    pub fn batch(&self, form: &str, options: &str) -> Result<BatchRun, JsValue> {
        Ok(BatchRun::new(wire::batch(&self.0, form, options).map_err(to_thrown)?))
    }

    /// Prepares a form; with `deadlines`, late ones are findings.
    pub fn checker(&self, form: &str, options: &str, deadlines: bool) -> Result<FormChecker, JsValue> {
        let live = wire::open_live(&self.0, form, options, deadlines).map_err(to_thrown)?;
        Ok(FormChecker { standard: Arc::clone(&self.0), live })
    }
}
