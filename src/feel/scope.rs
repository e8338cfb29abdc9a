//! The names that an expression may read and call.

use super::builtin;
use super::dialect::Dialect;
use super::environment::FunctionId;
use super::expression::Expression;
use super::slot::{Slot, space};
use crate::data::Gather;
use crate::data::text::nearest;
use crate::data::{Context, Value};
use smol_str::SmolStr;
use std::sync::{Arc, Mutex, PoisonError};

/// The type of a value, as far as it is known before evaluation.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// Unknown.
    Any,
    /// A boolean.
    Bool,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// A date and time.
    DateTime,
    /// A days and time duration.
    DaysDuration,
    /// A years and months duration.
    MonthsDuration,
    /// A list with items of one type.
    List(Box<Type>),
    /// A context: keys with the types of their values.
    Context(Vec<(SmolStr, Type)>),
}

impl Type {
    /// Returns the type of a value, including the keys inside it.
    pub fn of(value: &Value) -> Self {
        match value {
            Value::Bool(_) => Self::Bool,
            Value::Number(_) => Self::Number,
            Value::Text(_) => Self::Text,
            Value::Date(_) => Self::Date,
            Value::Time(_) => Self::Time,
            Value::DateTime(_) => Self::DateTime,
            Value::Days(_) => Self::DaysDuration,
            Value::Months(_) => Self::MonthsDuration,
            Value::List(items) => Self::List(Box::new(items.first().map_or(Self::Any, Self::of))),
            Value::Context(context) => {
                Self::Context(context.entries().map(|(key, value)| (key.clone(), Self::of(value))).gather())
            }
            _ => Self::Any,
        }
    }

    /// Visits the keys of all contexts inside the type.
    fn keys(&self, visit: &mut dyn FnMut(&SmolStr)) {
        match self {
            Self::List(inner) => inner.keys(visit),
            Self::Context(entries) => {
                for (key, kind) in entries {
                    visit(key);
                    kind.keys(visit);
                }
            }
            _ => {}
        }
    }
}

/// The names in scope; a later definition hides an earlier one.
#[derive(Clone, Debug)]
pub struct Scope {
    pub(super) dialect: Dialect,
    /// The offset in seconds that dates and times created without one get; with `None` they stay local.
    pub zone: Option<i32>,
    values: Vec<(SmolStr, Slot, Type)>,
    /// The indices of the values that are not hidden, sorted by name.
    sorted: Vec<usize>,
    /// The multi-word names, including keys inside contexts.
    pub(super) multi_word: Vec<SmolStr>,
    functions: Arc<Vec<Signature>>,
    /// The functions that read `now`.
    moment_readers: Arc<Vec<FunctionId>>,
    /// The calendars, and whether each has working hours.
    calendars: Arc<Vec<(SmolStr, bool)>>,
    /// The formats and their segments.
    formats: Arc<Vec<(SmolStr, Vec<SmolStr>)>>,
    /// The labels of options, by field name.
    labels: Vec<(SmolStr, Value)>,
    pub(super) shared: Option<SharedParts>,
}

/// The parts that a form's expressions share, each with a slot after the form's fields. The lock is needed
/// because expressions compile over an immutable scope, and clones of a scope collect into the same list.
#[derive(Clone, Debug)]
pub struct SharedParts {
    first: usize,
    parts: Arc<Mutex<Vec<Expression>>>,
}

impl SharedParts {
    /// Assigns a slot to a part.
    pub(super) fn add(&self, part: Expression) -> Slot {
        let mut parts = self.parts.lock().unwrap_or_else(PoisonError::into_inner);
        let index = u16::try_from(self.first.saturating_add(parts.len())).unwrap_or(u16::MAX);
        parts.push(part);
        Slot { space: space::FORM, index }
    }

    /// Whether a slot of the form belongs to a shared part.
    pub(super) fn contains(&self, slot: Slot) -> bool {
        usize::from(slot.index) >= self.first
    }

