//! Many orders: JavaScript writes bytes into the room that a batch gives, and reads its findings as words.

use super::{Answer, shape};
use gongdan::batch::Batch;
use gongdan::wire::{batch_columns, batch_words};
use wasm_bindgen::prelude::*;

/// A batch at work.
#[wasm_bindgen]
pub struct BatchRun {
    pub(super) batch: Batch,
    pub(super) out: Vec<u32>,
}

fn address<T>(place: &[T]) -> u32 {
    u32::try_from(place.as_ptr() as usize).unwrap_or(0)
}

impl BatchRun {
    fn answer(&mut self) -> u32 {
        batch_words(&self.batch, &mut self.out);
        address(&self.out)
    }
}

#[wasm_bindgen]
impl BatchRun {
    /// The address of room for so many bytes.
    pub fn room(&mut self, count: usize) -> u32 {
        address(self.batch.room(count))
    }

    /// Reads so many bytes that were written there; gives the address of what is new.
    pub fn take(&mut self, count: usize) -> u32 {
        self.batch.clear();
        self.batch.take(count);
        self.answer()
    }

    /// Reads the last line where it has no end.
    pub fn finish(&mut self) -> u32 {
        self.batch.clear();
        self.batch.finish();
        self.answer()
    }

    /// The address of the values' texts that the new findings are about.
    pub fn texts(&self) -> u32 {
        address(self.batch.texts().as_bytes())
    }

    /// The new lines that are no orders.
    pub fn refused(&self) -> Answer {
        shape(&self.batch.refused())
    }

    /// The columns of CSV, once the header is read.
    pub fn columns(&self) -> Answer {
        shape(&batch_columns(&self.batch))
    }

    /// How often each rule was broken, and in how many orders.
    pub fn totals(&self) -> Vec<u32> {
        self.batch.tally().rules.iter().flat_map(|rule| [rule.findings, rule.orders]).collect()
    }
}
