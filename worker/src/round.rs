//! What is to be done next for one class in one epoch: a pure function of the chain and of what is on disk.

use io_api::Digest;
use io_pow::ClassParams;
use serde::{Deserialize, Serialize};

use crate::adapters::chain::{Challenge, CommitEntry};
use crate::fleet::FleetRecord;

/// What this worker is bound by in one (class, epoch). On disk before anything of it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// The epoch's seed, which ties the record to one chain.
    pub seed: Digest,
    /// The class's dimensions when the round began.
    pub dimensions: Dimensions,
    /// The commits.
    pub commit: FleetRecord,
    /// The responses, once made.
    pub response: Option<FleetRecord>,
    /// Whether the response's root was seen on chain, so that proofs may be sent to operators.
    pub landed: bool,
    /// Why the round came to nothing.
    pub missed: Option<Miss>,
}

/// [`ClassParams`] on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dimensions {
    /// [`ClassParams::class`].
    pub class: u32,
    /// [`ClassParams::n`].
    pub n: u32,
    /// [`ClassParams::k`].
    pub k: u32,
    /// [`ClassParams::panels`].
    pub panels: u32,
    /// [`ClassParams::lanes`].
    pub lanes: u32,
    /// [`ClassParams::steps`].
    pub steps: u32,
}

impl From<ClassParams> for Dimensions {
    fn from(params: ClassParams) -> Self {
        let ClassParams {
            class,
            n,
            k,
            panels,
            lanes,
            steps,
        } = params;
        Self {
            class,
            n,
            k,
            panels,
            lanes,
            steps,
        }
    }
}

impl From<Dimensions> for ClassParams {
    fn from(dimensions: Dimensions) -> Self {
        let Dimensions {
            class,
            n,
            k,
            panels,
            lanes,
            steps,
        } = dimensions;
        Self {
            class,
            n,
            k,
            panels,
            lanes,
            steps,
        }
    }
}

/// Why a round came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Miss {
    /// The commit's deadline passed first.
    #[error("the commit did not land in time; the worker started late or the proof took too long")]
    CommitLate,
    /// The response's deadline passed first.
    #[error(
        "the response did not land in time; the worker was down, or the first beacon came late or never"
    )]
    ResponseLate,
    /// The chain holds a root that this worker did not make.
    #[error(
        "the chain holds another root than this worker's; run one worker per supplier and keep its state directory"
    )]
    OtherRoot,
    /// The state directory has this epoch with another seed.
    #[error("the state directory is of another chain; give each chain its own state.dir")]
    OtherChain,
}

/// What is to be done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing until the chain moves on.
    Wait,
    /// Fill and walk; the commits' root is then put on disk.
    Commit,
    /// Post the root that is on disk.
    PostCommit,
    /// Answer the first beacon; the proofs and the responses' root are then put on disk.
    Respond,
    /// Post the root that is on disk.
    PostResponse,
    /// The response is on chain: proofs may be sent.
    Land,
    /// The round comes to nothing.
    Miss(Miss),
    /// Nothing is left to do here.
    Done,
}

/// Decides the next step. `slot` is the chain's, `open` whether the epoch still takes roots.
#[must_use]
pub fn next(
    slot: u64,
    open: bool,
    challenge: &Challenge,
    round: Option<&Round>,
    chain: Option<&CommitEntry>,
) -> Step {
    let late_commit = !open || slot > challenge.commit_deadline_slot;
    let late_response = !open || slot > challenge.response_deadline_slot;
    let Some(round) = round else {
        return match chain {
            // The state was lost after the root was posted. The proof is the same when made again, so it can be
            // answered for, as long as there is time, or sent if the answer had landed too.
            Some(entry) if !late_response || entry.response_root.is_some() => Step::Commit,
            Some(_) => Step::Miss(Miss::ResponseLate),
            None if late_commit => Step::Miss(Miss::CommitLate),
            None => Step::Commit,
        };
    };
    if round.missed.is_some() || round.landed {
        return Step::Done;
    }
    if round.seed != challenge.seed {
        return Step::Miss(Miss::OtherChain);
    }
    let Some(chain) = chain else {
        return if late_commit {
            Step::Miss(Miss::CommitLate)
        } else {
            Step::PostCommit
        };
    };
    if chain.commit_root != round.commit.root {
        return Step::Miss(Miss::OtherRoot);
    }
    match (&round.response, chain.response_root) {
        (Some(ours), Some(theirs)) if ours.root == theirs => Step::Land,
        (Some(_), Some(_)) => Step::Miss(Miss::OtherRoot),
        // Likewise: posted, then the state was lost or the disk was put back. Made again, it is the same.
        (None, Some(_)) if challenge.beacon1.is_some() => Step::Respond,
        (_, None) if late_response => Step::Miss(Miss::ResponseLate),
        (Some(_), None) => Step::PostResponse,
        (None, _) if challenge.beacon1.is_some() => Step::Respond,
        (None, _) => Step::Wait,
    }
}

#[cfg(test)]
#[path = "round_tests.rs"]
mod tests;
