//! Challenges of verdicts on GPU proofs: what has been shown, and what it proves.
//!
//! A verdict says that a device's proof passed, or which one of its checks failed. Either way a few short transactions
//! put what the check reads into the challenger's account, each piece opened from a root that is on chain, and the
//! program makes the check again, with the code that the operators verified with (`io_pow`).
use anchor_lang::prelude::*;

mod judgement;
pub mod opening;

pub use judgement::{Check, Subject};

/// [`io_pow::Sha256`] by the syscall.
#[derive(Clone, Copy, Debug)]
pub struct PowSha256;

impl io_pow::Sha256 for PowSha256 {
    #[inline(always)]
    fn hash_parts(parts: &[&[u8]]) -> io_pow::Hash {
        <io_runtime::SolSha256 as io_core::hash::Sha256>::hash_parts(parts)
    }
}

/// A device's verdicts as leaves hold them; the others (not judged, silent) cannot be disputed.
pub const PASS: u8 = 1;
pub const FAIL: u8 = 2;

/// Bits of [`ProofChallenge::shown`].
pub mod shown {
    /// The verdict leaf.
    pub const VERDICT: u8 = 1;
    /// One GPU's roots.
    pub const GPU: u8 = 2;
    /// Of the sample in [`super::ProofChallenge::sample`]: its lane's root, its first and its last checkpoint.
    pub const LANE: u8 = 4;
    pub const PREVIOUS: u8 = 8;
    pub const NEXT: u8 = 16;
    /// The state that must come at [`super::ProofChallenge::expected_step`] of the sample.
    pub const EXPECTED: u8 = 32;
    /// All that is about one sample.
    pub const SAMPLE: u8 = LANE | PREVIOUS | NEXT | EXPECTED;
}

/// PDA `["proof", challenger, epoch u64 LE, registry index u32 LE]`: an open challenge of the verdict on a device in the
/// settlement of an epoch, and the evidence so far.
///
/// What the chain says of the hour and the device is copied in when it is opened, so that each piece of evidence
/// needs this account only.
#[account]
pub struct ProofChallenge {
    pub version: u8,
    pub bump: u8,
    /// What has been shown: bits of [`shown`].
    pub shown: u8,
    /// The challenger is right, by this reason: 1 to 7 a check of the proof (`io_pow`), from 8 on [`proven`]; 0: not yet.
    pub proven: u8,
    /// [`PASS`] or [`FAIL`], as the settlement's verdict tree has it.
    pub verdict: u8,
    /// Reason of a failure.
    pub reason: u8,
    pub _pad: [u8; 2],
    pub epoch: PodU64,
    pub challenger: Address,
    /// Token account that the bond came from, to which everything is paid.
    pub source: Address,
    /// Token account PDA `["bond", challenge]`, authority: PDA `["disputes"]`.
    pub vault: Address,
    /// IO base units put down.
    pub bond: PodU64,
    pub opened_ts: PodI64,
    pub device: Address,
    pub supplier: Address,
    /// Registry index.
    pub index: PodU32,
    pub gpus: PodU32,
    pub class: PodU32,
    pub n: PodU32,
    pub k: PodU32,
    pub panels: PodU32,
    pub lanes: PodU32,
    pub steps: PodU32,
    /// Where the failure is, `4096 · GPU + position`.
    pub place: PodU32,
    /// Bit s: the operator in seat s has listed what is proven wrong.
    pub listers: PodU32,
    /// The hour's seed and beacons.
    pub seed: [u8; 32],
    pub beacon1: [u8; 32],
    pub beacon2: [u8; 32],
    /// The device's leaves in its supplier's two trees, as the verdict leaf has them.
    pub commit: [u8; 32],
    pub response: [u8; 32],
    /// One GPU: ordinal, seed, roots of its walk, its bundle's steps and its bundle's paths.
    pub gpu: PodU32,
    /// One sample of it, 0..64, and the segment that the first beacon drew for it.
    pub sample: PodU32,
    pub lane: PodU32,
    pub segment: PodU32,
    pub gpu_seed: [u8; 32],
    pub root: [u8; 32],
    pub bundle: [u8; 32],
    pub steps_root: [u8; 32],
    pub paths_root: [u8; 32],
    pub lane_root: [u8; 32],
    /// Checkpoints that the segment starts from and ends in.
    pub previous: [u8; 32],
    pub next: [u8; 32],
    /// The state before step `expected_step` (64: after the last), as the step before it leads to.
    pub expected: [u8; 32],
    pub expected_step: PodU32,
    pub _pad2: [u8; 4],
    pub _reserved: [u8; 64],
}

/// Reasons beside those of a proof's own checks.
pub mod proven {
    /// The bundle names another walk root than was committed to.
    pub const OTHER_ROOT: u8 = 8;
    /// A pass of a device that has no commit or no response on chain.
    pub const NOTHING_COMMITTED: u8 = 9;
    /// A failure that names no check.
    pub const NO_CHECK: u8 = 10;
}

impl ProofChallenge {
    /// Whether the challenger is right.
    pub fn is_won(&self) -> bool {
        self.proven != 0
    }

    pub fn has(&self, bits: u8) -> bool {
        self.shown & bits == bits
    }

    /// Forgets what was shown of a sample, and takes up `sample`.
    pub fn turn_to(&mut self, sample: u32) {
        if self.sample.get() != sample {
            self.shown &= !shown::SAMPLE;
            self.sample = sample.into();
        }
    }
}
