//! Sends landed proofs to every operator with weight, until the receipts weigh more than two thirds.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use io_api::Address;
use io_api::receipt::Receipt;
use io_core::quorum::exceeds_two_thirds;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::retry::wait_after;
use super::{Context, Views};
use crate::adapters::chain::{Chain, Epoch, Operator, View};
use crate::adapters::operators::OperatorError;
use crate::adapters::store::{EpochState, HeldReceipt};

const LONGEST_RETRY: Duration = Duration::from_secs(8);

/// An epoch, a device and an operator's seat.
type Key = (u64, Address, u8);

/// How often an upload was tried, and from when it may be again.
#[derive(Clone, Copy)]
struct Tried {
    times: u32,
    again: Instant,
}

/// Runs until stopped.
///
/// # Errors
/// When the observer is gone.
pub async fn run<C: Chain>(
    context: Arc<Context<C>>,
    mut views: Views,
    stop: CancellationToken,
) -> Result<(), String> {
    let mut running = JoinSet::new();
    let (mut busy, mut tried, mut given_up) = (HashSet::new(), HashMap::new(), HashSet::new());
    loop {
        tokio::select! {
            () = stop.cancelled() => {
                running.shutdown().await;
                return Ok(());
            }
            changed = views.changed() => changed.map_err(|_| "the observer is gone".to_owned())?,
            Some(done) = running.join_next(), if !running.is_empty() => {
                let (key, receipt): (Key, _) = done.map_err(|panic| panic.to_string())?;
                busy.remove(&key);
                finish(&context, key, receipt, &mut tried);
            }
        }
        let Some(seen) = views.borrow().clone() else {
            continue;
        };
        let view = &*seen.view;
        tried.retain(|(epoch, ..), _| epoch.saturating_add(1) >= view.epoch);
        given_up.retain(|(epoch, _)| epoch + 1 >= view.epoch);
        for (record, operator, device) in wanting(&context, view, &tried, &mut given_up) {
            let key = (record.epoch, device, operator.seat);
            if running.len() >= context.uploads_at_once {
                break;
            }
            if !busy.insert(key) {
                continue;
            }
            let (context, operator) = (context.clone(), operator.clone());
            running.spawn(async move { (key, upload(&context, &operator, key).await) });
        }
    }
}

async fn upload<C: Chain>(
    context: &Context<C>,
    operator: &Operator,
    (epoch, device, _): Key,
) -> Result<Receipt, OperatorError> {
    let body = context.store.proof(epoch, &device);
    let body = body.map_err(|error| OperatorError::Unreachable(error.to_string()))?;
    context
        .operators
        .upload(operator, epoch, &device, body)
        .await
        .inspect_err(|error| {
            tracing::warn!(
                epoch, %device, operator = operator.seat, url = operator.url, code = error.code(),
                "the operator {error}"
            );
        })
}

fn finish<C>(
    context: &Context<C>,
    key: Key,
    receipt: Result<Receipt, OperatorError>,
    tried: &mut HashMap<Key, Tried>,
) {
    let (epoch, device, seat) = key;
    let times = tried
        .get(&key)
        .map_or(1, |tried| tried.times.saturating_add(1));
    let again = Instant::now() + wait_after(times, LONGEST_RETRY);
    tried.insert(key, Tried { times, again });
    let Ok(receipt) = receipt else {
        return;
    };
    let kept = context.store.update(epoch, |state| {
        let held = state.receipts.entry(device).or_default();
        if held.iter().all(|held| held.seat != seat) {
            held.push(HeldReceipt { seat, receipt });
        }
    });
    match kept {
        Ok(()) => tracing::info!(epoch, %device, operator = seat, "receipt held"),
        // The operator gives the same receipt again when asked again.
        Err(error) => tracing::error!(epoch, %device, code = error.code(), "{error}"),
    }
}

/// Uploads that are due: of landed proofs, to operators without a receipt, each once at least and then until the
/// receipts held weigh enough or the operators' summaries are closed.
fn wanting<'a, C: Chain>(
    context: &Context<C>,
    view: &'a View,
    tried: &HashMap<Key, Tried>,
    given_up: &mut HashSet<(u64, Address)>,
) -> Vec<(&'a Epoch, &'a Operator, Address)> {
    let now = Instant::now();
    let mut due = Vec::new();
    for record in &view.epochs {
        // The proofs loop logs a state that cannot be read.
        let Ok(state) = context.store.epoch(record.epoch) else {
            continue;
        };
        for device in landed(&state) {
            let held = state.receipts.get(&device).map_or(&[][..], Vec::as_slice);
            let enough = exceeds_two_thirds(weight(record, held), record.total_weight);
            if view.now_ts > record.summary_cutoff_ts {
                if !enough && given_up.insert((record.epoch, device)) {
                    tracing::error!(
                        epoch = record.epoch, %device, receipts = held.len(),
                        "too few operators took the proof before their summaries closed"
                    );
                }
                continue;
            }
            for operator in &view.operators {
                let seat = operator.seat;
                let weighs = record
                    .weights
                    .get(usize::from(seat))
                    .is_some_and(|w| *w > 0);
                if !weighs || held.iter().any(|held| held.seat == seat) {
                    continue;
                }
                let ready = match tried.get(&(record.epoch, device, seat)) {
                    None => true,
                    Some(tried) => !enough && tried.again <= now,
                };
                if ready {
                    due.push((record, operator, device));
                }
            }
        }
    }
    due
}

/// Devices whose proof may be sent.
fn landed(state: &EpochState) -> impl Iterator<Item = Address> {
    let rounds = state.rounds.values().filter(|round| round.landed);
    rounds
        .filter_map(|round| round.response.as_ref())
        .flat_map(|response| response.leaves.iter().map(|leaf| leaf.device))
}

/// Weight of the receipts' signers, as fixed when the epoch opened.
#[must_use]
pub fn weight(record: &Epoch, held: &[HeldReceipt]) -> u64 {
    let seats: HashSet<u8> = held.iter().map(|held| held.seat).collect();
    let weights = seats
        .iter()
        .filter_map(|seat| record.weights.get(usize::from(*seat)));
    weights.fold(0, |sum: u64, weight| sum.saturating_add(*weight))
}
