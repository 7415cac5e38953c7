//! Verifies the proofs this operator is drawn for, on as many cores as there are.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use io_api::readers::{Event, ListedVerdict};
use io_api::{Digest, proof::ProofUpload};
use io_pow::seed::EpochSeed;
use io_pow::{Claim, Job, Response, Verdict};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::draw;
use crate::node::Node;
use crate::store::JudgedProof;
use crate::summary::verdict;
use crate::view::{ChainView, EpochRecord};

/// What the loop remembers between looks.
#[derive(Default)]
struct Watch {
    /// Chain time at which an epoch's second beacon was first seen.
    beacon_seen_ts: BTreeMap<u64, i64>,
    /// Proofs whose verification runs or ran, by epoch and registry index.
    begun: BTreeSet<(u64, u32)>,
    /// Chain time at which peers' verdicts were last asked for.
    asked_ts: i64,
    /// Operators that list a device as passed, by epoch and registry index.
    listed: BTreeMap<(u64, u32), BTreeSet<u8>>,
}

/// Runs until told to stop.
///
/// # Errors
/// When the database fails.
pub async fn run(node: Node, stop: CancellationToken) -> anyhow::Result<()> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let slots = Arc::new(Semaphore::new(cores));
    let mut watch = Watch::default();
    let mut running: JoinSet<anyhow::Result<()>> = JoinSet::new();
    let mut view = node.view.clone();
    loop {
        tokio::select! {
            () = stop.cancelled() => return Ok(()),
            changed = view.changed() => if changed.is_err() { return Ok(()) },
            Some(done) = running.join_next() => { done??; continue }
        }
        let view = node.view();
        for record in view.epochs.values().rev().take(2) {
            // Once the summary is due nothing more can enter it.
            if view.now_ts < view.params.cutoff_ts(record.epoch) {
                begin(&node, &view, record, &mut watch, &slots, &mut running).await?;
            }
        }
        let oldest = view.epoch().unwrap_or(0).saturating_sub(2);
        watch.begun.retain(|(epoch, _)| *epoch >= oldest);
        watch.listed.retain(|(epoch, _), _| *epoch >= oldest);
        watch.beacon_seen_ts.retain(|epoch, _| *epoch >= oldest);
    }
}

async fn begin(
    node: &Node,
    view: &Arc<ChainView>,
    record: &Arc<EpochRecord>,
    watch: &mut Watch,
    slots: &Arc<Semaphore>,
    running: &mut JoinSet<anyhow::Result<()>>,
) -> anyhow::Result<()> {
    let (Some(beacon1), Some(beacon2)) = (record.beacon1, record.beacon2) else {
        return Ok(());
    };
    let Some(me) = node.myself(view).map(|operator| operator.index) else {
        return Ok(());
    };
    let seen_ts = *watch
        .beacon_seen_ts
        .entry(record.epoch)
        .or_insert(view.now_ts);
    let silence_s = i64::from(node.settings.agreement.silence_s);
    let waited = view.now_ts.saturating_sub(seen_ts) >= silence_s;
    let proofs = node.store.proofs(record.epoch).await?;
    let open: Vec<JudgedProof> = proofs
        .into_iter()
        .filter(|proof| {
            proof.verdict == verdict::NONE && !watch.begun.contains(&(record.epoch, proof.device))
        })
        .collect();
    if open.is_empty() {
        return Ok(());
    }
    if waited && view.now_ts.saturating_sub(watch.asked_ts) >= 5 {
        watch.asked_ts = view.now_ts;
        ask_peers(node, view, record.epoch, watch).await;
    }
    for proof in open {
        let order = draw::order(&beacon2.0, proof.device, &record.weights);
        let listed = watch.listed.get(&(record.epoch, proof.device));
        let passed_over =
            |operator| waited && !listed.is_some_and(|listed| listed.contains(&operator));
        if !draw::is_due(
            me,
            &order,
            &record.weights,
            record.total_weight,
            passed_over,
        ) {
            continue;
        }
        watch.begun.insert((record.epoch, proof.device));
        let (node, view, record, slots) =
            (node.clone(), view.clone(), record.clone(), slots.clone());
        running.spawn(async move {
            let _slot = slots.acquire_owned().await?;
            judge(&node, &view, &record, &proof, beacon1, beacon2).await
        });
    }
    Ok(())
}

