//! Dishonest provers: those whose every proof fails, and those whose pass rate is a formula.

#[path = "../../tests/story/mod.rs"]
mod story;

use io_pow::fill::fill;
use io_pow::hash::HostSha256 as H;
use io_pow::sample::{self, SegmentId};
use io_pow::seed::EpochSeed;
use io_pow::verify::{FaultKind, authenticate};
use io_pow::walk::LaneKey;
use io_pow::{ClassParams, Hash, Job, Prover, Refused, Response, Verdict, lane};
use io_pow_cheats::{Cheat, WHOLE};
use std::collections::BTreeSet;
use story::{claim, digest, hour, job};

/// Fails in every one of ten hours; the reasons given.
fn reasons(cheat: Cheat, job: Job) -> Vec<u8> {
    let prover = cheat.commit(job).unwrap();
    (0..10)
        .map(|number| match hour(job, &prover, number).unwrap() {
            Verdict::Fail(fault) => fault.reason(),
            Verdict::Pass => panic!("{cheat:?} passed in hour {number}"),
        })
        .collect()
}

#[test]
fn anothers_proof_an_old_proof_and_other_dimensions_fail_at_the_lanes_start() {
    let job = job(1);
    let params = ClassParams {
        k: 256,
        ..job.params
    };
    for cheat in [
        Cheat::OtherDevice {
            device: digest("device", 1),
        },
        Cheat::EarlierEpoch {
            seed: EpochSeed(digest("old", 0)),
        },
        Cheat::OtherDimensions { params },
        Cheat::OtherDimensions {
            params: ClassParams {
                panels: 1,
                ..job.params
            },
        },
        Cheat::OtherDimensions {
            params: ClassParams {
                n: 128,
                panels: 8,
                ..job.params
            },
        },
        Cheat::OtherDimensions {
            params: ClassParams {
                class: 9,
                ..job.params
            },
        },
    ] {
        assert_eq!(reasons(cheat, job), [1; 10], "{cheat:?}");
    }
}

#[test]
fn one_gpus_proof_does_not_serve_its_neighbour() {
    let job = job(2);
    let prover = Prover::commit(job).unwrap();
    let first = digest("first", 0);
    let mut response = prover.respond(&first);
    response.gpus[1] = response.gpus[0].clone();
    let roots = vec![response.gpus[0].root; 2];
    let commitment = io_pow::Commitment { roots };
    let mut claim = claim(job, &prover, &response);
    claim.commit_leaf = commitment.leaf(&job.seed, &job.device).unwrap();
    let Verdict::Fail(fault) = authenticate(&claim, &response).unwrap().walk(&first) else {
        panic!("one GPU served two");
    };
    assert_eq!(fault.gpu, 1);
}

#[test]
fn a_shorter_product_and_fewer_panels_fail_by_a_probed_byte() {
    let job = job(1);
    assert_eq!(reasons(Cheat::ShortProduct { k: 504 }, job), [7; 10]);
    assert_eq!(reasons(Cheat::FewerPanels { panels: 1 }, job), [7; 10]);
}

#[test]
fn cheaper_products_fail_by_a_probed_byte() {
    let job = job(1);
    assert_eq!(reasons(Cheat::SlidingRows, job), [7; 10]);
    // Answers to `A(Br)` show that somebody knows the operands, not their product: with the operands and no product a
    // byte of W is a guess.
    assert_eq!(reasons(Cheat::LazyFill { fraction: WHOLE }, job), [7; 10]);
    let honest = Prover::commit(job).unwrap();
    for dropped in [1, 2, 4] {
        let cheat = Cheat::CoarseProduct { dropped };
        assert_eq!(reasons(cheat, job), [7; 10]);
        // The bits kept lie so low in the sums that an error of an element's lowest bit reaches them: at the test
        // class's k of 512 already 19 bytes of 20 differ, and the error grows with the root of k.
        let wrong = wrong_bytes(&cheat.commit(job).unwrap(), &honest) as f64;
        let share = wrong / job.params.memory_bytes() as f64;
        println!("{dropped} bits dropped: {share:.4} of the bytes wrong");
        assert!(share > 0.93, "{dropped} bits dropped: {share}");
    }
}

