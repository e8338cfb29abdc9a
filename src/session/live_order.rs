//! The fast half of a session: takes raw values, returns findings as marks. It keeps no texts; messages about
//! given values need the order from the caller.

use crate::data::DateTime;
use crate::evaluate::{Affected, Mark, Options, OwnedState, State};
use crate::standard::{Form, Standard};
use core::fmt;
use std::sync::Arc;

/// An order under edit, as numbers.
pub struct LiveOrder {
    standard: Arc<Standard>,
    form: usize,
    owned: Option<Box<OwnedState>>,
    /// The options of the evaluation.
    pub options: Options,
    /// Whether late deadlines are findings.
    deadlines: bool,
    marks: Vec<Mark>,
}

impl fmt::Debug for LiveOrder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Live").field("marks", &self.marks).finish_non_exhaustive()
    }
}

impl LiveOrder {
    /// Opens an empty order; `None` if the standard has no such form.
    pub fn open(standard: Arc<Standard>, form: &str, options: Options, deadlines: bool) -> Option<Self> {
        let form = standard.forms.iter().position(|known| known.id == form)?;
        let mut state = State::new(&standard, standard.forms.get(form)?, &options);
        state.refresh();
        state.take_affected();
        let (marks, owned) = (state.marks(deadlines), Some(state.into_owned()));
        Some(Self { standard, form, owned, options, deadlines, marks })
    }

    /// The form.
    pub fn form(&self) -> Option<&Form> {
        self.standard.forms.get(self.form)
    }

    /// Calls `work` with the current state of the order.
    #[cfg_attr(swift, optimize(speed))]
    pub fn with_state<T>(&mut self, work: impl FnOnce(&mut State, &Options) -> T) -> Option<T> {
        let form = self.standard.forms.get(self.form)?;
        let mut state = State::from_owned(self.owned.take()?, &self.standard, form);
        let answer = work(&mut state, &self.options);
        self.owned = Some(state.into_owned());
        Some(answer)
    }

    /// Puts values, evaluates what depends on them, and returns what changed.
    #[cfg_attr(swift, optimize(speed))]
    pub fn edit(&mut self, work: impl FnOnce(&mut State)) -> Affected {
        let Some(form) = self.standard.forms.get(self.form) else { return Affected::default() };
        let Some(owned) = self.owned.take() else { return Affected::default() };
        let mut state = State::from_owned(owned, &self.standard, form);
        work(&mut state);
        state.refresh();
        let affected = state.take_affected();
        if affected.marks {
            state.marks_into(self.deadlines, &mut self.marks);
        }
        self.owned = Some(state.into_owned());
        affected
    }

    /// Sets the current time.
    pub fn tick(&mut self, now: Option<DateTime>) -> Affected {
        self.options.now = now;
        self.edit(|state| state.tick(now))
    }

    /// Calls `work` with the findings as marks and the state that they are about.
    pub fn with_marks<T>(&mut self, work: impl FnOnce(&[Mark], &State) -> T) -> Option<T> {
        let form = self.standard.forms.get(self.form)?;
        let state = State::from_owned(self.owned.take()?, &self.standard, form);
        let answer = work(&self.marks, &state);
        self.owned = Some(state.into_owned());
        Some(answer)
    }

    /// The findings as marks.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }
}
