//! Whether a value is of a type, and its conversion to a type (DMN 1.5, 10.3.2.9.4).

use super::builtin::single;
use super::kind::Kind;
use super::node::FunctionLiteral;
use super::operator::at_midnight;
use crate::data::{Range, Value};

impl Kind {
    /// Whether a value is of this type; null is of none.
    pub(super) fn accepts(&self, value: &Value) -> bool {
        match (self, value) {
            (_, Value::Null) => false,
            (Self::Any, _) => true,
            (Self::Plain(name), value) => *name == value.kind(),
            (Self::List(inner), Value::List(items)) => items.iter().all(|item| inner.accepts_inside(item)),
            (Self::Range(inner), Value::Range(range)) => {
                let Range { low, high, .. } = &**range;
                inner.accepts_inside(low) && inner.accepts_inside(high)
            }
            (Self::Context(entries), Value::Context(context)) => entries
                .iter()
                .all(|(key, kind)| context.get(key).is_some_and(|value| kind.accepts_inside(value))),
            (Self::Function(parameters, _), Value::Function(function)) => {
                let own = function.body.downcast_ref::<FunctionLiteral>();
                own.is_some_and(|own| {
                    let mut pairs = own.kinds.iter().zip(parameters);
                    own.kinds.len() == parameters.len() && pairs.all(|(own, kind)| own.includes(kind))
                })
            }
            _ => false,
        }
    }

    /// Converts a value to this type: a one-element list to its item and vice versa, a date to its midnight;
    /// null if it does not fit.
    pub(super) fn coerce(&self, value: &Value) -> Value {
        match (self, value, single(value)) {
            (kind, value, _) if kind.accepts(value) => value.clone(),
            (kind, _, one) if kind.accepts(one) => one.clone(),
            (Self::List(inner), one, _) if inner.accepts(one) => Value::list(vec![one.clone()]),
            (Self::Plain("date and time"), _, Value::Date(date)) => {
                at_midnight(*date).map_or(Value::Null, Value::DateTime)
            }
            _ => Value::Null,
        }
    }

    /// Whether every value of the other type is also of this one, judging by the outermost type only.
    fn includes(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Any, _) => true,
            (Self::Plain(own), Self::Plain(other)) => own == other,
            _ => core::mem::discriminant(self) == core::mem::discriminant(other),
        }
    }

    /// Whether a value may occur inside a value of this type; null always may.
    fn accepts_inside(&self, value: &Value) -> bool {
        value.is_null() || self.accepts(value)
    }
}
