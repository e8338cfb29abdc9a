//! Collects iterators into lists, for code that runs rarely.

/// Collects without asking for the size hint, which compiles to half the size of `collect`.
pub(crate) trait Gather: Iterator + Sized {
    /// The items as a list.
    fn gather(self) -> Vec<Self::Item> {
        let mut list = Vec::new();
        for item in self {
            list.push(item);
        }
        list
    }

    /// The items as one text, separated by `between`.
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
