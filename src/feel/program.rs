//! Expressions as a list of operations over numbered registers, for numbers, booleans and texts that are
//! known in advance. Nothing is allocated while it runs. It gives the same results as the evaluator, or stops
//! where the evaluator is needed: other kinds of values, kinds that do not match, numbers of more than 18
//! digits.

mod build;
mod content;

pub use build::Builder;
pub use content::Content;

use super::ast::Binary;
use super::operator::scalar_arithmetic;
use super::scalar::Scalar;
use crate::data::{MAX_DECIMALS, Rounding, short_product};
use core::cmp::Ordering;

/// The number of a register.
pub type Register = u8;

/// The number of registers: all that a [`Register`] can address.
const REGISTERS: usize = 256;

/// One operation. An operation that produces a value names its target register first.
#[derive(Clone, Copy, Debug)]
enum Operation {
    Copy(Register, Register),
    Arithmetic(Binary, Register, Register, Register),
    Round(Rounding, u8, Register, Register),
    Compare(Orderings, Register, Register, Register),
    /// Whether a value is present or, with `false`, whether it is missing.
    Present(bool, Register, Register),
    Jump(u16),
    /// Jumps unless the flag is true.
    JumpUnless(u16, Register),
    /// Jumps unless a comparison is true.
    JumpUnlessCompare(Orderings, u16, Register, Register),
}

/// The orderings that a comparison accepts, one bit each for less, equal and greater.
type Orderings = u8;
const LESS: Orderings = 0b001;
const EQUAL: Orderings = 0b010;
const GREATER: Orderings = 0b100;

/// A list of operations and their registers.
#[derive(Debug)]
pub struct Program {
    operations: Vec<Operation>,
    /// Inputs, outputs, constants and intermediate values.
    pub registers: Box<[Content; REGISTERS]>,
}

#[inline(always)]
fn content(registers: &[Content; REGISTERS], register: Register) -> Content {
    registers.get(usize::from(register)).copied().unwrap_or(Content::NULL)
}

impl Program {
    /// The content of a register.
    #[inline(always)]
    pub fn content(&self, register: Register) -> Content {
        content(&self.registers, register)
    }

    /// Runs the program; `None` if the evaluator is needed.
    pub fn run(&mut self) -> Option<()> {
        let Self { operations, registers, .. } = self;
        let mut next = 0usize;
        while let Some(operation) = operations.get(next) {
            next = next.wrapping_add(1);
            let content = |register: Register| content(registers, register);
            let (to, made) = match *operation {
                Operation::Copy(to, from) => (to, content(from)),
                Operation::Arithmetic(operator, to, a, b) => (to, compute(operator, content(a), content(b))?),
                Operation::Round(rounding, places, to, from) => (to, round(rounding, places, content(from))?),
                Operation::JumpUnlessCompare(orders, target, a, b) => {
                    if compare(orders, content(a), content(b))? != Some(true) {
                        next = usize::from(target);
                    }
                    continue;
                }
                Operation::Jump(target) => {
                    next = usize::from(target);
                    continue;
                }
                Operation::JumpUnless(target, from) => {
                    if content(from).flag()? != Some(true) {
                        next = usize::from(target);
                    }
                    continue;
                }
                Operation::Compare(orders, to, a, b) => {
                    let flag = compare(orders, content(a), content(b))?;
                    (to, flag.map_or(Content::NULL, Content::of_flag))
                }
                Operation::Present(present, to, from) => {
                    (to, Content::of_flag((content(from) == Content::NULL) != present))
                }
            };
            *registers.get_mut(usize::from(to))? = made;
        }
        Some(())
    }
}

/// Computes an arithmetic operation, with fast paths for sums of equal scale and products that certainly fit.
#[inline(always)]
fn compute(operator: Binary, a: Content, b: Content) -> Option<Content> {
    let short = match operator {
        Binary::Multiply if a.kind.max(b.kind) <= MAX_DECIMALS / 2 => {
            short_product(a.units, b.units).map(|units| Content { units, kind: a.kind.wrapping_add(b.kind) })
        }
        Binary::Add if a.kind == b.kind && a.kind <= MAX_DECIMALS => {
            a.units.checked_add(b.units).map(|units| Content { units, ..a })
        }
        Binary::Subtract if a.kind == b.kind && a.kind <= MAX_DECIMALS => {
            a.units.checked_sub(b.units).map(|units| Content { units, ..a })
        }
        _ => None,
    };
    short.or_else(|| compute_any(operator, a, b))
}

/// Like [`compute`], for all numbers; the result is null if an operand is.
#[inline(never)]
fn compute_any(operator: Binary, a: Content, b: Content) -> Option<Content> {
    if a == Content::NULL || b == Content::NULL {
        return Some(Content::NULL);
    }
    match scalar_arithmetic(operator, Scalar::Number(a.number()?), Scalar::Number(b.number()?)) {
        Ok(Scalar::Number(number)) => Content::of_number(Some(number)),
        _ => Some(Content::NULL),
    }
}

#[inline(never)]
fn round(rounding: Rounding, places: u8, content: Content) -> Option<Content> {
    if content.kind <= places.min(MAX_DECIMALS) || content == Content::NULL {
        return Some(content);
    }
    let number = content.number()?.round(i32::from(places), rounding);
    Content::of_number(number)
}

/// Compares two contents; inner `None` for null. Texts and flags can only be equal or not.
#[inline(always)]
fn compare(orders: Orderings, a: Content, b: Content) -> Option<Option<bool>> {
    let order = if a == Content::NULL || b == Content::NULL {
        return Some(None);
    } else if a.kind == b.kind && (a.kind <= MAX_DECIMALS || orders == EQUAL || orders == LESS | GREATER) {
        a.units.cmp(&b.units)
    } else {
        order(a, b)?
    };
    Some(Some(orders >> (order as i8).wrapping_add(1) & 1 == 1))
}

/// Compares two numbers of different scale.
#[inline(never)]
fn order(a: Content, b: Content) -> Option<Ordering> {
    Some(a.number()?.cmp(&b.number()?))
}
