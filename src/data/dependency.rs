//! Sorts things by dependency. What they are, and the message about a cycle, are up to the callers.

use super::Gather;
use smol_str::SmolStr;

/// Things that depend on each other in a cycle.
#[derive(Debug, PartialEq)]
pub(crate) struct Cycle {
    /// The index of one of them.
    pub first: usize,
    /// The names of all of them; this one is first and last.
    pub names: String,
}

/// The indices of `needs`, each after those that it needs.
///
/// # Errors
/// The first cycle, from one of its members back to itself.
pub(crate) fn dependency_order(needs: &[Vec<usize>], names: &[SmolStr]) -> Result<Vec<usize>, Cycle> {
    let mut order = Vec::new();
    // What each still needs; `None` for those already in `order`.
    let mut left: Vec<_> = needs.iter().map(|needed| Some(needed.iter())).gather();
    for start in 0..needs.len() {
        let mut path = vec![start];
        while let Some(at) = path.last() {
            let Some(Some(needed)) = left.get_mut(*at) else {
                path.pop();
                continue;
            };
            match needed.next() {
                Some(next) if left.get(*next).is_some_and(Option::is_some) => {
                    let before = path.iter().position(|one| one == next);
                    path.push(*next);
                    if let Some(before) = before {
                        let names = path.iter().skip(before).filter_map(|at| names.get(*at)).joined(" → ");
                        return Err(Cycle { first: *next, names });
                    }
                }
                Some(_) => {}
                None => {
                    order.push(*at);
                    if let Some(done) = left.get_mut(*at) {
                        *done = None;
                    }
                }
            }
        }
    }
    Ok(order)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(needs: &[&[usize]], expected: Result<&[usize], &str>) {
        let names = ["a", "b", "c", "d"].map(SmolStr::new);
        let needs: Vec<Vec<usize>> = needs.iter().map(|needed| needed.to_vec()).collect();
        let order = dependency_order(&needs, &names);
        assert_eq!(
            order.map_err(|circle| circle.names.replace(" → ", " ")),
            expected.map(<[_]>::to_vec).map_err(str::to_owned)
        );
    }

    #[test]
    fn each_item_follows_its_dependencies() {
        check(&[], Ok(&[]));
        check(&[&[], &[0], &[0, 1]], Ok(&[0, 1, 2]));
        check(&[&[2, 1], &[3], &[1], &[]], Ok(&[3, 1, 2, 0]));
        check(&[&[9], &[0, 0]], Ok(&[0, 1]));
    }

    #[test]
    fn a_cycle_is_reported_without_the_items_that_lead_to_it() {
        check(&[&[0]], Err("a a"));
        check(&[&[1], &[2], &[3], &[1]], Err("b c d b"));
        check(&[&[], &[0, 2], &[1]], Err("b c b"));
    }

    #[test]
    fn a_long_chain_does_not_overflow_the_stack() {
        let needs: Vec<Vec<usize>> = (1..=20_000).map(|next| vec![next]).collect();
        assert_eq!(dependency_order(&needs, &[]).map(|order| order.first().copied()), Ok(Some(19_999)));
    }
}
