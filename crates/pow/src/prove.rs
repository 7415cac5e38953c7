//! The CPU prover: fill and walk before the commitment, sampled segments after the first beacon.

use crate::buffer::{Buffer, Filled};
use crate::cores;
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
use std::sync::Arc;

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

    /// Whether there can be a proof of it, before anything is allocated.
    ///
    /// # Errors
    /// [`ProveError::Params`], [`ProveError::BadGpuCount`].
    pub fn validate(&self) -> Result<(), ProveError> {
        self.params.validate().map_err(ProveError::Params)?;
        if self.gpus == 0 || self.gpus > MAX_GPUS {
            return Err(ProveError::BadGpuCount(self.gpus));
        }
        Ok(())
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
    /// 4: the buffers handed over are not one of the class's size for each GPU.
    BadBuffers {
        /// GPUs of the device.
        gpus: u32,
        /// Bytes that each one's buffer has.
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
            Self::BadBuffers { .. } => 4,
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
            Self::BadBuffers { gpus, needed } => write!(
                f,
                "a proof of {gpus} GPUs needs as many buffers of {needed} bytes each; fill them with the job's own dimensions"
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
    buffer: Arc<dyn Buffer>,
    lanes: Tree,
}

impl Prover {
    /// Fills and walks the buffers of all GPUs.
    ///
    /// # Errors
    /// [`ProveError`].
    pub fn commit(job: Job) -> Result<Self, ProveError> {
        job.validate()?;
        let filled = (0..job.gpus).map(|ordinal| {
            let filled = Filled::new(job.gpu_seed(ordinal), &job.params)?;
            Ok(Arc::new(filled) as Arc<dyn Buffer>)
        });
        Self::of(job, filled.collect::<Result<_, _>>()?)
    }

    /// Walks buffers that are filled already, by GPU ordinal.
    ///
    /// # Errors
    /// [`ProveError`], but never for want of memory.
    pub fn of(job: Job, buffers: Vec<Arc<dyn Buffer>>) -> Result<Self, ProveError> {
        job.validate()?;
        let needed = job.params.memory_bytes();
        let fits = |buffer: &Arc<dyn Buffer>| buffer.bytes().len() as u64 == needed;
        if buffers.len() != job.gpus as usize || !buffers.iter().all(fits) {
            return Err(ProveError::BadBuffers {
                gpus: job.gpus,
                needed,
            });
        }
        let walked = |buffer| Gpu::walk(buffer, &job.params);
        let gpus = buffers.into_iter().map(walked).collect();
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

    /// The buffer of one GPU; `None` from [`Job::gpus`] on.
    #[must_use]
    pub fn buffer(&self, ordinal: usize) -> Option<&dyn Buffer> {
        Some(&*self.gpus.get(ordinal)?.buffer)
    }
}

impl Gpu {
    fn walk(buffer: Arc<dyn Buffer>, params: &ClassParams) -> Self {
        let roots = cores::map(params.lanes, |lane| {
            let key = LaneKey::new(buffer.seed(), lane);
            lane::root::<HostSha256>(&key, params, |segment, start| {
                buffer.end_of(&key, params, SegmentId { lane, segment }, start)
            })
        });
        let lanes = Tree::new::<HostSha256>(tag::GPU_NODE, roots, params.gpu_depth());
        Self { buffer, lanes }
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

    fn checkpoints(&self, params: &ClassParams, lane: u32) -> (Vec<Hash>, Tree) {
        let key = LaneKey::new(self.buffer.seed(), lane);
        let mut checkpoints = Vec::with_capacity(params.segments() as usize);
        lane::each_checkpoint::<HostSha256>(
            &key,
            params,
            |segment, start| {
                let id = SegmentId { lane, segment };
                self.buffer.end_of(&key, params, id, start)
            },
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
        let key = LaneKey::new(self.buffer.seed(), id.lane);
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
            self.buffer.bytes(),
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
