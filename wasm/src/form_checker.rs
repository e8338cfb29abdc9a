//! One form, prepared: checks whole orders one after the other, or one order edit by edit.

use super::frame::{with_frame, write_answer};
use super::{Answer, to_js, to_thrown};
use gongdan::evaluate::{Affected, Options, State};
use gongdan::session::LiveOrder;
use gongdan::standard::Standard;
use gongdan::wire::{mark_from_words, moment, parse_json};
use std::sync::Arc;
use wasm_bindgen::prelude::*;

/// An order in memory and its form.
#[wasm_bindgen]
pub struct FormChecker {
    pub(super) standard: Arc<Standard>,
    pub(super) live: LiveOrder,
}

impl FormChecker {
    /// The address of what an edit changed; 0 if nothing.
    fn answer_affected(&self, affected: Affected) -> u32 {
        let head =
            u32::from(affected.marks) | u32::from(affected.flags) << 1 | u32::from(affected.clocks) << 2;
        if head == 0 { 0 } else { write_answer(head, self.live.marks(), None) }
    }
}

#[wasm_bindgen]
impl FormChecker {
    /// Evaluates the whole order in the frame; returns the address of the answer.
    pub fn check(&mut self) -> u32 {
        with_frame(|frame| self.live.edit(|state| frame.put_order(state)));
        self.live.with_marks(|marks, state| write_answer(0, marks, Some(state))).unwrap_or(0)
    }

    /// Opens the whole order in the frame for editing.
    pub fn open(&mut self) -> u32 {
        let affected = with_frame(|frame| self.live.edit(|state| frame.put_order(state)));
        self.answer_affected(affected)
    }

    /// Sets one field to the value in the frame; returns 0 if nothing changed as a result.
    pub fn set(&mut self, index: usize) -> u32 {
        let affected = with_frame(|frame| self.live.edit(|state| frame.put(state, index)));
        self.answer_affected(affected)
    }

    /// Sets one cell to the value in the frame; returns 0 if nothing changed as a result.
    #[wasm_bindgen(js_name = setCell)]
    pub fn set_cell(&mut self, index: usize, row: usize, cell: usize) -> u32 {
        let affected = with_frame(|frame| self.live.edit(|state| frame.put_cell(state, index, row, cell)));
        self.answer_affected(affected)
    }

    /// Sets the current time; an empty text means that it is unknown.
    pub fn tick(&mut self, now: &str) -> Result<u32, JsValue> {
        let now = match now {
            "" => None,
            text => Some(moment(&self.standard, text).map_err(to_thrown)?),
        };
        let affected = self.live.tick(now);
        Ok(self.answer_affected(affected))
    }

    /// The whole report on the current order; `order` is its JSON text, for the messages.
    pub fn report(&mut self, order: &str) -> Answer {
        let order = parse_json(order).map_err(to_thrown)?;
        to_js(&self.live.with_state(|state, options| state.report(&order, options)))
    }

    /// Which fields of the current order are required, and which are relevant.
    pub fn flags(&mut self) -> Answer {
        to_js(&self.live.with_state(|state, _| state.flags()))
    }

    /// The deadlines that apply to the current order.
    pub fn deadlines(&mut self) -> Answer {
        to_js(&self.live.with_state(|state, options| state.deadlines(options.locale)))
    }

    /// The certain correction of a rejected text, or null.
    pub fn correction(&mut self, head: u32, row: u32, inner: u32, given: &str) -> Answer {
        let fix = |state: &mut State, options: &Options| {
            state.correction(mark_from_words([head, row, inner])?, given, options.locale)
        };
        // Usually there is none; then nothing is serialised.
        self.live.with_state(fix).flatten().map_or(Ok(JsValue::NULL), |fix| to_js(&fix))
    }

    /// The whole finding of a mark, given as three words; `given` is the JSON text of the value at its place.
    pub fn detail(&mut self, head: u32, row: u32, inner: u32, given: &str) -> Answer {
        let given = parse_json(given).map_err(to_thrown)?;
        let Some(mark) = mark_from_words([head, row, inner]) else { return Ok(JsValue::NULL) };
        let finding = |state: &mut State, options: &Options| {
            let finding = state.finding_of_value(mark, Some(&given), options.locale);
            finding.or_else(|| state.finding(mark, &given, options.locale))
        };
        to_js(&self.live.with_state(finding))
    }
}
