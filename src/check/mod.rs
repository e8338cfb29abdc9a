//! Fields and rules: what each field accepts, and which conditions hold between fields. Reads values as they
//! are entered; `evaluate` decides when checks run and in which order.

mod constraint;
mod field;
mod figure;
mod fix;
mod keys;
mod kind;
mod number;
mod phone;
mod raw;
mod read;
mod reading;
mod rule;
mod temporal;

pub use constraint::{Bound, Bounds, Length};
pub use field::{
    Condition, ConditionSpec, Field, FieldSpec, OptionSpec, read_bounds, read_fields, read_labels,
    read_options,
};
pub use fix::{find_by_label, fix, read_flag};
pub use kind::FieldKind;
pub use number::parse_number;
pub use raw::Raw;
pub use read::read;
pub use reading::{Reading, Strictness};
pub use rule::{Rule, RuleSpec};
pub(crate) use temporal::parse_offset;
pub use temporal::{Moment, parse_common, parse_date_time};

use crate::document::Shape;

/// The shapes of this module's objects in a document.
pub const SHAPES: &[&Shape] = &[&field::FIELD, &field::RANGE, &rule::RULE];
