//! At an epoch's end, turns what was heard and verified into the operator's summary and has its root posted.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use io_api::Digest;
use io_api::readers::Event;
use io_core::stake;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::fleet::{FIRST_INDEX, Fleet};
use crate::node::{Action, Node};
use crate::store::JudgedProof;
use crate::summary::{
    FormatError, LeaseHeard, Reading, Row, SHARD_ROWS, Shard, Summary, in_service, verdict,
};
use crate::view::{ChainView, Device, EpochRecord};

/// Wall time between two attempts to have the same root posted.
const RETRY: std::time::Duration = std::time::Duration::from_millis(1_500);

/// Runs until told to stop.
///
/// # Errors
/// When the database fails.
pub async fn run(node: Node, stop: CancellationToken) -> anyhow::Result<()> {
    let mut asked: BTreeMap<u64, Instant> = BTreeMap::new();
    let mut view = node.view.clone();
    loop {
        tokio::select! {
            () = stop.cancelled() => return Ok(()),
            changed = view.changed() => if changed.is_err() { return Ok(()) },
        }
        let view = node.view();
        let Some(record) = view.epochs.values().find(|record| is_due(&view, record)) else {
            continue;
        };
        let Some(me) = node.myself(&view).map(|operator| operator.index) else {
            continue;
        };
        let posted = record
            .summary_roots
            .get(usize::from(me))
            .copied()
            .unwrap_or_default();
        if posted != Digest::default() {
            continue;
        }
        if asked
            .get(&record.epoch)
            .is_some_and(|at| at.elapsed() < RETRY)
        {
            continue;
        }
        let root = match node.store.own_summary(record.epoch).await? {
            Some(root) => root,
            None => make(&node, &view, record, me).await?,
        };
        asked.insert(record.epoch, Instant::now());
        asked.retain(|epoch, _| *epoch + 2 > record.epoch);
        let _ = node.actions.try_send(Action::PostSummary {
            epoch: record.epoch,
            root,
        });
    }
}

/// Whether an hour's summary may be made: the hour is over, the cutoff is to come, and devices and leases have been
/// read since its end. Read before, they would leave out a lease that started late in the hour, and count minutes
/// of one that ended early.
fn is_due(view: &ChainView, record: &EpochRecord) -> bool {
    let end_ts = view.params.end_ts(record.epoch);
    view.now_ts >= end_ts
        && view.now_ts < view.params.cutoff_ts(record.epoch)
        && view.registry_ts >= end_ts
}

async fn make(
    node: &Node,
    view: &Arc<ChainView>,
    record: &EpochRecord,
    me: u8,
) -> anyhow::Result<Digest> {
    let epoch = record.epoch;
    let heard = node.store.minutes(epoch).await?;
    let proofs = node.store.proofs(epoch).await?;
    let (maker, view) = (node.clone(), view.clone());
    let record = record.clone();
    let made = tokio::task::spawn_blocking(move || {
        let hosts = |device: &Device| maker.is_fleet_host(&device.address);
        summary(
            &view,
            &record,
            me,
            maker.rules.hash(),
            maker.fleet.as_deref(),
            &heard,
            &proofs,
            hosts,
        )
    });
    let (summary, shards) = made.await??;
    for ((_, root), shard) in summary.shards.iter().zip(&shards) {
        node.store.put_blob(root, epoch, &shard.to_bytes()).await?;
    }
    let root = summary.root();
    node.store
        .put_blob(&root, epoch, &summary.to_bytes())
        .await?;
    let root = node.store.fix_summary(epoch, &root).await?;
    let devices = shards.iter().map(|shard| shard.len() as u32).sum();
    tracing::info!(epoch, %root, devices, leases = summary.leases.len(), "summary made");
    node.metrics.summaries_total.count();
    node.tell(Event::SummaryMade {
        epoch,
        root,
        devices,
    });
    Ok(root)
}

