//! Waiting for a signature: landed, failed, or past all hope.
use std::time::Instant;

use solana_commitment_config::CommitmentConfig;
use solana_rpc_client_api::config::RpcSendTransactionConfig;
use solana_signature::Signature;
use solana_transaction::versioned::VersionedTransaction;

use crate::{Chain, ChainError, send::TransactionFailure};

/// Failed looks in a row before the node counts as gone.
const MAX_FAILED_LOOKS: u32 = 20;

/// How one signed transaction ended.
pub(crate) enum Outcome {
    /// In a block, and did what it says.
    Landed { slot: u64 },
    /// In a block, and failed there: only the fee was paid.
    Failed(TransactionFailure),
    /// Its blockhash is too old and no block holds it.
    Expired,
}

impl Chain {
    /// Sends the same bytes until they land or cannot any more.
    pub(crate) async fn resend_until_settled(
        &self,
        transaction: &VersionedTransaction,
        last_valid_block_height: u64,
    ) -> Result<Outcome, ChainError> {
        let signature = transaction.signatures[0];
        let config = RpcSendTransactionConfig {
            // Simulated just now by the caller.
            skip_preflight: true,
            // Resending is ours to do: the node's own retries know nothing of our clock.
            max_retries: Some(0),
            ..RpcSendTransactionConfig::default()
        };
        let mut sent: Option<Instant> = None;
        let mut failed_looks = 0u32;
        loop {
            if sent.is_none_or(|at| at.elapsed() >= self.policy.resend_every) {
                if let Err(error) = self
                    .rpc()
                    .send_transaction_with_config(transaction, config)
                    .await
                {
                    tracing::debug!(%signature, %error, "the node did not take the transaction");
                }
                sent = Some(Instant::now());
            }
            tokio::time::sleep(self.policy.poll_every).await;
            match self.look(&signature, last_valid_block_height).await {
                Ok(Some(outcome)) => return Ok(outcome),
                Ok(None) => failed_looks = 0,
                Err(error) => {
                    failed_looks += 1;
                    if failed_looks >= MAX_FAILED_LOOKS {
                        return Err(ChainError::Unknown {
                            signature,
                            reason: error.to_string(),
                        });
                    }
                }
            }
        }
    }

    /// One look at the signature; none while it may still land.
    async fn look(
        &self,
        signature: &Signature,
        last_valid_block_height: u64,
    ) -> Result<Option<Outcome>, ChainError> {
        let commitment: CommitmentConfig = self.policy.commitment.into();
        // The height first: if it is already past the last valid one, no later block can hold the
        // transaction, so a status that is then absent stays absent.
        let height = self
            .rpc()
            .get_block_height_with_commitment(commitment)
            .await
            .map_err(|e| self.node_error(&e))?;
        let expired = height > last_valid_block_height;
        let statuses = if expired {
            self.rpc()
                .get_signature_statuses_with_history(&[*signature])
                .await
        } else {
            self.rpc().get_signature_statuses(&[*signature]).await
        };
        let status = statuses
            .map_err(|e| self.node_error(&e))?
            .value
            .pop()
            .flatten();
        match status {
            Some(status) => {
                if let Some(error) = status.err {
                    return Ok(Some(Outcome::Failed(TransactionFailure {
                        error,
                        logs: Vec::new(),
                    })));
                }
                if status.satisfies_commitment(commitment) {
                    return Ok(Some(Outcome::Landed { slot: status.slot }));
                }
                Ok(None)
            }
            None if expired => Ok(Some(Outcome::Expired)),
            None => Ok(None),
        }
    }
}
