//! What computes proofs: the CPU for the small test classes, NVIDIA's cards for the others, behind two traits.

pub mod cpu;
pub mod nvidia;

use std::sync::Arc;

use io_pow::prove::ProveError;
use io_pow::{ClassParams, Commitment, Hash, Job, Response};

use crate::settings::{BackendKind, Settings};

/// Computes proofs. Calls block for as long as the computation takes and come from a thread that may block.
pub trait Backend: Send + Sync + 'static {
    /// Name, for logs.
    fn name(&self) -> String;

    /// Whether a class can be proved here.
    ///
    /// # Errors
    /// [`BackendError::TooLarge`] and what else the hardware lacks.
    fn check(&self, params: &ClassParams) -> Result<(), BackendError>;

    /// What it runs on, a line each, for logs and `doctor`.
    fn details(&self) -> Vec<String> {
        Vec::new()
    }

    /// Fills and walks the buffers of all GPUs of one device.
    ///
    /// # Errors
    /// [`BackendError`].
    fn commit(&self, job: Job) -> Result<Box<dyn Committed>, BackendError>;
}

/// A device that has committed and can answer a beacon. It must give the same answers when it is made again
/// from the same job: a restarted worker computes it anew.
pub trait Committed: Send + Sync {
    /// The roots of its GPUs.
    fn commitment(&self) -> Commitment;

    /// The answer to the first beacon. Blocks.
    ///
    /// # Errors
    /// [`BackendError::Failed`].
    fn respond(&self, beacon: &Hash) -> Result<Response, BackendError>;
}

/// Why there is no proof.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BackendError {
    /// `cannot_prove`
    #[error("{0}")]
    Prove(ProveError),
    /// `class_too_large`
    #[error(
        "the class needs {needed_bytes} bytes of memory a GPU, and this backend proves classes of up to {most_bytes}; run it on a GPU of the class"
    )]
    TooLarge {
        /// Bytes the class's buffer has.
        needed_bytes: u64,
        /// Bytes the backend accepts.
        most_bytes: u64,
    },
    /// The card's own name of the error, such as `no_driver`.
    #[error("{0}")]
    Gpu(io_gpu::GpuError),
    /// `backend_failed`
    #[error("the computation failed: {0}")]
    Failed(String),
}

impl BackendError {
    /// Stable name of the error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Prove(_) => "cannot_prove",
            Self::TooLarge { .. } => "class_too_large",
            Self::Gpu(error) => error.code(),
            Self::Failed(_) => "backend_failed",
        }
    }
}

/// The backend that the settings name.
///
/// # Errors
/// [`BackendError::Gpu`], [`BackendError::Failed`] if it cannot start.
pub fn from_settings(settings: &Settings) -> Result<Arc<dyn Backend>, BackendError> {
    match settings.backend.kind {
        BackendKind::Nvidia => Ok(Arc::new(nvidia::NvidiaBackend::open()?)),
        BackendKind::Cpu => Ok(Arc::new(cpu::CpuBackend::new(settings.backend.threads)?)),
    }
}
