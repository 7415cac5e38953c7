//! Dishonest provers, for tests and demonstrations: each saves the work its name says and presents the rest as
//! honestly as it can.
//!
//! A crate of its own, so that a binary has them only if it names them: a feature of the proof's crate would be
//! turned on for every binary of a build by any one of them.

use io_pow::buffer::{Buffer, Filled};
use io_pow::operand::finalise;
use io_pow::prove::ProveError;
use io_pow::sample::SegmentId;
use io_pow::seed::{EpochSeed, GpuSeed};
use io_pow::walk::{LaneKey, State, state_of};
use io_pow::{ClassParams, Hash, HostSha256, Job, Prover, lane};
use std::sync::Arc;

mod operands;

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
    /// Makes up a fraction of the walk's segments, other ones for each variant: what grinding `R` chooses among.
    VariedWalk {
        /// Fraction of segments not walked.
        fraction: u32,
        /// Which segments.
        variant: u32,
    },
    /// Walks some lanes, and presents their states as those of all others too.
    CollapsedLanes {
        /// Lanes walked, at least 1.
        kept: u32,
    },
    /// Fills with operands that are a function of row plus position, as a Hankel matrix: their product is a
    /// convolution, far less work than a product of matrices.
    SlidingRows,
    /// Multiplies operands without their lowest bits, as a narrower number format would.
    CoarseProduct {
        /// Bits left out of each element.
        dropped: u32,
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
        job.validate()?;
        let mut walked = job;
        match self {
            Self::OtherDevice { device } => walked.device = device,
            Self::EarlierEpoch { seed } => walked.seed = seed,
            Self::OtherDimensions { params } => walked.params = params,
            _ => {}
        }
        let made = (0..job.gpus).map(|ordinal| {
            let made = self.make(walked.gpu_seed(ordinal), &job.params)?;
            Ok(Arc::new(made) as Arc<dyn Buffer>)
        });
        Prover::of(job, made.collect::<Result<_, _>>()?)
    }

    fn make(self, seed: GpuSeed, params: &ClassParams) -> Result<Spoiled, ProveError> {
        let filled = |held: &ClassParams| {
            let filled = Filled::new(seed, held)?;
            // What is held passes for all of it, over and over.
            let size = params.memory_bytes() as usize;
            let bytes = filled.bytes().iter().copied().cycle().take(size);
            Ok::<Vec<u8>, ProveError>(bytes.collect())
        };
        let mut bytes = match self {
            Self::ShortProduct { k } => filled(&ClassParams { k, ..*params })?,
            Self::FewerPanels { panels } => filled(&ClassParams { panels, ..*params })?,
            Self::OtherDimensions { params: other } => filled(&other)?,
            Self::SlidingRows => operands::sliding(&seed, params),
            Self::CoarseProduct { dropped } => operands::coarse(&seed, params, dropped),
            _ => filled(params)?,
        };
        if let Self::LazyFill { fraction } = self {
            spoil(&mut bytes, threshold(fraction));
        }
        Ok(Spoiled {
            seed,
            bytes,
            cheat: self,
        })
    }

    /// Whether it makes up this segment of a walk.
    #[must_use]
    pub fn skips(self, id: SegmentId) -> bool {
        let (fraction, variant) = match self {
            Self::SkippedWalk { fraction } => (fraction, 0),
            Self::VariedWalk { fraction, variant } => (fraction, variant),
            _ => return false,
        };
        let place = u64::from(id.lane) << 32 | u64::from(id.segment);
        finalise(place ^ finalise(u64::from(variant))) < threshold(fraction)
    }
}

/// A buffer that was not honestly filled, or is not honestly walked.
#[derive(Debug)]
struct Spoiled {
    seed: GpuSeed,
    bytes: Vec<u8>,
    cheat: Cheat,
}

impl Buffer for Spoiled {
    fn seed(&self) -> &GpuSeed {
        &self.seed
    }

    fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn end_of(&self, key: &LaneKey, params: &ClassParams, id: SegmentId, start: &Hash) -> State {
        if self.cheat.skips(id) {
            return state_of(start);
        }
        if let Cheat::CollapsedLanes { kept } = self.cheat
            && id.lane >= kept
        {
            return self.states_of(id.lane % kept, params, id.segment);
        }
        lane::segment(key, params, &self.bytes, id.segment, start, |_| {})
    }
}

impl Spoiled {
    /// State at the end of a segment of another lane. A cheat would keep it; walking it again costs a test little.
    fn states_of(&self, lane: u32, params: &ClassParams, segment: u32) -> State {
        let key = LaneKey::new(&self.seed, lane);
        let mut start = key.start::<HostSha256>();
        for before in 0..segment {
            let end = lane::segment(&key, params, &self.bytes, before, &start, |_| {});
            start = key.checkpoint::<HostSha256>(before + 1, &end);
        }
        lane::segment(&key, params, &self.bytes, segment, &start, |_| {})
    }
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
