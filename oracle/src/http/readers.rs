//! What anyone may read.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Query, State};
use io_api::Address;
use io_api::readers::{Device, Epoch, Price, ReportDigest, RewardProof, UsageProof};
use serde::Deserialize;

use super::Problem;
use crate::node::Node;
use crate::report::Sealed;
use crate::summary::verdict;
use crate::view::{ChainView, EpochRecord};

/// Devices of one answer, at most.
const PAGE: usize = 1_000;

/// `?after=`: devices with a larger registry index.
#[derive(Debug, Default, Deserialize)]
pub struct Page {
    after: Option<u32>,
}

/// `?epoch=`: a particular settlement instead of the latest final one.
#[derive(Debug, Default, Deserialize)]
pub struct Of {
    epoch: Option<u64>,
}

/// A path parameter, or the problem with it.
pub fn parameter<T>(path: Result<Path<T>, PathRejection>) -> Result<T, Problem> {
    let bad = |error: PathRejection| {
        Problem::bad_request(
            "bad_path",
            error.body_text(),
            "give numbers in decimal, addresses in base58, hashes in hex",
        )
    };
    path.map(|Path(value)| value).map_err(bad)
}

/// `GET /v1/devices`: a page of registered devices, by registry index.
pub async fn devices(
    State(node): State<Node>,
    Query(page): Query<Page>,
) -> Result<Json<Vec<Device>>, Problem> {
    let view = node.view();
    let epoch = view.epoch().unwrap_or(0);
    let heard = node.store.minutes(epoch).await?;
    let verdicts: BTreeMap<u32, u8> = node
        .store
        .proofs(epoch)
        .await?
        .into_iter()
        .map(|proof| (proof.device, proof.verdict))
        .collect();
    let from = page.after.map_or(0, |after| after.saturating_add(1));
    let device = |device: &crate::view::Device| Device {
        device: device.address,
        index: device.index,
        class: device.class,
        processors: device.processors,
        tier: device.tier,
        status: ["registered", "offered", "paused", "retired"]
            .get(usize::from(device.status))
            .map_or("unknown", |name| name)
            .to_owned(),
        supplier: device.supplier,
        payee: device.payee,
        stake: device.stake,
        minutes_heard: heard.get(&device.index).copied().unwrap_or(0),
        verdict: verdicts.get(&device.index).and_then(|code| match *code {
            verdict::PASS => Some("passed".to_owned()),
            verdict::FAIL => Some("failed".to_owned()),
            _ => None,
        }),
    };
    Ok(Json(
        view.devices
            .range(from..)
            .take(PAGE)
            .map(|(_, d)| device(d))
            .collect(),
    ))
}

/// `GET /v1/prices`.
pub async fn prices(State(node): State<Node>) -> Json<Vec<Price>> {
    let now_ts = node.view().now_ts;
    let max_age_s = i64::from(node.settings.prices.max_age_s);
    let price = |(feed, agreed): (u8, crate::prices::Agreed)| Price {
        feed,
        price: agreed.price,
        ts: agreed.ts,
        sources: agreed.sources,
        stale: now_ts.saturating_sub(agreed.ts) > max_age_s,
    };
    Json(node.agreed_prices().into_iter().map(price).collect())
}

fn summary_of(view: &ChainView, record: &EpochRecord) -> Epoch {
    Epoch {
        epoch: record.epoch,
        status: match (record.sealed, record.void) {
            (true, _) => "sealed",
            (_, true) => "void",
            _ => "open",
        }
        .to_owned(),
        start_ts: view.params.start_ts(record.epoch),
        end_ts: view.params.end_ts(record.epoch),
        settlement: record.settlement,
        sealed_ts: record.sealed.then_some(record.sealed_ts),
        final_ts: record.sealed.then_some(record.final_ts),
    }
}

/// `GET /v1/epochs`: the epochs at hand, newest first.
pub async fn epochs(State(node): State<Node>) -> Json<Vec<Epoch>> {
    let view = node.view();
    Json(
        view.epochs
            .values()
            .rev()
            .map(|record| summary_of(&view, record))
            .collect(),
    )
}

/// `GET /v1/epochs/{epoch}`.
pub async fn epoch(
    State(node): State<Node>,
    path: Result<Path<u64>, PathRejection>,
) -> Result<Json<Epoch>, Problem> {
    let epoch = parameter(path)?;
    let view = node.view();
    let record = view.epochs.get(&epoch).ok_or_else(|| {
        Problem::not_found(
            "epoch_not_held",
            "this epoch is not at hand",
            "see /v1/epochs, or read the chain",
        )
    })?;
    Ok(Json(summary_of(&view, record)))
}

