//! What an order is made of: values, places and texts. Says nothing about right or wrong.

pub mod json;
pub mod limits;
mod path;
mod phrase;
mod span;
pub mod text;

pub use path::Path;
pub use phrase::{Locale, Phrase};
pub use span::{Position, Span};
