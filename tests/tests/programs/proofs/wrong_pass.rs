//! A pass is wrong as soon as one check of the proof fails.
use io_pow::bundle::PathKind;
use io_pow::verify::{Claim, Fault, FaultKind, Verdict, verify};
use io_pow::{Prover, Response};
use io_pow_cheats::Cheat;
use io_tests::cu;
use io_tests::disputes::error::NOTHING_MISSING;
use io_tests::oracle::accounts::VOID;
use io_tests::oracle::world::{BOND, CHALLENGE_BOND};
use io_tests::proofs::hour::{EPOCH, LISTERS, Plan};
use io_tests::proofs::{Evidence, Hour, Listed, instructions::Case};
use solana_signer::Signer;

fn pass(_: &Evidence) -> Listed {
    Listed::PASS
}

/// What an operator who verifies would have found.
fn fault_of(hour: &Hour) -> Option<Fault> {
    let evidence = &hour.evidence;
    let claim = Claim {
        job: evidence.job,
        commit_leaf: hour.leaf.commit,
        response_leaf: hour.leaf.response,
    };
    let beacon1 = hour.world.record(EPOCH).beacon(1);
    match verify(&claim, &evidence.response, &beacon1, &evidence.beacon2) {
        Ok(Verdict::Fail(fault)) => Some(fault),
        _ => None,
    }
}

/// Shows what `fault` needs: a few transactions.
pub fn show(hour: &mut Hour, case: &Case, fault: &Fault) {
    let (evidence, gpu) = (hour.evidence.clone(), fault.gpu);
    let verdict = hour.show_verdict(case);
    hour.world.must(&verdict, &[]);
    let mut steps = vec![evidence.show_gpu(case, gpu)];
    let path = |kind, sample: u32| evidence.show_path(case, gpu, kind, sample as u8);
    let step = |position: u32| evidence.show_step(case, gpu, position as u16);
    match fault.kind {
        FaultKind::Path { sample, path: kind } => {
            steps.push(path(PathKind::Lane, sample));
            if kind != PathKind::Lane {
                steps.push(path(kind, sample));
            }
        }
        FaultKind::Address { sample, step: at } => steps.push(step(64 * sample + at)),
        FaultKind::State { sample, step: 0 } => {
            steps.push(path(PathKind::Lane, sample));
            steps.push(path(PathKind::Previous, sample));
            steps.push(step(64 * sample));
        }
        FaultKind::State { sample, step: at } => {
            steps.push(step(64 * sample + at - 1));
            steps.push(step(64 * sample + at));
        }
        FaultKind::Checkpoint { sample } => {
            steps.push(path(PathKind::Lane, sample));
            steps.push(path(PathKind::Next, sample));
            steps.push(step(64 * sample + 63));
        }
        FaultKind::Byte { probe, .. } => steps.push(evidence.show_probe(case, gpu, probe as u8)),
    }
    for instruction in &steps {
        hour.world.must(instruction, &[]);
    }
}

#[test]
fn a_lazy_fill_costs_those_who_listed_it_their_bonds() {
    let plan = Plan {
        prover: &|job| Cheat::LazyFill { fraction: 2_000 }.commit(job).unwrap(),
        ..Plan::honest()
    };
    let mut hour = Hour::live(&plan, pass);
    let fault = fault_of(&hour).expect("a fifth of the bytes is wrong");
    assert_eq!(fault.reason(), 7);
    let (case, challenger) = hour.challenge();
    show(&mut hour, &case, &fault);
    assert_eq!(hour.proven(&case), 7);
    let supply = hour.world.chain.supply(&case.io_mint);
    for seat in 0..LISTERS {
        let lister = hour.show_lister(&case, seat);
        let sent = hour.world.must(&lister, &[]);
        cu::record("disputes.show_lister", sent.units);
        assert!(sent.bytes <= 1232, "{} bytes", sent.bytes);
    }
    let sent = hour.world.must(&case.uphold(&[]), &[]);
    cu::record("disputes.uphold_proof_challenge", sent.units);
    assert_eq!(hour.world.record(EPOCH).status(), VOID);
    let slashed = LISTERS as u64 * BOND;
    assert_eq!(hour.world.io_of(&challenger.pubkey()), slashed / 4);
    assert_eq!(
        hour.world.chain.supply(&case.io_mint),
        supply - (slashed - slashed / 4)
    );
    // The two that listed nothing keep theirs; nobody is slashed twice.
    assert_eq!(hour.world.oracle().u64(276), 2 * BOND);
    hour.world.must(&case.uphold(&[]), &[]);
    assert_eq!(hour.world.io_of(&challenger.pubkey()), slashed / 4);
    // The challenger may close at once, and has its bond back.
    let sent = hour.world.must(&case.close(true), &[&challenger]);
    cu::record("disputes.close_proof_challenge", sent.units);
    assert_eq!(
        hour.world.io_of(&challenger.pubkey()),
        slashed / 4 + CHALLENGE_BOND
    );
}

