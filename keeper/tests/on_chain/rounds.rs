//! A round from first to last, turned by keepers alone: the renter orders, the supplier opts in, and neither does
//! anything more until the job may be started.
use anyhow::{Context as _, Result};
use io_client::escrow::accounts::{Escrow, Hire, Job, Lease};
use io_client::market::accounts::Round;
use io_client::market::instructions::{EnterDevice, OpenRound};
use io_client::status::JobStatus;
use io_client::{escrow, pda};
use io_testbed::{Wanted, genesis, until};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::renter::Renter;
use crate::stage::Stage;

/// Seconds between draws, to draw, and for which a job waits.
const ROUNDS: (u32, u32, u32) = (600, 120, 7_200);

async fn list(stage: &Stage, supplier: &Keypair) -> Result<Pubkey> {
    let wanted = Wanted {
        nonce: 0,
        class: 0,
        processors: 1,
        key: Pubkey::new_from_array([7; 32]),
        payee: supplier.pubkey(),
    };
    Ok(stage.bed.list_device(supplier, &wanted).await?.address)
}

/// Opts the device in, opening the round unless a keeper has.
async fn opt_in(stage: &Stage, supplier: &Keypair, device: Pubkey) -> Result<Pubkey> {
    let config: Escrow = stage.bed.get(&escrow::escrow_address()).await?;
    let now_ts = stage.bed.now().await?.unix_timestamp;
    let times = config.round_times(now_ts).context("rounds are held")?;
    let round = pda::round(0, times.opens_ts);
    let open = OpenRound {
        payer: supplier.pubkey(),
        round,
    };
    let enter = EnterDevice {
        supplier: supplier.pubkey(),
        round,
        device,
        device_stake: pda::device_stake(&device),
        hire: pda::hire(&device),
    };
    if stage.bed.find::<Round>(&round).await?.is_none() {
        // The keeper may do so in the same moment.
        let open = open.instruction(0, times.opens_ts);
        let _ = stage.bed.send(&[open], supplier).await;
    }
    stage
        .bed
        .send(&[enter.instruction(1, 1, u64::MAX, 100)], supplier)
        .await?;
    Ok(round)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keepers_draw_a_device_for_a_job_and_accept_for_it() -> Result<()> {
    let mut genesis = genesis()?;
    let times = &mut genesis.escrow;
    (times.match_window_s, times.match_draw_s, times.match_only_s) = ROUNDS;
    let stage = Stage::set_with("rounds", genesis).await?;
    let renter = Renter::new(&stage, "renter", 1).await?;
    let supplier = stage.bed.wallet("supplier").await?;
    let keepers = [stage.keeper("one").await?, stage.keeper("two").await?];
    stage.hour(1).await?;
    let device = list(&stage, &supplier).await?;
    let request = renter.request(&stage, 0).await?;
    stage.post_prices().await?;
    stage.resolved(request).await?;
    let address = renter.order(&stage, 1).await?;
    let job: Job = stage.bed.get(&address).await?;
    assert_eq!(
        job.match_only_until_ts,
        job.created_ts + i64::from(ROUNDS.2)
    );

    let config: Escrow = stage.bed.get(&escrow::escrow_address()).await?;
    let now_ts = stage.bed.now().await?.unix_timestamp;
    let this = config.round_times(now_ts).context("rounds are held")?;
    // A whole window ahead, so that its entries are not over before they are made.
    stage.bed.pass_time(this.ends_ts).await?;
    let round = opt_in(&stage, &supplier, device).await?;
    let entered: Round = until("the job's entry", async || {
        let found: Option<Round> = stage.bed.find(&round).await?;
        Ok(found.filter(|round| round.jobs_len == 1))
    })
    .await?;
    assert_eq!(entered.entered_jobs()[0].job, address);

    stage.bed.pass_time(entered.closes_ts).await?;
    stage.post_prices().await?;
    let drawn: Round = until("the draw", async || {
        let found: Option<Round> = stage.bed.find(&round).await?;
        Ok(found.filter(|round| round.drawn == 1))
    })
    .await?;
    assert!(drawn.is_drawn_by_the_rule()?);
    let matched: Job = until("the acceptance", async || {
        let found: Option<Job> = stage.bed.find(&address).await?;
        Ok(found.filter(|job| job.status == JobStatus::Matched as u8))
    })
    .await?;
    let lease: Lease = stage
        .bed
        .get(&pda::lease(&address, &device, matched.created_ts))
        .await?;
    assert_eq!(lease.supplier, supplier.pubkey());
    assert!(keepers.iter().any(|keeper| keeper.wallet == lease.payer));
    let hire: Hire = stage.bed.get(&pda::hire(&device)).await?;
    assert_eq!(hire.device, device);

    stage.bed.pass_time(drawn.ends_ts).await?;
    until("the close", async || {
        let found: Option<Round> = stage.bed.find(&round).await?;
        Ok(found.is_none().then_some(()))
    })
    .await
}
