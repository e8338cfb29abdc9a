//! Exports the engine to JavaScript. It only carries texts and frames in, shapes and words out: what they mean is decided
//! in the engine, where it is tested natively.

mod batch;
mod desk;
mod expression;
mod frame;
#[cfg(target_arch = "wasm32")]
mod memory;
mod reader;
mod sheet;
mod zones;

use batch::BatchRun;
use desk::Desk;
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

/// The page knows the cases of letters.
#[wasm_bindgen(start)]
fn start() {
    gongdan::data::letter::set_cases(|text, upper| {
        let text = js_sys::JsString::from(text);
        if upper { text.to_upper_case() } else { text.to_lower_case() }.into()
    });
}

type Answer = Result<JsValue, JsValue>;

fn shape(value: &impl Serialize) -> Answer {
    js_sys::JSON::parse(&wire::report_text(value))
}

fn answer<T: Serialize>(result: Result<T, Misuse>) -> Answer {
    shape(&result.map_err(thrown)?)
}

/// Misuse as it is thrown.
fn thrown(misuse: Misuse) -> JsValue {
    shape(&misuse).unwrap_or_default()
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
            Err(errors) => Err(shape(&errors)?),
        }
    }

    /// The standard's id.
    pub fn id(&self) -> String {
        self.0.id.to_string()
    }

    /// A calculation, told once.
    #[wasm_bindgen(js_name = sheetPlan)]
    pub fn sheet_plan(&self, calculation: &str, locale: &str) -> Answer {
        answer(wire::sheet_plan(&self.0, calculation, Locale::parse(locale).unwrap_or_default()))
    }

    /// A calculation at work.
    pub fn sheet(&self, calculation: &str, options: &str) -> Result<Sheet, JsValue> {
        Sheet::open(wire::Sheet::open(&self.0, calculation, options))
    }

    /// Whether an order may go from one state to another.
    pub fn transition(&self, form: &str, from: &str, to: &str, order: &str, options: &str) -> Answer {
        answer(wire::transition(&self.0, form, from, to, order, options))
    }

    /// A format at work.
    pub fn reader(&self, format: &str, options: &str) -> Result<Reader, JsValue> {
        Reader::open(wire::Reader::open(&self.0, format, options))
    }

    /// The worked reading of a text, or the sentence for its refusal.
    #[wasm_bindgen(js_name = explainText)]
    pub fn explain_text(&self, format: &str, text: &str, options: &str) -> Answer {
        answer(wire::explain_text(&self.0, format, text, options))
    }

    /// What may stand at a place of a text.
    #[wasm_bindgen(js_name = completeText)]
    pub fn complete_text(&self, format: &str, text: &str, caret: u32, options: &str) -> Answer {
        answer(wire::complete_text(&self.0, format, text, caret, options))
    }

    /// The states that may follow.
    #[wasm_bindgen(js_name = nextStates)]
    pub fn next_states(&self, form: &str, from: &str, order: &str, options: &str) -> Answer {
        answer(wire::next_states(&self.0, form, from, order, options))
    }

    /// The standard in one language.
    pub fn describe(&self, locale: &str) -> Answer {
        shape(&wire::describe(&self.0, Locale::parse(locale).unwrap_or_default()))
    }

    /// A form, told once, so that afterwards only numbers cross.
    pub fn plan(&self, form: &str, locale: &str) -> Answer {
        answer(wire::plan(&self.0, form, Locale::parse(locale).unwrap_or_default()))
    }

    /// A run over many orders.
    pub fn batch(&self, form: &str, options: &str) -> Result<BatchRun, JsValue> {
        Ok(BatchRun::new(wire::batch(&self.0, form, options).map_err(thrown)?))
    }

    /// A form at work; with `deadlines`, late ones are findings.
    pub fn desk(&self, form: &str, options: &str, deadlines: bool) -> Result<Desk, JsValue> {
        let live = wire::live(&self.0, form, options, deadlines).map_err(thrown)?;
        Ok(Desk { standard: Arc::clone(&self.0), live })
    }
}
