//! Plain Merkle tree for usage, verdicts and summaries.
//!
//! ```text
//! leaf = H(0x02 ‖ kind u8 ‖ index u32 LE ‖ fields, little-endian)
//! node = H(0x03 ‖ hL [32] ‖ hR [32])
//! absent leaf = [0; 32]
//! ```
//!
//! Fixed depth, one sibling of 32 bytes per level from the leaf up, the index's bits give the sides.
//! The kind byte keeps a leaf of one tree from being shown in another; the index is bound into the
//! leaf as in the sum tree.

use crate::{
    error::{CoreError, Result},
    hash::Sha256,
    merkle_sum::{MAX_DEPTH, check_index},
};

#[cfg(feature = "std")]
mod tree;
#[cfg(feature = "std")]
pub use tree::Tree;
#[cfg(feature = "std")]
pub(crate) use tree::siblings;

/// Bytes of one proof step: the sibling's hash.
pub const STEP_BYTES: usize = 32;
/// First byte of a leaf's preimage.
pub const LEAF_PREFIX: u8 = 0x02;
/// First byte of a node's preimage.
pub const NODE_PREFIX: u8 = 0x03;
/// A leaf that holds nothing.
pub const ABSENT: [u8; 32] = [0; 32];

/// What a leaf is about: the second byte of its preimage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum LeafKind {
    /// A lease's cumulative attested seconds.
    Usage = 1,
    /// A device's verdict of the hour.
    Verdict = 2,
    /// What one operator heard and checked of a device in the hour.
    Summary = 3,
}

/// A leaf of any kind: `fields` are its fixed-width values, little-endian, in the order documented.
#[inline]
fn leaf<H: Sha256>(kind: LeafKind, index: u32, fields: [&[u8]; 4]) -> [u8; 32] {
    let [a, b, c, d] = fields;
    H::hash_parts(&[&[LEAF_PREFIX, kind as u8], &index.to_le_bytes(), a, b, c, d])
}

/// Usage leaf: lease address, cumulative attested seconds u64, seconds attested in its first hour u32.
pub fn usage_leaf<H: Sha256>(
    index: u32,
    lease: &[u8; 32],
    cumulative_s: u64,
    first_hour_s: u32,
) -> [u8; 32] {
    let fields: [&[u8]; 4] = [
        lease,
        &cumulative_s.to_le_bytes(),
        &first_hour_s.to_le_bytes(),
        &[],
    ];
    leaf::<H>(LeafKind::Usage, index, fields)
}

/// A device's verdict of the hour; the leaf index is its registry index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The device's leaf in its supplier's commit tree (over the roots R of its GPUs).
    pub commit: [u8; 32],
    /// The device's leaf in its supplier's response tree (over the roots B of its GPUs).
    pub response: [u8; 32],
    /// 0 not drawn, 1 passed, 2 failed, 3 silent; the oracle crate names them.
    pub verdict: u8,
    /// The checkable fault of a failure; 0 otherwise.
    pub reason: u8,
    /// Where the fault is, `4096 · GPU + position` (`io_pow::verify::Fault::place`); 0 otherwise.
    pub place: u32,
}

/// Verdict leaf: commit leaf, response leaf, verdict u8, reason u8, place u32.
pub fn verdict_leaf<H: Sha256>(index: u32, v: &Verdict) -> [u8; 32] {
    let fields: [&[u8]; 4] = [
        &v.commit,
        &v.response,
        &[v.verdict, v.reason],
        &v.place.to_le_bytes(),
    ];
    leaf::<H>(LeafKind::Verdict, index, fields)
}

/// What one operator says of one device in the hour; the leaf index is its registry index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Bit m is set when a heartbeat was received in minute m (60 bits used).
    pub minutes: u64,
    /// As in [`Verdict`], for a device this operator was drawn for.
    pub verdict: u8,
    /// As in [`Verdict`].
    pub reason: u8,
    /// As in [`Verdict`].
    pub place: u32,
    /// Commit and response were on time.
    pub on_time: bool,
    /// As in [`Verdict`], as this operator read the chain; zero for none.
    pub commit: [u8; 32],
    /// Likewise.
    pub response: [u8; 32],
}

