//! Where an epoch's commit lies in a supplier's ring.
use crate::state::COMMIT_RING;

/// Index of `epoch`'s entry in `Commits::entries`.
pub const fn commit_place(epoch: u64) -> usize {
    // Below COMMIT_RING = 4.
    const RING: u64 = COMMIT_RING as u64;
    (epoch % RING) as usize
}
