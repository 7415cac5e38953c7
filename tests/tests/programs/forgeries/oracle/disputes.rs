//! What only `disputes` has done to a settlement, asked for by others.

use super::super::emissions::other_mint;
use io_tests::{
    city::{City, IO},
    forge::{Play, Scene, *},
    forgeries,
    oracle::{
        challenges::{hold_up, uphold},
        world::params,
    },
};
use solana_transaction::InstructionError::*;

pub fn table() -> Vec<Play> {
    forgeries! {
        hold_up in held_up, repeats "a settlement is held up from when it is asked, and not twice as long" {
            unsigned("disputes") => runtime(MissingRequiredSignature),
            signed_by("disputes", "mallory") => own(6081, "NotDisputes"),
            signed_by("disputes", "carl") => own(6081, "NotDisputes"),
            signed_by("disputes", "guardian") => own(6081, "NotDisputes"),
            signed_by("disputes", "slasher") => own(6081, "NotDisputes"),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => runtime(InvalidSeeds),
            foreign("epoch_record") => runtime(IllegalOwner),
            other("epoch_record", "epoch 1") => own(6043, "WrongEpoch"),
            other("epoch_record", "operators") => runtime(InvalidAccountData),
            same("epoch_record", "oracle") => own(2040, "ConstraintDuplicateMutableAccount"),
            argument("epoch", 1u64) => own(6043, "WrongEpoch"),
            cut_short() => runtime(InvalidInstructionData),
            state("the hour is open", |s| s.edit("epoch_record", 2, &[1])) => own(6068, "NotSealed"),
            state("the settlement is void", |s| s.edit("epoch_record", 2, &[3])) => own(6068, "NotSealed"),
            later(i64::from(params().challenge_window_s)) => own(6069, "RootFinal"),
        }

        uphold in upheld {
            unsigned("disputes") => runtime(MissingRequiredSignature),
            signed_by("disputes", "mallory") => own(6081, "NotDisputes"),
            signed_by("disputes", "carl") => own(6081, "NotDisputes"),
            signed_by("disputes", "guardian") => own(6081, "NotDisputes"),
            signed_by("disputes", "authority's wallet") => own(6081, "NotDisputes"),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => runtime(InvalidSeeds),
            foreign("operators") => runtime(IllegalOwner),
            copied("operators") => runtime(InvalidSeeds),
            foreign("epoch_record") => runtime(IllegalOwner),
            other("epoch_record", "epoch 1") => own(6043, "WrongEpoch"),
            of_mint("destination", "carl.iosd") => token(3, "MintMismatch"),
            foreign("destination") => runtime(ExternalAccountDataModified),
            theirs("bond_vault", "mallory.io") => own(6078, "WrongVault"),
            other("bond_vault", "stake_vault") => own(6078, "WrongVault"),
            same("destination", "bond_vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            of_mint("io_mint", "other mint") => own(6004, "WrongIoMint"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            argument("epoch", 1u64) => own(6043, "WrongEpoch"),
            cut_short() => runtime(InvalidInstructionData),
            with(Kind::State, "a record that follows on nothing", follow) => own(6070, "WrongDescendants"),
            state("the hour is open", |s| s.edit("epoch_record", 2, &[1])) => own(6068, "NotSealed"),
            state("it is upheld already", |s| s.edit("epoch_record", 5, &[1])) => own(6072, "RootDisproved"),
            later(i64::from(params().challenge_window_s)) => own(6069, "RootFinal"),
            replayed() => own(6072, "RootDisproved"),
            doubled() => own(6072, "RootDisproved"),
        }
    }
}

fn held_up() -> Scene {
    Scene::new(City::disputed(), hold_up(2))
}

/// Carl holds dollars too.
fn upheld() -> Scene {
    let mut city = City::disproved();
    let dollars = city.at("carl.iosd");
    city.chain.give_tokens(&dollars, IO);
    other_mint(&mut city);
    city.name("authority's wallet", city.at("authority"));
    let call = uphold(2, city.at("carl.io"), city.chain.io_mint, &[]);
    Scene::new(city, call)
}

fn follow(s: &mut Scene) {
    let (destination, mint) = (s.city.at("carl.io"), s.city.chain.io_mint);
    s.instruction = uphold(2, destination, mint, &[1]);
}
