//! The keys that each kind of object may have. The loader reads by these tables; a test compares the JSON
//! Schema with them.

/// One key of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// Whether it is required.
    pub presence: Presence,
}

/// Whether a key is required.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// The key is required.
    Required,
    /// The key is optional.
    Optional,
}

/// The keys of one kind of object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// The name of the kind in errors and in the JSON Schema.
    pub name: &'static str,
    /// Its keys.
    pub keys: &'static [Key],
}

impl Key {
    /// A required key.
    pub const fn required(name: &'static str) -> Self {
        Self { name, presence: Presence::Required }
    }

    /// An optional key.
    pub const fn optional(name: &'static str) -> Self {
        Self { name, presence: Presence::Optional }
    }
}
