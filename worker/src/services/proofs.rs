//! Takes each class through the hour: commit, post, answer the beacon, post. See [`crate::round`] for what is
//! due when; here it is done.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use io_api::{Address, proof};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::proving::{self, Subject};
use super::{Context, Observed, Views};
use crate::adapters::chain::{Chain, ChainError, Challenge, CommitEntry};
use crate::adapters::store::StoreError;
use crate::backend::Committed;
use crate::fleet::FleetRecord;
use crate::round::{self, Miss, Round, Step};
use io_pow::fleet::FleetError;

/// An epoch and a class.
type Key = (u64, u8);
/// Proofs of this process that can still be asked for an answer.
type Held = HashMap<(u64, Address), Arc<dyn Committed>>;

/// Why a step was not taken; it is tried again at a later look, as long as it is due.
#[derive(Debug, thiserror::Error)]
enum StepError {
    #[error(transparent)]
    Chain(#[from] ChainError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("{0}")]
    Fleet(#[from] FleetError),
    #[error("no device of the class could be proved; see the errors above")]
    NothingProved,
}

impl StepError {
    const fn code(&self) -> &'static str {
        match self {
            Self::Chain(error) => error.code(),
            Self::Store(error) => error.code(),
            Self::Fleet(_) => "fleet",
            Self::NothingProved => "nothing_proved",
        }
    }
}

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

    async fn take(&self, due: Due) -> Result<(), StepError> {
        let (epoch, class) = due.key;
        match (due.step, &due.round) {
            (Step::Commit, _) => self.commit(&due).await,
            (Step::PostCommit, Some(round)) => self.post_commit(due.key, &round.commit).await,
            (Step::Respond, Some(round)) => self.respond(&due, round).await,
            (Step::PostResponse, Some(round)) => match &round.response {
                Some(response) => self.post_response(due.key, response).await,
                None => Ok(()),
            },
            (Step::Land, Some(round)) => {
                self.forget(epoch, &round.commit);
                self.update_round(due.key, |round| round.landed = true)?;
                tracing::info!(epoch, class, "the response is on chain");
                Ok(())
            }
            (Step::Miss(miss), _) => self.miss(due.key, due.round.as_ref(), miss),
            // `next` asks for these steps of a round that exists, and for nothing else.
            _ => Ok(()),
        }
    }

    async fn commit(&self, due: &Due) -> Result<(), StepError> {
        let ((epoch, class), view) = (due.key, &*due.seen.view);
        let Some(listed) = view.classes.get(usize::from(class)) else {
            return Err(ChainError::Missing(format!("class {class} is not on chain")).into());
        };
        let devices = self.context.at_work(view);
        let subjects: Vec<Subject> = devices
            .filter(|device| device.class == class)
            .map(|device| Subject {
                device: device.address,
                index: device.index,
                gpus: u32::from(device.processors),
            })
            .collect();
        let begun = Instant::now();
        let (backend, seed) = (self.context.backend.clone(), due.challenge.seed);
        let proven = proving::commit_all(backend, seed, listed.params, subjects).await;
        if proven.is_empty() {
            return Err(StepError::NothingProved);
        }
        let fleet = FleetRecord::new(proven.iter().map(|device| device.leaf).collect())?;
        tracing::info!(
            epoch,
            class,
            devices = proven.len(),
            millis = begun.elapsed().as_millis() as u64,
            root = %fleet.root,
            "committed"
        );
        let round = Round {
            seed,
            dimensions: listed.params.into(),
            commit: fleet.clone(),
            response: None,
            landed: false,
            missed: None,
        };
        // From here on this root stands, whatever happens; the next line is the only one that writes it.
        self.context.store.update(epoch, |state| {
            state.rounds.entry(class).or_insert(round);
        })?;
        let kept = proven
            .into_iter()
            .map(|device| ((epoch, device.leaf.device), device.proof));
        self.held().extend(kept);
        match due.on_chain {
            None => self.post_commit(due.key, &fleet).await,
            Some(_) => Ok(()),
        }
    }

