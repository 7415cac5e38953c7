//! Forgeries of `escrow`.

mod exits;
mod extension;
mod jobs;
mod payments;
mod receipts;
mod rounds;

use io_tests::{
    city::City,
    escrow::{
        self, EXPIRY_GRACE_S, Fees, MATCHED_TIMEOUT_S, OPEN_TIMEOUT_S, accept_authority,
        set_authority,
    },
    forge::{Play, Scene, *},
    forgeries,
};
use solana_pubkey::Pubkey;
use solana_transaction::InstructionError::*;

pub fn table() -> Vec<Play> {
    let mut plays = admin();
    plays.extend(jobs::table());
    plays.extend(payments::table());
    plays.extend(exits::table());
    plays.extend(extension::table());
    plays.extend(rounds::table());
    plays.extend(receipts::table());
    plays
}

fn admin() -> Vec<Play> {
    forgeries! {
        initialize in initialize {
            unsigned("authority") => runtime(MissingRequiredSignature),
            signed_by("authority", "mallory") => own(7901, "NotTheUpgradeAuthority"),
            other("program_data", "staking's program data") => own(7900, "NotTheProgramData"),
            foreign("program_data") => own(7900, "NotTheProgramData"),
            other("escrow", "iosd") => runtime(InvalidSeeds),
            of_mint("iosd_mint", "io_mint") => own(6001, "WrongPaymentMint"),
            copied("iosd_mint") => own(6001, "WrongPaymentMint"),
            foreign("iosd_mint") => runtime(IllegalOwner),
            of_mint("usdc_mint", "io_mint") => own(6001, "WrongPaymentMint"),
            same("usdc_mint", "iosd_mint") => own(6001, "WrongPaymentMint"),
            foreign("usdc_mint") => runtime(IllegalOwner),
            foreign("pool") => runtime(IllegalOwner),
            copied("pool") => own(2012, "ConstraintAddress"),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => own(2012, "ConstraintAddress"),
            same("oracle", "escrow") => own(2040, "ConstraintDuplicateMutableAccount"),
            program("system_program", "token program") => runtime(IncorrectProgramId),
            argument("params.reservation_fee_bps", 10_001u16) => own(6000, "BadParameter"),
            argument("params.payment_fee_bps", 9_976u16) => own(6000, "BadParameter"),
            argument("params.usdc_payment_fee_bps", 9_976u16) => own(6000, "BadParameter"),
            argument("params.fee_burn_bps", 10_001u16) => own(6000, "BadParameter"),
            argument("params.open_timeout_s", 0u32) => own(6000, "BadParameter"),
            argument("params.matched_timeout_s", 0u32) => own(6000, "BadParameter"),
            argument("params.expiry_grace_s", 0u32) => own(6000, "BadParameter"),
            cut_short() => runtime(InvalidInstructionData),
            replayed() => system(0, "AccountAlreadyInUse"),
            doubled() => system(0, "AccountAlreadyInUse"),
        }

        set_params in set_params, repeats "a pending change is replaced" {
            unsigned("authority") => runtime(MissingRequiredSignature),
            signed_by("authority", "mallory") => own(6029, "NotTheAuthority"),
            foreign("escrow") => runtime(IllegalOwner),
            copied("escrow") => own(2012, "ConstraintAddress"),
            same("escrow", "authority") => own(2040, "ConstraintDuplicateMutableAccount"),
            argument("params.fee_burn_bps", 10_001u16) => own(6000, "BadParameter"),
            argument("params.reservation_fee_bps", 1_001u16) => own(6032, "FeeAboveLimit"),
            argument("params.payment_fee_bps", 976u16) => own(6032, "FeeAboveLimit"),
            argument("params.usdc_payment_fee_bps", 976u16) => own(6032, "FeeAboveLimit"),
            argument("params.open_timeout_s", 59u32) => own(6033, "TimeOutOfRange"),
            argument("params.matched_timeout_s", 30 * 86_400 + 1u32) => own(6033, "TimeOutOfRange"),
            argument("params.expiry_grace_s", 86_399u32) => own(6033, "TimeOutOfRange"),
            cut_short() => runtime(InvalidInstructionData),
            replayed_after("the handover", succeed) => own(6029, "NotTheAuthority"),
        }

        set_authority in propose, repeats "proposing the same key again changes nothing" {
            unsigned("authority") => runtime(MissingRequiredSignature),
            signed_by("authority", "mallory") => own(6029, "NotTheAuthority"),
            signed_by("authority", "new") => own(6029, "NotTheAuthority"),
            foreign("escrow") => runtime(IllegalOwner),
            copied("escrow") => own(2012, "ConstraintAddress"),
            same("escrow", "authority") => own(2040, "ConstraintDuplicateMutableAccount"),
            cut_short() => runtime(InvalidInstructionData),
            replayed_after("the handover", hand_over) => own(6029, "NotTheAuthority"),
        }

        accept_authority in take_over {
            unsigned("pending_authority") => runtime(MissingRequiredSignature),
            signed_by("pending_authority", "mallory") => own(6030, "NotThePendingAuthority"),
            signed_by("pending_authority", "authority") => own(6030, "NotThePendingAuthority"),
            foreign("escrow") => runtime(IllegalOwner),
            copied("escrow") => own(2012, "ConstraintAddress"),
            same("escrow", "pending_authority") => own(2040, "ConstraintDuplicateMutableAccount"),
            state("the proposal is withdrawn", withdraw_proposal) => own(6030, "NotThePendingAuthority"),
            replayed() => own(6030, "NotThePendingAuthority"),
            doubled() => own(6030, "NotThePendingAuthority"),
        }
    }
}

fn initialize() -> Scene {
    let mut city = City::bare();
    for program in ["oracle", "prices", "staking", "emissions", "iosd"] {
        city.initialize(program);
    }
    let call = city.initialization("escrow");
    Scene::new(city, call)
}

fn propose() -> Scene {
    let mut city = City::founded();
    let new = city.person("new");
    let call = set_authority(city.at("authority"), new);
    Scene::new(city, call)
}

fn set_params() -> Scene {
    let mut city = City::founded();
    city.person("new");
    let fees = Fees {
        reservation_bps: 25,
        payment_bps: 0,
        burn_bps: 5_000,
        usdc_payment_bps: 200,
        treasury: city.at("mallory"),
    };
    let times = [OPEN_TIMEOUT_S, MATCHED_TIMEOUT_S, EXPIRY_GRACE_S];
    let call = escrow::set_params(&city.at("authority"), &fees, times);
    Scene::new(city, call)
}

fn succeed(s: &mut Scene) {
    let (by, new) = (s.city.at("authority"), s.city.at("new"));
    s.city.act(&set_authority(by, new));
    s.city.act(&accept_authority(new));
}

fn hand_over(s: &mut Scene) {
    let new = s.city.at("new");
    s.city.act(&accept_authority(new));
}

fn take_over() -> Scene {
    let mut scene = propose();
    scene.city.act(&scene.instruction);
    let call = accept_authority(scene.city.at("new"));
    Scene::new(scene.city, call)
}

fn withdraw_proposal(s: &mut Scene) {
    let by = s.city.at("authority");
    s.city.act(&set_authority(by, Pubkey::default()));
}
