//! The hour: opened, its challenge and beacons, commits and responses.

use io_tests::{
    city::City,
    forge::{Kind, Play, Scene, *},
    forgeries,
    oracle::{address::epoch_record, instructions as ix},
    world::EPOCH_S,
};
use solana_transaction::InstructionError::*;

pub fn table() -> Vec<Play> {
    forgeries! {
        open_epoch in open_epoch {
            unsigned("payer") => runtime(MissingRequiredSignature),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => runtime(InvalidSeeds),
            foreign("operators") => runtime(IllegalOwner),
            copied("operators") => runtime(InvalidSeeds),
            other("operators", "classes") => runtime(AccountDataTooSmall),
            other("operators", "prices") => runtime(InvalidAccountData),
            foreign("emission") => own(6025, "WrongEmissionAccount"),
            copied("emission") => own(6025, "WrongEmissionAccount"),
            other("emission", "pool") => own(6025, "WrongEmissionAccount"),
            empty("epoch_record") => runtime(InvalidSeeds),
            other("epoch_record", "epoch 2") => runtime(InvalidSeeds),
            same("oracle", "epoch_record") => own(2040, "ConstraintDuplicateMutableAccount"),
            program("system_program", "token program") => runtime(IncorrectProgramId),
            argument("epoch", 65u64) => own(6023, "EpochNotCurrent"),
            argument("epoch", 2u64) => runtime(InvalidSeeds),
            later(i64::from(EPOCH_S)) => own(6023, "EpochNotCurrent"),
            later(-i64::from(EPOCH_S)) => own(6023, "EpochNotCurrent"),
            state("the schedule starts at another time", |s| s.edit("emission", 48, &[0])) => own(6026, "ScheduleMismatch"),
            state("the hours have another length", |s| s.edit("emission", 56, &[0])) => own(6026, "ScheduleMismatch"),
            with(Kind::State, "its record holds the last sealed settlement", reuse_last) => own(6079, "RecordInUse"),
            state("every operator is leaving", all_leave) => own(6027, "NoBondedOperators"),
            replayed() => own(6024, "EpochAlreadyOpen"),
            doubled() => own(6024, "EpochAlreadyOpen"),
        }

        capture_challenge in capture_challenge {
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => runtime(InvalidSeeds),
            foreign("epoch_record") => runtime(IllegalOwner),
            other("epoch_record", "operators") => runtime(InvalidAccountData),
            same("oracle", "epoch_record") => own(2040, "ConstraintDuplicateMutableAccount"),
            copied("slot_hashes") => own(6028, "NotSlotHashes"),
            program("slot_hashes", "token program") => own(6028, "NotSlotHashes"),
            state("the candidate's slot has not come", before_candidate) => own(6029, "SlotNotReached"),
            state("the hour is sealed", |s| s.edit("epoch_record", 2, &[2])) => own(6043, "WrongEpoch"),
            state("every candidate has failed", no_challenge) => own(6032, "NoChallenge"),
            replayed() => own(6031, "ChallengeAlreadyDrawn"),
            doubled() => own(6031, "ChallengeAlreadyDrawn"),
        }

        capture_beacon in capture_beacon {
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => runtime(InvalidSeeds),
            foreign("epoch_record") => runtime(IllegalOwner),
            other("epoch_record", "operators") => runtime(InvalidAccountData),
            same("oracle", "epoch_record") => own(2040, "ConstraintDuplicateMutableAccount"),
            copied("slot_hashes") => own(6028, "NotSlotHashes"),
            program("slot_hashes", "system program") => own(6028, "NotSlotHashes"),
            argument("which", 0u8) => own(6034, "UnknownBeacon"),
            argument("which", 3u8) => own(6034, "UnknownBeacon"),
            argument("which", 2u8) => own(6029, "SlotNotReached"),
            state("its last slot has not passed", |s| to_slot(s, s0(s) + 92 + 16)) => own(6029, "SlotNotReached"),
            state("its first slot has left the list", |s| to_slot(s, s0(s) + 92 + 513)) => own(6030, "SlotTooOld"),
            state("the challenge is not drawn", |s| *s = undrawn(ix::capture_beacon(1, 1))) => own(6033, "ChallengeNotDrawn"),
            state("the hour is sealed", |s| s.edit("epoch_record", 2, &[2])) => own(6043, "WrongEpoch"),
            replayed() => own(6035, "BeaconAlreadyCaptured"),
            doubled() => own(6035, "BeaconAlreadyCaptured"),
        }

        capture_beacon in capture_second_beacon {
            state("its last slot has not passed", |s| to_slot(s, s0(s) + 290 + 16)) => own(6029, "SlotNotReached"),
            replayed() => own(6035, "BeaconAlreadyCaptured"),
            doubled() => own(6035, "BeaconAlreadyCaptured"),
        }

        post_commit in post_commit {
            unsigned("supplier") => runtime(MissingRequiredSignature),
            signed_by("supplier", "sue") => runtime(InvalidSeeds),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => runtime(InvalidSeeds),
            foreign("epoch_record") => runtime(IllegalOwner),
            other("epoch_record", "operators") => runtime(InvalidAccountData),
            other("commits", "sue.commits") => runtime(InvalidSeeds),
            empty("commits") => runtime(InvalidSeeds),
            same("epoch_record", "commits") => own(2040, "ConstraintDuplicateMutableAccount"),
            program("system_program", "token program") => runtime(IncorrectProgramId),
            argument("class", 1u8) => runtime(InvalidSeeds),
            argument("root", [0u8; 32]) => own(6042, "ZeroRoot"),
            state("the deadline has passed", |s| to_slot(s, s0(s) + 61)) => own(6037, "CommitTooLate"),
            state("the challenge is not drawn", |s| *s = undrawn(commit(&s.city))) => own(6033, "ChallengeNotDrawn"),
            state("the hour is sealed", |s| s.city = City::sealed()) => own(6043, "WrongEpoch"),
            replayed() => own(6038, "AlreadyCommitted"),
            doubled() => own(6038, "AlreadyCommitted"),
        }

        post_response in post_response {
            unsigned("supplier") => runtime(MissingRequiredSignature),
            signed_by("supplier", "mallory") => own(6019, "NotTheSupplier"),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => runtime(InvalidSeeds),
            foreign("epoch_record") => runtime(IllegalOwner),
            other("epoch_record", "operators") => runtime(InvalidAccountData),
            other("commits", "sue.commits") => own(6019, "NotTheSupplier"),
            foreign("commits") => runtime(IllegalOwner),
            other("commits", "sam.device") => runtime(AccountDataTooSmall),
            other("commits", "operators") => runtime(InvalidAccountData),
            same("epoch_record", "commits") => own(2040, "ConstraintDuplicateMutableAccount"),
            argument("class", 1u8) => own(6039, "NotCommitted"),
            argument("root", [0u8; 32]) => own(6042, "ZeroRoot"),
            state("the deadline has passed", |s| to_slot(s, s0(s) + 259)) => own(6040, "ResponseTooLate"),
            state("beacon 1 is not captured", |s| *s = before_beacon()) => own(6036, "BeaconNotCaptured"),
            state("the commit is of another hour", |s| s.edit("commits", 40 + 88, &[9])) => own(6039, "NotCommitted"),
            state("the challenge is not drawn", |s| s.edit("epoch_record", 32, &[0; 8])) => own(6033, "ChallengeNotDrawn"),
            state("the hour is sealed", |s| s.edit("epoch_record", 2, &[2])) => own(6043, "WrongEpoch"),
            replayed() => own(6041, "AlreadyResponded"),
            doubled() => own(6041, "AlreadyResponded"),
        }
    }
}

