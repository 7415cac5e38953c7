//! Operators that are killed in the middle of things, with and without what they had written down.
use anyhow::{Context, Result};
use io_api::Digest;
use io_api::readers::{ReportDigest, RewardProof};
use io_client::ProgramEvent;
use io_client::oracle::accounts::EpochRecord;
use io_client::oracle::events::Event;
use io_client::pda;
use io_oracle::rotation::proposer;
use io_oracle::summary::{Shard, Summary, verdict};
use io_testbed::until;

use crate::network::Network;
use crate::operator::Operator;
use crate::supplier::Supplier;

/// The operator that is killed with its database, and the one that loses its own.
const KILLED: usize = 1;
const EMPTIED: usize = 3;

/// What an operator put on chain for an hour: roots of summaries, and digests of votes.
async fn posted(
    network: &Network,
    epoch: u64,
    seat: usize,
) -> Result<(Vec<[u8; 32]>, Vec<[u8; 32]>)> {
    let (events, failed) = network.bed.history(&pda::epoch_record(epoch)).await?;
    // A vote that comes after the seal fails, and that is nobody's fault.
    assert!(
        failed <= 1,
        "{failed} transactions of epoch {epoch} failed in a block"
    );
    let (mut roots, mut votes) = (Vec::new(), Vec::new());
    for event in events {
        match event {
            ProgramEvent::Oracle(Event::SummaryPosted(of)) if of.seat == seat as u64 => {
                roots.push(of.root);
            }
            ProgramEvent::Oracle(Event::VoteCast(of)) if of.seat == seat as u64 => {
                votes.push(of.digest);
            }
            _ => {}
        }
    }
    Ok((roots, votes))
}

