//! `set_params`: what may change of the parameters, from the next opening of an epoch on.
use io_tests::cu;
use io_tests::oracle::{
    OracleWorld,
    accounts::SEALED,
    address::singleton,
    error::*,
    instructions::{self as ix, Rules},
    refusal::every_substitution_is_refused,
    world::{BOND, rules},
};
use io_tests::world::EPOCH_S;
use solana_signer::Signer;

const IO: u64 = 100_000_000;

/// `(rules in force, first epoch of those that follow)`.
fn stored(world: &OracleWorld) -> ((u64, u64, [u32; 4]), u64) {
    let oracle = world.oracle();
    let times = [
        oracle.u32(216 + 12),
        oracle.u32(216 + 16),
        oracle.u32(216 + 20),
        oracle.u32(216 + 24),
    ];
    ((oracle.u64(216), oracle.u64(516), times), oracle.u64(348))
}

fn said(rules: &Rules) -> (u64, u64, [u32; 4]) {
    let times = [
        rules.challenge_window_s,
        rules.summary_window_s,
        rules.price_max_age_s,
        rules.ema_half_life_s,
    ];
    (rules.bond, rules.challenge_bond, times)
}

fn change(world: &mut OracleWorld, rules: &Rules) -> u64 {
    let authority = world.authority();
    let instruction = ix::set_params(&authority.pubkey(), rules);
    world.must(&instruction, &[&authority]).units
}

#[test]
fn only_the_authority_and_only_within_limits() {
    let mut world = OracleWorld::initialized();
    let authority = world.authority();
    let by = authority.pubkey();
    let stranger = world.chain.wallet();
    let stolen = ix::set_params(&stranger.pubkey(), &rules());
    world.must_fail(&stolen, &[&stranger], NOT_THE_AUTHORITY);
    let good = ix::set_params(&by, &rules());
    every_substitution_is_refused(&mut world, &good, &[&authority], &[]);
    let edits: [fn(&mut Rules); 14] = [
        |r| r.bond = 0,
        |r| r.bond = 1_000_000 * IO + 1,
        |r| r.challenge_bond = IO - 1,
        |r| r.challenge_bond = 10_000 * IO + 1,
        |r| r.challenge_window_s = EPOCH_S - 1,
        |r| r.challenge_window_s = 8 * EPOCH_S + 1,
        |r| r.summary_window_s = EPOCH_S / 60 - 1,
        |r| r.summary_window_s = EPOCH_S,
        |r| r.price_max_age_s = 0,
        |r| r.price_max_age_s = EPOCH_S / 6 + 1,
        |r| r.ema_half_life_s = EPOCH_S / 60 - 1,
        |r| r.ema_half_life_s = 168 * EPOCH_S + 1,
        |r| r.challenge_window_s = u32::MAX,
        |r| r.ema_half_life_s = u32::MAX,
    ];
    let before = world.bytes(&singleton("oracle")).0.to_vec();
    for edit in edits {
        let mut rules = rules();
        edit(&mut rules);
        let instruction = ix::set_params(&by, &rules);
        world.must_fail(&instruction, &[&authority], PARAM_OUT_OF_RANGE);
    }
    assert_eq!(world.bytes(&singleton("oracle")).0, before);
    for extreme in [
        Rules {
            bond: 1,
            challenge_bond: IO,
            challenge_window_s: EPOCH_S,
            summary_window_s: EPOCH_S / 60,
            price_max_age_s: 1,
            ema_half_life_s: EPOCH_S / 60,
        },
        Rules {
            bond: 1_000_000 * IO,
            challenge_bond: 10_000 * IO,
            challenge_window_s: 8 * EPOCH_S,
            summary_window_s: EPOCH_S - 1,
            price_max_age_s: EPOCH_S / 6,
            ema_half_life_s: 168 * EPOCH_S,
        },
    ] {
        let units = change(&mut world, &extreme);
        cu::record("oracle.set_params", units);
    }
}

/// Given a change, then the epoch in progress goes on by the old rules, and the next opening brings the
/// new ones in, once.
#[test]
fn a_change_begins_with_the_next_opening() {
    let mut world = OracleWorld::with_bonds(&[BOND, 2 * BOND, 2 * BOND, 2 * BOND, 2 * BOND]);
    world.open(1);
    let new = Rules {
        bond: 2 * BOND,
        challenge_bond: 700 * IO,
        challenge_window_s: 3 * EPOCH_S,
        summary_window_s: 120,
        price_max_age_s: 300,
        ema_half_life_s: 7_200,
    };
    change(&mut world, &new);
    assert_eq!(stored(&world), (said(&rules()), 2));
    world
        .post(0, &[(0, 7)])
        .expect("the old bond suffices in this epoch");
    world.open(2);
    assert_eq!(stored(&world), (said(&new), 0));
    let weights = |world: &OracleWorld, epoch| {
        let record = world.record(epoch);
        [record.weight(0), record.weight(1)]
    };
    assert_eq!(weights(&world, 1), [BOND, 2 * BOND], "it keeps its weights");
    assert_eq!(weights(&world, 2), [0, 2 * BOND]);
    io_tests::send::assert_error(&world.post(0, &[(0, 7)]), BOND_TOO_LOW);

    // 60 s after the end by the rules of genesis, 120 s by the new ones.
    world.go_to_vote(2);
    let settlement = world.settlement(2, 10, 7);
    io_tests::send::assert_error(&world.vote(1, &settlement), SUMMARIES_OPEN);
    let (slot, now) = (world.slot(), world.now());
    world.set_time(slot, now + 60);
    for seat in 1..4 {
        world.vote(seat, &settlement).expect("a vote");
    }
    let record = world.record(2);
    assert_eq!(record.status(), SEALED);
    let sealed_at = world.now();
    assert_eq!(record.final_ts() - sealed_at, i64::from(3 * EPOCH_S));
    world.open(4);
    assert_eq!(stored(&world), (said(&new), 0));
}

/// A change that has not begun is replaced, and begins with the next opening however many hours nobody
/// opened.
#[test]
fn a_pending_change_is_replaced() {
    let mut world = OracleWorld::with_bonds(&[BOND; 4]);
    world.open(1);
    let (mut first, mut second) = (rules(), rules());
    first.price_max_age_s = 60;
    second.price_max_age_s = 90;
    change(&mut world, &first);
    change(&mut world, &second);
    assert_eq!(stored(&world), (said(&rules()), 2));
    world.open(5);
    assert_eq!(stored(&world), (said(&second), 0));
}
