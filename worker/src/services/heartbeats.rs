//! Says every chain-minute to every operator that each device is at work. Each operator is asked for a recent slot
//! hash of its own, so that it never meets one it has not seen.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use io_api::Address;
use io_api::heartbeat::Heartbeat;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::retry::wait_after;
use super::{Context, Views};
use crate::adapters::chain::{Chain, Operator};
use crate::adapters::operators::OperatorError;

const LONGEST_RETRY: Duration = Duration::from_secs(5);

/// An epoch and a minute of it.
type Minute = (u64, u8);

/// What one operator has said.
#[derive(Default)]
struct Standing {
    /// The last minute it counted, by device.
    counted: HashMap<Address, Minute>,
    failures: u32,
    /// Not before this look (the operator's clock may lag behind ours by one) ...
    from_look: u64,
    /// ... nor before this moment, after failures.
    from: Option<Instant>,
}

/// What came of one call on an operator.
struct Report {
    seat: u8,
    counted: Vec<(Address, Minute)>,
    failure: Option<OperatorError>,
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
    let mut busy = HashSet::new();
    let mut standings = HashMap::<u8, Standing>::new();
    loop {
        tokio::select! {
            () = stop.cancelled() => {
                running.shutdown().await;
                return Ok(());
            }
            changed = views.changed() => changed.map_err(|_| "the observer is gone".to_owned())?,
            Some(done) = running.join_next(), if !running.is_empty() => {
                let report: Report = done.map_err(|panic| panic.to_string())?;
                busy.remove(&report.seat);
                let standing = standings.entry(report.seat).or_default();
                if let Some(seen) = &*views.borrow() {
                    standing.from_look = seen.number.saturating_add(1);
                }
                standing.take(report);
                continue;
            }
        }
        let Some(seen) = views.borrow_and_update().clone() else {
            continue;
        };
        let view = &*seen.view;
        let minute = (view.epoch, view.minute);
        standings.retain(|seat, _| view.operators.iter().any(|o| o.seat == *seat));
        for operator in &view.operators {
            let standing = standings.entry(operator.seat).or_default();
            let ready = seen.number >= standing.from_look
                && standing.from.is_none_or(|from| from <= Instant::now());
            if !ready || busy.contains(&operator.seat) {
                continue;
            }
            let unheard: Vec<Address> = context
                .at_work(view)
                .map(|device| device.address)
                .filter(|device| {
                    standing
                        .counted
                        .get(device)
                        .is_none_or(|last| *last < minute)
                })
                .collect();
            if unheard.is_empty() {
                continue;
            }
            busy.insert(operator.seat);
            let (context, operator) = (context.clone(), operator.clone());
            running.spawn(async move { call(&context, &operator, unheard).await });
        }
    }
}

async fn call<C: Chain>(
    context: &Context<C>,
    operator: &Operator,
    devices: Vec<Address>,
) -> Report {
    let mut report = Report {
        seat: operator.seat,
        counted: Vec::new(),
        failure: None,
    };
    let challenge = match context.operators.challenge(operator).await {
        Ok(challenge) => challenge,
        Err(error) => {
            report.failure = Some(error);
            return report;
        }
    };
    let (slot, hash) = (challenge.recent_slot, challenge.recent_slot_hash);
    for device in devices {
        let Some(key) = context.key(&device) else {
            continue;
        };
        let heartbeat = Heartbeat::signed(key, device, slot, hash);
        match context.operators.heartbeat(operator, &heartbeat).await {
            Ok(accepted) => {
                let minute = (accepted.epoch, accepted.minute);
                report.counted.push((device, minute));
            }
            // One device refused does not silence the others.
            Err(error) => report.failure = Some(error),
        }
    }
    report
}

impl Standing {
    fn take(&mut self, report: Report) {
        self.counted.extend(report.counted);
        let Some(error) = report.failure else {
            if self.failures > 0 {
                tracing::info!(
                    operator = report.seat,
                    "the operator hears heartbeats again"
                );
            }
            (self.failures, self.from) = (0, None);
            return;
        };
        self.failures = self.failures.saturating_add(1);
        if self.failures.is_power_of_two() {
            tracing::warn!(
                operator = report.seat,
                code = error.code(),
                failures = self.failures,
                "no heartbeat: the operator {error}"
            );
        }
        let wait = wait_after(self.failures, LONGEST_RETRY);
        self.from = Some(Instant::now() + wait);
    }
}
