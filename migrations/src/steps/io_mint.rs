//! The IO mint: 8 decimals, no freeze authority, and `emissions` alone may mint.
use io_chain::ChainError;
use io_client::emissions::emission_address;
use io_client::pda::TOKEN_PROGRAM_ID;
use io_core::units::IO_DECIMALS;

use crate::error::MigrationError;
use crate::genesis::field;
use crate::network::{Network, same};
use crate::steps::mint::NewMint;
use crate::task::Task;
use io_client::token::Mint;

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
    let wanted = NewMint {
        name: "authorities.io_mint",
        address,
        key: network.io_mint_key.as_ref(),
        decimals: IO_DECIMALS,
        authority: emission_address(),
    };
    Ok(vec![wanted.task(network, STEP, item).await?])
}
