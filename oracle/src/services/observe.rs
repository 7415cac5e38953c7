//! Reads the chain, over and over, into the view that everyone else reads. Also tells readers what changed.

use std::sync::Arc;
use std::time::Duration;

use io_api::readers::Event;
use tokio::sync::watch;
use tokio::time::{Instant, MissedTickBehavior};
use tokio_util::sync::CancellationToken;

use crate::adapters::chain::{Chain, Registry};
use crate::node::Node;
use crate::view::ChainView;

/// Runs until told to stop. A node that does not answer is asked again; `/ready` shows that it does not.
///
/// # Errors
/// None: the type is that of all services.
pub async fn run(
    node: Node,
    chain: Chain,
    publish: watch::Sender<Arc<ChainView>>,
    stop: CancellationToken,
) -> anyhow::Result<()> {
    let settings = &node.settings.chain;
    let mut ticks = tokio::time::interval(Duration::from_millis(settings.clock_ms));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let pause = Duration::from_millis(settings.registry_ms);
    let mut registry = Registry::default();
    let mut reading = None;
    let mut read_at: Option<Instant> = None;
    let mut down = false;
    loop {
        tokio::select! {
            () = stop.cancelled() => return Ok(()),
            _ = ticks.tick() => {}
        }
        let before = publish.borrow().clone();
        match chain.view(&before, &registry).await {
            Ok(view) => {
                if std::mem::take(&mut down) {
                    tracing::info!("the chain is read again");
                }
                node.metrics.chain_slot.set(view.slot);
                node.metrics
                    .chain_time_seconds
                    .set(u64::try_from(view.now_ts).unwrap_or(0));
                tell(&node, &before, &view);
                publish.send_replace(Arc::new(view));
            }
            Err(error) => {
                node.metrics.chain_read_errors_total.count();
                // Told once, not ten times a second.
                if !std::mem::replace(&mut down, true) {
                    tracing::warn!(%error, "the chain could not be read");
                }
            }
        }
        // The registry takes longer; the clock does not wait for it.
        if reading.is_none() && read_at.is_none_or(|at| at.elapsed() >= pause) {
            let (chain, view) = (chain.clone(), publish.borrow().clone());
            reading = Some(tokio::spawn(async move { chain.registry(&view).await }));
        }
        if let Some(done) = reading.take_if(|task| task.is_finished()) {
            read_at = Some(Instant::now());
            match done.await? {
                Ok(read) => registry = read,
                Err(error) => {
                    node.metrics.chain_read_errors_total.count();
                    tracing::warn!(%error, "the registry could not be read");
                }
            }
        }
    }
}

fn tell(node: &Node, before: &ChainView, now: &ChainView) {
    for (epoch, record) in &now.epochs {
        let epoch = *epoch;
        let old = before.epochs.get(&epoch);
        if old.is_none() {
            node.tell(Event::EpochOpened { epoch });
        }
        if let Some(s0) = record.s0
            && old.is_none_or(|old| old.s0.is_none())
        {
            node.tell(Event::ChallengeDrawn { epoch, s0 });
        }
        if record.beacon1.is_some() && old.is_none_or(|old| old.beacon1.is_none()) {
            node.tell(Event::BeaconCaptured { epoch, which: 1 });
        }
        if record.beacon2.is_some() && old.is_none_or(|old| old.beacon2.is_none()) {
            node.tell(Event::BeaconCaptured { epoch, which: 2 });
        }
    }
}
