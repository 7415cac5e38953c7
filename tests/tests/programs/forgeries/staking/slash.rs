//! Slashes: proposed, confirmed or lapsed; executed by the oracle.

use crate::forgeries::emissions::other_mint;
use io_tests::{
    city::{City, IO},
    forge::{Play, Scene, *},
    forgeries,
    staking::slash,
    world::EPOCH_S,
};
use solana_transaction::InstructionError::*;

const EVIDENCE: [u8; 32] = [7; 32];
const DAY_S: i64 = 86_400;

pub fn table() -> Vec<Play> {
    forgeries! {
        propose_slash in propose {
            unsigned("slash_authority") => runtime(MissingRequiredSignature),
            signed_by("slash_authority", "mallory") => own(6030, "NotTheSlashAuthority"),
            signed_by("slash_authority", "authority") => own(6030, "NotTheSlashAuthority"),
            unsigned("payer") => runtime(MissingRequiredSignature),
            foreign("pool") => runtime(IllegalOwner),
            other("pool", "bob.position") => runtime(AccountDataTooSmall),
            foreign("target") => runtime(IllegalOwner),
            other("target", "pool") => own(2040, "ConstraintDuplicateMutableAccount"),
            other("target", "sam.device") => own(6029, "NotAStake"),
            other("target", "stake_vault") => own(6029, "NotAStake"),
            empty("proposal") => runtime(InvalidSeeds),
            same("proposal", "target") => own(2040, "ConstraintDuplicateMutableAccount"),
            program("system_program", "token program") => runtime(IncorrectProgramId),
            argument("amount", 50 * IO - 1) => own(6034, "ProposalBelowMinimum"),
            argument("amount", 1_000 * IO) => own(6036, "DailyLockLimit"),
            argument("evidence", [8u8; 32]) => runtime(InvalidSeeds),
            state("all of it is locked", lock_all) => own(6035, "NothingToLock"),
            replayed() => system(0, "AccountAlreadyInUse"),
            doubled() => system(0, "AccountAlreadyInUse"),
        }

        confirm_slash in confirm {
            unsigned("governance") => runtime(MissingRequiredSignature),
            signed_by("governance", "mallory") => own(6031, "NotTheGovernance"),
            signed_by("governance", "guardian") => own(6031, "NotTheGovernance"),
            foreign("pool") => runtime(IllegalOwner),
            foreign("proposal") => runtime(IllegalOwner),
            other("proposal", "sam.stake") => own(2040, "ConstraintDuplicateMutableAccount"),
            other("target", "sue.stake") => own(6038, "WrongTarget"),
            other("target", "alice.position") => own(6038, "WrongTarget"),
            foreign("target") => own(6038, "WrongTarget"),
            of_mint("io_mint", "other mint") => own(6015, "WrongMint"),
            theirs("stake_vault", "mallory.io") => own(6002, "WrongVault"),
            other("stake_vault", "reward_vault") => own(6002, "WrongVault"),
            foreign("emission") => runtime(IllegalOwner),
            same("stake_vault", "io_mint") => own(2040, "ConstraintDuplicateMutableAccount"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            later(-1) => own(6039, "AppealOpen"),
            later(14 * DAY_S) => own(6040, "ProposalLapsed"),
            state("governance has dismissed it", dismiss) => own(6037, "ProposalResolved"),
            replayed() => own(6037, "ProposalResolved"),
            doubled() => own(6037, "ProposalResolved"),
        }

        lapse_slash in lapse {
            unsigned("caller") => runtime(MissingRequiredSignature),
            foreign("pool") => runtime(IllegalOwner),
            foreign("proposal") => runtime(IllegalOwner),
            other("target", "sue.stake") => own(6038, "WrongTarget"),
            same("proposal", "target") => own(2040, "ConstraintDuplicateMutableAccount"),
            later(-1) => own(6041, "ProposalStands"),
            replayed() => own(6037, "ProposalResolved"),
            doubled() => own(6037, "ProposalResolved"),
        }

        execute_slash in execute, repeats "each burns more" {
            unsigned("slasher") => runtime(MissingRequiredSignature),
            signed_by("slasher", "mallory") => own(6033, "NotTheSlasher"),
            signed_by("slasher", "authority") => own(6033, "NotTheSlasher"),
            foreign("pool") => runtime(IllegalOwner),
            foreign("target") => runtime(IllegalOwner),
            other("target", "sam.device") => own(6029, "NotAStake"),
            of_mint("io_mint", "other mint") => own(6015, "WrongMint"),
            theirs("stake_vault", "mallory.io") => own(6002, "WrongVault"),
            other("stake_vault", "reward_vault") => own(6002, "WrongVault"),
            foreign("emission") => runtime(IllegalOwner),
            same("stake_vault", "io_mint") => own(2040, "ConstraintDuplicateMutableAccount"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            argument("amount", 0u64) => own(6000, "ZeroAmount"),
        }

        execute_slash in execute_delegated, repeats "each burns more" {
            later(i64::from(EPOCH_S)) => own(6001, "AccrueFirst"),
        }
    }
}

/// The guardian may propose; governance stays the authority's.
fn accusing() -> City {
    let mut city = City::trading();
    other_mint(&mut city);
    city.act(&slash::set_slash_authority(
        city.at("authority"),
        city.at("guardian"),
    ));
    city
}

/// The guardian accuses Sam; the holder pays the rent.
fn propose() -> Scene {
    let city = accusing();
    let (by, target) = (city.at("guardian"), city.at("sam.stake"));
    let mut scene = Scene::new(city, slash::propose(by, target, 100 * IO, &EVIDENCE));
    scene.meta("payer").pubkey = scene.city.at("holder");
    scene
}

fn lock_all(s: &mut Scene) {
    s.edit("target", 80, &u64::MAX.to_le_bytes());
}

fn proposed() -> City {
    let Scene {
        mut city,
        instruction,
    } = propose();
    city.act(&instruction);
    city
}

/// The second at which the appeal is over.
fn confirm() -> Scene {
    let mut city = proposed();
    city.wait(30 * DAY_S);
    city.chain.accrue();
    let (by, target) = (city.at("authority"), city.at("sam.stake"));
    let call = slash::confirm(by, target, &city.chain.io_mint, &EVIDENCE);
    Scene::new(city, call)
}

fn dismiss(s: &mut Scene) {
    let lapse = slash::lapse(s.city.at("authority"), s.city.at("sam.stake"), &EVIDENCE);
    s.city.act(&lapse);
}

/// The second at which anyone may say that nobody confirmed.
fn lapse() -> Scene {
    let mut city = proposed();
    city.wait(44 * DAY_S);
    let call = slash::lapse(city.at("mallory"), city.at("sam.stake"), &EVIDENCE);
    Scene::new(city, call)
}

fn execute() -> Scene {
    let mut city = City::trading();
    other_mint(&mut city);
    let call = slash::execute(
        city.at("sam.stake"),
        &city.chain.io_mint,
        100 * IO,
        &EVIDENCE,
    );
    Scene::new(city, call)
}

fn execute_delegated() -> Scene {
    let city = City::trading();
    let target = city.at("alice.position");
    let call = slash::execute(target, &city.chain.io_mint, 100 * IO, &EVIDENCE);
    Scene::new(city, call)
}
