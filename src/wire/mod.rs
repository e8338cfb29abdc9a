//! Everything that crosses to JavaScript: takes texts and frames, returns reports and words. It is compiled
//! and tested natively; the crate `gongdan-wasm` only exports it.

mod ask;
mod batch;
mod calculate;
mod call;
mod describe;
mod expression;
mod formula;
mod frame;
mod plan;
mod report;
mod said;
mod sheet;
mod table;
mod text;
mod typed;

pub use ask::{batch_gathered, batch_told};
pub use batch::{batch, batch_columns, batch_words};
pub use calculate::{
    CalculationReport, FigureReport, InputFinding, Printed, RowReport, StepReport, Why, calculate,
};
pub(crate) use calculate::{calculate_with, printed};
pub use call::{
    Misplaced, Misuse, deadlines, evaluate, json, live, moment, next_states, open, set, tick, transition,
    validate,
};
pub(crate) use call::{form, no_form, not_an_order, override_parameter, unknown_parameter};
pub use describe::describe;
pub use expression::{Compiled, ExpressionReport, evaluate_expression};
pub use frame::{Frame, mark, unknown_words, words};
pub use plan::{Plan, plan};
pub use report::report_text;
pub use said::Said;
pub(crate) use sheet::find;
pub use sheet::{Sheet, SheetPlan, sheet_plan};
pub use table::evaluate_table;
pub(crate) use text::AskedText;
pub use text::{
    Reader, Refusal, Segment, SuggestionReport, TextReport, complete_text, explain_text, parse_text,
};
