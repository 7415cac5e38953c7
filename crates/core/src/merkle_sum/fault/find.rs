//! What a watcher looks for in the leaves of two settlements.
use super::{Fault, Leaf, compare};
use crate::merkle_sum::Tree;

/// The lowest index at which `after` may not follow `before`, and why. `n_leaves` is what the later
/// settlement claims to hold.
///
/// Both trees are built from published leaves and lead to the settlements' roots, so their sums and
/// indices are sound: what can be wrong is the number of leaves, and each leaf against the one before.
pub fn first_fault(before: &Tree, after: &Tree, n_leaves: u32) -> Option<(u32, Fault)> {
    let common = before.n_leaves().min(after.n_leaves()).min(n_leaves);
    for index in 0..common {
        let leaf = |tree: &Tree| {
            let (wallet, cumulative) = tree.leaf(index)?;
            Some(Leaf { wallet, cumulative })
        };
        let fault = leaf(before)
            .zip(leaf(after))
            .and_then(|(before, after)| compare(&before, &after));
        if let Some(fault) = fault {
            return Some((index, fault));
        }
    }
    match after.n_leaves() {
        held if held < n_leaves => Some((held, Fault::Missing)),
        held if held > n_leaves => Some((n_leaves, Fault::Surplus)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        hash::HostSha256,
        merkle_sum::fault::{LEAF_BYTES, Opening, Shown, open},
    };
    use std::vec::Vec;

    const DEPTH: u8 = 5;

    fn tree(leaves: &[(u8, u64)]) -> Tree {
        let leaves = leaves.iter().map(|(wallet, sum)| ([*wallet; 32], *sum));
        Tree::build(DEPTH, leaves).unwrap()
    }

    /// The opening of a leaf, or of the place where none is.
    fn shown(tree: &Tree, n_leaves: u32, index: u32) -> Shown {
        let mut preimage = Vec::new();
        let mut sum = 0;
        if let Some((wallet, cumulative)) = tree.leaf(index) {
            preimage.extend_from_slice(&index.to_le_bytes());
            preimage.extend_from_slice(&wallet);
            preimage.extend_from_slice(&cumulative.to_le_bytes());
            assert_eq!(preimage.len(), LEAF_BYTES);
            sum = cumulative;
        }
        let path = tree.path(index).unwrap();
        let opening = Opening {
            level: 0,
            sum,
            preimage: &preimage,
            proof: path.as_flattened(),
        };
        open::<HostSha256>(&tree.root(), n_leaves, DEPTH, index, &opening).unwrap()
    }

    #[test]
    fn sound_successors_have_no_fault() {
        let before = tree(&[(1, 10), (2, 20)]);
        for after in [tree(&[(1, 10), (2, 20)]), tree(&[(1, 11), (2, 25), (3, 7)])] {
            assert_eq!(first_fault(&before, &after, after.n_leaves()), None);
        }
        assert_eq!(first_fault(&tree(&[]), &before, 2), None);
        assert_eq!(first_fault(&tree(&[]), &tree(&[]), 0), None);
    }

    #[test]
    fn what_is_found_can_be_shown() {
        let before = tree(&[(1, 10), (2, 20), (3, 30)]);
        let fell = tree(&[(1, 10), (2, 19), (3, 99)]);
        assert_eq!(first_fault(&before, &fell, 3), Some((1, Fault::Fell)));
        let replaced = tree(&[(1, 10), (2, 20), (4, 30)]);
        let found = first_fault(&before, &replaced, 3);
        assert_eq!(found, Some((2, Fault::Replaced)));
        // Two leaves of which one fell: both are sound for themselves.
        for tree in [&before, &fell] {
            assert!(matches!(shown(tree, 3, 1), Shown::Leaf(_)));
        }

        let missing = first_fault(&before, &before, 4);
        assert_eq!(missing, Some((3, Fault::Missing)));
        assert_eq!(shown(&before, 4, 3), Shown::Fault(Fault::Missing));
        let surplus = first_fault(&before, &before, 2);
        assert_eq!(surplus, Some((2, Fault::Surplus)));
        assert_eq!(shown(&before, 2, 2), Shown::Fault(Fault::Surplus));
    }

    #[test]
    fn paths_of_places_outside_are_refused() {
        let tree = tree(&[(1, 10)]);
        assert_eq!(tree.path(0), tree.proof(0));
        assert!(tree.path(31).is_ok() && tree.proof(31).is_err());
        assert!(tree.path(32).is_err());
    }
}
