//! What devices ask for, and that they are alive.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use io_api::Address;
use io_api::challenge::{Challenge, Class};
use io_api::heartbeat::{Heartbeat, HeartbeatAccepted};

use super::Problem;
use crate::node::Node;
use crate::view::{ChainView, Class as ViewClass, Device};

/// How long a heartbeat may wait for its slot to be known here.
const SLOT_PATIENCE: std::time::Duration = std::time::Duration::from_millis(500);

fn no_chain() -> Problem {
    Problem::unavailable("chain_not_read", "this operator has not read the chain yet")
}

/// `GET /v1/challenge`.
pub async fn challenge(State(node): State<Node>) -> Result<Json<Challenge>, Problem> {
    let view = node.view();
    let epoch = view.epoch().ok_or_else(no_chain)?;
    let (recent_slot, recent_slot_hash) = view
        .slot_hashes
        .last_key_value()
        .map(|(slot, hash)| (*slot, *hash))
        .ok_or_else(no_chain)?;
    let record = view.epochs.get(&epoch);
    let s0 = record.and_then(|record| record.s0);
    let class = |(number, class): (u8, &ViewClass)| Class {
        class: number,
        name: class.name.clone(),
        multiplier_milli: class.multiplier_milli,
        n: class.params.n,
        k: class.params.k,
        panels: class.params.panels,
        lanes: class.params.lanes,
        steps: class.params.steps,
        time_ms: class.time_ms,
        live: class.live,
    };
    Ok(Json(Challenge {
        epoch,
        now_ts: view.now_ts,
        slot: view.slot,
        end_ts: view.params.end_ts(epoch),
        s0,
        seed: s0.and(record).map(|record| record.seed),
        commit_deadline_slot: s0.map(|s0| view.params.commit_deadline(s0)),
        beacon1: record.and_then(|record| record.beacon1),
        response_deadline_slot: s0.map(|s0| view.params.response_deadline(s0)),
        beacon2: record.and_then(|record| record.beacon2),
        classes: (0u8..).zip(view.classes_of(epoch)).map(class).collect(),
        recent_slot,
        recent_slot_hash,
    }))
}

/// The device at this address, unless it is retired.
pub(super) fn device_of<'a>(view: &'a ChainView, address: &Address) -> Result<&'a Device, Problem> {
    let device = view.device(address).ok_or_else(|| {
        Problem::not_found(
            "unknown_device",
            "no device is registered at this address",
            "register the device, wait a few seconds, and give its account's address",
        )
    })?;
    if device.status == 3 {
        return Err(Problem::conflict(
            "device_retired",
            "this device is retired",
            "register a new one",
        ));
    }
    Ok(device)
}

/// `POST /v1/heartbeats`: counted in the minute it is received in, by the chain's clock.
pub async fn heartbeat(
    State(node): State<Node>,
    body: Result<Json<Heartbeat>, axum::extract::rejection::JsonRejection>,
) -> Result<Json<HeartbeatAccepted>, Problem> {
    let accepted = accept_heartbeat(&node, body).await;
    let metrics = &node.metrics;
    let counter = if accepted.is_ok() {
        &metrics.heartbeats_accepted_total
    } else {
        &metrics.heartbeats_refused_total
    };
    counter.count();
    accepted
}

/// The view, once it has reached `slot`: the device may have heard of that slot a moment before this operator.
async fn view_with(node: &Node, slot: u64) -> Arc<ChainView> {
    let mut views = node.view.clone();
    let reached = views.wait_for(|view| {
        view.slot_hashes
            .last_key_value()
            .is_some_and(|(last, _)| *last >= slot)
    });
    match tokio::time::timeout(SLOT_PATIENCE, reached).await {
        Ok(Ok(view)) => view.clone(),
        _ => node.view(),
    }
}

async fn accept_heartbeat(
    node: &Node,
    body: Result<Json<Heartbeat>, axum::extract::rejection::JsonRejection>,
) -> Result<Json<HeartbeatAccepted>, Problem> {
    let Json(heartbeat) = body.map_err(|error| {
        Problem::new(
            error.status(),
            "not_a_heartbeat",
            error.body_text(),
            "send a heartbeat as documented",
        )
    })?;
    let view = view_with(node, heartbeat.slot).await;
    let (epoch, minute) = view.params.minute_at(view.now_ts).ok_or_else(no_chain)?;
    let device = device_of(&view, &heartbeat.device)?;
    let oldest = view
        .slot
        .saturating_sub(node.settings.chain.heartbeat_max_age_slots);
    if heartbeat.slot < oldest
        || view.slot_hashes.get(&heartbeat.slot) != Some(&heartbeat.slot_hash)
    {
        return Err(Problem::conflict(
            "stale_heartbeat",
            "the heartbeat is not bound to a recent slot hash",
            "take slot and hash from /v1/challenge or the SlotHashes sysvar and sign again",
        ));
    }
    heartbeat.verify(&device.key).map_err(|error| {
        Problem::new(
            StatusCode::FORBIDDEN,
            "bad_signature",
            error.to_string(),
            "sign with the key the device is registered with",
        )
    })?;
    // After the signature: nobody else may use up a device's slot.
    if !node
        .heartbeats
        .admits(device.index, heartbeat.slot, epoch, minute)
    {
        return Err(Problem::conflict(
            "replayed_heartbeat",
            "a heartbeat bound to this slot or a later one was counted in an earlier minute",
            "take slot and hash from /v1/challenge or the SlotHashes sysvar and sign again",
        ));
    }
    if node.heartbeats.record(epoch, device.index, minute).await {
        Ok(Json(HeartbeatAccepted { epoch, minute }))
    } else {
        Err(Problem::unavailable(
            "not_stored",
            "the heartbeat could not be stored",
        ))
    }
}
