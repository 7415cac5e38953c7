//! The network's one way to a Solana cluster: typed reads, and transactions that land once.
//!
//! [`Chain::send`] simulates, sets the compute limit to 1.2 × what the simulation used, bids a capped
//! priority fee, and resends the same signed bytes until they are confirmed or their blockhash can no
//! longer be used. Only then, and only if the signature is confirmed absent, is a new transaction
//! signed: at no time do two transactions of one intent have a chance to land.
#![forbid(unsafe_code)]

mod config;
mod confirm;
mod error;
mod fee;
mod history;
pub mod lookup_table;
mod read;
mod send;
pub mod sysvar;

pub use config::{Commitment, SendPolicy};
pub use error::{ChainError, ProgramError, ProgramErrors};
pub use send::{Landed, Outgoing};
pub use sysvar::{ChainClock, SlotHash};

use std::sync::Arc;

use solana_rpc_client::nonblocking::rpc_client::RpcClient;

/// A cluster, by the URL of its JSON-RPC. Cheap to clone.
#[derive(Clone)]
pub struct Chain {
    rpc: Arc<RpcClient>,
    policy: SendPolicy,
    errors: ProgramErrors,
}

impl Chain {
    /// The cluster at `url`. Nothing is sent yet; `errors` names the programs' error codes.
    #[must_use]
    pub fn new(url: &str, policy: SendPolicy, errors: ProgramErrors) -> Self {
        let rpc = RpcClient::new_with_timeout_and_commitment(
            url.to_string(),
            policy.request_timeout,
            policy.commitment.into(),
        );
        Self {
            rpc: Arc::new(rpc),
            policy,
            errors,
        }
    }

    /// The JSON-RPC client, for the calls this crate has no name for.
    #[must_use]
    pub fn rpc(&self) -> &RpcClient {
        &self.rpc
    }

    /// The URL.
    #[must_use]
    pub fn url(&self) -> String {
        self.rpc.url()
    }
}
