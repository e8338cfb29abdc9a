//! Lists out of iterators, for code that runs seldom.

/// Collects without asking beforehand how many there will be: it compiles to half of what `collect` does.
pub(crate) trait Gather: Iterator + Sized {
    /// The items in a list.
    fn gather(self) -> Vec<Self::Item> {
        let mut list = Vec::new();
        for item in self {
            list.push(item);
        }
        list
    }
}

impl<I: Iterator> Gather for I {}
