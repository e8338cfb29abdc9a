//! The quick half of a session: values go in raw, findings come out as numbers, and nobody is told twice.
//! It keeps no texts; whoever asks for sentences brings the order along.

use crate::data::DateTime;
use crate::evaluate::{Held, Mark, Options, State, Stirred};
use crate::standard::{Form, Standard};
use core::fmt;
use std::sync::Arc;

/// An order under edit, in numbers.
pub struct Live {
    standard: Arc<Standard>,
    form: usize,
    held: Option<Box<Held>>,
    /// How the order is looked at.
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
    /// An empty order; none where the standard has no such form.
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

    /// Works on the order as it stands.
    #[cfg_attr(swift, optimize(speed))]
    pub fn with<T>(&mut self, work: impl FnOnce(&mut State, &Options) -> T) -> Option<T> {
        let form = self.standard.forms.get(self.form)?;
        let mut state = State::under(self.held.take()?, &self.standard, form);
        let answer = work(&mut state, &self.options);
        self.held = Some(state.hold());
        Some(answer)
    }

    /// Puts values in, evaluates what they touch, and says what moved.
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

    /// Moves the moment.
    pub fn tick(&mut self, now: Option<DateTime>) -> Stirred {
        self.options.now = now;
        self.edit(|state| state.tick(now))
    }

    /// Shows the findings in numbers, and the order that they are about.
    pub fn show<T>(&mut self, show: impl FnOnce(&[Mark], &State) -> T) -> Option<T> {
        let form = self.standard.forms.get(self.form)?;
        let state = State::under(self.held.take()?, &self.standard, form);
        let answer = show(&self.marks, &state);
        self.held = Some(state.hold());
        Some(answer)
    }

    /// The findings in numbers.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }
}