/// Summary leaf: minute map u64, verdict u8, reason u8, on time u8, place u32, commit leaf, response leaf.
pub fn summary_leaf<H: Sha256>(index: u32, s: &Summary) -> [u8; 32] {
    let mut what = [0; 7];
    what[..3].copy_from_slice(&[s.verdict, s.reason, u8::from(s.on_time)]);
    what[3..].copy_from_slice(&s.place.to_le_bytes());
    let fields: [&[u8]; 4] = [&s.minutes.to_le_bytes(), &what, &s.commit, &s.response];
    leaf::<H>(LeafKind::Summary, index, fields)
}

/// Levels of a shard's tree of summary leaves: 2¹⁶ devices.
pub const SHARD_DEPTH: u8 = 16;
/// Levels of a summary's tree of shards: a registry of 2²⁴ devices.
pub const SHARDS_DEPTH: u8 = 8;

/// What stands for shard `number` in a summary: the root of its rows, a tree of depth [`SHARD_DEPTH`] of summary
/// leaves, and the hash of what else it holds.
pub fn shard_root<H: Sha256>(number: u16, rows: &[u8; 32], rest: &[u8; 32]) -> [u8; 32] {
    H::hash_parts(&[b"io-shard-root/2", &number.to_le_bytes(), rows, rest])
}

/// The root of operator `operator`'s summary of `epoch`, which it puts on chain: `shards` is the root of a tree of
/// depth [`SHARDS_DEPTH`] with each shard's root at its number, `rest` the hash of the summary's canonical bytes.
/// Any row opens from here, so that who listed a device wrongly can be shown to a program.
pub fn summary_root<H: Sha256>(
    epoch: u64,
    operator: u8,
    shards: &[u8; 32],
    rest: &[u8; 32],
) -> [u8; 32] {
    let mut head = [0; 9];
    head[..8].copy_from_slice(&epoch.to_le_bytes());
    head[8] = operator;
    H::hash_parts(&[b"io-summary-root/2", &head, shards, rest])
}

#[inline(always)]
fn parent<H: Sha256>(left: &[u8; 32], right: &[u8; 32]) -> [u8; 32] {
    H::hash_parts(&[&[NODE_PREFIX], left, right])
}

/// The root of a tree of `depth` levels without leaves.
///
/// # Errors
/// `DepthOutOfRange` above 32.
pub fn empty_root<H: Sha256>(depth: u8) -> Result<[u8; 32]> {
    if depth > MAX_DEPTH {
        return Err(CoreError::DepthOutOfRange);
    }
    let mut hash = ABSENT;
    for _ in 0..depth {
        hash = parent::<H>(&hash, &hash);
    }
    Ok(hash)
}

/// The root that `leaf` at `index` leads to through `proof`: `depth` raw steps of 32 bytes.
///
/// # Errors
/// `DepthOutOfRange`, `IndexOutOfRange` (index ≥ 2^depth), `ProofLength`.
pub fn root_from_proof<H: Sha256>(
    leaf: [u8; 32],
    index: u32,
    depth: u8,
    proof: &[u8],
) -> Result<[u8; 32]> {
    check_index(index, depth)?;
    let (steps, rest) = proof.as_chunks::<STEP_BYTES>();
    if !rest.is_empty() || steps.len() != usize::from(depth) {
        return Err(CoreError::ProofLength);
    }
    let mut current = leaf;
    let mut path = index;
    for step in steps {
        current = if path & 1 == 0 {
            parent::<H>(&current, step)
        } else {
            parent::<H>(step, &current)
        };
        path >>= 1;
    }
    Ok(current)
}

#[cfg(all(test, feature = "std"))]
mod tests;
