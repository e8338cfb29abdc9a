//! The parts of an order: values, places and texts. Does not check anything.

mod date;
mod date_time;
mod decimal;
mod dependency;
mod duration;
mod gather;
pub mod json;
pub mod letter;
pub mod limits;
mod path;
mod phrase;
mod sort;
mod span;
pub mod text;
mod value;
mod workdays;
mod zoned;

pub use date::{Date, Time};
pub use date_time::DateTime;
pub use decimal::{Decimal, Rounding};
pub(crate) use decimal::{MAX_DECIMALS, SCALES, short_product};
pub(crate) use dependency::{Cycle, dependency_order};
pub(crate) use duration::DAY;
pub use duration::{DaysDuration, MonthsDuration};
pub(crate) use gather::Gather;
pub use path::Path;
pub use phrase::{Locale, Phrase, PhraseTexts};
pub use smol_str::SmolStr;
pub(crate) use sort::sorted;
pub use span::{Position, Span};
pub use value::{Context, Function, Range, Value};
pub use workdays::{DayKind, Workdays};
pub use zoned::Zoned;
