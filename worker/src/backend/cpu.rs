//! The reference prover of `io-pow` on a pool of its own, so that it leaves cores to the rest of the host.

use std::sync::Arc;

use io_pow::prove::ProveError;
use io_pow::{ClassParams, Commitment, Hash, Job, Prover, Response};
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::{Backend, BackendError, Committed};

/// Classes with a larger buffer would take a CPU hours: an epoch's deadline is seconds.
const MOST_BYTES: u64 = 64 << 20;

/// Proves small classes on the CPU.
pub struct CpuBackend {
    pool: Arc<ThreadPool>,
    most_bytes: u64,
}

impl CpuBackend {
    /// With `threads` threads, or one per core for 0.
    ///
    /// # Errors
    /// [`BackendError::Failed`] if the threads cannot be started.
    pub fn new(threads: usize) -> Result<Self, BackendError> {
        let pool = ThreadPoolBuilder::new()
            .num_threads(threads)
            .thread_name(|index| format!("prove-{index}"))
            .build()
            .map_err(|error| BackendError::Failed(error.to_string()))?;
        Ok(Self {
            pool: Arc::new(pool),
            most_bytes: MOST_BYTES,
        })
    }

    /// The same for classes of any size: the reference, right and hours late.
    #[must_use]
    pub fn of_any_size(self) -> Self {
        Self {
            most_bytes: u64::MAX,
            ..self
        }
    }
}

impl Backend for CpuBackend {
    fn name(&self) -> String {
        format!("CPU, {} threads", self.pool.current_num_threads())
    }

    fn check(&self, params: &ClassParams) -> Result<(), BackendError> {
        params
            .validate()
            .map_err(|error| BackendError::Prove(ProveError::Params(error)))?;
        let needed_bytes = params.memory_bytes();
        if needed_bytes > self.most_bytes {
            return Err(BackendError::TooLarge {
                needed_bytes,
                most_bytes: self.most_bytes,
            });
        }
        Ok(())
    }

    fn commit(&self, job: Job) -> Result<Box<dyn Committed>, BackendError> {
        self.check(&job.params)?;
        let prover = self
            .pool
            .install(|| Prover::commit(job))
            .map_err(BackendError::Prove)?;
        Ok(Box::new(CpuProof {
            prover,
            pool: self.pool.clone(),
        }))
    }
}

struct CpuProof {
    prover: Prover,
    pool: Arc<ThreadPool>,
}

impl Committed for CpuProof {
    fn commitment(&self) -> Commitment {
        self.prover.commitment()
    }

    fn respond(&self, beacon: &Hash) -> Result<Response, BackendError> {
        Ok(self.pool.install(|| self.prover.respond(beacon)))
    }
}

/// So that a backend of the caller's own, such as one with other rules, may hand over a prover as it is.
impl Committed for Prover {
    fn commitment(&self) -> Commitment {
        Prover::commitment(self)
    }

    fn respond(&self, beacon: &Hash) -> Result<Response, BackendError> {
        Ok(Prover::respond(self, beacon))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use io_pow::HostSha256;
    use io_pow::seed::EpochSeed;
    use io_pow::verify::{Claim, Verdict, verify};
    use io_pow_cheats::Cheat;

    const JOB: Job = Job {
        seed: EpochSeed([1; 32]),
        device: [2; 32],
        gpus: 2,
        params: ClassParams::TEST,
    };

    fn verdict(proof: &dyn Committed) -> Verdict {
        let response = proof.respond(&[3; 32]).unwrap();
        let claim = Claim {
            job: JOB,
            commit_leaf: proof.commitment().leaf(&JOB.seed, &JOB.device).unwrap(),
            response_leaf: response
                .leaf::<HostSha256>(&JOB.seed, &JOB.device, &JOB.params)
                .unwrap(),
        };
        verify(&claim, &response, &[3; 32], &[4; 32]).unwrap()
    }

    #[test]
    fn two_gpus_pass_the_verifier_and_a_lazy_one_does_not() {
        let backend = CpuBackend::new(1).unwrap();
        assert_eq!(verdict(&*backend.commit(JOB).unwrap()), Verdict::Pass);
        let lazy = Cheat::LazyFill { fraction: 5_000 }.commit(JOB).unwrap();
        assert!(matches!(verdict(&lazy), Verdict::Fail(_)));
    }

    #[test]
    fn a_proof_made_again_is_the_same() {
        let backend = CpuBackend::new(2).unwrap();
        let (first, second) = (backend.commit(JOB).unwrap(), backend.commit(JOB).unwrap());
        assert_eq!(first.commitment(), second.commitment());
        assert_eq!(first.respond(&[9; 32]), second.respond(&[9; 32]));
    }

    #[test]
    fn what_a_cpu_cannot_prove_is_refused_before_it_starts() {
        let backend = CpuBackend::new(1).unwrap();
        let refused = |params| {
            let job = Job { params, ..JOB };
            backend.commit(job).err().map(|error| error.code())
        };
        let large = ClassParams {
            n: 16_384,
            ..ClassParams::TEST
        };
        assert_eq!(refused(large), Some("class_too_large"));
        let reference = CpuBackend::new(1).unwrap().of_any_size();
        assert_eq!(reference.check(&large), Ok(()));
        let odd = ClassParams {
            steps: 63,
            ..ClassParams::TEST
        };
        assert_eq!(refused(odd), Some("cannot_prove"));
        let none = Job { gpus: 0, ..JOB };
        assert_eq!(backend.commit(none).err().unwrap().code(), "cannot_prove");
    }
}
