//! Which functions and calculations read the moment, themselves or through others: what calls one of them is looked
//! at again when the moment moves.

use super::Function;
use crate::calculation::Calculation;
use crate::feel::{Expression, FunctionId, Scope, space};

/// Tells the scope which of them do.
pub fn mark_moment(scope: &mut Scope, calculations: &[Calculation], functions: &[Function]) {
    let mut readers: Vec<FunctionId> = Vec::new();
    loop {
        let before = readers.len();
        for (index, id) in
            (0u16..).map(FunctionId).enumerate().take(calculations.len().saturating_add(functions.len()))
        {
            let mut reads = false;
            let mut look = |expression: &Expression| {
                reads |= expression.slots().iter().any(|slot| slot.space == space::MOMENT);
                reads |= expression.functions().iter().any(|called| readers.contains(called));
            };
            match (
                calculations.get(index),
                index.checked_sub(calculations.len()).and_then(|at| functions.get(at)),
            ) {
                (Some(calculation), _) => calculation.expressions(&mut look),
                (None, function) => function.into_iter().for_each(|function| look(&function.body)),
            }
            if reads && !readers.contains(&id) {
                readers.push(id);
            }
        }
        if readers.len() == before {
            return scope.reads_moment(readers);
        }
    }
}
