//! Genesis, the authority, classes and tiers.

use super::super::emissions::other_mint;
use io_tests::{
    city::City,
    forge::{Kind, Play, Scene, *},
    forgeries,
    oracle::{
        instructions::{self as ix, Class},
        world::rules,
    },
    world::EPOCH_S,
};
use solana_pubkey::Pubkey;
use solana_transaction::InstructionError::*;

pub fn table() -> Vec<Play> {
    forgeries! {
        initialize in initialize {
            unsigned("authority") => runtime(MissingRequiredSignature),
            signed_by("authority", "mallory") => own(7901, "NotTheUpgradeAuthority"),
            other("program_data", "escrow's program data") => own(7900, "NotTheProgramData"),
            foreign("program_data") => own(7900, "NotTheProgramData"),
            other("oracle", "prices") => runtime(InvalidSeeds),
            other("operators", "prices") => runtime(InvalidSeeds),
            other("classes", "prices") => runtime(InvalidSeeds),
            same("classes", "operators") => own(2040, "ConstraintDuplicateMutableAccount"),
            theirs("bond_vault", "mallory.io") => runtime(InvalidSeeds),
            of_mint("io_mint", "other mint") => own(6004, "WrongIoMint"),
            foreign("io_mint") => runtime(IllegalOwner),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            program("system_program", "token program") => runtime(IncorrectProgramId),
            argument("params.genesis_ts", 0i64) => own(6001, "ParamOutOfRange"),
            argument("params.epoch_length_s", 59u32) => own(6001, "ParamOutOfRange"),
            argument("params.bond", 0u64) => own(6001, "ParamOutOfRange"),
            argument("params.unbonding_s", 75 * EPOCH_S - 1) => own(6001, "ParamOutOfRange"),
            argument("params.challenge_window_s", 8 * EPOCH_S + 1) => own(6001, "ParamOutOfRange"),
            argument("params.summary_window_s", EPOCH_S) => own(6001, "ParamOutOfRange"),
            argument("params.price_max_age_s", 0u32) => own(6001, "ParamOutOfRange"),
            argument("params.ring_spacing_s", 0u32) => own(6001, "ParamOutOfRange"),
            argument("params.arm_slots", 31u32) => own(6001, "ParamOutOfRange"),
            argument("params.candidate_threshold", 0u8) => own(6001, "ParamOutOfRange"),
            cut_short() => runtime(InvalidInstructionData),
            replayed() => system(0, "AccountAlreadyInUse"),
            doubled() => system(0, "AccountAlreadyInUse"),
        }

        initialize_prices in initialize_prices {
            unsigned("authority") => runtime(MissingRequiredSignature),
            signed_by("authority", "mallory") => own(6002, "NotTheAuthority"),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => runtime(InvalidSeeds),
            other("oracle", "operators") => runtime(InvalidAccountData),
            empty("prices") => runtime(InvalidSeeds),
            other("price_ring", "classes") => runtime(InvalidSeeds),
            same("price_ring", "prices") => own(2040, "ConstraintDuplicateMutableAccount"),
            program("system_program", "token program") => runtime(IncorrectProgramId),
            replayed() => system(0, "AccountAlreadyInUse"),
            doubled() => system(0, "AccountAlreadyInUse"),
        }

        set_authority in set_authority, repeats "proposing the same key again changes nothing" {
            unsigned("signer") => runtime(MissingRequiredSignature),
            signed_by("signer", "mallory") => own(6002, "NotTheAuthority"),
            signed_by("signer", "op0.key") => own(6002, "NotTheAuthority"),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => runtime(InvalidSeeds),
            other("oracle", "operators") => runtime(InvalidAccountData),
            same("oracle", "signer") => own(2040, "ConstraintDuplicateMutableAccount"),
            cut_short() => runtime(InvalidInstructionData),
            replayed_after("the handover", accept) => own(6002, "NotTheAuthority"),
        }

        accept_authority in accept_authority {
            unsigned("signer") => runtime(MissingRequiredSignature),
            signed_by("signer", "mallory") => own(6003, "NotThePendingAuthority"),
            signed_by("signer", "authority") => own(6003, "NotThePendingAuthority"),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => runtime(InvalidSeeds),
            same("oracle", "signer") => own(2040, "ConstraintDuplicateMutableAccount"),
            state("the proposal is withdrawn", withdraw_proposal) => own(6003, "NotThePendingAuthority"),
            replayed() => own(6003, "NotThePendingAuthority"),
            doubled() => own(6003, "NotThePendingAuthority"),
        }

        set_params in set_params, repeats "a pending change is replaced" {
            unsigned("authority") => runtime(MissingRequiredSignature),
            signed_by("authority", "mallory") => own(6002, "NotTheAuthority"),
            signed_by("authority", "guardian") => own(6002, "NotTheAuthority"),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => runtime(InvalidSeeds),
            same("oracle", "authority") => own(2040, "ConstraintDuplicateMutableAccount"),
            argument("rules.bond", 0u64) => own(6001, "ParamOutOfRange"),
            argument("rules.challenge_bond", 0u64) => own(6001, "ParamOutOfRange"),
            argument("rules.challenge_window_s", 8 * EPOCH_S + 1) => own(6001, "ParamOutOfRange"),
            argument("rules.summary_window_s", EPOCH_S) => own(6001, "ParamOutOfRange"),
            argument("rules.price_max_age_s", 0u32) => own(6001, "ParamOutOfRange"),
            argument("rules.ema_half_life_s", 0u32) => own(6001, "ParamOutOfRange"),
            cut_short() => runtime(InvalidInstructionData),
        }

        set_class in set_class, repeats "the class is rewritten as it is" {
            unsigned("authority") => runtime(MissingRequiredSignature),
            signed_by("authority", "mallory") => own(6002, "NotTheAuthority"),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => runtime(InvalidSeeds),
            foreign("classes") => runtime(IllegalOwner),
            copied("classes") => runtime(InvalidSeeds),
            other("classes", "operators") => runtime(InvalidAccountData),
            same("oracle", "classes") => own(2040, "ConstraintDuplicateMutableAccount"),
            argument("index", 3u8) => own(6005, "ClassIndexGap"),
            argument("index", 31u8) => own(6007, "UnknownClass"),
            argument("index", 255u8) => own(6007, "UnknownClass"),
            argument("class.name", [0u8; 24]) => own(6006, "ClassIncomplete"),
            argument("class.multiplier_milli", 0u32) => own(6006, "ClassIncomplete"),
            argument("class.n", 0u32) => own(6006, "ClassIncomplete"),
            argument("class.time_ms", 0u32) => own(6006, "ClassIncomplete"),
            argument("class.live", 2u8) => runtime(InvalidInstructionData),
            cut_short() => runtime(InvalidInstructionData),
        }

        set_tier in set_tier, repeats "the tier is set to what it is" {
            unsigned("authority") => runtime(MissingRequiredSignature),
            signed_by("authority", "sam") => own(6002, "NotTheAuthority"),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => runtime(InvalidSeeds),
            foreign("device") => runtime(IllegalOwner),
            other("device", "operators") => runtime(InvalidAccountData),
            other("device", "sam.stake") => runtime(IllegalOwner),
            same("oracle", "device") => own(2040, "ConstraintDuplicateMutableAccount"),
            argument("tier", 5u8) => own(6022, "UnknownTier"),
        }

        add_operator in add_operator {
            unsigned("authority") => runtime(MissingRequiredSignature),
            signed_by("authority", "mallory") => own(6002, "NotTheAuthority"),
            signed_by("authority", "new") => own(6002, "NotTheAuthority"),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => runtime(InvalidSeeds),
            foreign("operators") => runtime(IllegalOwner),
            copied("operators") => runtime(InvalidSeeds),
            same("oracle", "operators") => own(2040, "ConstraintDuplicateMutableAccount"),
            argument("wallet", Pubkey::default()) => own(6018, "ZeroAddress"),
            argument("key", Pubkey::default()) => own(6018, "ZeroAddress"),
            with(Kind::Argument, "another operator's wallet", |s| name(s, 8, "op0")) => own(6010, "OperatorWalletTaken"),
            with(Kind::Argument, "another operator's key", |s| name(s, 40, "op0.key")) => own(6011, "OperatorKeyTaken"),
            argument("url", "") => own(6012, "UrlLength"),
            argument("url", "http://a.host.with.a.name.that.is.longer.than.sixty-four.bytes.io") => own(6012, "UrlLength"),
            argument("url", blob(&[0xff; 8])) => own(6012, "UrlLength"),
            state("32 seats are taken", fill_seats) => own(6009, "OperatorsFull"),
            replayed() => own(6010, "OperatorWalletTaken"),
            doubled() => own(6010, "OperatorWalletTaken"),
        }
    }
}

