//! What is wrong with a sum tree, shown by one node, or by a leaf before and after.
//!
//! A tree is sound when every node's sum is that of its two halves, every leaf stands at the index it
//! names and carries its amount as its sum, and the places below the number of leaves, and no others,
//! hold one. The hashes do not enforce this: a parent hashes the sum it *claims* for a half, and
//! whoever builds the tree may claim another than the half's own. Every leaf below such a node is
//! unprovable for ever, which takes from its wallet as surely as a lower amount does. It is shown from
//! above: the topmost wrong claim on a path has a path to the root that adds up, and the node's own
//! preimage contradicts it. In a sound tree no node has a second preimage, so nothing can be shown.
//!
//! A node whose preimage nobody knows cannot be shown to be wrong here: that is a tree whose leaves were
//! not published.

use super::{
    ABSENT_HASH, LEAF_PREFIX, NODE_PREFIX, Node, STEP_BYTES, check_index, root_from_proof,
};
use crate::{
    error::{CoreError, Result},
    hash::Sha256,
};

/// Bytes of a leaf's preimage after its prefix: index u32 LE ‖ wallet ‖ cumulative u64 LE.
pub const LEAF_BYTES: usize = 44;
/// Bytes of a node's preimage after its prefix: two steps.
pub const NODE_BYTES: usize = 2 * STEP_BYTES;

/// What is wrong. The values are kept in accounts and events: append only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Fault {
    /// The claimed sum of a node is not that of its halves, or of a leaf not its amount.
    Sum = 1,
    /// A leaf names another index than the one it stands at.
    Index = 2,
    /// No leaf stands below the number of leaves.
    Missing = 3,
    /// A leaf stands at or past the number of leaves.
    Surplus = 4,
    /// A wallet's amount fell.
    Fell = 5,
    /// An index went to another wallet.
    Replaced = 6,
}

/// A leaf's content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Who is paid.
    pub wallet: [u8; 32],
    /// Lifetime IO base units.
    pub cumulative: u64,
}

/// A node opened to its preimage, with its path to the root.
#[derive(Clone, Copy, Debug)]
pub struct Opening<'a> {
    /// Levels above the leaves: 0 for a leaf.
    pub level: u8,
    /// The node's sum as claimed by its parent, or by the root for the root itself.
    pub sum: u64,
    /// [`LEAF_BYTES`] at level 0, none there for an absent leaf; [`NODE_BYTES`] above.
    pub preimage: &'a [u8],
    /// A step per level above the node.
    pub proof: &'a [u8],
}

/// What an opening shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A sound leaf.
    Leaf(Leaf),
    /// A sound node, or a place without a leaf where none has to be.
    Nothing,
    /// The tree is not sound.
    Fault(Fault),
}

/// What the tree `root` of `n_leaves` leaves holds over `index`, at the opening's level.
///
/// # Errors
/// `DepthOutOfRange` for a level above the root, `IndexOutOfRange`, `ProofLength` for a preimage or a
/// proof of another length, `Overflow` (sums along the path), `RootMismatch`.
pub fn open<H: Sha256>(
    root: &Node,
    n_leaves: u32,
    depth: u8,
    index: u32,
    opening: &Opening,
) -> Result<Shown> {
    let Opening {
        level,
        sum,
        preimage,
        proof,
    } = *opening;
    check_index(index, depth)?;
    let above = depth.checked_sub(level).ok_or(CoreError::DepthOutOfRange)?;
    let (prefix, length) = match level {
        0 => (LEAF_PREFIX, LEAF_BYTES),
        _ => (NODE_PREFIX, NODE_BYTES),
    };
    let absent = level == 0 && preimage.is_empty();
    let hash = if absent {
        ABSENT_HASH
    } else if preimage.len() == length {
        H::hash_parts(&[&[prefix], preimage])
    } else {
        return Err(CoreError::ProofLength);
    };
    // None at a level of 32: the root of the deepest tree.
    let place = index.checked_shr(level.into()).unwrap_or(0);
    if root_from_proof::<H>(Node { hash, sum }, place, above, proof)? != *root {
        return Err(CoreError::RootMismatch);
    }
    let fault = if level > 0 {
        let halves = u64_at(preimage, 32).checked_add(u64_at(preimage, 72));
        (halves != Some(sum)).then_some(Fault::Sum)
    } else if absent {
        if sum != 0 {
            Some(Fault::Sum)
        } else {
            (index < n_leaves).then_some(Fault::Missing)
        }
    } else if preimage[..4] != index.to_le_bytes() {
        Some(Fault::Index)
    } else if u64_at(preimage, 36) != sum {
        Some(Fault::Sum)
    } else {
        (index >= n_leaves).then_some(Fault::Surplus)
    };
    if let Some(fault) = fault {
        return Ok(Shown::Fault(fault));
    }
    if level > 0 || absent {
        return Ok(Shown::Nothing);
    }
    let mut wallet = [0; 32];
    wallet.copy_from_slice(&preimage[4..36]);
    Ok(Shown::Leaf(Leaf {
        wallet,
        cumulative: sum,
    }))
}

/// What is wrong with an index that held `before` in one tree and `after` in a later one: it belongs to
/// its wallet for ever, whose amount never falls. (That it lost its leaf is [`Fault::Missing`], since the
/// number of leaves never falls.)
pub fn compare(before: &Leaf, after: &Leaf) -> Option<Fault> {
    if before.wallet != after.wallet {
        Some(Fault::Replaced)
    } else if after.cumulative < before.cumulative {
        Some(Fault::Fell)
    } else {
        None
    }
}

/// The u64 at byte `at` of a preimage whose length has been checked.
#[inline(always)]
fn u64_at(preimage: &[u8], at: usize) -> u64 {
    let mut bytes = [0; 8];
    if let Some((value, _)) = preimage.get(at..).and_then(<[u8]>::split_first_chunk::<8>) {
        bytes = *value;
    }
    u64::from_le_bytes(bytes)
}

#[cfg(feature = "std")]
mod find;
#[cfg(feature = "std")]
pub use find::first_fault;

#[cfg(all(test, feature = "std"))]
mod tests;