    /// Takes the parts out, in the order of their slots.
    pub fn take(&self) -> Vec<Expression> {
        core::mem::take(&mut *self.parts.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A function of the host; its [`FunctionId`] is its index.
#[derive(Debug)]
pub struct Signature {
    /// The name by which it is called.
    pub name: SmolStr,
    /// The parameter names.
    pub parameters: Vec<SmolStr>,
    /// Whether all arguments are required.
    pub whole: bool,
}

impl Scope {
    /// Creates an empty scope.
    pub fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            zone: None,
            values: Vec::new(),
            sorted: Vec::new(),
            multi_word: Vec::new(),
            functions: Arc::default(),
            moment_readers: Arc::default(),
            calendars: Arc::default(),
            formats: Arc::default(),
            labels: Vec::new(),
            shared: None,
        }
    }

    /// Collects the shared parts of everything compiled from now on; their slots begin at `first`.
    pub fn collect_shared(&mut self, first: usize) -> SharedParts {
        let shared = SharedParts { first, parts: Arc::default() };
        self.shared = Some(shared.clone());
        shared
    }

    /// Returns the same scope without shared parts.
    #[must_use]
    pub fn without_shared(self) -> Self {
        Self { shared: None, ..self }
    }

    /// Adds a named value.
    pub fn add_value(&mut self, name: impl Into<SmolStr>, slot: Slot, kind: Type) {
        self.add(name.into(), slot, kind);
    }

    fn add(&mut self, name: SmolStr, slot: Slot, kind: Type) {
        self.remember_multi_word(&name);
        kind.keys(&mut |key| self.remember_multi_word(key));
        let place = self.values.len();
        match self.sorted_position(&name) {
            Ok(at) => {
                if let Some(hidden) = self.sorted.get_mut(at) {
                    *hidden = place;
                }
            }
            Err(at) => self.sorted.insert(at, place),
        }
        self.values.push((name, slot, kind));
    }

    /// Remembers a name of several words, which the lexer cannot recognize by itself.
    fn remember_multi_word(&mut self, name: &SmolStr) {
        if !name.as_bytes().contains(&b'"') && !name.chars().all(crate::data::letter::continues_name) {
            self.multi_word.push(name.clone());
        }
    }

    /// The position of a name in `sorted`, or where it would be inserted.
    fn sorted_position(&self, name: &str) -> Result<usize, usize> {
        let of = |place: &usize| self.values.get(*place).map_or("", |(known, _, _)| known.as_str());
        self.sorted.binary_search_by(|place| of(place).cmp(name))
    }

    /// Sets the functions of the host.
    pub fn set_functions(&mut self, all: Vec<Signature>) {
        for function in &all {
            self.remember_multi_word(&function.name);
        }
        self.functions = Arc::new(all);
    }

    /// Sets the labels of a field's options, by option id.
    pub fn add_labels(&mut self, field: impl Into<SmolStr>, options: Context) {
        self.labels.push((field.into(), Value::Context(Arc::new(options))));
    }

    pub(super) fn find_labels(&self, field: &str) -> Option<&Value> {
        self.labels.iter().rev().find(|(known, _)| known == field).map(|(_, options)| options)
    }

    /// Sets which functions read `now`.
    pub fn set_moment_readers(&mut self, readers: Vec<FunctionId>) {
        self.moment_readers = Arc::new(readers);
    }

    /// Sets the calendars, and whether each has working hours.
    pub fn set_calendars(&mut self, all: Vec<(SmolStr, bool)>) {
        self.calendars = Arc::new(all);
    }

    /// Whether the calendar has working hours; without an id, the only calendar is used. `None` if there is
    /// no such calendar.
    pub fn find_calendar(&self, id: Option<&str>) -> Option<bool> {
        let found = match (id, self.calendars.as_slice()) {
            (None, [only]) => Some(only),
            (None, _) => None,
            (Some(id), all) => all.iter().find(|(known, _)| known == id),
        };
        found.map(|(_, has_hours)| *has_hours)
    }

    /// Sets the formats and their segments.
    pub fn set_formats(&mut self, all: Vec<(SmolStr, Vec<SmolStr>)>) {
        self.formats = Arc::new(all);
    }

    /// Returns the index of a format and its segments.
    pub fn find_format(&self, id: &str) -> Option<(usize, &[SmolStr])> {
        let found = self.formats.iter().enumerate().find(|(_, (known, _))| known == id);
        found.map(|(place, (_, segments))| (place, segments.as_slice()))
    }

    /// The most similar format id, as a suggestion.
    pub fn nearest_format(&self, id: &str) -> Option<&str> {
        nearest(id, &mut self.formats.iter().map(|(known, _)| known.as_str()))
    }

    /// The most similar calendar id, as a suggestion.
    pub fn nearest_calendar(&self, id: &str) -> Option<&str> {
        nearest(id, &mut self.calendars.iter().map(|(known, _)| known.as_str()))
    }

    /// Adds the due instant of a deadline, read as `deadline("id")`.
    pub fn add_deadline(&mut self, id: &str, slot: Slot) {
        self.add_value(deadline_name(id), slot, Type::DateTime);
    }

    /// Returns the slot and type of a name.
    pub fn find(&self, name: &str) -> Option<(Slot, &Type)> {
        let (_, slot, kind) = self.values.get(*self.sorted.get(self.sorted_position(name).ok()?)?)?;
        Some((*slot, kind))
    }

    /// Returns a function, its id, and whether it reads `now`.
    pub(super) fn find_function(&self, name: &str) -> Option<(&Signature, FunctionId, bool)> {
        let place = self.functions.iter().rposition(|signature| signature.name == name)?;
        let id = FunctionId(u16::try_from(place).ok()?);
        Some((self.functions.get(place)?, id, self.moment_readers.contains(&id)))
    }

    /// Whether any field has an option with this id.
    pub(super) fn has_option(&self, id: &str) -> bool {
        self.labels
            .iter()
            .any(|(_, labels)| matches!(labels, Value::Context(labels) if labels.get(id).is_some()))
    }

    /// The most similar name, as a suggestion.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        nearest(name, &mut self.values.iter().map(|(known, _, _)| known.as_str()))
    }

    pub(super) fn nearest_function(&self, name: &str) -> Option<SmolStr> {
        let mut all: Vec<&str> = self.functions.iter().map(|signature| signature.name.as_str()).gather();
        builtin::names(&mut |name| all.push(name));
        nearest(name, &mut all.into_iter()).map(SmolStr::new)
    }
}

/// The name that holds the due instant of a deadline; it cannot be written as a name in an expression.
pub(super) fn deadline_name(id: &str) -> SmolStr {
    ["deadline(\"", id, "\")"].concat().into()
}
