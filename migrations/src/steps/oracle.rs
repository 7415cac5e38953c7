//! `oracle::initialize`.
use io_client::oracle::{ID, accounts::Oracle, instructions::Initialize, oracle_address};
use solana_signer::Signer;

use crate::error::MigrationError;
use crate::network::{Network, same};
use crate::task::Task;

const STEP: &str = "oracle";

pub(super) async fn tasks(network: &Network) -> Result<Vec<Task>, MigrationError> {
    let params = network
        .genesis
        .oracle_params(network.genesis_ts, network.guardian()?)?;
    let Some(found) = network.account::<Oracle>(&oracle_address()).await? else {
        let authority = network.authority.pubkey();
        let call = Initialize {
            authority,
            io_mint: network.io_mint,
        };
        let item = format!("initialize, epoch 1 from {}", params.genesis_ts);
        let instruction = call.instruction(&params);
        let task = network.initialize(STEP, item, &ID, instruction).await?;
        return Ok(vec![task]);
    };
    same("authorities.io_mint", found.io_mint, network.io_mint)?;
    same("authorities.guardian", found.guardian, params.guardian)?;
    same("oracle.bond_io (base units)", found.bond, params.bond)?;
    same(
        "oracle.challenge_bond_io (base units)",
        found.challenge_bond,
        params.challenge_bond,
    )?;
    for (name, chain, file) in [
        (
            "emission.epoch_length_s",
            found.epoch_length_s,
            params.epoch_length_s,
        ),
        ("oracle.unbonding_s", found.unbonding_s, params.unbonding_s),
        (
            "oracle.challenge_window_s",
            found.challenge_window_s,
            params.challenge_window_s,
        ),
        (
            "oracle.summary_window_s",
            found.summary_window_s,
            params.summary_window_s,
        ),
        (
            "oracle.price_max_age_s",
            found.price_max_age_s,
            params.price_max_age_s,
        ),
        (
            "oracle.ema_half_life_s",
            found.ema_half_life_s,
            params.ema_half_life_s,
        ),
        (
            "oracle.ring_spacing_s",
            found.ring_spacing_s,
            params.ring_spacing_s,
        ),
        ("oracle.arm_slots", found.arm_slots, params.arm_slots),
        (
            "oracle.candidate_spacing_slots",
            found.candidate_spacing_slots,
            params.candidate_spacing_slots,
        ),
        (
            "oracle.commit_deadline_slots",
            found.commit_deadline_slots,
            params.commit_deadline_slots,
        ),
        (
            "oracle.beacon_gap_slots",
            found.beacon_gap_slots,
            params.beacon_gap_slots,
        ),
        (
            "oracle.beacon_spacing_slots",
            found.beacon_spacing_slots,
            params.beacon_spacing_slots,
        ),
        (
            "oracle.response_slots",
            found.response_slots,
            params.response_slots,
        ),
        (
            "oracle.candidate_threshold",
            u32::from(found.candidate_threshold),
            u32::from(params.candidate_threshold),
        ),
    ] {
        same(name, chain, file)?;
    }
    Ok(vec![Task::already(
        STEP,
        format!("initialize, epoch 1 from {}", found.genesis_ts),
    )])
}
