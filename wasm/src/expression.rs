//! FEEL for authors: expressions and decision tables in a context. The page knows the named zones.

use super::shape;
use gongdan::data::Value;
use gongdan::feel::{Environment, FunctionId, Host};
use gongdan::wire::{self, ExpressionReport, Misuse};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// What knows the offsets of named zones.
    pub type Zones;

    #[wasm_bindgen(method, structural)]
    fn offset(this: &Zones, name: &str, local_seconds: f64) -> Option<i32>;
}

/// A report as JSON text; an error is thrown.
type Answer = Result<String, JsValue>;

fn answer(report: Result<ExpressionReport, Misuse>) -> Answer {
    match report {
        Ok(report) => Ok(report.json()),
        Err(misuse) => Err(shape(&misuse)?),
    }
}

struct Page<'a>(&'a Zones);

impl Host for Page<'_> {
    fn call(&self, _: FunctionId, _: &[Value], _: &Environment) -> Value {
        Value::Null
    }

    fn zone_offset(&self, name: &str, local_seconds: i64) -> Option<i32> {
        self.0.offset(name, local_seconds as f64)
    }
}

/// Evaluates a FEEL expression in a context of typed values.
#[wasm_bindgen(js_name = evaluateExpression)]
pub fn evaluate_expression(text: &str, context: &str, zones: &Zones) -> Answer {
    answer(wire::evaluate_expression(text, context, &Page(zones)))
}

/// Evaluates a decision table in a context of typed values.
#[wasm_bindgen(js_name = evaluateTable)]
pub fn evaluate_table(table: &str, context: &str, zones: &Zones) -> Answer {
    answer(wire::evaluate_table(table, context, &Page(zones)))
}

/// An expression that is compiled once for contexts of one shape.
#[wasm_bindgen]
pub struct Compiled(wire::Compiled);

#[wasm_bindgen]
impl Compiled {
    /// Keeps the text; it is compiled with the first context.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str) -> Self {
        Self(wire::Compiled::new(text))
    }

    /// Evaluates it in a context of typed values.
    pub fn evaluate(&mut self, context: &str, zones: &Zones) -> Answer {
        answer(self.0.evaluate(context, &Page(zones)))
    }

    /// The places, in the last context, of the names that are read.
    pub fn places(&self) -> Vec<u16> {
        self.0.places()
    }

    /// Evaluates it with new values for those places; empty where the whole context is needed.
    pub fn again(&mut self, packed: &str, zones: &Zones) -> String {
        self.0.again(packed, &Page(zones)).map_or(String::new(), |report| report.json())
    }
}
