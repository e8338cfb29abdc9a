//! The values of an order for expressions other than the form's: all names of the form, and the values that a
//! form does not keep because its own expressions do not read them. These are in the space `LOCAL`.

use crate::data::json::{Json, parse};
use crate::data::text::trim;
use crate::data::{Gather, Value};
use crate::evaluate::State;
use crate::feel::{Environment, Expression, ExpressionError, Scope, Slot, compile, space};
use crate::standard::Form;

/// A value that the form does not keep.
#[derive(Debug)]
enum ExtraValue {
    /// The text of a field.
    Text(usize),
    /// The rows of a table.
    Rows(usize),
    /// The due moment of a deadline.
    Due(usize),
}

/// The names for expressions of a batch.
#[derive(Debug)]
pub struct View {
    scope: Scope,
    extra: Vec<ExtraValue>,
    /// Which of `extra` are read.
    read: Vec<bool>,
    values: Vec<Value>,
}

impl View {
    /// All names of a form.
    pub(super) fn new(form: &Form) -> Self {
        let (mut scope, mut extra) = (form.scope.clone(), Vec::new());
        let mut next = 0u16;
        let mut slot = || {
            let slot = Slot { space: space::LOCAL, index: next };
            next = next.saturating_add(1);
            slot
        };
        for (place, field) in form.fields.iter().enumerate().filter(|(_, field)| !field.is_read) {
            let id = &field.spec.id;
            let Some(kind) = scope.find(id).map(|(_, kind)| kind.clone()) else { continue };
            if form.tables.get(place).is_some_and(Option::is_some) {
                extra.push(ExtraValue::Rows(place));
            } else if field.spec.kind.is_text() && field.computed.is_none() {
                extra.push(ExtraValue::Text(place));
            } else {
                continue;
            }
            scope.add_value(id.clone(), slot(), kind);
        }
        for (place, deadline) in form.deadlines.iter().enumerate().filter(|(_, deadline)| !deadline.is_read) {
            extra.push(ExtraValue::Due(place));
            scope.add_deadline(&deadline.statement.id, slot());
        }
        let read = extra.iter().map(|_| false).gather();
        Self { scope, extra, read, values: Vec::new() }
    }

    /// Compiles an expression over an order.
    ///
    /// # Errors
    /// All errors of the text.
    pub fn compile(&mut self, text: &str) -> Result<Expression, Vec<ExpressionError>> {
        let expression = compile(text, &self.scope)?;
        for slot in expression.slots().iter().filter(|slot| slot.space == space::LOCAL) {
            if let Some(read) = self.read.get_mut(usize::from(slot.index)) {
                *read = true;
            }
        }
        Ok(expression)
    }

    /// The environment of expressions over the latest order. `text` returns the value of a field as JSON.
    pub(super) fn environment<'a>(
        &'a mut self,
        state: &'a State,
        text: &dyn Fn(usize) -> Option<String>,
    ) -> Environment<'a> {
        let environment = state.environment();
        self.values.clear();
        for (extra, read) in self.extra.iter().zip(&self.read) {
            let value = if *read { extra.value(state, &environment, text) } else { Value::Null };
            self.values.push(value);
        }
        environment.with_space(space::LOCAL, &self.values)
    }
}

impl ExtraValue {
    fn value(
        &self,
        state: &State,
        environment: &Environment,
        text: &dyn Fn(usize) -> Option<String>,
    ) -> Value {
        let is_present =
            |place: usize| environment.values(space::FORM).get(place).is_some_and(|value| !value.is_null());
        match self {
            Self::Text(place) if is_present(*place) => {
                let node = text(*place).and_then(|text| parse(&text).ok());
                let text = node.as_ref().and_then(Json::text);
                text.map_or(Value::Null, |text| Value::Text(trim(text).into()))
            }
            Self::Rows(place) if is_present(*place) => state.rows_value(*place),
            Self::Due(place) => {
                let clock = state.clocks().get(*place).and_then(Option::as_ref);
                clock.and_then(|clock| clock.due).map_or(Value::Null, Value::DateTime)
            }
            _ => Value::Null,
        }
    }
}
