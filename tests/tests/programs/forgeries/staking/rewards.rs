//! Rewards that join the stake.

use io_tests::{
    city::City,
    forge::{Kind, Play, Scene, *},
    forgeries, staking,
    world::EPOCH_S,
};
use solana_transaction::InstructionError::*;

pub fn table() -> Vec<Play> {
    forgeries! {
        set_auto_compound in set_auto_compound, repeats "it is on already" {
            unsigned("owner") => runtime(MissingRequiredSignature),
            signed_by("owner", "mallory") => own(6003, "NotTheOwner"),
            signed_by("owner", "authority") => own(6003, "NotTheOwner"),
            foreign("position") => runtime(IllegalOwner),
            other("position", "bob.position") => own(6003, "NotTheOwner"),
            other("position", "sam.stake") => runtime(InvalidAccountData),
            same("position", "owner") => own(2040, "ConstraintDuplicateMutableAccount"),
            argument("enabled", 2u8) => runtime(InvalidInstructionData),
        }

        compound in compound {
            foreign("pool") => runtime(IllegalOwner),
            other("pool", "bob.position") => runtime(AccountDataTooSmall),
            foreign("position") => runtime(IllegalOwner),
            other("position", "bob.position") => own(6044, "NotAutoCompounding"),
            other("position", "sam.stake") => runtime(InvalidAccountData),
            theirs("reward_vault", "mallory.io") => own(6002, "WrongVault"),
            theirs("stake_vault", "mallory.io") => own(6002, "WrongVault"),
            same("stake_vault", "reward_vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            foreign("emission") => runtime(IllegalOwner),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            state("Alice has switched it off", switch_off) => own(6044, "NotAutoCompounding"),
            state("Alice has unstaked all", unstake_all) => own(6045, "NothingStaked"),
            later(i64::from(EPOCH_S)) => own(6001, "AccrueFirst"),
            with(Kind::Time, "in the hour of the stake", |s| s.city = switched_on()) => own(6008, "NothingToClaim"),
            replayed() => own(6008, "NothingToClaim"),
            doubled() => own(6008, "NothingToClaim"),
        }
    }
}

fn set_auto_compound() -> Scene {
    let city = City::trading();
    let call = staking::set_auto_compound(city.at("alice"), true);
    Scene::new(city, call)
}

fn switched_on() -> City {
    let Scene {
        mut city,
        instruction,
    } = set_auto_compound();
    city.act(&instruction);
    city
}

/// An hour has passed since Alice signed for it.
fn compound() -> Scene {
    let mut city = switched_on();
    city.hours_later(1);
    let call = staking::compound(&city.at("alice"));
    Scene::new(city, call)
}

fn switch_off(s: &mut Scene) {
    let alice = s.city.at("alice");
    s.city.act(&staking::set_auto_compound(alice, false));
}

fn unstake_all(s: &mut Scene) {
    let alice = s.city.at("alice");
    let all = s.city.chain.position(&alice).amount;
    s.city.act(&staking::unstake(alice, all));
}
