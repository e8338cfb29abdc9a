//! The keys that the type of a field allows: options for choices, fields for tables, a range for numbers.
//! Other types would ignore them, so they are reported.

use super::{FieldKind, FieldSpec};
use crate::document::{Defects, Object};

/// How many of the first keys are required for the types that have them.
const REQUIRED: usize = 2;

/// Keys and the types that have them; the required ones come first.
const KEYS: &[(&str, u32)] = &[
    ("options", CHOICES),
    ("fields", bit(FieldKind::Table)),
    ("rules", bit(FieldKind::Table)),
    ("rating", bit(FieldKind::Choice)),
    ("of", bit(FieldKind::List)),
    ("range", NUMBERS),
    ("round", NUMBERS),
    ("pattern", TEXTS),
    ("format", TEXTS),
    ("length", TEXTS | CHOICES | bit(FieldKind::Table) | bit(FieldKind::AttachmentList)),
];

const CHOICES: u32 = bit(FieldKind::Choice) | bit(FieldKind::MultiChoice);
const NUMBERS: u32 =
    bit(FieldKind::Integer) | bit(FieldKind::Number) | bit(FieldKind::Money) | bit(FieldKind::Percent);
const TEXTS: u32 =
    bit(FieldKind::Text) | bit(FieldKind::LongText) | bit(FieldKind::Phone) | bit(FieldKind::Signature);

const fn bit(kind: FieldKind) -> u32 {
    1u32.wrapping_shl(kind as u32)
}

impl FieldSpec {
    /// Reports keys that the type does not have and, with `complete`, missing ones that it requires.
    pub(super) fn check_keys(&self, object: Object, complete: bool, defects: &mut Defects) {
        for (index, (key, kinds)) in KEYS.iter().enumerate() {
            match (object.get(key), kinds & bit(self.kind) != 0) {
                (Some(at), false) => {
                    let both = &["「{}」类型不用「{}」", "the type `{}` has no `{}`"];
                    at.report_filled(defects, "key_without_effect", both, &[self.kind.word(), key]);
                }
                (None, true) if complete && index < REQUIRED => {
                    object.cursor().report_missing_key(key, defects)
                }
                _ => {}
            }
        }
    }
}
