//! Product, mean, median, mode and standard deviation.

use super::argument::{argument, kind_fault};
use super::call::{Builtin, CallKind, Outcome, builtin, with_call};
use crate::data::{Decimal, Value};
use crate::feel::environment::Environment;
use crate::feel::error::Fault;
use crate::feel::scientific;

pub(super) const ALL: &[Builtin] = &[
    builtin("product", &["list", "…"], 1, product),
    with_call("median", &["list", "…"], 1, CallKind::Counted(median)),
    with_call("stddev", &["list", "…"], 1, CallKind::Counted(deviation)),
    with_call("mode", &["list", "…"], 1, CallKind::Counted(mode)),
];

/// The arguments as numbers; missing if there are fewer than `least`.
fn numbers(a: &[Value], least: usize) -> Result<Vec<Decimal>, Fault> {
    let mut all = Vec::new();
    let items = if let [Value::List(items)] = a { items.as_slice() } else { a };
    for index in 0..items.len() {
        all.push(to_number(argument(items, index))?);
    }
    if all.len() < least { Err(Fault::Missing) } else { Ok(all) }
}

fn to_number(value: &Value) -> Result<Decimal, Fault> {
    if let Value::Number(number) = value { Ok(*number) } else { Err(kind_fault(value)) }
}

fn sorted(numbers: &[Decimal], environment: &Environment) -> Result<Vec<Decimal>, Fault> {
    environment.spend_sort(numbers.len())?;
    let order =
        crate::data::sorted(numbers.len(), &mut |a, b| number_at(numbers, a) <= number_at(numbers, b));
    Ok(order.into_iter().map(|place| number_at(numbers, place)).collect())
}

fn number_at(numbers: &[Decimal], index: usize) -> Decimal {
    numbers.get(index).copied().unwrap_or(Decimal::ZERO)
}

fn or_overflow(result: Option<Decimal>) -> Outcome {
    result.map(Value::Number).ok_or(Fault::Overflow)
}

fn product(a: &[Value]) -> Outcome {
    or_overflow(try_fold(&numbers(a, 1)?, Decimal::ONE, Decimal::checked_mul))
}

fn try_fold(
    all: &[Decimal],
    first: Decimal,
    next: fn(Decimal, Decimal) -> Option<Decimal>,
) -> Option<Decimal> {
    let mut result = first;
    for number in all {
        result = next(result, *number)?;
    }
    Some(result)
}

pub(super) fn mean(a: &[Value]) -> Outcome {
    or_overflow(average(&numbers(a, 1)?))
}

fn average(all: &[Decimal]) -> Option<Decimal> {
    sum_divided(all, all.len())
}

/// The sum of the numbers divided by `size`.
fn sum_divided(all: &[Decimal], size: usize) -> Option<Decimal> {
    let total = try_fold(all, Decimal::ZERO, Decimal::checked_add)?;
    total.checked_div(Decimal::from(i64::try_from(size).ok()?))
}

fn median(a: &[Value], environment: &Environment) -> Outcome {
    let all = sorted(&numbers(a, 1)?, environment)?;
    let (low, high) = (all.len().saturating_sub(1) >> 1, all.len() >> 1);
    or_overflow(average(&[number_at(&all, low), number_at(&all, high)]))
}

fn deviation(a: &[Value], environment: &Environment) -> Outcome {
    let all = numbers(a, 2)?;
    environment.spend_comparisons(all.len().saturating_mul(4))?;
    or_overflow(standard_deviation(all))
}

fn standard_deviation(mut all: Vec<Decimal>) -> Option<Decimal> {
    let middle = average(&all)?;
    for number in &mut all {
        let far = number.checked_sub(middle)?;
        *number = far.checked_mul(far)?;
    }
    scientific::sqrt(sum_divided(&all, all.len().checked_sub(1)?)?)
}

fn mode(a: &[Value], environment: &Environment) -> Outcome {
    if argument(a, 0).is_null() {
        return Err(Fault::Missing);
    }
    let (mut best, mut most, mut count, mut last) = (Vec::new(), 0usize, 0usize, None);
    for number in sorted(&numbers(a, 0)?, environment)? {
        count = if last == Some(number) { count.saturating_add(1) } else { 1 };
        last = Some(number);
        if count > most {
            best.clear();
            most = count;
        }
        if count == most {
            best.push(Value::Number(number));
        }
    }
    Ok(Value::list(best))
}
