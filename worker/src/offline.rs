//! `prove`: one proof from made-up seeds and beacons, made and verified here, with timings. Says whether this host
//! can prove a class in time before anything is registered or staked.

use std::time::{Duration, Instant};

use io_pow::seed::EpochSeed;
use io_pow::verify::{Claim, Refused, Verdict, verify};
use io_pow::{ClassParams, Hash, HostSha256, Job, Response};
use serde::Serialize;

use crate::backend::{Backend, BackendError};

const SEED: EpochSeed = EpochSeed([1; 32]);
const DEVICE: Hash = [2; 32];
const BEACON_1: Hash = [3; 32];
const BEACON_2: Hash = [4; 32];

/// How one proof went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Trial {
    /// The backend.
    pub backend: String,
    /// GPUs proved.
    pub gpus: u32,
    /// Bytes of the buffer of one GPU.
    pub memory_bytes: u64,
    /// Fill and walk: what must end before the commit's deadline.
    pub commit_us: u64,
    /// The answer to the first beacon.
    pub respond_us: u64,
    /// What an operator spends on it.
    pub verify_us: u64,
    /// Bytes of the answer.
    pub response_bytes: u64,
    /// Whether the verifier passes it.
    pub passed: bool,
    /// The fault, where it does not.
    pub fault: Option<String>,
}

/// Why there is no trial.
#[derive(Debug, thiserror::Error)]
pub enum TrialError {
    /// The backend gave no proof.
    #[error(transparent)]
    Backend(#[from] BackendError),
    /// The verifier does not take the proof for one.
    #[error("the backend's proof is not of the protocol: {0}")]
    Refused(#[from] Refused),
    /// The backend gave nothing.
    #[error("the backend proved no GPU; this is a bug of the backend")]
    Nothing,
}

fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}

/// Makes and verifies one proof of `gpus` GPUs. Blocks.
///
/// # Errors
/// [`TrialError`].
pub fn prove(backend: &dyn Backend, params: ClassParams, gpus: u32) -> Result<Trial, TrialError> {
    let job = Job {
        seed: SEED,
        device: DEVICE,
        gpus,
        params,
    };
    let begun = Instant::now();
    let proof = backend.commit(job)?;
    let commit_us = micros(begun.elapsed());
    let begun = Instant::now();
    let response = proof.respond(&BEACON_1)?;
    let respond_us = micros(begun.elapsed());
    let claim = Claim {
        job,
        commit_leaf: proof
            .commitment()
            .leaf(&SEED, &DEVICE)
            .ok_or(TrialError::Nothing)?,
        response_leaf: response
            .leaf::<HostSha256>(&SEED, &DEVICE, &params)
            .ok_or(TrialError::Nothing)?,
    };
    let begun = Instant::now();
    let verdict = verify(&claim, &response, &BEACON_1, &BEACON_2)?;
    Ok(Trial {
        backend: backend.name(),
        gpus,
        memory_bytes: params.memory_bytes(),
        commit_us,
        respond_us,
        verify_us: micros(begun.elapsed()),
        response_bytes: Response::byte_len(&params, gpus),
        passed: verdict == Verdict::Pass,
        fault: match verdict {
            Verdict::Pass => None,
            Verdict::Fail(fault) => Some(fault.to_string()),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::{Committed, cpu::CpuBackend};
    use io_pow_cheats::Cheat;

    struct Lazy;

    impl Backend for Lazy {
        fn name(&self) -> String {
            "lazy".into()
        }
        fn check(&self, _: &ClassParams) -> Result<(), BackendError> {
            Ok(())
        }
        fn commit(&self, job: Job) -> Result<Box<dyn Committed>, BackendError> {
            let cheat = Cheat::LazyFill { fraction: 9_000 };
            Ok(Box::new(cheat.commit(job).map_err(BackendError::Prove)?))
        }
    }

    #[test]
    fn a_trial_tells_a_proof_from_a_fault() {
        let cpu = CpuBackend::new(1).unwrap();
        let trial = prove(&cpu, ClassParams::TEST, 1).unwrap();
        assert!(trial.passed && trial.fault.is_none(), "{trial:?}");
        assert!(trial.commit_us > 0 && trial.response_bytes > 500_000);
        let trial = prove(&Lazy, ClassParams::TEST, 1).unwrap();
        assert!(!trial.passed);
        assert!(trial.fault.unwrap().contains("probe"));
        let error = prove(&cpu, ClassParams::TEST, 0).unwrap_err();
        assert!(matches!(error, TrialError::Backend(_)));
    }
}
