//! What a worker must know to prove in this epoch: `GET /v1/challenge`.

use serde::{Deserialize, Serialize};

use crate::keys::Digest;

/// The epoch in progress. Fields of later stages are absent until their stage is reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    /// The epoch in progress.
    pub epoch: u64,
    /// Chain time now, unix seconds.
    pub now_ts: i64,
    /// Chain slot now.
    pub slot: u64,
    /// When the epoch ends, unix seconds.
    pub end_ts: i64,
    /// Challenge slot, once drawn.
    pub s0: Option<u64>,
    /// Seed `S` of the proof of work, once drawn.
    pub seed: Option<Digest>,
    /// Last slot at which a commit lands on time.
    pub commit_deadline_slot: Option<u64>,
    /// First beacon, once captured.
    pub beacon1: Option<Digest>,
    /// Last slot at which a response root lands on time.
    pub response_deadline_slot: Option<u64>,
    /// Second beacon, once captured.
    pub beacon2: Option<Digest>,
    /// The network's classes.
    pub classes: Vec<Class>,
    /// A recent slot and its hash, to sign heartbeats with.
    pub recent_slot: u64,
    /// Hash of `recent_slot`.
    pub recent_slot_hash: Digest,
}

/// A GPU class: multiplier and dimensions of its proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Class {
    /// Number in the network's table.
    pub class: u8,
    /// Name.
    pub name: String,
    /// Multiplier in thousandths.
    pub multiplier_milli: u32,
    /// Rows and columns of a panel.
    pub n: u32,
    /// Inner dimension.
    pub k: u32,
    /// Panels.
    pub panels: u32,
    /// Lanes of the walk.
    pub lanes: u32,
    /// Steps per lane.
    pub steps: u32,
    /// T_class in milliseconds.
    pub time_ms: u32,
    /// Whether the class earns.
    pub live: bool,
}
