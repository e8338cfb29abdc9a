//! Typed access to a standard's JSON: every read reports its errors with their places.
//! The meaning of the keys is not known here.

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
pub use shape::{Key, Presence, Shape};
pub use source::SOURCE;
