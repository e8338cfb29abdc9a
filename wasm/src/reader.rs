//! One format, prepared: texts come in through the frame, segments are read from the words and texts of the
//! answer.

use super::frame::{record_place, with_frame};
use super::{Answer, to_thrown};
use gongdan::wire::{self, Misuse};
use wasm_bindgen::prelude::*;

/// A format in memory.
#[wasm_bindgen]
pub struct Reader {
    reader: wire::Reader,
    /// The place of the last answer.
    at: [u32; 3],
}

impl Reader {
    pub(super) fn open(opened: Result<wire::Reader, Misuse>) -> Result<Self, JsValue> {
        Ok(Self { reader: opened.map_err(to_thrown)?, at: [0; 3] })
    }
}

#[wasm_bindgen]
impl Reader {
    /// The ids of the segments, in the order of the answer.
    pub fn segments(&self) -> Answer {
        Ok(serde_wasm_bindgen::to_value(&self.reader.segments())?)
    }

    /// Parses the text in the frame; returns an address as `Sheet::run` does.
    pub fn read(&mut self) -> u32 {
        with_frame(|frame| self.reader.read(frame));
        record_place(&self.reader.result, &mut self.at)
    }
}
