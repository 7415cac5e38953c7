//! A job that ran and of which no operator ever heard: its lease has no leaf in any settlement, so it can never be
//! settled. The keeper ends it all the same, and gives the renter its deposit and the supplier's guarantee.
use anyhow::Result;
use io_client::escrow::accounts::{Hire, Job, Lease};
use io_client::escrow::events::Event as EscrowEvent;
use io_client::escrow::instructions::{Accept, Start};
use io_client::staking::accounts::DeviceStake;
use io_client::status::JobStatus;
use io_client::{ProgramEvent, pda};
use io_core::merkle_sum::{DEPTH, Tree};
use io_testbed::Wanted;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::renter::{IOSD, Renter};
use crate::stage::Stage;
use crate::votes::seal;

/// What a host stakes for one GPU of the test class, and $0.25 at $3 an IO, rounded up for the renter.
const STAKE_IO: u64 = 20_000_000_000;
const GUARANTEE_IO: u64 = 8_333_334;

/// A host that takes `job`, starts it, and is never heard of again; its device.
async fn serve_nothing(stage: &Stage, supplier: &Keypair, job: &Pubkey) -> Result<Pubkey> {
    let wanted = Wanted {
        nonce: 0,
        class: 0,
        processors: 1,
        key: Pubkey::new_from_array([7; 32]),
        payee: supplier.pubkey(),
    };
    let device = stage.bed.list_device(supplier, &wanted).await?.address;
    let order: Job = stage.bed.get(job).await?;
    let lease = pda::lease(job, &device, order.created_ts);
    let accept = Accept {
        supplier: supplier.pubkey(),
        job: *job,
        lease,
        device,
        device_stake: pda::device_stake(&device),
        round: None,
    };
    let start = Start {
        signer: supplier.pubkey(),
        job: *job,
        lease,
    };
    let both = [accept.instruction(1, 1), start.instruction()];
    stage.bed.send(&both, supplier).await?;
    Ok(device)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_job_that_was_never_attested_ends_and_its_renter_is_made_whole() -> Result<()> {
    let stage = Stage::set("unheard").await?;
    let renter = Renter::new(&stage, "renter", 1).await?;
    let supplier = stage.bed.wallet("supplier").await?;
    let mut keeper = stage.keeper("keeper").await?;
    stage.hour(1).await?;
    let request = renter.request(&stage, 0).await?;
    stage.post_prices().await?;
    stage.resolved(request).await?;
    let job = renter.order(&stage, 1).await?;
    let device = serve_nothing(&stage, &supplier, &job).await?;
    let running: Job = stage.bed.get(&job).await?;
    assert_eq!(running.status, JobStatus::Running as u8);
    let lease = pda::lease(&job, &device, running.created_ts);
    let stake = pda::device_stake(&device);
    let held: DeviceStake = stage.bed.get(&stake).await?;
    assert_eq!((held.amount, held.guarantee), (STAKE_IO, GUARANTEE_IO));

    // The grace alone ends nothing: no operator has said what happened.
    let grace_s = i64::from(running.expiry_grace_s);
    stage.bed.pass_time(running.end_ts + grace_s).await?;
    let now_ts = stage.bed.now().await?.unix_timestamp;
    let epoch = stage.bed.timeline.completed_at(now_ts) + 1;
    stage.hour(epoch + 1).await?;
    let waiting: Job = stage.bed.get(&job).await?;
    assert_eq!(waiting.status, JobStatus::Running as u8);

    // Nor does a settlement that may still be challenged.
    let final_ts = seal(&stage, epoch + 1, &Tree::build(DEPTH, [])?).await?;
    stage.bed.pass_time(final_ts - 60).await?;
    // Two more hours have ended: the keeper has looked since.
    stage.accrued(epoch + 3).await?;
    let waiting: Job = stage.bed.get(&job).await?;
    assert_eq!(waiting.status, JobStatus::Running as u8);

    let io_before = renter.io(&stage).await?;
    stage.bed.pass_time(final_ts).await?;
    stage.closed(&job).await?;
    assert_eq!(renter.iosd(&stage).await?, IOSD, "the whole deposit");
    assert_eq!(renter.io(&stage).await?, io_before + GUARANTEE_IO);
    let left: DeviceStake = stage.bed.get(&stake).await?;
    assert_eq!((left.amount, left.guarantee), (STAKE_IO - GUARANTEE_IO, 0));
    assert!(stage.bed.find::<Lease>(&lease).await?.is_none());
    assert!(stage.bed.find::<Hire>(&pda::hire(&device)).await?.is_none());
    stage.returned_once(&job).await?;
    let (events, _) = stage.bed.history(&lease).await?;
    let closed: Vec<_> = events
        .into_iter()
        .filter_map(|event| match event {
            ProgramEvent::Escrow(EscrowEvent::LeaseClosed(of)) => {
                Some((of.lease, of.paid, of.guarantee, of.forfeited))
            }
            _ => None,
        })
        .collect();
    assert_eq!(closed, [(lease, 0, GUARANTEE_IO, 1)]);
    keeper.check()?;
    assert_eq!(
        stage.counted(&keeper, "failed").await?,
        0,
        "looks that failed"
    );
    Ok(())
}
