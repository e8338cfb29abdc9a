//! The memory that JavaScript writes orders into and reads findings from. JavaScript gets the addresses once,
//! and again whenever the buffers grow.

use gongdan::evaluate::{Mark, State};
use gongdan::wire::{Frame, WireValues, mark_words, unknown_rule_words};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

struct Buffers {
    /// The number of words, figures and bytes written.
    sizes: [usize; 3],
    words: Vec<u32>,
    figures: Vec<f64>,
    text: Vec<u8>,
    out: Vec<u32>,
}

thread_local! {
    static BUFFERS: RefCell<Buffers> = const {
        RefCell::new(Buffers { sizes: [0; 3], words: Vec::new(), figures: Vec::new(), text: Vec::new(), out: Vec::new() })
    };
}

/// The address of a slice.
pub fn address<T>(place: &[T]) -> u32 {
    u32::try_from(place.as_ptr() as usize).unwrap_or(0)
}

/// Reserves buffers for so many values and bytes of text; returns the addresses `[sizes, words, figures, text]`.
#[wasm_bindgen(js_name = reserveFrame)]
pub fn reserve_frame(values: usize, bytes: usize) -> Vec<u32> {
    BUFFERS.with_borrow_mut(|buffers| {
        buffers.words.resize(values.max(buffers.words.len()), 0);
        buffers.figures.resize(values.max(buffers.figures.len()), 0.0);
        buffers.text.resize(bytes.max(buffers.text.len()), 0);
        vec![
            address(&buffers.sizes),
            address(&buffers.words),
            address(&buffers.figures),
            address(&buffers.text),
        ]
    })
}

impl Buffers {
    /// What JavaScript wrote.
    #[inline(never)]
    fn frame(&self) -> Frame<'_> {
        let [words, figures, bytes] = self.sizes;
        // SAFETY: the package's encoder writes only valid UTF-8 there, as wasm-bindgen's own does for texts.
        let text =
            self.text.get(..bytes).map_or("", |bytes| unsafe { core::str::from_utf8_unchecked(bytes) });
        Frame::new(self.words.get(..words).unwrap_or(&[]), self.figures.get(..figures).unwrap_or(&[]), text)
    }
}

/// Reads what JavaScript wrote.
pub fn with_frame<T>(work: impl FnOnce(&mut Frame) -> T) -> T {
    BUFFERS.with_borrow(|buffers| work(&mut buffers.frame()))
}

/// Writes an answer (a head, the number of findings, the size of the last part, the findings, the unknown
/// rules) and returns its address.
pub fn write_answer(head: u32, marks: &[Mark], state: Option<&State>) -> u32 {
    BUFFERS.with_borrow_mut(|buffers| {
        let out = &mut buffers.out;
        out.clear();
        // Word by word: a copy of three, however short, is a call out of WebAssembly.
        let mut write = |words: [u32; 3]| words.iter().for_each(|word| out.push(*word));
        write([head, u32::try_from(marks.len()).unwrap_or(0), 0]);
        marks.iter().for_each(|mark| write(mark_words(mark)));
        if let Some(state) = state {
            let before = out.len();
            unknown_rule_words(state, out);
            let size = u32::try_from(out.len().saturating_sub(before)).unwrap_or(0);
            if let Some(place) = out.get_mut(2) {
                *place = size;
            }
        }
        address(out)
    })
}

/// Records the place of an answer (addresses of its words and texts, length of the texts) and returns the
/// address of that record.
pub fn record_place(values: &WireValues, at: &mut [u32; 3]) -> u32 {
    let bytes = values.text.as_bytes();
    *at = [address(&values.words), address(bytes), u32::try_from(bytes.len()).unwrap_or(0)];
    address(at)
}
