//! `cheating-worker`: a worker as any other, except that it makes up half of the memory walk it should have
//! walked. The worker's own binary cannot do this.
use std::process::ExitCode;
use std::sync::Arc;

use io_pow::{ClassParams, Job};
use io_pow_cheats::{Cheat, WHOLE};
use io_worker::backend::{Backend, BackendError, Committed};

struct Cheater;

impl Backend for Cheater {
    fn name(&self) -> String {
        "a cheat that skips half of the walk".to_owned()
    }

    fn check(&self, params: &ClassParams) -> Result<(), BackendError> {
        io_worker::backend::cpu::CpuBackend::new(1)?.check(params)
    }

    fn commit(&self, job: Job) -> Result<Box<dyn Committed>, BackendError> {
        let cheat = Cheat::SkippedWalk {
            fraction: WHOLE / 2,
        };
        let prover = cheat.commit(job).map_err(BackendError::Prove)?;
        Ok(Box::new(prover))
    }
}

fn main() -> ExitCode {
    io_worker::cli::main(|_| Ok(Arc::new(Cheater)))
}
