//! Bonds: what they cover, and until when they can be lost.
use super::leaves::Scene;
use io_core::bond_cover::allowance;
use io_core::emission::cumulative;
use io_tests::oracle::OracleWorld;
use io_tests::oracle::address::singleton;
use io_tests::oracle::challenges::{AFTER, BEFORE};
use io_tests::oracle::error::*;
use io_tests::oracle::instructions as ix;
use io_tests::oracle::world::{BOND, params};
use solana_signer::Signer;

/// GPU suppliers' part of S(n): 80% less 5% of it, stakers and CPUs rounded down.
fn scheduled(n: u64) -> u64 {
    let emitted = cumulative(n);
    let suppliers = emitted - emitted / 5;
    suppliers - suppliers / 20
}

#[test]
fn seven_bonds_cover_the_whole_emission() {
    let mut world = OracleWorld::with_bonds(&[BOND; 7]);
    for epoch in 1..=5 {
        world.open(epoch);
        assert_eq!(world.record(epoch).supplier_cap(), scheduled(epoch));
    }
}

#[test]
fn what_the_bonds_do_not_cover_waits_and_nothing_stops() {
    let mut world = OracleWorld::with_bonds(&[BOND; 7]);
    world.open(1);
    let first = scheduled(1);
    // Four resign: three bonds cover 1,666 IO an hour of the 3,470.
    for seat in 0..4 {
        let wallet = world.wallet(seat);
        world.must(&ix::unbond(&wallet.pubkey(), &wallet.pubkey()), &[&wallet]);
    }
    let hour = allowance(3 * BOND, 1);
    assert!(hour < scheduled(2) - first);
    world.open(2);
    assert_eq!(world.record(2).supplier_cap(), first + hour);
    world.go_to_vote(2);
    // The bound is kept by the vote.
    let above = world.settlement(2, first + hour + 1, 1);
    let key = world.key(4);
    world.must_fail(&ix::vote(&key.pubkey(), &above), &[&key], SUM_ABOVE_CAP);
    let all = world.settlement(2, first + hour, 1);
    for seat in 4..7 {
        world.vote(seat, &all).expect("three of three");
    }
    assert_eq!(world.oracle().u64(284), 2, "sealed");
    // Hours in which nothing was opened count, 72 at most.
    world.open(5);
    assert_eq!(world.record(5).supplier_cap(), first + 4 * hour);
    world.open(205);
    assert_eq!(world.record(205).supplier_cap(), first + 76 * hour);
    // New bonds let it catch up, by what they cover.
    for _ in 0..9 {
        world.join(BOND);
    }
    world.open(206);
    let faster = first + 76 * hour + allowance(12 * BOND, 1);
    assert_eq!(world.record(206).supplier_cap(), faster);
}

/// Emission falls, so bonds that are enough stay enough; and the schedule stays the bound.
#[test]
fn bonds_never_add_to_the_schedule() {
    let mut world = OracleWorld::with_bonds(&[1_000 * BOND]);
    for epoch in [1, 2, 3, 40, 41] {
        world.open(epoch);
        assert_eq!(world.record(epoch).supplier_cap(), scheduled(epoch));
    }
}

#[test]
fn a_bond_can_be_lost_until_the_second_it_may_leave() {
    let mut scene = Scene::new(&[100, 50]);
    let lie = scene.tree(&[90, 100]);
    let world = &mut scene.world;
    world.open(2);
    // Seat 0 resigns after the opening and votes for the lie all the same.
    let wallet = world.wallet(0);
    world.must(&ix::unbond(&wallet.pubkey(), &wallet.pubkey()), &[&wallet]);
    assert_eq!(world.oracle().u64(276), 6 * BOND);
    assert_eq!(world.oracle().u64(524), 7 * BOND, "still in the vault");
    scene.seal(&lie, 2);
    let world = &mut scene.world;
    let destination = world.chain.give_io(&wallet.pubkey(), 0);
    let withdraw = ix::withdraw_bond(&wallet.pubkey(), destination);
    world.must_fail(&withdraw, &[&wallet], STILL_UNBONDING);
    // As if it had been unbonding for 45 days but for a second: no parameters let a bond leave while a
    // vote of its operator can still be held against it, so the end is put where it is by hand.
    let end = world.record(2).final_ts() - 60;
    world.chain.edit(&singleton("operators"), |data| {
        data[8 + 80..8 + 88].copy_from_slice(&end.to_le_bytes());
    });
    world.go_to(end - 1);
    world.must_fail(&withdraw, &[&wallet], STILL_UNBONDING);
    let challenger = scene.world.challenger();
    scene.world.challenge(&challenger, 2, 0);
    let before = scene.truth.open(0, 0);
    scene.show(&challenger, 2, BEFORE, &before);
    scene.show(&challenger, 2, AFTER, &lie.open(0, 0));
    let world = &mut scene.world;
    world.judge(&challenger, 2, &[]).expect("won");
    assert_eq!(world.oracle().u64(276), 2 * BOND, "active ones left");
    assert_eq!(world.oracle().u64(524), 2 * BOND);
    world.go_to(end);
    world.must(&withdraw, &[&wallet]);
    assert_eq!(
        world.chain.token_balance(&destination),
        0,
        "nothing is left of it"
    );
    // The others' bonds are untouched by that, and the vault can be emptied.
    for seat in [5, 6] {
        let wallet = world.wallet(seat);
        world.must(&ix::unbond(&wallet.pubkey(), &wallet.pubkey()), &[&wallet]);
    }
    world.go_to(world.now() + i64::from(params().unbonding_s));
    for seat in [5, 6] {
        let wallet = world.wallet(seat);
        let destination = world.chain.give_io(&wallet.pubkey(), 0);
        world.must(
            &ix::withdraw_bond(&wallet.pubkey(), destination),
            &[&wallet],
        );
        assert_eq!(world.chain.token_balance(&destination), BOND);
    }
    assert_eq!(world.chain.token_balance(&singleton("bond_vault")), 0);
    assert_eq!(world.oracle().u64(524), 0);
}

#[test]
fn the_authority_removes_an_operator_from_the_next_snapshot_on() {
    let mut world = OracleWorld::with_bonds(&[BOND; 7]);
    world.open(1);
    let (authority, wallet) = (world.authority(), world.wallet(3));
    let remove = ix::unbond(&authority.pubkey(), &wallet.pubkey());
    world.must(&remove, &[&authority]);
    world.must_fail(&remove, &[&authority], OPERATOR_NOT_ACTIVE);
    assert_eq!(world.record(1).weight(3), BOND, "this epoch keeps it");
    world.open(2);
    assert_eq!(world.record(2).weight(3), 0);
    assert_eq!(world.record(2).total_weight(), 6 * BOND);
    // It can neither come back by bonding nor take its bond early; its bond is its own.
    let source = world.chain.give_io(&wallet.pubkey(), BOND);
    let bond = ix::bond(&wallet.pubkey(), source, BOND);
    world.must_fail(&bond, &[&wallet], OPERATOR_NOT_ACTIVE);
    let end = world.now() + i64::from(params().unbonding_s);
    world.go_to(end);
    world.must(&ix::withdraw_bond(&wallet.pubkey(), source), &[&wallet]);
    assert_eq!(world.chain.token_balance(&source), 2 * BOND);
    assert_eq!(world.oracle().u64(524), 6 * BOND);
}
