//! One calculation at work: inputs come in through the frame, figures are read from the answer's words and texts.

use super::frame::{placed, read};
use super::{Answer, shape, thrown};
use gongdan::data::Locale;
use gongdan::wire::{self, Misuse};
use wasm_bindgen::prelude::*;

/// A calculation in memory.
#[wasm_bindgen]
pub struct Sheet {
    pub(super) sheet: wire::Sheet,
    /// Where the last answer stands: its words, its texts and how many bytes these have.
    at: [u32; 3],
}

impl Sheet {
    pub(super) fn open(opened: Result<wire::Sheet, Misuse>) -> Result<Self, JsValue> {
        Ok(Self { sheet: opened.map_err(thrown)?, at: [0; 3] })
    }
}

#[wasm_bindgen]
impl Sheet {
    /// Runs it with the inputs in the frame; gives the address of three words: where the answer's words stand, where
    /// its texts stand, and how many bytes these have.
    pub fn run(&mut self, whole: bool) -> u32 {
        read(|frame| self.sheet.run(frame, whole));
        placed(&self.sheet.said, &mut self.at)
    }

    /// Moves the moment; an empty text means that nobody says.
    pub fn tick(&mut self, now: &str) -> Result<(), JsValue> {
        self.sheet.tick(now).map_err(thrown)
    }

    /// Why outputs of the last run are null, and what was wrong with its inputs.
    pub fn why(&self, locale: &str) -> Answer {
        shape(&self.sheet.why(Locale::parse(locale).unwrap_or_default()))
    }
}
