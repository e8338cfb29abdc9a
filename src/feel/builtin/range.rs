//! Ranges: made from a text, and how two of them lie to each other. A point is the range of itself.

use super::argument::{argument, string};
use super::call::{Builtin, Outcome, builtin};
use crate::data::{Range, Value};
use crate::feel::ast::{Ast, AstKind};
use crate::feel::dialect::Dialect;
use crate::feel::environment::{Environment, NoHost};
use crate::feel::error::Fault;
use crate::feel::operator::order;
use crate::feel::parser::parse;
use crate::feel::scope::Scope;
use crate::feel::slot::space;
use core::cmp::Ordering;

const ANY: &[&str] = &["point1", "point2"];
const RANGES: &[&str] = &["range1", "range2"];
const IN: &[&str] = &["point", "range"];
const AROUND: &[&str] = &["range", "point"];

pub(super) const ALL: &[Builtin] = &[
    builtin("range", &["from"], 1, range),
    builtin("before", ANY, 2, |a| related(a, ANY, false, before)),
    builtin("after", ANY, 2, |a| related(a, ANY, true, before)),
    builtin("meets", RANGES, 2, |a| related(a, RANGES, false, meets)),
    builtin("met by", RANGES, 2, |a| related(a, RANGES, true, meets)),
    builtin("overlaps", RANGES, 2, |a| related(a, RANGES, false, overlaps)),
    builtin("overlaps before", RANGES, 2, |a| related(a, RANGES, false, overlaps_before)),
    builtin("overlaps after", RANGES, 2, |a| related(a, RANGES, true, overlaps_before)),
    builtin("finishes", IN, 2, |a| related(a, IN, false, finishes)),
    builtin("finished by", AROUND, 2, |a| related(a, AROUND, true, finishes)),
    builtin("includes", AROUND, 2, |a| related(a, AROUND, false, includes)),
    builtin("during", IN, 2, |a| related(a, IN, true, includes)),
    builtin("starts", IN, 2, |a| related(a, IN, false, starts)),
    builtin("started by", AROUND, 2, |a| related(a, AROUND, true, starts)),
    builtin("coincides", ANY, 2, |a| related(a, ANY, false, coincides)),
];

type Relation = fn(&Range, &Range) -> Result<bool, Fault>;

/// Answers for two ranges or points; a parameter that is called a range takes no point.
fn related(a: &[Value], parameters: &[&str], swapped: bool, relation: Relation) -> Outcome {
    let whole = |index: usize| match argument(a, index) {
        Value::Null => Err(Fault::Missing),
        Value::Range(range) => Ok(Range::clone(range)),
        _ if parameters.get(index).is_some_and(|name| name.starts_with("range")) => Err(Fault::Kind),
        point => Ok(Range { low: point.clone(), low_in: true, high: point.clone(), high_in: true }),
    };
    let (first, second) = (whole(0)?, whole(1)?);
    if swapped { relation(&second, &first) } else { relation(&first, &second) }.map(Value::Bool)
}

pub(super) fn compared(a: &Value, b: &Value) -> Result<Ordering, Fault> {
    order(a, b).ok_or(Fault::Kind)
}

/// Whether the first end comes before the second, or is the same and `tie` holds.
fn precedes(a: &Value, b: &Value, tie: bool) -> Result<bool, Fault> {
    compared(a, b).map(|order| order == Ordering::Less || (order == Ordering::Equal && tie))
}

fn before(a: &Range, b: &Range) -> Result<bool, Fault> {
    precedes(&a.high, &b.low, !(a.high_in && b.low_in))
}

fn meets(a: &Range, b: &Range) -> Result<bool, Fault> {
    Ok(a.high_in && b.low_in && compared(&a.high, &b.low)? == Ordering::Equal)
}

fn overlaps(a: &Range, b: &Range) -> Result<bool, Fault> {
    Ok(precedes(&b.low, &a.high, a.high_in && b.low_in)? && precedes(&a.low, &b.high, a.low_in && b.high_in)?)
}

fn overlaps_before(a: &Range, b: &Range) -> Result<bool, Fault> {
    Ok(precedes(&a.low, &b.low, a.low_in && !b.low_in)?
        && precedes(&b.low, &a.high, a.high_in && b.low_in)?
        && precedes(&a.high, &b.high, !a.high_in || b.high_in)?)
}

fn finishes(a: &Range, b: &Range) -> Result<bool, Fault> {
    Ok(a.high_in == b.high_in
        && compared(&a.high, &b.high)? == Ordering::Equal
        && precedes(&b.low, &a.low, !a.low_in || b.low_in)?)
}

fn includes(a: &Range, b: &Range) -> Result<bool, Fault> {
    Ok(precedes(&a.low, &b.low, a.low_in || !b.low_in)?
        && precedes(&b.high, &a.high, a.high_in || !b.high_in)?)
}

fn starts(a: &Range, b: &Range) -> Result<bool, Fault> {
    Ok(a.low_in == b.low_in
        && compared(&a.low, &b.low)? == Ordering::Equal
        && precedes(&a.high, &b.high, !a.high_in || b.high_in)?)
}

fn coincides(a: &Range, b: &Range) -> Result<bool, Fault> {
    Ok(a.low_in == b.low_in
        && a.high_in == b.high_in
        && compared(&a.low, &b.low)? == Ordering::Equal
        && compared(&a.high, &b.high)? == Ordering::Equal)
}

/// Reads a range whose ends are literals.
fn range(a: &[Value]) -> Outcome {
    let text = string(a, 0)?;
    let scope = Scope::new(Dialect::Feel);
    let (tree, errors) = parse(text, &scope);
    let AstKind::Range { low: Some(low), high: Some(high), .. } = &tree.kind else {
        return Err(Fault::Unreadable);
    };
    if !(errors.is_empty() && literal(low) && literal(high)) {
        return Err(Fault::Unreadable);
    }
    let made = crate::feel::compile(text, &scope).map_err(|_| Fault::Unreadable)?;
    let value = made.evaluate(&Environment::new([&[]; space::COUNT], &NoHost)).into_owned();
    let Value::Range(made) = &value else { return Err(Fault::Unreadable) };
    if compared(&made.low, &made.high)? == Ordering::Greater { Err(Fault::Unreadable) } else { Ok(value) }
}

/// A number, a text, a date and the like, or a function that makes one from a text.
fn literal(ast: &Ast) -> bool {
    match &ast.kind {
        AstKind::Number(_) | AstKind::Text(_) | AstKind::At(_) => true,
        AstKind::Negate(inner) => matches!(inner.kind, AstKind::Number(_)),
        AstKind::Call(name, arguments) => {
            let makes = matches!(name.as_str(), "date" | "time" | "date and time" | "duration");
            makes && matches!(arguments.as_slice(), [(_, Ast { kind: AstKind::Text(_), .. })])
        }
        _ => false,
    }
}
