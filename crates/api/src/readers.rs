//! What anyone may read from an operator.

use serde::{Deserialize, Serialize};

use crate::keys::{Address, Digest};
use crate::settlement::Settlement;

/// `GET /v1/rewards/{wallet}`: everything a claim needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RewardProof {
    /// The epoch of the settlement.
    pub epoch: u64,
    /// Whether that settlement is final, so that the claim will be taken.
    pub is_final: bool,
    /// The wallet.
    pub wallet: Address,
    /// Its leaf index.
    pub index: u32,
    /// Lifetime IO base units.
    pub cumulative: u64,
    /// 40 bytes a level (sibling hash ‖ sum u64 LE), hex.
    pub proof: String,
    /// The root the proof leads to.
    pub root: Digest,
}

/// `GET /v1/usage/{lease}`: everything a withdrawal needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsageProof {
    /// The epoch of the settlement.
    pub epoch: u64,
    /// Whether that settlement is final.
    pub is_final: bool,
    /// The lease.
    pub lease: Address,
    /// Its leaf index.
    pub index: u32,
    /// Attested seconds, lifetime.
    pub cumulative_s: u64,
    /// Attested seconds of its first hour.
    pub first_hour_s: u32,
    /// 32 bytes a level, hex.
    pub proof: String,
    /// The root the proof leads to.
    pub root: Digest,
}

/// One entry of `GET /v1/epochs`, and `GET /v1/epochs/{e}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Epoch {
    /// The epoch.
    pub epoch: u64,
    /// `open`, `sealed` or `void`.
    pub status: String,
    /// Its start, unix seconds.
    pub start_ts: i64,
    /// Its end, unix seconds.
    pub end_ts: i64,
    /// The settlement, once sealed.
    pub settlement: Option<Settlement>,
    /// When it was sealed, unix seconds.
    pub sealed_ts: Option<i64>,
    /// When it is final, unix seconds.
    pub final_ts: Option<i64>,
}

/// `GET /v1/epochs/{e}/report`: the hour in figures; the whole is at `/v1/reports/{hash}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct ReportDigest {
    /// The epoch.
    pub epoch: u64,
    /// SHA-256 of the report's bytes.
    pub report_hash: Digest,
    /// Operators whose summaries were included, by index.
    pub included: Vec<u8>,
    /// Devices that any included summary lists.
    pub devices: u32,
    /// Devices whose proof counted.
    pub proofs_passed: u32,
    /// Devices with a named fault.
    pub proofs_failed: u32,
    /// Devices paid.
    pub devices_paid: u32,
    /// IO base units the epochs covered allow.
    pub pool: u64,
    /// IO base units allocated.
    pub allocated: u64,
    /// Wallets with a leaf.
    pub leaves: u32,
    /// Leases with attested seconds.
    pub leases: u32,
}

/// One entry of `GET /v1/devices`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// Account.
    pub device: Address,
    /// Registry index.
    pub index: u32,
    /// Class number.
    pub class: u8,
    /// GPUs.
    pub processors: u16,
    /// Connectivity tier, 0 unmeasured.
    pub tier: u8,
    /// `registered`, `offered`, `paused` or `retired`.
    pub status: String,
    /// Supplier's wallet.
    pub supplier: Address,
    /// Wallet that is paid.
    pub payee: Address,
    /// Stake behind it, IO base units.
    pub stake: u64,
    /// Minutes of the epoch in progress heard by this operator, bit m for minute m.
    pub minutes_heard: u64,
    /// This operator's verdict of the epoch in progress, once there is one.
    pub verdict: Option<String>,
}

/// One entry of `GET /v1/prices`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// Feed: 0 is IO/USD, 1 + c the GPU-hour of class c.
    pub feed: u8,
    /// USD × 10⁸, from this operator's sources.
    pub price: u64,
    /// When the sources said so, unix seconds of the chain's clock.
    pub ts: i64,
    /// Sources that agreed.
    pub sources: u32,
    /// Whether it is too old to be posted.
    pub stale: bool,
}

/// One entry of `GET /v1/verdicts/{epoch}`: what this operator found so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedVerdict {
    /// Registry index.
    pub index: u32,
    /// 1 passed, 2 failed.
    pub verdict: u8,
}

/// A server-sent event of `GET /v1/events`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// An epoch is open.
    EpochOpened {
        /// The epoch.
        epoch: u64,
    },
    /// Its challenge slot is drawn.
    ChallengeDrawn {
        /// The epoch.
        epoch: u64,
        /// The slot.
        s0: u64,
    },
    /// A beacon is captured.
    BeaconCaptured {
        /// The epoch.
        epoch: u64,
        /// 1 or 2.
        which: u8,
    },
    /// This operator reached a verdict on a device.
    ProofJudged {
        /// The epoch.
        epoch: u64,
        /// Registry index.
        index: u32,
        /// Whether it passed.
        passed: bool,
        /// The fault, in words.
        fault: Option<String>,
    },
    /// This operator's summary is made.
    SummaryMade {
        /// The epoch.
        epoch: u64,
        /// Its root.
        root: Digest,
        /// Devices in it.
        devices: u32,
    },
    /// This operator votes.
    Voted {
        /// The epoch.
        epoch: u64,
        /// Round of the proposal voted for.
        round: u32,
        /// The settlement's report.
        report_hash: Digest,
    },
    /// This operator refused a proposal.
    ProposalRefused {
        /// The epoch.
        epoch: u64,
        /// Round.
        round: u32,
        /// Proposer's index.
        proposer: u8,
        /// Why.
        reason: String,
    },
    /// A settlement is sealed.
    Sealed {
        /// The epoch.
        epoch: u64,
        /// IO base units of all leaves.
        rewards_sum: u64,
    },
    /// Prices are posted.
    PricesPosted {
        /// Feeds posted.
        feeds: u32,
    },
}
