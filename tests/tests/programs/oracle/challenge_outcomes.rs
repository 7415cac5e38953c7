//! Who gets what when a challenge ends, whoever plays with whom, and for how long it can hold anything up.
use super::leaves::Scene;
use io_tests::cu;
use io_tests::disputes::error::*;
use io_tests::oracle::OracleWorld;
use io_tests::oracle::accounts::{SEALED, VOID};
use io_tests::oracle::address::singleton;
use io_tests::oracle::challenges::{
    AFTER, BEFORE, challenge, judge_challenge, open_challenge, vault, void_epoch,
};
use io_tests::oracle::error::NO_WEIGHT;
use io_tests::oracle::instructions as ix;
use io_tests::oracle::tree::SumTree;
use io_tests::oracle::world::{BOND, CHALLENGE_BOND, guardian};
use io_tests::send::assert_error;
use solana_keypair::Keypair;
use solana_signer::Signer;

/// Epoch 2 has sealed a tree in which leaf 0 fell.
fn lied() -> (Scene, SumTree) {
    let mut scene = Scene::new(&[100, 50]);
    let lie = scene.tree(&[90, 100]);
    scene.seal(&lie, 2);
    (scene, lie)
}

/// Epoch 2 has sealed an honest tree.
fn told_the_truth() -> Scene {
    let mut scene = Scene::new(&[100, 50]);
    let next = scene.tree(&[120, 60]);
    scene.seal(&next, 2);
    scene
}

fn prove_both(scene: &mut Scene, challenger: &Keypair, lie: &SumTree) {
    let before = scene.truth.open(0, 0);
    scene.show(challenger, 2, BEFORE, &before);
    scene.show(challenger, 2, AFTER, &lie.open(0, 0));
}

fn supply(world: &OracleWorld) -> u64 {
    world.chain.supply(&world.chain.io_mint)
}

#[test]
fn a_challenge_of_a_correct_root_loses_its_bond() {
    let mut scene = told_the_truth();
    let challenger = scene.world.challenger();
    scene.world.challenge(&challenger, 2, 0);
    // All it can show is the truth.
    let (before, after) = (scene.truth.open(0, 0), scene.tree(&[120, 60]).open(0, 0));
    scene.show(&challenger, 2, BEFORE, &before);
    scene.show(&challenger, 2, AFTER, &after);
    let world = &mut scene.world;
    let due = world.record(2).final_ts();
    world.go_to(due - 1);
    assert_error(&world.judge(&challenger, 2, &[]), CHALLENGE_OPEN);
    // Not even the challenger may end it early: the account is what keeps it to one challenge.
    let mint = world.chain.io_mint;
    let mut judge = judge_challenge(&challenger.pubkey(), mint, 2, &[]);
    judge.accounts[4].is_signer = true;
    world.must_fail(&judge, &[&challenger], CHALLENGE_OPEN);
    world.go_to(due);
    let record = world.record(2);
    let before = supply(world);
    let sent = world.judge(&challenger, 2, &[]).expect("lost");
    cu::record("disputes.judge_challenge.lost", sent.units);
    assert_eq!(before - supply(world), CHALLENGE_BOND, "burned");
    assert_eq!(world.io_of(&challenger.pubkey()), 0);
    assert_eq!(world.record(2), record, "the root is as it was");
    assert_eq!(
        world.chain.token_balance(&singleton("bond_vault")),
        7 * BOND
    );
    assert_eq!(world.oracle().u64(524), 7 * BOND);
}

#[test]
fn a_challenger_who_vanishes_is_closed_by_anyone() {
    let mut scene = told_the_truth();
    let challenger = scene.world.challenger();
    scene.world.challenge(&challenger, 2, 0);
    let world = &mut scene.world;
    world.go_to(world.record(2).final_ts());
    // It has even closed the account that it could be paid to.
    let account = io_tests::token::associated(&challenger.pubkey(), &world.chain.io_mint);
    let hollow = solana_account::Account::default();
    world.chain.svm.set_account(account, hollow).expect("gone");
    world.judge(&challenger, 2, &[]).expect("closed");
    let left = world
        .chain
        .svm
        .get_account(&challenge(&challenger.pubkey(), 2));
    assert!(left.is_none());
    assert_eq!(world.oracle().u64(524), 7 * BOND);
}

/// A proof that comes too late changes nothing: final is final.
#[test]
fn a_fault_that_is_proved_but_not_judged_in_time_is_lost() {
    let (mut scene, lie) = lied();
    let challenger = scene.world.challenger();
    scene.world.challenge(&challenger, 2, 0);
    prove_both(&mut scene, &challenger, &lie);
    let world = &mut scene.world;
    world.go_to(world.record(2).final_ts());
    world.judge(&challenger, 2, &[]).expect("lost");
    assert_eq!(world.record(2).status(), SEALED);
    assert_eq!(world.io_of(&challenger.pubkey()), 0);
    assert_eq!(world.oracle().u64(276), 7 * BOND, "nobody is slashed");
}

