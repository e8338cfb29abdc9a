//! The document of a standard → a checked, immutable, compiled [`Standard`]. Every error is collected.
//! It evaluates no order; `evaluate` does.

mod form;
mod graph;
mod load;

pub use form::{Form, Table};
pub use graph::{Graph, Node, Nodes, add};

use crate::calculation::Calculation;
use crate::check::Field;
use crate::data::Gather;
use crate::data::{Phrase, Value, Workdays};
use crate::deadline::Calendar;
use crate::document::{SOURCE, Shape};
use crate::feel::{Environment, Expression, FunctionId, Host, Slot, space};
use crate::finding::Source;
use smol_str::SmolStr;

/// One organisation's rules, ready to judge orders.
///
/// # Errors
/// [`Standard::parse`] gives every error of the document, each with its JSON pointer, position and help.
///
/// # Example
/// ```
/// let errors = gongdan::standard::Standard::parse("{\"gongdan\": 1, \"idd\": \"a\"}").unwrap_err();
/// assert!(errors.iter().any(|error| error.code == "unknown_key" && error.pointer == "/idd"));
/// ```
#[derive(Debug)]
pub struct Standard {
    /// Its id.
    pub id: SmolStr,
    /// Its version.
    pub version: SmolStr,
    /// What people read.
    pub title: Phrase,
    /// Where it comes from.
    pub source: Source,
    /// Its offset from Greenwich, in seconds.
    pub zone: i32,
    /// The figures that a call may override.
    pub parameters: Vec<Parameter>,
    /// Its forms.
    pub forms: Vec<Form>,
    /// Its calculations.
    pub calculations: Vec<Calculation>,
    /// Its own functions.
    pub functions: Vec<Function>,
    /// Its calendars.
    pub calendars: Vec<Calendar>,
}

/// A figure that a call may override.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its id, type, label, unit and clause.
    pub field: Field,
    /// Its value; null where it is unset.
    pub default: Value,
}

/// A function of the standard: an expression over its arguments and the parameters.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its id.
    pub id: SmolStr,
    /// The expression; arguments stand in the space `LOCAL`.
    pub body: Expression,
}

impl Standard {
    /// The form with an id.
    pub fn form(&self, id: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == id)
    }

    /// The calculation with an id.
    pub fn calculation(&self, id: &str) -> Option<&Calculation> {
        self.calculations.iter().find(|calculation| calculation.id == id)
    }

    /// What people read of a parameter, by its slot.
    pub fn label(&self, slot: Slot) -> Option<&Phrase> {
        let parameter =
            self.parameters.get(usize::from(slot.index)).filter(|_| slot.space == space::PARAMETER);
        parameter.map(|parameter| &parameter.field.spec.label)
    }

    /// The values of the parameters where nobody overrides them.
    pub fn defaults(&self) -> Vec<Value> {
        self.parameters.iter().map(|parameter| parameter.default.clone()).gather()
    }
}

impl Host for Standard {
    fn call(&self, function: FunctionId, arguments: &[Value], environment: &Environment) -> Value {
        let index = usize::from(function.0);
        if let Some(calculation) = self.calculations.get(index) {
            return calculation.call(arguments, environment);
        }
        let own = index.checked_sub(self.calculations.len()).and_then(|index| self.functions.get(index));
        own.map_or(Value::Null, |own| {
            own.body.evaluate(&environment.with_space(space::LOCAL, arguments)).into_owned()
        })
    }

    fn workdays(&self, id: Option<&str>, environment: &Environment) -> Option<Workdays> {
        let found = match (id, self.calendars.as_slice()) {
            (None, [only]) => Some(only),
            (None, _) => return Some(Workdays::default()),
            (Some(id), all) => all.iter().find(|calendar| calendar.id == id),
        };
        found.map(|calendar| calendar.workdays(environment))
    }
}

/// The shapes of every object of a document.
pub fn shapes() -> Vec<&'static Shape> {
    let own =
        [&load::STANDARD, &load::PARAMETER, &load::FUNCTION, &form::FORM, &SOURCE, &crate::document::PHRASE];
    let parts =
        [crate::check::SHAPES, crate::deadline::SHAPES, crate::workflow::SHAPES, crate::calculation::SHAPES];
    own.into_iter().chain(parts.into_iter().flatten().copied()).gather()
}
