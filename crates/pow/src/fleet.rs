//! The two write-once roots per (supplier, class, epoch): first over the commitments of the supplier's
//! devices, then over their bundles. A device's leaf lies at its index in the registry, so no device has two.

use crate::hash::{Hash, Sha256, tag};
use crate::merkle::{Fold, root_from_path};
use crate::params::{FLEET_DEPTH, GPUS_DEPTH, MAX_GPUS};
use crate::seed::EpochSeed;

/// Which of the two fleet trees a leaf belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Over the GPUs' walk roots `R`, before the first beacon.
    Commit,
    /// Over the GPUs' bundle roots `B`, between the beacons.
    Respond,
}

/// The root over a device's GPUs: a tree of depth [`GPUS_DEPTH`] with nodes that begin with `'g'`, a GPU's walk
/// root `R` or bundle root `B` at its ordinal. A dispute about one GPU of a large host opens that one's path.
/// `None` without a GPU or with more than [`MAX_GPUS`].
#[must_use]
pub fn gpus_root<H: Sha256>(roots: &[Hash]) -> Option<Hash> {
    if roots.is_empty() || roots.len() > MAX_GPUS as usize {
        return None;
    }
    let mut fold = Fold::new(tag::DEVICE_NODE);
    for root in roots {
        fold.push::<H>(root);
    }
    Some(fold.root::<H>(GPUS_DEPTH))
}

/// A device's leaf over the root of its GPUs: `SHA256(tag ‖ S ‖ device ‖ gpus ‖ GPUs' root)` with tag `'D'` over
/// the walk roots and `'E'` over the bundle roots; `gpus` is their number.
#[must_use]
pub fn leaf_over<H: Sha256>(
    stage: Stage,
    seed: &EpochSeed,
    device: &Hash,
    gpus: u32,
    gpus_root: &Hash,
) -> Hash {
    let tag = match stage {
        Stage::Commit => tag::COMMIT_LEAF,
        Stage::Respond => tag::RESPONSE_LEAF,
    };
    H::hash_parts(&[&[tag], &seed.0, device, &gpus.to_le_bytes(), gpus_root])
}

/// A device's leaf from its GPUs' roots, by ordinal: [`leaf_over`] of their [`gpus_root`]. `None` without a GPU or
/// with more than [`MAX_GPUS`].
#[must_use]
pub fn leaf<H: Sha256>(
    stage: Stage,
    seed: &EpochSeed,
    device: &Hash,
    roots: &[Hash],
) -> Option<Hash> {
    let over = gpus_root::<H>(roots)?;
    Some(leaf_over::<H>(
        stage,
        seed,
        device,
        roots.len() as u32,
        &over,
    ))
}

/// The siblings of the GPU `ordinal` under its device's [`gpus_root`], lowest first; `None` where there is no such
/// GPU.
#[cfg(feature = "std")]
#[must_use]
pub fn gpu_path<H: Sha256>(roots: &[Hash], ordinal: u32) -> Option<[Hash; GPUS_DEPTH]> {
    if roots.len() > MAX_GPUS as usize || ordinal as usize >= roots.len() {
        return None;
    }
    let tree = crate::merkle::Tree::new::<H>(tag::DEVICE_NODE, roots.to_vec(), GPUS_DEPTH);
    let mut path = [crate::merkle::ABSENT; GPUS_DEPTH];
    path.copy_from_slice(&tree.path(ordinal));
    Some(path)
}

/// Whether `root` holds `leaf` at registry index `index`; `path` lists the siblings, lowest first.
#[must_use]
pub fn includes<H: Sha256>(
    root: &Hash,
    index: u32,
    leaf: &Hash,
    path: &[Hash; FLEET_DEPTH],
) -> bool {
    index < 1 << FLEET_DEPTH && root_from_path::<H>(tag::FLEET_NODE, leaf, index, path) == *root
}

/// A supplier's fleet tree.
#[cfg(feature = "std")]
#[derive(Debug, Clone)]
pub struct Fleet {
    tree: crate::merkle::Tree,
}

/// Why leaves do not make a fleet.
#[cfg(feature = "std")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FleetError {
    /// 1: a registry index of 2²⁰ or more.
    IndexTooLarge = 1,
    /// 2: two leaves at one registry index.
    DuplicateIndex = 2,
}

#[cfg(feature = "std")]
impl std::fmt::Display for FleetError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::IndexTooLarge => "a registry index is 2^20 or more; a fleet tree has 2^20 leaves",
            Self::DuplicateIndex => {
                "two devices have one registry index; each device commits exactly once"
            }
        })
    }
}

#[cfg(feature = "std")]
impl std::error::Error for FleetError {}

