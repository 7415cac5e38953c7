//! What the guardian can do: void what is not final, pause sealing, hand over. And nothing else.
use io_tests::cu;
use io_tests::oracle::accounts::{OPEN, SEALED, VOID};
use io_tests::oracle::address::epoch_record;
use io_tests::oracle::challenges::{accept_guardian, pause_sealing, set_guardian, void_epoch};
use io_tests::oracle::refusal::every_substitution_is_refused;
use io_tests::oracle::world::{BOND, guardian};
use io_tests::oracle::{OracleWorld, error::*, instructions as ix};
use io_tests::send::{Outcome, assert_error};
use io_tests::world::EPOCH_S;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

const HOUR: i64 = EPOCH_S as i64;
const PAUSE: i64 = 72 * 3_600;
const REST: i64 = 30 * 86_400;

/// Epochs 1 to `epochs` sealed, each at the start of its votes, with sums 100, 200, …
fn sealed(epochs: u64) -> OracleWorld {
    let mut world = OracleWorld::with_bonds(&[BOND; 7]);
    world.chain.fund(&guardian().pubkey());
    for epoch in 1..=epochs {
        seal_next(&mut world, epoch);
    }
    world
}

fn seal_next(world: &mut OracleWorld, epoch: u64) {
    world.open(epoch);
    world.go_to_vote(epoch);
    let settlement = world.settlement(epoch, 100 * epoch, epoch as u8);
    world.seal(&settlement);
}

fn void(world: &mut OracleWorld, epoch: u64, later: &[u64]) -> Outcome {
    let key = guardian();
    world.send(&void_epoch(&key.pubkey(), epoch, later), &[&key])
}

/// Epoch, root and sum that the next settlement builds on.
fn head(world: &OracleWorld) -> (u64, u8, u64) {
    let oracle = world.oracle();
    (oracle.u64(284), oracle.hash(292)[0], oracle.u64(324))
}

#[test]
fn a_void_settlement_gives_way_to_the_one_it_built_on() {
    let mut world = sealed(2);
    let key = guardian();
    let instruction = void_epoch(&key.pubkey(), 2, &[]);
    every_substitution_is_refused(&mut world, &instruction, &[&key], &[]);
    let sent = world.must(&instruction, &[&key]);
    cu::record("oracle.void_epoch", sent.units);
    assert_eq!(world.record(2).status(), VOID);
    assert_eq!(world.record(1).status(), SEALED);
    assert_eq!(head(&world), (1, 1, 100));
    // It is not sealed again, not with the same votes and not with others.
    for mark in [2, 9] {
        let again = world.settlement(2, 150, mark);
        let vote = ix::vote(&world.key(5).pubkey(), &again);
        let key = world.key(5);
        world.must_fail(&vote, &[&key], EPOCH_VOID);
    }
    // The next one pays for it.
    world.open(3);
    world.go_to_vote(3);
    let on_the_void_one = io_tests::oracle::instructions::Settlement {
        prev_root: [2; 32],
        ..world.settlement(3, 300, 3)
    };
    let voter = world.key(0);
    world.must_fail(
        &ix::vote(&voter.pubkey(), &on_the_void_one),
        &[&voter],
        WRONG_PREVIOUS_ROOT,
    );
    let next = world.settlement(3, 300, 3);
    assert_eq!(next.prev_root, [1; 32]);
    world.seal(&next);
    assert_eq!(head(&world), (3, 3, 300));
    assert_eq!(world.record(3).prev_epoch(), 1);
}

#[test]
fn descendants_go_along_and_only_a_complete_list_of_them_voids() {
    // The first is sealed five minutes late, so that it is not final when the third is sealed.
    let mut world = sealed(0);
    world.open(1);
    world.go_to_vote(1);
    world.go_to(world.now() + 300);
    let first = world.settlement(1, 100, 1);
    world.seal(&first);
    for epoch in [2, 3] {
        seal_next(&mut world, epoch);
    }
    let before: Vec<_> = (1..=3).map(|epoch| world.record(epoch)).collect();
    for list in [
        &[][..],
        &[3],
        &[2],
        &[2, 3],
        &[3, 2, 1],
        &[3, 3, 2],
        &[3, 2, 2],
        &[1],
    ] {
        // A record given again is refused by the framework, every other list by its own name.
        let outcome = void(&mut world, 1, list);
        assert!(outcome.is_err(), "{list:?}");
        let repeated = list.contains(&1);
        if !repeated {
            assert_error(&outcome, WRONG_DESCENDANTS);
        }
    }
    for (epoch, record) in (1..=3).zip(&before) {
        assert_eq!(&world.record(epoch), record, "a refusal changes nothing");
    }
    // A record that is not writable cannot be voided.
    let key = guardian();
    let mut read_only = void_epoch(&key.pubkey(), 1, &[3, 2]);
    read_only.accounts[3].is_writable = false;
    assert!(world.send(&read_only, &[&key]).is_err());
    // An account of another program with the same bytes is none.
    let copy = Pubkey::new_unique();
    let bytes = world.chain.data(&epoch_record(3));
    world.chain.put_account(copy, key.pubkey(), bytes);
    let mut foreign = void_epoch(&key.pubkey(), 1, &[3, 2]);
    foreign.accounts[3].pubkey = copy;
    assert!(world.send(&foreign, &[&key]).is_err());

    let sent = void(&mut world, 1, &[3, 2]).expect("voided");
    cu::record("oracle.void_epoch.three", sent.units);
    for epoch in 1..=3 {
        assert_eq!(world.record(epoch).status(), VOID);
    }
    let oracle = world.oracle();
    assert_eq!((oracle.u64(284), oracle.u64(324)), (0, 0));
    assert_eq!(oracle.hash(292), [0; 32], "as at genesis");
    assert_error(&void(&mut world, 1, &[]), NOT_SEALED);
    seal_next(&mut world, 4);
    assert_eq!(head(&world), (4, 4, 400));
}

