//! Guarantees of a lease's first hour, which escrow alone locks, releases and pays.

use io_tests::{
    city::{City, IO, STAKE},
    forge::{Play, Scene, *},
    forgeries,
    staking::slash::{lock_guarantee, pay_guarantee, release_guarantee},
};
use solana_transaction::InstructionError::*;

pub fn table() -> Vec<Play> {
    forgeries! {
        lock_guarantee in lock, repeats "each locks more" {
            unsigned("caller") => runtime(MissingRequiredSignature),
            signed_by("caller", "mallory") => own(6042, "NotTheEscrow"),
            signed_by("caller", "sam") => own(6042, "NotTheEscrow"),
            signed_by("caller", "market") => own(6042, "NotTheEscrow"),
            with(Kind::Signer, "Sam notes a requirement", |s| noted_by(s, "sam")) => own(6042, "NotTheEscrow"),
            foreign("pool") => runtime(IllegalOwner),
            foreign("device_stake") => runtime(IllegalOwner),
            other("device_stake", "alice.position") => runtime(AccountDataTooSmall),
            same("pool", "device_stake") => own(2040, "ConstraintDuplicateMutableAccount"),
            argument("amount", STAKE + 1) => own(6004, "InsufficientStake"),
            argument("amount", u64::MAX) => own(6004, "InsufficientStake"),
        }

        release_guarantee in release {
            unsigned("escrow") => runtime(MissingRequiredSignature),
            signed_by("escrow", "mallory") => own(6042, "NotTheEscrow"),
            foreign("device_stake") => runtime(IllegalOwner),
            other("device_stake", "sue.stake") => own(6043, "NotGuaranteed"),
            same("device_stake", "escrow") => own(2040, "ConstraintDuplicateMutableAccount"),
            argument("amount", 0u64) => own(6000, "ZeroAmount"),
            argument("amount", 100 * IO + 1) => own(6043, "NotGuaranteed"),
            replayed() => own(6043, "NotGuaranteed"),
            doubled() => own(6043, "NotGuaranteed"),
        }

        pay_guarantee in pay {
            unsigned("escrow") => runtime(MissingRequiredSignature),
            signed_by("escrow", "mallory") => own(6042, "NotTheEscrow"),
            signed_by("escrow", "rita") => own(6042, "NotTheEscrow"),
            foreign("pool") => runtime(IllegalOwner),
            foreign("device_stake") => runtime(IllegalOwner),
            other("device_stake", "sue.stake") => own(6043, "NotGuaranteed"),
            theirs("stake_vault", "mallory.io") => own(6002, "WrongVault"),
            other("stake_vault", "reward_vault") => own(6002, "WrongVault"),
            of_mint("destination", "rita.iosd") => token(3, "MintMismatch"),
            same("destination", "stake_vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            argument("amount", 0u64) => own(6000, "ZeroAmount"),
            argument("amount", 100 * IO + 1) => own(6043, "NotGuaranteed"),
            replayed() => own(6043, "NotGuaranteed"),
            doubled() => own(6043, "NotGuaranteed"),
        }
    }
}

/// A hundred IO of Sam's stake.
fn lock() -> Scene {
    let city = City::trading();
    let call = lock_guarantee(&city.at("sam.device"), 100 * IO, STAKE);
    Scene::new(city, call)
}

/// Nothing is locked: what `market` may ask for.
fn noted_by(s: &mut Scene, who: &str) {
    s.instruction = lock_guarantee(&s.city.at("sam.device"), 0, STAKE);
    s.meta("caller").pubkey = s.city.at(who);
}

fn locked() -> City {
    let Scene {
        mut city,
        instruction,
    } = lock();
    city.act(&instruction);
    city
}

fn release() -> Scene {
    let city = locked();
    let call = release_guarantee(&city.at("sam.device"), 100 * IO);
    Scene::new(city, call)
}

fn pay() -> Scene {
    let city = locked();
    let call = pay_guarantee(&city.at("sam.device"), city.at("rita.io"), 100 * IO);
    Scene::new(city, call)
}
