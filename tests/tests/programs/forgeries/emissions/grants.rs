//! Grants of the allocations that vest.

use io_core::units::MONTH_S;
use io_tests::{
    city::City,
    emissions,
    forge::{Kind, Play, Scene, *},
    forgeries,
    world::GENESIS_TS,
};
use solana_pubkey::Pubkey;
use solana_transaction::InstructionError::*;

pub fn table() -> Vec<Play> {
    forgeries! {
        name_beneficiary in name_beneficiary {
            unsigned("authority") => runtime(MissingRequiredSignature),
            signed_by("authority", "mallory") => own(6007, "NotTheAuthority"),
            signed_by("authority", "alice") => own(6007, "NotTheAuthority"),
            foreign("emission") => runtime(IllegalOwner),
            other("emission", "grant 1") => runtime(AccountDataTooSmall),
            foreign("grant") => runtime(IllegalOwner),
            other("grant", "grant 0") => own(6026, "BeneficiaryNamed"),
            other("grant", "allocation 2") => runtime(IllegalOwner),
            same("grant", "emission") => own(2040, "ConstraintDuplicateMutableAccount"),
            argument("beneficiary", Pubkey::default()) => own(6025, "BeneficiaryNotNamed"),
            replayed() => own(6026, "BeneficiaryNamed"),
            doubled() => own(6026, "BeneficiaryNamed"),
        }

        claim_vested in claim_vested {
            other("beneficiary", "mallory") => own(6027, "NotTheBeneficiary"),
            other("beneficiary", "bob") => own(6027, "NotTheBeneficiary"),
            foreign("emission") => runtime(IllegalOwner),
            other("emission", "grant 1") => runtime(AccountDataTooSmall),
            foreign("grant") => runtime(IllegalOwner),
            other("grant", "grant 1") => own(6027, "NotTheBeneficiary"),
            theirs("vault", "mallory.io") => own(6013, "WrongVault"),
            other("vault", "allocation 1") => own(6013, "WrongVault"),
            other("vault", "supplier_vault") => own(6013, "WrongVault"),
            theirs("destination", "mallory.io") => own(7903, "WrongTokenOwner"),
            of_mint("destination", "alice.iosd") => own(7902, "WrongTokenMint"),
            copied("destination") => own(7904, "NotTheAssociatedAccount"),
            foreign("destination") => runtime(IllegalOwner),
            same("destination", "vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            with(Kind::State, "nobody is named", of_nobody) => own(6025, "BeneficiaryNotNamed"),
            later(-1) => own(6029, "NothingVested"),
            replayed() => own(6029, "NothingVested"),
            replayed_after("a month less a second", month) => own(6029, "NothingVested"),
            doubled() => own(6029, "NothingVested"),
        }

        hand_over_grant in hand_over_grant, repeats "proposing the same wallet changes nothing" {
            unsigned("beneficiary") => runtime(MissingRequiredSignature),
            signed_by("beneficiary", "mallory") => own(6027, "NotTheBeneficiary"),
            signed_by("beneficiary", "authority") => own(6027, "NotTheBeneficiary"),
            foreign("grant") => runtime(IllegalOwner),
            other("grant", "grant 1") => own(6027, "NotTheBeneficiary"),
            other("grant", "emission") => runtime(InvalidAccountData),
            same("grant", "beneficiary") => own(2040, "ConstraintDuplicateMutableAccount"),
            replayed_after("the handover", take_over) => own(6027, "NotTheBeneficiary"),
        }

        accept_grant in accept_grant {
            unsigned("pending_beneficiary") => runtime(MissingRequiredSignature),
            signed_by("pending_beneficiary", "mallory") => own(6028, "NotThePendingBeneficiary"),
            signed_by("pending_beneficiary", "alice") => own(6028, "NotThePendingBeneficiary"),
            foreign("grant") => runtime(IllegalOwner),
            other("grant", "grant 1") => own(6028, "NotThePendingBeneficiary"),
            same("grant", "pending_beneficiary") => own(2040, "ConstraintDuplicateMutableAccount"),
            state("the proposal is withdrawn", withdraw) => own(6028, "NotThePendingBeneficiary"),
            replayed() => own(6028, "NotThePendingBeneficiary"),
            doubled() => own(6028, "NotThePendingBeneficiary"),
        }
    }
}

/// Alice has grant 0, Bob grant 1, nobody grant 2.
fn granted() -> City {
    let mut city = City::trading();
    let (by, mint) = (city.at("authority"), city.chain.io_mint);
    for (allocation, to) in [
        (0, city.at("alice")),
        (1, city.at("bob")),
        (2, Pubkey::default()),
    ] {
        city.act(&emissions::mint_grant(by, mint, allocation, to));
    }
    city
}

fn name_beneficiary() -> Scene {
    let city = granted();
    let call = emissions::name_beneficiary(city.at("authority"), 2, city.at("sam"));
    Scene::new(city, call)
}

/// The second at which the first part has vested: the end of month 13.
fn claim_vested() -> Scene {
    let mut city = granted();
    let months = i64::try_from(13 * MONTH_S).expect("fits");
    city.go_to(GENESIS_TS + months);
    let call = emissions::claim_vested(city.at("alice"), 0, city.at("alice.io"));
    Scene::new(city, call)
}

fn of_nobody(s: &mut Scene) {
    s.instruction = emissions::claim_vested(Pubkey::default(), 2, s.city.at("alice.io"));
}

fn month(s: &mut Scene) {
    let month = i64::try_from(MONTH_S).expect("fits");
    s.city.wait(month - 1);
}

fn hand_over_grant() -> Scene {
    let city = granted();
    let call = emissions::hand_over_grant(city.at("alice"), 0, city.at("sam"));
    Scene::new(city, call)
}

fn take_over(s: &mut Scene) {
    let sam = s.city.at("sam");
    s.city.act(&emissions::accept_grant(sam, 0));
}

fn accept_grant() -> Scene {
    let mut scene = hand_over_grant();
    scene.city.act(&scene.instruction);
    let call = emissions::accept_grant(scene.city.at("sam"), 0);
    Scene::new(scene.city, call)
}

fn withdraw(s: &mut Scene) {
    let alice = s.city.at("alice");
    s.city
        .act(&emissions::hand_over_grant(alice, 0, Pubkey::default()));
}
