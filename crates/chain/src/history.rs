//! What a transaction logged.
use solana_rpc_client_api::config::RpcTransactionConfig;
use solana_signature::Signature;

use crate::{Chain, ChainError};

impl Chain {
    /// The log lines of a transaction in a block: `io_client::parse_events` reads the events out of them.
    ///
    /// # Errors
    /// [`ChainError::Node`], also when the node does not know the transaction.
    pub async fn logs(&self, signature: &Signature) -> Result<Vec<String>, ChainError> {
        let config = RpcTransactionConfig {
            encoding: None,
            commitment: Some(self.policy.commitment.into()),
            max_supported_transaction_version: Some(0),
        };
        let found = self
            .rpc()
            .get_transaction_with_config(signature, config)
            .await
            .map_err(|e| self.node_error(&e))?;
        Ok(found
            .transaction
            .meta
            .and_then(|meta| Option::from(meta.log_messages))
            .unwrap_or_default())
    }
}
