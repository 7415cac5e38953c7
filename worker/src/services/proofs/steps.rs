//! What is done when a step is due.

use std::time::Instant;

use io_api::{Address, proof};
use io_pow::fleet::FleetError;

use super::{Due, Key, Proofs};
use crate::adapters::chain::{Chain, ChainError};
use crate::adapters::store::StoreError;
use crate::fleet::FleetRecord;
use crate::round::{Miss, Round, Step};
use crate::services::proving::{self, Subject};

/// Why a step was not taken; it is tried again at a later look, as long as it is due.
#[derive(Debug, thiserror::Error)]
pub(super) enum StepError {
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
    pub(super) const fn code(&self) -> &'static str {
        match self {
            Self::Chain(error) => error.code(),
            Self::Store(error) => error.code(),
            Self::Fleet(_) => "fleet",
            Self::NothingProved => "nothing_proved",
        }
    }
}

impl<C: Chain> Proofs<C> {
    /// Takes one step.
    pub(super) async fn take(&self, due: Due) -> Result<(), StepError> {
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
