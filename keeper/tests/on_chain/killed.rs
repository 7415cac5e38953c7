//! A keeper that is killed again and again, wherever it stands: what is due is done once all the same.
use std::time::Duration;

use anyhow::Result;
use tokio::time::sleep;

use crate::renter::{COST, IOSD, Renter};
use crate::stage::{Keeper, Stage};

const HOURS: u64 = 6;
/// Of the times between two kills, so that a run can be repeated.
const SEED: u64 = 0x10_ee_be_ef;

/// Kills and restarts the keeper for ever, after 40 to 290 ms each time: some die before their first look, some
/// between sending and seeing.
async fn kill_for_ever(stage: &Stage, keeper: &mut Option<Keeper>, kills: &mut u32) -> Result<()> {
    let mut state = SEED;
    loop {
        // Knuth's multiplier for 64 bits; the high bits are the good ones.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        sleep(Duration::from_millis(40 + (state >> 33) % 250)).await;
        if let Some(running) = keeper.take() {
            *keeper = Some(stage.restart(running)?);
            *kills += 1;
        }
    }
}

async fn hours(stage: &Stage, renter: &Renter) -> Result<()> {
    for epoch in 1..=HOURS {
        stage.hour(epoch).await?;
        renter.request(stage, epoch).await?;
        stage.post_prices().await?;
        stage.resolved(epoch - 1).await?;
        renter.order(stage, epoch).await?;
    }
    stage
        .bed
        .pass(stage.bed.network.genesis.escrow.open_timeout_s)
        .await?;
    for epoch in 1..=HOURS {
        let job = io_client::pda::job(&renter.address(), epoch);
        stage.closed(&job).await?;
    }
    stage.accrued(HOURS + 24 - 1).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_keeper_may_be_killed_anywhere() -> Result<()> {
    let stage = Stage::set("killed").await?;
    let renter = Renter::new(&stage, "renter", HOURS).await?;
    let io_before = renter.io(&stage).await?;
    let mut keeper = Some(stage.keeper("keeper").await?);
    let mut kills = 0;
    // On this thread, with which a keeper would end.
    tokio::select! {
        done = hours(&stage, &renter) => done?,
        ended = kill_for_ever(&stage, &mut keeper, &mut kills) => ended?,
    }
    println!("killed {kills} times");
    assert!(kills >= 20, "killed {kills} times only");
    for epoch in 1..=HOURS {
        stage.happened_once(epoch).await?;
        stage.executed_once(&renter, epoch).await?;
        let job = io_client::pda::job(&renter.address(), epoch);
        stage.returned_once(&job).await?;
    }
    stage.booked(HOURS).await?;
    assert_eq!(renter.iosd(&stage).await?, HOURS * IOSD);
    assert_eq!(renter.io(&stage).await?, io_before - HOURS * COST);
    Ok(())
}
