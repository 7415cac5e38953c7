//! Every refusal by its name.
use io_pow::bundle::PathKind;
use io_tests::cu;
use io_tests::disputes::error::*;
use io_tests::escrow::errors::PROOF_LENGTH;
use io_tests::oracle::address::epoch_record;
use io_tests::oracle::refusal::every_substitution_is_refused;
use io_tests::proofs::hour::{EPOCH, Plan};
use io_tests::proofs::instructions::Case;
use io_tests::proofs::{Hour, Listed};
use io_tests::send::ACCOUNT_IN_USE;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

fn passed() -> Hour {
    Hour::live(&Plan::honest(), |_| Listed::PASS)
}

#[test]
fn open_proof_challenge_refuses() {
    let mut hour = passed();
    let challenger = hour.world.challenger();
    let case = hour.case(&challenger.pubkey());
    let device = hour.device;
    // Another epoch in this record; another index for this device.
    let mut other = Case { epoch: 65, ..case }.open(device);
    other.accounts[2].pubkey = epoch_record(EPOCH);
    hour.world.must_fail(&other, &[&challenger], WRONG_EPOCH);
    let other = Case { index: 1, ..case }.open(device);
    hour.world.must_fail(&other, &[&challenger], WRONG_DEVICE);
    let instruction = case.open(device);
    every_substitution_is_refused(&mut hour.world, &instruction, &[&challenger], &[2, 4]);
    let sent = hour.world.must(&instruction, &[&challenger]);
    cu::record("disputes.open_proof_challenge", sent.units);
    hour.world
        .must_fail(&instruction, &[&challenger], ACCOUNT_IN_USE);
    let final_ts = hour.world.record(EPOCH).latest_final_ts();
    hour.world.go_to(final_ts);
    let late = hour.world.challenger();
    let case = hour.case(&late.pubkey());
    hour.world
        .must_fail(&case.open(device), &[&late], ROOT_FINAL);
}

#[test]
fn evidence_that_does_not_lead_to_the_chains_roots_is_refused() {
    let mut hour = passed();
    let (case, _) = hour.challenge();
    let evidence = hour.evidence.clone();
    let (roots, proofs) = evidence.gpu_roots(1);
    let gpu = evidence.show_gpu(&case, 1);
    hour.world.must_fail(&gpu, &[], SHOW_FIRST);

    let proof = hour.verdict_proof();
    let leaf = hour.leaf;
    let edited = [
        io_core::merkle::Verdict { verdict: 2, ..leaf },
        io_core::merkle::Verdict { reason: 1, ..leaf },
        io_core::merkle::Verdict { place: 1, ..leaf },
        io_core::merkle::Verdict {
            commit: [1; 32],
            ..leaf
        },
        io_core::merkle::Verdict {
            response: [1; 32],
            ..leaf
        },
    ];
    for leaf in edited {
        let show = case.show_verdict(&leaf, &proof);
        hour.world.must_fail(&show, &[], NOT_IN_THE_VERDICTS);
    }
    let silent = io_core::merkle::Verdict { verdict: 3, ..leaf };
    hour.world
        .must_fail(&case.show_verdict(&silent, &proof), &[], NO_VERDICT);
    let mut bent = proof.clone();
    bent[100] ^= 1;
    hour.world
        .must_fail(&case.show_verdict(&leaf, &bent), &[], NOT_IN_THE_VERDICTS);
    let short = case.show_verdict(&leaf, &proof[32..]);
    hour.world.must_fail(&short, &[], PROOF_LENGTH);
    let verdict = hour.show_verdict(&case);
    hour.world.must(&verdict, &[]);
    hour.world.must_fail(&verdict, &[], ALREADY_SHOWN);

    // One GPU.
    let refuse = |hour: &mut Hour, gpu: u32, roots: &[[u8; 32]; 4], proofs: &[u8], code: u32| {
        hour.world
            .must_fail(&case.show_gpu(gpu, roots, proofs), &[], code);
    };
    refuse(&mut hour, 2, &roots, &proofs, UNKNOWN_GPU);
    refuse(&mut hour, 0, &roots, &proofs, NOT_IN_THE_LEAVES);
    refuse(&mut hour, 1, &roots, &proofs[..32], WRONG_LENGTH);
    refuse(&mut hour, 1, &roots, &proofs[1..], WRONG_LENGTH);
    for at in 0..4 {
        let mut bent = roots;
        bent[at][3] ^= 1;
        refuse(&mut hour, 1, &bent, &proofs, NOT_IN_THE_LEAVES);
    }
    for at in [0, 32 * 6] {
        let mut bent = proofs.clone();
        bent[at] ^= 1;
        refuse(&mut hour, 1, &roots, &bent, NOT_IN_THE_LEAVES);
    }
    let path = evidence.show_path(&case, 1, PathKind::Lane, 4);
    hour.world.must_fail(&path, &[], SHOW_FIRST);
    hour.world.must(&evidence.show_gpu(&case, 1), &[]);

    // Its paths.
    let previous = evidence.show_path(&case, 1, PathKind::Previous, 4);
    hour.world.must_fail(&previous, &[], SHOW_FIRST);
    let (leaf, siblings, proof) = evidence.path(1, PathKind::Lane, 4);
    let show = |kind, sample, siblings: &[u8], proof: &[u8]| {
        case.show_path(kind, sample, &leaf, siblings, proof)
    };
    let cases = [
        (show(3, 4, &siblings, &proof), OUT_OF_RANGE),
        (show(2, 64, &siblings, &proof), OUT_OF_RANGE),
        (show(2, 5, &siblings, &proof), NOT_IN_THE_BUNDLE),
        (show(1, 4, &siblings, &proof), NOT_IN_THE_BUNDLE),
        (show(2, 4, &siblings[32..], &proof), NOT_IN_THE_BUNDLE),
        (show(2, 4, &siblings[1..], &proof), WRONG_LENGTH),
        (show(2, 4, &siblings, &proof[32..]), WRONG_LENGTH),
    ];
    for (instruction, code) in cases {
        hour.world.must_fail(&instruction, &[], code);
    }
    hour.world.must(&path, &[]);
    // What was shown of one sample says nothing about another.
    let other = evidence.show_path(&case, 1, PathKind::Previous, 5);
    hour.world.must_fail(&other, &[], SHOW_FIRST);

    // Its steps, and the other GPU's.
    let step = evidence.show_step(&case, 0, 70);
    hour.world.must_fail(&step, &[], NOT_IN_THE_BUNDLE);
    let mut beyond = evidence.show_step(&case, 1, 70);
    beyond.data[8..10].copy_from_slice(&4096_u16.to_le_bytes());
    hour.world.must_fail(&beyond, &[], OUT_OF_RANGE);
    let mut elsewhere = evidence.show_step(&case, 1, 70);
    elsewhere.data[8] ^= 1;
    hour.world.must_fail(&elsewhere, &[], NOT_IN_THE_BUNDLE);
    let mut bent = evidence.show_step(&case, 1, 70);
    bent.data[60] ^= 1;
    hour.world.must_fail(&bent, &[], NOT_IN_THE_BUNDLE);
    let mut other = evidence.show_probe(&case, 1, 3);
    other.data[8] = 4;
    hour.world.must_fail(&other, &[], NOT_IN_THE_BUNDLE);
    assert_eq!(hour.proven(&case), 0);
}

