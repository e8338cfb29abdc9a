//! One sort for all: places brought into order by a comparison, equal ones kept as they stand.

/// The places from 0 up to `count`, sorted; `keeps` says whether the first may stay before the second.
pub(crate) fn sorted(count: usize, keeps: &mut dyn FnMut(usize, usize) -> bool) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    let mut width = 1usize;
    while width < count {
        let mut merged = Vec::with_capacity(count);
        for block in places.chunks(width.saturating_mul(2)) {
            let (mut left, mut right) = block.split_at_checked(width).unwrap_or((block, &[]));
            while let (Some((a, rest)), Some((b, others))) = (left.split_first(), right.split_first()) {
                if keeps(*a, *b) {
                    merged.push(*a);
                    left = rest;
                } else {
                    merged.push(*b);
                    right = others;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        places = merged;
        width = width.saturating_mul(2);
    }
    places
}

/// Each one once, in order: there are few.
pub(super) fn once<T: Copy>(all: Vec<T>, key: fn(&T) -> (u8, u16)) -> Vec<T> {
    let mut kept: Vec<T> = Vec::new();
    for one in all {
        let at = kept.iter().position(|other| key(other) >= key(&one)).unwrap_or(kept.len());
        if kept.get(at).is_none_or(|other| key(other) != key(&one)) {
            kept.insert(at, one);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_items_keep_their_order() {
        let items = [3, 1, 2, 3, 1, 0, 2];
        assert_eq!(sorted(items.len(), &mut |a, b| items[a] <= items[b]), [5, 1, 4, 2, 6, 0, 3]);
    }
}
