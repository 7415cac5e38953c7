//! Whether a card gives the reference's bytes: the test of how we read the layout of `mma.sync`'s fragments.

use crate::{Gpu, GpuError, GpuProof};
use io_pow::seed::EpochSeed;
use io_pow::{ClassParams, Job, Prover};
use std::sync::Arc;

/// Dimensions compared: sizes of a few tiles; nothing a multiple of what the kernels work in; more than one strip.
const COMPARED: [ClassParams; 4] = [
    shape(128, 512, 2, 64, 256),
    shape(512, 1024, 1, 160, 320),
    shape(384, 72, 1, 37, 448),
    shape(4096, 256, 1, 256, 256),
];

const fn shape(n: u32, k: u32, panels: u32, lanes: u32, steps: u32) -> ClassParams {
    ClassParams {
        class: 0,
        n,
        k,
        panels,
        lanes,
        steps,
    }
}

/// Compares buffers, roots and answers of a card with those of the CPU, by every product there is; says what was compared.
///
/// # Errors
/// [`GpuError::Differs`] with the first difference.
pub fn layout(gpu: &Arc<Gpu>) -> Result<Vec<String>, GpuError> {
    let mut compared = Vec::new();
    for params in COMPARED {
        let job = Job {
            seed: EpochSeed([1; 32]),
            device: [2; 32],
            gpus: 1,
            params,
        };
        let reference =
            Prover::commit(job).map_err(|error| GpuError::Dimensions(error.to_string()))?;
        let expected = reference.buffer(0).map_or(&[][..], |buffer| buffer.bytes());
        for product in gpu.products() {
            let what = format!("n = {}, k = {}, by {}", params.n, params.k, product.name());
            let proof = GpuProof::commit(gpu.clone(), job.gpu_seed(0), params, product)?;
            let found = proof.bytes()?;
            let differ = found.iter().zip(expected).filter(|(a, b)| a != b).count();
            if differ > 0 || found.len() != expected.len() {
                let all = expected.len();
                return Err(GpuError::Differs(format!(
                    "{what}: {differ} of {all} bytes of W"
                )));
            }
            if proof.root() != reference.commitment().roots[0] {
                return Err(GpuError::Differs(format!("{what}: the root of the walk")));
            }
            let beacon = [3; 32];
            if proof.respond(&beacon)? != reference.respond(&beacon).gpus[0] {
                return Err(GpuError::Differs(format!("{what}: the answer to a beacon")));
            }
            compared.push(what);
        }
    }
    Ok(compared)
}
