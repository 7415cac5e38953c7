//! Prints how long the test class takes on one device of one GPU: `cargo run -p io-pow --example measure`.

use io_pow::seed::EpochSeed;
use io_pow::verify::{Claim, authenticate};
use io_pow::{ClassParams, HostSha256, Job, Prover};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let params = ClassParams::TEST;
    let (seed, device, gpus) = (EpochSeed([1; 32]), [2; 32], 1);
    let job = Job {
        seed,
        device,
        gpus,
        params,
    };
    let lap =
        |name: &str, since: Instant| println!("{name:12} {:8} us", since.elapsed().as_micros());
    let at = Instant::now();
    let prover = Prover::commit(job)?;
    lap("commit", at);
    let at = Instant::now();
    let response = prover.respond(&[3; 32]);
    lap("respond", at);
    let claim = Claim {
        job,
        commit_leaf: prover.commitment().leaf(&seed, &device).ok_or("no GPU")?,
        response_leaf: response
            .leaf::<HostSha256>(&seed, &device, &params)
            .ok_or("no GPU")?,
    };
    let at = Instant::now();
    let authentic = authenticate(&claim, &response)?;
    lap("authenticate", at);
    let at = Instant::now();
    let walk = authentic.walk(&[3; 32]);
    lap("walk", at);
    let at = Instant::now();
    let probes = authentic.probes(&[4; 32]);
    lap("probes", at);
    println!("walk {walk:?}, probes {probes:?}");
    Ok(())
}
