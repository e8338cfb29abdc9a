//! What surrounds an expression while it is evaluated: the values by their slots, the host, who listens to notes, and
//! what was spent so far.

use super::error::{Fault, Note};
use super::slot::{Slot, space};
use crate::data::{Span, Value, Workdays, limits};
use std::cell::{Cell, RefCell};

mod weight;

pub(super) use weight::may_be_text;

/// A function of the host, such as a calculation of the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FunctionId(pub u16);

/// The functions that a standard brings along.
pub trait Host {
    /// Calls one of them.
    fn call(&self, function: FunctionId, arguments: &[Value], environment: &Environment) -> Value;

    /// The calendar with an id, or the one that counts where none is named. None where there is no such calendar.
    fn workdays(&self, id: Option<&str>, environment: &Environment) -> Option<Workdays> {
        let _ = environment;
        id.is_none().then(Workdays::default)
    }

    /// A segment of a text that is read by a format of the standard, null where it is absent or the text refused;
    /// without a segment whether the text is accepted. None where there is no such format.
    fn read_text(
        &self,
        format: &str,
        text: &str,
        segment: Option<&str>,
        environment: &Environment,
    ) -> Option<Value> {
        let (_, _, _, _) = (format, text, segment, environment);
        None
    }

    /// The offset from UTC, in seconds, that a named zone has at a moment by the clock on its walls, given as seconds
    /// since 1970-01-01T00:00:00 by that clock. None where the zone is not known: its times are null, with a note.
    fn zone_offset(&self, name: &str, local_seconds: i64) -> Option<i32> {
        let (_, _) = (name, local_seconds);
        None
    }
}

/// No functions.
pub struct NoHost;

impl Host for NoHost {
    fn call(&self, _: FunctionId, _: &[Value], _: &Environment) -> Value {
        Value::Null
    }
}

/// Where an expression finds its values.
#[derive(Clone)]
pub struct Environment<'a> {
    /// The values of each space.
    pub spaces: [&'a [Value]; space::COUNT],
    /// The functions of the standard.
    pub host: &'a dyn Host,
    notes: Option<&'a RefCell<Vec<Note>>>,
    steps: Cell<u32>,
    /// How deep the functions at work are nested.
    depth: Cell<u32>,
    /// The limit that was passed: nothing that is evaluated here has a value any more.
    passed: Cell<Option<Fault>>,
}

impl<'a> Environment<'a> {
    /// Values and functions; nobody listens to notes.
    pub fn new(spaces: [&'a [Value]; space::COUNT], host: &'a dyn Host) -> Self {
        let (steps, depth, passed) = Default::default();
        Self { spaces, host, notes: None, steps, depth, passed }
    }

    /// The same with other values in one space.
    #[inline(never)]
    #[cfg_attr(swift, optimize(speed))]
    pub fn with_space(&self, space: u8, values: &'a [Value]) -> Self {
        let mut inner = self.clone();
        if let Some(place) = inner.spaces.get_mut(usize::from(space)) {
            *place = values;
        }
        inner
    }

    /// The same under another host, where nobody listens.
    pub fn under<'h>(&self, host: &'h dyn Host) -> Environment<'h>
    where
        'a: 'h,
    {
        Environment { host, notes: None, ..self.clone() }
    }

    /// Other values in one space.
    #[inline]
    pub fn turn_to(&mut self, space: u8, values: &'a [Value]) {
        if let Some(place) = self.spaces.get_mut(usize::from(space)) {
            *place = values;
        }
    }

    /// What was spent, and the limit that was passed, in surroundings made of these, count here as well.
    #[inline(never)]
    pub fn took(&self, inner: &Self) {
        self.steps.set(self.steps.get().max(inner.steps.get()));
        self.passed.set(inner.passed.get());
    }

    /// Whatever was spent is forgotten: the next expression begins anew.
    pub fn forget(&self) {
        self.steps.set(0);
        self.passed.set(None);
    }

    /// The limit that was passed, if one was.
    pub fn passed(&self) -> Option<Fault> {
        self.passed.get()
    }

    /// The same where somebody listens to notes.
    pub fn listening(&self, notes: &'a RefCell<Vec<Note>>) -> Self {
        Self { notes: Some(notes), ..Self::new(self.spaces, self.host) }
    }

    /// Whether somebody listens to notes.
    #[inline]
    pub(super) fn listens(&self) -> bool {
        self.notes.is_some()
    }

    /// From here on nothing has a value: a limit was passed.
    pub(super) fn pass(&self, limit: Fault) {
        self.passed.set(Some(limit));
    }

    /// Goes into a function whose nodes are nested so deep; gives what [`Self::leave`] takes.
    pub(super) fn enter(&self, height: u32) -> Result<u32, Fault> {
        let outside = self.depth.get();
        let inside = outside.saturating_add(height);
        if inside > limits::CALL_DEPTH {
            return Err(Fault::CallDepth);
        }
        self.depth.set(inside);
        Ok(outside)
    }

    /// Comes back out of a function.
    pub(super) fn leave(&self, outside: u32) {
        self.depth.set(outside);
    }

    /// The value in a slot.
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

    /// How many notes there are so far.
    pub(super) fn heard(&self) -> usize {
        self.notes.map_or(0, |notes| notes.borrow().len())
    }

    /// Notes from inside a function speak of its call: their places are those of another text.
    pub(super) fn place(&self, before: usize, span: Span) {
        if let Some(notes) = self.notes {
            notes.borrow_mut().iter_mut().skip(before).for_each(|note| note.span = span);
        }
    }

    /// Takes a note where somebody listens and there are not too many yet; that of a limit is always taken. What the
    /// note speaks of is evaluated once more, unheard.
    pub(super) fn hear(&self, is_limit: bool, told: &dyn Fn(&Self) -> Note) {
        let Some(notes) = self.notes else { return };
        if is_limit || notes.borrow().len() < limits::NOTES {
            let silent = self.unheard();
            let note = told(&silent);
            self.steps.set(silent.steps.get());
            notes.borrow_mut().push(note);
        }
    }

    /// The same where nobody listens.
    fn unheard(&self) -> Self {
        Self { notes: None, passed: Cell::default(), ..self.clone() }
    }

    /// Whether nobody knows the value of a slot.
    pub fn lacks(&self, slot: Slot) -> bool {
        self.value(slot).is_null()
    }
}
