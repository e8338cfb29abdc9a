//! Variables while an expression is evaluated: what `for`, `some`, `every`, filters, contexts and functions put in sight.

use crate::data::Value;

/// Variables that came into sight together, and those around them.
#[derive(Clone, Copy)]
pub(in crate::feel) struct Frame<'f> {
    /// The values of these; the innermost variable is the last.
    pub(super) values: &'f [Value],
    pub(super) outer: Option<&'f Frame<'f>>,
}

impl<'f> Frame<'f> {
    pub(super) fn of(value: &'f Value, outer: Frames<'f>) -> Self {
        Self { values: core::slice::from_ref(value), outer }
    }
}

/// The frames in sight.
pub(in crate::feel) type Frames<'f> = Option<&'f Frame<'f>>;

/// The variable so many further out than the innermost one.
#[cfg_attr(swift, optimize(speed))]
pub(super) fn variable<'f>(mut frames: Frames<'f>, mut depth: usize) -> &'f Value {
    while let Some(frame) = frames {
        let count = frame.values.len();
        if let Some(value) = frame.values.get(count.wrapping_sub(depth).wrapping_sub(1)) {
            return value;
        }
        depth = depth.wrapping_sub(count);
        frames = frame.outer;
    }
    &Value::Null
}
