//! `iosd::initialize`.
use std::sync::Arc;

use io_client::iosd::{ID, accounts::Iosd, instructions::Initialize, iosd_address};
use solana_signer::Signer;

use crate::network::{MigrationError, Network, same};
use crate::task::Task;

const STEP: &str = "iosd";
const ITEM: &str = "initialize";

pub(super) async fn tasks(network: &Network) -> Result<Vec<Task>, MigrationError> {
    let params = network.genesis.iosd_params(network.guardian()?)?;
    let Some(found) = network.account::<Iosd>(&iosd_address()).await? else {
        network.require_deployed(STEP, &ID).await?;
        let call = Initialize {
            authority: network.authority.pubkey(),
            io_mint: network.io_mint,
        };
        let instruction = call.instruction(&params);
        return Ok(vec![Task::send(
            STEP,
            ITEM,
            vec![instruction],
            vec![Arc::clone(&network.authority)],
        )]);
    };
    same("authorities.io_mint", found.io_mint, network.io_mint)?;
    same("authorities.guardian", found.guardian, params.guardian)?;
    same(
        "iosd.max_deviation_bps",
        found.max_deviation_bps,
        params.max_deviation_bps,
    )?;
    for (name, chain, file) in [
        (
            "iosd.request_ttl_s",
            u64::from(found.request_ttl_s),
            u64::from(params.request_ttl_s),
        ),
        (
            "iosd.min_request_io (base units)",
            found.min_request_io,
            params.min_request_io,
        ),
        (
            "iosd.mint_window_iosd (base units)",
            found.window_capacity,
            params.window_capacity,
        ),
        (
            "iosd.mint_window_s",
            u64::from(found.window_length_s),
            u64::from(params.window_length_s),
        ),
    ] {
        same(name, chain, file)?;
    }
    Ok(vec![Task::already(STEP, ITEM)])
}
