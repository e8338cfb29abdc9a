//! The fast half of a session: takes raw values, returns findings as marks. It keeps no texts; messages about
//! given values need the order from the caller.

use crate::data::DateTime;
use crate::evaluate::{Held, Mark, Options, State, Stirred};
use crate::standard::{Form, Standard};
use core::fmt;
use std::sync::Arc;

/// An order under edit, as numbers.
pub struct Live {
    standard: Arc<Standard>,
    form: usize,
    held: Option<Box<Held>>,
    /// The options of the evaluation.
    pub options: Options,
    /// Whether late deadlines are findings.
    deadlines: bool,
    marks: Vec<Mark>,
}

impl fmt::Debug for Live {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Live").field("marks", &self.marks).finish_non_exhaustive()
    }
}

impl Live {
    /// Opens an empty order; `None` if the standard has no such form.
    pub fn open(standard: Arc<Standard>, form: &str, options: Options, deadlines: bool) -> Option<Self> {
        let form = standard.forms.iter().position(|known| known.id == form)?;
        let mut state = State::new(&standard, standard.forms.get(form)?, &options);
        state.refresh();
        state.take_stirred();
        let (marks, held) = (state.marks(deadlines), Some(state.hold()));
        Some(Self { standard, form, held, options, deadlines, marks })
    }

    /// The form.
    pub fn form(&self) -> Option<&Form> {
        self.standard.forms.get(self.form)
    }

    /// Calls `work` with the current state of the order.
    #[cfg_attr(swift, optimize(speed))]
    pub fn with<T>(&mut self, work: impl FnOnce(&mut State, &Options) -> T) -> Option<T> {
        let form = self.standard.forms.get(self.form)?;
        let mut state = State::under(self.held.take()?, &self.standard, form);
        let answer = work(&mut state, &self.options);
        self.held = Some(state.hold());
        Some(answer)
    }

    /// Puts values, evaluates what depends on them, and returns what changed.
    #[cfg_attr(swift, optimize(speed))]
    pub fn edit(&mut self, put: impl FnOnce(&mut State)) -> Stirred {
        let Some(form) = self.standard.forms.get(self.form) else { return Stirred::default() };
        let Some(held) = self.held.take() else { return Stirred::default() };
        let mut state = State::under(held, &self.standard, form);
        put(&mut state);
        state.refresh();
        let stirred = state.take_stirred();
        if stirred.marks {
            state.marks_into(self.deadlines, &mut self.marks);
        }
        self.held = Some(state.hold());
        stirred
    }

    /// Sets the current time.
    pub fn tick(&mut self, now: Option<DateTime>) -> Stirred {
        self.options.now = now;
        self.edit(|state| state.tick(now))
    }

    /// Calls `show` with the findings as marks and the state that they are about.
    pub fn show<T>(&mut self, show: impl FnOnce(&[Mark], &State) -> T) -> Option<T> {
        let form = self.standard.forms.get(self.form)?;
        let state = State::under(self.held.take()?, &self.standard, form);
        let answer = show(&self.marks, &state);
        self.held = Some(state.hold());
        Some(answer)
    }

    /// The findings as marks.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }
}
