//! Products, middles, spreads.

use super::{Builtin, Outcome, argument, builtin};
use crate::data::Gather;
use crate::data::{Decimal, Value};
use crate::feel::error::Fault;
use crate::feel::scientific;

pub(super) const ALL: &[Builtin] = &[
    builtin("product", &["list", "…"], 1, product),
    builtin("median", &["list", "…"], 1, median),
    builtin("stddev", &["list", "…"], 1, deviation),
    builtin("mode", &["list", "…"], 1, mode),
];

fn numbers(a: &[Value]) -> Result<Vec<Decimal>, Fault> {
    let number = |value: &Value| match value {
        Value::Number(number) => Ok(*number),
        Value::Null => Err(Fault::Missing),
        _ => Err(Fault::Kind),
    };
    match a {
        [Value::List(items)] => items.iter().map(number).collect(),
        all => all.iter().map(number).collect(),
    }
}

fn some(numbers: Vec<Decimal>) -> Result<Vec<Decimal>, Fault> {
    if numbers.is_empty() { Err(Fault::Missing) } else { Ok(numbers) }
}

fn sorted(numbers: Vec<Decimal>) -> Vec<Decimal> {
    let order = crate::feel::order::sorted(numbers.len(), &mut |a, b| numbers.get(a) <= numbers.get(b));
    order.into_iter().filter_map(|at| numbers.get(at).copied()).gather()
}

fn product(a: &[Value]) -> Outcome {
    let all = some(numbers(a)?)?;
    let result = all.into_iter().try_fold(Decimal::ONE, Decimal::checked_mul);
    result.map(Value::Number).ok_or(Fault::Overflow)
}

fn median(a: &[Value]) -> Outcome {
    let all = sorted(some(numbers(a)?)?);
    let middle = all.len().checked_div(2).unwrap_or(0);
    let at = |index: usize| all.get(index).copied().unwrap_or(Decimal::ZERO);
    if all.len() & 1 == 1 {
        return Ok(Value::Number(at(middle)));
    }
    let both = at(middle).checked_add(at(middle.saturating_sub(1)));
    both.and_then(|sum| sum.checked_div(Decimal::from(2))).map(Value::Number).ok_or(Fault::Overflow)
}

fn deviation(a: &[Value]) -> Outcome {
    let all = numbers(a)?;
    if all.len() < 2 {
        return Err(Fault::Missing);
    }
    spread(&all).map(Value::Number).ok_or(Fault::Overflow)
}

fn spread(all: &[Decimal]) -> Option<Decimal> {
    let size = Decimal::from(i64::try_from(all.len()).ok()?);
    let mean = all.iter().copied().try_fold(Decimal::ZERO, Decimal::checked_add)?.checked_div(size)?;
    let squares = all.iter().try_fold(Decimal::ZERO, |sum, number| {
        let far = number.checked_sub(mean)?;
        sum.checked_add(far.checked_mul(far)?)
    })?;
    scientific::sqrt(squares.checked_div(size.checked_sub(Decimal::ONE)?)?)
}

fn mode(a: &[Value]) -> Outcome {
    if argument(a, 0).is_null() {
        return Err(Fault::Missing);
    }
    let all = sorted(numbers(a)?);
    let runs: Vec<&[Decimal]> = all.chunk_by(|a, b| a == b).gather();
    let most = runs.iter().map(|run| run.len()).max().unwrap_or(0);
    let best = runs.into_iter().filter(|run| run.len() == most).filter_map(|run| run.first());
    Ok(Value::list(best.map(|number| Value::Number(*number)).gather()))
}
