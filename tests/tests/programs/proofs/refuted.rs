//! A failure is wrong if the one check that it names holds.
use super::wrong_pass::show;
use io_pow::bundle::PathKind;
use io_pow::verify::{Fault, FaultKind};
use io_tests::oracle::accounts::VOID;
use io_tests::oracle::world::BOND;
use io_tests::proofs::hour::{EPOCH, LISTERS, Plan};
use io_tests::proofs::{Hour, Listed};
use solana_signer::Signer;

/// One false failure of each kind.
fn false_faults() -> Vec<Fault> {
    let path = |path, sample| FaultKind::Path { sample, path };
    [
        path(PathKind::Previous, 30),
        path(PathKind::Next, 31),
        path(PathKind::Lane, 32),
        FaultKind::Address {
            sample: 33,
            step: 5,
        },
        FaultKind::State {
            sample: 34,
            step: 6,
        },
        FaultKind::State {
            sample: 35,
            step: 0,
        },
        FaultKind::Checkpoint { sample: 36 },
        FaultKind::Byte {
            probe: 200,
            expected: 0,
            found: 0,
        },
    ]
    .map(|kind| Fault { gpu: 1, kind })
    .to_vec()
}

#[test]
fn a_false_failure_is_refuted_by_the_check_it_names() {
    for fault in false_faults() {
        let listed = Listed::fail(fault.reason(), fault.place());
        let mut hour = Hour::live(&Plan::honest(), |_| listed);
        let (case, challenger) = hour.challenge();
        show(&mut hour, &case, &fault);
        assert_eq!(hour.proven(&case), fault.reason());
        for seat in 0..LISTERS {
            let lister = hour.show_lister(&case, seat);
            hour.world.must(&lister, &[]);
        }
        hour.world.must(&case.uphold(&[]), &[]);
        assert_eq!(hour.world.record(EPOCH).status(), VOID);
        let reward = LISTERS as u64 * BOND / 4;
        assert_eq!(hour.world.io_of(&challenger.pubkey()), reward);
    }
}

/// That other checks hold refutes nothing: not at another place, not of another kind, not of another GPU.
#[test]
fn other_checks_refute_nothing() {
    let named = Listed::fail(5, 4096 + 64 * 20 + 9);
    let plan = Plan {
        answer: &|mut response| {
            response.gpus[1].samples[20].steps[9].state[8] ^= 1;
            response
        },
        ..Plan::honest()
    };
    let mut hour = Hour::live(&plan, |_| named);
    let (case, _) = hour.challenge();
    let verdict = hour.show_verdict(&case);
    hour.world.must(&verdict, &[]);
    let evidence = hour.evidence.clone();
    for gpu in [0, 1] {
        let mut shown = vec![evidence.show_gpu(&case, gpu)];
        for kind in [PathKind::Lane, PathKind::Previous, PathKind::Next] {
            shown.push(evidence.show_path(&case, gpu, kind, 20));
        }
        for step in [0, 1, 7, 8, 9, 10, 62, 63] {
            shown.push(evidence.show_step(&case, gpu, 64 * 20 + step));
        }
        shown.push(evidence.show_probe(&case, gpu, 0));
        for instruction in &shown {
            hour.world.must(instruction, &[]);
        }
        assert_eq!(hour.proven(&case), 0, "the failure that is named is true");
    }
}

#[test]
fn a_failure_that_names_no_check_is_wrong_by_itself() {
    let no_checks = [
        (0, 0),
        (8, 0),
        (200, 0),
        // A path of a sample beyond the 64, a probe beyond the 256, a GPU beyond the two.
        (1, 64),
        (7, 256),
        (4, 2 * 4096),
    ];
    for (reason, place) in no_checks {
        let mut hour = Hour::live(&Plan::honest(), |_| Listed::fail(reason, place));
        let (case, _) = hour.challenge();
        let verdict = hour.show_verdict(&case);
        hour.world.must(&verdict, &[]);
        assert_eq!(hour.proven(&case), 10, "{reason} at {place}");
    }
}
