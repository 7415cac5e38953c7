//! Verification of whole responses, in three parts as the beacons come: the bytes are those committed to, the
//! walk was walked, the lines hold true bytes.

use crate::bundle::PathKind;
pub use crate::fault::{Fault, FaultKind, Refused, Verdict};
use crate::fleet::{self, Stage};
use crate::hash::{Hash, HostSha256};
use crate::judge;
use crate::level::Level;
use crate::params::{ClassParams, MAX_GPUS, PROBES, SAMPLES, SEGMENT_STEPS};
use crate::probe;
use crate::prove::Job;
use crate::response::{GpuResponse, Response, Sampled};
use crate::sample::{self, SegmentId};
use crate::seed::GpuSeed;

/// What the chain holds about one device's proof. That the two leaves lie in the supplier's fleet roots at the
/// device's registry index is the caller's to check, with [`fleet::includes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// Seed, device, GPUs and class, as registered: never as the response says.
    pub job: Job,
    /// The device's leaf in the commit tree.
    pub commit_leaf: Hash,
    /// The device's leaf in the response tree.
    pub response_leaf: Hash,
}

/// A response whose bytes are those committed to.
#[derive(Debug, Clone)]
pub struct Authentic<'a> {
    params: ClassParams,
    level: Level,
    gpus: Vec<AuthenticGpu<'a>>,
}

/// One GPU's part of it.
#[derive(Debug, Clone)]
struct AuthenticGpu<'a> {
    seed: GpuSeed,
    bundle: Hash,
    response: &'a GpuResponse,
}

/// All three parts: [`authenticate`], [`Authentic::walk`] with the first beacon, [`Authentic::probes`] with the
/// second.
///
/// # Errors
/// [`Refused`]: the bytes are not the committed response.
pub fn verify(
    claim: &Claim,
    response: &Response,
    sample_beacon: &Hash,
    probe_beacon: &Hash,
) -> Result<Verdict, Refused> {
    let authentic = authenticate(claim, response)?;
    Ok(match authentic.walk(sample_beacon) {
        Verdict::Pass => authentic.probes(probe_beacon),
        fail @ Verdict::Fail(_) => fail,
    })
}

/// Checks that a response is the one whose leaves the chain holds.
///
/// # Errors
/// [`Refused`].
pub fn authenticate<'a>(claim: &Claim, response: &'a Response) -> Result<Authentic<'a>, Refused> {
    let Job {
        seed,
        device,
        gpus,
        params,
    } = &claim.job;
    params.validate().map_err(Refused::Params)?;
    if *gpus == 0
        || *gpus > MAX_GPUS
        || response.gpus.len() != *gpus as usize
        || !response.gpus.iter().all(|gpu| gpu.has_shape(params))
    {
        return Err(Refused::WrongShape);
    }
    let roots: Vec<Hash> = response.gpus.iter().map(|gpu| gpu.root).collect();
    if fleet::leaf::<HostSha256>(Stage::Commit, seed, device, &roots) != Some(claim.commit_leaf) {
        return Err(Refused::NotTheCommitment);
    }
    let gpus: Vec<AuthenticGpu<'_>> = (0..)
        .zip(&response.gpus)
        .map(|(ordinal, response)| {
            let seed = claim.job.gpu_seed(ordinal);
            AuthenticGpu {
                seed,
                bundle: response.bundle_root::<HostSha256>(&seed),
                response,
            }
        })
        .collect();
    let bundles: Vec<Hash> = gpus.iter().map(|gpu| gpu.bundle).collect();
    if fleet::leaf::<HostSha256>(Stage::Respond, seed, device, &bundles)
        != Some(claim.response_leaf)
    {
        return Err(Refused::NotTheBundle);
    }
    Ok(Authentic {
        params: *params,
        level: Level::best(),
        gpus,
    })
}

impl Authentic<'_> {
    /// The same with chosen instructions instead of the fastest there are; for comparisons.
    #[must_use]
    pub fn at_level(self, level: Level) -> Self {
        Self { level, ..self }
    }

    /// Replays the sampled segments of all GPUs and follows their paths.
    #[must_use]
    pub fn walk(&self, sample_beacon: &Hash) -> Verdict {
        self.first_fault(SAMPLES, |gpu, sample| {
            self.sample_fault(gpu, sample_beacon, sample)
        })
    }

    /// Recomputes the probed bytes of all GPUs.
    #[must_use]
    pub fn probes(&self, probe_beacon: &Hash) -> Verdict {
        self.first_fault(PROBES, |gpu, probe| {
            self.probe_fault(gpu, probe_beacon, probe)
        })
    }

    /// What is wrong with one sample (0..64) of one GPU, if anything. Panics on an ordinal the device lacks.
    #[must_use]
    pub fn sample_fault(&self, gpu: u32, beacon: &Hash, sample: u32) -> Option<FaultKind> {
        let gpu = &self.gpus[gpu as usize];
        let root = &gpu.response.root;
        let id = sample::segment_at::<HostSha256>(beacon, &gpu.seed, root, &self.params, sample);
        let segment = &gpu.response.samples[sample as usize];
        segment_fault(&gpu.seed, &self.params, root, id, sample, segment)
    }

    /// What is wrong with one probed byte (0..256) of one GPU, if anything. Panics on an ordinal the device
    /// lacks.
    #[must_use]
    pub fn probe_fault(&self, gpu: u32, beacon: &Hash, index: u32) -> Option<FaultKind> {
        let gpu = &self.gpus[gpu as usize];
        let at = probe::byte_at::<HostSha256>(beacon, &gpu.seed, &gpu.bundle, index);
        let step = &gpu.response.samples[at.sample as usize].steps[at.step as usize];
        let found = step.line[usize::from(at.byte)];
        let expected = judge::true_byte_at::<HostSha256>(
            self.level,
            &gpu.seed,
            &self.params,
            step.address,
            at.byte,
        );
        (found != expected).then_some(FaultKind::Byte {
            probe: index,
            expected,
            found,
        })
    }

    fn first_fault(&self, count: u32, check: impl Fn(u32, u32) -> Option<FaultKind>) -> Verdict {
        for gpu in 0..self.gpus.len() as u32 {
            for index in 0..count {
                if let Some(kind) = check(gpu, index) {
                    return Verdict::Fail(Fault { gpu, kind });
                }
            }
        }
        Verdict::Pass
    }
}

fn segment_fault(
    seed: &GpuSeed,
    params: &ClassParams,
    root: &Hash,
    id: SegmentId,
    sample: u32,
    segment: &Sampled,
) -> Option<FaultKind> {
    for (path, top) in [
        (PathKind::Previous, &segment.lane.leaf),
        (PathKind::Next, &segment.lane.leaf),
        (PathKind::Lane, root),
    ] {
        let proof = segment.path(path);
        if !judge::path_holds::<HostSha256>(path, seed, id, &proof.leaf, &proof.siblings, top) {
            return Some(FaultKind::Path { sample, path });
        }
    }
    let mut expected = segment.previous.leaf;
    for step in 0..SEGMENT_STEPS {
        let judged = segment.judged(id, step);
        if *judged.state != expected {
            return Some(FaultKind::State { sample, step });
        }
        if !judged.address_holds(seed, params) {
            return Some(FaultKind::Address { sample, step });
        }
        expected = judged.successor::<HostSha256>(seed);
    }
    (expected != segment.next.leaf).then_some(FaultKind::Checkpoint { sample })
}
