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
        // Slot at which the blockhash was first seen to be too old.
        let mut expired_at: Option<u64> = None;
        loop {
            if expired_at.is_none()
                && sent.is_none_or(|at| at.elapsed() >= self.policy.resend_every)
            {
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
            match self
                .look(&signature, last_valid_block_height, &mut expired_at)
                .await
            {
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
    ///
    /// A status counts at the policy's commitment only, a failed one too: what failed on a fork may
    /// still succeed on another. Absence counts only in an answer as new as the slot at which the
    /// blockhash was seen to be too old, because behind one URL there may be nodes of different age.
    async fn look(
        &self,
        signature: &Signature,
        last_valid_block_height: u64,
        expired_at: &mut Option<u64>,
    ) -> Result<Option<Outcome>, ChainError> {
        let commitment: CommitmentConfig = self.policy.commitment.into();
        let answer = if expired_at.is_some() {
            self.rpc()
                .get_signature_statuses_with_history(&[*signature])
                .await
        } else {
            self.rpc().get_signature_statuses(&[*signature]).await
        }
        .map_err(|e| self.node_error(&e))?;
        let seen_at = answer.context.slot;
        match answer.value.into_iter().next().flatten() {
            Some(status) if status.satisfies_commitment(commitment) => {
                return Ok(Some(match status.err {
                    None => Outcome::Landed { slot: status.slot },
                    Some(error) => Outcome::Failed(TransactionFailure {
                        error,
                        // To name the program that failed; without it the outermost is named.
                        logs: self.logs(signature).await.unwrap_or_default(),
                    }),
                }));
            }
            // In a block that may yet be dropped, or be confirmed.
            Some(_) => return Ok(None),
            None if expired_at.is_some_and(|slot| seen_at >= slot) => {
                return Ok(Some(Outcome::Expired));
            }
            None => {}
        }
        if expired_at.is_none() {
            let tip = self
                .rpc()
                .get_epoch_info_with_commitment(commitment)
                .await
                .map_err(|e| self.node_error(&e))?;
            if tip.block_height > last_valid_block_height {
                *expired_at = Some(tip.absolute_slot);
            }
        }
        Ok(None)
    }
}
