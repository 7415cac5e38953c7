//! One device's hour, as the tests need it.
#![allow(dead_code, reason = "each test file uses its part")]

use io_pow::seed::EpochSeed;
use io_pow::{
    Claim, ClassParams, Hash, HostSha256, Job, Prover, Refused, Response, Sha256, Verdict,
};

pub fn digest(text: &str, number: u64) -> Hash {
    HostSha256::hash_parts(&[text.as_bytes(), &number.to_le_bytes()])
}

pub fn job(gpus: u32) -> Job {
    Job {
        seed: EpochSeed::derive::<HostSha256>(&digest("program", 0), 7, &digest("slot hash", 0)),
        device: digest("device", 0),
        gpus,
        params: ClassParams::TEST,
    }
}

/// The claim the chain would hold if the device committed and then published `response`.
pub fn claim(job: Job, prover: &Prover, response: &Response) -> Claim {
    Claim {
        job,
        commit_leaf: prover.commitment().leaf(&job.seed, &job.device).unwrap(),
        response_leaf: response
            .leaf::<HostSha256>(&job.seed, &job.device, &job.params)
            .unwrap(),
    }
}

/// Both beacons, then the verdict.
pub fn hour(job: Job, prover: &Prover, number: u64) -> Result<Verdict, Refused> {
    let (first, second) = (digest("first", number), digest("second", number));
    let response = prover.respond(&first);
    io_pow::verify::verify(&claim(job, prover, &response), &response, &first, &second)
}
