use super::show::{taking, Show};
use crate::proof::{proven, shown, PowSha256, ProofChallenge, PASS};
use crate::{errors::DisputesError, proof::opening::exactly};
use anchor_lang::prelude::*;
use io_pow::{
    bundle,
    fleet::{leaf_over, Stage},
    hash::tag,
    merkle::root_from_path,
    params::GPUS_DEPTH,
    seed::{EpochSeed, GpuSeed},
    Hash,
};

/// What one GPU is bound by.
pub struct GpuRoots {
    /// Its walk root R, as the commitment has it.
    pub root: Hash,
    /// The walk root that its bundle names.
    pub bundle_root: Hash,
    pub steps_root: Hash,
    pub paths_root: Hash,
}

/// Hashes of the two paths, commitment and response.
const BOTH: usize = GPUS_DEPTH.saturating_mul(2);

impl Show {
    /// `show_gpu`: opens one GPU of the device: its walk root from the commit leaf, its bundle from the response leaf. A
    /// bundle of another walk than the one committed to makes a pass wrong.
    ///
    /// Whatever was shown of another GPU is forgotten.
    ///
    /// # Parameters
    /// `gpu`: ordinal. `roots`: [`GpuRoots`]. `proofs`: twice 6 hashes, to the commit leaf and to the response leaf.
    ///
    /// # Errors
    /// `ShowFirst`, `UnknownGpu`, `WrongLength`, `NotInTheLeaves`.
    pub fn show_gpu(&mut self, gpu: u32, roots: &GpuRoots, proofs: &[u8]) -> Result<()> {
        taking(&mut self.challenge, shown::VERDICT, |challenge| {
            require!(gpu < challenge.gpus.get(), DisputesError::UnknownGpu);
            let proofs = exactly::<BOTH>(proofs)?;
            let (commit_path, response_path) = proofs.split_at(GPUS_DEPTH);
            let epoch = EpochSeed(challenge.seed);
            let device = challenge.device.to_bytes();
            let seed = GpuSeed::derive::<PowSha256>(&epoch, &device, gpu, &challenge.params());
            let bundle = bundle::root::<PowSha256>(
                &seed,
                &roots.bundle_root,
                &roots.steps_root,
                &roots.paths_root,
            );
            let leaf = |stage, root: &Hash, path: &[Hash]| {
                let over = root_from_path::<PowSha256>(tag::DEVICE_NODE, root, gpu, path);
                leaf_over::<PowSha256>(stage, &epoch, &device, challenge.gpus.get(), &over)
            };
            require!(
                leaf(Stage::Commit, &roots.root, commit_path) == challenge.commit
                    && leaf(Stage::Respond, &bundle, response_path) == challenge.response,
                DisputesError::NotInTheLeaves
            );
            take(challenge, gpu, &seed, roots, bundle);
            Ok(())
        })
    }
}

fn take(challenge: &mut ProofChallenge, gpu: u32, seed: &GpuSeed, roots: &GpuRoots, bundle: Hash) {
    challenge.gpu = gpu.into();
    challenge.gpu_seed = seed.0;
    challenge.root = roots.root;
    challenge.bundle = bundle;
    challenge.steps_root = roots.steps_root;
    challenge.paths_root = roots.paths_root;
    challenge.shown = shown::VERDICT | shown::GPU;
    let other = roots.bundle_root != roots.root;
    if other && challenge.verdict == PASS && !challenge.is_won() {
        challenge.proven = proven::OTHER_ROOT;
    }
}
