//! Finds the functions and calculations that read the current time, directly or through others: expressions
//! that call them are re-evaluated as time passes.

use super::Function;
use crate::calculation::Calculation;
use crate::feel::{Expression, FunctionId, Scope, space};

/// Registers them in the scope.
pub(super) fn register_moment_readers(
    scope: &mut Scope,
    calculations: &[Calculation],
    functions: &[Function],
) {
    let mut readers: Vec<FunctionId> = Vec::new();
    loop {
        let before = readers.len();
        for index in 0..calculations.len().saturating_add(functions.len()) {
            let id = FunctionId(u16::try_from(index).unwrap_or(u16::MAX));
            let mut reads = false;
            let mut look = |expression: &Expression| {
                reads |= expression.slots().iter().any(|slot| slot.space == space::MOMENT);
                reads |= expression.functions().iter().any(|called| readers.contains(called));
            };
            if let Some(calculation) = calculations.get(index) {
                calculation.expressions(&mut look);
            } else if let Some(function) =
                index.checked_sub(calculations.len()).and_then(|at| functions.get(at))
            {
                look(&function.body);
            }
            if reads && !readers.contains(&id) {
                readers.push(id);
            }
        }
        if readers.len() == before {
            return scope.set_moment_readers(readers);
        }
    }
}
