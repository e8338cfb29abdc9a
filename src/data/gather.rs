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

    /// The items as one text, with `between` between each two.
    fn joined(self, between: &str) -> String
    where
        Self::Item: AsRef<str>,
    {
        let mut text = String::new();
        for (index, item) in self.enumerate() {
            text.push_str(if index > 0 { between } else { "" });
            text.push_str(item.as_ref());
        }
        text
    }
}

impl<I: Iterator> Gather for I {}