#[test]
fn bytes_mended_after_the_second_beacon_are_not_the_ones_bound() {
    let job = job(1);
    let cheat = Cheat::LazyFill {
        fraction: WHOLE / 2,
    };
    let prover = cheat.commit(job).unwrap();
    let response = prover.respond(&digest("first", 0));
    let claim = claim(job, &prover, &response);
    let truth = fill::<H>(&job.gpu_seed(0), &job.params).unwrap();
    let mut mended = response;
    for step in steps(&mut mended) {
        step.line = *lane::line(&truth, step.address);
    }
    assert_eq!(
        authenticate(&claim, &mended).unwrap_err(),
        Refused::NotTheBundle
    );
}

#[test]
fn a_mended_line_no_longer_leads_to_its_state() {
    // Half the buffer is wrong. Knowing the sample, the cheat mends every sampled line before it publishes B,
    // so that no probe finds a wrong byte: the states it committed do not follow from the mended lines.
    let job = job(1);
    let cheat = Cheat::LazyFill {
        fraction: WHOLE / 2,
    };
    let prover = cheat.commit(job).unwrap();
    let first = digest("first", 0);
    let truth = fill::<H>(&job.gpu_seed(0), &job.params).unwrap();
    let mut mended = prover.respond(&first);
    for step in steps(&mut mended) {
        step.line = *lane::line(&truth, step.address);
    }
    assert_no_wrong_byte(job, &prover, &mended);
    assert!(matches!(
        fault(job, &prover, &mended),
        FaultKind::State { sample: 0, .. }
    ));

    // It may instead walk each segment again over true lines: then the checkpoints do not follow.
    let (seed, root) = (job.gpu_seed(0), mended.gpus[0].root);
    let mut walked = mended.clone();
    for (index, sampled) in (0..).zip(&mut walked.gpus[0].samples) {
        let id = sample::segment_at::<H>(&first, &seed, &root, &job.params, index);
        let key = LaneKey::new(&seed, id.lane);
        sampled.steps.clear();
        lane::segment(
            &key,
            &job.params,
            &truth,
            id.segment,
            &sampled.previous.leaf,
            |step| {
                sampled.steps.push(step);
            },
        );
    }
    assert_no_wrong_byte(job, &prover, &walked);
    assert_eq!(
        fault(job, &prover, &walked),
        FaultKind::Checkpoint { sample: 0 }
    );

    fn assert_no_wrong_byte(job: Job, prover: &Prover, response: &Response) {
        let claim = claim(job, prover, response);
        let authentic = authenticate(&claim, response).unwrap();
        assert_eq!(authentic.probes(&digest("second", 0)), Verdict::Pass);
    }
    fn fault(job: Job, prover: &Prover, response: &Response) -> FaultKind {
        let claim = claim(job, prover, response);
        match authenticate(&claim, response)
            .unwrap()
            .walk(&digest("first", 0))
        {
            Verdict::Fail(fault) => fault.kind,
            Verdict::Pass => panic!("a mended response passed"),
        }
    }
}

fn steps(response: &mut Response) -> impl Iterator<Item = &mut io_pow::response::StepRecord> {
    response.gpus[0]
        .samples
        .iter_mut()
        .flat_map(|sampled| &mut sampled.steps)
}

/// How many of `trials` got past the first 4, 16 and 64 draws, given the first draw each failed at.
fn survivors(first_failures: &[u32]) -> [(u32, f64); 3] {
    [4, 16, 64].map(|draws| {
        let passed = first_failures.iter().filter(|at| **at >= draws).count();
        (draws, passed as f64 / first_failures.len() as f64)
    })
}

fn assert_rate(name: &str, draws: u32, measured: f64, formula: f64, trials: usize) {
    let deviation = (formula * (1.0 - formula) / trials as f64).sqrt();
    println!("{name}, {draws} draws: {measured:.5} measured, {formula:.5} by formula");
    assert!(
        (measured - formula).abs() < 5.0 * deviation + 1e-9,
        "{name}, {draws} draws: {measured} measured, {formula} by formula, deviation {deviation}"
    );
}

