//! Every limit of the engine, in one place. Input that exceeds a limit is rejected or gives null, usually
//! with the limit's name; output that exceeds one is truncated. Exceeding a limit never crashes.

/// The maximum nesting depth of JSON.
pub const JSON_DEPTH: usize = 64;
/// The maximum size of a standard, in bytes.
pub const STANDARD_BYTES: usize = 4 << 20;
/// The maximum number of reported errors of one standard.
pub const STANDARD_ERRORS: usize = 100;
/// The maximum number of rows of a table in an order.
pub const TABLE_ROWS: usize = 10_000;
/// The maximum size of an expression, in bytes.
pub const EXPRESSION_BYTES: usize = 20_000;
/// The maximum nesting depth of an expression.
pub const EXPRESSION_DEPTH: usize = 64;
/// The maximum number of operators, paths and filters in an expression.
pub const EXPRESSION_LINKS: usize = 500;
/// The maximum number of items of a list made by an expression.
pub const LIST_ITEMS: usize = 100_000;
/// The maximum number of parts of a value made by an expression: items, entries, and each eight bytes of a
/// text.
pub const VALUE_PARTS: usize = 2_000_000;
/// The maximum number of steps of a compiled pattern.
pub const PATTERN_STEPS: usize = 4_000;
/// The maximum nesting depth of a pattern's groups and sets.
pub const PATTERN_DEPTH: usize = 32;
/// The maximum depth of nested function calls, counted in nested nodes of their bodies.
pub const CALL_DEPTH: u32 = 400;
/// The maximum number of entries of a context literal.
pub const CONTEXT_ENTRIES: usize = 256;
/// The maximum length of a text for which completions and fixes are offered, in characters.
pub const COMPLETED_CHARS: usize = 2_000;
/// The maximum number of words tried at one place of a text.
pub const WORDS_TRIED: usize = 200;
/// The maximum number of days searched in a calendar, about a century.
pub const CALENDAR_DAYS: i64 = 40_000;
/// The maximum number of periods of days off in a timeline.
pub const TIMELINE_STRETCHES: usize = 60;
/// The maximum number of decimals to which the output of a calculation is rounded.
pub const OUTPUT_DECIMALS: u32 = 10;
/// The maximum number of notes of one evaluation.
pub const NOTES: usize = 100;
/// The maximum number of steps of one evaluation, such as turns of loops.
pub const EXPRESSION_STEPS: u32 = 2_000_000;
/// The maximum size of one order of a batch, in bytes.
pub const ORDER_BYTES: usize = 4 << 20;
/// The maximum size of a value kept with a finding of a batch, in bytes of JSON.
pub const KEPT_BYTES: usize = 4 << 10;
/// The maximum number of groups of orders in a batch.
pub const GROUPS: usize = 10_000;
/// The maximum nesting depth of the figures of a batch: those of orders, and those of their rows.
pub const FIGURE_DEPTH: usize = 2;
