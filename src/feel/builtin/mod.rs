//! The built-in functions, one file for each family; `business`, `workday` and `segment` extend FEEL for
//! standards. Names are resolved when an expression is compiled, never later.

mod argument;
mod business;
mod calendar;
pub(super) mod call;
mod context;
mod list;
mod numeric;
pub(super) mod property;
mod range;
mod segment;
mod statistics;
mod temporal;
pub(super) mod text;
mod workday;

pub(super) use argument::{count, kind_fault, single};
pub(super) use business::{IN_ZONE, LOCAL, in_standard};
pub(super) use list::{extreme, sum};
pub(super) use temporal::{identity as temporal_itself, literal as temporal_literal};

use call::Builtin;

/// All built-in functions, by family.
pub(super) const FAMILIES: &[&[Builtin]] = &[
    numeric::ALL,
    statistics::ALL,
    list::ALL,
    context::ALL,
    text::ALL,
    temporal::ALL,
    calendar::ALL,
    range::ALL,
    business::ALL,
    workday::ALL,
    segment::ALL,
];

/// Lists every built-in function as family, name and parameters; `…` stands for any number of further
/// arguments.
pub fn built_ins() -> impl Iterator<Item = (&'static str, &'static str, &'static [&'static str])> {
    let names = [
        "numbers",
        "statistics",
        "lists",
        "contexts",
        "texts",
        "days and times",
        "calendar",
        "ranges",
        "beyond FEEL",
        "workdays",
        "formats",
    ];
    let families = names.into_iter().zip(FAMILIES);
    families.flat_map(|(family, all)| all.iter().map(move |one| (family, one.name, one.parameters)))
}

/// Visits the names of all built-in functions.
pub(super) fn names(visit: &mut dyn FnMut(&'static str)) {
    for family in FAMILIES {
        for builtin in *family {
            visit(builtin.name);
        }
    }
}

/// Finds the function of this name that accepts the arguments, by name (`keys`) or by position (`count`); a
/// signature that starts with the keys in their order is preferred. If none accepts them, returns the first
/// function of the name, so that its parameters can be shown.
pub(super) fn find(name: &str, keys: &[&str], count: usize) -> Option<&'static Builtin> {
    let takes = |builtin: &Builtin| {
        let open = builtin.parameters.last() == Some(&"…");
        let enough = builtin.least <= count && (open || count <= builtin.parameters.len());
        keys.iter().all(|key| builtin.parameters.contains(key)) && enough
    };
    let (mut first, mut fitting) = (None, None);
    for family in FAMILIES {
        for builtin in family.iter().filter(|builtin| builtin.name == name) {
            first = first.or(Some(builtin));
            if takes(builtin) {
                if builtin.parameters.starts_with(keys) {
                    return Some(builtin);
                }
                fitting = fitting.or(Some(builtin));
            }
        }
    }
    fitting.or(first)
}