/// Bytes of one GPU's buffer that differ between two provers of one job.
fn wrong_bytes(cheat: &Prover, honest: &Prover) -> usize {
    let (cheat, honest) = (cheat.buffer(0).unwrap(), honest.buffer(0).unwrap());
    let pairs = cheat.bytes().iter().zip(honest.bytes());
    pairs.filter(|(cheated, honest)| cheated != honest).count()
}

#[test]
fn a_lazy_fill_passes_as_often_as_the_formula_says() {
    let job = job(1);
    let honest = Prover::commit(job).unwrap();
    for fraction in [200, 500, 1000] {
        let cheat = Cheat::LazyFill { fraction }.commit(job).unwrap();
        let wrong = wrong_bytes(&cheat, &honest) as f64 / job.params.memory_bytes() as f64;
        let named = f64::from(fraction) / f64::from(WHOLE) * 255.0 / 256.0;
        assert!(
            (wrong / named - 1.0).abs() < 0.06,
            "{wrong} wrong, {named} named"
        );

        let (responses, probes) = (20, 400);
        let mut first_failures = Vec::new();
        for number in 0..responses {
            let response = cheat.respond(&digest("first", number));
            let claim = claim(job, &cheat, &response);
            let authentic = authenticate(&claim, &response).unwrap();
            for probe in 0..probes {
                let second = digest("second", number * probes + probe);
                let wrong = |index: &u32| authentic.probe_fault(0, &second, *index).is_some();
                first_failures.push((0..64).find(wrong).unwrap_or(64));
            }
        }
        for (draws, measured) in survivors(&first_failures) {
            let formula = (1.0 - wrong).powi(draws as i32);
            let name = format!("lazy fill of {fraction}/10000");
            assert_rate(&name, draws, measured, formula, first_failures.len());
        }
    }
}

#[test]
fn a_skipped_walk_passes_as_often_as_the_formula_says() {
    let params = ClassParams {
        lanes: 512,
        ..ClassParams::TEST
    };
    let job = Job { params, ..job(1) };
    for fraction in [300, 1000] {
        let dishonest = Cheat::SkippedWalk { fraction };
        let cheat = dishonest.commit(job).unwrap();
        let skipped: Vec<SegmentId> = (0..params.lanes)
            .flat_map(|lane| (0..params.segments()).map(move |segment| SegmentId { lane, segment }))
            .filter(|id| dishonest.skips(*id))
            .collect();
        let firsts = skipped.iter().filter(|id| id.segment == 0).count();
        let of_firsts = firsts as f64 / f64::from(params.lanes);
        let of_all = skipped.len() as f64 / f64::from(params.lanes * params.segments());

        let trials = 250;
        let first_failures: Vec<u32> = (0..trials)
            .map(|number| {
                let first = digest("first", number);
                let response = cheat.respond(&first);
                let claim = claim(job, &cheat, &response);
                let authentic = authenticate(&claim, &response).unwrap();
                let fails = |index: &u32| authentic.sample_fault(0, &first, *index).is_some();
                (0..64).find(fails).unwrap_or(64)
            })
            .collect();
        for (draws, measured) in survivors(&first_failures) {
            let formula = (1.0 - of_firsts).powi(draws.min(8) as i32)
                * (1.0 - of_all).powi(draws.saturating_sub(8) as i32);
            let name = format!("skipped walk of {fraction}/10000");
            assert_rate(&name, draws, measured, formula, first_failures.len());
        }
    }
}

/// The first draw of samples that finds a fault, of `trials` beacons.
fn first_failures(job: Job, cheat: &Prover, trials: u64) -> Vec<u32> {
    (0..trials)
        .map(|number| {
            let first = digest("first", number);
            let response = cheat.respond(&first);
            let claim = claim(job, cheat, &response);
            let authentic = authenticate(&claim, &response).unwrap();
            let fails = |index: &u32| authentic.sample_fault(0, &first, *index).is_some();
            (0..64).find(fails).unwrap_or(64)
        })
        .collect()
}

