//! The variables of an expression while it is evaluated: those of `for`, `some`, `every`, filters, contexts and functions.

use crate::data::Value;
use crate::feel::environment::Environment;

/// Variables that came into scope together, linked to the enclosing frame.
#[derive(Clone, Copy)]
pub(in crate::feel) struct Frame<'f> {
    /// The values of these variables; the innermost is last.
    pub(super) values: &'f [Value],
    pub(super) outer: Option<&'f Frame<'f>>,
}

impl<'f> Frame<'f> {
    pub(super) fn single(value: &'f Value, outer: Frames<'f>) -> Self {
        Self { values: core::slice::from_ref(value), outer }
    }
}

/// The chain of frames in scope.
pub(in crate::feel) type Frames<'f> = Option<&'f Frame<'f>>;

/// The evaluation context of a node: the environment and the variables in scope.
#[derive(Clone, Copy)]
pub(in crate::feel) struct EvalScope<'s, 'a> {
    pub(super) environment: &'s Environment<'a>,
    pub(super) frames: Frames<'s>,
}

impl<'s, 'a> EvalScope<'s, 'a> {
    /// A context without variables.
    #[inline(always)]
    pub(in crate::feel) fn new(environment: &'s Environment<'a>) -> Self {
        Self { environment, frames: None }
    }

    /// Returns a copy with other variables.
    #[inline(always)]
    pub(super) fn with_frame<'n>(self, frame: &'n Frame<'n>) -> EvalScope<'n, 'a>
    where
        's: 'n,
    {
        EvalScope { environment: self.environment, frames: Some(frame) }
    }
}

/// The variable `depth` places out from the innermost one.
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
