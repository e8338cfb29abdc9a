//! Numbers: rounding, size, remainder.

use super::{Builtin, Outcome, argument, builtin, number, string, whole};
use crate::data::{Decimal, Rounding, Value};
use crate::feel::error::Fault;

pub(super) const ALL: &[Builtin] = &[
    builtin("abs", &["n"], 1, abs),
    builtin("floor", &["n", "scale"], 1, |a| rounded(a, Rounding::Floor)),
    builtin("ceiling", &["n", "scale"], 1, |a| rounded(a, Rounding::Ceiling)),
    builtin("decimal", &["n", "scale"], 2, |a| rounded(a, Rounding::HalfEven)),
    builtin("round up", &["n", "scale"], 2, |a| rounded(a, Rounding::Up)),
    builtin("round down", &["n", "scale"], 2, |a| rounded(a, Rounding::Down)),
    builtin("round half up", &["n", "scale"], 2, |a| rounded(a, Rounding::HalfUp)),
    builtin("round half down", &["n", "scale"], 2, |a| rounded(a, Rounding::HalfDown)),
    builtin("modulo", &["dividend", "divisor"], 2, modulo),
    builtin("odd", &["number"], 1, |a| parity(a, true)),
    builtin("even", &["number"], 1, |a| parity(a, false)),
    builtin("number", &["from"], 1, parse),
];

fn abs(a: &[Value]) -> Outcome {
    let negative = match argument(a, 0) {
        Value::Number(number) => number.is_negative(),
        Value::Days(duration) => duration.nanos() < 0,
        Value::Months(duration) => duration.months() < 0,
        Value::Null => return Err(Fault::Missing),
        _ => return Err(Fault::Kind),
    };
    if negative { crate::feel::operator::negate(argument(a, 0)) } else { Ok(argument(a, 0).clone()) }
}

fn rounded(a: &[Value], rounding: Rounding) -> Outcome {
    let scale = if a.len() > 1 { whole(a, 1)? } else { 0 };
    let scale = i32::try_from(scale).map_err(|_| Fault::Overflow)?;
    number(a, 0)?.round(scale, rounding).map(Value::Number).ok_or(Fault::Overflow)
}

fn modulo(a: &[Value]) -> Outcome {
    let (dividend, divisor) = (number(a, 0)?, number(a, 1)?);
    dividend.modulo(divisor).map(Value::Number).ok_or(Fault::DivisionByZero)
}

fn parity(a: &[Value], odd: bool) -> Outcome {
    let rest = number(a, 0)?.modulo(Decimal::from(2)).ok_or(Fault::Overflow)?;
    Ok(Value::Bool(rest.is_zero() != odd))
}

fn parse(a: &[Value]) -> Outcome {
    Decimal::parse(string(a, 0)?.trim()).map(Value::Number).ok_or(Fault::Unreadable)
}
