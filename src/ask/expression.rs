//! FEEL without a standard: takes an expression and named values, returns a value and its notes. To evaluate
//! an expression many times, compile it once with `feel::compile`.

use crate::data::{Gather, Value};
use crate::feel::NoHost;
use crate::wire::{Compiled, ExpressionReport, Misuse};

/// Evaluates an expression of plain FEEL with these named values.
///
/// # Errors
/// [`Misuse`] with the code `expression` if the text is not an expression or uses an unknown name; its
/// `errors` have the positions. A value that cannot be computed is not an error: it is null and the notes say
/// why.
///
/// # Example
/// ```
/// use gongdan::{data::Value, evaluate_expression};
/// let context = [("hours", Value::from(3)), ("urgency", Value::from("high"))];
/// let report = evaluate_expression("if urgency = \"high\" then hours * 1.5 else hours", &context).unwrap();
/// assert_eq!(report.value.to_string(), "4.5");
/// let report = evaluate_expression("hours / 0", &context).unwrap();
/// assert_eq!((report.value, report.notes[0].code), (Value::Null, "division_by_zero"));
/// let misuse = evaluate_expression("hour + 1", &context).unwrap_err();
/// assert_eq!(misuse.to_string(), "there is no name `hour`: did you mean `hours`?");
/// assert_eq!((misuse.errors[0].start, misuse.errors[0].end), (0, 4));
/// ```
pub fn evaluate_expression(text: &str, context: &[(&str, Value)]) -> Result<ExpressionReport, Misuse> {
    let known = context.iter().map(|(name, value)| ((*name).into(), value.clone())).gather();
    Compiled::new(text).evaluate_values(known, &NoHost)
}
