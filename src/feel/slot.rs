//! The locations of values: fields of a form, cells of a row, parameters and so on, each in a space of its
//! own.

/// The location of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slot {
    /// The space, one of the constants in [`space`].
    pub space: u8,
    /// The index in the space.
    pub index: u16,
}

/// The spaces of slots.
pub mod space {
    /// The fields of a form, then the due instants of its deadlines, then its shared parts.
    pub const FORM: u8 = 0;
    /// The cells of the current row.
    pub const ROW: u8 = 1;
    /// The parameters of the standard, then its dictionaries.
    pub const PARAMETER: u8 = 2;
    /// Inputs, steps and arguments.
    pub const LOCAL: u8 = 3;
    /// The current moment, `now`.
    pub const MOMENT: u8 = 4;
    /// The number of spaces.
    pub const COUNT: usize = 5;
}
