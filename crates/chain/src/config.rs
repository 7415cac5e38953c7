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
    /// Whether accounts travel compressed: worth it over a network; within a machine it is a fifth of the node's work.
    pub compressed_reads: bool,
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
            compressed_reads: true,
        }
    }
}

impl SendPolicy {
    /// [`SendPolicy::local`] for a node on this machine's loopback interface, else the default.
    #[must_use]
    pub fn towards(url: &str) -> Self {
        let host = url.split_once("://").map_or(url, |(_, rest)| rest);
        let here = ["127.0.0.1", "localhost", "[::1]"];
        let ends = |rest: &str| rest.is_empty() || rest.starts_with([':', '/']);
        if here
            .iter()
            .any(|name| host.strip_prefix(name).is_some_and(ends))
        {
            Self::local()
        } else {
            Self::default()
        }
    }

    /// For a chain in the same machine, whose slots pass in milliseconds.
    #[must_use]
    pub fn local() -> Self {
        Self {
            poll_every: Duration::from_millis(20),
            resend_every: Duration::from_millis(500),
            max_signings: 6,
            compressed_reads: false,
            // No market for block space here, and the embedded chain computes its recent fees from all
            // transactions it ever saw.
            max_priority_fee_micro_lamports: 0,
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_loopback_interface_is_local() {
        for url in [
            "http://127.0.0.1:8899",
            "http://localhost",
            "http://localhost/rpc",
            "ws://[::1]:8900",
        ] {
            assert_eq!(SendPolicy::towards(url).max_signings, 6, "{url}");
        }
        for url in [
            "https://rpc.example.com",
            "http://localhost.example.com:8899",
            "http://10.0.0.1/127.0.0.1",
        ] {
            assert_eq!(SendPolicy::towards(url).max_signings, 3, "{url}");
        }
    }
}
