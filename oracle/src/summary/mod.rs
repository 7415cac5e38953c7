//! What one operator heard and checked in one hour, as canonical bytes under one root.
//!
//! A summary is a header that names shards of 2¹⁶ registry indices each. Shards are addressed by their root, so
//! a shard that two operators agree on is held, sent and checked once.
//!
//! ```text
//! header = "io-summ1" | version u16 | epoch u64 | operator u8 | rules [32]
//!        | classes u8 | multiplier_milli u32 …          (0: class not live)
//!        | shards u16 | (number u16, root [32]) …       ascending
//!        | leases u32 | (lease [32], device u32, start_ts i64, minutes u64) …   ascending by lease
//! root   = io_core::merkle::summary_root(epoch, operator, root of the shards, SHA-256(header))
//! ```
//! Little-endian. The operator's index is part of it, so no operator can post another's root as its own.

mod reader;
mod shard;

use io_api::Digest;
use io_core::hash::HostSha256;
use io_core::merkle::{self, Tree};
use sha2::{Digest as _, Sha256};

pub use reader::{FormatError, Reader};
pub use shard::{
    MAX_SHARD_BYTES, MINUTES_MASK, Reading, Row, SHARD_ROWS, Shard, in_service, verdict,
};

const MAGIC: &[u8; 8] = b"io-summ1";
const VERSION: u16 = 2;
/// Most classes a network has.
pub const MAX_CLASSES: usize = 32;
/// Shards a registry of 2²⁴ devices has.
pub const MAX_SHARDS: usize = 1 << merkle::SHARDS_DEPTH;
/// Most leases one hour's summary holds.
pub const MAX_LEASES: usize = 1 << 20;
/// Longest header that is accepted from a peer, bytes.
pub const MAX_HEADER_BYTES: usize = 64 + 4 * MAX_CLASSES + 34 * MAX_SHARDS + 52 * MAX_LEASES;

/// Minutes an operator heard a lease's device while the lease ran.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeaseHeard {
    /// The lease's account.
    pub lease: [u8; 32],
    /// Registry index of its device.
    pub device: u32,
    /// When it started, unix seconds, as this operator reads the chain.
    pub start_ts: i64,
    /// Bit m: heard in minute m of the epoch, and the lease ran then.
    pub minutes: u64,
}

/// A summary's header; its shards are held apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The hour.
    pub epoch: u64,
    /// The operator's index.
    pub operator: u8,
    /// Hash of the rules the operator works by.
    pub rules: Digest,
    /// Multiplier of each class in thousandths, 0 when not live, as the operator reads the chain.
    pub multipliers_milli: Vec<u32>,
    /// Shard numbers and roots, ascending.
    pub shards: Vec<(u16, Digest)>,
    /// Leases heard, ascending by address.
    pub leases: Vec<LeaseHeard>,
}

impl Summary {
    /// Canonical bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(64 + 34 * self.shards.len() + 52 * self.leases.len());
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&VERSION.to_le_bytes());
        out.extend_from_slice(&self.epoch.to_le_bytes());
        out.push(self.operator);
        out.extend_from_slice(&self.rules.0);
        out.push(self.multipliers_milli.len() as u8);
        for multiplier in &self.multipliers_milli {
            out.extend_from_slice(&multiplier.to_le_bytes());
        }
        out.extend_from_slice(&(self.shards.len() as u16).to_le_bytes());
        for (number, root) in &self.shards {
            out.extend_from_slice(&number.to_le_bytes());
            out.extend_from_slice(&root.0);
        }
        out.extend_from_slice(&(self.leases.len() as u32).to_le_bytes());
        for lease in &self.leases {
            out.extend_from_slice(&lease.lease);
            out.extend_from_slice(&lease.device.to_le_bytes());
            out.extend_from_slice(&lease.start_ts.to_le_bytes());
            out.extend_from_slice(&lease.minutes.to_le_bytes());
        }
        out
    }

    /// The root that goes on chain.
    #[must_use]
    pub fn root(&self) -> Digest {
        let mut by_number = [merkle::ABSENT; MAX_SHARDS];
        for (number, root) in &self.shards {
            // A number out of range is refused where summaries are read; none is written.
            if let Some(place) = by_number.get_mut(usize::from(*number)) {
                *place = root.0;
            }
        }
        // As many leaves as the tree has: it can refuse nothing.
        let shards = Tree::build(merkle::SHARDS_DEPTH, by_number.to_vec())
            .map_or(merkle::ABSENT, |tree| tree.root());
        let rest = Sha256::digest(self.to_bytes()).into();
        Digest(merkle::summary_root::<HostSha256>(
            self.epoch,
            self.operator,
            &shards,
            &rest,
        ))
    }

    /// Reads canonical bytes; anything else is refused, so a summary has one form.
    ///
    /// # Errors
    /// [`FormatError`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FormatError> {
        let mut reader = Reader::new(bytes);
        reader.magic(MAGIC, VERSION)?;
        let epoch = reader.u64()?;
        let operator = reader.u8()?;
        let rules = Digest(reader.array()?);
        let classes = reader.count(usize::from(reader.peek_u8()?), MAX_CLASSES, 4)?;
        reader.u8()?;
        let multipliers_milli = (0..classes)
            .map(|_| reader.u32())
            .collect::<Result<Vec<_>, _>>()?;
        let n_shards = usize::from(reader.u16()?);
        let n_shards = reader.count(n_shards, MAX_SHARDS, 34)?;
        let shards = (0..n_shards)
            .map(|_| Ok((reader.u16()?, Digest(reader.array()?))))
            .collect::<Result<Vec<_>, FormatError>>()?;
        let n_leases = reader.u32()? as usize;
        let n_leases = reader.count(n_leases, MAX_LEASES, 52)?;
        let leases = (0..n_leases)
            .map(|_| {
                Ok(LeaseHeard {
                    lease: reader.array()?,
                    device: reader.u32()?,
                    start_ts: reader.i64()?,
                    minutes: reader.u64()?,
                })
            })
            .collect::<Result<Vec<_>, FormatError>>()?;
        reader.end()?;
        let ascending = shards.is_sorted_by(|a, b| a.0 < b.0)
            && leases.is_sorted_by(|a, b| a.lease < b.lease)
            && shards
                .iter()
                .all(|(number, _)| usize::from(*number) < MAX_SHARDS);
        if !ascending {
            return Err(FormatError::Order);
        }
        if leases
            .iter()
            .any(|lease| lease.minutes & !MINUTES_MASK != 0)
        {
            return Err(FormatError::Value);
        }
        Ok(Self {
            epoch,
            operator,
            rules,
            multipliers_milli,
            shards,
            leases,
        })
    }
}

#[cfg(test)]
mod tests;
