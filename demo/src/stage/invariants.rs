//! The design's invariants, judged by what is on the chain at the end.
use anyhow::Result;
use io_client::emissions::accounts::Emission;
use io_client::escrow::accounts::Job;
use io_client::iosd::accounts::Iosd;
use io_client::oracle::accounts::{EpochRecord, Oracle};
use io_client::staking::accounts::Pool;
use io_client::status::EpochStatus;
use io_client::{AccountData, emissions, iosd, oracle, pda, staking};
use io_core::emission::cumulative;
use io_core::units::{EMISSION_CAP, GENESIS_SUPPLY};
use io_migrations::Network;
use io_migrations::token::{Mint, token_balance};
use solana_pubkey::Pubkey;

use crate::story::{Hour, Invariant};

fn judged(name: &str, holds: bool, figures: String) -> Invariant {
    Invariant {
        name: name.to_owned(),
        holds,
        figures,
    }
}

/// Judges all that apply. `hours` are those that ran, `roots` the settlements seen when they were sealed.
///
/// # Errors
/// The chain does not answer.
pub async fn judge(
    network: &Network,
    hours: &[Hour],
    roots: &[(u64, [u8; 32])],
    job: Option<Pubkey>,
) -> Result<Vec<Invariant>> {
    let chain = &network.chain;
    let emission: Emission = chain
        .fetch(&emissions::emission_address(), Emission::decode)
        .await?;
    let pool: Pool = chain.fetch(&staking::pool_address(), Pool::decode).await?;
    let money: Iosd = chain.fetch(&iosd::iosd_address(), Iosd::decode).await?;
    let params: Oracle = chain
        .fetch(&oracle::oracle_address(), Oracle::decode)
        .await?;
    let io_mint = chain.fetch(&network.io_mint, Mint::decode).await?;
    let iosd_mint = chain.fetch(&money.iosd_mint, Mint::decode).await?;
    let balance = async |address: Pubkey| chain.fetch(&address, token_balance).await;
    let supplier_vault = balance(emission.supplier_vault).await?;
    let stake_vault = balance(pool.stake_vault).await?;
    let io_vault = balance(money.io_vault).await?;
    let mut found = Vec::new();

    let schedule = cumulative(emission.accrued_epoch);
    found.push(judged(
        "1. emitted = S(accrued) ≤ 300M",
        emission.emitted == schedule && emission.emitted <= EMISSION_CAP,
        format!(
            "emitted {}, S({}) = {schedule}",
            emission.emitted, emission.accrued_epoch
        ),
    ));
    let minted =
        u128::from(GENESIS_SUPPLY) + u128::from(emission.emitted) + u128::from(money.redeemed_io);
    let ledger = minted.saturating_sub(u128::from(money.burned_io));
    found.push(judged(
        "1. ledger ≥ supply of IO",
        ledger >= u128::from(io_mint.supply),
        format!("ledger {ledger}, supply {}", io_mint.supply),
    ));
    let sealed = hours
        .iter()
        .rev()
        .find_map(|hour| hour.rewards_sum.zip(Some(hour)));
    let (sum, cap) = sealed.map_or((0, 0), |(sum, hour)| (sum, hour.supplier_cap));
    found.push(judged(
        "2. claimed ≤ root's sum ≤ supplier emission",
        emission.claimed_total <= sum && sum <= cap && sealed.is_some(),
        format!(
            "claimed {}, sum {sum}, emission {cap}",
            emission.claimed_total
        ),
    ));
    let unclaimed = emission.gpu_total.saturating_sub(emission.claimed_total);
    found.push(judged(
        "2. supplier vault ≥ what is unclaimed",
        supplier_vault >= unclaimed,
        format!("vault {supplier_vault}, unclaimed {unclaimed}"),
    ));
    let stakes = u128::from(pool.delegated_total)
        + u128::from(pool.device_total)
        + u128::from(pool.cooling_total);
    found.push(judged(
        "3. staking vault ≥ all stakes",
        u128::from(stake_vault) >= stakes,
        format!("vault {stake_vault}, stakes {stakes}"),
    ));
    found.push(judged(
        "4. redeemed ≤ burned; IOSD supply ≤ minted",
        money.redeemed_io <= money.burned_io && iosd_mint.supply <= money.minted_iosd,
        format!(
            "redeemed {}, burned {}; supply {}, minted {}",
            money.redeemed_io, money.burned_io, iosd_mint.supply, money.minted_iosd
        ),
    ));
    found.push(judged(
        "4. locked requests are refundable",
        io_vault >= money.locked_io,
        format!("vault {io_vault}, locked {}", money.locked_io),
    ));
    if let Some(job) = job {
        found.push(job_vault(network, job).await?);
    }
    let mut kept = 0;
    for (epoch, root) in roots {
        let record: EpochRecord = chain
            .fetch(&pda::epoch_record(*epoch), EpochRecord::decode)
            .await?;
        let same = record.epoch == *epoch
            && record.status == EpochStatus::Sealed as u8
            && record.settlement.rewards_root == *root;
        kept += usize::from(same);
    }
    found.push(judged(
        "7. sealed roots stand",
        kept == roots.len() && params.sealed_epoch > 0,
        format!("{kept} of {} unchanged", roots.len()),
    ));
    Ok(found)
}

/// The vault of a job holds what its books say is still owed; 0 when the job is closed.
async fn job_vault(network: &Network, address: Pubkey) -> Result<Invariant> {
    let chain = &network.chain;
    let vault = chain
        .fetch_optional(&pda::job_vault(&address), token_balance)
        .await?
        .unwrap_or(0);
    let Some(job) = chain.fetch_optional(&address, Job::decode).await? else {
        return Ok(judged(
            "5. a closed job's vault is empty",
            vault == 0,
            format!("vault {vault}"),
        ));
    };
    let paid_in = u128::from(job.deposit) + u128::from(job.fee_reserved);
    let paid_out = u128::from(job.paid) + u128::from(job.refunded);
    Ok(judged(
        "5. the job's vault and what left it are what was paid in",
        u128::from(vault) + paid_out <= paid_in,
        format!("paid in {paid_in}, paid out {paid_out} and fees, vault {vault}"),
    ))
}
