//! Reads: accounts, the clock, slot hashes.
use solana_account::Account;
use solana_pubkey::Pubkey;
use solana_rpc_client_api::client_error::Error as ClientError;
use solana_rpc_client_api::config::{
    RpcAccountInfoConfig, RpcProgramAccountsConfig, UiAccountEncoding,
};
use solana_rpc_client_api::filter::{Memcmp, RpcFilterType};
use solana_rpc_client_api::response::UiAccount;

use crate::sysvar::{CLOCK, SLOT_HASHES};
use crate::{Chain, ChainClock, ChainError, SlotHash};

/// The node takes at most 100 keys a call.
const KEYS_PER_CALL: usize = 100;

fn decoded(address: Pubkey, ui: &UiAccount) -> Result<Account, ChainError> {
    ui.to_account().ok_or_else(|| ChainError::Decode {
        address,
        reason: "the node sent an encoding that was not asked for".to_string(),
    })
}

impl Chain {
    pub(crate) fn node_error(&self, error: &ClientError) -> ChainError {
        ChainError::Node {
            url: self.url(),
            reason: error.to_string(),
        }
    }

    /// One account, or none.
    ///
    /// # Errors
    /// [`ChainError::Node`].
    pub async fn account(&self, address: &Pubkey) -> Result<Option<Account>, ChainError> {
        let found = self.accounts(std::slice::from_ref(address)).await?;
        Ok(found.into_iter().next().flatten())
    }

    fn account_config(&self) -> RpcAccountInfoConfig {
        RpcAccountInfoConfig {
            encoding: Some(if self.policy.compressed_reads {
                UiAccountEncoding::Base64Zstd
            } else {
                UiAccountEncoding::Base64
            }),
            commitment: Some(self.policy.commitment.into()),
            ..RpcAccountInfoConfig::default()
        }
    }

    /// One account, decoded by `decode`.
    ///
    /// # Errors
    /// [`ChainError::Missing`], [`ChainError::Decode`], [`ChainError::Node`].
    pub async fn fetch<T, E: std::fmt::Display>(
        &self,
        address: &Pubkey,
        decode: impl FnOnce(&[u8]) -> Result<T, E>,
    ) -> Result<T, ChainError> {
        self.fetch_optional(address, decode)
            .await?
            .ok_or(ChainError::Missing(*address))
    }

    /// One account, decoded by `decode`; none if it does not exist.
    ///
    /// # Errors
    /// [`ChainError::Decode`], [`ChainError::Node`].
    pub async fn fetch_optional<T, E: std::fmt::Display>(
        &self,
        address: &Pubkey,
        decode: impl FnOnce(&[u8]) -> Result<T, E>,
    ) -> Result<Option<T>, ChainError> {
        let Some(account) = self.account(address).await? else {
            return Ok(None);
        };
        decode(&account.data)
            .map(Some)
            .map_err(|e| ChainError::Decode {
                address: *address,
                reason: e.to_string(),
            })
    }

    /// Many accounts, in the order asked for.
    ///
    /// # Errors
    /// [`ChainError::Node`].
    pub async fn accounts(&self, addresses: &[Pubkey]) -> Result<Vec<Option<Account>>, ChainError> {
        let mut out = Vec::with_capacity(addresses.len());
        for part in addresses.chunks(KEYS_PER_CALL) {
            let answer = self
                .rpc()
                .get_multiple_ui_accounts_with_config(part, self.account_config())
                .await
                .map_err(|e| self.node_error(&e))?;
            for (address, ui) in part.iter().zip(answer.value) {
                out.push(ui.map(|ui| decoded(*address, &ui)).transpose()?);
            }
        }
        Ok(out)
    }

    /// All accounts of `program` that begin with `discriminator`, and hold each `(offset, bytes)`.
    ///
    /// # Errors
    /// [`ChainError::Node`].
    pub async fn program_accounts(
        &self,
        program: &Pubkey,
        discriminator: &[u8],
        holding: &[(usize, &[u8])],
    ) -> Result<Vec<(Pubkey, Account)>, ChainError> {
        let filter = |at: usize, bytes: &[u8]| {
            RpcFilterType::Memcmp(Memcmp::new_raw_bytes(at, bytes.to_vec()))
        };
        let mut filters = vec![filter(0, discriminator)];
        filters.extend(holding.iter().map(|(at, bytes)| filter(*at, bytes)));
        let config = RpcProgramAccountsConfig {
            filters: Some(filters),
            account_config: self.account_config(),
            ..RpcProgramAccountsConfig::default()
        };
        let found = self
            .rpc()
            .get_program_ui_accounts_with_config(program, config)
            .await
            .map_err(|e| self.node_error(&e))?;
        found
            .into_iter()
            .map(|(address, ui)| Ok((address, decoded(address, &ui)?)))
            .collect()
    }

    /// The chain's clock. Services take their sense of time from here alone.
    ///
    /// # Errors
    /// [`ChainError::Node`], [`ChainError::Decode`].
    pub async fn clock(&self) -> Result<ChainClock, ChainError> {
        self.fetch(&CLOCK, ChainClock::decode).await
    }

    /// The SlotHashes sysvar, newest first, at most 512 entries.
    ///
    /// # Errors
    /// [`ChainError::Node`], [`ChainError::Decode`].
    pub async fn slot_hashes(&self) -> Result<Vec<SlotHash>, ChainError> {
        self.fetch(&SLOT_HASHES, SlotHash::decode_all).await
    }
}