#[test]
fn what_is_final_or_not_sealed_is_out_of_reach() {
    let mut world = sealed(1);
    let record = world.record(1);
    world.open(2);
    assert_error(&void(&mut world, 2, &[]), NOT_SEALED);
    let slot = world.slot() + 20_000;
    world.set_time(slot, record.final_ts());
    assert_error(&void(&mut world, 1, &[]), ROOT_FINAL);
    world.set_time(slot, record.final_ts() - 1);
    void(&mut world, 1, &[]).expect("a second earlier");
}

#[test]
fn a_settlement_cannot_be_final_before_those_it_builds_on() {
    // Epoch 1 is sealed late, half an hour before epoch 2.
    let mut world = OracleWorld::with_bonds(&[BOND; 7]);
    world.chain.fund(&guardian().pubkey());
    world.open(1);
    world.open(2);
    world.go_to(world.start_of(2) + HOUR / 2);
    let first = world.settlement(1, 100, 1);
    world.seal(&first);
    world.go_to_vote(2);
    let second = world.settlement(2, 200, 2);
    world.seal(&second);
    let (one, two) = (world.record(1), world.record(2));
    assert_eq!(one.final_ts(), one.sealed_ts() + 2 * HOUR);
    assert_eq!(one.latest_final_ts(), one.final_ts() + HOUR / 2);
    assert_eq!(two.final_ts(), two.sealed_ts() + 2 * HOUR);
    assert!(two.final_ts() >= one.latest_final_ts());
    // Sealed a minute later, the next one waits for it.
    let slot = world.slot() + 1;
    world.set_time(slot, world.start_of(3) + 61);
    world.open(3);
    world.go_to_vote(3);
    let third = world.settlement(3, 300, 3);
    world.seal(&third);
    assert!(world.record(3).final_ts() >= two.latest_final_ts());
}

#[test]
fn so_many_wait_that_one_transaction_can_void_them() {
    let mut world = OracleWorld::with_bonds(&[BOND; 7]);
    world.chain.fund(&guardian().pubkey());
    for epoch in 1..=9 {
        world.open(epoch);
    }
    world.go_to_vote(9);
    let now = world.now();
    // A quorum that seals all it has open at once.
    let mut waiting = Vec::new();
    for epoch in 1..=9 {
        let settlement = world.settlement(epoch, 100 * epoch, epoch as u8);
        for seat in 0..4 {
            world.vote(seat, &settlement).expect("a vote");
        }
        let last = world.vote(4, &settlement);
        if last.is_ok() {
            assert_eq!(world.record(epoch).status(), SEALED);
            waiting.push(epoch);
        } else {
            assert_error(&last, SEALS_TOO_CLOSE);
            assert_eq!(world.record(epoch).status(), OPEN);
            break;
        }
    }
    assert_eq!(waiting, [1, 2, 3, 4, 5], "two hours of half hours, and one");
    assert_eq!(world.record(5).final_ts(), now + 4 * HOUR);
    waiting.reverse();
    let first = waiting.pop().expect("one");
    void(&mut world, first, &waiting).expect("voided");
    assert_eq!(head(&world).0, 0);
    // Time lets it go on.
    let settlement = world.settlement(9, 900, 9);
    world.seal(&settlement);
}

