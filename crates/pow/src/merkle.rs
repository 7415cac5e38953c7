//! Binary SHA-256 trees of fixed depth. A leaf that is absent is 32 zero bytes, at every level its node is the
//! hash of two such nodes, and a tree's kind is the tag byte that begins every node.

use crate::hash::{Hash, Sha256};
use crate::params::MAX_DEPTH;

/// The absent leaf.
pub const ABSENT: Hash = [0; 32];

/// Inner node: `SHA256(tag ‖ left ‖ right)`.
#[must_use]
pub fn node<H: Sha256>(tag: u8, left: &Hash, right: &Hash) -> Hash {
    H::hash_parts(&[&[tag], left, right])
}

/// The root that `leaf` at position `index` and its siblings, lowest first, lead to. Position bits beyond the
/// number of siblings are ignored: whoever calls knows the depth and checks the position.
#[must_use]
pub fn root_from_path<H: Sha256>(tag: u8, leaf: &Hash, index: u32, siblings: &[Hash]) -> Hash {
    let mut hash = *leaf;
    for (level, sibling) in siblings.iter().enumerate() {
        hash = if index.checked_shr(level as u32).unwrap_or(0) & 1 == 0 {
            node::<H>(tag, &hash, sibling)
        } else {
            node::<H>(tag, sibling, &hash)
        };
    }
    hash
}

/// Folds leaves into a root as they come, in memory logarithmic in their number: a lane's checkpoints need
/// one hash per level, not one per checkpoint.
#[derive(Debug, Clone)]
pub struct Fold {
    tag: u8,
    /// At level `l`, the root of a complete subtree of `2^l` leaves, if bit `l` of `count` is set.
    pending: [Hash; MAX_DEPTH + 1],
    count: u32,
}

impl Fold {
    /// An empty fold whose nodes begin with `tag`.
    #[must_use]
    pub const fn new(tag: u8) -> Self {
        Self {
            tag,
            pending: [ABSENT; MAX_DEPTH + 1],
            count: 0,
        }
    }

    /// Appends a leaf. At most 2²⁶ leaves; more panic.
    pub fn push<H: Sha256>(&mut self, leaf: &Hash) {
        let mut hash = *leaf;
        let mut level = 0;
        while self.count >> level & 1 == 1 {
            hash = node::<H>(self.tag, &self.pending[level], &hash);
            level += 1;
        }
        self.pending[level] = hash;
        self.count += 1;
    }

    /// The root of the tree of `depth` levels, absent leaves to the right; `depth` must hold all leaves.
    #[must_use]
    pub fn root<H: Sha256>(&self, depth: usize) -> Hash {
        let mut absent = ABSENT;
        // The node that covers the last leaf, once it is not complete by itself.
        let mut partial = None;
        for level in 0..depth {
            let complete = self.count >> level & 1 == 1;
            partial = match (complete, partial) {
                (true, Some(right)) => Some(node::<H>(self.tag, &self.pending[level], &right)),
                (true, None) => Some(node::<H>(self.tag, &self.pending[level], &absent)),
                (false, Some(left)) => Some(node::<H>(self.tag, &left, &absent)),
                (false, None) => None,
            };
            absent = node::<H>(self.tag, &absent, &absent);
        }
        match partial {
            Some(root) => root,
            None if self.count == 0 => absent,
            None => self.pending[depth],
        }
    }
}

/// A whole tree in memory, for paths.
#[cfg(feature = "std")]
#[derive(Debug, Clone)]
pub struct Tree {
    /// Nodes level by level from the leaves up, without what lies right of the last leaf.
    levels: Vec<Vec<Hash>>,
    /// The absent node of each level.
    absent: Vec<Hash>,
}

#[cfg(feature = "std")]
impl Tree {
    /// The tree of `depth` levels over `leaves`, absent leaves to the right. Panics if they do not fit.
    #[must_use]
    pub fn new<H: Sha256>(tag: u8, leaves: Vec<Hash>, depth: usize) -> Self {
        assert!(
            leaves.len() as u64 <= 1 << depth,
            "{} leaves do not fit a tree of depth {depth}",
            leaves.len()
        );
        let mut absent = vec![ABSENT];
        let mut levels = vec![leaves];
        for level in 0..depth {
            let (below, gap) = (&levels[level], absent[level]);
            let next = below
                .chunks(2)
                .map(|pair| node::<H>(tag, &pair[0], pair.get(1).unwrap_or(&gap)))
                .collect();
            levels.push(next);
            absent.push(node::<H>(tag, &gap, &gap));
        }
        Self { levels, absent }
    }

    /// The root.
    #[must_use]
    pub fn root(&self) -> Hash {
        let depth = self.levels.len() - 1;
        self.levels[depth]
            .first()
            .copied()
            .unwrap_or(self.absent[depth])
    }

    /// The siblings of the leaf at `index`, lowest first.
    #[must_use]
    pub fn path(&self, index: u32) -> Vec<Hash> {
        (0..self.levels.len() - 1)
            .map(|level| {
                let sibling = (index as usize >> level) ^ 1;
                self.levels[level]
                    .get(sibling)
                    .copied()
                    .unwrap_or(self.absent[level])
            })
            .collect()
    }
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use crate::HostSha256 as H;
    use crate::params::depth_of;

    #[test]
    fn fold_tree_and_paths_agree_at_every_size() {
        for count in 1..70_u32 {
            for extra in [0, 3] {
                let depth = depth_of(count) + extra;
                let leaves: Vec<Hash> = (0..count).map(|i| [i as u8 + 1; 32]).collect();
                let mut fold = Fold::new(b'c');
                for leaf in &leaves {
                    fold.push::<H>(leaf);
                }
                let tree = Tree::new::<H>(b'c', leaves.clone(), depth);
                assert_eq!(
                    fold.root::<H>(depth),
                    tree.root(),
                    "{count} leaves, depth {depth}"
                );
                for (index, leaf) in (0..).zip(&leaves) {
                    let path = tree.path(index);
                    assert_eq!(root_from_path::<H>(b'c', leaf, index, &path), tree.root());
                    let other_kind = root_from_path::<H>(b'r', leaf, index, &path);
                    assert_eq!(other_kind == tree.root(), depth == 0);
                }
                // An absent position opens to the absent leaf.
                if u64::from(count) < 1 << depth {
                    let path = tree.path(count);
                    assert_eq!(
                        root_from_path::<H>(b'c', &ABSENT, count, &path),
                        tree.root()
                    );
                }
            }
        }
    }

    #[test]
    fn an_empty_fold_is_the_empty_tree() {
        for depth in [0, 1, 5] {
            let tree = Tree::new::<H>(b'c', Vec::new(), depth);
            assert_eq!(Fold::new(b'c').root::<H>(depth), tree.root());
        }
    }
}
