//! What anyone who holds a device's response can open from its roots.
use super::instructions::{Case, Step};
use io_pow::bundle::{self, PathKind};
use io_pow::fleet::gpu_path;
use io_pow::response::GpuResponse;
use io_pow::{Hash, HostSha256 as H, Job, Response, probe};
use solana_instruction::Instruction;

/// A response and what was committed to.
#[derive(Clone, Debug)]
pub struct Evidence {
    pub job: Job,
    /// Walk roots by ordinal, as committed.
    pub roots: Vec<Hash>,
    pub response: Response,
    pub beacon2: Hash,
}

impl Evidence {
    fn gpu(&self, gpu: u32) -> &GpuResponse {
        &self.response.gpus[gpu as usize]
    }

    /// The bundle roots, by ordinal.
    pub fn bundles(&self) -> Vec<Hash> {
        self.response
            .bundle_roots::<H>(&self.job.seed, &self.job.device, &self.job.params)
    }

    /// The four roots of `show_gpu`, and the two paths.
    pub fn gpu_roots(&self, gpu: u32) -> ([Hash; 4], Vec<u8>) {
        let of = self.gpu(gpu);
        let roots = [
            self.roots[gpu as usize],
            of.root,
            of.step_tree::<H>().root(),
            of.path_tree::<H>().root(),
        ];
        let commit = gpu_path::<H>(&self.roots, gpu).expect("a GPU of it");
        let response = gpu_path::<H>(&self.bundles(), gpu).expect("a GPU of it");
        let proofs = [commit.as_flattened(), response.as_flattened()].concat();
        (roots, proofs)
    }

    pub fn show_gpu(&self, case: &Case, gpu: u32) -> Instruction {
        let (roots, proofs) = self.gpu_roots(gpu);
        case.show_gpu(gpu, &roots, &proofs)
    }

    /// Leaf, siblings, and the digests of the others with the way up.
    pub fn path(&self, gpu: u32, kind: PathKind, sample: u8) -> (Hash, Vec<u8>, Vec<u8>) {
        let of = self.gpu(gpu);
        let sampled = &of.samples[usize::from(sample)];
        let path = sampled.path(kind);
        let mut proof: Vec<Hash> = [PathKind::Previous, PathKind::Next, PathKind::Lane]
            .into_iter()
            .filter(|other| *other != kind)
            .map(|other| {
                let path = sampled.path(other);
                bundle::path_part::<H>(other, &path.leaf, path.siblings.as_flattened())
            })
            .collect();
        proof.extend(of.path_tree::<H>().path(sample.into()));
        (
            path.leaf,
            path.siblings.as_flattened().to_vec(),
            proof.as_flattened().to_vec(),
        )
    }

    pub fn show_path(&self, case: &Case, gpu: u32, kind: PathKind, sample: u8) -> Instruction {
        let (leaf, siblings, proof) = self.path(gpu, kind, sample);
        case.show_path(kind as u8, sample, &leaf, &siblings, &proof)
    }

    fn step_proof(&self, gpu: u32, position: u32) -> Vec<u8> {
        let tree = self.gpu(gpu).step_tree::<H>();
        tree.path(position).as_flattened().to_vec()
    }

    pub fn show_step(&self, case: &Case, gpu: u32, position: u16) -> Instruction {
        let proof = self.step_proof(gpu, position.into());
        case.show_step(position, &self.step(gpu, position.into(), &proof))
    }

    fn step<'a>(&'a self, gpu: u32, position: u32, proof: &'a [u8]) -> Step<'a> {
        let sampled = &self.gpu(gpu).samples[(position / 64) as usize];
        let record = &sampled.steps[(position % 64) as usize];
        Step {
            state: &record.state,
            address: record.address,
            line: &record.line,
            proof,
        }
    }

    /// Position and byte that the second beacon asks for.
    pub fn probe(&self, gpu: u32, index: u8) -> (u32, u8) {
        let (seed, bundle) = (self.job.gpu_seed(gpu), self.bundles()[gpu as usize]);
        let id = probe::byte_at::<H>(&self.beacon2, &seed, &bundle, index.into());
        (64 * id.sample + id.step, id.byte)
    }

    pub fn show_probe(&self, case: &Case, gpu: u32, index: u8) -> Instruction {
        let (position, _) = self.probe(gpu, index);
        let proof = self.step_proof(gpu, position);
        case.show_probe(index, &self.step(gpu, position, &proof))
    }
}