fn open_epoch() -> Scene {
    let mut city = City::founded();
    city.name("epoch 2", epoch_record(2));
    let call = ix::open_epoch(&city.at("mallory"), 1);
    Scene::new(city, call)
}

/// 64 hours after the first, which is the last one sealed.
fn reuse_last(s: &mut Scene) {
    s.city = City::sealed();
    let start = s.city.start_of(65);
    s.city.go_to(start);
    s.instruction = ix::open_epoch(&s.city.at("mallory"), 65);
}

fn all_leave(s: &mut Scene) {
    for name in ["op0", "op1", "op2", "op3"] {
        let wallet = s.city.at(name);
        s.city.act(&ix::unbond(&wallet, &wallet));
    }
}

/// The first hour has just been opened.
fn opened() -> City {
    let mut city = City::founded();
    city.open(1);
    city
}

/// `instruction` in an open hour without its challenge.
fn undrawn(instruction: solana_instruction::Instruction) -> Scene {
    Scene::new(City::working(), instruction)
}

/// The moment at which the candidate that passes can be captured.
fn capture_challenge() -> Scene {
    let call = ix::capture_challenge(1);
    let mut city = opened();
    for candidate in 0..10 {
        let slot = due(&city, candidate) + 1;
        city.go_to_slot(slot);
        let mut ahead = city.clone();
        ahead.act(&call);
        if ahead.record(1).s0() > 0 {
            return Scene::new(city, call);
        }
    }
    unreachable!("the tenth candidate is forced")
}