#[test]
fn a_reward_is_paid_once_and_other_challengers_get_their_bonds_back() {
    let (mut scene, lie) = lied();
    let (first, second, idle) = (
        scene.world.challenger(),
        scene.world.challenger(),
        scene.world.challenger(),
    );
    for challenger in [&first, &second, &idle] {
        scene.world.challenge(challenger, 2, 0);
    }
    prove_both(&mut scene, &first, &lie);
    prove_both(&mut scene, &second, &lie);
    let world = &mut scene.world;
    world.judge(&first, 2, &[]).expect("won");
    let won = CHALLENGE_BOND + 5 * BOND / 4;
    assert_eq!(world.io_of(&first.pubkey()), won);
    // The same account again, by the same challenger.
    assert!(world.judge(&first, 2, &[]).is_err());
    let mint = world.chain.io_mint;
    let reopen = open_challenge(&first.pubkey(), &mint, 2, 0);
    world.must_fail(&reopen, &[&first], ROOT_DISPROVED);
    // Bonded again in the meantime, the voters are not slashed twice for the same lie.
    let wallet = world.wallet(0);
    let source = world.chain.give_io(&wallet.pubkey(), BOND);
    world.must(&ix::bond(&wallet.pubkey(), source, BOND), &[&wallet]);
    let before = supply(world);
    let sent = world.judge(&second, 2, &[]).expect("returned");
    cu::record("disputes.judge_challenge.returned", sent.units);
    world.judge(&idle, 2, &[]).expect("returned");
    for challenger in [&second, &idle] {
        assert_eq!(world.io_of(&challenger.pubkey()), CHALLENGE_BOND);
    }
    assert_eq!(supply(world), before, "nothing is burned");
    assert_eq!(world.oracle().u64(276), 3 * BOND);
    assert_eq!(
        world.chain.token_balance(&singleton("bond_vault")),
        3 * BOND
    );
}

/// The voters themselves challenge their own lie, to save what they can. Together they are poorer by
/// three quarters of the bonds, and so they are when they spread it over many challenges.
#[test]
fn challenging_ones_own_root_never_pays() {
    let (mut scene, lie) = lied();
    let accomplices: Vec<Keypair> = (0..3).map(|_| scene.world.challenger()).collect();
    let wealth = |world: &OracleWorld, keys: &[Keypair]| -> u64 {
        let operators = world.bytes(&singleton("operators"));
        let bonds: u64 = (0..5).map(|seat| operators.u64(72 + 152 * seat)).sum();
        bonds
            + keys
                .iter()
                .map(|key| world.io_of(&key.pubkey()))
                .sum::<u64>()
    };
    let before = wealth(&scene.world, &accomplices);
    for accomplice in &accomplices {
        scene.world.challenge(accomplice, 2, 0);
        prove_both(&mut scene, accomplice, &lie);
    }
    for accomplice in &accomplices {
        scene.world.judge(accomplice, 2, &[]).expect("ended");
    }
    let after = wealth(&scene.world, &accomplices);
    assert_eq!(before - after, 5 * BOND - 5 * BOND / 4);
    // A second lie is for free to nobody: without a bond there is no vote.
    let world = &mut scene.world;
    world.open(3);
    world.go_to_vote(3);
    let settlement = world.settle(3, &lie, 2);
    let key = world.key(0);
    world.must_fail(&ix::vote(&key.pubkey(), &settlement), &[&key], NO_WEIGHT);
}

#[test]
fn the_guardians_void_is_no_pardon() {
    let (mut scene, lie) = lied();
    let (early, late) = (scene.world.challenger(), scene.world.challenger());
    scene.world.challenge(&early, 2, 0);
    let key = guardian();
    let void = void_epoch(&key.pubkey(), 2, &[]);
    scene.world.must(&void, &[&key]);
    // While it can still be won, nobody else ends it for the challenger.
    assert_error(&scene.world.judge(&early, 2, &[]), CHALLENGE_OPEN);
    // And it can still be opened; it holds nothing up.
    let due = scene.world.record(2).final_ts();
    scene.world.go_to(due - 60);
    scene.world.challenge(&late, 2, 0);
    assert_eq!(scene.world.record(2).final_ts(), due);
    prove_both(&mut scene, &late, &lie);
    let world = &mut scene.world;
    world.judge(&late, 2, &[]).expect("won");
    assert_eq!(world.oracle().u64(276), 2 * BOND, "slashed all the same");
    assert_eq!(world.io_of(&late.pubkey()), CHALLENGE_BOND + 5 * BOND / 4);
    assert_eq!(world.record(2).status(), VOID);
    assert_eq!(world.oracle().u64(284), 1);
    world.judge(&early, 2, &[]).expect("returned");
    assert_eq!(world.io_of(&early.pubkey()), CHALLENGE_BOND);
}

