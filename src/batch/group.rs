//! Groups by keys: one for each key, in the order of first appearance, up to a limit.

use crate::calculation::print;
use crate::data::{Value, limits};

/// Groups with their keys.
#[derive(Clone, Debug)]
pub struct Groups<T> {
    /// The groups.
    pub all: Vec<(Vec<Value>, T)>,
    /// The keys as texts, sorted, with the index of each group.
    sorted: Vec<(String, usize)>,
    /// The number of orders without a group, because there are too many.
    pub left_out: u32,
}

impl<T> Default for Groups<T> {
    fn default() -> Self {
        Self { all: Vec::new(), sorted: Vec::new(), left_out: 0 }
    }
}

impl<T> Groups<T> {
    /// The group of a key, which is created if needed; `None` if there are too many.
    pub(super) fn get_or_insert(&mut self, key: Vec<Value>, new: impl FnOnce() -> T) -> Option<&mut T> {
        let mut text = String::new();
        for value in &key {
            // The number 1 and the text "1" are different keys.
            text.push_str(value.kind());
            text.push_str(&print(value, None).unwrap_or_default());
            text.push('\u{1f}');
        }
        let place = match self.sorted.binary_search_by(|(known, _)| known.cmp(&text)) {
            Ok(found) => self.sorted.get(found)?.1,
            Err(_) if self.all.len() >= limits::GROUPS => {
                self.left_out = self.left_out.saturating_add(1);
                return None;
            }
            Err(before) => {
                self.sorted.insert(before, (text, self.all.len()));
                self.all.push((key, new()));
                self.all.len().saturating_sub(1)
            }
        };
        self.all.get_mut(place).map(|(_, group)| group)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Decimal;

    #[test]
    fn a_number_a_text_and_null_are_different_keys() {
        let (number, text) = (Value::Number(Decimal::from(1)), |text: &str| Value::Text(text.into()));
        let keys = [number, text("1"), Value::Null, text(""), text("null")];
        let mut groups = Groups::<u8>::default();
        for key in keys.iter().chain(&keys) {
            *groups.get_or_insert(vec![key.clone()], || 0).unwrap() += 1;
        }
        assert_eq!(groups.all, keys.map(|key| (vec![key], 2)));
    }
}
