//! The CPU prover: fill and walk before the commitment, sampled segments after the first beacon.

use crate::cores;
use crate::fill::fill;
use crate::fleet::{self, Stage};
use crate::hash::{Hash, HostSha256, tag};
use crate::lane;
use crate::merkle::{ABSENT, Tree};
use crate::params::{ClassParams, MAX_GPUS, ParamsError, SAMPLES};
use crate::response::{GpuResponse, Path, Response, Sampled};
use crate::sample::{self, SegmentId};
use crate::seed::{EpochSeed, GpuSeed};
use crate::walk::LaneKey;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// What a device proves in one epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Job {
    /// The epoch's seed.
    pub seed: EpochSeed,
    /// Address of the device's account.
    pub device: Hash,
    /// GPUs of the device, 1 to [`MAX_GPUS`]; each proves, with ordinals from 0.
    pub gpus: u32,
    /// Its class.
    pub params: ClassParams,
}

impl Job {
    /// The seed of the GPU with ordinal `ordinal`.
    #[must_use]
    pub fn gpu_seed(&self, ordinal: u32) -> GpuSeed {
        GpuSeed::derive::<HostSha256>(&self.seed, &self.device, ordinal, &self.params)
    }
}

/// The walk roots `R` of a device's GPUs, by ordinal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// Roots by ordinal.
    pub roots: Vec<Hash>,
}

impl Commitment {
    /// The device's leaf in its supplier's commit tree; `None` without a GPU or with more than [`MAX_GPUS`].
    #[must_use]
    pub fn leaf(&self, seed: &EpochSeed, device: &Hash) -> Option<Hash> {
        fleet::leaf::<HostSha256>(Stage::Commit, seed, device, &self.roots)
    }
}

/// Why a proof was not begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProveError {
    /// 1: the dimensions are not a class.
    Params(ParamsError),
    /// 2: no GPU, or more than [`MAX_GPUS`].
    BadGpuCount(u32),
    /// 3: the buffer could not be allocated.
    OutOfMemory {
        /// Bytes that one GPU's buffer needs.
        needed: u64,
    },
}

impl ProveError {
    /// Stable number of the error.
    #[must_use]
    pub const fn code(&self) -> u8 {
        match self {
            Self::Params(_) => 1,
            Self::BadGpuCount(_) => 2,
            Self::OutOfMemory { .. } => 3,
        }
    }
}

impl fmt::Display for ProveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Params(error) => write!(f, "the class cannot be proved: {error}"),
            Self::BadGpuCount(gpus) => write!(f, "a device has 1 to {MAX_GPUS} GPUs, not {gpus}"),
            Self::OutOfMemory { needed } => write!(
                f,
                "no memory for a buffer of {needed} bytes; free some, or register in a smaller class"
            ),
        }
    }
}

impl std::error::Error for ProveError {}

/// A device that has committed and holds what it needs to respond.
#[derive(Debug, Clone)]
pub struct Prover {
    job: Job,
    gpus: Vec<Gpu>,
}

/// One GPU's buffer and the tree over its lanes.
#[derive(Debug, Clone)]
struct Gpu {
    seed: GpuSeed,
    memory: Vec<u8>,
    lanes: Tree,
    conduct: Conduct,
}

/// Which segments are made up instead of walked: none, unless a cheat says so.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Conduct {
    /// Chance to skip a segment, in 1/2⁶⁴.
    pub(crate) skip: u64,
}

impl Conduct {
    fn skips(self, lane: u32, segment: u32) -> bool {
        crate::operand::finalise(u64::from(lane) << 32 | u64::from(segment)) < self.skip
    }
}

impl Prover {
    /// Fills and walks the buffers of all GPUs.
    ///
    /// # Errors
    /// [`ProveError`].
    pub fn commit(job: Job) -> Result<Self, ProveError> {
        Self::commit_with(job, &job, |seed, params| {
            fill::<HostSha256>(seed, params)
                .map(|memory| (memory, Conduct::default()))
                .map_err(|_| ProveError::OutOfMemory {
                    needed: params.memory_bytes(),
                })
        })
    }

