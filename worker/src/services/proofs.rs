//! Takes each class through the hour: commit, post, answer the beacon, post. See [`crate::round`] for what is
//! due when; here it is done.

mod steps;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use io_api::Address;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::{Context, Observed, Views};
use crate::adapters::chain::{Chain, Challenge, CommitEntry};
use crate::backend::Committed;
use crate::round::{self, Round, Step};

/// An epoch and a class.
type Key = (u64, u8);
/// Proofs of this process that can still be asked for an answer.
type Held = HashMap<(u64, Address), Arc<dyn Committed>>;

struct Proofs<C> {
    context: Arc<Context<C>>,
    held: Mutex<Held>,
}

/// One step that is due.
struct Due {
    key: Key,
    step: Step,
    challenge: Challenge,
    round: Option<Round>,
    on_chain: Option<CommitEntry>,
    seen: Observed,
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
    let proofs = Arc::new(Proofs {
        context,
        held: Mutex::default(),
    });
    let mut running = JoinSet::new();
    let (mut busy, mut rests) = (HashSet::new(), HashMap::<Key, u64>::new());
    loop {
        tokio::select! {
            () = stop.cancelled() => {
                running.shutdown().await;
                return Ok(());
            }
            changed = views.changed() => changed.map_err(|_| "the observer is gone".to_owned())?,
            Some(done) = running.join_next(), if !running.is_empty() => {
                let key: Key = done.map_err(|panic| panic.to_string())?;
                busy.remove(&key);
                // What was seen until now may lack what the step did.
                if let Some(seen) = &*views.borrow() {
                    rests.insert(key, seen.after_now());
                }
                continue;
            }
        }
        let Some(seen) = views.borrow_and_update().clone() else {
            continue;
        };
        let oldest = seen.view.epoch.saturating_sub(1);
        rests.retain(|(epoch, _), _| *epoch >= oldest);
        proofs.held().retain(|(epoch, _), _| *epoch >= oldest);
        for due in proofs.due(&seen) {
            let key = due.key;
            let rested = rests.get(&key).is_none_or(|until| seen.number >= *until);
            if rested && busy.insert(key) {
                let proofs = proofs.clone();
                running.spawn(async move {
                    if let Err(error) = proofs.take(due).await {
                        tracing::warn!(
                            epoch = key.0,
                            class = key.1,
                            code = error.code(),
                            "{error}"
                        );
                    }
                    key
                });
            }
        }
    }
}

impl<C: Chain> Proofs<C> {
    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Everything that is due in this view.
    fn due(&self, seen: &Observed) -> Vec<Due> {
        let view = &*seen.view;
        let mut due = Vec::new();
        for record in &view.epochs {
            let Some(challenge) = record.challenge else {
                continue;
            };
            let state = match self.context.store.epoch(record.epoch) {
                Ok(state) => state,
                // Without knowing what was promised, nothing may be.
                Err(error) => {
                    tracing::error!(epoch = record.epoch, code = error.code(), "{error}");
                    continue;
                }
            };
            let mut classes: Vec<u8> = state.rounds.keys().copied().collect();
            if record.epoch == view.epoch {
                classes.extend(self.context.at_work(view).map(|device| device.class));
            }
            classes.sort_unstable();
            classes.dedup();
            for class in classes {
                if state.idle.contains_key(&class) {
                    continue;
                }
                let round = state.rounds.get(&class).cloned();
                let on_chain = view.commit(record.epoch, class).copied();
                let step = round::next(
                    view.slot,
                    record.open,
                    &challenge,
                    round.as_ref(),
                    on_chain.as_ref(),
                );
                if !matches!(step, Step::Wait | Step::Done) {
                    due.push(Due {
                        key: (record.epoch, class),
                        step,
                        challenge,
                        round,
                        on_chain,
                        seen: seen.clone(),
                    });
                }
            }
        }
        due
    }
}
