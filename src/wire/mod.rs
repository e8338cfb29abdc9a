//! Everything that crosses to JavaScript: takes texts and frames, returns reports and words. It is compiled
//! and tested natively; the crate `gongdan-wasm` only exports it.

mod batch;
mod calculate;
mod call;
mod describe;
mod expression;
mod formula;
mod frame;
mod plan;
mod questions;
mod report;
mod sheet;
mod table;
mod text;
mod typed;
mod values;

pub use batch::{batch, batch_columns, batch_words};
pub use calculate::{
    CalculationReport, FigureReport, InputFinding, NullReasons, PrintedValue, RowReport, StepReport,
    calculate,
};
pub(crate) use calculate::{calculate_with, override_by_inputs, printed};
pub use call::{
    LocatedError, Misuse, deadlines, evaluate, moment, next_states, open_live, open_session, parse_json, set,
    tick, transition, validate,
};
pub(crate) use call::{
    find_form, no_form, not_an_object, not_an_order, override_parameter, unknown_parameter,
};
pub use describe::describe;
pub use expression::{Compiled, ExpressionReport, evaluate_expression};
pub use frame::{Frame, mark_from_words, mark_words, unknown_rule_words};
pub use plan::{Plan, plan};
pub use questions::{batch_answers, batch_figures};
pub(crate) use report::json_text;
pub use report::report_text;
pub(crate) use sheet::find_calculation;
pub use sheet::{Sheet, SheetPlan, sheet_plan};
pub use table::evaluate_table;
pub(crate) use text::FormatCall;
pub use text::{
    Reader, Refusal, Segment, SuggestionReport, TextReport, complete_text, explain_text, parse_text,
};
pub use values::WireValues;
