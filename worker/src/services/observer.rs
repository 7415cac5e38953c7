//! Looks at the chain at a steady pace and tells the other loops what it saw. The pace is this machine's; what is
//! due is decided by what is seen.

use std::sync::Arc;

use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

use super::{Context, Observed};
use crate::adapters::chain::Chain;

/// Runs until stopped. A chain that does not answer is asked again at the next look: until then nothing is known
/// to be due.
///
/// # Errors
/// None.
pub async fn run<C: Chain>(
    context: Arc<Context<C>>,
    views: watch::Sender<Option<Observed>>,
    stop: CancellationToken,
) -> Result<(), String> {
    let mut looks = interval(context.poll);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let (mut number, mut pruned, mut failures) = (0_u64, None, 0_u64);
    loop {
        tokio::select! {
            () = stop.cancelled() => return Ok(()),
            _ = looks.tick() => {}
        }
        let seen = tokio::select! {
            () = stop.cancelled() => return Ok(()),
            seen = context.chain.observe() => seen,
        };
        let view = match seen {
            Ok(view) => view,
            Err(error) => {
                failures += 1;
                // The first failure and then ever rarer ones: an outage must not fill the log.
                if failures.is_power_of_two() {
                    tracing::warn!(code = error.code(), failures, "{error}");
                }
                continue;
            }
        };
        if failures > 0 {
            tracing::info!(failures, slot = view.slot, "the chain answers again");
            failures = 0;
        }
        if pruned != Some(view.epoch) {
            pruned = Some(view.epoch);
            tracing::info!(epoch = view.epoch, slot = view.slot, "epoch in progress");
            if let Err(error) = context.store.prune(view.epoch) {
                tracing::warn!(code = error.code(), "old state is left in place: {error}");
            }
        }
        let view = Arc::new(view);
        let _ = views.send_replace(Some(Observed { number, view }));
        number += 1;
    }
}
