//! Operators: bonds, keys, prices.

use io_tests::{
    city::{City, IO, IO_PRICE},
    forge::{Kind, Play, Scene, *},
    forgeries,
    oracle::{instructions as ix, world::BOND},
};
use solana_pubkey::Pubkey;
use solana_transaction::InstructionError::*;

pub fn table() -> Vec<Play> {
    forgeries! {
        bond in bond, repeats "each adds to the bond" {
            unsigned("wallet") => runtime(MissingRequiredSignature),
            signed_by("wallet", "mallory") => own(6013, "UnknownOperator"),
            signed_by("wallet", "op0.key") => own(6013, "UnknownOperator"),
            signed_by("wallet", "leaver") => own(6014, "OperatorNotActive"),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => runtime(InvalidSeeds),
            foreign("operators") => runtime(IllegalOwner),
            copied("operators") => runtime(InvalidSeeds),
            theirs("source", "op1.io") => token(4, "OwnerMismatch"),
            of_mint("source", "op0.iosd") => token(3, "MintMismatch"),
            foreign("source") => runtime(IllegalOwner),
            theirs("bond_vault", "mallory.io") => runtime(InvalidSeeds),
            other("bond_vault", "stake_vault") => runtime(InvalidSeeds),
            same("source", "bond_vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            argument("amount", 0u64) => own(6016, "ZeroAmount"),
            argument("amount", BOND + 1) => token(1, "InsufficientFunds"),
            argument("amount", u64::MAX) => own(6000, "Overflow"),
        }

        unbond in unbond {
            unsigned("signer") => runtime(MissingRequiredSignature),
            signed_by("signer", "mallory") => own(6002, "NotTheAuthority"),
            signed_by("signer", "op1") => own(6002, "NotTheAuthority"),
            signed_by("signer", "op0.key") => own(6002, "NotTheAuthority"),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => runtime(InvalidSeeds),
            foreign("operators") => runtime(IllegalOwner),
            copied("operators") => runtime(InvalidSeeds),
            same("operators", "oracle") => own(2040, "ConstraintDuplicateMutableAccount"),
            argument("wallet", Pubkey::new_from_array([7; 32])) => own(6013, "UnknownOperator"),
            argument("wallet", Pubkey::default()) => own(6013, "UnknownOperator"),
            replayed() => own(6014, "OperatorNotActive"),
            doubled() => own(6014, "OperatorNotActive"),
        }

        withdraw_bond in withdraw_bond {
            unsigned("wallet") => runtime(MissingRequiredSignature),
            signed_by("wallet", "mallory") => own(6013, "UnknownOperator"),
            signed_by("wallet", "op0") => own(6017, "StillUnbonding"),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => runtime(InvalidSeeds),
            foreign("operators") => runtime(IllegalOwner),
            copied("operators") => runtime(InvalidSeeds),
            theirs("bond_vault", "mallory.io") => runtime(InvalidSeeds),
            other("bond_vault", "stake_vault") => runtime(InvalidSeeds),
            of_mint("destination", "leaver.iosd") => token(3, "MintMismatch"),
            foreign("destination") => runtime(IllegalOwner),
            same("destination", "bond_vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            later(-1) => own(6017, "StillUnbonding"),
            replayed() => own(6013, "UnknownOperator"),
            doubled() => own(6013, "UnknownOperator"),
        }

        rotate_operator in rotate_operator, repeats "its own key is not taken by another" {
            unsigned("wallet") => runtime(MissingRequiredSignature),
            signed_by("wallet", "mallory") => own(6013, "UnknownOperator"),
            signed_by("wallet", "op0.key") => own(6013, "UnknownOperator"),
            signed_by("wallet", "authority") => own(6013, "UnknownOperator"),
            foreign("operators") => runtime(IllegalOwner),
            copied("operators") => runtime(InvalidSeeds),
            same("operators", "wallet") => own(2040, "ConstraintDuplicateMutableAccount"),
            argument("key", Pubkey::default()) => own(6018, "ZeroAddress"),
            with(Kind::Argument, "another operator's key", take_key) => own(6011, "OperatorKeyTaken"),
            argument("url", "") => own(6012, "UrlLength"),
            argument("url", "http://a.host.with.a.name.that.is.longer.than.sixty-four.bytes.io") => own(6012, "UrlLength"),
        }

        post_prices in post_prices, repeats "each post replaces the last" {
            unsigned("key") => runtime(MissingRequiredSignature),
            signed_by("key", "mallory") => own(6013, "UnknownOperator"),
            signed_by("key", "op0") => own(6013, "UnknownOperator"),
            signed_by("key", "idle.key") => own(6015, "BondTooLow"),
            signed_by("key", "leaver.key") => own(6015, "BondTooLow"),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => runtime(InvalidSeeds),
            foreign("operators") => runtime(IllegalOwner),
            copied("operators") => runtime(InvalidSeeds),
            foreign("prices") => runtime(IllegalOwner),
            copied("prices") => runtime(InvalidSeeds),
            other("prices", "classes") => runtime(AccountDataTooSmall),
            other("prices", "price_ring") => own(2040, "ConstraintDuplicateMutableAccount"),
            other("price_ring", "classes") => runtime(AccountDataTooSmall),
            foreign("price_ring") => runtime(IllegalOwner),
            copied("price_ring") => runtime(InvalidSeeds),
            same("price_ring", "prices") => own(2040, "ConstraintDuplicateMutableAccount"),
            with(Kind::Argument, "no price", |s| post(s, &[])) => own(6056, "PostLength"),
            with(Kind::Argument, "33 prices", |s| post(s, &[(0, 1); 33])) => own(6056, "PostLength"),
            with(Kind::Argument, "feed 32", |s| post(s, &[(32, 1)])) => own(6057, "UnknownFeed"),
            with(Kind::Argument, "feed 0 twice", |s| post(s, &[(0, 1), (0, 2)])) => own(6058, "DuplicateFeed"),
            with(Kind::Argument, "a price of nothing", |s| post(s, &[(0, 0)])) => own(6059, "ZeroPrice"),
            with(Kind::Argument, "a count beyond the bytes", |s| s.instruction.data[8] = 9) => runtime(InvalidInstructionData),
            cut_short() => runtime(InvalidInstructionData),
        }
    }
}

/// Op0 bonds more; it holds dollars too.
fn bond() -> Scene {
    let mut city = City::founded();
    let dollars = city.at("op0.iosd");
    city.chain.give_tokens(&dollars, 1_000 * IO);
    let call = ix::bond(&city.at("op0"), city.at("op0.io"), 1_000 * IO);
    Scene::new(city, call)
}

fn unbond() -> Scene {
    let city = City::founded();
    let call = ix::unbond(&city.at("op0"), &city.at("op0"));
    Scene::new(city, call)
}

/// The moment at which the leaver's bond is free.
fn withdraw_bond() -> Scene {
    let mut city = City::founded();
    let unbonding = io_tests::oracle::world::params().unbonding_s;
    city.wait(i64::from(unbonding));
    let call = ix::withdraw_bond(&city.at("leaver"), city.at("leaver.io"));
    Scene::new(city, call)
}

fn rotate_operator() -> Scene {
    let mut city = City::founded();
    let new = city.person("new");
    let call = ix::rotate_operator(&city.at("op0"), &new, "http://127.0.0.1:1");
    Scene::new(city, call)
}

fn take_key(s: &mut Scene) {
    let key = s.city.at("op1.key");
    s.instruction = ix::rotate_operator(&s.city.at("op0"), &key, "http://127.0.0.1:1");
}

fn post_prices() -> Scene {
    let city = City::founded();
    let call = ix::post_prices(&city.at("op0.key"), &[(0, IO_PRICE), (1, 1), (31, 1)]);
    Scene::new(city, call)
}

fn post(s: &mut Scene, values: &[(u8, u64)]) {
    s.instruction = ix::post_prices(&s.city.at("op0.key"), values);
}