#[test]
fn a_made_up_walk_is_shown_by_a_checkpoint() {
    let plan = Plan {
        prover: &|job| Cheat::SkippedWalk { fraction: 5_000 }.commit(job).unwrap(),
        ..Plan::honest()
    };
    let mut hour = Hour::live(&plan, pass);
    let fault = fault_of(&hour).expect("half of the segments are made up");
    let (case, _) = hour.challenge();
    show(&mut hour, &case, &fault);
    assert_eq!(hour.proven(&case), fault.reason());
}

/// Each check fails by itself, in the response of a device that changes one thing after its walk.
#[test]
fn each_check_wins_by_its_own_reason() {
    let edits: [(u8, fn(&mut Response)); 6] = [
        (1, |r| r.gpus[1].samples[20].previous.siblings[0][0] ^= 1),
        (2, |r| r.gpus[1].samples[20].next.leaf[31] ^= 1),
        (3, |r| r.gpus[1].samples[20].lane.siblings[3][7] ^= 1),
        (4, |r| r.gpus[1].samples[20].steps[9].address ^= 1),
        (5, |r| r.gpus[1].samples[20].steps[9].state[8] ^= 1),
        (5, |r| r.gpus[1].samples[3].steps[0].state[8] ^= 1),
    ];
    for (reason, edit) in edits {
        let answer = move |mut response: Response| {
            edit(&mut response);
            response
        };
        let plan = Plan {
            answer: &answer,
            ..Plan::honest()
        };
        let mut hour = Hour::live(&plan, pass);
        // Bit 8 of a state is not what the address reads: the first fault is the one edited.
        let fault = fault_of(&hour).expect("an edited response");
        assert_eq!((fault.gpu, fault.reason()), (1, reason));
        let (case, _) = hour.challenge();
        show(&mut hour, &case, &fault);
        assert_eq!(hour.proven(&case), reason);
    }
}

#[test]
fn a_bundle_of_another_walk_wins() {
    let plan = Plan {
        answer: &|mut response| {
            response.gpus[0].root[0] ^= 1;
            response
        },
        ..Plan::honest()
    };
    let mut hour = Hour::live(&plan, pass);
    let (case, _) = hour.challenge();
    let verdict = hour.show_verdict(&case);
    hour.world.must(&verdict, &[]);
    let gpu = hour.evidence.show_gpu(&case, 0);
    hour.world.must(&gpu, &[]);
    assert_eq!(hour.proven(&case), 8);
}

#[test]
fn a_pass_without_a_commitment_wins() {
    let plan = Plan {
        bare: true,
        ..Plan::honest()
    };
    let mut hour = Hour::live(&plan, pass);
    let (case, _) = hour.challenge();
    let verdict = hour.show_verdict(&case);
    hour.world.must(&verdict, &[]);
    assert_eq!(hour.proven(&case), 9);
}

#[test]
fn a_pass_whose_roots_are_not_on_chain_wins() {
    let plan = Plan {
        absent: true,
        prover: &|job| Prover::commit(job).unwrap(),
        ..Plan::honest()
    };
    let mut hour = Hour::live(&plan, pass);
    let (case, _) = hour.challenge();
    let by = hour.supplier.pubkey();
    let verdict = hour.show_verdict(&case);
    hour.world.must(&verdict, &[]);
    let absence = case.show_absence(&by, 0, 0, &[0; 32], &[]);
    let sent = hour.world.must(&absence, &[]);
    cu::record("disputes.show_absence", sent.units);
    assert_eq!(hour.proven(&case), 9);
}

/// A commit without a response is no proof; that the commit is there does not help.
#[test]
fn a_pass_without_an_answer_on_chain_wins() {
    let plan = Plan {
        mute: true,
        ..Plan::honest()
    };
    let mut hour = Hour::live(&plan, pass);
    let (case, _) = hour.challenge();
    let by = hour.supplier.pubkey();
    let verdict = hour.show_verdict(&case);
    hour.world.must(&verdict, &[]);
    let path = hour.fleet.path(hour.index);
    let committed = case.show_absence(&by, 0, 0, &hour.committed, path.as_flattened());
    hour.world.must_fail(&committed, &[], NOTHING_MISSING);
    assert_eq!(hour.proven(&case), 0);
    let answered = case.show_absence(&by, 0, 1, &[0; 32], &[]);
    hour.world.must(&answered, &[]);
    assert_eq!(hour.proven(&case), 9);
}
