//! What a device must have behind it, and what is above.

use super::lock_device;
use io_tests::{
    city::{City, IO},
    forge::{Play, Scene, *},
    forgeries,
    staking::{self, device},
};
use solana_transaction::InstructionError::*;

pub fn table() -> Vec<Play> {
    forgeries! {
        withdraw_surplus in withdraw_surplus {
            unsigned("owner") => runtime(MissingRequiredSignature),
            signed_by("owner", "mallory") => own(6003, "NotTheOwner"),
            foreign("pool") => runtime(IllegalOwner),
            other("pool", "bob.position") => runtime(AccountDataTooSmall),
            foreign("device") => runtime(IllegalOwner),
            other("device", "sue.device") => own(6011, "WrongDevice"),
            foreign("classes") => runtime(IllegalOwner),
            copied("classes") => own(2012, "ConstraintAddress"),
            foreign("device_stake") => runtime(IllegalOwner),
            other("device_stake", "sue.stake") => own(6003, "NotTheOwner"),
            theirs("stake_vault", "mallory.io") => own(6002, "WrongVault"),
            of_mint("destination", "sam.iosd") => token(3, "MintMismatch"),
            foreign("destination") => runtime(ExternalAccountDataModified),
            same("destination", "stake_vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            argument("amount", 0u64) => own(6000, "ZeroAmount"),
            argument("amount", 100 * IO + 1) => own(6028, "NoSurplus"),
            argument("amount", u64::MAX) => own(6028, "NoSurplus"),
            state("the stake is locked", lock_device) => own(6028, "NoSurplus"),
            replayed() => own(6028, "NoSurplus"),
            doubled() => own(6028, "NoSurplus"),
        }

        note_requirement in note_requirement, repeats "it is noted already" {
            foreign("pool") => runtime(IllegalOwner),
            foreign("device") => runtime(IllegalOwner),
            other("device", "sue.device") => own(6011, "WrongDevice"),
            foreign("classes") => runtime(IllegalOwner),
            copied("classes") => own(2012, "ConstraintAddress"),
            foreign("device_stake") => runtime(IllegalOwner),
            other("device_stake", "sue.stake") => own(6011, "WrongDevice"),
            same("pool", "device_stake") => own(2040, "ConstraintDuplicateMutableAccount"),
            state("the device's class is not listed", |s| s.edit("device", 3, &[40])) => own(6019, "UnknownClass"),
        }
    }
}

/// Sam takes 100 IO back that he staked above the requirement.
fn withdraw_surplus() -> Scene {
    let mut city = City::trading();
    let (by, host, mint) = (city.at("sam"), city.at("sam.device"), city.chain.io_mint);
    city.act(&staking::stake_device(by, host, &mint, 100 * IO));
    let call = device::withdraw_surplus(by, host, &mint, 100 * IO);
    Scene::new(city, call)
}

fn note_requirement() -> Scene {
    let city = City::trading();
    let call = device::note_requirement(city.at("sam.device"));
    Scene::new(city, call)
}