    /// [`Prover::commit`] with seeds of `walked`, and buffers of the caller's making.
    pub(crate) fn commit_with(
        job: Job,
        walked: &Job,
        make: impl Fn(&GpuSeed, &ClassParams) -> Result<(Vec<u8>, Conduct), ProveError>,
    ) -> Result<Self, ProveError> {
        job.params.validate().map_err(ProveError::Params)?;
        if job.gpus == 0 || job.gpus > MAX_GPUS {
            return Err(ProveError::BadGpuCount(job.gpus));
        }
        let gpus = (0..job.gpus)
            .map(|ordinal| {
                let seed = walked.gpu_seed(ordinal);
                let (memory, conduct) = make(&seed, &job.params)?;
                Ok(Gpu::walk(seed, &job.params, memory, conduct))
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { job, gpus })
    }

    /// What was proved.
    #[must_use]
    pub const fn job(&self) -> &Job {
        &self.job
    }

    /// The roots to publish before the deadline.
    #[must_use]
    pub fn commitment(&self) -> Commitment {
        Commitment {
            roots: self.gpus.iter().map(|gpu| gpu.lanes.root()).collect(),
        }
    }

    /// The answer to the first beacon: walks the sampled lanes again.
    #[must_use]
    pub fn respond(&self, beacon: &Hash) -> Response {
        let gpus = (0..)
            .zip(&self.gpus)
            .map(|(ordinal, gpu)| {
                gpu.respond(&self.job.gpu_seed(ordinal), &self.job.params, beacon)
            })
            .collect();
        Response { gpus }
    }

    /// Segments of one GPU's walk that were made up.
    #[cfg(feature = "cheats")]
    pub(crate) fn skipped(&self, ordinal: usize) -> Vec<SegmentId> {
        let conduct = self.gpus[ordinal].conduct;
        let ids = (0..self.job.params.lanes).flat_map(|lane| {
            (0..self.job.params.segments()).map(move |segment| SegmentId { lane, segment })
        });
        ids.filter(|id| conduct.skips(id.lane, id.segment))
            .collect()
    }

    /// The buffer of one GPU.
    #[cfg(feature = "cheats")]
    pub(crate) fn memory(&self, ordinal: usize) -> &[u8] {
        &self.gpus[ordinal].memory
    }
}

impl Gpu {
    fn walk(seed: GpuSeed, params: &ClassParams, memory: Vec<u8>, conduct: Conduct) -> Self {
        let roots = cores::map(params.lanes, |index| {
            let key = LaneKey::new(&seed, index);
            let skips = |segment| conduct.skips(index, segment);
            lane::root::<HostSha256>(&key, params, &memory, skips)
        });
        let lanes = Tree::new::<HostSha256>(tag::GPU_NODE, roots, params.gpu_depth());
        Self {
            seed,
            memory,
            lanes,
            conduct,
        }
    }

    /// `claimed` draws the samples: the seed the verifier will use.
    fn respond(&self, claimed: &GpuSeed, params: &ClassParams, beacon: &Hash) -> GpuResponse {
        let root = self.lanes.root();
        let ids: Vec<SegmentId> = (0..SAMPLES)
            .map(|index| sample::segment_at::<HostSha256>(beacon, claimed, &root, params, index))
            .collect();
        // Samples may share a lane: each is walked once.
        let lanes: Vec<u32> = BTreeSet::from_iter(ids.iter().map(|id| id.lane))
            .into_iter()
            .collect();
        let checkpoints = cores::map(lanes.len() as u32, |at| {
            self.checkpoints(params, lanes[at as usize])
        });
        let walked: BTreeMap<u32, (Vec<Hash>, Tree)> = lanes.into_iter().zip(checkpoints).collect();
        let samples = cores::map(SAMPLES, |index| {
            let id = ids[index as usize];
            let (checkpoints, tree) = &walked[&id.lane];
            self.sampled(params, id, checkpoints, tree)
        });
        GpuResponse { root, samples }
    }

    fn checkpoints(&self, params: &ClassParams, index: u32) -> (Vec<Hash>, Tree) {
        let mut checkpoints = Vec::with_capacity(params.segments() as usize);
        lane::each_checkpoint::<HostSha256>(
            &LaneKey::new(&self.seed, index),
            params,
            &self.memory,
            |segment| self.conduct.skips(index, segment),
            |checkpoint| checkpoints.push(*checkpoint),
        );
        let tree =
            Tree::new::<HostSha256>(tag::LANE_NODE, checkpoints.clone(), params.lane_depth());
        (checkpoints, tree)
    }

    fn sampled(
        &self,
        params: &ClassParams,
        id: SegmentId,
        checkpoints: &[Hash],
        tree: &Tree,
    ) -> Sampled {
        let key = LaneKey::new(&self.seed, id.lane);
        let previous = match id.segment.checked_sub(1) {
            None => Path {
                leaf: key.start::<HostSha256>(),
                siblings: vec![ABSENT; params.lane_depth()],
            },
            Some(before) => Path {
                leaf: checkpoints[before as usize],
                siblings: tree.path(before),
            },
        };
        let mut steps = Vec::new();
        lane::segment(
            &key,
            params,
            &self.memory,
            id.segment,
            &previous.leaf,
            |step| steps.push(step),
        );
        Sampled {
            previous,
            next: Path {
                leaf: checkpoints[id.segment as usize],
                siblings: tree.path(id.segment),
            },
            lane: Path {
                leaf: tree.root(),
                siblings: self.lanes.path(id.lane),
            },
            steps,
        }
    }
}
