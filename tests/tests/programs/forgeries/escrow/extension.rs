//! More hours for a job that runs.

use io_tests::{
    city::{City, ORDER},
    escrow,
    forge::{Play, Scene, *},
    forgeries,
    iosd::iosd_mint,
};
use solana_transaction::InstructionError::*;

pub fn table() -> Vec<Play> {
    forgeries! {
        extend in extend, repeats "another hour, paid again" {
            unsigned("renter") => runtime(MissingRequiredSignature),
            signed_by("renter", "mallory") => own(6016, "NotTheRenter"),
            signed_by("renter", "sam") => own(6016, "NotTheRenter"),
            foreign("job") => runtime(IllegalOwner),
            other("job", "ron's job") => own(6016, "NotTheRenter"),
            other("job", "job.sam") => runtime(AccountDataTooSmall),
            foreign("vault") => runtime(IllegalOwner),
            other("vault", "ron's job.vault") => own(6022, "WrongVault"),
            theirs("vault", "mallory.iosd") => own(6022, "WrongVault"),
            theirs("source", "ron.iosd") => token(4, "OwnerMismatch"),
            of_mint("source", "rita.io") => token(3, "MintMismatch"),
            same("source", "vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            foreign("payment_mint") => runtime(IllegalOwner),
            of_mint("payment_mint", "io_mint") => own(6001, "WrongPaymentMint"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            argument("hours", 0u32) => own(7019, "EmptyLease"),
            argument("hours", 3u32) => own(6036, "AboveMostHours"),
            argument("hours", u32::MAX) => own(6036, "AboveMostHours"),
            later(3_600) => own(6023, "JobEnded"),
            state("the job is cancelled", cancel) => own(6005, "WrongJobStatus"),
            state("Rita has spent her IOSD", spend) => token(1, "InsufficientFunds"),
            cut_short() => runtime(InvalidInstructionData),
        }
    }
}

/// Rita's job of an hour runs, for three at most by Sue's word; Ron's waits.
fn extend() -> Scene {
    let mut city = City::trading();
    city.create_job("rita", "job", &ORDER);
    city.create_job("ron", "ron's job", &ORDER);
    city.accept("job", "sam");
    city.accept_for("job", "sue", 3);
    let (rita, job, lease) = (city.at("rita"), city.at("job"), city.at("job.sam"));
    city.act(&escrow::start(&rita, &job, &lease));
    city.wait(60);
    let call = escrow::extend(&iosd_mint(), &rita, &job, 1);
    Scene::new(city, call)
}

fn cancel(s: &mut Scene) {
    let cancel = escrow::cancel(&s.city.at("rita"), &s.city.at("job"));
    s.city.act(&cancel);
}

fn spend(s: &mut Scene) {
    let all = s.city.balance("rita.iosd");
    s.city.transfer("rita", "rita.iosd", "ron.iosd", all);
}