    async fn post_commit(&self, key: Key, fleet: &FleetRecord) -> Result<(), StepError> {
        let (epoch, class) = key;
        self.context
            .chain
            .post_commit(epoch, class, fleet.root)
            .await?;
        tracing::info!(epoch, class, root = %fleet.root, "commit posted");
        Ok(())
    }

    async fn respond(&self, due: &Due, round: &Round) -> Result<(), StepError> {
        let (epoch, class) = due.key;
        let Some(beacon) = due.challenge.beacon1 else {
            return Ok(());
        };
        let promised = {
            let held = self.held();
            let leaves = round.commit.leaves.iter();
            leaves
                .filter(|leaf| self.context.key(&leaf.device).is_some())
                .map(|leaf| (*leaf, held.get(&(epoch, leaf.device)).cloned()))
                .collect()
        };
        let begun = Instant::now();
        let (backend, params) = (self.context.backend.clone(), round.dimensions.into());
        let answers = proving::respond_all(backend, round.seed, params, beacon.0, promised).await;
        if answers.is_empty() {
            return Err(StepError::NothingProved);
        }
        let fleet = FleetRecord::new(answers.iter().map(|answer| answer.leaf).collect())?;
        let devices: Vec<Address> = answers.iter().map(|answer| answer.leaf.device).collect();
        let commit_paths = round.commit.paths(&devices)?;
        let response_paths = fleet.paths(&devices)?;
        for ((answer, commit_path), response_path) in
            answers.iter().zip(commit_paths).zip(response_paths)
        {
            let device = answer.leaf.device;
            let (Some(key), Some(commit_path), Some(response_path)) =
                (self.context.key(&device), commit_path, response_path)
            else {
                continue;
            };
            let bytes = &answer.bytes;
            let body = proof::encode(key, &device, epoch, &commit_path, &response_path, bytes);
            self.context.store.put_proof(epoch, &device, &body)?;
        }
        tracing::info!(
            epoch,
            class,
            devices = answers.len(),
            millis = begun.elapsed().as_millis() as u64,
            root = %fleet.root,
            "answered the beacon"
        );
        // Proofs first, then the promise: a root on disk can always be answered for.
        self.update_round(due.key, |round| {
            round.response.get_or_insert_with(|| fleet.clone());
        })?;
        match due.on_chain {
            Some(entry) if entry.response_root.is_none() => {
                self.post_response(due.key, &fleet).await
            }
            _ => Ok(()),
        }
    }

    async fn post_response(&self, key: Key, fleet: &FleetRecord) -> Result<(), StepError> {
        let (epoch, class) = key;
        self.context
            .chain
            .post_response(epoch, class, fleet.root)
            .await?;
        tracing::info!(epoch, class, root = %fleet.root, "response posted");
        Ok(())
    }

    fn miss(&self, key: Key, round: Option<&Round>, miss: Miss) -> Result<(), StepError> {
        let (epoch, class) = key;
        tracing::warn!(epoch, class, "nothing proved this epoch: {miss}");
        match round {
            Some(round) => {
                self.forget(epoch, &round.commit);
                self.update_round(key, |round| round.missed = Some(miss))?;
            }
            None => self.context.store.update(epoch, |state| {
                state.idle.insert(class, miss);
            })?,
        }
        Ok(())
    }

    fn update_round(&self, key: Key, change: impl FnOnce(&mut Round)) -> Result<(), StoreError> {
        self.context.store.update(key.0, |state| {
            if let Some(round) = state.rounds.get_mut(&key.1) {
                change(round);
            }
        })
    }

    /// Frees the buffers of proofs that nobody will ask any more.
    fn forget(&self, epoch: u64, fleet: &FleetRecord) {
        let mut held = self.held();
        for leaf in &fleet.leaves {
            held.remove(&(epoch, leaf.device));
        }
    }
}
