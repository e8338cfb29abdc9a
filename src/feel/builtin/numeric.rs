//! Numbers: rounding, size, remainder.

use super::argument::{argument, number, single, string, whole};
use super::call::{Builtin, CallKind, Outcome, rounding, scalar, with_call};
use crate::data::{Decimal, Rounding, SCALES, Value};
use crate::feel::environment::Environment;
use crate::feel::error::Fault;
use crate::feel::operator::{negate, order};
use crate::feel::scalar::Scalar;
use crate::feel::scientific::{self, SERIES};
use core::cmp::Ordering;

pub(super) const ALL: &[Builtin] = &[
    scalar("abs", &["n"], 1, abs),
    rounding("floor", 1, |a| round(a, Rounding::Floor), Rounding::Floor),
    rounding("ceiling", 1, |a| round(a, Rounding::Ceiling), Rounding::Ceiling),
    rounding("decimal", 2, |a| round(a, Rounding::HalfEven), Rounding::HalfEven),
    rounding("round up", 2, |a| round(a, Rounding::Up), Rounding::Up),
    rounding("round down", 2, |a| round(a, Rounding::Down), Rounding::Down),
    rounding("round half up", 2, |a| round(a, Rounding::HalfUp), Rounding::HalfUp),
    rounding("round half down", 2, |a| round(a, Rounding::HalfDown), Rounding::HalfDown),
    scalar("modulo", &["dividend", "divisor"], 2, modulo),
    scalar("odd", &["number"], 1, |a| parity(a, true)),
    scalar("even", &["number"], 1, |a| parity(a, false)),
    scalar("number", &["from"], 1, parse),
    scalar("number", &["from", "grouping separator", "decimal separator"], 3, parse),
    with_call("sqrt", &["number"], 1, CallKind::Counted(root)),
    with_call("exp", &["number"], 1, CallKind::Counted(exp)),
    with_call("log", &["number"], 1, CallKind::Counted(log)),
];

fn abs(a: &[Value]) -> Outcome {
    let value = single(argument(a, 0));
    let turned = negate(Scalar::from_value(value))?.into_value();
    Ok(if order(&turned, value) == Some(Ordering::Greater) { turned } else { value.clone() })
}

fn round(a: &[Value], rounding: Rounding) -> Outcome {
    let scale = if a.len() > 1 { whole(a, 1)? } else { 0 };
    let scale = i32::try_from(scale).ok().filter(|scale| SCALES.contains(scale)).ok_or(Fault::Overflow)?;
    number(a, 0)?.round(scale, rounding).map(Value::Number).ok_or(Fault::Overflow)
}

fn modulo(a: &[Value]) -> Outcome {
    let (dividend, divisor) = (number(a, 0)?, number(a, 1)?);
    dividend.modulo(divisor).map(Value::Number).ok_or(Fault::DivisionByZero)
}

fn parity(a: &[Value], odd: bool) -> Outcome {
    let rest = number(a, 0)?.modulo(Decimal::from(2)).ok_or(Fault::Overflow)?;
    Ok(Value::Bool(rest == Decimal::from(i64::from(odd))))
}

/// Parses a number with separators: grouping is a space, comma or point, the decimal separator a point or
/// comma.
fn parse(a: &[Value]) -> Outcome {
    let separator = |index, allowed: &[&str], otherwise| match argument(a, index) {
        Value::Null => Ok(otherwise),
        _ => Some(string(a, index)?).filter(|sign| allowed.contains(sign)).ok_or(Fault::Unreadable),
    };
    let (grouping, point) = (separator(1, &[" ", ",", "."], "")?, separator(2, &[".", ","], ".")?);
    if grouping == point {
        return Err(Fault::Unreadable);
    }
    let text = string(a, 0)?;
    let digits = text.chars().filter(|c| !grouping.starts_with(*c));
    // If another sign is the decimal separator, a point between digits must make the number invalid.
    let plain: String = digits
        .map(|c| {
            if point.starts_with(c) {
                '.'
            } else if c == '.' {
                ' '
            } else {
                c
            }
        })
        .collect();
    Decimal::parse(&plain).map(Value::Number).ok_or(Fault::Unreadable)
}

fn exp(a: &[Value], environment: &Environment) -> Outcome {
    environment.spend(SERIES)?;
    scientific::exp(number(a, 0)?).map(Value::Number).ok_or(Fault::Overflow)
}

fn log(a: &[Value], environment: &Environment) -> Outcome {
    environment.spend(SERIES)?;
    let positive = Some(number(a, 0)?).filter(|number| *number > Decimal::from(0)).ok_or(Fault::Kind)?;
    scientific::ln(positive).map(Value::Number).ok_or(Fault::Overflow)
}

fn root(a: &[Value], environment: &Environment) -> Outcome {
    environment.spend(SERIES >> 2)?;
    scientific::sqrt(number(a, 0)?).map(Value::Number).ok_or(Fault::Kind)
}