#[test]
fn collapsed_lanes_pass_as_often_as_only_walked_ones_are_drawn() {
    let params = ClassParams {
        lanes: 200,
        ..ClassParams::TEST
    };
    let job = Job { params, ..job(1) };
    for kept in [180, 194] {
        let cheat = Cheat::CollapsedLanes { kept }.commit(job).unwrap();
        let failures = first_failures(job, &cheat, 300);
        for (draws, measured) in survivors(&failures) {
            let formula = (f64::from(kept) / f64::from(params.lanes)).powi(draws as i32);
            let name = format!("{kept} of {} lanes walked", params.lanes);
            assert_rate(&name, draws, measured, formula, failures.len());
        }
    }
    // A CPU that walks one lane for all of them.
    let reasons = reasons(Cheat::CollapsedLanes { kept: 1 }, job);
    assert!(reasons.iter().all(|reason| *reason == 6), "{reasons:?}");
}

#[test]
fn grinding_the_root_before_the_beacon_is_known_gains_nothing() {
    // Sixteen walks, each with other segments made up. The cheat publishes the one that would pass longest under the
    // beacon it guesses.
    let params = ClassParams {
        lanes: 512,
        ..ClassParams::TEST
    };
    let job = Job { params, ..job(1) };
    let fraction = 500;
    let variants: Vec<(Cheat, Prover)> = (0..16)
        .map(|variant| {
            let cheat = Cheat::VariedWalk { fraction, variant };
            (cheat, cheat.commit(job).unwrap())
        })
        .collect();
    let roots: BTreeSet<_> = variants
        .iter()
        .map(|(_, prover)| prover.commitment().roots[0])
        .collect();
    assert_eq!(
        roots.len(),
        variants.len(),
        "every variant has its own root"
    );
    let seed = job.gpu_seed(0);
    let passed = |(cheat, prover): &(Cheat, Prover), beacon: &Hash| -> u32 {
        let root = prover.commitment().roots[0];
        let drawn = |at| sample::segment_at::<H>(beacon, &seed, &root, &params, at);
        (0..64).find(|at| cheat.skips(drawn(*at))).unwrap_or(64)
    };
    let (mut under_guess, mut failures) = (Vec::new(), Vec::new());
    for number in 0..400 {
        let guess = digest("guess", number);
        let best = variants.iter().max_by_key(|v| passed(v, &guess)).unwrap();
        under_guess.push(passed(best, &guess));
        failures.push(passed(best, &digest("first", number)));
    }
    let mean = |of: &[u32]| f64::from(of.iter().sum::<u32>()) / of.len() as f64;
    println!(
        "the best of 16 passes {:.1} draws of the guessed beacon and {:.1} of the true one",
        mean(&under_guess),
        mean(&failures)
    );
    assert!(mean(&under_guess) > 2.0 * mean(&failures));
    let share = f64::from(fraction) / f64::from(WHOLE);
    for (draws, measured) in survivors(&failures) {
        let formula = (1.0 - share).powi(draws as i32);
        // What is made up differs a little from variant to variant: a wider band than draws alone would give.
        let name = "best of 16 walks";
        println!("{name}, {draws} draws: {measured:.5} measured, {formula:.5} by formula");
        assert!((measured - formula).abs() < 0.12, "{draws}: {measured}");
    }
    // And what `skips` says is what the verifier finds.
    let (cheat, prover) = &variants[3];
    let first = digest("first", 0);
    let found = first_failures(job, prover, 1)[0];
    assert_eq!(found, passed(&(*cheat, prover.clone()), &first));
}

#[test]
fn a_skipped_segment_is_named_as_its_checkpoint() {
    let job = job(1);
    let reasons = reasons(Cheat::SkippedWalk { fraction: WHOLE }, job);
    assert_eq!(reasons, [6; 10]);
}
