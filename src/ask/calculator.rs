//! Calculations: a single run with its whole trace, and a calculator that is created once and run many times.
//! The calculator keeps the calculation, its parameters and the lists of its last run; it has no trace.

use crate::calculation::{Input, Run};
use crate::data::json::Json;
use crate::data::{Gather, Value};
use crate::evaluate::{Options, Pairs};
use crate::standard::Standard;
use crate::wire::{
    CalculationReport, Misuse, PrintedValue, calculate_with, find_calculation, not_an_object,
    override_by_inputs, printed,
};
use std::fmt;
use std::sync::Arc;

impl Standard {
    /// Runs a calculation and returns every step, so that the result can be checked by hand. `inputs` is an
    /// object of inputs by id; an input with the id of a parameter overrides it for this call.
    ///
    /// # Errors
    /// [`Misuse`] with the code `unknown_calculation`, `not_an_object`, or `bad_parameter` if an input with the id
    /// of a parameter does not fit it. Inputs that cannot be read become findings; an output without a value has a
    /// reason.
    ///
    /// # Example
    /// ```
    /// # let standard = gongdan::Standard::parse(include_str!("../../examples/visit.json")).unwrap();
    /// # let standard = std::sync::Arc::new(standard);
    /// use gongdan::{Json, Options};
    /// let report = standard.calculate("fee", &Json::object([("hours", "1.5".into())]), &Options::default()).unwrap();
    /// assert_eq!(report.outputs.get("fee").unwrap().as_ref().unwrap().to_string(), "150.00");
    /// assert_eq!(report.steps[0].expression, "hours * hourly_rate");
    /// let unknown = standard.calculate("fee", &Json::object([]), &Options::default()).unwrap();
    /// assert_eq!(unknown.reasons.get("fee").unwrap().code, "no_data");
    /// ```
    pub fn calculate(&self, id: &str, inputs: &Json, options: &Options) -> Result<CalculationReport, Misuse> {
        inputs.members().ok_or_else(not_an_object)?;
        calculate_with(self, id, inputs, self.completed(options))
    }

    /// Prepares a calculation to be run many times with the same options.
    ///
    /// # Errors
    /// [`Misuse`] with the code `unknown_calculation`.
    pub fn calculator(self: &Arc<Self>, id: &str, options: &Options) -> Result<Calculator, Misuse> {
        let (index, _) = find_calculation(self, id)?;
        Ok(Calculator {
            standard: Arc::clone(self),
            index,
            options: self.completed(options),
            parameters: Vec::new(),
            run: Run::default(),
        })
    }
}

/// A calculation with fixed options, to be run many times. It is `Send` but serves one thread at a time;
/// creating one is cheap, so each thread should create its own.
///
/// # Errors
/// Each run fails as [`Standard::calculate`] does, except that the calculation is known.
///
/// # Example
/// ```
/// # let standard = gongdan::Standard::parse(include_str!("../../examples/visit.json")).unwrap();
/// # let standard = std::sync::Arc::new(standard);
/// use gongdan::{Json, Options};
/// let mut calculator = standard.calculator("fee", &Options::default()).unwrap();
/// for (hours, fee) in [(1, "100.00"), (2, "200.00")] {
///     let outputs = calculator.outputs(&Json::object([("hours", hours.into())])).unwrap();
///     assert_eq!(outputs.get("fee").unwrap().as_ref().unwrap().to_string(), fee);
/// }
/// ```
pub struct Calculator {
    standard: Arc<Standard>,
    index: usize,
    options: Options,
    /// The parameters of the last run: those of the options, overridden by inputs.
    parameters: Vec<Value>,
    run: Run,
}

impl Calculator {
    /// Returns the outputs for these inputs, an object by id, formatted as by [`Standard::calculate`]; `None`
    /// for an output without a value. Findings, reasons and steps are not reported.
    ///
    /// # Errors
    /// As for [`Calculator`].
    pub fn outputs(&mut self, inputs: &Json) -> Result<Pairs<Option<PrintedValue>>, Misuse> {
        self.compute(inputs)?;
        let found = self.standard.calculations.get(self.index);
        let outputs = found.into_iter().flat_map(|found| found.outputs.iter().zip(&self.run.outputs));
        let outputs =
            outputs.map(|(output, value)| (output.spec.id.to_string(), printed(value, output.round)));
        Ok(Pairs(outputs.gather()))
    }

    /// Returns the output values in the order of the calculation; numbers are exact.
    ///
    /// # Errors
    /// As for [`Calculator`].
    pub fn values(&mut self, inputs: &Json) -> Result<&[Value], Misuse> {
        self.compute(inputs)?;
        Ok(&self.run.outputs)
    }

    fn compute(&mut self, inputs: &Json) -> Result<(), Misuse> {
        let Self { standard, index, options, parameters, run } = self;
        inputs.members().ok_or_else(not_an_object)?;
        let Some(found) = standard.calculations.get(*index) else { return Ok(()) };
        parameters.clone_from(&options.parameters);
        override_by_inputs(standard, found, inputs, parameters)?;
        let mut faults = Vec::new();
        let read = |input: &Input| input.read(inputs.get(&input.field.spec.id), standard.zone, &mut faults);
        run.locals = found.inputs.iter().map(read).gather();
        let moment = standard.moment(options.now);
        found.run(run, &standard.environment(parameters, &moment));
        Ok(())
    }
}

impl fmt::Debug for Calculator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = self.standard.calculations.get(self.index).map(|found| &found.id);
        f.debug_struct("Calculator").field("calculation", &id).finish_non_exhaustive()
    }
}
