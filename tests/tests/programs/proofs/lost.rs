//! Who is wrong loses the bond; who could not be right in time gets it back.
use super::wrong_pass::show;
use io_pow::bundle::PathKind;
use io_pow::verify::{Fault, FaultKind};
use io_tests::disputes::error::*;
use io_tests::oracle::{challenges as ch, world::CHALLENGE_BOND, world::guardian};
use io_tests::proofs::hour::{EPOCH, Plan};
use io_tests::proofs::{Hour, Listed};
use solana_signer::Signer;

/// All that can be shown of an honest proof proves nothing, and the bond is burned once the settlement is final.
#[test]
fn an_honest_proof_cannot_be_challenged() {
    let mut hour = Hour::live(&Plan::honest(), |_| Listed::PASS);
    let (case, challenger) = hour.challenge();
    let evidence = hour.evidence.clone();
    let mut shown = vec![hour.show_verdict(&case)];
    for gpu in [0, 1] {
        shown.push(evidence.show_gpu(&case, gpu));
        for sample in [0, 7, 8, 63] {
            for kind in [PathKind::Lane, PathKind::Previous, PathKind::Next] {
                shown.push(evidence.show_path(&case, gpu, kind, sample));
            }
            for step in (0..64).chain([5, 63, 0]) {
                let position = 64 * u16::from(sample) + step;
                shown.push(evidence.show_step(&case, gpu, position));
            }
            shown.push(evidence.show_path(&case, gpu, PathKind::Next, sample));
        }
        for probe in (0..=255).step_by(17) {
            shown.push(evidence.show_probe(&case, gpu, probe));
        }
    }
    for instruction in &shown {
        hour.world.must(instruction, &[]);
    }
    assert_eq!(hour.proven(&case), 0);
    let lister = hour.show_lister(&case, 0);
    hour.world.must_fail(&lister, &[], NOT_WON);
    hour.world
        .must_fail(&case.close(false), &[], CHALLENGE_OPEN);
    hour.world
        .must_fail(&case.close(true), &[&challenger], CHALLENGE_OPEN);
    let final_ts = hour.world.record(EPOCH).final_ts();
    hour.world.go_to(final_ts);
    let supply = hour.world.chain.supply(&case.io_mint);
    hour.world.must(&case.close(false), &[]);
    assert_eq!(hour.world.io_of(&challenger.pubkey()), 0);
    let burned = supply - hour.world.chain.supply(&case.io_mint);
    assert_eq!(burned, CHALLENGE_BOND);
    assert!(
        hour.world
            .chain
            .svm
            .get_account(&case.vault())
            .is_none_or(|a| a.lamports == 0)
    );
}

/// The guardian voids it first: the bond comes back, at once if the challenger asks.
#[test]
fn a_settlement_that_others_void_gives_the_bond_back() {
    let mut hour = Hour::live(&Plan::honest(), |_| Listed::PASS);
    let (case, challenger) = hour.challenge();
    let key = guardian();
    hour.world.chain.fund(&key.pubkey());
    let void = ch::void_epoch(&key.pubkey(), EPOCH, &[]);
    hour.world.must(&void, &[&key]);
    hour.world
        .must_fail(&case.close(false), &[], CHALLENGE_OPEN);
    hour.world.must(&case.close(true), &[&challenger]);
    assert_eq!(hour.world.io_of(&challenger.pubkey()), CHALLENGE_BOND);
}

/// A challenge holds a settlement up like a challenge, and what is proven too late slashes nobody.
#[test]
fn a_challenge_has_its_time_and_no_more() {
    let plan = Plan {
        prover: &|job| {
            io_pow_cheats::Cheat::LazyFill { fraction: 5_000 }
                .commit(job)
                .unwrap()
        },
        ..Plan::honest()
    };
    let mut hour = Hour::live(&plan, |_| Listed::PASS);
    let before = hour.world.record(EPOCH).final_ts();
    hour.world.go_to(before - 1);
    let (case, challenger) = hour.challenge();
    let after = hour.world.record(EPOCH).final_ts();
    assert_eq!(after, before - 1 + 600);
    let probe = (0..=255)
        .find(|probe| {
            let (position, byte) = hour.evidence.probe(0, *probe);
            let step = &hour.evidence.response.gpus[0].samples[(position / 64) as usize].steps
                [(position % 64) as usize];
            let (seed, params) = (hour.evidence.job.gpu_seed(0), hour.evidence.job.params);
            let truth =
                io_pow::judge::true_byte::<io_pow::HostSha256>(&seed, &params, step.address, byte);
            step.line[usize::from(byte)] != truth
        })
        .expect("half of the bytes are wrong");
    let kind = FaultKind::Byte {
        probe: probe.into(),
        expected: 0,
        found: 0,
    };
    show(&mut hour, &case, &Fault { gpu: 0, kind });
    hour.world.go_to(after);
    let lister = hour.show_lister(&case, 0);
    hour.world.must_fail(&lister, &[], ROOT_FINAL);
    let refused = hour.world.send(&case.uphold(&[]), &[]).unwrap_err();
    assert_eq!(refused.code(), Some(io_tests::oracle::error::ROOT_FINAL));
    hour.world.must(&case.close(false), &[]);
    assert_eq!(
        hour.world.io_of(&challenger.pubkey()),
        CHALLENGE_BOND,
        "it was right"
    );
}
