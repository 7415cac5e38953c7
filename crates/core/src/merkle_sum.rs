//! Merkle-sum tree of cumulative lifetime IO per payee wallet.
//!
//! ```text
//! leaf = H(0x00 ‖ index u32 LE ‖ wallet [32] ‖ cumulative u64 LE),   sum = cumulative
//! node = H(0x01 ‖ hL [32] ‖ sL u64 LE ‖ hR [32] ‖ sR u64 LE),        sum = sL + sR, checked
//! absent leaf = ([0; 32], 0)
//! ```
//!
//! The depth is fixed, so a proof has exactly one step of 40 bytes (sibling hash ‖ sum) per level,
//! from the leaf up, and bit `i` of the index says on which side the path lies at level `i`. A node
//! hashes both sums below it, so no proof can show more than the root's sum for all leaves together:
//! a root that misstates a sum makes its own leaves unprovable and takes from nobody else.

use crate::{
    error::{CoreError, Result},
    hash::Sha256,
};

pub mod fault;
#[cfg(feature = "std")]
mod tree;
#[cfg(feature = "std")]
pub use tree::Tree;

/// Depth of the network's tree: 2²⁰ wallets.
pub const DEPTH: u8 = 20;
/// Hash of the empty root at the network's depth: what genesis starts from, with sum 0.
pub const EMPTY_ROOT_HASH: [u8; 32] = [
    0x29, 0x12, 0x8d, 0x85, 0xc9, 0x13, 0x3f, 0xc8, 0x73, 0x0f, 0x0e, 0x7a, 0x13, 0x8a, 0xe3, 0x43,
    0xfe, 0xd7, 0x9a, 0xaf, 0xfa, 0xac, 0xe1, 0x66, 0x3a, 0x64, 0xc1, 0x2e, 0x9e, 0x84, 0xf4, 0x34,
];
/// The deepest tree an index of 32 bits can address.
pub const MAX_DEPTH: u8 = 32;
/// Bytes of one proof step: sibling hash ‖ sibling sum, little-endian.
pub const STEP_BYTES: usize = 40;
/// First byte of a leaf's preimage.
pub const LEAF_PREFIX: u8 = 0x00;
/// First byte of a node's preimage: no leaf can pose as a node.
pub const NODE_PREFIX: u8 = 0x01;

/// Hash of an absent leaf.
pub const ABSENT_HASH: [u8; 32] = [0; 32];

/// One level of a proof, as the programs receive it; `steps.as_flattened()` is the raw proof.
pub type ProofStep = [u8; STEP_BYTES];

/// A node: its hash and the IO base units below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// SHA-256 of the node's preimage; zero for an absent leaf.
    pub hash: [u8; 32],
    /// IO base units of all leaves below.
    pub sum: u64,
}

impl Node {
    /// A leaf that nobody holds yet.
    pub const ABSENT: Self = Self {
        hash: ABSENT_HASH,
        sum: 0,
    };

    /// The node as a sibling in a proof.
    #[inline]
    pub fn to_step(&self) -> ProofStep {
        let mut step = [0; STEP_BYTES];
        step[..32].copy_from_slice(&self.hash);
        step[32..].copy_from_slice(&self.sum.to_le_bytes());
        step
    }

    /// The node in a proof step.
    #[inline]
    pub fn from_step(step: &ProofStep) -> Self {
        let mut hash = [0; 32];
        hash.copy_from_slice(&step[..32]);
        Self {
            hash,
            sum: sum_of(step),
        }
    }
}

#[inline(always)]
fn sum_of(step: &ProofStep) -> u64 {
    let mut sum = [0; 8];
    sum.copy_from_slice(&step[32..]);
    u64::from_le_bytes(sum)
}

/// The leaf of `wallet` at `index` with `cumulative` IO base units.
#[inline]
pub fn leaf<H: Sha256>(index: u32, wallet: &[u8; 32], cumulative: u64) -> Node {
    let hash = H::hash_parts(&[
        &[LEAF_PREFIX],
        &index.to_le_bytes(),
        wallet,
        &cumulative.to_le_bytes(),
    ]);
    Node {
        hash,
        sum: cumulative,
    }
}

/// The parent of two nodes given as proof steps.
///
/// # Errors
/// `Overflow` when the sums exceed a u64.
#[inline(always)]
fn parent<H: Sha256>(left: &ProofStep, right: &ProofStep) -> Result<ProofStep> {
    let sum = sum_of(left)
        .checked_add(sum_of(right))
        .ok_or(CoreError::Overflow)?;
    let hash = H::hash_parts(&[&[NODE_PREFIX], left, right]);
    Ok(Node { hash, sum }.to_step())
}

/// The root of a tree of `depth` levels without leaves. Its sum is 0; its hash is not zero, unless
/// the depth is.
///
/// # Errors
/// `DepthOutOfRange` above 32.
pub fn empty_root<H: Sha256>(depth: u8) -> Result<Node> {
    if depth > MAX_DEPTH {
        return Err(CoreError::DepthOutOfRange);
    }
    let mut step = Node::ABSENT.to_step();
    for _ in 0..depth {
        step = parent::<H>(&step, &step)?;
    }
    Ok(Node::from_step(&step))
}

/// The root that `leaf` at `index` leads to through `proof`: `depth` raw steps of 40 bytes.
///
/// The caller compares hash **and** sum with the root it trusts. `depth` comes from that root, never
/// from the proof, so a padded or truncated proof is refused before any hashing.
///
/// # Errors
/// `DepthOutOfRange`, `IndexOutOfRange` (index ≥ 2^depth), `ProofLength`, `Overflow` (sums).
pub fn root_from_proof<H: Sha256>(leaf: Node, index: u32, depth: u8, proof: &[u8]) -> Result<Node> {
    check_index(index, depth)?;
    let (steps, rest) = proof.as_chunks::<STEP_BYTES>();
    if !rest.is_empty() || steps.len() != usize::from(depth) {
        return Err(CoreError::ProofLength);
    }
    let mut current = leaf.to_step();
    let mut path = index;
    for step in steps {
        current = if path & 1 == 0 {
            parent::<H>(&current, step)?
        } else {
            parent::<H>(step, &current)?
        };
        path >>= 1;
    }
    Ok(Node::from_step(&current))
}

/// Checks that `wallet` holds `cumulative` at `index` of the tree `root` with `n_leaves` leaves.
///
/// # Errors
/// As [`root_from_proof`]; `IndexOutOfRange` also at or past `n_leaves`; `RootMismatch`.
pub fn verify<H: Sha256>(
    root: &Node,
    n_leaves: u32,
    depth: u8,
    index: u32,
    wallet: &[u8; 32],
    cumulative: u64,
    proof: &[u8],
) -> Result<()> {
    if index >= n_leaves {
        return Err(CoreError::IndexOutOfRange);
    }
    let got = root_from_proof::<H>(leaf::<H>(index, wallet, cumulative), index, depth, proof)?;
    if got == *root {
        Ok(())
    } else {
        Err(CoreError::RootMismatch)
    }
}

/// # Errors
/// `DepthOutOfRange` above 32, `IndexOutOfRange` for an index ≥ 2^depth.
#[inline(always)]
pub(crate) fn check_index(index: u32, depth: u8) -> Result<()> {
    if depth > MAX_DEPTH {
        return Err(CoreError::DepthOutOfRange);
    }
    // checked_shr is None at 32, where every index fits.
    match index.checked_shr(u32::from(depth)) {
        Some(0) | None => Ok(()),
        Some(_) => Err(CoreError::IndexOutOfRange),
    }
}

#[cfg(all(test, feature = "std"))]
mod tests;
