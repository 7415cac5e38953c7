//! What a GPU holds between its commitment and its response.

use crate::fill::fill;
use crate::hash::{Hash, HostSha256};
use crate::lane;
use crate::params::ClassParams;
use crate::prove::ProveError;
use crate::sample::SegmentId;
use crate::seed::GpuSeed;
use crate::walk::{LaneKey, State};
use std::fmt::Debug;

/// A GPU's buffer, wherever it was filled, and the walk over it.
pub trait Buffer: Debug + Send + Sync {
    /// Seed of the lanes' keys.
    fn seed(&self) -> &GpuSeed;

    /// `W`: [`ClassParams::memory_bytes`] bytes.
    fn bytes(&self) -> &[u8];

    /// State after a segment that begins at `start`.
    fn end_of(&self, key: &LaneKey, params: &ClassParams, id: SegmentId, start: &Hash) -> State {
        lane::segment(key, params, self.bytes(), id.segment, start, |_| {})
    }
}

/// A buffer filled from its seed on a CPU.
#[derive(Debug, Clone)]
pub struct Filled {
    seed: GpuSeed,
    bytes: Vec<u8>,
}

impl Filled {
    /// Fills the buffer of one GPU.
    ///
    /// # Errors
    /// [`ProveError::OutOfMemory`].
    pub fn new(seed: GpuSeed, params: &ClassParams) -> Result<Self, ProveError> {
        let bytes = fill::<HostSha256>(&seed, params).map_err(|_| ProveError::OutOfMemory {
            needed: params.memory_bytes(),
        })?;
        Ok(Self { seed, bytes })
    }
}

impl Buffer for Filled {
    fn seed(&self) -> &GpuSeed {
        &self.seed
    }

    fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}
