//! Ranges: parses one from a text, and compares two of them. A point counts as the range from itself to
//! itself.

use super::argument::{argument, string};
use super::call::{Builtin, CallKind, Outcome, builtin};
use super::temporal;
use crate::data::text::split_once;
use crate::data::{Range, Value, limits};
use crate::feel::ast::{Ast, AstKind};
use crate::feel::environment::NoHost;
use crate::feel::error::Fault;
use crate::feel::operator::order;
use crate::feel::parser::parse;
use crate::feel::range::make_range;
use crate::feel::zone::resolve_offset;
use core::cmp::Ordering;

const POINT_POINT: &[&str] = &["point1", "point2"];
const RANGE_RANGE: &[&str] = &["range1", "range2"];
const POINT_RANGE: &[&str] = &["point", "range"];
const RANGE_POINT: &[&str] = &["range", "point"];

/// A relation that also accepts points; its parameters are named differently if both arguments are ranges.
type RelationCall = fn(&[Value]) -> Outcome;

const BEFORE: RelationCall = |a| evaluate_relation(a, POINT_POINT, false, before);
const AFTER: RelationCall = |a| evaluate_relation(a, POINT_POINT, true, before);
const FINISHES: RelationCall = |a| evaluate_relation(a, POINT_RANGE, false, finishes);
const FINISHED_BY: RelationCall = |a| evaluate_relation(a, RANGE_POINT, true, finishes);
const INCLUDES: RelationCall = |a| evaluate_relation(a, RANGE_POINT, false, includes);
const DURING: RelationCall = |a| evaluate_relation(a, POINT_RANGE, true, includes);
const STARTS: RelationCall = |a| evaluate_relation(a, POINT_RANGE, false, starts);
const STARTED_BY: RelationCall = |a| evaluate_relation(a, RANGE_POINT, true, starts);
const COINCIDES: RelationCall = |a| evaluate_relation(a, POINT_POINT, false, coincides);

pub(super) const ALL: &[Builtin] = &[
    builtin("range", &["from"], 1, range),
    builtin("before", POINT_POINT, 2, BEFORE),
    builtin("before", POINT_RANGE, 2, |a| evaluate_relation(a, POINT_RANGE, false, before)),
    builtin("before", RANGE_POINT, 2, |a| evaluate_relation(a, RANGE_POINT, false, before)),
    builtin("before", RANGE_RANGE, 2, BEFORE),
    builtin("after", POINT_POINT, 2, AFTER),
    builtin("after", POINT_RANGE, 2, |a| evaluate_relation(a, POINT_RANGE, true, before)),
    builtin("after", RANGE_POINT, 2, |a| evaluate_relation(a, RANGE_POINT, true, before)),
    builtin("after", RANGE_RANGE, 2, AFTER),
    builtin("meets", RANGE_RANGE, 2, |a| evaluate_relation(a, RANGE_RANGE, false, meets)),
    builtin("met by", RANGE_RANGE, 2, |a| evaluate_relation(a, RANGE_RANGE, true, meets)),
    builtin("overlaps", RANGE_RANGE, 2, |a| evaluate_relation(a, RANGE_RANGE, false, overlaps)),
    builtin("overlaps before", RANGE_RANGE, 2, |a| evaluate_relation(a, RANGE_RANGE, false, overlaps_before)),
    builtin("overlaps after", RANGE_RANGE, 2, |a| evaluate_relation(a, RANGE_RANGE, true, overlaps_before)),
    builtin("finishes", POINT_RANGE, 2, FINISHES),
    builtin("finishes", RANGE_RANGE, 2, FINISHES),
    builtin("finished by", RANGE_POINT, 2, FINISHED_BY),
    builtin("finished by", RANGE_RANGE, 2, FINISHED_BY),
    builtin("includes", RANGE_POINT, 2, INCLUDES),
    builtin("includes", RANGE_RANGE, 2, INCLUDES),
    builtin("during", POINT_RANGE, 2, DURING),
    builtin("during", RANGE_RANGE, 2, DURING),
    builtin("starts", POINT_RANGE, 2, STARTS),
    builtin("starts", RANGE_RANGE, 2, STARTS),
    builtin("started by", RANGE_POINT, 2, STARTED_BY),
    builtin("started by", RANGE_RANGE, 2, STARTED_BY),
    builtin("coincides", POINT_POINT, 2, COINCIDES),
    builtin("coincides", RANGE_RANGE, 2, COINCIDES),
];

