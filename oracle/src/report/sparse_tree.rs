//! The plain tree of `io_core::merkle` over registry indices, in subtrees of 2¹⁶: only what has a leaf is held.

use std::collections::BTreeMap;

use io_core::CoreError;
use io_core::hash::{HostSha256, Sha256};
use io_core::merkle::{ABSENT, NODE_PREFIX, Tree, empty_root};

/// Levels of the verdict tree: a registry of 2²⁴ devices.
pub const VERDICT_DEPTH: u8 = 24;
const LOW: u8 = 16;

/// A tree of depth [`VERDICT_DEPTH`].
#[derive(Clone, Debug)]
pub struct SparseTree {
    low: BTreeMap<u32, Tree>,
    /// The upper levels, from the subtrees' roots to the root.
    high: Vec<Vec<[u8; 32]>>,
}

fn node(left: &[u8; 32], right: &[u8; 32]) -> [u8; 32] {
    HostSha256::hash_parts(&[&[NODE_PREFIX], left, right])
}

impl SparseTree {
    /// The tree over `(registry index, leaf)`, ascending by index.
    ///
    /// # Errors
    /// `IndexOutOfRange` at 2²⁴ and above.
    pub fn build(leaves: impl IntoIterator<Item = (u32, [u8; 32])>) -> Result<Self, CoreError> {
        let mut dense: BTreeMap<u32, Vec<[u8; 32]>> = BTreeMap::new();
        for (index, leaf) in leaves {
            if index >> VERDICT_DEPTH != 0 {
                return Err(CoreError::IndexOutOfRange);
            }
            let subtree = dense.entry(index >> LOW).or_default();
            let offset = (index & ((1 << LOW) - 1)) as usize;
            if subtree.len() <= offset {
                subtree.resize(offset + 1, ABSENT);
            }
            subtree[offset] = leaf;
        }
        let low = dense
            .into_iter()
            .map(|(number, leaves)| Ok((number, Tree::build(LOW, leaves)?)))
            .collect::<Result<BTreeMap<_, _>, CoreError>>()?;
        let absent = empty_root::<HostSha256>(LOW)?;
        let mut level = vec![absent; 1 << (VERDICT_DEPTH - LOW)];
        for (number, tree) in &low {
            level[*number as usize] = tree.root();
        }
        let mut high = Vec::new();
        while level.len() > 1 {
            let next = level
                .as_chunks::<2>()
                .0
                .iter()
                .map(|[left, right]| node(left, right))
                .collect();
            high.push(std::mem::replace(&mut level, next));
        }
        high.push(level);
        Ok(Self { low, high })
    }

    /// The root.
    #[must_use]
    pub fn root(&self) -> [u8; 32] {
        self.high
            .last()
            .and_then(|top| top.first())
            .copied()
            .unwrap_or(ABSENT)
    }

    /// The siblings of leaf `index`, from the leaf up.
    ///
    /// # Errors
    /// `IndexOutOfRange` for an index whose subtree has no such leaf.
    pub fn proof(&self, index: u32) -> Result<Vec<[u8; 32]>, CoreError> {
        let number = index >> LOW;
        let tree = self.low.get(&number).ok_or(CoreError::IndexOutOfRange)?;
        let mut proof = tree.proof(index & ((1 << LOW) - 1))?;
        let mut at = number as usize;
        for level in &self.high[..self.high.len() - 1] {
            proof.push(level[at ^ 1]);
            at >>= 1;
        }
        Ok(proof)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use io_core::merkle::root_from_proof;

    #[test]
    fn equals_the_dense_tree_and_proves_its_leaves() {
        let leaves = [
            (0u32, [1; 32]),
            (5, [2; 32]),
            (70_000, [3; 32]),
            (1_000_000, [4; 32]),
        ];
        let sparse = SparseTree::build(leaves).unwrap();
        let mut dense = vec![ABSENT; 1_000_001];
        for (index, leaf) in leaves {
            dense[index as usize] = leaf;
        }
        assert_eq!(
            sparse.root(),
            Tree::build(VERDICT_DEPTH, dense).unwrap().root()
        );
        for (index, leaf) in leaves {
            let proof = sparse.proof(index).unwrap();
            let root =
                root_from_proof::<HostSha256>(leaf, index, VERDICT_DEPTH, proof.as_flattened());
            assert_eq!(root, Ok(sparse.root()));
        }
        assert_eq!(sparse.proof(6).map(|_| ()), Err(CoreError::IndexOutOfRange));
        let outside = SparseTree::build([(1 << 24, [1; 32])]).map(|_| ());
        assert_eq!(outside, Err(CoreError::IndexOutOfRange));
        let empty = SparseTree::build([]).unwrap();
        assert_eq!(Ok(empty.root()), empty_root::<HostSha256>(VERDICT_DEPTH));
    }
}