/// The summary of an hour: a pure function of what was heard, verified and read.
#[allow(clippy::too_many_arguments)]
fn summary(
    view: &ChainView,
    record: &EpochRecord,
    operator: u8,
    rules: Digest,
    fleet: Option<&Fleet>,
    heard: &BTreeMap<u32, u64>,
    proofs: &[JudgedProof],
    is_host: impl Fn(&Device) -> bool,
) -> Result<(Summary, Vec<Arc<Shard>>), FormatError> {
    let proofs: BTreeMap<u32, &JudgedProof> =
        proofs.iter().map(|proof| (proof.device, proof)).collect();
    let is_host = |device: &Device| fleet.is_some() && is_host(device);
    let mut listed: BTreeSet<u32> = heard.keys().chain(proofs.keys()).copied().collect();
    listed.extend(
        view.devices
            .values()
            .filter(|d| is_host(d))
            .map(|d| d.index),
    );

    let mut shards: BTreeMap<u16, Shard> = BTreeMap::new();
    let mut minutes_of: BTreeMap<u32, u64> = BTreeMap::new();
    for index in listed.into_iter().filter(|index| *index < FIRST_INDEX) {
        let Some(device) = view.devices.get(&index) else {
            continue;
        };
        let proof = proofs.get(&index).copied();
        let generated = is_host(device);
        let row = if generated {
            Fleet::host_row()
        } else {
            row(
                view,
                record,
                device,
                heard.get(&index).copied().unwrap_or(0),
                proof,
            )
        };
        minutes_of.insert(index, row.minutes);
        let (number, offset) = (
            (index / SHARD_ROWS as u32) as u16,
            (index % SHARD_ROWS as u32) as u16,
        );
        let shard = shards
            .entry(number)
            .or_insert_with(|| Shard::with_capacity(number, 0));
        shard.push(
            offset,
            row,
            Some(reading(view, record.epoch, device, proof, generated)),
        )?;
    }
    let mut shards: Vec<(Digest, Arc<Shard>)> = shards
        .into_values()
        .map(|shard| (shard.root(), Arc::new(shard)))
        .collect();
    if let Some(fleet) = fleet {
        shards.extend(fleet.shards(record.epoch)?);
    }
    let summary = Summary {
        epoch: record.epoch,
        operator,
        rules,
        multipliers_milli: view
            .classes_of(record.epoch)
            .map(|c| if c.live { c.multiplier_milli } else { 0 })
            .collect(),
        shards: shards
            .iter()
            .map(|(root, shard)| (shard.number(), *root))
            .collect(),
        leases: leases(view, record.epoch, &minutes_of),
    };
    Ok((
        summary,
        shards.into_iter().map(|(_, shard)| shard).collect(),
    ))
}

fn row(
    view: &ChainView,
    record: &EpochRecord,
    device: &Device,
    minutes: u64,
    proof: Option<&JudgedProof>,
) -> Row {
    let on_time = record.s0.is_some_and(|s0| {
        view.commit(device, record.epoch).is_some_and(|commit| {
            commit.commit_slot <= view.params.commit_deadline(s0)
                && commit.response_root != Digest::default()
                && commit.response_slot <= view.params.response_deadline(s0)
        })
    });
    Row {
        minutes,
        verdict: proof.map_or(verdict::SILENT, |proof| proof.verdict),
        reason: proof.map_or(0, |proof| proof.reason),
        place: proof.map_or(0, |proof| proof.place),
        on_time,
    }
}

fn reading(
    view: &ChainView,
    epoch: u64,
    device: &Device,
    proof: Option<&JudgedProof>,
    generated: bool,
) -> Reading {
    let class = view.class(device.class, epoch);
    // A class that is not in the table has no stake that suffices.
    let required = class.and_then(|c| stake::required(c.multiplier_milli, device.processors).ok());
    Reading {
        class: device.class,
        processors: device.processors,
        tier: device.tier.min(4),
        staked: required.is_some_and(|required| device.stake >= required),
        in_service: in_service(device.status),
        generated,
        payee: device.payee.0,
        commit: proof.map_or([0; 32], |proof| proof.commit_leaf.0),
        response: proof.map_or([0; 32], |proof| proof.response_leaf.0),
    }
}

fn leases(view: &ChainView, epoch: u64, minutes_of: &BTreeMap<u32, u64>) -> Vec<LeaseHeard> {
    let by_address: BTreeMap<_, _> = view
        .devices
        .values()
        .map(|device| (device.address, device.index))
        .collect();
    let heard = |lease: &crate::view::Lease| {
        let device = *by_address.get(&lease.device)?;
        let ran = view.lease_minutes(lease, epoch);
        let minutes = ran & minutes_of.get(&device).copied().unwrap_or(0);
        (ran != 0).then_some(LeaseHeard {
            lease: lease.address.0,
            device,
            start_ts: lease.start_ts,
            minutes,
        })
    };
    let mut leases: Vec<LeaseHeard> = view.leases.iter().filter_map(heard).collect();
    leases.sort_unstable_by_key(|lease| lease.lease);
    leases.dedup_by_key(|lease| lease.lease);
    leases
}

#[cfg(test)]
#[path = "summarize_tests.rs"]
mod tests;
