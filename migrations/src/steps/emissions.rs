//! `emissions::initialize`, and the split where it has been changed in the file.
use std::sync::Arc;

use io_client::emissions::instructions::{Initialize, SetSplit};
use io_client::emissions::{ID, accounts::Emission, emission_address};
use solana_signer::Signer;

use crate::error::MigrationError;
use crate::network::{Network, same};
use crate::task::Task;

const STEP: &str = "emissions";

pub(super) async fn tasks(network: &Network) -> Result<Vec<Task>, MigrationError> {
    let file = &network.genesis.emission;
    let authority = network.authority.pubkey();
    let Some(found) = network.account::<Emission>(&emission_address()).await? else {
        let call = Initialize {
            authority,
            io_mint: network.io_mint,
        };
        let instruction = call.instruction(
            network.genesis_ts,
            file.epoch_length_s,
            file.stakers_bps,
            file.cpu_bps,
        );
        let task = network
            .initialize(STEP, "initialize", &ID, instruction)
            .await?;
        return Ok(vec![task]);
    };
    same("authorities.io_mint", found.io_mint, network.io_mint)?;
    same("emission.genesis_ts", found.genesis_ts, network.genesis_ts)?;
    same(
        "emission.epoch_length_s",
        found.epoch_length_s,
        file.epoch_length_s,
    )?;
    let mut tasks = vec![Task::already(STEP, "initialize")];
    let split = (found.split.stakers_bps, found.split.cpu_bps);
    if split != (file.stakers_bps, file.cpu_bps) {
        let item = format!(
            "split {}/{} to {}/{} bps from the next epoch on",
            split.0, split.1, file.stakers_bps, file.cpu_bps
        );
        let instruction = SetSplit { authority }.instruction(file.stakers_bps, file.cpu_bps);
        let signers = vec![Arc::clone(&network.authority)];
        tasks.push(Task::send(STEP, item, vec![instruction], signers));
    }
    Ok(tasks)
}
