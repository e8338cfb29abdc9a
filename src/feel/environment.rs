//! The environment in which an expression is evaluated: values by slot, the host, the notes, and the steps
//! used so far.

use super::error::{Fault, Note};
use super::slot::{Slot, space};
use crate::data::{Span, Value, Workdays, limits};
use std::cell::{Cell, RefCell};

mod budget;

pub(super) use budget::check_text_size;

/// Identifies a function of the host, such as a calculation of the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FunctionId(pub u16);

/// Functions and data that a standard provides to its expressions.
pub trait Host {
    /// Calls one of the functions.
    fn call(&self, function: FunctionId, arguments: &[Value], environment: &Environment) -> Value;

    /// Returns the calendar with this id, or the default calendar for `None`. `None` if there is no such
    /// calendar.
    fn workdays(&self, id: Option<&str>, environment: &Environment) -> Option<Workdays> {
        let _ = environment;
        id.is_none().then(Workdays::default)
    }

    /// Parses a text by a format of the standard. Returns the segment, or null if the segment is absent or
    /// the text is rejected; without a segment, whether the text is accepted. `None` if there is no such
    /// format.
    fn parse_text(
        &self,
        format: &str,
        text: &str,
        segment: Option<&str>,
        environment: &Environment,
    ) -> Option<Value> {
        let (_, _, _, _) = (format, text, segment, environment);
        None
    }

    /// Returns the offset of a named zone from UTC, in seconds, at a local time given as seconds since
    /// 1970-01-01T00:00:00 on the zone's own clock. `None` if the zone is unknown: its times become null,
    /// with a note.
    fn zone_offset(&self, name: &str, local_seconds: i64) -> Option<i32> {
        let (_, _) = (name, local_seconds);
        None
    }
}

/// A host without functions.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoHost;

impl Host for NoHost {
    fn call(&self, _: FunctionId, _: &[Value], _: &Environment) -> Value {
        Value::Null
    }
}

/// Provides an expression with its values.
#[derive(Clone)]
pub struct Environment<'a> {
    /// The values of each space, by slot index.
    pub spaces: [&'a [Value]; space::COUNT],
    /// The functions of the standard.
    pub host: &'a dyn Host,
    notes: Option<&'a RefCell<Vec<Note>>>,
    steps: Cell<u32>,
    /// The nesting depth of the running functions.
    depth: Cell<u32>,
    /// The limit that was exceeded; after that, everything evaluated here is null.
    exceeded: Cell<Option<Fault>>,
}

impl<'a> Environment<'a> {
    /// Creates an environment that collects no notes.
    pub fn new(spaces: [&'a [Value]; space::COUNT], host: &'a dyn Host) -> Self {
        let (steps, depth, passed) = Default::default();
        Self { spaces, host, notes: None, steps, depth, exceeded: passed }
    }

    /// Returns a copy with other values in one space.
    #[inline(never)]
    #[cfg_attr(swift, optimize(speed))]
    #[must_use]
    pub fn with_space(&self, space: u8, values: &'a [Value]) -> Self {
        let mut inner = self.clone();
        if let Some(place) = inner.spaces.get_mut(usize::from(space)) {
            *place = values;
        }
        inner
    }

    /// Returns a copy with another host, which collects no notes.
    pub fn with_host<'h>(&self, host: &'h dyn Host) -> Environment<'h>
    where
        'a: 'h,
    {
        Environment { host, notes: None, ..self.clone() }
    }

    /// Replaces the values of one space.
    #[inline]
    pub fn set_space(&mut self, space: u8, values: &'a [Value]) {
        if let Some(place) = self.spaces.get_mut(usize::from(space)) {
            *place = values;
        }
    }

    /// Carries over the steps spent and the limit exceeded in an environment derived from this one.
    #[inline(never)]
    pub fn absorb_usage(&self, inner: &Self) {
        self.steps.set(self.steps.get().max(inner.steps.get()));
        self.exceeded.set(inner.exceeded.get());
    }

    /// Resets the steps spent and the exceeded limit before the next expression.
    pub fn reset_usage(&self) {
        self.steps.set(0);
        self.exceeded.set(None);
    }

    /// The limit that was exceeded, if any.
    pub fn exceeded(&self) -> Option<Fault> {
        self.exceeded.get()
    }

    /// Returns a fresh environment over the same values and host that collects notes.
    #[must_use]
    pub fn with_notes(&self, notes: &'a RefCell<Vec<Note>>) -> Self {
        Self { notes: Some(notes), ..Self::new(self.spaces, self.host) }
    }

    /// Whether notes are collected.
    #[inline]
    pub(super) fn collects_notes(&self) -> bool {
        self.notes.is_some()
    }

    /// Records that a limit was exceeded: from now on everything evaluates to null.
    pub(super) fn record_exceeded(&self, limit: Fault) {
        self.exceeded.set(Some(limit));
    }

    /// Enters a function whose body nests `height` levels deep; pass the result to [`Self::leave_function`].
    pub(super) fn enter_function(&self, height: u32) -> Result<u32, Fault> {
        let outside = self.depth.get();
        let inside = outside.saturating_add(height);
        if inside > limits::CALL_DEPTH {
            return Err(Fault::CallDepth);
        }
        self.depth.set(inside);
        Ok(outside)
    }

    /// Leaves a function.
    pub(super) fn leave_function(&self, outside: u32) {
        self.depth.set(outside);
    }

    /// The value of a slot; null if there is none.
    #[inline]
    #[cfg_attr(swift, optimize(speed))]
    pub fn value(&self, slot: Slot) -> &'a Value {
        self.values(slot.space).get(usize::from(slot.index)).unwrap_or(&Value::Null)
    }

    /// The values of a space.
    #[inline]
    #[cfg_attr(swift, optimize(speed))]
    pub fn values(&self, space: u8) -> &'a [Value] {
        self.spaces.get(usize::from(space)).copied().unwrap_or(&[])
    }

    /// The number of notes so far.
    pub(super) fn note_count(&self) -> usize {
        self.notes.map_or(0, |notes| notes.borrow().len())
    }

    /// Moves the notes of a called function (those after `before`) to its call, since their spans refer to
    /// another text.
    pub(super) fn move_notes(&self, before: usize, span: Span) {
        if let Some(notes) = self.notes {
            notes.borrow_mut().iter_mut().skip(before).for_each(|note| note.span = span);
        }
    }

    /// Adds a note if notes are collected and there are fewer than `limits::NOTES`; the note of a limit is
    /// always added. `make_note` evaluates operands again, in an environment that collects no notes.
    pub(super) fn add_note(&self, is_limit: bool, make_note: &dyn Fn(&Self) -> Note) {
        let Some(notes) = self.notes else { return };
        if is_limit || notes.borrow().len() < limits::NOTES {
            let silent = self.without_notes();
            let note = make_note(&silent);
            self.steps.set(silent.steps.get());
            notes.borrow_mut().push(note);
        }
    }

    /// Returns a copy that collects no notes.
    fn without_notes(&self) -> Self {
        Self { notes: None, exceeded: Cell::default(), ..self.clone() }
    }

    /// Whether the value of a slot is null.
    pub fn is_null(&self, slot: Slot) -> bool {
        self.value(slot).is_null()
    }
}
