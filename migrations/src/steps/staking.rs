//! `staking::initialize`; before `emissions`, which needs its reward vault.
use io_client::staking::{ID, accounts::Pool, instructions::Initialize, pool_address};
use solana_signer::Signer;

use crate::error::MigrationError;
use crate::network::{Network, same};
use crate::task::Task;

const STEP: &str = "staking";
const ITEM: &str = "initialize";

pub(super) async fn tasks(network: &Network) -> Result<Vec<Task>, MigrationError> {
    let cooldown_s = network.genesis.staking.cooldown_s;
    let min_earning_stake = network.genesis.min_earning_stake()?;
    let Some(pool) = network.account::<Pool>(&pool_address()).await? else {
        let call = Initialize {
            authority: network.authority.pubkey(),
            io_mint: network.io_mint,
        };
        let instruction = call.instruction(cooldown_s, min_earning_stake);
        let task = network.initialize(STEP, ITEM, &ID, instruction).await?;
        return Ok(vec![task]);
    };
    same("authorities.io_mint", pool.io_mint, network.io_mint)?;
    same("staking.cooldown_s", pool.cooldown_s, cooldown_s)?;
    same(
        "staking.min_earning_stake_io (base units)",
        pool.min_earning_stake,
        min_earning_stake,
    )?;
    Ok(vec![Task::already(STEP, ITEM)])
}
