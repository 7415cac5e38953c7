//! Ways out of a job.

use io_tests::{
    city::{City, ORDER},
    escrow::{self, EXPIRY_GRACE_S, MATCHED_TIMEOUT_S, OPEN_TIMEOUT_S},
    forge::{Kind, Play, Scene, *},
    forgeries,
};
use solana_transaction::InstructionError::*;

pub fn table() -> Vec<Play> {
    forgeries! {
        cancel in cancel_running {
            unsigned("renter") => runtime(MissingRequiredSignature),
            signed_by("renter", "mallory") => own(6016, "NotTheRenter"),
            signed_by("renter", "sam") => own(6016, "NotTheRenter"),
            signed_by("renter", "authority") => own(6016, "NotTheRenter"),
            foreign("job") => runtime(IllegalOwner),
            other("job", "ron's job") => own(6016, "NotTheRenter"),
            other("job", "job.sam") => runtime(AccountDataTooSmall),
            other("vault", "ron's job.vault") => own(6022, "WrongVault"),
            theirs("vault", "mallory.iosd") => own(6022, "WrongVault"),
            theirs("renter_account", "mallory.iosd") => own(7903, "WrongTokenOwner"),
            of_mint("renter_account", "rita.io") => own(7902, "WrongTokenMint"),
            same("renter_account", "vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            foreign("payment_mint") => runtime(IllegalOwner),
            of_mint("payment_mint", "io_mint") => own(6001, "WrongPaymentMint"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            later(3_600) => own(6023, "JobEnded"),
            later(-60) => own(6024, "TooEarly"),
            replayed() => own(6005, "WrongJobStatus"),
            doubled() => own(6005, "WrongJobStatus"),
        }

        cancel in cancel_open {
            signed_by("renter", "ron") => own(6016, "NotTheRenter"),
            replayed() => own(6005, "WrongJobStatus"),
            doubled() => own(6005, "WrongJobStatus"),
        }

        expire in expire_open {
            foreign("escrow") => runtime(IllegalOwner),
            copied("escrow") => own(2012, "ConstraintAddress"),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => own(2012, "ConstraintAddress"),
            foreign("job") => runtime(IllegalOwner),
            other("job", "rita's job") => own(6022, "WrongVault"),
            other("vault", "rita's job.vault") => own(6022, "WrongVault"),
            theirs("vault", "mallory.iosd") => own(6022, "WrongVault"),
            theirs("renter_account", "mallory.iosd") => own(7903, "WrongTokenOwner"),
            of_mint("renter_account", "ron.io") => own(7902, "WrongTokenMint"),
            copied("renter_account") => own(7904, "NotTheAssociatedAccount"),
            same("renter_account", "vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            foreign("payment_mint") => runtime(IllegalOwner),
            of_mint("payment_mint", "io_mint") => own(6001, "WrongPaymentMint"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            later(-1) => own(6024, "TooEarly"),
            replayed() => own(6005, "WrongJobStatus"),
            doubled() => own(6005, "WrongJobStatus"),
        }

        expire in expire_ran {
            foreign("epoch_record") => runtime(IllegalOwner),
            other("epoch_record", "sam.device") => runtime(AccountDataTooSmall),
            other("epoch_record", "operators") => runtime(InvalidAccountData),
            other("epoch_record", "epoch 1") => own(6024, "TooEarly"),
            program("epoch_record", "program escrow") => own(6024, "TooEarly"),
            state("the hour is void", |s| s.edit("epoch_record", 2, &[3])) => own(6024, "TooEarly"),
            later(-1) => own(6024, "TooEarly"),
            with(Kind::Time, "before its end", before_end) => own(6024, "TooEarly"),
            replayed() => own(6005, "WrongJobStatus"),
            doubled() => own(6005, "WrongJobStatus"),
        }

        expire in expire_matched {
            later(-1) => own(6024, "TooEarly"),
            replayed() => own(6005, "WrongJobStatus"),
            doubled() => own(6005, "WrongJobStatus"),
        }

        close_lease in close_lease {
            foreign("job") => runtime(IllegalOwner),
            other("job", "ron's job") => own(6014, "WrongLease"),
            foreign("lease") => runtime(IllegalOwner),
            other("lease", "job.sue") => own(6027, "WrongRecipient"),
            other("lease", "sam.hire") => own(2040, "ConstraintDuplicateMutableAccount"),
            foreign("hire") => runtime(IllegalOwner),
            other("hire", "sue.hire") => own(6028, "WrongHire"),
            other("payer", "mallory") => own(6027, "WrongRecipient"),
            other("payer", "pam") => own(6027, "WrongRecipient"),
            same("hire", "lease") => own(2040, "ConstraintDuplicateMutableAccount"),
            foreign("escrow") => runtime(IllegalOwner),
            copied("escrow") => own(2012, "ConstraintAddress"),
            foreign("device_stake") => runtime(IllegalOwner),
            other("device_stake", "sue.stake") => own(6011, "WrongDeviceStake"),
            copied("pool") => own(2012, "ConstraintAddress"),
            foreign("pool") => own(2012, "ConstraintAddress"),
            theirs("stake_vault", "mallory.io") => own(2012, "ConstraintAddress"),
            program("staking_program", "program emissions") => own(2012, "ConstraintAddress"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            with(Kind::State, "a lease that may still earn", |s| close_lease_of(s, "sue")) => own(6025, "LeaseNotSettled"),
            replayed() => runtime(UninitializedAccount),
            doubled() => runtime(UninitializedAccount),
        }

        close_lease in close_forfeited {
            theirs("renter_account", "mallory.io") => own(6027, "WrongRecipient"),
            theirs("renter_account", "sam.io") => own(6027, "WrongRecipient"),
            of_mint("renter_account", "rita.iosd") => token(3, "MintMismatch"),
            foreign("renter_account") => runtime(IllegalOwner),
            program("renter_account", "program escrow") => own(6039, "NoRenterAccount"),
            other("device_stake", "sue.stake") => own(6011, "WrongDeviceStake"),
            theirs("stake_vault", "mallory.io") => own(2012, "ConstraintAddress"),
            copied("pool") => own(2012, "ConstraintAddress"),
            replayed() => runtime(UninitializedAccount),
            doubled() => runtime(UninitializedAccount),
        }

        close in close {
            foreign("job") => runtime(IllegalOwner),
            other("job", "ron's job") => own(6027, "WrongRecipient"),
            other("job", "sue.hire") => runtime(AccountDataTooSmall),
            other("vault", "ron's job.vault") => own(6022, "WrongVault"),
            theirs("vault", "mallory.iosd") => own(6022, "WrongVault"),
            other("renter", "mallory") => own(6027, "WrongRecipient"),
            theirs("renter_account", "mallory.iosd") => own(7903, "WrongTokenOwner"),
            of_mint("renter_account", "rita.io") => own(7902, "WrongTokenMint"),
            copied("renter_account") => own(7904, "NotTheAssociatedAccount"),
            same("renter_account", "vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            foreign("payment_mint") => runtime(IllegalOwner),
            of_mint("payment_mint", "io_mint") => own(6001, "WrongPaymentMint"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            with(Kind::State, "a job that waits", |s| close_of(s, "ron", "ron's job")) => own(6005, "WrongJobStatus"),
            state("a lease is open", |s| *s = close_with_leases()) => own(6026, "LeasesOpen"),
            state("fees are due", |s| *s = close_with_fees()) => own(6037, "FeesDue"),
            replayed() => runtime(UninitializedAccount),
            doubled() => runtime(UninitializedAccount),
        }
    }
}

/// Rita ends her job while it runs; Ron's waits.
fn cancel_running() -> Scene {
    let mut city = City::working();
    city.create_job("ron", "ron's job", &ORDER);
    city.wait(60);
    let call = escrow::cancel(&city.at("rita"), &city.at("job"));
    Scene::new(city, call)
}

fn cancel_open() -> Scene {
    let mut city = City::trading();
    city.create_job("rita", "job", &ORDER);
    let call = escrow::cancel(&city.at("rita"), &city.at("job"));
    Scene::new(city, call)
}

/// Nobody took Ron's job in its time, nor Rita's.
fn expire_open() -> Scene {
    let mut city = City::trading();
    city.create_job("ron", "job", &ORDER);
    city.create_job("rita", "rita's job", &ORDER);
    city.wait(i64::from(OPEN_TIMEOUT_S));
    let call = escrow::expire(&city.at("ron"), &city.at("job"), None);
    Scene::new(city, call)
}

/// Nobody started Rita's job in its time.
fn expire_matched() -> Scene {
    let mut city = City::trading();
    city.create_job("rita", "job", &ORDER);
    for supplier in ["sam", "sue"] {
        city.accept("job", supplier);
    }
    city.wait(i64::from(MATCHED_TIMEOUT_S));
    let call = escrow::expire(&city.at("rita"), &city.at("job"), None);
    Scene::new(city, call)
}

/// The grace after the end of Rita's job is over, and the hour past its end is final.
fn expire_ran() -> Scene {
    let mut city = City::settled();
    let end = escrow::read_job(&city.chain, &city.at("job"))
        .expect("it ran")
        .end_ts;
    city.go_to(end + i64::from(EXPIRY_GRACE_S));
    let record = city.at("epoch 2");
    let call = escrow::expire(&city.at("rita"), &city.at("job"), Some(record));
    Scene::new(city, call)
}

fn before_end(s: &mut Scene) {
    s.city = City::working();
    s.instruction = escrow::expire(&s.city.at("rita"), &s.city.at("job"), None);
}

/// Sam's lease has had its last payment, Sue's has not; Ron's job waits.
fn close_lease() -> Scene {
    let mut city = City::settled();
    city.round_of_prices();
    city.create_job("ron", "ron's job", &ORDER);
    settle(&mut city, "sam");
    let mut scene = Scene::new(city, nothing());
    close_lease_of(&mut scene, "sam");
    scene
}

/// Rita's job expired without a word of what Sam served.
fn close_forfeited() -> Scene {
    let mut scene = expire_ran();
    scene.city.act(&scene.instruction);
    let (job, lease) = (scene.city.at("job"), scene.city.at("job.sam"));
    let host = scene.city.host("sam");
    let to = scene.city.at("rita.io");
    scene.instruction = escrow::close_lease_to(&job, &lease, &host, to);
    scene
}

/// Replaced before it is sent.
fn nothing() -> solana_instruction::Instruction {
    solana_instruction::Instruction::new_with_bytes(io_tests::world::ESCROW, &[], Vec::new())
}

fn settle(city: &mut City, supplier: &str) {
    let lease = format!("job.{supplier}");
    let usage = city.usage_of(2, &lease);
    let payee = city.host(supplier).payee;
    let last = escrow::withdraw(&city.at("job"), &city.at(&lease), &payee, &usage);
    city.act(&last);
}

fn close_lease_of(s: &mut Scene, supplier: &str) {
    let lease = s.city.at(&format!("job.{supplier}"));
    s.instruction = escrow::close_lease(&s.city.at("job"), &lease, &s.city.host(supplier));
}

/// Both leases are settled and closed; Sue serves Ron's job, which waits for more.
fn close() -> Scene {
    let mut scene = close_with_fees();
    let collect = escrow::collect_fees(&scene.city.at("job"));
    scene.city.act(&collect);
    scene
}

fn close_with_fees() -> Scene {
    let mut scene = close_lease();
    scene.city.act(&scene.instruction);
    settle(&mut scene.city, "sue");
    close_lease_of(&mut scene, "sue");
    scene.city.act(&scene.instruction);
    scene.city.accept("ron's job", "sue");
    close_of(&mut scene, "rita", "job");
    scene
}

fn close_of(s: &mut Scene, renter: &str, job: &str) {
    s.instruction = escrow::close(&s.city.at(renter), &s.city.at(job));
}

fn close_with_leases() -> Scene {
    let mut scene = close_lease();
    close_of(&mut scene, "rita", "job");
    scene
}