#[cfg(feature = "std")]
impl Fleet {
    /// The tree over (registry index, leaf) pairs in any order; indices in between are absent. Takes memory and
    /// hashing in proportion to the largest index.
    ///
    /// # Errors
    /// [`FleetError`].
    pub fn new<H: Sha256>(leaves: &[(u32, Hash)]) -> Result<Self, FleetError> {
        let mut dense: Vec<Hash> = Vec::new();
        let mut indices: Vec<u32> = leaves.iter().map(|(index, _)| *index).collect();
        indices.sort_unstable();
        if indices.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(FleetError::DuplicateIndex);
        }
        if let Some(&largest) = indices.last() {
            if largest >= 1 << FLEET_DEPTH {
                return Err(FleetError::IndexTooLarge);
            }
            dense.resize(largest as usize + 1, crate::merkle::ABSENT);
        }
        for (index, leaf) in leaves {
            dense[*index as usize] = *leaf;
        }
        Ok(Self {
            tree: crate::merkle::Tree::new::<H>(tag::FLEET_NODE, dense, FLEET_DEPTH),
        })
    }

    /// The root that goes on chain.
    #[must_use]
    pub fn root(&self) -> Hash {
        self.tree.root()
    }

    /// The siblings of the leaf at `index`, lowest first.
    #[must_use]
    pub fn path(&self, index: u32) -> [Hash; FLEET_DEPTH] {
        let mut path = [crate::merkle::ABSENT; FLEET_DEPTH];
        path.copy_from_slice(&self.tree.path(index));
        path
    }
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use crate::HostSha256 as H;

    #[test]
    fn a_leaf_is_bound_to_stage_seed_device_and_order() {
        let (seed, device) = (EpochSeed([1; 32]), [2; 32]);
        let (a, b) = ([3; 32], [4; 32]);
        let base = leaf::<H>(Stage::Commit, &seed, &device, &[a, b]).unwrap();
        let others = [
            leaf::<H>(Stage::Respond, &seed, &device, &[a, b]),
            leaf::<H>(Stage::Commit, &EpochSeed([9; 32]), &device, &[a, b]),
            leaf::<H>(Stage::Commit, &seed, &[9; 32], &[a, b]),
            leaf::<H>(Stage::Commit, &seed, &device, &[b, a]),
            leaf::<H>(Stage::Commit, &seed, &device, &[a]),
        ];
        for other in others {
            assert_ne!(other, Some(base));
        }
        assert_eq!(leaf::<H>(Stage::Commit, &seed, &device, &[]), None);
        let many = vec![a; MAX_GPUS as usize + 1];
        assert_eq!(leaf::<H>(Stage::Commit, &seed, &device, &many), None);
        assert!(leaf::<H>(Stage::Commit, &seed, &device, &many[1..]).is_some());
    }

    #[test]
    fn a_gpus_path_leads_from_its_root_to_the_leaf() {
        let (seed, device) = (EpochSeed([1; 32]), [2; 32]);
        for gpus in [1_u8, 2, 3, 63, 64] {
            let roots: Vec<Hash> = (1..=gpus).map(|at| [at; 32]).collect();
            let leaf = leaf::<H>(Stage::Respond, &seed, &device, &roots).unwrap();
            for ordinal in 0..u32::from(gpus) {
                let path = gpu_path::<H>(&roots, ordinal).unwrap();
                let opened = |ordinal, root: &Hash| {
                    let over = root_from_path::<H>(tag::DEVICE_NODE, root, ordinal, &path);
                    leaf_over::<H>(Stage::Respond, &seed, &device, gpus.into(), &over)
                };
                assert_eq!(opened(ordinal, &roots[ordinal as usize]), leaf);
                assert_ne!(opened(ordinal ^ 1, &roots[ordinal as usize]), leaf);
                assert_ne!(opened(ordinal, &[99; 32]), leaf);
            }
            assert_eq!(gpu_path::<H>(&roots, gpus.into()), None);
        }
        assert_eq!(gpus_root::<H>(&[]), None);
    }

    #[test]
    fn a_path_opens_its_own_index_only() {
        let leaves = [(0, [1; 32]), (7, [2; 32]), (1000, [3; 32])];
        let fleet = Fleet::new::<H>(&leaves).unwrap();
        for (index, leaf) in leaves {
            let path = fleet.path(index);
            assert!(includes::<H>(&fleet.root(), index, &leaf, &path));
            assert!(!includes::<H>(&fleet.root(), index ^ 1, &leaf, &path));
            assert!(!includes::<H>(&fleet.root(), index, &[9; 32], &path));
            // A position beyond the tree has the same low bits; it must not open.
            let beyond = index | 1 << FLEET_DEPTH;
            assert!(!includes::<H>(&fleet.root(), beyond, &leaf, &path));
        }
    }

    #[test]
    fn bad_indices_are_refused() {
        let refused = |leaves: &[(u32, Hash)]| Fleet::new::<H>(leaves).map(|_| ()).unwrap_err();
        assert_eq!(
            refused(&[(1, [1; 32]), (1, [2; 32])]),
            FleetError::DuplicateIndex
        );
        assert_eq!(
            refused(&[(1 << FLEET_DEPTH, [1; 32])]),
            FleetError::IndexTooLarge
        );
    }
}
