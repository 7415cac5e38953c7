//! Forgeries of `iosd`.

mod queue;
mod requests;

use super::emissions::other_mint;
use io_tests::{
    city::City,
    forge::{Play, Scene, *},
    forgeries, iosd,
};
use solana_pubkey::Pubkey;
use solana_transaction::InstructionError::*;

/// Every request of the scenes is its owner's second: the first one bought the IOSD.
const SECOND: u64 = 1;
/// Another, for queues.
const THIRD: u64 = 2;

pub fn table() -> Vec<Play> {
    let mut plays = admin();
    plays.extend(requests::table());
    plays.extend(queue::table());
    plays
}

fn admin() -> Vec<Play> {
    forgeries! {
        initialize in initialize {
            unsigned("authority") => runtime(MissingRequiredSignature),
            signed_by("authority", "mallory") => own(7901, "NotTheUpgradeAuthority"),
            other("program_data", "staking's program data") => own(7900, "NotTheProgramData"),
            foreign("program_data") => own(7900, "NotTheProgramData"),
            other("iosd", "emission") => runtime(InvalidSeeds),
            of_mint("io_mint", "other mint") => own(6019, "UnfitIoMint"),
            foreign("io_mint") => runtime(IllegalOwner),
            other("iosd_mint", "other mint") => runtime(InvalidSeeds),
            other("io_vault", "mallory.io") => runtime(InvalidSeeds),
            other("iosd_vault", "mallory.iosd") => runtime(InvalidSeeds),
            same("iosd_vault", "io_vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            foreign("price_ring") => runtime(IllegalOwner),
            copied("price_ring") => own(6003, "WrongVault"),
            other("price_ring", "prices") => runtime(AccountDataTooSmall),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            program("system_program", "token program") => runtime(IncorrectProgramId),
            argument("params.request_ttl_s", 0u32) => own(6020, "BadParameter"),
            argument("params.max_deviation_bps", 10_001u16) => own(6020, "BadParameter"),
            argument("params.min_request_io", 0u64) => own(6020, "BadParameter"),
            argument("params.min_request_iosd", 0u64) => own(6020, "BadParameter"),
            argument("params.mint_window_capacity", 0u64) => own(6020, "BadParameter"),
            argument("params.redeem_window_capacity", 0u64) => own(6020, "BadParameter"),
            argument("params.redeem_spread_bps", 10_001u16) => own(6020, "BadParameter"),
            argument("params.window_length_s", 0u32) => own(6020, "BadParameter"),
            cut_short() => runtime(InvalidInstructionData),
            replayed() => system(0, "AccountAlreadyInUse"),
            doubled() => system(0, "AccountAlreadyInUse"),
        }

        set_params in set_params, repeats "a pending change is replaced" {
            unsigned("authority") => runtime(MissingRequiredSignature),
            signed_by("authority", "mallory") => own(6023, "NotTheAuthority"),
            signed_by("authority", "guardian") => own(6023, "NotTheAuthority"),
            foreign("iosd") => runtime(IllegalOwner),
            copied("iosd") => runtime(InvalidSeeds),
            same("iosd", "authority") => own(2040, "ConstraintDuplicateMutableAccount"),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => own(2012, "ConstraintAddress"),
            argument("params.request_ttl_s", 0u32) => own(6020, "BadParameter"),
            argument("params.request_ttl_s", 59u32) => own(6028, "RequestTimeOutOfRange"),
            argument("params.max_deviation_bps", 99u16) => own(6029, "DeviationOutOfRange"),
            argument("params.redeem_spread_bps", 501u16) => own(6030, "SpreadAboveLimit"),
            argument("params.min_request_io", 100_000_000_001u64) => own(6031, "MinRequestAboveLimit"),
            argument("params.min_request_iosd", 1_000_000_001u64) => own(6031, "MinRequestAboveLimit"),
            argument("params.mint_window_capacity", 1u64) => own(6032, "WindowOutOfRange"),
            argument("params.redeem_window_capacity", 1_000_000_000_001u64) => own(6032, "WindowOutOfRange"),
            argument("params.window_length_s", 3_599u32) => own(6032, "WindowOutOfRange"),
            cut_short() => runtime(InvalidInstructionData),
            replayed_after("the handover", accept_new) => own(6023, "NotTheAuthority"),
        }

        burn_fees in burn_fees, repeats "each burns more" {
            unsigned("authority") => runtime(MissingRequiredSignature),
            signed_by("authority", "mallory") => token(4, "OwnerMismatch"),
            foreign("iosd") => runtime(IllegalOwner),
            copied("iosd") => runtime(InvalidSeeds),
            of_mint("iosd_mint", "other mint") => runtime(InvalidSeeds),
            theirs("source", "ron.iosd") => token(4, "OwnerMismatch"),
            theirs("source", "iosd_vault") => token(4, "OwnerMismatch"),
            of_mint("source", "rita.io") => token(3, "MintMismatch"),
            same("source", "iosd_mint") => own(2040, "ConstraintDuplicateMutableAccount"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            argument("amount", 0u64) => own(6026, "ZeroAmount"),
            argument("amount", 3_000_000_001u64) => token(1, "InsufficientFunds"),
        }

        pause_minting in pause_minting {
            unsigned("guardian") => runtime(MissingRequiredSignature),
            signed_by("guardian", "mallory") => own(6021, "NotTheGuardian"),
            signed_by("guardian", "authority") => own(6021, "NotTheGuardian"),
            foreign("iosd") => runtime(IllegalOwner),
            copied("iosd") => runtime(InvalidSeeds),
            same("iosd", "guardian") => own(2040, "ConstraintDuplicateMutableAccount"),
            replayed() => own(6022, "PausedTooRecently"),
            doubled() => own(6022, "PausedTooRecently"),
            replayed_after("72 hours and 30 days less a second", |s| s.city.wait(33 * 86_400 - 1)) => own(6022, "PausedTooRecently"),
        }

        set_authority in set_authority, repeats "proposing the same key again changes nothing" {
            unsigned("authority") => runtime(MissingRequiredSignature),
            signed_by("authority", "mallory") => own(6023, "NotTheAuthority"),
            signed_by("authority", "guardian") => own(6023, "NotTheAuthority"),
            foreign("iosd") => runtime(IllegalOwner),
            copied("iosd") => runtime(InvalidSeeds),
            same("iosd", "authority") => own(2040, "ConstraintDuplicateMutableAccount"),
            replayed_after("the handover", accept) => own(6023, "NotTheAuthority"),
        }

        accept_authority in accept_authority {
            unsigned("pending_authority") => runtime(MissingRequiredSignature),
            signed_by("pending_authority", "mallory") => own(6024, "NotThePendingAuthority"),
            signed_by("pending_authority", "authority") => own(6024, "NotThePendingAuthority"),
            foreign("iosd") => runtime(IllegalOwner),
            copied("iosd") => runtime(InvalidSeeds),
            same("iosd", "pending_authority") => own(2040, "ConstraintDuplicateMutableAccount"),
            state("the proposal is withdrawn", withdraw_proposal) => own(6024, "NotThePendingAuthority"),
            replayed() => own(6024, "NotThePendingAuthority"),
            doubled() => own(6024, "NotThePendingAuthority"),
        }
    }
}

fn set_params() -> Scene {
    let mut city = City::trading();
    city.person("new");
    let params = iosd::Params {
        ttl_s: 1_800,
        deviation_bps: 500,
        min_request_io: 200_000_000,
        min_request_iosd: 2_000_000,
        mint_window: 500_000_000_000,
        redeem_window: 200_000_000_000,
        window_s: 7_200,
        spread_bps: 100,
        guardian: city.at("guardian"),
    };
    let call = iosd::set_params(city.at("authority"), &params);
    Scene::new(city, call)
}

fn accept_new(s: &mut Scene) {
    let (authority, new) = (s.city.at("authority"), s.city.at("new"));
    s.city.act(&iosd::set_authority(authority, new));
    s.city.act(&iosd::accept_authority(new));
}

fn initialize() -> Scene {
    let mut city = City::bare();
    city.initialize("oracle");
    city.initialize("prices");
    other_mint(&mut city);
    let call = city.initialization("iosd");
    Scene::new(city, call)
}

fn pause(s: &mut Scene) {
    let guardian = s.city.at("guardian");
    s.city.act(&iosd::pause_minting(&guardian));
}

/// Rita burns a dollar; a dollar of Ron's is held for a redemption.
fn burn_fees() -> Scene {
    let mut city = City::trading();
    other_mint(&mut city);
    city.request_redemption("ron", SECOND, 30_000_000);
    let call = iosd::burn_fees(&city.at("rita"), &city.at("rita.iosd"), 1_000_000);
    Scene::new(city, call)
}

fn pause_minting() -> Scene {
    let city = City::founded();
    let call = iosd::pause_minting(&city.at("guardian"));
    Scene::new(city, call)
}

fn set_authority() -> Scene {
    let mut city = City::founded();
    let new = city.person("new");
    let call = iosd::set_authority(city.at("authority"), new);
    Scene::new(city, call)
}

fn accept(s: &mut Scene) {
    let new = s.city.at("new");
    s.city.act(&iosd::accept_authority(new));
}

fn accept_authority() -> Scene {
    let mut scene = set_authority();
    scene.city.act(&scene.instruction);
    let call = iosd::accept_authority(scene.city.at("new"));
    Scene::new(scene.city, call)
}

fn withdraw_proposal(s: &mut Scene) {
    let by = s.city.at("authority");
    s.city.act(&iosd::set_authority(by, Pubkey::default()));
}
