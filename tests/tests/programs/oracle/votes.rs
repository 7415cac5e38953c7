use io_tests::cu;
use io_tests::oracle::{
    OracleWorld, accounts::OPEN, accounts::SEALED, address::*, error::*, instructions as ix,
    instructions::Settlement, refusal::every_substitution_is_refused, world::BOND,
};
use io_tests::send::assert_refused;
use sha2::{Digest, Sha256};
use solana_signer::Signer;
use solana_transaction::InstructionError;

/// Seven equal operators, epoch 1 open, at the moment votes begin.
fn voting() -> OracleWorld {
    let mut world = OracleWorld::with_bonds(&[BOND; 7]);
    world.open(1);
    world.go_to_vote(1);
    world
}

fn seal(world: &mut OracleWorld, settlement: &Settlement) {
    for seat in 0..5 {
        world.vote(seat, settlement).expect("a vote");
    }
    assert_eq!(world.record(settlement.epoch).status(), SEALED);
}

#[test]
fn the_fifth_of_seven_seals_and_the_window_makes_it_final() {
    let mut world = voting();
    let settlement = world.settlement(1, 1_000, 7);
    let key = world.key(0);
    let vote = ix::vote(&key.pubkey(), &settlement);
    every_substitution_is_refused(&mut world, &vote, &[&key], &[]);
    for seat in 0..4 {
        let sent = world.vote(seat, &settlement).expect("a vote");
        if seat == 3 {
            cu::record("oracle.vote", sent.units);
        }
        assert_eq!(
            world.record(1).status(),
            OPEN,
            "four of seven are no quorum"
        );
    }
    let digest: [u8; 32] = Sha256::digest(&settlement.encode()[..]).into();
    assert_eq!(settlement.encode().len(), 180);
    assert_eq!(world.record(1).vote(3), digest);
    let sent = world.vote(4, &settlement).expect("the seal");
    cu::record("oracle.vote.seal", sent.units);
    let record = world.record(1);
    assert_eq!(record.status(), SEALED);
    assert_eq!(record.settlement(), settlement);
    assert_eq!(record.sealed_ts(), world.now());
    assert_eq!(record.final_ts(), world.now() + 7_200);
    let oracle = world.oracle();
    assert_eq!((oracle.u64(284), oracle.hash(292)), (1, [7; 32]));
    assert_eq!((oracle.u64(324), oracle.u32(332)), (1_000, 1));
    let key = world.key(5);
    world.must_fail(&ix::vote(&key.pubkey(), &settlement), &[&key], EPOCH_SEALED);
    let other = world.settlement(1, 2_000, 8);
    world.must_fail(&ix::vote(&key.pubkey(), &other), &[&key], EPOCH_SEALED);
    assert_eq!(world.record(1), record, "nothing changes a sealed record");
}

#[test]
fn one_dead_and_one_liar_of_seven_do_not_stop_the_seal() {
    let mut world = voting();
    let (truth, lie) = (
        world.settlement(1, 1_000, 7),
        world.settlement(1, 9_999, 66),
    );
    world.vote(6, &lie).expect("a lie is a vote too");
    seal(&mut world, &truth);
    assert_eq!(world.record(1).settlement(), truth);
}

#[test]
fn a_changed_vote_is_not_left_in_the_old_tally() {
    let mut world = voting();
    let (a, b) = (world.settlement(1, 1_000, 7), world.settlement(1, 1_001, 8));
    for seat in 0..4 {
        world.vote(seat, &a).expect("a vote");
    }
    world.vote(0, &b).expect("changed");
    world.vote(0, &b).expect("repeated");
    world.vote(4, &a).expect("the fourth for a");
    assert_eq!(world.record(1).status(), OPEN);
    world.vote(0, &a).expect("changed back");
    assert_eq!(world.record(1).status(), SEALED);
    assert_eq!(world.record(1).settlement(), a);
}

