//! The host's NVIDIA cards, each proving on its own and all at once.

use std::sync::Arc;

use io_gpu::{Gpu, GpuError, GpuProof, card, telemetry};
use io_pow::{ClassParams, Commitment, Hash, Job, Response};

use super::{Backend, BackendError, Committed};

/// Proves on the cards that the driver shows, GPU 0 of a device on card 0.
pub struct NvidiaBackend {
    gpus: Vec<Arc<Gpu>>,
}

impl NvidiaBackend {
    /// Opens all cards and compiles the kernels for each.
    ///
    /// # Errors
    /// [`BackendError::Gpu`]: no driver, a wrong one, no compiler, no card.
    pub fn open() -> Result<Self, BackendError> {
        let cards = card::cards().map_err(BackendError::Gpu)?;
        if cards.is_empty() {
            let (wanted, found) = (0, 0);
            return Err(BackendError::Gpu(GpuError::NoCard { wanted, found }));
        }
        let gpus = cards
            .iter()
            .map(|card| Ok(Arc::new(Gpu::open(card.ordinal)?)))
            .collect::<Result<_, GpuError>>()
            .map_err(BackendError::Gpu)?;
        Ok(Self { gpus })
    }
}

impl Backend for NvidiaBackend {
    fn name(&self) -> String {
        let names = self.gpus.iter().map(|gpu| gpu.card().name.as_str());
        names.collect::<Vec<_>>().join(", ")
    }

    fn check(&self, params: &ClassParams) -> Result<(), BackendError> {
        let fits = |gpu: &Arc<Gpu>| gpu.fits(params).map_err(BackendError::Gpu);
        self.gpus.iter().try_for_each(fits)
    }

    fn details(&self) -> Vec<String> {
        let told = telemetry::read();
        self.gpus
            .iter()
            .map(|gpu| {
                let card = gpu.card();
                let (major, minor) = card.capability;
                let state = told.iter().find(|state| state.uuid == card.uuid);
                let state = state.map_or_else(String::new, |state| format!("; {state}"));
                format!(
                    "card {}: {}, capability {major}.{minor}, {} MiB{state}",
                    card.ordinal,
                    card.name,
                    card.total_bytes >> 20
                )
            })
            .collect()
    }

    fn commit(&self, job: Job) -> Result<Box<dyn Committed>, BackendError> {
        job.validate().map_err(BackendError::Prove)?;
        let found = self.gpus.len() as u32;
        if job.gpus > found {
            let wanted = job.gpus - 1;
            return Err(BackendError::Gpu(GpuError::NoCard { wanted, found }));
        }
        for line in self.details() {
            tracing::info!("{line}");
        }
        let proofs = on_each(&self.gpus[..job.gpus as usize], |ordinal, gpu| {
            let seed = job.gpu_seed(ordinal);
            // The fastest product that works: a library may be there and not fit the driver.
            let mut last = None;
            for product in gpu.products() {
                match GpuProof::commit(gpu.clone(), seed, job.params, product) {
                    Err(error @ GpuError::Library(_)) => {
                        tracing::warn!(code = error.code(), "{error}");
                        last = Some(error);
                    }
                    other => return other,
                }
            }
            Err(last.unwrap_or(GpuError::NoDriver))
        })?;
        Ok(Box::new(NvidiaProof { proofs }))
    }
}

struct NvidiaProof {
    proofs: Vec<GpuProof>,
}

impl Committed for NvidiaProof {
    fn commitment(&self) -> Commitment {
        Commitment {
            roots: self.proofs.iter().map(GpuProof::root).collect(),
        }
    }

    fn respond(&self, beacon: &Hash) -> Result<Response, BackendError> {
        let gpus = on_each(&self.proofs, |_, proof| proof.respond(beacon))?;
        Ok(Response { gpus })
    }
}

/// One thread a card; the first error in the cards' order.
fn on_each<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(u32, &T) -> Result<R, GpuError> + Sync,
) -> Result<Vec<R>, BackendError> {
    let work = &work;
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..)
            .zip(items)
            .map(|(ordinal, item)| scope.spawn(move || work(ordinal, item)))
            .collect();
        threads
            .into_iter()
            .map(|thread| match thread.join() {
                Ok(done) => done.map_err(BackendError::Gpu),
                Err(_) => Err(BackendError::Failed("a card's thread panicked".into())),
            })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_on_several_cards_comes_back_in_their_order() {
        let found = on_each(&[30, 20, 10], |ordinal, item| Ok(ordinal + item)).unwrap();
        assert_eq!(found, [30, 21, 12]);
        let failed = on_each(&[1, 2], |ordinal, _: &i32| match ordinal {
            0 => Ok(()),
            _ => Err(GpuError::NoCompiler),
        });
        assert_eq!(failed.unwrap_err().code(), "no_compiler");
    }
}
