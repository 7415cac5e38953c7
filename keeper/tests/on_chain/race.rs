//! Two keepers on one chain: every crank is turned by one of them.
use anyhow::Result;
use io_client::emissions::accounts::Emission;
use io_client::emissions::emission_address;

use crate::renter::{COST, IOSD, Renter};
use crate::stage::Stage;

const HOURS: u64 = 4;
const REQUESTS_AN_HOUR: u64 = 3;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_keepers_turn_every_crank_once() -> Result<()> {
    let stage = Stage::set("race").await?;
    let requests = HOURS * REQUESTS_AN_HOUR;
    let renter = Renter::new(&stage, "renter", requests).await?;
    let io_before = renter.io(&stage).await?;
    let mut keepers = [
        stage.keeper("keeper-0").await?,
        stage.keeper("keeper-1").await?,
    ];
    let mut jobs = Vec::new();
    for epoch in 1..=HOURS {
        stage.hour(epoch).await?;
        let first = (epoch - 1) * REQUESTS_AN_HOUR;
        for nonce in first..first + REQUESTS_AN_HOUR {
            assert_eq!(renter.request(&stage, nonce).await?, nonce);
        }
        stage.post_prices().await?;
        stage.resolved(first + REQUESTS_AN_HOUR - 1).await?;
        jobs.push(renter.order(&stage, epoch).await?);
    }
    // Everything unserved expires a day later, and a day's emission is accrued in one go.
    let day_s = stage.bed.network.genesis.escrow.open_timeout_s;
    stage.bed.pass(day_s).await?;
    for job in &jobs {
        stage.closed(job).await?;
    }
    stage.accrued(HOURS + 24 - 1).await?;

    for epoch in 1..=HOURS {
        stage.happened_once(epoch).await?;
    }
    for nonce in 0..requests {
        stage.executed_once(&renter, nonce).await?;
    }
    for job in &jobs {
        stage.returned_once(job).await?;
    }
    stage.booked(requests).await?;
    assert_eq!(
        renter.iosd(&stage).await?,
        requests * IOSD,
        "all deposits are back"
    );
    assert_eq!(renter.io(&stage).await?, io_before - requests * COST);
    let emission: Emission = stage.bed.get(&emission_address()).await?;
    assert_eq!(
        emission.emitted,
        io_core::emission::cumulative(emission.accrued_epoch)
    );

    // Neither ended, neither met anything it did not expect, and what both tried was refused to one of them at most
    // once for each thing done.
    let (mut turned, mut failed) = (0, 0);
    for keeper in &mut keepers {
        keeper.check()?;
        assert_eq!(
            stage.counted(keeper, "failed").await?,
            0,
            "looks that failed"
        );
        let here = stage.counted(keeper, "turned").await?;
        assert!(here > 0, "both take part");
        turned += here;
        failed += stage.bed.history(&keeper.wallet).await?.1;
    }
    println!("{turned} cranks turned, {failed} transactions failed in a block");
    assert!(
        failed as u64 <= turned,
        "{failed} transactions failed and {turned} cranks were turned"
    );
    Ok(())
}