#[test]
fn weights_are_bonds_and_exactly_two_thirds_are_not_enough() {
    let mut world = OracleWorld::with_bonds(&[3 * BOND, 3 * BOND, 2 * BOND, 2 * BOND, 2 * BOND]);
    world.open(1);
    world.go_to_vote(1);
    let settlement = world.settlement(1, 10, 7);
    for seat in [0, 1, 2] {
        world.vote(seat, &settlement).expect("eight of twelve");
        assert_eq!(world.record(1).status(), OPEN);
    }
    world.vote(3, &settlement).expect("ten of twelve");
    assert_eq!(world.record(1).status(), SEALED);
}

#[test]
fn votes_come_after_the_cutoff_of_summaries() {
    let mut world = voting();
    let settlement = world.settlement(1, 1_000, 7);
    let key = world.key(0);
    let vote = ix::vote(&key.pubkey(), &settlement);
    let (slot, cutoff) = (world.slot(), world.now());
    world.set_time(slot, cutoff - 1);
    world.must_fail(&vote, &[&key], SUMMARIES_OPEN);
    world.set_time(slot, cutoff);
    world.must(&vote, &[&key]);
}

#[test]
fn a_vote_for_a_future_or_unopened_epoch_is_refused() {
    let mut world = voting();
    let key = world.key(0);
    let by = key.pubkey();
    world.open(2);
    let early = world.settlement(2, 1_000, 7);
    world.must_fail(&ix::vote(&by, &early), &[&key], SUMMARIES_OPEN);
    // The settlement of one epoch in the record of another.
    world.must_fail(&ix::vote_at(&by, 1, &early), &[&key], WRONG_EPOCH);
    let first = world.settlement(1, 1_000, 7);
    world.must_fail(&ix::vote_at(&by, 2, &first), &[&key], WRONG_EPOCH);
    let unopened = world.settlement(3, 1_000, 7);
    let outcome = world.send(&ix::vote(&by, &unopened), &[&key]);
    assert_refused(&outcome, InstructionError::UninitializedAccount);
    let zero = world.settlement(0, 0, 7);
    world.must_fail(&ix::vote_at(&by, 1, &zero), &[&key], WRONG_EPOCH);
}

#[test]
fn only_listed_keys_vote() {
    let mut world = voting();
    let settlement = world.settlement(1, 1_000, 7);
    let (wallet, stranger) = (world.wallet(0), world.chain.wallet());
    for signer in [wallet, stranger] {
        let vote = ix::vote(&signer.pubkey(), &settlement);
        world.must_fail(&vote, &[&signer], UNKNOWN_OPERATOR);
    }
    // Joined after the epoch was opened.
    let seat = world.join(BOND);
    let key = world.key(seat);
    world.must_fail(&ix::vote(&key.pubkey(), &settlement), &[&key], NO_WEIGHT);
}

#[test]
fn a_settlement_succeeds_the_last_sealed_one_or_is_refused() {
    let mut world = voting();
    let mut first = world.settlement(1, 1_000, 7);
    first.n_leaves = 3;
    seal(&mut world, &first);
    world.open(2);
    world.go_to_vote(2);
    // The first epoch's settlement left all but 1,000 units to the reserve. This one may give out its own
    // hour and an 8,760th of the reserve, not the backlog.
    let (first_cap, scheduled) = (
        world.record(1).supplier_cap(),
        world.record(2).supplier_cap(),
    );
    let reserve = first_cap - 1_000;
    let cap = 1_000 + (scheduled - first_cap) + reserve / 8_760;
    assert!(cap < scheduled);
    let key = world.key(0);
    let good = world.settlement(2, 1_000, 8);
    assert_eq!((good.prev_root, good.n_leaves), ([7; 32], 3));
    let edits: [(fn(&mut Settlement, u64), u32); 5] = [
        (|s, _| s.prev_root = [0; 32], WRONG_PREVIOUS_ROOT),
        (|s, _| s.rewards_sum = 999, SUM_FELL),
        (|s, _| s.n_leaves = 2, LEAF_COUNT_FELL),
        (|s, cap| s.rewards_sum = cap + 1, SUM_ABOVE_CAP),
        (|s, _| s.rewards_sum = u64::MAX, SUM_ABOVE_CAP),
    ];
    for (edit, code) in edits {
        let mut settlement = good.clone();
        edit(&mut settlement, cap);
        world.must_fail(&ix::vote(&key.pubkey(), &settlement), &[&key], code);
    }
    let mut most = good.clone();
    most.rewards_sum = cap;
    seal(&mut world, &most);
}

