//! Burns and redemptions, which `emissions` counts.

use super::other_mint;
use io_tests::{
    city::{City, IO},
    emissions::count_tokens,
    forge::{Line, Play, Scene, *},
    forgeries, lines,
};
use solana_transaction::InstructionError::*;

pub fn table() -> Vec<Play> {
    forgeries! {
        burn_fees in burn_fees, also counted, repeats "each burns more" {
            signed_by("authority", "mallory") => token(4, "OwnerMismatch"),
            theirs("source", "bob.io") => token(4, "OwnerMismatch"),
            theirs("source", "stake_vault") => token(4, "OwnerMismatch"),
            of_mint("source", "alice.iosd") => token(3, "MintMismatch"),
            foreign("source") => runtime(ExternalAccountDataModified),
            same("source", "io_mint") => own(2040, "ConstraintDuplicateMutableAccount"),
            argument("amount", 100_000 * IO) => token(1, "InsufficientFunds"),
        }

        burn_for_iosd in burn_for_iosd, also counted, repeats "each burns more" {
            signed_by("authority", "mallory") => own(6023, "NotIosd"),
            signed_by("authority", "authority's wallet") => own(6023, "NotIosd"),
            theirs("source", "rita.io") => token(4, "OwnerMismatch"),
            theirs("source", "stake_vault") => token(4, "OwnerMismatch"),
            of_mint("source", "iosd_vault") => token(3, "MintMismatch"),
            same("source", "io_mint") => own(2040, "ConstraintDuplicateMutableAccount"),
            argument("amount", 101 * IO) => token(1, "InsufficientFunds"),
        }

        redeem in redeem, also counted, repeats "each redeems more, up to what was burned" {
            signed_by("authority", "mallory") => own(6023, "NotIosd"),
            signed_by("authority", "authority's wallet") => own(6023, "NotIosd"),
            of_mint("destination", "rita.iosd") => token(3, "MintMismatch"),
            foreign("destination") => runtime(ExternalAccountDataModified),
            same("destination", "io_mint") => own(2040, "ConstraintDuplicateMutableAccount"),
            argument("amount", 2_000 * IO + 1) => own(6024, "RedeemedAboveBurned"),
            argument("amount", u64::MAX) => own(6024, "RedeemedAboveBurned"),
        }
    }
}

/// What all three refuse.
fn counted() -> Vec<Line> {
    lines! {
        unsigned("authority") => runtime(MissingRequiredSignature),
        foreign("emission") => runtime(IllegalOwner),
        other("emission", "pool") => runtime(IllegalOwner),
        of_mint("io_mint", "other mint") => own(6014, "WrongMint"),
        program("token_program", "system program") => runtime(IncorrectProgramId),
        argument("amount", 0u64) => own(6022, "ZeroAmount"),
    }
}

/// Alice burns her own, without asking anybody; she holds dollars too.
fn burn_fees() -> Scene {
    let mut city = City::trading();
    other_mint(&mut city);
    city.transfer("rita", "rita.iosd", "alice.iosd", 10 * IO);
    let (by, mint, from) = (city.at("alice"), city.chain.io_mint, city.at("alice.io"));
    Scene::new(city, count_tokens("burn_fees", by, mint, from, IO))
}

/// `iosd`'s account burns what requests have locked; dollars are locked too.
fn burn_for_iosd() -> Scene {
    let mut city = City::trading();
    other_mint(&mut city);
    city.name("authority's wallet", city.at("authority"));
    city.request("rita", 1, 100 * IO, 1);
    city.request_redemption("ron", 1, 1_000_000_000);
    let (by, mint, from) = (city.at("iosd"), city.chain.io_mint, city.at("io_vault"));
    Scene::new(city, count_tokens("burn_for_iosd", by, mint, from, IO))
}

/// `iosd`'s account has IO minted; 2,000 IO were burned for its dollars.
fn redeem() -> Scene {
    let mut city = City::trading();
    other_mint(&mut city);
    city.name("authority's wallet", city.at("authority"));
    let (by, mint, to) = (city.at("iosd"), city.chain.io_mint, city.at("rita.io"));
    Scene::new(city, count_tokens("redeem", by, mint, to, IO))
}
