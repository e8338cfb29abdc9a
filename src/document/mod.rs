//! A standard's JSON under a cursor: typed reads that collect every error with its place.
//! Knows nothing of what the keys mean.

mod cursor;
mod error;
mod name;
mod read;
mod shape;
mod source;

pub use cursor::{Cursor, Object};
pub use error::{Defects, StandardError, StandardErrors};
pub use name::check_name;
pub use read::{LENGTH, PHRASE};
pub use shape::{Key, Need, Shape};
pub use source::SOURCE;