#[test]
fn a_pause_stops_votes_lapses_and_rests_for_30_days() {
    let mut world = sealed(1);
    world.open(2);
    world.go_to_vote(2);
    let settlement = world.settlement(2, 200, 2);
    for seat in 0..4 {
        world.vote(seat, &settlement).expect("a vote");
    }
    let key = guardian();
    let pause = pause_sealing(&key.pubkey());
    every_substitution_is_refused(&mut world, &pause, &[&key], &[]);
    let sent = world.must(&pause, &[&key]);
    cu::record("oracle.pause_sealing", sent.units);
    let paused = world.now();
    assert_eq!(world.oracle().i64(500), paused + PAUSE);
    assert_error(&world.vote(4, &settlement), SEALING_IS_PAUSED);
    world.must_fail(&pause, &[&key], PAUSED_TOO_RECENTLY);
    // What was sealed before becomes final all the same; epochs open, prices land.
    world.open(3);
    world.post(0, &[(0, 5)]).expect("a price");
    let last = paused + PAUSE;
    let slot = world.slot() + 700_000;
    world.set_time(slot, last - 1);
    assert!(world.now() >= world.record(1).final_ts());
    assert_error(&void(&mut world, 1, &[]), ROOT_FINAL);
    assert_error(&world.vote(4, &settlement), VOTE_TOO_LATE);
    let epoch = 1 + (last - world.start_of(1)) as u64 / EPOCH_S as u64;
    world.open(epoch);
    world.must_fail(&pause, &[&key], PAUSED_TOO_RECENTLY);
    let slot = world.slot() + 1;
    world.set_time(slot, last);
    // It lapses by itself, and the first settlement pays for the hours between.
    world.go_to_vote(epoch);
    let settlement = world.settlement(epoch, 300, 3);
    world.seal(&settlement);
    let slot = world.slot() + 1;
    world.set_time(slot, last + REST - 1);
    world.must_fail(&pause, &[&key], PAUSED_TOO_RECENTLY);
    world.set_time(slot, last + REST);
    world.must(&pause, &[&key]);
}

#[test]
fn the_guardian_is_handed_over_in_two_steps_by_itself() {
    let mut world = sealed(1);
    let (old, new, other) = (guardian(), world.chain.wallet(), world.chain.wallet());
    let authority = world.authority();
    let propose = set_guardian(&old.pubkey(), &new.pubkey());
    every_substitution_is_refused(&mut world, &propose, &[&old], &[]);
    // The authority, which lists the operators, does not choose who watches them.
    world.must_fail(
        &set_guardian(&authority.pubkey(), &new.pubkey()),
        &[&authority],
        NOT_THE_GUARDIAN,
    );
    world.must_fail(
        &accept_guardian(&new.pubkey()),
        &[&new],
        NOT_THE_PENDING_GUARDIAN,
    );
    let sent = world.must(&propose, &[&old]);
    cu::record("oracle.set_guardian", sent.units);
    // Proposed is not accepted: the old key is still in charge.
    world.must_fail(
        &accept_guardian(&other.pubkey()),
        &[&other],
        NOT_THE_PENDING_GUARDIAN,
    );
    world.must_fail(&pause_sealing(&new.pubkey()), &[&new], NOT_THE_GUARDIAN);
    // Withdrawn and proposed again.
    world.must(&set_guardian(&old.pubkey(), &Pubkey::default()), &[&old]);
    let accept = accept_guardian(&new.pubkey());
    world.must_fail(&accept, &[&new], NOT_THE_PENDING_GUARDIAN);
    world.must(&propose, &[&old]);
    every_substitution_is_refused(&mut world, &accept, &[&new], &[]);
    let sent = world.must(&accept, &[&new]);
    cu::record("oracle.accept_guardian", sent.units);
    let oracle = world.oracle();
    assert_eq!(oracle.hash(72), new.pubkey().to_bytes());
    assert_eq!(oracle.hash(468), [0; 32], "nobody is proposed any more");
    world.must_fail(&accept, &[&new], NOT_THE_PENDING_GUARDIAN);
    assert_error(&void(&mut world, 1, &[]), NOT_THE_GUARDIAN);
    let by_new = void_epoch(&new.pubkey(), 1, &[]);
    world.must(&by_new, &[&new]);
}

#[test]
fn the_guardian_can_do_nothing_else() {
    let mut world = sealed(1);
    world.open(2);
    world.go_to_vote(2);
    let key = guardian();
    let by = key.pubkey();
    let wallet = world.wallet(0).pubkey();
    let account = world.chain.give_io(&by, 1);
    let fresh = Pubkey::new_unique;
    let settlement = world.settlement(2, 100, 2);
    for (instruction, code) in [
        (ix::set_authority(&by, &by), NOT_THE_AUTHORITY),
        (ix::accept_authority(&by), NOT_THE_PENDING_AUTHORITY),
        (ix::set_class(&by, 0, &ix::Class::test()), NOT_THE_AUTHORITY),
        (
            ix::add_operator(&by, &fresh(), &fresh(), "u"),
            NOT_THE_AUTHORITY,
        ),
        (ix::unbond(&by, &wallet), NOT_THE_AUTHORITY),
        (ix::bond(&by, account, 1), UNKNOWN_OPERATOR),
        (ix::withdraw_bond(&by, account), UNKNOWN_OPERATOR),
        (ix::rotate_operator(&by, &fresh(), "u"), UNKNOWN_OPERATOR),
        (ix::vote(&by, &settlement), UNKNOWN_OPERATOR),
        (ix::post_prices(&by, &[(0, 1)]), UNKNOWN_OPERATOR),
    ] {
        world.must_fail(&instruction, &[&key], code);
    }
    // Nor can anyone else do what it can.
    for stranger in [world.authority(), world.wallet(0), world.key(0)] {
        let by = stranger.pubkey();
        for instruction in [
            void_epoch(&by, 1, &[]),
            pause_sealing(&by),
            set_guardian(&by, &by),
        ] {
            world.must_fail(&instruction, &[&stranger], NOT_THE_GUARDIAN);
        }
    }
}