type Relation = fn(&Range, &Range) -> Result<bool, Fault>;

/// Evaluates a relation of two ranges or points; a parameter named `range…` does not accept a point.
fn evaluate_relation(a: &[Value], parameters: &[&str], swapped: bool, relation: Relation) -> Outcome {
    let whole = |index: usize| match argument(a, index) {
        Value::Null => Err(Fault::Missing),
        Value::Range(range) => Ok(Range::clone(range)),
        _ if parameters.get(index).is_some_and(|name| name.starts_with("range")) => Err(Fault::Kind),
        point => Ok(Range { low: point.clone(), low_in: true, high: point.clone(), high_in: true }),
    };
    let (first, second) = (whole(0)?, whole(1)?);
    if swapped { relation(&second, &first) } else { relation(&first, &second) }.map(Value::Bool)
}

pub(super) fn compare_points(a: &Value, b: &Value) -> Result<Ordering, Fault> {
    order(a, b).ok_or(Fault::Kind)
}

/// Whether the first endpoint is before the second, or equal to it while `tie` is true.
fn precedes(a: &Value, b: &Value, tie: bool) -> Result<bool, Fault> {
    compare_points(a, b).map(|order| order == Ordering::Less || (order == Ordering::Equal && tie))
}

fn before(a: &Range, b: &Range) -> Result<bool, Fault> {
    precedes(&a.high, &b.low, !(a.high_in && b.low_in))
}

fn meets(a: &Range, b: &Range) -> Result<bool, Fault> {
    Ok(a.high_in && b.low_in && compare_points(&a.high, &b.low)? == Ordering::Equal)
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
        && compare_points(&a.high, &b.high)? == Ordering::Equal
        && precedes(&b.low, &a.low, !a.low_in || b.low_in)?)
}

fn includes(a: &Range, b: &Range) -> Result<bool, Fault> {
    Ok(precedes(&a.low, &b.low, a.low_in || !b.low_in)?
        && precedes(&b.high, &a.high, a.high_in || !b.high_in)?)
}

fn starts(a: &Range, b: &Range) -> Result<bool, Fault> {
    Ok(a.low_in == b.low_in
        && compare_points(&a.low, &b.low)? == Ordering::Equal
        && precedes(&a.high, &b.high, !a.high_in || b.high_in)?)
}

fn coincides(a: &Range, b: &Range) -> Result<bool, Fault> {
    Ok(starts(a, b)? && finishes(a, b)?)
}

/// Parses a range with literal endpoints, the lower one first.
fn range(a: &[Value]) -> Outcome {
    parse_range(string(a, 0)?).ok_or(Fault::Unreadable)
}

fn parse_range(text: &str) -> Option<Value> {
    if text.len() > limits::EXPRESSION_BYTES {
        return None;
    }
    let (tree, errors) = parse(text, &[], &[temporal::ALL]);
    let AstKind::Range { low, low_in, high, high_in } = &tree.kind else { return None };
    let end = |end: &Option<Box<Ast>>| end.as_ref().map_or(Some(Value::Null), |end| literal(end));
    let (low, high) = (end(low)?, end(high)?);
    let is_valid = low.is_null() || high.is_null() || order(&low, &high)? != Ordering::Greater;
    if is_valid && errors.is_empty() && split_once(text, "..").is_some() {
        make_range(low, *low_in, high, *high_in).ok()
    } else {
        None
    }
}

