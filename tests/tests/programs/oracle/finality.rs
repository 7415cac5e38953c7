//! A final settlement is never changed by anything, and stays claimable until a later one takes over.
use super::leaves::Scene;
use io_tests::disputes::error as disputes_error;
use io_tests::oracle::OracleWorld;
use io_tests::oracle::accounts::{OPEN, SEALED};
use io_tests::oracle::challenges::{
    AFTER, BEFORE, judge_challenge, open_challenge, prove_challenge, void_epoch,
};
use io_tests::oracle::error::*;
use io_tests::oracle::instructions as ix;
use io_tests::oracle::world::{BOND, guardian};
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

/// Every instruction that takes a record as writable, tried on a final one by whoever may send it.
#[test]
fn no_instruction_changes_a_final_record() {
    let mut scene = Scene::new(&[100, 50]);
    // A lie, so that there is something to be had; challenged in time, but not judged.
    let lie = scene.tree(&[90, 100]);
    let settlement = scene.seal(&lie, 2);
    let challenger = scene.world.challenger();
    scene.world.challenge(&challenger, 2, 0);
    let before = scene.truth.open(0, 0);
    scene.show(&challenger, 2, BEFORE, &before);
    scene.show(&challenger, 2, AFTER, &lie.open(0, 0));
    let late = scene.world.challenger();
    let world = &mut scene.world;
    world.go_to(world.record(2).final_ts());
    let record = world.record(2);
    assert_eq!(record.status(), SEALED);

    let (voter, wallet, key) = (world.key(5), world.wallet(5), guardian());
    let payer = world.authority();
    let mint = world.chain.io_mint;
    let by = voter.pubkey();
    let other = ix::Settlement {
        rewards_root: [9; 32],
        ..settlement.clone()
    };
    let attempts: Vec<(Instruction, Vec<Keypair>, u32)> = vec![
        (
            ix::vote(&by, &settlement),
            vec![voter.insecure_clone()],
            EPOCH_SEALED,
        ),
        (
            ix::vote(&by, &other),
            vec![voter.insecure_clone()],
            EPOCH_SEALED,
        ),
        (
            ix::post_summary(&by, 2, [4; 32]),
            vec![voter.insecure_clone()],
            EPOCH_SEALED,
        ),
        (ix::capture_challenge(2), vec![], WRONG_EPOCH),
        (ix::capture_beacon(2, 1), vec![], WRONG_EPOCH),
        (ix::capture_beacon(2, 2), vec![], WRONG_EPOCH),
        (
            ix::open_epoch(&payer.pubkey(), 2),
            vec![payer.insecure_clone()],
            EPOCH_NOT_CURRENT,
        ),
        (
            void_epoch(&key.pubkey(), 2, &[]),
            vec![key.insecure_clone()],
            ROOT_FINAL,
        ),
        (
            open_challenge(&late.pubkey(), &mint, 2, 0),
            vec![late.insecure_clone()],
            disputes_error::ROOT_FINAL,
        ),
        (
            prove_challenge(&challenger.pubkey(), 2, AFTER, &lie.open(0, 0)),
            vec![],
            disputes_error::ROOT_FINAL,
        ),
    ];
    for (instruction, signers, code) in attempts {
        let signers: Vec<&Keypair> = signers.iter().collect();
        world.must_fail(&instruction, &signers, code);
        assert_eq!(world.record(2), record);
    }
    // A judgement ends the challenge, and the record is as it was; so it is after its voters have left.
    world.must(&judge_challenge(&challenger.pubkey(), mint, 2, &[]), &[]);
    assert_eq!(world.record(2), record);
    world.must(&ix::unbond(&wallet.pubkey(), &wallet.pubkey()), &[&wallet]);
    // Nor does what happens to other records: 5 and 6 are sealed on it, 5 is voided with 6.
    for epoch in [5, 6] {
        world.seal_tree(epoch, &lie, 2);
    }
    world.must(&void_epoch(&key.pubkey(), 5, &[6]), &[&key]);
    assert_eq!(world.record(2), record);
    assert_eq!(world.oracle().u64(284), 2);
    // As a descendant of a later one it is no descendant at all.
    world.seal_tree(7, &lie, 2);
    let void = void_epoch(&key.pubkey(), 7, &[2]);
    world.must_fail(&void, &[&key], WRONG_DESCENDANTS);
    assert_eq!(world.record(2), record);
}

#[test]
fn a_record_is_reused_only_when_nobody_needs_it_any_more() {
    let mut world = OracleWorld::with_bonds(&[BOND; 7]);
    world.chain.fund(&guardian().pubkey());
    let payer = world.authority();
    let by = payer.pubkey();
    world.open(1);
    world.go_to_vote(1);
    let first = world.settlement(1, 100, 1);
    world.seal(&first);
    let record = world.record(1);
    // 64 epochs of silence: the last sealed one stays, whatever its age; the epoch after it opens.
    world.go_to(world.start_of(65));
    world.must_fail(&ix::open_epoch(&by, 65), &[&payer], RECORD_IN_USE);
    assert_eq!(world.record(1), record, "claimable as before");
    world.go_to(world.start_of(66));
    world.open(66);
    world.go_to_vote(66);
    let next = world.settlement(66, 200, 2);
    world.seal(&next);
    // 1 is final and no longer the last: its place is free when it comes round again, at 129.
    // 66 is the last now, and keeps its own.
    world.go_to(world.start_of(129));
    world.open(129);
    assert_eq!(world.record(129).status(), OPEN);
    world.go_to(world.start_of(130));
    world.must_fail(&ix::open_epoch(&by, 130), &[&payer], RECORD_IN_USE);
}

/// Sealed at the last moment: its challenge window runs beyond the 64 epochs, and it keeps its record
/// until the window is over, void or not.
#[test]
fn a_record_in_its_window_is_not_reused() {
    let mut world = OracleWorld::with_bonds(&[BOND; 7]);
    let key = guardian();
    world.chain.fund(&key.pubkey());
    let payer = world.authority();
    world.open(1);
    world.open(2);
    world.go_to(world.start_of(65) - 60);
    let late = world.settlement(1, 100, 1);
    world.seal(&late);
    world.go_to(world.start_of(65));
    let next = world.settlement(2, 150, 2);
    world.seal(&next);
    let by = payer.pubkey();
    // No longer the last, but not final.
    world.must_fail(&ix::open_epoch(&by, 65), &[&payer], RECORD_IN_USE);
    world.must(&void_epoch(&key.pubkey(), 1, &[2]), &[&key]);
    // Void, but still within reach of a challenge of its voters.
    world.must_fail(&ix::open_epoch(&by, 65), &[&payer], RECORD_IN_USE);
    assert_eq!(world.record(1).epoch(), 1);
    // After the window nothing holds it; by then another epoch's turn has come.
    world.go_to(world.record(1).final_ts());
    world.go_to(world.start_of(129));
    world.open(129);
    assert_eq!(world.record(129).epoch(), 129);
}

#[test]
fn votes_end_before_the_bonds_behind_them_can_leave() {
    let mut world = OracleWorld::with_bonds(&[BOND; 7]);
    world.open(1);
    let settlement = world.settlement(1, 100, 1);
    world.go_to(world.start_of(65) - 1);
    world.vote(0, &settlement).expect("the last second");
    world.go_to(world.start_of(65));
    let key = world.key(1);
    world.must_fail(
        &ix::vote(&key.pubkey(), &settlement),
        &[&key],
        VOTE_TOO_LATE,
    );
}
