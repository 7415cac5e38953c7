//! Summaries and votes.

use io_tests::{
    city::{City, IO, Share},
    forge::{Kind, Play, Scene, *},
    forgeries,
    oracle::{
        challenges::{pause_sealing, void_epoch},
        instructions::{self as ix, Settlement},
        world::params,
    },
    send::assert_sent,
};
use solana_transaction::InstructionError::*;

pub fn table() -> Vec<Play> {
    forgeries! {
        post_summary in post_summary {
            unsigned("key") => runtime(MissingRequiredSignature),
            signed_by("key", "mallory") => own(6013, "UnknownOperator"),
            signed_by("key", "op1") => own(6013, "UnknownOperator"),
            signed_by("key", "idle.key") => own(6048, "NoWeight"),
            signed_by("key", "leaver.key") => own(6048, "NoWeight"),
            signed_by("key", "op0.key") => own(6046, "SummaryAlreadyPosted"),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => runtime(InvalidSeeds),
            foreign("operators") => runtime(IllegalOwner),
            copied("operators") => runtime(InvalidSeeds),
            foreign("epoch_record") => runtime(IllegalOwner),
            other("epoch_record", "epoch 2") => own(6043, "WrongEpoch"),
            other("epoch_record", "sam.device") => runtime(AccountDataTooSmall),
            other("epoch_record", "prices") => runtime(InvalidAccountData),
            same("oracle", "epoch_record") => own(2040, "ConstraintDuplicateMutableAccount"),
            argument("epoch", 2u64) => own(6043, "WrongEpoch"),
            argument("root", [0u8; 32]) => own(6042, "ZeroRoot"),
            with(Kind::Time, "of the hour in progress", |s| summary(s, 2)) => own(6044, "EpochNotEnded"),
            later(60) => own(6045, "SummaryTooLate"),
            state("the hour is sealed", |s| s.city = City::sealed()) => own(6049, "EpochSealed"),
            replayed() => own(6046, "SummaryAlreadyPosted"),
            doubled() => own(6046, "SummaryAlreadyPosted"),
        }

        vote in sealing_vote {
            unsigned("key") => runtime(MissingRequiredSignature),
            signed_by("key", "mallory") => own(6013, "UnknownOperator"),
            signed_by("key", "op2") => own(6013, "UnknownOperator"),
            signed_by("key", "idle.key") => own(6048, "NoWeight"),
            signed_by("key", "leaver.key") => own(6048, "NoWeight"),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => runtime(InvalidSeeds),
            foreign("operators") => runtime(IllegalOwner),
            copied("operators") => runtime(InvalidSeeds),
            foreign("epoch_record") => runtime(IllegalOwner),
            other("epoch_record", "epoch 2") => own(6043, "WrongEpoch"),
            other("epoch_record", "sam.device") => runtime(AccountDataTooSmall),
            other("epoch_record", "prices") => runtime(InvalidAccountData),
            same("epoch_record", "oracle") => own(2040, "ConstraintDuplicateMutableAccount"),
            argument("settlement.epoch", 2u64) => own(6043, "WrongEpoch"),
            argument("settlement.epoch", 65u64) => own(6043, "WrongEpoch"),
            argument("settlement.prev_root", [1u8; 32]) => own(6051, "WrongPreviousRoot"),
            argument("settlement.rewards_sum", 3_471 * IO) => own(6054, "SumAboveCap"),
            argument("settlement.rewards_sum", u64::MAX) => own(6054, "SumAboveCap"),
            argument("settlement.n_leaves", 0u32) => own(6055, "SumWithoutLeaves"),
            cut_short() => runtime(InvalidInstructionData),
            with(Kind::Time, "on the hour in progress", vote_in_progress) => own(6047, "SummariesOpen"),
            later(-1) => own(6047, "SummariesOpen"),
            state("64 hours have passed since", late) => own(6080, "VoteTooLate"),
            state("its seat is another's, who has no bond", reseated) => own(6080, "VoteTooLate"),
            state("its bond is not what it was", slashed) => own(6015, "BondTooLow"),
            state("the guardian has paused sealing", pause) => own(6065, "SealingIsPaused"),
            state("the hour was sealed and voided", void) => own(6067, "EpochVoid"),
            with(Kind::State, "the sixth settlement of one moment", sixth) => own(6071, "SealsTooClose"),
            state("the next hour is sealed", seal_next) => own(6050, "EpochBehindSealed"),
            replayed() => own(6049, "EpochSealed"),
            doubled() => own(6049, "EpochSealed"),
        }

        vote in second_hour, repeats "the same vote counts once" {
            with(Kind::Argument, "on the root before the last", |s| revote(s, |v| v.prev_root = [0; 32])) => own(6051, "WrongPreviousRoot"),
            with(Kind::Argument, "the sum falls by a unit", |s| revote(s, |v| v.rewards_sum = 1_500 * IO - 1)) => own(6052, "SumFell"),
            with(Kind::Argument, "a leaf disappears", |s| revote(s, |v| v.n_leaves = 1)) => own(6053, "LeafCountFell"),
            state("its hour was never opened", |s| revote(s, |v| v.epoch = 66)) => own(6043, "WrongEpoch"),
        }
    }
}