#[test]
fn a_sum_needs_leaves() {
    let mut world = voting();
    let mut settlement = world.settlement(1, 1, 7);
    settlement.n_leaves = 0;
    let key = world.key(0);
    world.must_fail(
        &ix::vote(&key.pubkey(), &settlement),
        &[&key],
        SUM_WITHOUT_LEAVES,
    );
}

#[test]
fn an_epoch_that_missed_its_seal_is_paid_by_the_next_and_stays_unsealed() {
    let mut world = voting();
    let missed = world.settlement(1, 1_000, 7);
    for seat in 0..4 {
        world.vote(seat, &missed).expect("a vote");
    }
    world.open(2);
    world.go_to_vote(2);
    let next = world.settlement(2, 2_000, 8);
    seal(&mut world, &next);
    let key = world.key(4);
    let vote = ix::vote(&key.pubkey(), &missed);
    world.must_fail(&vote, &[&key], EPOCH_BEHIND_SEALED);
    let mut rebuilt = missed;
    rebuilt.prev_root = [8; 32];
    rebuilt.rewards_sum = 2_000;
    let vote = ix::vote(&key.pubkey(), &rebuilt);
    world.must_fail(&vote, &[&key], EPOCH_BEHIND_SEALED);
    assert_eq!(world.record(1).status(), OPEN);
}

#[test]
fn a_summary_is_posted_once_between_the_end_and_the_cutoff() {
    let mut world = OracleWorld::with_bonds(&[BOND, BOND, 0]);
    world.open(1);
    let key = world.key(0);
    let post = ix::post_summary(&key.pubkey(), 1, [4; 32]);
    let (end, slot) = (world.start_of(2), world.slot() + 9_000);
    world.set_time(slot, end - 1);
    world.must_fail(&post, &[&key], EPOCH_NOT_ENDED);
    world.set_time(slot, end + 60);
    world.must_fail(&post, &[&key], SUMMARY_TOO_LATE);
    world.set_time(slot, end);
    world.must_fail(
        &ix::post_summary(&key.pubkey(), 1, [0; 32]),
        &[&key],
        ZERO_ROOT,
    );
    let mut crossed = ix::post_summary(&key.pubkey(), 2, [4; 32]);
    crossed.accounts[3].pubkey = epoch_record(1);
    world.must_fail(&crossed, &[&key], WRONG_EPOCH);
    let stranger = world.chain.wallet();
    let unknown = ix::post_summary(&stranger.pubkey(), 1, [4; 32]);
    world.must_fail(&unknown, &[&stranger], UNKNOWN_OPERATOR);
    let weightless = world.key(2);
    let post_weightless = ix::post_summary(&weightless.pubkey(), 1, [4; 32]);
    world.must_fail(&post_weightless, &[&weightless], NO_WEIGHT);
    every_substitution_is_refused(&mut world, &post, &[&key], &[]);
    let sent = world.must(&post, &[&key]);
    cu::record("oracle.post_summary", sent.units);
    assert_eq!(world.record(1).summary_root(0), [4; 32]);
    world.must_fail(&post, &[&key], SUMMARY_ALREADY_POSTED);
    let second = ix::post_summary(&key.pubkey(), 1, [5; 32]);
    world.must_fail(&second, &[&key], SUMMARY_ALREADY_POSTED);
    let other = world.key(1);
    world.set_time(slot, end + 59);
    world.must(&ix::post_summary(&other.pubkey(), 1, [6; 32]), &[&other]);
    assert_eq!(world.record(1).summary_root(1), [6; 32]);
}
