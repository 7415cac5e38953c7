//! The settlement operators vote on, byte for byte as the program holds it.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::error::WireError;
use crate::keys::Digest;

/// What a vote says and a seal fixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Settlement {
    /// The epoch settled.
    pub epoch: u64,
    /// Rewards root it builds on: that of the last seal.
    pub prev_root: Digest,
    /// Root of the Merkle-sum tree of lifetime rewards.
    pub rewards_root: Digest,
    /// IO base units of all leaves of that tree.
    pub rewards_sum: u64,
    /// Leaves of that tree.
    pub n_leaves: u32,
    /// Root of the tree of attested seconds per lease.
    pub usage_root: Digest,
    /// Root of the tree of verdicts per device.
    pub verdict_root: Digest,
    /// SHA-256 of the report.
    pub report_hash: Digest,
}

impl Settlement {
    /// Bytes of a settlement.
    pub const BYTES: usize = 180;

    /// Fields in order, little-endian.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; Self::BYTES] {
        let mut out = [0; Self::BYTES];
        let mut at = 0;
        let mut put = |bytes: &[u8]| {
            out[at..at + bytes.len()].copy_from_slice(bytes);
            at += bytes.len();
        };
        put(&self.epoch.to_le_bytes());
        put(&self.prev_root.0);
        put(&self.rewards_root.0);
        put(&self.rewards_sum.to_le_bytes());
        put(&self.n_leaves.to_le_bytes());
        put(&self.usage_root.0);
        put(&self.verdict_root.0);
        put(&self.report_hash.0);
        out
    }

    /// Reads [`Settlement::to_bytes`].
    ///
    /// # Errors
    /// [`WireError::Length`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, WireError> {
        let bytes: &[u8; Self::BYTES] = bytes.try_into().map_err(|_| WireError::Length)?;
        let mut rest: &[u8] = bytes;
        let mut take = |n: usize| {
            let (head, tail) = rest.split_at(n);
            rest = tail;
            head
        };
        let word = |b: &[u8]| u64::from_le_bytes(b.try_into().unwrap_or_default());
        let root = |b: &[u8]| Digest(b.try_into().unwrap_or_default());
        Ok(Self {
            epoch: word(take(8)),
            prev_root: root(take(32)),
            rewards_root: root(take(32)),
            rewards_sum: word(take(8)),
            n_leaves: u32::from_le_bytes(take(4).try_into().unwrap_or_default()),
            usage_root: root(take(32)),
            verdict_root: root(take(32)),
            report_hash: root(take(32)),
        })
    }

    /// SHA-256 of the bytes: what the chain's record of an operator's vote holds.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest(Sha256::digest(self.to_bytes()).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_round_trip_in_field_order() {
        let settlement = Settlement {
            epoch: 0x0102,
            prev_root: Digest([1; 32]),
            rewards_root: Digest([2; 32]),
            rewards_sum: 3,
            n_leaves: 4,
            usage_root: Digest([5; 32]),
            verdict_root: Digest([6; 32]),
            report_hash: Digest([7; 32]),
        };
        let bytes = settlement.to_bytes();
        assert_eq!(bytes[..3], [2, 1, 0]);
        assert_eq!(bytes[72..84], [3, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0]);
        assert_eq!(bytes[148..], [7; 32]);
        assert_eq!(Settlement::from_bytes(&bytes), Ok(settlement));
        assert_eq!(Settlement::from_bytes(&bytes[1..]), Err(WireError::Length));
    }
}
