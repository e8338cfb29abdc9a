//! Reads the document of a standard and compiles it to an immutable [`Standard`]. All errors are collected.
//! Evaluating orders is up to `evaluate`.

mod call_cycle;
mod dictionary;
mod form;
mod graph;
mod load;
mod moment;
mod paper;
mod text;

pub use dictionary::Dictionary;
pub use form::{Form, SharedPart, Table};
pub use graph::{Graph, Node, Nodes, add, slots_read};
pub use paper::{Block, Paper};

use crate::calculation::Calculation;
use crate::check::Field;
use crate::data::{Date, DateTime, Gather, Phrase, Value, Workdays};
use crate::deadline::Calendar;
use crate::document::{LENGTH, SOURCE, Shape};
use crate::feel::{Environment, Expression, FunctionId, Host, Slot, space};
use crate::finding::Source;
use crate::format::Format;
use smol_str::SmolStr;

/// One organisation's rules, compiled.
///
/// # Errors
/// [`Standard::parse`] returns every error of the document, each with its JSON pointer, position and help.
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
    /// Its title.
    pub title: Phrase,
    /// Its source.
    pub source: Source,
    /// Its offset from UTC, in seconds.
    pub zone: i32,
    /// Further information about it.
    pub info: StandardInfo,
    /// Its parameters, which a call may override.
    pub parameters: Vec<Parameter>,
    /// Its dictionaries; their values follow those of the parameters.
    pub dictionaries: Vec<Dictionary>,
    /// Its forms.
    pub forms: Vec<Form>,
    /// Its calculations.
    pub calculations: Vec<Calculation>,
    /// Its functions.
    pub functions: Vec<Function>,
    /// Its calendars.
    pub calendars: Vec<Calendar>,
    /// Its formats.
    pub formats: Vec<Format>,
}

/// Information about a standard besides its title.
#[derive(Debug)]
pub struct StandardInfo {
    /// Its purpose.
    pub description: Option<Phrase>,
    /// Its trade.
    pub trade: Option<&'static str>,
    /// How its source is interpreted where that leaves something open.
    pub readings: Vec<Phrase>,
    /// The first day on which this version is in force.
    pub valid_from: Option<Date>,
    /// The last day on which this version is in force.
    pub valid_to: Option<Date>,
}

/// A value that an organisation may set for itself.
#[derive(Debug)]
pub struct Parameter {
    /// Its id, type, label, unit and source.
    pub field: Field,
    /// Its default; null if it is unset.
    pub default: Value,
}

/// A function of the standard: an expression over its arguments and the parameters.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its id.
    pub id: SmolStr,
    /// Its label, if any.
    pub label: Option<Phrase>,
    /// Its expression; the arguments are in the space `LOCAL`.
    pub body: Expression,
}

impl Standard {
    /// The form with this id.
    pub fn form(&self, id: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == id)
    }

    /// The calculation with this id.
    pub fn calculation(&self, id: &str) -> Option<&Calculation> {
        self.calculations.iter().find(|calculation| calculation.id == id)
    }

    /// The label of a calculation or function, by id.
    pub fn callable_label(&self, id: &str) -> Option<&Phrase> {
        let calculation = self.calculation(id).map(|calculation| &calculation.label);
        let function = || self.functions.iter().find(|function| function.id == id)?.label.as_ref();
        calculation.or_else(function)
    }

    /// The label of a parameter or dictionary, by slot.
    pub fn label(&self, slot: Slot) -> Option<&Phrase> {
        let index = usize::from(slot.index);
        if slot.space != space::PARAMETER {
            return None;
        }
        let dictionary = || self.dictionaries.get(index.checked_sub(self.parameters.len())?);
        match self.parameters.get(index) {
            Some(parameter) => Some(&parameter.field.spec.label),
            None => dictionary().map(|dictionary| &dictionary.label),
        }
    }

    /// An environment with parameters and the current time, but without an order.
    #[inline(never)]
    pub fn environment<'a>(&'a self, parameters: &'a [Value], moment: &'a [Value]) -> Environment<'a> {
        // In the order of the spaces: form, row, parameters, locals, moment.
        Environment::new([&[], &[], parameters, &[], moment], self)
    }

    /// The current time as expressions read it: in the zone of the standard, which also applies to a time without
    /// an offset; null if unknown.
    pub fn moment(&self, now: Option<DateTime>) -> [Value; 1] {
        [now.and_then(|now| now.with_offset(self.zone)).map_or(Value::Null, Value::DateTime)]
    }

    /// The default values of the parameters, then the dictionaries.
    pub fn defaults(&self) -> Vec<Value> {
        let parameters = self.parameters.iter().map(|parameter| &parameter.default);
        parameters.chain(self.dictionaries.iter().map(|dictionary| &dictionary.rows)).cloned().gather()
    }
}

impl Host for Standard {
    fn call(&self, function: FunctionId, arguments: &[Value], environment: &Environment) -> Value {
        let index = usize::from(function.0);
        if let Some(calculation) = self.calculations.get(index) {
            return calculation.call(arguments, environment);
        }
        let own = index.checked_sub(self.calculations.len()).and_then(|index| self.functions.get(index));
        own.map_or(Value::Null, |own| own.body.evaluate_with(arguments, environment))
    }

    fn parse_text(
        &self,
        format: &str,
        text: &str,
        segment: Option<&str>,
        environment: &Environment,
    ) -> Option<Value> {
        let format = self.format(format)?;
        let parsed = self.bind_format(format, environment).parse(&format.normalised(text));
        let Some(id) = segment else { return Some(Value::Bool(parsed.is_ok())) };
        let place = format.segment(id)?;
        Some(parsed.ok().and_then(|parsed| parsed.values.get(place).cloned()).unwrap_or_default())
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

/// The shapes of all objects of a document.
pub fn shapes() -> Vec<&'static Shape> {
    let own = [
        &load::STANDARD,
        &load::PARAMETER,
        &load::FUNCTION,
        &load::EXCEPTION,
        &dictionary::DICTIONARY,
        &form::load::FORM,
        &paper::BLOCK,
        &SOURCE,
        &crate::document::PHRASE,
    ];
    let parts = [
        crate::check::SHAPES,
        crate::deadline::SHAPES,
        crate::workflow::SHAPES,
        crate::calculation::SHAPES,
        crate::format::SHAPES,
        &[&LENGTH],
    ];
    own.into_iter().chain(parts.into_iter().flatten().copied()).gather()
}
