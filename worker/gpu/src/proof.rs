//! One card's proof: what lies between its commitment and its answer.

use crate::{Gpu, GpuError, Product};
use cudarc::driver::CudaSlice;
use io_pow::ClassParams;
use io_pow::hash::{Hash, HostSha256, tag};
use io_pow::merkle::{ABSENT, Tree};
use io_pow::params::{LINE_BYTES, SAMPLES, SEGMENT_STEPS};
use io_pow::response::{GpuResponse, Path, Sampled, StepRecord};
use io_pow::sample::{self, SegmentId};
use io_pow::seed::GpuSeed;
use io_pow::walk::LaneKey;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A card whose buffer is filled and walked. The buffer stays in its memory until this is dropped.
pub struct GpuProof {
    gpu: Arc<Gpu>,
    w: CudaSlice<u8>,
    seed: GpuSeed,
    params: ClassParams,
    lanes: Tree,
}

impl GpuProof {
    /// Fills and walks.
    ///
    /// # Errors
    /// [`GpuError`].
    pub fn commit(
        gpu: Arc<Gpu>,
        seed: GpuSeed,
        params: ClassParams,
        product: Product,
    ) -> Result<Self, GpuError> {
        gpu.fits(&params)?;
        let w = gpu.fill(&seed, &params, product)?;
        let (roots, root) = gpu.walk(&w, &seed, &params)?;
        let lanes = Tree::new::<HostSha256>(tag::GPU_NODE, roots, params.gpu_depth());
        if lanes.root() != root {
            // Two computations of one tree: whatever is wrong, nothing must be published.
            return Err(GpuError::Differs("the root over the lanes".into()));
        }
        Ok(Self {
            gpu,
            w,
            seed,
            params,
            lanes,
        })
    }

    /// The root `R`.
    #[must_use]
    pub fn root(&self) -> Hash {
        self.lanes.root()
    }

    /// The bytes of `W`, for comparison.
    ///
    /// # Errors
    /// [`GpuError::Driver`].
    pub fn bytes(&self) -> Result<Vec<u8>, GpuError> {
        self.gpu.bytes(&self.w)
    }

    /// The answer to the first beacon.
    ///
    /// # Errors
    /// [`GpuError`].
    pub fn respond(&self, beacon: &Hash) -> Result<GpuResponse, GpuError> {
        let (params, root) = (&self.params, self.root());
        let ids: Vec<SegmentId> = (0..SAMPLES)
            .map(|at| sample::segment_at::<HostSha256>(beacon, &self.seed, &root, params, at))
            .collect();
        let lanes: Vec<u32> = BTreeSet::from_iter(ids.iter().map(|id| id.lane))
            .into_iter()
            .collect();
        let checkpoints = self.gpu.again(&self.w, &self.seed, params, &lanes)?;
        let walked: BTreeMap<u32, (Vec<Hash>, Tree)> = lanes
            .into_iter()
            .zip(checkpoints)
            .map(|(lane, checkpoints)| {
                let leaves = checkpoints.clone();
                let tree = Tree::new::<HostSha256>(tag::LANE_NODE, leaves, params.lane_depth());
                (lane, (checkpoints, tree))
            })
            .collect();
        let previous = |id: &SegmentId| {
            let (checkpoints, tree) = &walked[&id.lane];
            match id.segment.checked_sub(1) {
                None => Path {
                    leaf: LaneKey::new(&self.seed, id.lane).start::<HostSha256>(),
                    siblings: vec![ABSENT; params.lane_depth()],
                },
                Some(before) => Path {
                    leaf: checkpoints[before as usize],
                    siblings: tree.path(before),
                },
            }
        };
        let starts: Vec<Hash> = ids.iter().map(|id| previous(id).leaf).collect();
        let steps = self.gpu.steps(&self.w, &self.seed, params, &ids, &starts)?;
        let states = steps.states.as_chunks::<32>().0;
        let lines = steps.lines.as_chunks::<LINE_BYTES>().0;
        let records: Vec<StepRecord> = states
            .iter()
            .zip(&steps.addresses)
            .zip(lines)
            .map(|((state, address), line)| StepRecord {
                state: *state,
                address: *address,
                line: *line,
            })
            .collect();
        let samples = ids
            .iter()
            .zip(records.chunks(SEGMENT_STEPS as usize))
            .map(|(id, steps)| {
                let (checkpoints, tree) = &walked[&id.lane];
                Sampled {
                    previous: previous(id),
                    next: Path {
                        leaf: checkpoints[id.segment as usize],
                        siblings: tree.path(id.segment),
                    },
                    lane: Path {
                        leaf: tree.root(),
                        siblings: self.lanes.path(id.lane),
                    },
                    steps: steps.to_vec(),
                }
            })
            .collect();
        Ok(GpuResponse { root, samples })
    }
}
