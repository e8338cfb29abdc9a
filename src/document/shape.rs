//! Which keys an object of a standard may have. The loader reads by these tables and the JSON Schema
//! is held equal to them.

/// One key of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// Whether it must stand.
    pub need: Need,
}

/// Whether a key must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It must.
    Required,
    /// It may.
    Optional,
}

/// The keys of one kind of object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// What the object is called in errors and in the JSON Schema.
    pub name: &'static str,
    /// Its keys.
    pub keys: &'static [Key],
}

impl Key {
    /// A key that must stand.
    pub const fn required(name: &'static str) -> Self {
        Self { name, need: Need::Required }
    }

    /// A key that may stand.
    pub const fn optional(name: &'static str) -> Self {
        Self { name, need: Need::Optional }
    }
}
