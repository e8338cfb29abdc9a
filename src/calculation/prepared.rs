//! A calculation compiled for one set of parameters: inputs that are choices, numbers and flags, steps and
//! outputs as one program. Everything else is left to the calculation itself.

use super::Input;
use super::spec::{Body, Calculation};
use crate::check::{Field, FieldKind, FieldSpec};
use crate::data::{Decimal, Value};
use crate::feel::{Builder, Content, Program, Register};

/// A prepared calculation.
#[derive(Debug)]
pub struct Prepared {
    /// For each input, the replacement for a missing value.
    absent: Vec<Content>,
    /// The options of all inputs, in order.
    options: Vec<Content>,
    /// The steps and outputs; its first registers hold the inputs.
    pub program: Program,
    /// The registers of the outputs.
    pub outputs: Vec<Register>,
}

impl Prepared {
    /// Prepares a calculation; `None` if a program cannot express all of it.
    pub fn new(calculation: &Calculation, parameters: &[Value]) -> Option<Self> {
        let Calculation { inputs, steps, order, outputs: written, .. } = calculation;
        let first = inputs.len();
        let mut builder = Builder::new(first.saturating_add(steps.len()), parameters);
        let (mut absent, mut options, mut outputs) = (Vec::new(), Vec::new(), Vec::new());
        for input in inputs {
            let spec = &input.field.spec;
            if !(spec.kind.is_numeric() || matches!(spec.kind, FieldKind::Bool | FieldKind::Choice)) {
                builder.unsupported(());
            }
            let parameter = input.parameter.and_then(|slot| parameters.get(usize::from(slot.index)));
            absent.push(builder.constant(parameter.unwrap_or(&input.default)));
            spec.options.iter().for_each(|option| options.push(builder.text(&option.id)));
        }
        for index in order {
            match steps.get(*index).map(|step| &step.body) {
                Some(Body::Value(value)) => builder.emit_value(value, first.saturating_add(*index)),
                _ => builder.unsupported(()),
            }
        }
        for output in written {
            let value = builder.value_register(&output.value);
            outputs.push(output.round.map_or(value, |places| builder.rounded_register(value, places)));
        }
        Some(Self { absent, options, outputs, program: builder.finish()? })
    }

    /// Sets the inputs, asking `given` for each in turn; `None` if a value does not fit.
    #[inline(always)]
    pub fn set_inputs(&mut self, inputs: &[Input], mut given: impl FnMut() -> Given) -> Option<()> {
        let (mut options, registers) = (self.options.as_slice(), self.program.registers.iter_mut());
        for ((input, absent), register) in inputs.iter().zip(&self.absent).zip(registers) {
            let spec = &input.field.spec;
            let (own, rest) = options.split_at_checked(spec.options.len())?;
            options = rest;
            *register = match given() {
                Given::Nothing => *absent,
                Given::Digits(units, scale) if fits(&input.field, units, scale) => {
                    Content::of_digits(units, scale)
                }
                Given::Option(place) => *own.get(place)?,
                Given::Flag(flag) if spec.kind == FieldKind::Bool => Content::of_flag(flag),
                _ => return None,
            };
        }
        Some(())
    }
}

/// A given value of an input.
#[derive(Clone, Copy, Debug)]
pub enum Given {
    /// Nothing.
    Nothing,
    /// A number: its digits, and how many of them are decimals.
    Digits(i64, u8),
    /// An option, by its index.
    Option(usize),
    /// A flag.
    Flag(bool),
    /// Any other value; only the input itself can read it.
    Other,
}

#[inline(always)]
fn fits(field: &Field, units: i64, scale: u8) -> bool {
    field.is_certainly_valid(units, scale) || is_within(&field.spec, Decimal::from_scaled(units, scale))
}

#[inline(never)]
fn is_within(spec: &FieldSpec, number: Decimal) -> bool {
    let whole = spec.kind != FieldKind::Integer || number.is_integer();
    spec.kind.is_numeric() && whole && spec.bounds.fault(&number).is_none()
}
