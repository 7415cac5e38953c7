//! Others behind a device.

use io_tests::{
    city::{City, IO, STAKE},
    forge::{Kind, Play, Scene, *},
    forgeries,
    oracle::instructions as ix,
    staking::{COOLDOWN_S, co_stake},
};
use solana_transaction::InstructionError::*;

/// What Alice puts behind Sam's device.
const PART: u64 = 1_000 * IO;

pub fn table() -> Vec<Play> {
    forgeries! {
        set_co_stake_terms in set_co_stake_terms, repeats "they are the terms already" {
            unsigned("owner") => runtime(MissingRequiredSignature),
            signed_by("owner", "mallory") => own(6003, "NotTheOwner"),
            signed_by("owner", "sue") => own(6003, "NotTheOwner"),
            foreign("device_stake") => runtime(IllegalOwner),
            other("device_stake", "sue.stake") => own(6003, "NotTheOwner"),
            same("device_stake", "owner") => own(2040, "ConstraintDuplicateMutableAccount"),
            argument("reward_share_bps", 10_001u16) => own(6024, "RewardShareOutOfRange"),
            argument("open", 2u8) => runtime(InvalidInstructionData),
            with(Kind::State, "the share, while Alice co-stakes", |s| *s = change_share()) => own(6025, "RewardShareFixed"),
        }

        join_co_stake in join, repeats "each adds to the co-stake" {
            unsigned("owner") => runtime(MissingRequiredSignature),
            signed_by("owner", "bob") => runtime(InvalidSeeds),
            foreign("pool") => runtime(IllegalOwner),
            other("pool", "bob.position") => runtime(AccountDataTooSmall),
            foreign("device") => runtime(IllegalOwner),
            other("device", "sue.device") => runtime(InvalidSeeds),
            foreign("device_stake") => runtime(IllegalOwner),
            other("device_stake", "sue.stake") => own(6011, "WrongDevice"),
            empty("co_stake") => runtime(InvalidSeeds),
            theirs("stake_vault", "mallory.io") => own(6002, "WrongVault"),
            theirs("source", "bob.io") => token(4, "OwnerMismatch"),
            of_mint("source", "alice.iosd") => token(3, "MintMismatch"),
            same("source", "stake_vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            program("system_program", "token program") => runtime(IncorrectProgramId),
            with(Kind::Signer, "Sam joins his own device", owner_joins) => own(6022, "OwnerCannotCoStake"),
            argument("amount", 0u64) => own(6000, "ZeroAmount"),
            argument("amount", 50 * IO - 1) => own(6021, "CoStakeBelowMinimum"),
            argument("amount", STAKE + 1) => own(6020, "CoStakeAboveHalf"),
            argument("min_share_bps", 2_001u16) => own(6026, "RewardShareBelowMinimum"),
            state("Sam takes nobody any more", shut) => own(6023, "CoStakeClosed"),
            state("the device is retired", retire) => own(6010, "DeviceRetired"),
            state("the device is under a slash", |s| s.edit("device_stake", 80, &[1])) => own(6027, "DeviceUnderSlash"),
        }

        leave_co_stake in leave {
            unsigned("owner") => runtime(MissingRequiredSignature),
            signed_by("owner", "mallory") => own(6003, "NotTheOwner"),
            foreign("pool") => runtime(IllegalOwner),
            foreign("device") => runtime(IllegalOwner),
            other("device", "sue.device") => own(6011, "WrongDevice"),
            foreign("device_stake") => runtime(IllegalOwner),
            other("device_stake", "sue.stake") => own(6011, "WrongDevice"),
            foreign("co_stake") => runtime(IllegalOwner),
            other("co_stake", "bob's part") => own(6003, "NotTheOwner"),
            same("co_stake", "device_stake") => own(2040, "ConstraintDuplicateMutableAccount"),
            argument("shares", 0u64) => own(6000, "ZeroAmount"),
            argument("shares", PART + 1) => own(6004, "InsufficientStake"),
            argument("shares", PART - 1) => own(6021, "CoStakeBelowMinimum"),
            replayed() => own(6004, "InsufficientStake"),
            doubled() => own(6004, "InsufficientStake"),
        }

        withdraw_co_stake in withdraw {
            unsigned("owner") => runtime(MissingRequiredSignature),
            signed_by("owner", "mallory") => own(6003, "NotTheOwner"),
            foreign("pool") => runtime(IllegalOwner),
            foreign("device_stake") => runtime(IllegalOwner),
            other("device_stake", "sue.stake") => own(6011, "WrongDevice"),
            foreign("co_stake") => runtime(IllegalOwner),
            other("co_stake", "bob's part") => own(6003, "NotTheOwner"),
            theirs("stake_vault", "mallory.io") => own(6002, "WrongVault"),
            of_mint("destination", "alice.iosd") => token(3, "MintMismatch"),
            foreign("destination") => runtime(ExternalAccountDataModified),
            same("destination", "stake_vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            later(-1) => own(6006, "NothingMatured"),
            state("co-stakes are locked", |s| s.edit("device_stake", 184, &[1])) => own(6007, "StakeLocked"),
            replayed() => own(6006, "NothingMatured"),
            doubled() => own(6006, "NothingMatured"),
        }
    }
}

fn set_co_stake_terms() -> Scene {
    let city = City::trading();
    let call = co_stake::set_terms(city.at("sam"), city.at("sam.device"), 2_000, true);
    Scene::new(city, call)
}

/// Alice joins Sam's device, which shares a fifth; she holds dollars too.
fn join() -> Scene {
    let Scene {
        mut city,
        instruction,
    } = set_co_stake_terms();
    city.act(&instruction);
    for renter in ["rita", "ron"] {
        city.transfer(
            renter,
            &format!("{renter}.iosd"),
            "alice.iosd",
            2_900_000_000,
        );
    }
    city.transfer("holder", "holder.io", "alice.io", STAKE);
    let (alice, host, mint) = (city.at("alice"), city.at("sam.device"), city.chain.io_mint);
    let call = co_stake::join(alice, host, &mint, 10 * IO + 40 * IO, 2_000);
    Scene::new(city, call)
}

fn owner_joins(s: &mut Scene) {
    let mint = s.city.chain.io_mint;
    s.instruction = co_stake::join(
        s.city.at("sam"),
        s.city.at("sam.device"),
        &mint,
        PART,
        2_000,
    );
}

fn shut(s: &mut Scene) {
    let shut = co_stake::set_terms(s.city.at("sam"), s.city.at("sam.device"), 2_000, false);
    s.city.act(&shut);
}

fn retire(s: &mut Scene) {
    let (by, device) = (s.city.at("sam"), s.city.at("sam.device"));
    s.city
        .act(&ix::manage_device("retire_device", &by, device, &[]));
}

/// Alice and Bob are behind Sam's device.
fn joined() -> City {
    let Scene { mut city, .. } = join();
    let (host, mint) = (city.at("sam.device"), city.chain.io_mint);
    for name in ["alice", "bob"] {
        let owner = city.at(name);
        city.act(&co_stake::join(owner, host, &mint, PART, 0));
        city.name(&format!("{name}'s part"), co_stake::co_stake(&host, &owner));
    }
    city
}

fn change_share() -> Scene {
    let city = joined();
    let call = co_stake::set_terms(city.at("sam"), city.at("sam.device"), 2_001, true);
    Scene::new(city, call)
}

/// Alice leaves with all of it.
fn leave() -> Scene {
    let city = joined();
    let call = co_stake::leave(city.at("alice"), city.at("sam.device"), PART);
    Scene::new(city, call)
}

/// The moment at which Alice's part has cooled: 7 days before the 14, as Sam stays.
fn withdraw() -> Scene {
    let Scene {
        mut city,
        instruction,
    } = leave();
    city.act(&instruction);
    city.wait(i64::from(COOLDOWN_S) * 3 / 2);
    let (alice, host) = (city.at("alice"), city.at("sam.device"));
    let call = co_stake::withdraw(alice, host, &city.chain.io_mint);
    Scene::new(city, call)
}
