//! A single stable sort for all uses: orders indices by a comparison.

/// The indices from 0 up to `count`, sorted. `in_order` returns whether the first may stay before the second.
pub(crate) fn sorted(count: usize, in_order: &mut dyn FnMut(usize, usize) -> bool) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    let mut width = 1usize;
    while width < count {
        let mut wider = Vec::with_capacity(count);
        for block in places.chunks(width.saturating_mul(2)) {
            let (left, right) = block.split_at_checked(width).unwrap_or((block, &[]));
            merge(left, right, &mut wider, in_order);
        }
        places = wider;
        width = width.saturating_mul(2);
    }
    places
}

/// Merges two sorted runs of indices into the end of `merged`.
pub(crate) fn merge(
    mut left: &[usize],
    mut right: &[usize],
    merged: &mut Vec<usize>,
    in_order: &mut dyn FnMut(usize, usize) -> bool,
) {
    while let (Some((a, later)), Some((b, after))) = (left.split_first(), right.split_first()) {
        if in_order(*a, *b) {
            merged.push(*a);
            left = later;
        } else {
            merged.push(*b);
            right = after;
        }
    }
    merged.extend_from_slice(left);
    merged.extend_from_slice(right);
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