#[test]
fn what_is_on_chain_is_not_missing() {
    let mut hour = passed();
    let (case, _) = hour.challenge();
    let by = hour.supplier.pubkey();
    let verdict = hour.show_verdict(&case);
    hour.world.must(&verdict, &[]);
    let path = hour.fleet.path(hour.index);
    let (own, path) = (hour.leaf.commit, path.as_flattened().to_vec());
    let show = |stage, leaf: &[u8; 32], path: &[u8]| case.show_absence(&by, 0, stage, leaf, path);
    let cases = [
        (show(0, &own, &path), NOTHING_MISSING),
        (show(0, &[1; 32], &path), NOTHING_MISSING),
        (show(1, &own, &path), NOTHING_MISSING),
        (show(0, &own, &path[32..]), WRONG_LENGTH),
        (show(2, &own, &path), OUT_OF_RANGE),
        (case.show_absence(&by, 1, 0, &own, &path), WRONG_COMMITS),
        (
            case.show_absence(&Pubkey::new_unique(), 0, 0, &own, &path),
            WRONG_COMMITS,
        ),
    ];
    for (instruction, code) in cases {
        hour.world.must_fail(&instruction, &[], code);
    }
    assert_eq!(hour.proven(&case), 0);
}

#[test]
fn only_who_listed_the_verdict_is_shown_as_a_lister() {
    let plan = Plan {
        bare: true,
        ..Plan::honest()
    };
    let mut hour = Hour::live(&plan, |_| Listed::PASS);
    let (case, _) = hour.challenge();
    let verdict = hour.show_verdict(&case);
    hour.world.must(&verdict, &[]);
    // Seats 5 and 6 list a silent device; what the first five list, they list alike.
    for seat in [5, 6] {
        let lister = hour.show_lister(&case, seat);
        hour.world.must_fail(&lister, &[], NOT_IN_THE_SUMMARY);
    }
    let mut other = hour.show_lister(&case, 0);
    for (seat, code) in [
        (5, NOT_IN_THE_SUMMARY),
        (7, UNKNOWN_SEAT),
        (31, UNKNOWN_SEAT),
        (32, UNKNOWN_SEAT),
        (255, UNKNOWN_SEAT),
    ] {
        other.data[8] = seat;
        hour.world.must_fail(&other, &[], code);
    }
    let good = hour.show_lister(&case, 0);
    every_substitution_is_refused(&mut hour.world, &good, &[], &[0, 1]);
    hour.world.must(&good, &[]);
    // Nobody is slashed who was not shown.
    hour.world.must(&case.uphold(&[]), &[]);
    let bonds = 6 * io_tests::oracle::world::BOND;
    assert_eq!(hour.world.oracle().u64(276), bonds);
}

#[test]
fn a_challenge_that_is_not_won_carries_out_nothing() {
    let mut hour = passed();
    let (case, _) = hour.challenge();
    hour.world.must_fail(&case.uphold(&[]), &[], NOT_WON);
}

#[test]
fn what_a_won_challenge_carries_out_takes_its_own_accounts_only() {
    let plan = Plan {
        bare: true,
        ..Plan::honest()
    };
    let mut hour = Hour::live(&plan, |_| Listed::PASS);
    let (case, challenger) = hour.challenge();
    let verdict = hour.show_verdict(&case);
    hour.world.must(&verdict, &[]);
    let lister = hour.show_lister(&case, 0);
    hour.world.must(&lister, &[]);
    let uphold = case.uphold(&[]);
    every_substitution_is_refused(&mut hour.world, &uphold, &[], &[2, 3]);
    hour.world.must(&uphold, &[]);
    let close = case.close(true);
    every_substitution_is_refused(&mut hour.world, &close, &[&challenger], &[1, 2]);
}
