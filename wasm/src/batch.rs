//! Batches: JavaScript writes bytes into a buffer of the batch, and reads its findings as words.

use super::frame::{address, record_place};
use super::{Answer, to_js};
use gongdan::batch::Batch;
use gongdan::finding::Code;
use gongdan::wire::{WireValues, batch_answers, batch_columns, batch_figures, batch_words};
use wasm_bindgen::prelude::*;

/// A running batch.
#[wasm_bindgen]
pub struct BatchRun {
    batch: Batch,
    out: Vec<u32>,
    values: WireValues,
    /// The place of the latest answer.
    at: [u32; 3],
}

/// The codes of findings in the order of their numbers, from 1, each preceded by a space.
#[wasm_bindgen]
pub fn codes() -> String {
    Code::ALL.iter().flat_map(|code| [" ", code.text()]).collect()
}

impl BatchRun {
    pub(super) fn new(batch: Batch) -> Self {
        Self { batch, out: Vec::new(), values: WireValues::default(), at: [0; 3] }
    }

    fn answer(&mut self) -> u32 {
        batch_words(&self.batch, &mut self.out);
        address(&self.out)
    }
}

#[wasm_bindgen]
impl BatchRun {
    /// The address of a buffer for `count` bytes.
    pub fn room(&mut self, count: usize) -> u32 {
        address(self.batch.writable(count))
    }

    /// Reads `count` bytes from the buffer; returns the address of the new findings.
    pub fn take(&mut self, count: usize) -> u32 {
        self.batch.clear();
        self.batch.read_written(count);
        self.answer()
    }

    /// Reads the last line, if it has no line break; returns the address of the new findings.
    pub fn finish(&mut self) -> u32 {
        self.batch.clear();
        self.batch.finish();
        self.answer()
    }

    /// The address of the texts of the values that the new findings are about.
    pub fn texts(&self) -> u32 {
        address(self.batch.texts().as_bytes())
    }

    /// The newly refused lines.
    pub fn refused(&self) -> Answer {
        to_js(&self.batch.refused())
    }

    /// The new answers for single orders.
    pub fn answers(&mut self) -> u32 {
        batch_answers(&self.batch, &mut self.values);
        record_place(&self.values, &mut self.at)
    }

    /// The figures collected from all orders and from each group.
    pub fn collected(&mut self) -> u32 {
        batch_figures(&self.batch, &mut self.values);
        record_place(&self.values, &mut self.at)
    }

    /// The columns of CSV, once the header is read.
    pub fn columns(&mut self) -> u32 {
        batch_columns(&self.batch, &mut self.values);
        record_place(&self.values, &mut self.at)
    }

    /// For each rule, the number of findings and of orders with one.
    pub fn totals(&self) -> Vec<u32> {
        self.batch.tally().rules.iter().flat_map(|rule| [rule.findings, rule.orders]).collect()
    }
}
