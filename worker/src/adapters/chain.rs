//! The chain as this agent sees it: what it reads in one look, and the two roots it posts.

use std::future::Future;

use io_api::{Address, Digest};
use io_pow::ClassParams;

/// One look at the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Slot of the chain's clock.
    pub slot: u64,
    /// The chain's clock, unix seconds.
    pub now_ts: i64,
    /// The epoch in progress.
    pub epoch: u64,
    /// The minute of it, 0..60.
    pub minute: u8,
    /// Records of the epoch in progress and the one before, as far as they were opened, ascending.
    pub epochs: Vec<Epoch>,
    /// Operators that are active, by seat.
    pub operators: Vec<Operator>,
    /// Classes by number.
    pub classes: Vec<Class>,
    /// The configured devices that are registered.
    pub devices: Vec<Device>,
    /// Roots that the supplier has posted, of the last few epochs.
    pub commits: Vec<CommitEntry>,
}

/// An epoch's record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Epoch {
    /// The epoch.
    pub epoch: u64,
    /// Whether it still takes roots: not sealed, not void.
    pub open: bool,
    /// The hour has no challenge: every candidate slot failed.
    pub no_challenge: bool,
    /// What is due, once the challenge slot is drawn.
    pub challenge: Option<Challenge>,
    /// Until when operators' summaries, and so uploads, count, unix seconds.
    pub summary_cutoff_ts: i64,
    /// Weight by operator's seat, fixed when the epoch opened.
    pub weights: Vec<u64>,
    /// Sum of the weights.
    pub total_weight: u64,
}

/// A drawn challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Challenge {
    /// Seed `S` of the epoch's proofs.
    pub seed: Digest,
    /// Last slot in which a commit may land.
    pub commit_deadline_slot: u64,
    /// Last slot in which a response may land.
    pub response_deadline_slot: u64,
    /// First beacon, once captured.
    pub beacon1: Option<Digest>,
}

/// An active operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operator {
    /// Its place in the registry, which never changes while it is listed.
    pub seat: u8,
    /// The key it signs receipts with.
    pub key: Address,
    /// HTTP base URL.
    pub url: String,
    /// Whether it holds the required bond, and so has weight.
    pub bonded: bool,
}

/// A GPU class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// Name.
    pub name: String,
    /// Multiplier in thousandths.
    pub multiplier_milli: u32,
    /// Whether it earns.
    pub live: bool,
    /// Dimensions of its proof.
    pub params: ClassParams,
}

/// Whether a device is on offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceStatus {
    /// Registered, not on offer.
    Registered,
    /// On offer.
    Offered,
    /// In maintenance.
    Paused,
    /// Gone for good.
    Retired,
}

impl DeviceStatus {
    /// Whether the device proves and sends heartbeats: in maintenance its GPUs are left alone.
    #[must_use]
    pub const fn works(self) -> bool {
        matches!(self, Self::Registered | Self::Offered)
    }
}

/// A registered device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Its account.
    pub address: Address,
    /// What tells it apart from the supplier's others.
    pub nonce: u32,
    /// Registry index: its leaf's position.
    pub index: u32,
    /// Class number.
    pub class: u8,
    /// GPUs.
    pub processors: u16,
    /// The key its messages must be signed with.
    pub device_key: Address,
    /// Whether it is on offer.
    pub status: DeviceStatus,
}

/// What the chain holds of one (supplier, class, epoch).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommitEntry {
    /// The epoch.
    pub epoch: u64,
    /// The class.
    pub class: u8,
    /// Root of the commits.
    pub commit_root: Digest,
    /// Root of the responses, once landed.
    pub response_root: Option<Digest>,
}

/// Why the chain did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChainError {
    /// `chain_unreachable`
    #[error("the chain does not answer: {0}; check chain.rpc_url and the network")]
    Unreachable(String),
    /// `account_missing`
    #[error("{0}; check that chain.rpc_url is the right network and that the network is set up")]
    Missing(String),
    /// `account_malformed`
    #[error("{0} cannot be read; upgrade the worker to the version of the programs on chain")]
    Malformed(String),
    /// `program_refused`
    #[error("the program refused: {message} ({name}, {code})")]
    Refused {
        /// Number of the program's error.
        code: u32,
        /// Its name.
        name: String,
        /// Its sentence.
        message: String,
    },
    /// `not_sent`
    #[error("the transaction did not land: {0}")]
    NotSent(String),
}

impl ChainError {
    /// Stable name of the error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreachable(_) => "chain_unreachable",
            Self::Missing(_) => "account_missing",
            Self::Malformed(_) => "account_malformed",
            Self::Refused { .. } => "program_refused",
            Self::NotSent(_) => "not_sent",
        }
    }
}

/// Access to the chain on behalf of one supplier.
pub trait Chain: Send + Sync + 'static {
    /// The supplier's wallet.
    fn supplier(&self) -> Address;

    /// Address of the supplier's device with this nonce, registered or not.
    fn device_address(&self, nonce: u32) -> Address;

    /// One look at everything the loops decide by.
    fn observe(&self) -> impl Future<Output = Result<View, ChainError>> + Send;

    /// Posts the root of a class's commits; returns when it has landed.
    fn post_commit(
        &self,
        epoch: u64,
        class: u8,
        root: Digest,
    ) -> impl Future<Output = Result<(), ChainError>> + Send;

    /// Posts the root of a class's responses; returns when it has landed.
    fn post_response(
        &self,
        epoch: u64,
        class: u8,
        root: Digest,
    ) -> impl Future<Output = Result<(), ChainError>> + Send;

    /// Lamports of the supplier's wallet, which pays for the posts.
    fn lamports(&self) -> impl Future<Output = Result<u64, ChainError>> + Send;

    /// Stake that counts behind a device (not cooling, not locked), IO base units; 0 if there is none.
    fn device_stake(&self, device: Address)
    -> impl Future<Output = Result<u64, ChainError>> + Send;

    /// All devices the supplier has registered, configured here or not.
    fn registered_devices(&self) -> impl Future<Output = Result<Vec<Device>, ChainError>> + Send;
}

impl View {
    /// The record of an epoch.
    #[must_use]
    pub fn epoch(&self, epoch: u64) -> Option<&Epoch> {
        self.epochs.iter().find(|record| record.epoch == epoch)
    }

    /// What the chain holds of the supplier's roots of an epoch and class.
    #[must_use]
    pub fn commit(&self, epoch: u64, class: u8) -> Option<&CommitEntry> {
        self.commits
            .iter()
            .find(|entry| entry.epoch == epoch && entry.class == class)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn devices_in_maintenance_rest() {
        use super::DeviceStatus::{Offered, Paused, Registered, Retired};
        assert!(Registered.works() && Offered.works());
        assert!(!Paused.works() && !Retired.works());
    }
}
