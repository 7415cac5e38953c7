//! What a proposer publishes: which summaries it included and the settlement they lead to. Everyone rebuilds it.

use ed25519_dalek::SigningKey;
use serde::{Deserialize, Serialize};

use crate::error::WireError;
use crate::keys::{self, Address, Bytes64, Digest};
use crate::settlement::Settlement;

const TAG: &[u8] = b"io-proposal/1";

/// A summary a proposal includes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncludedSummary {
    /// The operator's index in the registry of operators.
    pub operator: u8,
    /// Its root, as posted on chain.
    pub root: Digest,
}

/// Answer of `GET /v1/proposals/{epoch}/{round}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The epoch settled.
    pub epoch: u64,
    /// Round of the rotation, from 0.
    pub round: u32,
    /// The proposer's index.
    pub proposer: u8,
    /// By operator index, ascending.
    pub included: Vec<IncludedSummary>,
    /// What they lead to.
    pub settlement: Settlement,
    /// By the proposer's key, over [`Proposal::statement`].
    pub signature: Bytes64,
}

impl Proposal {
    /// `"io-proposal/1" ‖ epoch u64 ‖ round u32 ‖ proposer u8 ‖ count u8 ‖ (operator u8 ‖ root)… ‖ settlement`,
    /// little-endian.
    #[must_use]
    pub fn statement(&self) -> Vec<u8> {
        let mut out = TAG.to_vec();
        out.extend_from_slice(&self.epoch.to_le_bytes());
        out.extend_from_slice(&self.round.to_le_bytes());
        out.extend_from_slice(&[self.proposer, self.included.len() as u8]);
        for summary in &self.included {
            out.push(summary.operator);
            out.extend_from_slice(&summary.root.0);
        }
        out.extend_from_slice(&self.settlement.to_bytes());
        out
    }

    /// The proposal with its proposer's signature.
    #[must_use]
    pub fn sign(mut self, key: &SigningKey) -> Self {
        self.signature = keys::sign(key, &self.statement());
        self
    }

    /// Checks the signature by the proposer's key.
    ///
    /// # Errors
    /// [`WireError::Signature`].
    pub fn verify(&self, proposer_key: &Address) -> Result<(), WireError> {
        keys::verify(proposer_key, &self.statement(), &self.signature)
    }
}
