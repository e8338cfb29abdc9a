//! One calculation, prepared: inputs come in through the frame, results are read from the words and texts of
//! the answer.

use super::frame::{record_place, with_frame};
use super::{Answer, to_js, to_thrown};
use gongdan::data::Locale;
use gongdan::wire::{self, Misuse};
use wasm_bindgen::prelude::*;

/// A calculation in memory.
#[wasm_bindgen]
pub struct Sheet {
    pub(super) sheet: wire::Sheet,
    /// The place of the last answer: addresses of its words and texts, length of the texts.
    at: [u32; 3],
}

impl Sheet {
    pub(super) fn open(opened: Result<wire::Sheet, Misuse>) -> Result<Self, JsValue> {
        Ok(Self { sheet: opened.map_err(to_thrown)?, at: [0; 3] })
    }
}

#[wasm_bindgen]
impl Sheet {
    /// Runs it with the inputs in the frame. Returns the address of three words: the address of the answer's
    /// words, that of its texts, and the length of the texts in bytes.
    pub fn run(&mut self, whole: bool) -> u32 {
        with_frame(|frame| self.sheet.run(frame, whole));
        record_place(&self.sheet.result, &mut self.at)
    }

    /// Sets the current time; an empty text means that it is unknown.
    pub fn tick(&mut self, now: &str) -> Result<(), JsValue> {
        self.sheet.tick(now).map_err(to_thrown)
    }

    /// Why outputs of the last run are null, and the faults of its inputs.
    pub fn reasons(&self, locale: &str) -> Answer {
        to_js(&self.sheet.null_reasons(Locale::parse(locale).unwrap_or_default()))
    }
}
