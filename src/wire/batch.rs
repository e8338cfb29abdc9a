//! A batch for JavaScript: findings as words, six for each, so that they become columns without a text.
//!
//! # Shape
//! A finding's words: the order, the line, `rule | severity << 16 | code << 24`, the place, the row of a table (the
//! largest number where there is none), the end of its value among the kept texts.

use super::call::{Answer, form, options};
use crate::batch::Batch;
use crate::standard::Standard;
use std::sync::Arc;

/// Begins a batch.
///
/// # Errors
/// An unknown form, or options that cannot be read.
pub fn batch(standard: &Arc<Standard>, form_id: &str, options_text: &str) -> Answer<Batch> {
    form(standard, form_id)?;
    let batch = Batch::open(Arc::clone(standard), form_id, &options(standard, options_text)?);
    batch.ok_or_else(|| super::Misuse::new("unknown_form", "没有这个表单", "there is no such form"))
}

/// Says how the orders stand, how many findings and refused lines are new, and the new findings.
pub fn batch_words(batch: &Batch, out: &mut Vec<u32>) {
    let narrow = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let tally = batch.tally();
    out.clear();
    out.extend([tally.orders, tally.valid, tally.with_errors, tally.with_warnings, tally.refused]);
    out.extend([narrow(batch.refused().len()), narrow(batch.found().len())]);
    for found in batch.found() {
        let numbered = found.numbered;
        let severity = (numbered.severity as u32) << 16 | u32::from(found.mark.code as u8) << 24;
        let row = numbered.row.map_or(u32::MAX, narrow);
        out.extend([found.order, found.line, narrow(numbered.rule) & 0xffff | severity]);
        out.extend([narrow(numbered.place), row, narrow(found.end)]);
    }
}