/// Minutes and verdict of a device in the summary whose root the operator has on chain, as `from` serves it.
async fn told(
    from: &Operator,
    record: &EpochRecord,
    seat: usize,
    device: u32,
) -> Result<(u64, u8)> {
    let root = Digest(record.summary_roots[seat]);
    let bytes = from.find(&format!("/v1/summaries/{root}")).await?;
    let summary = Summary::from_bytes(&bytes.context("it does not serve the summary")?)?;
    assert_eq!(
        (summary.epoch, summary.operator),
        (record.epoch, seat as u8)
    );
    let (_, root) = summary.shards.first().context("an empty summary")?;
    let bytes = from.find(&format!("/v1/shards/{root}")).await?;
    let shard = Shard::from_bytes(&bytes.context("it does not serve the shard")?)?;
    let at = (0..shard.len()).find(|at| shard.index(*at) == device);
    let row = shard.row(at.context("the device is not listed")?);
    Ok((row.minutes, row.verdict))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_operator_says_nothing_twice_and_an_emptied_one_catches_up() -> Result<()> {
    let mut network = Network::start("restart", 4, None).await?;
    let supplier = Supplier::join(&network, 1).await?;
    let device = supplier.devices[0].index;
    let record = network.draw(1).await?;
    let (record, proofs) = supplier.prove(&network, &record).await?;
    supplier.upload(&network, 1, &proofs).await?;
    let first = network.minute_now(1).await? + 1;
    supplier
        .minute(&network, 1, first, &supplier.devices)
        .await?;

    // Killed with a minute heard and a proof received, away for a minute, and back before the second beacon.
    network.operators[KILLED].kill()?;
    supplier
        .minute(&network, 1, first + 1, &supplier.devices)
        .await?;
    network.operators[KILLED].start().await?;
    let here = &network.operators[KILLED];
    let heard = until("the killed operator to know the device", async || {
        let listed: Vec<io_api::readers::Device> = here.get("/v1/devices").await?;
        let found = listed.iter().find(|one| one.index == device);
        Ok(found.map(|device| device.minutes_heard))
    })
    .await?;
    assert_eq!(heard, 1 << first, "what it had acknowledged is still there");
    network.beacon(&record, 2).await?;
    let third = network.minute_now(1).await? + 1;
    supplier
        .minute(&network, 1, third, &supplier.devices)
        .await?;
    network.judged(1, &[device]).await?;

    // Killed again as soon as its summary's root is on chain: there is no other one, and it still serves it.
    let record = network.summaries(1).await?;
    network.operators[KILLED].kill()?;
    network.operators[KILLED].start().await?;
    let (roots, _) = posted(&network, 1, KILLED).await?;
    assert_eq!(roots, [record.summary_roots[KILLED]]);
    let (here, there) = (&network.operators[KILLED], &network.operators[0]);
    let (minutes, _) = told(here, &record, KILLED, device).await?;
    assert_eq!(minutes, 1 << first | 1 << third);
    let (minutes, _) = told(there, &record, 0, device).await?;
    assert_eq!(minutes, 1 << first | 1 << (first + 1) | 1 << third);
    assert_eq!(here.counted("transactions_failed_total").await?, 0);

    // Two of four vote, which seals nothing; the killed one votes, is killed, and comes back.
    network.operators[2].kill()?;
    network.operators[EMPTIED].kill()?;
    let voted = |record: &EpochRecord| {
        [0, KILLED]
            .iter()
            .all(|seat| record.votes[*seat] != [0; 32])
    };
    let record = network.rounds(1, "two votes", voted).await?;
    network.operators[KILLED].kill()?;
    network.operators[KILLED].start().await?;
    let here = &network.operators[KILLED];
    until(
        "the killed operator to consider the hour again",
        async || {
            // It rebuilds what another proposed; what it proposed itself stands as it is.
            let proposals = (0..8).filter(|round| {
                proposer(&record.seed, 1, *round, &record.weights[..4]) == Some(KILLED as u8)
            });
            let mut own = false;
            for round in proposals {
                own |= here
                    .find(&format!("/v1/proposals/1/{round}"))
                    .await?
                    .is_some();
            }
            Ok((own || here.counted("reports_built_total").await? > 0).then_some(()))
        },
    )
    .await?;
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    let (roots, votes) = posted(&network, 1, KILLED).await?;
    assert_eq!((roots.len(), votes.len()), (1, 1), "nothing is said twice");
    assert_eq!(votes[0], record.votes[0], "both voted for the same");
    network.operators[2].start().await?;
    let sealed = network.seal(1).await?;
    assert_eq!(sealed.settlement.n_leaves, 1);
    assert_eq!(sealed.settlement.rewards_sum, sealed.supplier_cap);
    let (_, votes) = posted(&network, 1, KILLED).await?;
    assert_eq!(votes, [record.votes[0]]);

    // The third has lost everything: it fetches the sealed report from the others and serves its leaf.
    network.operators[EMPTIED].forget()?;
    network.operators[EMPTIED].start().await?;
    let here = &network.operators[EMPTIED];
    let path = format!("/v1/rewards/{}?epoch=1", supplier.payees[0]);
    let leaf: RewardProof = until("the emptied operator to catch up", async || {
        let found = here.find(&path).await?;
        Ok(found
            .map(|body| serde_json::from_slice(&body))
            .transpose()?)
    })
    .await?;
    assert_eq!(leaf.root, Digest(sealed.settlement.rewards_root));
    assert_eq!(leaf.cumulative, sealed.settlement.rewards_sum);

    // And its vote counts: with another one dead, the next hour cannot be sealed without it.
    network.operators[0].kill()?;
    let record = network.draw(2).await?;
    let (record, proofs) = supplier.prove(&network, &record).await?;
    supplier.upload(&network, 2, &proofs).await?;
    network.beacon(&record, 2).await?;
    let first = network.minute_now(2).await? + 1;
    for minute in first..first + 3 {
        supplier
            .minute(&network, 2, minute, &supplier.devices)
            .await?;
    }
    network.judged(2, &[device]).await?;
    let record = network.summaries(2).await?;
    let here = &network.operators[EMPTIED];
    let (minutes, of_device) = told(here, &record, EMPTIED, device).await?;
    assert_eq!(minutes, 0b111 << first);
    assert!(
        [verdict::PASS, verdict::NONE].contains(&of_device),
        "{of_device}"
    );
    let sealed = network.seal(2).await?;
    assert_eq!(sealed.settlement.rewards_sum, sealed.supplier_cap);
    assert_eq!(sealed.votes[0], [0; 32], "the dead one did not vote");
    assert_eq!(sealed.votes[EMPTIED], sealed.votes[KILLED]);
    let digest: ReportDigest = until("the emptied operator to hold the report", async || {
        let found = network.operators[EMPTIED]
            .find("/v1/epochs/2/report")
            .await?;
        Ok(found
            .map(|body| serde_json::from_slice(&body))
            .transpose()?)
    })
    .await?;
    assert_eq!(digest.report_hash, Digest(sealed.settlement.report_hash));
    assert_eq!((digest.included, digest.proofs_passed), (vec![1, 2, 3], 1));
    for operator in network.operators.iter_mut().skip(1) {
        operator.check()?;
    }
    Ok(())
}
