//! Creating a mint at the address of a keypair file.
use std::sync::Arc;

use io_chain::ChainError;
use io_client::token::{MINT_LEN, create_mint_account, initialize_mint};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::error::MigrationError;
use crate::genesis::field;
use crate::network::Network;
use crate::task::Task;

/// A mint that does not exist yet.
pub(super) struct NewMint<'a> {
    /// Field of the genesis file.
    pub name: &'static str,
    pub address: Pubkey,
    /// Signs once for the address; none where the file names an address only.
    pub key: Option<&'a Arc<Keypair>>,
    pub decimals: u8,
    /// Who may mint.
    pub authority: Pubkey,
}

impl NewMint<'_> {
    /// The transaction that creates it, without a freeze authority.
    pub(super) async fn task(
        &self,
        network: &Network,
        step: &'static str,
        item: String,
    ) -> Result<Task, MigrationError> {
        let Some(key) = self.key else {
            return Err(field(
                self.name,
                "the mint does not exist yet and its address must sign once: name its keypair file",
            )
            .into());
        };
        let lamports = network
            .chain
            .rpc()
            .get_minimum_balance_for_rent_exemption(MINT_LEN)
            .await
            .map_err(|error| ChainError::Node {
                url: network.chain.url(),
                reason: error.to_string(),
            })?;
        let instructions = vec![
            create_mint_account(&network.payer.pubkey(), &self.address, lamports),
            initialize_mint(&self.address, self.decimals, &self.authority),
        ];
        Ok(Task::send(step, item, instructions, vec![Arc::clone(key)]))
    }
}
