//! The long computations, away from the threads that serve sockets.

use std::sync::Arc;

use io_api::{Address, Digest};
use io_pow::seed::EpochSeed;
use io_pow::{ClassParams, Hash, HostSha256, Job};

use crate::backend::{Backend, BackendError, Committed};
use crate::fleet::Leaf;

/// A device's commit, by the record of it and by what can answer for it.
pub(super) struct Proven {
    /// Its leaf in the commit tree.
    pub(super) leaf: Leaf,
    /// Answers the first beacon.
    pub(super) proof: Arc<dyn Committed>,
}

/// A device's answer.
pub(super) struct Answered {
    /// Its leaf in the response tree.
    pub(super) leaf: Leaf,
    /// The answer's bytes.
    pub(super) bytes: Vec<u8>,
}

/// A device to prove.
#[derive(Clone, Copy)]
pub(super) struct Subject {
    pub(super) device: Address,
    pub(super) index: u32,
    pub(super) gpus: u32,
}

fn commit(
    backend: &dyn Backend,
    seed: &Digest,
    params: ClassParams,
    subject: Subject,
) -> Result<Proven, BackendError> {
    let job = Job {
        seed: EpochSeed(seed.0),
        device: subject.device.0,
        gpus: subject.gpus,
        params,
    };
    let proof = backend.commit(job)?;
    let leaf = proof
        .commitment()
        .leaf(&job.seed, &job.device)
        .ok_or_else(|| BackendError::Failed("the backend committed to no GPU".into()))?;
    Ok(Proven {
        leaf: Leaf {
            device: subject.device,
            index: subject.index,
            gpus: subject.gpus,
            leaf: Digest(leaf),
        },
        proof: proof.into(),
    })
}

/// Commits every device it can; one that fails is logged and left out, so that it does not cost the others
/// their hour.
pub(super) async fn commit_all(
    backend: Arc<dyn Backend>,
    seed: Digest,
    params: ClassParams,
    subjects: Vec<Subject>,
) -> Vec<Proven> {
    blocking(move || {
        let mut proven = Vec::with_capacity(subjects.len());
        for subject in subjects {
            match commit(&*backend, &seed, params, subject) {
                Ok(device) => proven.push(device),
                Err(error) => {
                    tracing::error!(device = %subject.device, code = error.code(), "no proof: {error}");
                }
            }
        }
        proven
    })
    .await
}

/// Answers the beacon for every device it can. `held` is the proof where this process made it; without one the
/// commit is computed anew and must be the one that was promised.
pub(super) async fn respond_all(
    backend: Arc<dyn Backend>,
    seed: Digest,
    params: ClassParams,
    beacon: Hash,
    promised: Vec<(Leaf, Option<Arc<dyn Committed>>)>,
) -> Vec<Answered> {
    blocking(move || {
        let answer = |leaf: &Leaf, held: Option<Arc<dyn Committed>>| {
            let proof = match held {
                Some(proof) => proof,
                None => {
                    let subject = Subject {
                        device: leaf.device,
                        index: leaf.index,
                        gpus: leaf.gpus,
                    };
                    let again = commit(&*backend, &seed, params, subject)?;
                    if again.leaf != *leaf {
                        return Err(BackendError::Failed(
                            "the commit computed anew is another one; check the hardware".into(),
                        ));
                    }
                    again.proof
                }
            };
            let response = proof.respond(&beacon)?;
            let answered = response
                .leaf::<HostSha256>(&EpochSeed(seed.0), &leaf.device.0, &params)
                .ok_or_else(|| BackendError::Failed("the backend answered for no GPU".into()))?;
            Ok(Answered {
                leaf: Leaf {
                    leaf: Digest(answered),
                    ..*leaf
                },
                bytes: response.to_bytes(&params),
            })
        };
        let mut answers = Vec::with_capacity(promised.len());
        for (leaf, held) in promised {
            match answer(&leaf, held) {
                Ok(answered) => answers.push(answered),
                Err(error) => {
                    tracing::error!(device = %leaf.device, code = error.code(), "no answer: {error}");
                }
            }
        }
        answers
    })
    .await
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Vec<T> + Send + 'static) -> Vec<T> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|error| {
            tracing::error!("the computation was lost: {error}");
            Vec::new()
        })
}