fn post_summary() -> Scene {
    let city = City::summing_up();
    let call = ix::post_summary(&city.at("op1.key"), 1, [7; 32]);
    Scene::new(city, call)
}

fn summary(s: &mut Scene, epoch: u64) {
    s.instruction = ix::post_summary(&s.city.at("op1.key"), epoch, [7; 32]);
}

/// The third of four votes: more than two thirds.
fn sealing_vote() -> Scene {
    let city = City::voting();
    let call = ix::vote(&city.at("op2.key"), &city.settlement_of(1));
    Scene::new(city, call)
}

fn vote_in_progress(s: &mut Scene) {
    let settlement = Settlement {
        epoch: 2,
        ..s.city.settlement_of(1)
    };
    s.instruction = ix::vote(&s.city.at("op2.key"), &settlement);
}

/// Op2 has left and taken its bond home; nothing was sealed meanwhile, and a newcomer without a bond
/// holds the seat whose weight the record still has.
fn reseated(s: &mut Scene) {
    let op2 = s.city.at("op2");
    s.city.act(&ix::unbond(&op2, &op2));
    s.city.wait(i64::from(params().unbonding_s));
    s.city.act(&ix::withdraw_bond(&op2, s.city.at("op2.io")));
    let (wallet, key) = (s.city.person("new"), s.city.person("new.key"));
    let by = s.city.at("authority");
    s.city
        .act(&ix::add_operator(&by, &wallet, &key, "http://127.0.0.1:1"));
    s.meta("key").pubkey = key;
}

fn late(s: &mut Scene) {
    let start = s.city.start_of(65);
    s.city.go_to(start);
}

/// Op2's bond is gone, as a lost challenge of an earlier settlement takes it.
fn slashed(s: &mut Scene) {
    // Behind the header, two operators of 152 bytes, and its own wallet and key.
    let bond_at = 8 + 2 * 152 + 64;
    s.edit("operators", bond_at, &[0; 8]);
}

fn pause(s: &mut Scene) {
    let guardian = s.city.at("guardian");
    s.city.act(&pause_sealing(&guardian));
}

fn void(s: &mut Scene) {
    let settlement = s.city.settlement_of(1);
    assert_sent(s.city.vote(3, &settlement));
    let guardian = s.city.at("guardian");
    s.city.act(&void_epoch(&guardian, 1, &[]));
}

/// Six hours that missed their seal are sealed at once: the last would have to wait too long for those
/// before it to be final.
fn sixth(s: &mut Scene) {
    for epoch in 3..=6 {
        let start = s.city.start_of(epoch);
        s.city.go_to(start);
        s.city.open(epoch);
    }
    s.city.go_to_vote(6);
    let rewards = [RICHER];
    for epoch in 1..=6 {
        let settlement = s.city.settle(epoch, &rewards, &[]);
        for seat in 0..if epoch < 6 { 3 } else { 2 } {
            assert_sent(s.city.vote(seat, &settlement));
        }
        s.instruction = ix::vote(&s.city.at("op2.key"), &settlement);
    }
}

/// The second hour is sealed while the first is not: it stays so.
fn seal_next(s: &mut Scene) {
    s.city.go_to_vote(2);
    let settlement = s.city.settle(2, &[RICHER], &[]);
    for seat in 0..3 {
        assert_sent(s.city.vote(seat, &settlement));
    }
}

const RICHER: Share = Share {
    of: "pam",
    amount: 2_000 * IO,
};

/// The first hour is sealed; votes on the second are taken.
fn second_hour() -> Scene {
    let mut city = City::sealed();
    city.go_to_vote(2);
    let sue = Share {
        of: "sue",
        amount: 500 * IO,
    };
    let settlement = city.settle(2, &[RICHER, sue], &[]);
    let call = ix::vote(&city.at("op3.key"), &settlement);
    Scene::new(city, call)
}

fn revote(s: &mut Scene, change: fn(&mut Settlement)) {
    let mut settlement = s.city.settlement_of(2);
    change(&mut settlement);
    s.instruction = ix::vote(&s.city.at("op3.key"), &settlement);
}