fn due(city: &City, candidate: u64) -> u64 {
    city.record(1).opened_slot() + 32 + 900 * candidate
}

/// In the slot of the first candidate itself, whose hash nobody has yet.
fn before_candidate(s: &mut Scene) {
    s.city = opened();
    let slot = due(&s.city, 0);
    s.city.go_to_slot(slot);
}

/// In the last twelfth of the hour, captured.
fn no_challenge(s: &mut Scene) {
    s.city = opened();
    let end = s.city.start_of(2);
    s.city.go_to(end - 299);
    s.city.act(&s.instruction);
}

fn s0(s: &Scene) -> u64 {
    s.city.record(1).s0()
}

/// The clock shows `slot`, which may lie back.
fn to_slot(s: &mut Scene, slot: u64) {
    let now = s.city.now();
    s.city.set_time(slot, now);
}

fn capture_beacon() -> Scene {
    let mut city = City::proving();
    let slot = city.record(1).s0() + 60 + 32 + 16 + 1;
    city.go_to_slot(slot);
    Scene::new(city, ix::capture_beacon(1, 1))
}

fn capture_second_beacon() -> Scene {
    let Scene {
        mut city,
        instruction,
    } = capture_beacon();
    city.act(&instruction);
    let slot = city.record(1).s0() + 60 + 32 + 16 + 150 + 32 + 16 + 1;
    city.go_to_slot(slot);
    Scene::new(city, ix::capture_beacon(1, 2))
}

fn commit(city: &City) -> solana_instruction::Instruction {
    ix::post_commit(&city.at("sam"), 1, 0, [5; 32])
}

/// Sam commits; Sue has.
fn post_commit() -> Scene {
    let mut city = City::proving();
    let sue = city.at("sue");
    city.act(&ix::post_commit(&sue, 1, 0, [4; 32]));
    let commits = io_tests::oracle::address::commits(&sue, 0);
    city.name("sue.commits", commits);
    let call = commit(&city);
    Scene::new(city, call)
}

fn before_beacon() -> Scene {
    let Scene {
        mut city,
        instruction,
    } = post_commit();
    city.act(&instruction);
    let call = ix::post_response(&city.at("sam"), 1, 0, [6; 32]);
    let slot = city.record(1).s0() + 60 + 32 + 16 + 1;
    city.go_to_slot(slot);
    Scene::new(city, call)
}

fn post_response() -> Scene {
    let mut scene = before_beacon();
    scene.city.act(&ix::capture_beacon(1, 1));
    scene
}
