//! The design's invariants, judged by what is on the chain at the end.
use anyhow::Result;
use io_client::emissions::accounts::Emission;
use io_client::escrow::accounts::Job;
use io_client::iosd::accounts::Iosd;
use io_client::oracle::accounts::{EpochRecord, Oracle};
use io_client::pda::TOKEN_PROGRAM_ID;
use io_client::staking::accounts::Pool;
use io_client::status::EpochStatus;
use io_client::token::{Mint, token_balance};
use io_client::{AccountData, emissions, iosd, oracle, pda, staking};
use io_core::amount::show_amount;
use io_core::emission::cumulative;
use io_core::quorum::exceeds_two_thirds;
use io_core::units::{EMISSION_CAP, GENESIS_SUPPLY, IO_DECIMALS, IOSD_DECIMALS};
use io_migrations::Network;
use solana_pubkey::Pubkey;

use super::renter::Bill;
use crate::story::{Hour, Invariant};

fn io(base_units: u64) -> String {
    show_amount(base_units, IO_DECIMALS)
}

fn iosd(base_units: u64) -> String {
    show_amount(base_units, IOSD_DECIMALS)
}

/// What is judged besides the chain's accounts.
pub struct Seen<'a> {
    /// Hours that ran.
    pub hours: &'a [Hour],
    /// Roots of rewards by epoch, as seen when they were sealed.
    pub roots: &'a [(u64, [u8; 32])],
    /// The job that was ordered.
    pub job: Option<Pubkey>,
    /// What its leases were paid.
    pub bill: Option<&'a Bill>,
}

/// Judges all that apply.
///
/// # Errors
/// The chain does not answer.
pub async fn judge(network: &Network, seen: &Seen<'_>) -> Result<Vec<Invariant>> {
    let mut found = io_books(network, seen).await?;
    found.extend(iosd_books(network, seen.bill).await?);
    if let Some(job) = seen.job {
        found.push(job_vault(network, job).await?);
    }
    found.push(all_accounts(network).await?);
    found.extend(settlements(network, seen.roots).await?);
    Ok(found)
}

/// 1 to 3.
async fn io_books(network: &Network, seen: &Seen<'_>) -> Result<Vec<Invariant>> {
    let chain = &network.chain;
    let emission: Emission = chain
        .fetch(&emissions::emission_address(), Emission::decode)
        .await?;
    let pool: Pool = chain.fetch(&staking::pool_address(), Pool::decode).await?;
    let money: Iosd = chain.fetch(&iosd::iosd_address(), Iosd::decode).await?;
    let mint = chain.fetch(&network.io_mint, Mint::decode).await?;
    let balance = async |address: Pubkey| chain.fetch(&address, token_balance).await;
    let mut found = Vec::new();

    let schedule = cumulative(emission.accrued_epoch);
    found.push(Invariant::judged(
        "1. emitted = S(accrued) ≤ 300M IO",
        emission.emitted == schedule && emission.emitted <= EMISSION_CAP,
        format!(
            "emitted {}, S({}) = {}",
            io(emission.emitted),
            emission.accrued_epoch,
            io(schedule)
        ),
    ));
    // Fees are paid in IOSD here and nobody was slashed: IO was burned by mints of IOSD alone.
    let ledger =
        u128::from(GENESIS_SUPPLY) + u128::from(emission.emitted) + u128::from(money.redeemed_io);
    let ledger = ledger.checked_sub(u128::from(money.burned_io));
    found.push(Invariant::judged(
        "1. genesis + emitted + redeemed − burned = supply of IO",
        ledger == Some(u128::from(mint.supply)),
        format!(
            "{} + {} + {} − {}, supply {}",
            io(GENESIS_SUPPLY),
            io(emission.emitted),
            io(money.redeemed_io),
            io(money.burned_io),
            io(mint.supply)
        ),
    ));
    let mut newest_first = seen.hours.iter().rev();
    let last = newest_first.find_map(|hour| Some((hour.rewards_sum?, hour.supplier_cap)));
    let (sum, cap) = last.unwrap_or_default();
    found.push(Invariant::judged(
        "2. claimed ≤ sum of the last root ≤ suppliers' emission",
        last.is_some() && emission.claimed_total <= sum && sum <= cap,
        format!("{} ≤ {} ≤ {}", io(emission.claimed_total), io(sum), io(cap)),
    ));
    let supplier_vault = balance(emission.supplier_vault).await?;
    let unclaimed = emission.gpu_total.checked_sub(emission.claimed_total);
    found.push(Invariant::judged(
        "2. reward vault ≥ what is unclaimed",
        unclaimed.is_some_and(|unclaimed| supplier_vault >= unclaimed),
        format!("{} ≥ {}", io(supplier_vault), io(unclaimed.unwrap_or(0))),
    ));
    let stake_vault = balance(pool.stake_vault).await?;
    let stakes = u128::from(pool.delegated_total)
        + u128::from(pool.device_total)
        + u128::from(pool.cooling_total)
        + u128::from(pool.co_total);
    found.push(Invariant::judged(
        "3. staking vault ≥ all stakes, cooling ones too",
        u128::from(stake_vault) >= stakes,
        format!(
            "{} ≥ {} + {} + {} + {}",
            io(stake_vault),
            io(pool.delegated_total),
            io(pool.device_total),
            io(pool.cooling_total),
            io(pool.co_total)
        ),
    ));
    let reward_vault = balance(pool.reward_vault).await?;
    let unpaid = pool.folded_total.checked_sub(pool.rewards_paid);
    found.push(Invariant::judged(
        "3. stakers' vault ≥ rewards that are not paid yet",
        unpaid.is_some_and(|unpaid| reward_vault >= unpaid && pool.reserve <= unpaid),
        format!("{} ≥ {}", io(reward_vault), io(unpaid.unwrap_or(0))),
    ));
    Ok(found)
}

