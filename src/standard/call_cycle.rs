//! Functions and calculations that call each other in a cycle: evaluating them would never end, so the
//! standard is rejected when it is loaded.

use super::Function;
use crate::calculation::Calculation;
use crate::data::{Gather, dependency_order};
use crate::document::{Cursor, Defects};
use crate::feel::Expression;

/// Reports the first cycle with its names in order.
pub(super) fn report_call_cycle(
    calculations: &[Calculation],
    functions: &[Function],
    root: Cursor,
    defects: &mut Defects,
) {
    let (mut names, mut needs) = (Vec::new(), Vec::new());
    let called = |expression: &Expression| expression.functions().iter().map(|id| usize::from(id.0)).gather();
    for calculation in calculations {
        let mut all = Vec::new();
        calculation.expressions(&mut |expression| all.extend(called(expression)));
        names.push(calculation.id.clone());
        needs.push(all);
    }
    for function in functions {
        names.push(function.id.clone());
        needs.push(called(&function.body));
    }
    let Err(cycle) = dependency_order(&needs, &names) else { return };
    let both = &["互相调用，成了一圈：{}", "these call each other in a circle: {}"];
    let place = |key| root.node.get(key)?.get(names.get(cycle.first)?);
    let at = place("functions").or_else(|| place("calculations")).map_or(root, Cursor::at);
    at.report_filled(defects, "function.circle", both, &[&cycle.names]);
}
