//! Honest devices pass, and what they send can be checked piece by piece.

mod story;

use io_pow::buffer::{Buffer, Filled};
use io_pow::bundle::{self, PATH_DEPTH, PathKind, STEP_DEPTH};
use io_pow::fleet::{self, Fleet};
use io_pow::merkle::root_from_path;
use io_pow::prove::ProveError;
use io_pow::verify::authenticate;
use io_pow::{
    ClassParams, Commitment, HostSha256 as H, Level, Prover, Response, Verdict, hash::tag, sample,
};
use std::sync::Arc;
use story::{claim, digest, hour, job};

#[test]
fn hosts_with_one_and_several_gpus_pass() {
    for gpus in [1, 3] {
        let job = job(gpus);
        let prover = Prover::commit(job).unwrap();
        assert_eq!(prover.commitment().roots.len(), gpus as usize);
        for number in 0..3 {
            assert_eq!(hour(job, &prover, number), Ok(Verdict::Pass));
        }
    }
}

#[test]
fn all_instruction_levels_judge_alike() {
    let job = job(1);
    let prover = Prover::commit(job).unwrap();
    let second = digest("second", 0);
    let mut response = prover.respond(&digest("first", 0));
    for spoiled in [false, true] {
        if spoiled {
            // A wrong byte in every line: each of the 256 probes may find one.
            for step in response.gpus[0]
                .samples
                .iter_mut()
                .flat_map(|s| &mut s.steps)
            {
                step.line = step.line.map(|byte| byte ^ 0x10);
            }
        }
        let claim = claim(job, &prover, &response);
        let authentic = authenticate(&claim, &response).unwrap();
        for probe in 0..256 {
            let faults = Level::all()
                .into_iter()
                .map(|level| {
                    authentic
                        .clone()
                        .at_level(level)
                        .probe_fault(0, &second, probe)
                })
                .collect::<Vec<_>>();
            assert_eq!(faults[0].is_some(), spoiled);
            assert!(faults.iter().all(|fault| *fault == faults[0]), "{faults:?}");
        }
    }
}

#[test]
fn odd_dimensions_pass() {
    // Segments and lanes that are no powers of two, and the smallest of everything.
    let shapes = [
        ClassParams {
            class: 3,
            n: 128,
            k: 72,
            panels: 3,
            lanes: 37,
            steps: 64 * 5,
        },
        ClassParams {
            class: 4,
            n: 128,
            k: 64,
            panels: 1,
            lanes: 1,
            steps: 64,
        },
        ClassParams {
            class: 5,
            n: 384,
            k: 128,
            panels: 1,
            lanes: 2,
            steps: 64 * 3,
        },
    ];
    for params in shapes {
        let job = io_pow::Job { params, ..job(1) };
        let prover = Prover::commit(job).unwrap();
        assert_eq!(hour(job, &prover, 0), Ok(Verdict::Pass), "{params:?}");
    }
}

#[test]
fn gpus_of_a_host_prove_different_things() {
    let prover = Prover::commit(job(2)).unwrap();
    let roots = prover.commitment().roots;
    assert_ne!(roots[0], roots[1]);
}

#[test]
fn messages_survive_the_wire() {
    let job = job(2);
    let prover = Prover::commit(job).unwrap();
    let commitment = prover.commitment();
    let bytes = commitment.to_bytes(job.params.class);
    assert_eq!(bytes.len() as u64, Commitment::byte_len(2));
    assert_eq!(
        Commitment::from_bytes(&job.params, 2, &bytes),
        Ok(commitment)
    );

    let response = prover.respond(&digest("first", 0));
    let bytes = response.to_bytes(&job.params);
    assert_eq!(bytes.len() as u64, Response::byte_len(&job.params, 2));
    assert_eq!(Response::from_bytes(&job.params, 2, &bytes), Ok(response));
}

