//! Every limit of the engine, in one place. What asks for more is refused or null, mostly with the limit's name; what would
//! tell more is cut short. Passing one is never a crash.

/// How deep JSON may be nested.
pub const JSON_DEPTH: usize = 64;
/// How long a standard may be, in bytes.
pub const STANDARD_BYTES: usize = 4 << 20;
/// How many errors of one standard are reported.
pub const STANDARD_ERRORS: usize = 100;
/// How many rows a table of an order may have.
pub const TABLE_ROWS: usize = 10_000;
/// How long an expression may be, in bytes.
pub const EXPRESSION_BYTES: usize = 20_000;
/// How deep an expression may be nested.
pub const EXPRESSION_DEPTH: usize = 64;
/// How many operators, paths and filters an expression may have.
pub const EXPRESSION_LINKS: usize = 500;
/// How many items a list that an expression makes may have.
pub const LIST_ITEMS: usize = 100_000;
/// How many parts a value that an expression makes may have: items, entries, and each eight bytes of a text.
pub const VALUE_PARTS: usize = 2_000_000;
/// How many steps a pattern may grow to.
pub const PATTERN_STEPS: usize = 4_000;
/// How deep a pattern's groups and sets may be nested.
pub const PATTERN_DEPTH: usize = 32;
/// How deep functions that call each other may nest, counted in the parts of their bodies.
pub const CALL_DEPTH: u32 = 400;
/// How many entries a context that an expression writes may have.
pub const CONTEXT_ENTRIES: usize = 256;
/// How many characters a text may have for something to be offered in it.
pub const COMPLETED_CHARS: usize = 2_000;
/// How many words are tried in one place of a text.
pub const WORDS_TRIED: usize = 200;
/// How many days a calendar is searched through, about a century.
pub const CALENDAR_DAYS: i64 = 40_000;
/// How many stretches of days that do not count the story of a deadline tells.
pub const TIMELINE_STRETCHES: usize = 60;
/// How many decimals the output of a calculation may be rounded to.
pub const OUTPUT_DECIMALS: u32 = 10;
/// How many notes one evaluation takes.
pub const NOTES: usize = 100;
/// How many turns all loops of one evaluation may take.
pub const EXPRESSION_STEPS: u32 = 2_000_000;
/// How long one order of a batch may be, in bytes.
pub const ORDER_BYTES: usize = 4 << 20;
/// How long a value may be that a finding of a batch keeps, in bytes as JSON.
pub const KEPT_BYTES: usize = 4 << 10;
/// How many groups of orders a batch keeps apart.
pub const GROUPS: usize = 10_000;
/// How deep the figures of a batch may be nested: those of all orders, and those of their rows.
pub const FIGURE_DEPTH: usize = 2;
