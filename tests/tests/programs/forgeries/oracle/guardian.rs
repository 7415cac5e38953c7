//! The guardian: its handover, a pause, a void.

use io_tests::{
    city::{City, IO, Share},
    forge::{Play, Scene, *},
    forgeries,
    oracle::{
        challenges::{accept_guardian, pause_sealing, set_guardian, void_epoch},
        world::params,
    },
    send::assert_sent,
};
use solana_pubkey::Pubkey;
use solana_transaction::InstructionError::*;

/// 30 days, and the 72 hours before them.
const PAUSE_AND_REST_S: i64 = (30 * 24 + 72) * 3_600;

pub fn table() -> Vec<Play> {
    forgeries! {
        set_guardian in set_guardian_scene, repeats "proposing the same key again changes nothing" {
            unsigned("signer") => runtime(MissingRequiredSignature),
            signed_by("signer", "mallory") => own(6063, "NotTheGuardian"),
            signed_by("signer", "authority") => own(6063, "NotTheGuardian"),
            signed_by("signer", "new") => own(6063, "NotTheGuardian"),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => runtime(InvalidSeeds),
            other("oracle", "operators") => runtime(InvalidAccountData),
            same("oracle", "signer") => own(2040, "ConstraintDuplicateMutableAccount"),
            cut_short() => runtime(InvalidInstructionData),
            replayed_after("the handover", accept) => own(6063, "NotTheGuardian"),
        }

        accept_guardian in accept_guardian_scene {
            unsigned("signer") => runtime(MissingRequiredSignature),
            signed_by("signer", "mallory") => own(6064, "NotThePendingGuardian"),
            signed_by("signer", "guardian") => own(6064, "NotThePendingGuardian"),
            signed_by("signer", "authority") => own(6064, "NotThePendingGuardian"),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => runtime(InvalidSeeds),
            same("oracle", "signer") => own(2040, "ConstraintDuplicateMutableAccount"),
            state("the proposal is withdrawn", withdraw_proposal) => own(6064, "NotThePendingGuardian"),
            replayed() => own(6064, "NotThePendingGuardian"),
            doubled() => own(6064, "NotThePendingGuardian"),
        }

        pause_sealing in pause {
            unsigned("guardian") => runtime(MissingRequiredSignature),
            signed_by("guardian", "mallory") => own(6063, "NotTheGuardian"),
            signed_by("guardian", "authority") => own(6063, "NotTheGuardian"),
            signed_by("guardian", "op0.key") => own(6063, "NotTheGuardian"),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => runtime(InvalidSeeds),
            other("oracle", "operators") => runtime(InvalidAccountData),
            same("oracle", "guardian") => own(2040, "ConstraintDuplicateMutableAccount"),
            state("a pause lapsed not quite 30 days ago", paused_lately) => own(6066, "PausedTooRecently"),
            replayed() => own(6066, "PausedTooRecently"),
            doubled() => own(6066, "PausedTooRecently"),
        }

        void_epoch in void {
            unsigned("guardian") => runtime(MissingRequiredSignature),
            signed_by("guardian", "mallory") => own(6063, "NotTheGuardian"),
            signed_by("guardian", "authority") => own(6063, "NotTheGuardian"),
            signed_by("guardian", "op0.key") => own(6063, "NotTheGuardian"),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => runtime(InvalidSeeds),
            other("oracle", "operators") => runtime(InvalidAccountData),
            foreign("epoch_record") => runtime(IllegalOwner),
            other("epoch_record", "epoch 2") => own(6068, "NotSealed"),
            other("epoch_record", "operators") => runtime(InvalidAccountData),
            other("epoch_record", "sam.device") => runtime(AccountDataTooSmall),
            same("epoch_record", "oracle") => own(2040, "ConstraintDuplicateMutableAccount"),
            later(i64::from(params().challenge_window_s)) => own(6069, "RootFinal"),
            state("the hour after is sealed, and left out", seal_next) => own(6070, "WrongDescendants"),
            state("the hour after is open, and given", give_next) => own(6070, "WrongDescendants"),
            replayed() => own(6068, "NotSealed"),
            doubled() => own(6068, "NotSealed"),
        }
    }
}

fn set_guardian_scene() -> Scene {
    let mut city = City::founded();
    let new = city.person("new");
    let call = set_guardian(&city.at("guardian"), &new);
    Scene::new(city, call)
}

fn accept(s: &mut Scene) {
    let new = s.city.at("new");
    s.city.act(&accept_guardian(&new));
}

fn accept_guardian_scene() -> Scene {
    let mut scene = set_guardian_scene();
    scene.city.act(&scene.instruction);
    let call = accept_guardian(&scene.city.at("new"));
    Scene::new(scene.city, call)
}

fn withdraw_proposal(s: &mut Scene) {
    let by = s.city.at("guardian");
    s.city.act(&set_guardian(&by, &Pubkey::default()));
}

fn pause() -> Scene {
    let city = City::founded();
    let call = pause_sealing(&city.at("guardian"));
    Scene::new(city, call)
}

fn paused_lately(s: &mut Scene) {
    let guardian = s.city.at("guardian");
    s.city.act(&pause_sealing(&guardian));
    s.city.wait(PAUSE_AND_REST_S - 1);
}

/// The first hour is sealed.
fn void() -> Scene {
    let city = City::sealed();
    let call = void_epoch(&city.at("guardian"), 1, &[]);
    Scene::new(city, call)
}

/// The second hour is sealed too.
fn seal_next(s: &mut Scene) {
    s.city.go_to_vote(2);
    let rewards = [("pam", 2_000 * IO), ("sue", 500 * IO)];
    let rewards = rewards.map(|(of, amount)| Share { of, amount });
    let settlement = s.city.settle(2, &rewards, &[]);
    for seat in 0..3 {
        assert_sent(s.city.vote(seat, &settlement));
    }
}

fn give_next(s: &mut Scene) {
    s.instruction = void_epoch(&s.city.at("guardian"), 1, &[2]);
}
