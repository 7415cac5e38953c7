//! `iosd::initialize`.
use io_client::iosd::{ID, accounts::Iosd, instructions::Initialize, iosd_address};
use solana_signer::Signer;

use crate::error::MigrationError;
use crate::network::{Network, same};
use crate::task::Task;

const STEP: &str = "iosd";
const ITEM: &str = "initialize";

pub(super) async fn tasks(network: &Network) -> Result<Vec<Task>, MigrationError> {
    let params = network.genesis.iosd_params(network.guardian()?)?;
    let Some(found) = network.account::<Iosd>(&iosd_address()).await? else {
        let call = Initialize {
            authority: network.authority.pubkey(),
            io_mint: network.io_mint,
        };
        let instruction = call.instruction(&params);
        let task = network.initialize(STEP, ITEM, &ID, instruction).await?;
        return Ok(vec![task]);
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
            "iosd.min_request_iosd (base units)",
            found.min_request_iosd,
            params.min_request_iosd,
        ),
        (
            "iosd.mint_window_iosd (base units)",
            found.mint_window_capacity,
            params.mint_window_capacity,
        ),
        (
            "iosd.redeem_window_iosd (base units)",
            found.redeem_window_capacity,
            params.redeem_window_capacity,
        ),
        (
            "iosd.redeem_spread_bps",
            u64::from(found.redeem_spread_bps),
            u64::from(params.redeem_spread_bps),
        ),
        (
            "iosd.window_s",
            u64::from(found.window_length_s),
            u64::from(params.window_length_s),
        ),
    ] {
        same(name, chain, file)?;
    }
    Ok(vec![Task::already(STEP, ITEM)])
}
