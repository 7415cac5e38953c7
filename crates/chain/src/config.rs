//! How hard to try, and how much to pay for it.
use std::time::Duration;

use solana_commitment_config::CommitmentConfig;

/// How settled a block must be before it is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Commitment {
    /// Voted on by two thirds of the stake: what the services act on.
    #[default]
    Confirmed,
    /// Can no longer be rolled back.
    Finalized,
}

impl From<Commitment> for CommitmentConfig {
    fn from(commitment: Commitment) -> Self {
        match commitment {
            Commitment::Confirmed => Self::confirmed(),
            Commitment::Finalized => Self::finalized(),
        }
    }
}

/// Limits of [`crate::Chain::send`].
#[derive(Clone, Copy, Debug)]
pub struct SendPolicy {
    /// What "landed" means.
    pub commitment: Commitment,
    /// The most ever bid per compute unit, micro-lamports; 0 asks for no fees and bids none.
    pub max_priority_fee_micro_lamports: u64,
    /// Signed again at most this often, each time only after the one before has expired unseen.
    pub max_signings: u32,
    /// Compute units allowed beyond 1.2 times what the simulation used: for instructions whose cost depends
    /// on what others do in between, such as the vote that seals.
    pub headroom_units: u32,
    /// Between two sends of the same bytes.
    pub resend_every: Duration,
    /// Between two looks at the signature's status.
    pub poll_every: Duration,
    /// Of one JSON-RPC call.
    pub request_timeout: Duration,
}

impl Default for SendPolicy {
    fn default() -> Self {
        Self {
            commitment: Commitment::Confirmed,
            // 0.0002 SOL for a transaction of 200,000 compute units.
            max_priority_fee_micro_lamports: 1_000_000,
            max_signings: 3,
            headroom_units: 0,
            resend_every: Duration::from_secs(2),
            poll_every: Duration::from_millis(150),
            request_timeout: Duration::from_secs(20),
        }
    }
}

impl SendPolicy {
    /// For a chain in the same machine, whose slots pass in milliseconds.
    #[must_use]
    pub fn local() -> Self {
        Self {
            poll_every: Duration::from_millis(20),
            resend_every: Duration::from_millis(500),
            max_signings: 6,
            // No market for block space here, and the embedded chain computes its recent fees from all
            // transactions it ever saw.
            max_priority_fee_micro_lamports: 0,
            ..Self::default()
        }
    }
}
