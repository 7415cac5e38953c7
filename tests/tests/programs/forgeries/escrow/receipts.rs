//! Receipts, when nothing is sealed any more.

use io_tests::{
    city::{City, ORDER},
    escrow::{self, claim_receipt, receipt},
    forge::{Kind, Play, Scene, *},
    forgeries,
    world::EPOCH_S,
};
use solana_transaction::InstructionError::*;

/// Seconds that Rita has signed for.
const SERVED: u64 = 1_800;
const WEEK_S: i64 = 7 * 86_400;

pub fn table() -> Vec<Play> {
    forgeries! {
        claim_receipt in claim {
            foreign("job") => runtime(IllegalOwner),
            other("job", "ron's job") => own(6005, "WrongJobStatus"),
            other("job", "job.sam") => own(2040, "ConstraintDuplicateMutableAccount"),
            foreign("lease") => runtime(IllegalOwner),
            other("lease", "job.sue") => own(7903, "WrongTokenOwner"),
            other("lease", "sam.hire") => runtime(AccountDataTooSmall),
            foreign("escrow") => runtime(IllegalOwner),
            copied("escrow") => own(2012, "ConstraintAddress"),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => own(2012, "ConstraintAddress"),
            copied("instructions") => own(2012, "ConstraintAddress"),
            program("instructions", "slot hashes") => own(2012, "ConstraintAddress"),
            foreign("vault") => runtime(IllegalOwner),
            other("vault", "ron's job.vault") => own(6022, "WrongVault"),
            theirs("vault", "mallory.iosd") => own(6022, "WrongVault"),
            theirs("payee_account", "sam.iosd") => own(7903, "WrongTokenOwner"),
            theirs("payee_account", "mallory.iosd") => own(7903, "WrongTokenOwner"),
            of_mint("payee_account", "pam.io") => own(7902, "WrongTokenMint"),
            same("payee_account", "vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            foreign("payment_mint") => runtime(IllegalOwner),
            of_mint("payment_mint", "io_mint") => own(7902, "WrongTokenMint"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            argument("cumulative_s", SERVED + 1) => own(6042, "BadReceipt"),
            argument("cumulative_s", u64::MAX) => own(6042, "BadReceipt"),
            with(Kind::Signer, "nobody has signed", |s| s.city.begin_with(vec![])) => own(6042, "BadReceipt"),
            with(Kind::Signer, "the supplier has signed", by_sam) => own(6042, "BadReceipt"),
            with(Kind::Signer, "Rita has signed for Sue", for_sue) => own(6042, "BadReceipt"),
            later(-1) => own(6024, "TooEarly"),
            state("the job has expired", expire) => own(6005, "WrongJobStatus"),
            cut_short() => runtime(InvalidInstructionData),
            replayed() => own(6019, "NothingDue"),
            doubled() => own(6042, "BadReceipt"),
        }
    }
}

/// Rita's job of an hour ran on Sam's and Sue's hosts, and nobody has sealed anything for a week since; she has signed
/// for half an hour of Sam's.
fn claim() -> Scene {
    let mut city = City::working();
    city.create_job("ron", "ron's job", &ORDER);
    let (job, lease) = (city.at("job"), city.at("job.sam"));
    let end_ts = city.now() + i64::from(EPOCH_S);
    city.go_to(end_ts + WEEK_S);
    let signed = receipt(&city.keys("rita"), &job, &lease, SERVED);
    city.begin_with(vec![signed]);
    let call = claim_receipt(&job, &lease, &city.at("pam"), SERVED);
    Scene::new(city, call)
}

fn by_sam(s: &mut Scene) {
    let (job, lease) = (s.city.at("job"), s.city.at("job.sam"));
    let signed = receipt(&s.city.keys("sam"), &job, &lease, SERVED);
    s.city.begin_with(vec![signed]);
}

fn for_sue(s: &mut Scene) {
    let (job, lease) = (s.city.at("job"), s.city.at("job.sue"));
    let signed = receipt(&s.city.keys("rita"), &job, &lease, SERVED);
    s.city.begin_with(vec![signed]);
}

fn expire(s: &mut Scene) {
    s.city.wait(WEEK_S);
    let call = escrow::expire(&s.city.at("rita"), &s.city.at("job"), None);
    s.city.act(&call);
}
