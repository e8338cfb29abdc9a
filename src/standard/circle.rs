//! Functions and calculations that call each other: a circle would never end, so it is refused when a standard is loaded.

use super::Function;
use crate::calculation::Calculation;
use crate::data::Gather;
use crate::data::Phrase;
use crate::document::{Cursor, Defects};
use crate::feel::FunctionId;
use smol_str::SmolStr;

/// Who calls whom: calculations first, then functions, as their numbers count.
struct Calls<'a> {
    names: Vec<&'a SmolStr>,
    called: Vec<Vec<FunctionId>>,
}

/// Reports the first circle, with its names in order.
pub fn refuse_circles(
    calculations: &[Calculation],
    functions: &[Function],
    root: Cursor,
    defects: &mut Defects,
) {
    let mut calls = Calls { names: Vec::new(), called: Vec::new() };
    for calculation in calculations {
        let mut called = Vec::new();
        calculation.expressions(&mut |expression| called.extend_from_slice(expression.functions()));
        calls.names.push(&calculation.id);
        calls.called.push(called);
    }
    for function in functions {
        calls.names.push(&function.id);
        calls.called.push(function.body.functions().to_vec());
    }
    let mut done = vec![false; calls.names.len()];
    for start in 0..calls.names.len() {
        let mut way = Vec::new();
        if calls.closes(start, &mut way, &mut done) {
            let list =
                way.iter().filter_map(|at| calls.names.get(*at)).map(|name| name.as_str()).joined(" → ");
            let message = Phrase::filled(
                &["互相调用，成了一圈：{}", "these call each other in a circle: {}"],
                &[&list],
            );
            let first = way.first().and_then(|at| calls.names.get(*at));
            let place = |key| root.node.get(key)?.get(first?);
            let at = place("functions").or_else(|| place("calculations")).map_or(root, Cursor::at);
            at.report(defects, "function.circle", message, None);
            return;
        }
    }
}

impl Calls<'_> {
    /// Whether a way from here comes back to itself; then `way` is the circle.
    fn closes(&self, at: usize, way: &mut Vec<usize>, done: &mut [bool]) -> bool {
        if let Some(before) = way.iter().position(|one| *one == at) {
            way.drain(..before);
            way.push(at);
            return true;
        }
        if done.get(at).copied().unwrap_or(true) {
            return false;
        }
        way.push(at);
        for called in self.called.get(at).into_iter().flatten() {
            if self.closes(usize::from(called.0), way, done) {
                return true;
            }
        }
        way.pop();
        if let Some(done) = done.get_mut(at) {
            *done = true;
        }
        false
    }
}