#[test]
fn the_challenger_of_a_void_root_may_take_its_bond_at_once_and_anyone_returns_it_later() {
    let (mut scene, _) = lied();
    let (own, other) = (scene.world.challenger(), scene.world.challenger());
    scene.world.challenge(&own, 2, 0);
    scene.world.challenge(&other, 2, 0);
    let key = guardian();
    let void = void_epoch(&key.pubkey(), 2, &[]);
    let world = &mut scene.world;
    world.must(&void, &[&key]);
    let mint = world.chain.io_mint;
    let mut judge = judge_challenge(&own.pubkey(), mint, 2, &[]);
    judge.accounts[4].is_signer = true;
    world.must(&judge, &[&own]);
    assert_eq!(world.io_of(&own.pubkey()), CHALLENGE_BOND);
    world.go_to(world.record(2).final_ts());
    world.judge(&other, 2, &[]).expect("returned");
    assert_eq!(world.io_of(&other.pubkey()), CHALLENGE_BOND);
}

#[test]
fn finality_is_held_up_by_ten_minutes_each_and_half_an_hour_in_all() {
    let mut scene = told_the_truth();
    let sealed = scene.world.record(2);
    let due = sealed.final_ts();
    assert_eq!(sealed.latest_final_ts(), due + 1_800);
    // Early challenges hold nothing up.
    let early = scene.world.challenger();
    scene.world.challenge(&early, 2, 0);
    assert_eq!(scene.world.record(2).final_ts(), due);
    // Then one a second before each end.
    let mut expected = due;
    for _ in 0..5 {
        let challenger = scene.world.challenger();
        scene.world.go_to(expected - 1);
        scene.world.challenge(&challenger, 2, 0);
        expected = (expected - 1 + 600).min(due + 1_800);
        assert_eq!(scene.world.record(2).final_ts(), expected);
        // The same challenger holds up once.
        scene
            .world
            .chain
            .give_io(&challenger.pubkey(), CHALLENGE_BOND);
        let mint = scene.world.chain.io_mint;
        let again = open_challenge(&challenger.pubkey(), &mint, 2, 1);
        assert!(scene.world.send(&again, &[&challenger]).is_err());
    }
    assert_eq!(expected, due + 1_800);
    let last = scene.world.challenger();
    let world = &mut scene.world;
    world.go_to(expected - 1);
    world.challenge(&last, 2, 0);
    assert_eq!(world.record(2).final_ts(), due + 1_800, "and no longer");
    world.go_to(due + 1_800);
    let too_late = world.challenger();
    let open = open_challenge(&too_late.pubkey(), &world.chain.io_mint, 2, 0);
    world.must_fail(&open, &[&too_late], ROOT_FINAL);
    // Each bond lies in a vault of its own until its challenge is closed.
    let bond_of = |world: &OracleWorld, key: &Keypair| {
        let vault = vault(&challenge(&key.pubkey(), 2));
        world
            .chain
            .svm
            .get_account(&vault)
            .map(|_| world.chain.token_balance(&vault))
    };
    assert_eq!(world.oracle().u64(524), 7 * BOND, "none of the oracle's");
    assert_eq!(bond_of(world, &last), Some(CHALLENGE_BOND));
    world.judge(&last, 2, &[]).expect("lost");
    assert_eq!(bond_of(world, &last), None);
    assert_eq!(bond_of(world, &early), Some(CHALLENGE_BOND));
}

#[test]
fn a_challenge_that_nobody_closed_is_lost_once_its_record_serves_another_epoch() {
    let mut scene = told_the_truth();
    let challenger = scene.world.challenger();
    scene.world.challenge(&challenger, 2, 0);
    let next = scene.tree(&[130, 70]);
    let world = &mut scene.world;
    world.seal_tree(3, &next, 2);
    world.go_to(world.start_of(66));
    world.open(66);
    // Another record does not do.
    let mint = world.chain.io_mint;
    let mut crossed = judge_challenge(&challenger.pubkey(), mint, 2, &[]);
    crossed.accounts[2].pubkey = io_tests::oracle::address::epoch_record(3);
    world.must_fail(&crossed, &[], WRONG_EPOCH);
    let before = supply(world);
    world.judge(&challenger, 2, &[]).expect("lost");
    assert_eq!(before - supply(world), CHALLENGE_BOND);
    assert_eq!(world.record(66).epoch(), 66, "untouched");
}
