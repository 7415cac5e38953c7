//! A device's answer to the first beacon, and the root it is bound by before the second.

use crate::bundle::{self, PATH_DEPTH, PathKind, STEP_DEPTH};
use crate::fleet::{self, Stage};
use crate::hash::{Hash, Sha256, tag};
use crate::judge::Step;
use crate::merkle::Tree;
use crate::params::{ClassParams, SAMPLES, SEGMENT_STEPS};
use crate::sample::SegmentId;
use crate::seed::{EpochSeed, GpuSeed};
use crate::walk::Line;

/// One step as handed over: state before it, line number, line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepRecord {
    /// State before the step.
    pub state: Hash,
    /// Number of the line read.
    pub address: u32,
    /// Its 128 bytes.
    pub line: Line,
}

/// A leaf and its siblings, lowest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// A checkpoint, or a lane's root.
    pub leaf: Hash,
    /// Siblings up to the lane's root, or up to the GPU's.
    pub siblings: Vec<Hash>,
}

/// One sampled segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sampled {
    /// Checkpoint before it and its path; the lane's start and zeros for a lane's first segment.
    pub previous: Path,
    /// Checkpoint after it and its path.
    pub next: Path,
    /// The lane's root and its path to `R`.
    pub lane: Path,
    /// Its 64 steps.
    pub steps: Vec<StepRecord>,
}

/// The answer of one GPU.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GpuResponse {
    /// The root `R` it committed to.
    pub root: Hash,
    /// Its 64 sampled segments, in the order drawn.
    pub samples: Vec<Sampled>,
}

/// The answer of a device: one part per GPU, by ordinal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// Parts by ordinal.
    pub gpus: Vec<GpuResponse>,
}

impl Sampled {
    /// The path of one kind.
    #[must_use]
    pub const fn path(&self, kind: PathKind) -> &Path {
        match kind {
            PathKind::Previous => &self.previous,
            PathKind::Next => &self.next,
            PathKind::Lane => &self.lane,
        }
    }

    /// Step `step` (0..64) as one that can be judged.
    #[must_use]
    pub fn judged(&self, id: SegmentId, step: u32) -> Step<'_> {
        let record = &self.steps[step as usize];
        Step {
            id,
            step,
            state: &record.state,
            address: record.address,
            line: &record.line,
        }
    }

    fn path_leaf<H: Sha256>(&self) -> Hash {
        let part = |kind| {
            let path = self.path(kind);
            bundle::path_part::<H>(kind, &path.leaf, path.siblings.as_flattened())
        };
        bundle::path_leaf::<H>(&[
            part(PathKind::Previous),
            part(PathKind::Next),
            part(PathKind::Lane),
        ])
    }
}

impl GpuResponse {
    /// Whether it has 64 samples of 64 steps, and paths of the class's depths.
    #[must_use]
    pub fn has_shape(&self, params: &ClassParams) -> bool {
        self.samples.len() == SAMPLES as usize
            && self.samples.iter().all(|sample| {
                sample.steps.len() == SEGMENT_STEPS as usize
                    && sample.previous.siblings.len() == params.lane_depth()
                    && sample.next.siblings.len() == params.lane_depth()
                    && sample.lane.siblings.len() == params.gpu_depth()
            })
    }

    /// The tree over its steps, leaf `64 · sample + step`.
    #[must_use]
    pub fn step_tree<H: Sha256>(&self) -> Tree {
        let leaves = self
            .samples
            .iter()
            .flat_map(|sample| &sample.steps)
            .map(|step| bundle::step_leaf::<H>(&step.state, step.address, &step.line))
            .collect();
        Tree::new::<H>(tag::STEP_NODE, leaves, STEP_DEPTH)
    }

    /// The tree over its path leaves, leaf `sample`.
    #[must_use]
    pub fn path_tree<H: Sha256>(&self) -> Tree {
        let leaves = self.samples.iter().map(Sampled::path_leaf::<H>).collect();
        Tree::new::<H>(tag::PATH_NODE, leaves, PATH_DEPTH)
    }

    /// Its bundle root `B`. Panics with more samples or steps than the protocol has; see
    /// [`GpuResponse::has_shape`].
    #[must_use]
    pub fn bundle_root<H: Sha256>(&self, seed: &GpuSeed) -> Hash {
        let (steps, paths) = (self.step_tree::<H>(), self.path_tree::<H>());
        bundle::root::<H>(seed, &self.root, &steps.root(), &paths.root())
    }
}

impl Response {
    /// The bundle root of each GPU, by ordinal.
    #[must_use]
    pub fn bundle_roots<H: Sha256>(
        &self,
        seed: &EpochSeed,
        device: &Hash,
        params: &ClassParams,
    ) -> Vec<Hash> {
        (0..)
            .zip(&self.gpus)
            .map(|(ordinal, gpu)| {
                gpu.bundle_root::<H>(&GpuSeed::derive::<H>(seed, device, ordinal, params))
            })
            .collect()
    }

    /// The device's leaf in its supplier's response tree; `None` without a GPU or with too many.
    #[must_use]
    pub fn leaf<H: Sha256>(
        &self,
        seed: &EpochSeed,
        device: &Hash,
        params: &ClassParams,
    ) -> Option<Hash> {
        let roots = self.bundle_roots::<H>(seed, device, params);
        fleet::leaf::<H>(Stage::Respond, seed, device, &roots)
    }
}