/// `GET /v1/epochs/{epoch}/report`.
pub async fn report(
    State(node): State<Node>,
    path: Result<Path<u64>, PathRejection>,
) -> Result<Json<ReportDigest>, Problem> {
    let epoch = parameter(path)?;
    let digest = node.store.report_digest(epoch).await?.ok_or_else(|| {
        Problem::not_found(
            "no_report",
            "this operator holds no sealed report of this epoch",
            "wait for its seal",
        )
    })?;
    Ok(Json(digest))
}

/// `GET /v1/epochs/{epoch}/leaves`: the leaves of an epoch's rewards tree, as [`io_api::leaves`] describes them.
pub async fn leaves(
    State(node): State<Node>,
    path: Result<Path<u64>, PathRejection>,
) -> Result<Vec<u8>, Problem> {
    let epoch = Some(parameter(path)?);
    let (sealed, _) = settlement(&node, &Of { epoch })?;
    let tree = &sealed.rewards;
    Ok(io_api::leaves::encode(
        (0..tree.n_leaves()).filter_map(|index| tree.leaf(index)),
    ))
}

/// The settlement asked for, else the latest final one, else the latest; and whether it is final.
fn settlement(node: &Node, of: &Of) -> Result<(Arc<Sealed>, bool), Problem> {
    let view = node.view();
    let is_final = |sealed: &Arc<Sealed>| {
        view.epochs
            .get(&sealed.settlement.epoch)
            .is_some_and(|record| record.is_final(view.now_ts, view.slot))
    };
    let is_void = |sealed: &Arc<Sealed>| {
        view.epochs
            .get(&sealed.settlement.epoch)
            .is_some_and(|record| record.void)
    };
    // A void one is dropped soon; until then nobody should be led to claim by it.
    let mut held = node.settled.all();
    held.retain(|sealed| !is_void(sealed));
    let chosen = match of.epoch {
        Some(epoch) => held.iter().find(|sealed| sealed.settlement.epoch == epoch),
        None => held.iter().find(|sealed| is_final(sealed)).or(held.first()),
    };
    let sealed = chosen.ok_or_else(|| {
        Problem::not_found(
            "no_settlement",
            "this operator holds no such settlement",
            "wait for a seal, or leave ?epoch out",
        )
    })?;
    Ok((sealed.clone(), is_final(sealed)))
}

/// `GET /v1/rewards/{wallet}`.
pub async fn reward(
    State(node): State<Node>,
    path: Result<Path<Address>, PathRejection>,
    Query(of): Query<Of>,
) -> Result<Json<RewardProof>, Problem> {
    let wallet = parameter(path)?;
    let (sealed, is_final) = settlement(&node, &of)?;
    let leaves = sealed.books.leaves as usize;
    let at = sealed.books.wallets[..leaves]
        .iter()
        .position(|leaf| *leaf == wallet.0);
    let (index, (at, proof)) = at
        .and_then(|at| {
            let index = u32::try_from(at).ok()?;
            Some((index, (at, sealed.rewards.proof(index).ok()?)))
        })
        .ok_or_else(|| {
            Problem::not_found(
                "no_leaf",
                "this wallet has no leaf in the settlement",
                "a wallet gets one when it has earned the network's minimum; ask again after the next seal",
            )
        })?;
    Ok(Json(RewardProof {
        epoch: sealed.settlement.epoch,
        is_final,
        wallet,
        index,
        cumulative: sealed.books.cumulative[at],
        proof: hex::encode(proof.as_flattened()),
        root: sealed.settlement.rewards_root,
    }))
}

/// `GET /v1/usage/{lease}`.
pub async fn usage(
    State(node): State<Node>,
    path: Result<Path<Address>, PathRejection>,
    Query(of): Query<Of>,
) -> Result<Json<UsageProof>, Problem> {
    let lease = parameter(path)?;
    let (sealed, is_final) = settlement(&node, &of)?;
    let found = sealed
        .books
        .usage
        .iter()
        .enumerate()
        .find(|(_, usage)| usage.lease == lease.0);
    let (index, usage, proof) = found
        .and_then(|(at, usage)| {
            let index = u32::try_from(at).ok()?;
            Some((index, *usage, sealed.usage.proof(index).ok()?))
        })
        .ok_or_else(|| {
            Problem::not_found(
                "no_leaf",
                "this lease has no attested second in the settlement",
                "ask again after the next seal",
            )
        })?;
    Ok(Json(UsageProof {
        epoch: sealed.settlement.epoch,
        is_final,
        lease,
        index,
        cumulative_s: usage.cumulative_s,
        first_hour_s: usage.first_hour_s,
        proof: hex::encode(proof.as_flattened()),
        root: sealed.settlement.usage_root,
    }))
}
