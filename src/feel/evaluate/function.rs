//! Functions as values: captures what is in scope, and calls them by position or by name. A function can call
//! itself.

use super::frame::{EvalScope, Frame, Frames};
use crate::data::{Function, Value};
use crate::feel::environment::Environment;
use crate::feel::error::Fault;
use crate::feel::node::FunctionLiteral;
use smol_str::SmolStr;
use std::sync::Arc;

/// Creates the function, capturing all values in scope where it is written.
pub(super) fn make_function(literal: &Arc<FunctionLiteral>, mut frames: Frames) -> Value {
    let mut reversed = Vec::new();
    while let Some(frame) = frames {
        reversed.extend(frame.values.iter().rev().cloned());
        frames = frame.outer;
    }
    reversed.reverse();
    let parameters = literal.parameters.clone();
    Value::Function(Arc::new(Function { parameters, body: literal.clone(), captured: reversed }))
}

/// Calls a function with all of its arguments, by position if `names` is empty. An argument that does not
/// match its type becomes null.
pub(in crate::feel) fn call(
    callee: &Value,
    names: &[SmolStr],
    arguments: &[Value],
    environment: &Environment,
) -> Result<Value, Fault> {
    let Value::Function(function) = callee else {
        return Err(if callee.is_null() { Fault::Missing } else { Fault::Kind });
    };
    let Some(literal) = function.body.downcast_ref::<FunctionLiteral>() else { return Err(Fault::Kind) };
    if arguments.len() != literal.parameters.len() {
        return Err(Fault::Arguments);
    }
    environment.spend(literal.body.loop_cost())?;
    let mut values = function.captured.clone();
    values.push(callee.clone());
    for (index, (parameter, kind)) in literal.parameters.iter().zip(literal.kinds.iter()).enumerate() {
        let named = || names.iter().position(|name| name == parameter);
        let at = if names.is_empty() { Some(index) } else { named() };
        let given = at.and_then(|at| arguments.get(at)).ok_or(Fault::Arguments)?;
        let fitted = kind.coerce(given);
        if fitted.is_null() && !given.is_null() {
            environment.add_note(false, &|_| Fault::Kind.note(literal.body.span));
        }
        values.push(fitted);
    }
    let outside = environment.enter_function(literal.height)?;
    let value = literal
        .body
        .evaluate(EvalScope::new(environment).with_frame(&Frame { values: &values, outer: None }))
        .into_owned();
    environment.leave_function(outside);
    Ok(value)
}