fn initialize() -> Scene {
    let mut city = City::bare();
    other_mint(&mut city);
    let call = city.initialization("oracle");
    Scene::new(city, call)
}

fn initialize_prices() -> Scene {
    let mut city = City::bare();
    city.initialize("oracle");
    let call = city.initialization("prices");
    Scene::new(city, call)
}

fn set_authority() -> Scene {
    let mut city = City::founded();
    let new = city.person("new");
    let call = ix::set_authority(&city.at("authority"), &new);
    Scene::new(city, call)
}

fn accept(s: &mut Scene) {
    let new = s.city.at("new");
    s.city.act(&ix::accept_authority(&new));
}

fn accept_authority() -> Scene {
    let mut scene = set_authority();
    scene.city.act(&scene.instruction);
    let call = ix::accept_authority(&scene.city.at("new"));
    Scene::new(scene.city, call)
}

fn withdraw_proposal(s: &mut Scene) {
    let by = s.city.at("authority");
    s.city.act(&ix::set_authority(&by, &Pubkey::default()));
}

/// The next free class.
fn set_params() -> Scene {
    let city = City::founded();
    let call = ix::set_params(&city.at("authority"), &rules());
    Scene::new(city, call)
}

fn set_class() -> Scene {
    let city = City::founded();
    let call = ix::set_class(&city.at("authority"), 2, &Class::test());
    Scene::new(city, call)
}

fn set_tier() -> Scene {
    let city = City::trading();
    let call = ix::set_tier(&city.at("authority"), city.at("sam.device"), 3);
    Scene::new(city, call)
}

fn add_operator() -> Scene {
    let mut city = City::founded();
    let (wallet, key) = (city.person("new"), city.person("new.key"));
    let call = ix::add_operator(&city.at("authority"), &wallet, &key, "http://127.0.0.1:1");
    Scene::new(city, call)
}

/// Writes a person's address into the arguments.
fn name(s: &mut Scene, at: usize, who: &str) {
    let who = s.city.at(who);
    s.instruction.data[at..at + 32].copy_from_slice(who.as_ref());
}

fn fill_seats(s: &mut Scene) {
    let by = s.city.at("authority");
    // Four operators, an idle and a leaving one are seated.
    for seat in 6..32 {
        let wallet = s.city.person(&format!("seat {seat}"));
        let key = s.city.person(&format!("seat {seat}.key"));
        s.city
            .act(&ix::add_operator(&by, &wallet, &key, "http://127.0.0.1:1"));
    }
}