/// The value of a literal: a number, text, date or the like, or a temporal function called with one text.
fn literal(ast: &Ast) -> Option<Value> {
    let value = match &ast.kind {
        AstKind::Number(number) => Value::Number(*number),
        AstKind::Text(text) => Value::Text(text.clone()),
        AstKind::At(text) => temporal::literal(text)?,
        AstKind::Negate(inner) => match inner.kind {
            AstKind::Number(number) => Value::Number(number.negated()),
            _ => return None,
        },
        AstKind::Call(name, arguments) => {
            let [(key, Ast { kind: AstKind::Text(text), .. })] = arguments.as_slice() else { return None };
            let makes = |one: &&Builtin| one.name == name && one.parameters.len() == arguments.len();
            let Builtin { call: CallKind::Plain(make), parameters, .. } = temporal::ALL.iter().find(makes)?
            else {
                return None;
            };
            if !key.iter().all(|key| parameters.contains(&key.as_str())) {
                return None;
            }
            make(&[Value::Text(text.clone())]).ok()?
        }
        _ => return None,
    };
    resolve_offset(value, &NoHost).ok()
}

#[cfg(test)]
mod tests {
    use crate::feel::{Dialect, Environment, NoHost, Scope, compile};

    #[test]
    fn a_range_is_parsed_from_a_text_with_two_literals() {
        let cases = [
            ("[1..3]", "[1..3]"),
            (" ( -1 .. - (2) ] ", "null"),
            ("(-2..-(1)]", "(-2..-1]"),
            ("[(1)..((2))[", "[1..2)"),
            ("[--1..2]", "[1..2]"),
            ("[1..2] // to two", "[1..2]"),
            ("[1..2] 3", "null"),
            ("[2..1]", "null"),
            ("[1..1]", "[1..1]"),
            ("[1..'a']", "null"),
            ("['a'..'b']", "[\"a\"..\"b\"]"),
            ("[1+1..3]", "null"),
            ("[x..3]", "null"),
            ("[null..3]", "null"),
            ("1", "null"),
            ("", "null"),
            ("[@'2026-03-01'..@'2026-03-02']", "[2026-03-01..2026-03-02]"),
            ("[@'2026-03-01'..@'never']", "null"),
            ("[@'10:00:00@Etc/UTC'..@'11:00:00@Etc/UTC']", "[10:00:00@Etc/UTC..11:00:00@Etc/UTC]"),
            ("[@'10:00:00@Asia/Shanghai'..@'11:00:00@Asia/Shanghai']", "null"),
            ("[date('2026-03-01')..date(from: '2026-03-02')]", "[2026-03-01..2026-03-02]"),
            ("[date('2026-03-01')..date(to: '2026-03-02')]", "null"),
            ("[date('2026-03-01')..date('2026-02-30')]", "null"),
            ("[date(year: '2026')..date('2026-03-02')]", "null"),
            ("[time('10:00:00')..time('11:00:00')]", "[10:00:00..11:00:00]"),
            ("[time('10:00:00@Etc/UTC')..time('11:00:00@Nowhere/Land')]", "null"),
            (
                "[date  and\ntime('2026-03-01')..date and time('2026-03-01T10:00:00')]",
                "[2026-03-01T00:00:00..2026-03-01T10:00:00]",
            ),
            ("[duration('P1D')..duration('P2D')]", "[P1D..P2D]"),
            ("[duration('P1D')..duration('P2Y')]", "null"),
            ("[date('2026-03-01')..@'2026-03-01T10:00:00']", "null"),
            ("[string length('a')..2]", "null"),
            ("[start of month('2026-03-01')..@'2026-03-02']", "null"),
            ("[years and months duration('P1Y')..@'P2Y']", "null"),
            ("[sum(1)..2]", "null"),
            ("[1..date('2026-03-01').year]", "null"),
            ("［1..2］", "[1..2]"),
            ("[..2]", "null"),
            ("[1..]", "null"),
            ("(..]", "null"),
            ("(..)", "null"),
            ("(..2]", "(null..2]"),
            ("]..2)", "(null..2)"),
            ("[1..)", "[1..null)"),
            ("(1..)", "(1..null)"),
            ("[1..1 + )", "null"),
        ];
        for (text, expected) in cases {
            let call = format!("range(\"{}\")", text.replace('\'', "\\\""));
            let made = compile(&call, &Scope::new(Dialect::Feel)).unwrap();
            assert_eq!(made.evaluate(&Environment::new([&[]; 5], &NoHost)).to_string(), expected, "{text}");
        }
    }
}
