//! The IO mint: 8 decimals, no freeze authority, and `emissions` alone may mint.
use std::sync::Arc;

use io_chain::ChainError;
use io_client::emissions::emission_address;
use io_client::pda::TOKEN_PROGRAM_ID;
use io_core::units::IO_DECIMALS;
use solana_signer::Signer;

use crate::error::MigrationError;
use crate::genesis::field;
use crate::network::{Network, same};
use crate::task::Task;
use io_client::token::{MINT_LEN, Mint, create_mint_account, initialize_mint};

const STEP: &str = "io_mint";

pub(super) async fn tasks(network: &Network) -> Result<Vec<Task>, MigrationError> {
    let address = network.io_mint;
    let item = address.to_string();
    if let Some(account) = network.chain.account(&address).await? {
        if account.owner != TOKEN_PROGRAM_ID {
            return Err(field(
                "authorities.io_mint",
                "the account there is not the SPL Token program's: use a new keypair",
            )
            .into());
        }
        let mint = Mint::decode(&account.data).map_err(|reason| ChainError::Decode {
            address,
            reason: reason.to_string(),
        })?;
        let name = |key: Option<solana_pubkey::Pubkey>| {
            key.map_or_else(|| "nobody".to_string(), |k| k.to_string())
        };
        same("authorities.io_mint (decimals)", mint.decimals, IO_DECIMALS)?;
        same(
            "authorities.io_mint (mint authority)",
            name(mint.mint_authority),
            name(Some(emission_address())),
        )?;
        same(
            "authorities.io_mint (freeze authority)",
            name(mint.freeze_authority),
            name(None),
        )?;
        return Ok(vec![Task::already(STEP, item)]);
    }
    let Some(key) = &network.io_mint_key else {
        return Err(field(
            "authorities.io_mint",
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
        create_mint_account(&network.payer.pubkey(), &address, lamports),
        initialize_mint(&address, IO_DECIMALS, &emission_address()),
    ];
    Ok(vec![Task::send(
        STEP,
        item,
        instructions,
        vec![Arc::clone(key)],
    )])
}
