//! What a lease earned.

use io_tests::{
    city::City,
    escrow,
    forge::{Kind, Play, Scene, *},
    forgeries,
    world::EPOCH_S,
};
use solana_instruction::Instruction;
use solana_transaction::InstructionError::*;

pub fn table() -> Vec<Play> {
    forgeries! {
        withdraw in withdraw {
            foreign("job") => runtime(IllegalOwner),
            other("job", "ron's job") => own(6005, "WrongJobStatus"),
            other("job", "escrow") => own(2040, "ConstraintDuplicateMutableAccount"),
            foreign("lease") => runtime(IllegalOwner),
            other("lease", "job.sue") => own(7903, "WrongTokenOwner"),
            other("lease", "sam.hire") => runtime(AccountDataTooSmall),
            with(Kind::Owner, "Sue's seconds for Sam", |s| pay(s, "sam", "sue", 1)) => own(6018, "BadUsageProof"),
            same("lease", "job") => own(2040, "ConstraintDuplicateMutableAccount"),
            foreign("escrow") => runtime(IllegalOwner),
            copied("escrow") => own(2012, "ConstraintAddress"),
            foreign("epoch_record") => runtime(IllegalOwner),
            other("epoch_record", "oracle") => runtime(AccountDataTooSmall),
            other("epoch_record", "operators") => runtime(InvalidAccountData),
            other("epoch_record", "epoch 2") => own(6017, "EpochNotFinal"),
            state("the hour is void", |s| s.edit("epoch_record", 2, &[3])) => own(6017, "EpochNotFinal"),
            later(-2 * i64::from(EPOCH_S)) => own(6017, "EpochNotFinal"),
            other("vault", "ron's job.vault") => own(6022, "WrongVault"),
            theirs("vault", "mallory.iosd") => own(6022, "WrongVault"),
            foreign("vault") => runtime(IllegalOwner),
            theirs("payee_account", "mallory.iosd") => own(7903, "WrongTokenOwner"),
            theirs("payee_account", "sam.iosd") => own(7903, "WrongTokenOwner"),
            of_mint("payee_account", "pam.io") => own(7902, "WrongTokenMint"),
            copied("payee_account") => own(7904, "NotTheAssociatedAccount"),
            same("payee_account", "vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            foreign("payment_mint") => runtime(IllegalOwner),
            of_mint("payment_mint", "io_mint") => own(7902, "WrongTokenMint"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            argument("usage_index", 1u32) => own(6018, "BadUsageProof"),
            argument("cumulative_s", 3_600u64) => own(6018, "BadUsageProof"),
            argument("first_hour_s", 0u32) => own(6018, "BadUsageProof"),
            argument("proof", blob(&[0; 640])) => own(6018, "BadUsageProof"),
            argument("proof", blob(&[0; 608])) => own(7008, "ProofLength"),
            argument("proof", blob(&[0; 672])) => own(7008, "ProofLength"),
            argument("usage_index", 1u32 << 20) => own(7007, "IndexOutOfRange"),
            state("the job is expired", expire) => own(6005, "WrongJobStatus"),
            replayed() => own(6019, "NothingDue"),
            doubled() => own(6019, "NothingDue"),
        }

        collect_fees in collect_fees {
            foreign("job") => runtime(IllegalOwner),
            other("job", "ron's job") => own(6019, "NothingDue"),
            other("job", "job.sam") => runtime(AccountDataTooSmall),
            foreign("escrow") => runtime(IllegalOwner),
            copied("escrow") => own(2012, "ConstraintAddress"),
            foreign("vault") => runtime(IllegalOwner),
            other("vault", "ron's job.vault") => own(6022, "WrongVault"),
            theirs("vault", "mallory.iosd") => own(6022, "WrongVault"),
            foreign("treasury_account") => runtime(IllegalOwner),
            theirs("treasury_account", "mallory.iosd") => own(6021, "WrongTreasury"),
            of_mint("treasury_account", "treasury.io") => own(6021, "WrongTreasury"),
            same("treasury_account", "vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            foreign("payment_mint") => runtime(IllegalOwner),
            of_mint("payment_mint", "io_mint") => own(6001, "WrongPaymentMint"),
            copied("payment_mint") => own(6001, "WrongPaymentMint"),
            other("books", "emission") => own(6038, "WrongBooks"),
            copied("books") => own(6038, "WrongBooks"),
            foreign("books") => own(6038, "WrongBooks"),
            program("books_program", "program emissions") => runtime(MissingAccount),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            replayed() => own(6019, "NothingDue"),
            doubled() => own(6019, "NothingDue"),
        }

        withdraw in settle {
            with(Kind::Replay, "with the hour before, after the last", late_replay) => own(6020, "LeaseSettled"),
            replayed() => own(6020, "LeaseSettled"),
            doubled() => own(6020, "LeaseSettled"),
        }
    }
}

/// Sam's lease is paid for the first hour; Ron has a job that waits.
fn withdraw() -> Scene {
    let city = City::paying();
    let call = payment(&city, "sam", "sam", 1);
    let mut scene = Scene::new(city, call);
    order_of_ron(&mut scene.city);
    scene
}

fn order_of_ron(city: &mut City) {
    city.round_of_prices();
    city.create_job("ron", "ron's job", &io_tests::city::ORDER);
    // Back to where the second hour is not final yet.
    let (slot, now) = (city.slot(), city.now());
    city.set_time(slot, now - 40);
}

/// Sam has been paid, and the fees of it wait.
fn collect_fees() -> Scene {
    let mut scene = withdraw();
    scene.city.act(&scene.instruction);
    scene.instruction = escrow::collect_fees(&scene.city.at("job"));
    scene
}

/// The lease of `supplier`, with the leaf of `leaf`'s.
fn payment(city: &City, supplier: &str, leaf: &str, epoch: u64) -> Instruction {
    let (job, lease) = (city.at("job"), city.at(&format!("job.{supplier}")));
    let usage = city.usage_of(epoch, &format!("job.{leaf}"));
    escrow::withdraw(&job, &lease, &city.host(supplier).payee, &usage)
}

fn pay(s: &mut Scene, supplier: &str, leaf: &str, epoch: u64) {
    s.instruction = payment(&s.city, supplier, leaf, epoch);
}

/// After the grace the job is expired, and its leases with it.
fn expire(s: &mut Scene) {
    let grace = i64::from(escrow::EXPIRY_GRACE_S);
    s.city.wait(grace);
    let record = s.city.at("epoch 2");
    let expire = escrow::expire(&s.city.at("rita"), &s.city.at("job"), Some(record));
    s.city.act(&expire);
}

/// The final settlement of Sam's lease.
fn settle() -> Scene {
    let city = City::settled();
    let call = payment(&city, "sam", "sam", 2);
    Scene::new(city, call)
}

fn late_replay(s: &mut Scene) {
    s.city.act(&s.instruction);
    pay(s, "sam", "sam", 1);
}