#[test]
fn a_fleet_root_holds_each_device_at_its_index() {
    let job = job(1);
    let prover = Prover::commit(job).unwrap();
    let response = prover.respond(&digest("first", 0));
    let claim = claim(job, &prover, &response);
    let fleet = Fleet::new::<H>(&[(4, digest("other", 0)), (9, claim.commit_leaf)]).unwrap();
    assert!(fleet::includes::<H>(
        &fleet.root(),
        9,
        &claim.commit_leaf,
        &fleet.path(9)
    ));
    assert!(!fleet::includes::<H>(
        &fleet.root(),
        9,
        &claim.response_leaf,
        &fleet.path(9)
    ));
}

#[test]
fn a_single_step_and_a_single_path_open_from_the_bundle_root() {
    let job = job(1);
    let seed = job.gpu_seed(0);
    let first = digest("first", 0);
    let gpu = Prover::commit(job).unwrap().respond(&first).gpus.remove(0);
    let (steps, paths) = (gpu.step_tree::<H>(), gpu.path_tree::<H>());
    let (sample, step) = (40, 17);
    let position = sample * 64 + step;
    let leaf_of = |step: u32| {
        let record = &gpu.samples[sample as usize].steps[step as usize];
        bundle::step_leaf::<H>(&record.state, record.address, &record.line)
    };
    let path = steps.path(position);
    assert_eq!(path.len(), STEP_DEPTH);
    let steps_root = root_from_path::<H>(tag::STEP_NODE, &leaf_of(step), position, &path);
    assert_eq!(
        bundle::root::<H>(&seed, &gpu.root, &steps_root, &paths.root()),
        gpu.bundle_root::<H>(&seed)
    );

    // Two neighbouring steps are all that a judgement of one step needs.
    let id = sample::segment_at::<H>(&first, &seed, &gpu.root, &job.params, sample);
    let sampled = &gpu.samples[sample as usize];
    let judged = sampled.judged(id, step);
    assert!(judged.address_holds(&seed, &job.params));
    assert_eq!(
        judged.successor::<H>(&seed),
        *sampled.judged(id, step + 1).state
    );
    assert_eq!(
        sampled.judged(id, 63).successor::<H>(&seed),
        sampled.next.leaf
    );

    // One path, cut at the lane's root, beside the digests of the other two.
    let part = |kind| {
        let path = sampled.path(kind);
        bundle::path_part::<H>(kind, &path.leaf, path.siblings.as_flattened())
    };
    let parts = [PathKind::Previous, PathKind::Next, PathKind::Lane].map(part);
    let siblings = paths.path(sample);
    assert_eq!(siblings.len(), PATH_DEPTH);
    let leaf = bundle::path_leaf::<H>(&parts);
    assert_eq!(
        root_from_path::<H>(tag::PATH_NODE, &leaf, sample, &siblings),
        paths.root()
    );
}

#[test]
fn impossible_jobs_are_refused_by_code() {
    let refused = |job| Prover::commit(job).unwrap_err();
    assert_eq!(refused(io_pow::Job { gpus: 0, ..job(1) }).code(), 2);
    assert_eq!(
        refused(io_pow::Job { gpus: 65, ..job(1) }),
        ProveError::BadGpuCount(65)
    );
    let params = ClassParams {
        k: 7,
        ..ClassParams::TEST
    };
    assert_eq!(refused(io_pow::Job { params, ..job(1) }).code(), 1);
    // Buffers filled elsewhere are one a GPU, each of the class's size.
    let small = ClassParams {
        panels: 1,
        ..ClassParams::TEST
    };
    let filled = |params: &ClassParams| -> Arc<dyn Buffer> {
        Arc::new(Filled::new(job(1).gpu_seed(0), params).unwrap())
    };
    let (whole, short) = (filled(&ClassParams::TEST), filled(&small));
    for buffers in [vec![], vec![short], vec![whole.clone(), whole.clone()]] {
        assert_eq!(Prover::of(job(1), buffers).unwrap_err().code(), 4);
    }
    let (committed, of) = (Prover::commit(job(1)), Prover::of(job(1), vec![whole]));
    assert_eq!(committed.unwrap().commitment(), of.unwrap().commitment());
    // Dimensions near the limit of 2^32 lines are still a class.
    let params = ClassParams {
        n: 32_768,
        panels: 511,
        ..ClassParams::TEST
    };
    assert_eq!(params.validate(), Ok(()));
}
