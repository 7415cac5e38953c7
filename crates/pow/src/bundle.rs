//! What a bundle root `B` commits to: every step of the sampled segments, and each segment's three paths.
//!
//! `B = SHA256('B' ‖ Sd ‖ R ‖ steps root ‖ paths root)`. Step leaf `64 · sample + step` lies at that position of
//! a tree of depth 12, path leaf `sample` in a tree of depth 6. A path leaf hashes its three paths apart, so
//! that a dispute opens only one, cut at the lane root.

use crate::hash::{Hash, Sha256, tag};
use crate::params::{SAMPLES, SEGMENT_STEPS, depth_of};
use crate::seed::GpuSeed;
use crate::walk::Line;

/// Levels of the tree over steps: 64 samples of 64 steps.
pub const STEP_DEPTH: usize = depth_of(SAMPLES * SEGMENT_STEPS);
/// Levels of the tree over path leaves.
pub const PATH_DEPTH: usize = depth_of(SAMPLES);

/// Step leaf: `SHA256('l' ‖ state ‖ address ‖ line)`, the state before the step, the number of the line read
/// (4 bytes) and the line.
#[must_use]
pub fn step_leaf<H: Sha256>(state: &Hash, address: u32, line: &Line) -> Hash {
    H::hash_parts(&[&[tag::STEP_LEAF], state, &address.to_le_bytes(), line])
}

/// A sampled segment's three paths, in the order they enter its leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathKind {
    /// From the checkpoint the segment starts at to its lane's root; all zero for a lane's first segment,
    /// which starts at the lane's start.
    Previous = 0,
    /// From the checkpoint the segment ends in to its lane's root.
    Next = 1,
    /// From the lane's root to the GPU's root `R`.
    Lane = 2,
}

/// Digest of one path: `SHA256('h' ‖ kind ‖ leaf ‖ siblings…)`, kind 0, 1 or 2 as in [`PathKind`];
/// `siblings` is their concatenation, lowest first.
#[must_use]
pub fn path_part<H: Sha256>(kind: PathKind, leaf: &Hash, siblings: &[u8]) -> Hash {
    H::hash_parts(&[&[tag::PATH_PART, kind as u8], leaf, siblings])
}

/// Path leaf: `SHA256('p' ‖ previous ‖ next ‖ lane)` of the three digests.
#[must_use]
pub fn path_leaf<H: Sha256>(parts: &[Hash; 3]) -> Hash {
    H::hash_parts(&[&[tag::PATH_LEAF], &parts[0], &parts[1], &parts[2]])
}

/// Bundle root.
#[must_use]
pub fn root<H: Sha256>(
    seed: &GpuSeed,
    gpu_root: &Hash,
    steps_root: &Hash,
    paths_root: &Hash,
) -> Hash {
    H::hash_parts(&[&[tag::BUNDLE], &seed.0, gpu_root, steps_root, paths_root])
}