/// Which devices the other operators list as passed. A liar can only make us verify less than we should by
/// listing a pass, which is then one more of those that count.
async fn ask_peers(node: &Node, view: &ChainView, epoch: u64, watch: &mut Watch) {
    let mut waiting = JoinSet::new();
    for operator in node.others(view) {
        let (peers, url, index) = (node.peers.clone(), operator.url.clone(), operator.index);
        waiting.spawn(async move {
            let path = format!("/v1/verdicts/{epoch}");
            (index, peers.json::<Vec<ListedVerdict>>(&url, &path).await)
        });
    }
    while let Some(Ok((operator, answer))) = waiting.join_next().await {
        match answer {
            Ok(verdicts) => {
                for listed in verdicts
                    .iter()
                    .filter(|listed| listed.verdict == verdict::PASS)
                {
                    watch
                        .listed
                        .entry((epoch, listed.index))
                        .or_default()
                        .insert(operator);
                }
            }
            Err(error) => {
                node.metrics.peer_errors_total.count();
                tracing::debug!(%error, "peer's verdicts not read");
            }
        }
    }
}

async fn judge(
    node: &Node,
    view: &ChainView,
    record: &EpochRecord,
    proof: &JudgedProof,
    beacon1: Digest,
    beacon2: Digest,
) -> anyhow::Result<()> {
    let Some(body) = node.store.proof_body(record.epoch, proof.device).await? else {
        return Ok(());
    };
    let Some(device) = view.devices.get(&proof.device) else {
        return Ok(());
    };
    let Some(class) = view.class(device.class, record.epoch) else {
        return Ok(());
    };
    let claim = Claim {
        job: Job {
            seed: EpochSeed(record.seed.0),
            device: device.address.0,
            gpus: u32::from(device.processors),
            params: class.params,
        },
        commit_leaf: proof.commit_leaf.0,
        response_leaf: proof.response_leaf.0,
    };
    let outcome =
        tokio::task::spawn_blocking(move || verify(&claim, &body, &beacon1, &beacon2)).await?;
    let (code, reason, place, fault) = match outcome {
        Ok(Verdict::Pass) => (verdict::PASS, 0, 0, None),
        Ok(Verdict::Fail(fault)) => {
            let (reason, place) = (fault.reason(), fault.place());
            (verdict::FAIL, reason, place, Some(fault.to_string()))
        }
        // Refused on reception; only a change of the registry in between leads here. It proves nothing.
        Err(reason) => (verdict::SILENT, 0, 0, Some(reason)),
    };
    let passed = code == verdict::PASS;
    let counter = if passed {
        &node.metrics.proofs_passed_total
    } else {
        &node.metrics.proofs_failed_total
    };
    counter.count();
    tracing::info!(
        epoch = record.epoch,
        device = proof.device,
        passed,
        fault,
        "proof judged"
    );
    node.store
        .judge_proof(record.epoch, proof.device, code, reason, place)
        .await?;
    node.tell(Event::ProofJudged {
        epoch: record.epoch,
        index: proof.device,
        passed,
        fault,
    });
    Ok(())
}

fn verify(
    claim: &Claim,
    body: &[u8],
    beacon1: &Digest,
    beacon2: &Digest,
) -> Result<Verdict, String> {
    let upload = ProofUpload::parse(body).map_err(|error| error.to_string())?;
    let response = Response::from_bytes(&claim.job.params, claim.job.gpus, upload.response)
        .map_err(|error| error.to_string())?;
    io_pow::verify::verify(claim, &response, &beacon1.0, &beacon2.0)
        .map_err(|error| error.to_string())
}