/// 6: no token is outside the accounts' sum.
async fn all_accounts(network: &Network) -> Result<Invariant> {
    let mint = network.chain.fetch(&network.io_mint, Mint::decode).await?;
    let held = held_by_all(network, &network.io_mint).await?;
    Ok(Invariant::judged(
        "6. all accounts of IO together = supply",
        held == u128::from(mint.supply),
        format!("{held} of {} base units", mint.supply),
    ))
}

/// 4, and that fees burned are all that is missing.
async fn iosd_books(network: &Network, bill: Option<&Bill>) -> Result<Vec<Invariant>> {
    let chain = &network.chain;
    let money: Iosd = chain.fetch(&iosd::iosd_address(), Iosd::decode).await?;
    let mint = chain.fetch(&money.iosd_mint, Mint::decode).await?;
    let io_vault: u64 = chain.fetch(&money.io_vault, token_balance).await?;
    let fees_burned = bill.map_or(0, |bill| bill.burned());
    let expected = money.minted_iosd.checked_sub(fees_burned);
    let held = held_by_all(network, &money.iosd_mint).await?;
    Ok(vec![
        Invariant::judged(
            "4. IO redeemed ≤ IO burned for IOSD",
            money.redeemed_io <= money.burned_io,
            format!("{} ≤ {}", io(money.redeemed_io), io(money.burned_io)),
        ),
        Invariant::judged(
            "4. supply of IOSD = minted − burned as fees",
            expected == Some(mint.supply) && held == u128::from(mint.supply),
            format!(
                "{} − {}, supply {}",
                iosd(money.minted_iosd),
                iosd(fees_burned),
                iosd(mint.supply)
            ),
        ),
        Invariant::judged(
            "4. locked requests are all refundable",
            io_vault >= money.locked_io,
            format!("vault {} ≥ {}", io(io_vault), io(money.locked_io)),
        ),
    ])
}

/// Base units in all token accounts of a mint.
async fn held_by_all(network: &Network, mint: &Pubkey) -> Result<u128> {
    // A token account begins with its mint; a mint's own bytes do not.
    let accounts = network
        .chain
        .program_accounts(&TOKEN_PROGRAM_ID, mint.as_ref(), &[])
        .await?;
    let balances = accounts
        .iter()
        .filter_map(|(_, account)| token_balance(&account.data).ok());
    Ok(balances.map(u128::from).sum())
}

/// 5: the vault of a job holds what its books say is still owed; nothing when the job is closed.
async fn job_vault(network: &Network, address: Pubkey) -> Result<Invariant> {
    let chain = &network.chain;
    let vault = chain
        .fetch_optional(&pda::job_vault(&address), token_balance)
        .await?
        .unwrap_or(0);
    let Some(job) = chain.fetch_optional(&address, Job::decode).await? else {
        return Ok(Invariant::judged(
            "5. a closed job's vault is empty",
            vault == 0,
            format!("vault {}", iosd(vault)),
        ));
    };
    let owed = (job.deposit.checked_sub(job.paid))
        .zip(job.fee_reserved.checked_sub(job.fee_paid))
        .and_then(|(leases, fees)| leases.checked_add(fees))
        .and_then(|held| {
            held.checked_add(job.burn_due)?
                .checked_add(job.treasury_due)
        });
    Ok(Invariant::judged(
        "5. job's vault ≥ what its leases may earn, and the fees reserved and due",
        owed.is_some_and(|owed| vault >= owed),
        format!("vault {} ≥ {}", iosd(vault), iosd(owed.unwrap_or(0))),
    ))
}

/// 7: what was sealed stands, by the votes of more than two thirds, each operator's once.
async fn settlements(network: &Network, roots: &[(u64, [u8; 32])]) -> Result<Vec<Invariant>> {
    let chain = &network.chain;
    let params: Oracle = chain
        .fetch(&oracle::oracle_address(), Oracle::decode)
        .await?;
    let (mut kept, mut carried) = (0, 0);
    for (epoch, root) in roots {
        let record: EpochRecord = chain
            .fetch(&pda::epoch_record(*epoch), EpochRecord::decode)
            .await?;
        let same = record.epoch == *epoch
            && record.status == EpochStatus::Sealed as u8
            && record.settlement.rewards_root == *root;
        kept += usize::from(same);
        // A seat has one vote and one weight, so this sum counts no operator twice.
        let heaviest = record
            .votes
            .iter()
            .filter(|vote| **vote != [0; 32])
            .map(|vote| {
                let seats = record.votes.iter().zip(&record.weights);
                let weight = seats.filter(|(cast, _)| *cast == vote);
                weight.map(|(_, weight)| *weight).sum::<u64>()
            });
        let heaviest = heaviest.max().unwrap_or(0);
        carried += usize::from(exceeds_two_thirds(heaviest, record.total_weight));
    }
    Ok(vec![
        Invariant::judged(
            "7. sealed roots stand",
            kept == roots.len() && params.sealed_epoch > 0,
            format!("{kept} of {} unchanged", roots.len()),
        ),
        Invariant::judged(
            "7. each by more than two thirds of the stake, no operator twice",
            carried == roots.len() && carried > 0,
            format!("{carried} of {}", roots.len()),
        ),
    ])
}
