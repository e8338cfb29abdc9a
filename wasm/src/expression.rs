//! FEEL for authors: expressions and decision tables in a context, with the named zones of `Intl`.

use super::to_thrown;
use super::zones::ZoneHost;
use gongdan::wire::{self, ExpressionReport, Misuse};
use wasm_bindgen::prelude::*;

/// A report as JSON text; misuse is thrown.
type Answer = Result<String, JsValue>;

fn answer(report: Result<ExpressionReport, Misuse>) -> Answer {
    report.map(|report| report.json()).map_err(to_thrown)
}

/// Evaluates a decision table in a context of typed values.
#[wasm_bindgen(js_name = evaluateTable)]
pub fn evaluate_table(table: &str, context: &str) -> Answer {
    answer(wire::evaluate_table(table, context, &ZoneHost))
}

/// An expression that is compiled once for contexts of the same shape.
#[wasm_bindgen]
pub struct Compiled(wire::Compiled);

#[wasm_bindgen]
impl Compiled {
    /// Stores the text; it is compiled with the first context.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str) -> Self {
        Self(wire::Compiled::new(text))
    }

    /// Evaluates it in a context of typed values.
    pub fn evaluate(&mut self, context: &str) -> Answer {
        answer(self.0.evaluate(context, &ZoneHost))
    }

    /// The positions, in the last context, of the names that it reads.
    pub fn positions(&self) -> Vec<u16> {
        self.0.places()
    }

    /// Evaluates it with new values for those positions; empty if the whole context is needed.
    pub fn reevaluate(&mut self, packed: &str) -> String {
        self.0.reevaluate(packed, &ZoneHost).map_or(String::new(), |report| report.json())
    }
}
