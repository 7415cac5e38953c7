//! Dishonest provers, for tests and demonstrations: each saves the work its name says and presents the rest as
//! honestly as it can.

use crate::fill::fill;
use crate::hash::HostSha256;
use crate::operand::finalise;
use crate::prove::{Conduct, Job, ProveError, Prover};
use crate::sample::SegmentId;
use crate::seed::EpochSeed;
use crate::{ClassParams, Hash};

/// A whole, in the unit of the fractions below.
pub const WHOLE: u32 = 10_000;

/// A way to cheat. Fractions are in 1/[`WHOLE`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cheat {
    /// Leaves a fraction of the buffer's bytes, spread evenly, at values of its own.
    LazyFill {
        /// Fraction of bytes not computed (one in 256 of them is right by chance).
        fraction: u32,
    },
    /// Makes up a fraction of the walk's segments.
    SkippedWalk {
        /// Fraction of segments not walked.
        fraction: u32,
    },
    /// Computes the product over a shorter inner dimension.
    ShortProduct {
        /// Elements summed, a multiple of 8 below `k`.
        k: u32,
    },
    /// Holds fewer panels and reads them as if they were more.
    FewerPanels {
        /// Panels held, at least 1.
        panels: u32,
    },
    /// Presents the proof of another device of its class.
    OtherDevice {
        /// Address of the other device.
        device: Hash,
    },
    /// Presents a proof of an earlier epoch.
    EarlierEpoch {
        /// Seed of that epoch.
        seed: EpochSeed,
    },
    /// Presents a proof of other dimensions, as far as they have the same form.
    OtherDimensions {
        /// The dimensions proved; lanes and steps must be those of the class.
        params: ClassParams,
    },
}

impl Cheat {
    /// Commits to a proof of `job` that was not honestly made.
    ///
    /// # Errors
    /// As [`Prover::commit`].
    pub fn commit(self, job: Job) -> Result<Prover, ProveError> {
        let mut walked = job;
        match self {
            Self::OtherDevice { device } => walked.device = device,
            Self::EarlierEpoch { seed } => walked.seed = seed,
            Self::OtherDimensions { params } => walked.params = params,
            _ => {}
        }
        Prover::commit_with(job, &walked, |seed, params| {
            let filled = |params: &ClassParams| {
                fill::<HostSha256>(seed, params).map_err(|_| ProveError::OutOfMemory {
                    needed: params.memory_bytes(),
                })
            };
            let mut conduct = Conduct::default();
            let memory = match self {
                Self::LazyFill { fraction } => {
                    let mut memory = filled(params)?;
                    spoil(&mut memory, threshold(fraction));
                    memory
                }
                Self::SkippedWalk { fraction } => {
                    conduct.skip = threshold(fraction);
                    filled(params)?
                }
                Self::ShortProduct { k } => filled(&ClassParams { k, ..*params })?,
                Self::FewerPanels { panels } => {
                    let held = filled(&ClassParams { panels, ..*params })?;
                    let size = params.memory_bytes() as usize;
                    held.iter().copied().cycle().take(size).collect()
                }
                Self::OtherDimensions { params: other } => {
                    let held = filled(&other)?;
                    let size = params.memory_bytes() as usize;
                    held.iter().copied().cycle().take(size).collect()
                }
                Self::OtherDevice { .. } | Self::EarlierEpoch { .. } => filled(params)?,
            };
            Ok((memory, conduct))
        })
    }
}

/// Bytes of one GPU's buffer that differ between two provers of one job.
#[must_use]
pub fn wrong_bytes(cheat: &Prover, honest: &Prover, ordinal: usize) -> usize {
    cheat
        .memory(ordinal)
        .iter()
        .zip(honest.memory(ordinal))
        .filter(|(cheated, true_byte)| cheated != true_byte)
        .count()
}

/// Segments that a prover made up instead of walking them.
#[must_use]
pub fn skipped_segments(cheat: &Prover, ordinal: usize) -> Vec<SegmentId> {
    cheat.skipped(ordinal)
}

/// `fraction / WHOLE` of 2⁶⁴, rounded down; the whole is 2⁶⁴ − 1.
fn threshold(fraction: u32) -> u64 {
    let scaled = (u128::from(fraction) << 64) / u128::from(WHOLE);
    u64::try_from(scaled).unwrap_or(u64::MAX)
}

/// Replaces bytes by unrelated ones, each with chance `threshold / 2⁶⁴`.
fn spoil(memory: &mut [u8], threshold: u64) {
    for (offset, byte) in (0_u64..).zip(memory.iter_mut()) {
        let draw = finalise(offset.wrapping_mul(2).wrapping_add(1));
        if draw < threshold {
            *byte = finalise(!draw) as u8;
        }
    }
}
