//! Forgeries of `disputes`: challenges of settlements opened, proved, judged.

use super::emissions::other_mint;
use io_tests::{
    city::{City, IO},
    forge::{Kind, Play, Scene, *},
    forgeries,
    oracle::{
        address::epoch_record,
        challenges::{AFTER, BEFORE, judge_challenge, open_challenge, prove_challenge, void_epoch},
        world::{CHALLENGE_BOND, params},
    },
    token::associated,
};
use solana_pubkey::Pubkey;
use solana_transaction::InstructionError::*;

pub fn table() -> Vec<Play> {
    forgeries! {
        open_challenge in open {
            unsigned("challenger") => runtime(MissingRequiredSignature),
            signed_by("challenger", "dora") => runtime(InvalidSeeds),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => own(2012, "ConstraintAddress"),
            other("oracle", "operators") => runtime(InvalidAccountData),
            foreign("epoch_record") => runtime(IllegalOwner),
            other("epoch_record", "epoch 1") => own(6000, "WrongEpoch"),
            other("epoch_record", "operators") => runtime(InvalidAccountData),
            empty("challenge") => runtime(InvalidSeeds),
            other("challenge", "dora.challenge") => runtime(InvalidSeeds),
            theirs("source", "dora.io") => token(4, "OwnerMismatch"),
            of_mint("source", "carl.iosd") => token(3, "MintMismatch"),
            theirs("vault", "carl.io") => own(2040, "ConstraintDuplicateMutableAccount"),
            theirs("vault", "dora.io") => runtime(InvalidSeeds),
            other("vault", "bond_vault") => runtime(InvalidSeeds),
            other("vault", "dora.bond") => runtime(InvalidSeeds),
            same("source", "vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            of_mint("io_mint", "other mint") => own(6010, "WrongIoMint"),
            of_mint("io_mint", "iosd_mint") => own(6010, "WrongIoMint"),
            other("disputes", "slasher") => own(2012, "ConstraintAddress"),
            program("oracle_program", "token program") => own(2012, "ConstraintAddress"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            program("system_program", "token program") => runtime(IncorrectProgramId),
            argument("epoch", 1u64) => runtime(InvalidSeeds),
            argument("index", 1u32 << 20) => own(6004, "LeafOutOfRange"),
            argument("index", u32::MAX) => own(6004, "LeafOutOfRange"),
            cut_short() => runtime(InvalidInstructionData),
            with(Kind::State, "the hour is not sealed", open_hour) => own(6001, "NotSealed"),
            state("the bond is a unit short", |s| leave(s, CHALLENGE_BOND - 1)) => token(1, "InsufficientFunds"),
            state("another's challenge has disproved it", disprove) => own(6003, "RootDisproved"),
            later(i64::from(params().challenge_window_s)) => own(6002, "RootFinal"),
            replayed() => system(0, "AccountAlreadyInUse"),
            doubled() => system(0, "AccountAlreadyInUse"),
        }

        prove_challenge in prove, repeats "the same leaf shows the same" {
            foreign("challenge") => runtime(IllegalOwner),
            other("challenge", "operators") => runtime(IllegalOwner),
            other("challenge", "dora.challenge") => own(7025, "RootMismatch"),
            foreign("epoch_record") => runtime(IllegalOwner),
            other("epoch_record", "epoch 1") => own(6000, "WrongEpoch"),
            other("epoch_record", "sam.device") => runtime(AccountDataTooSmall),
            same("epoch_record", "challenge") => own(2040, "ConstraintDuplicateMutableAccount"),
            argument("side", 2u8) => own(6005, "UnknownSide"),
            argument("side", BEFORE) => own(7025, "RootMismatch"),
            argument("level", 1u8) => own(7008, "ProofLength"),
            argument("level", 21u8) => own(7009, "DepthOutOfRange"),
            argument("sum", 901 * IO) => own(7025, "RootMismatch"),
            argument("preimage", "no leaf") => own(7008, "ProofLength"),
            argument("proof", "") => own(7008, "ProofLength"),
            cut_short() => runtime(InvalidInstructionData),
            with(Kind::Argument, "a sound node", |s| show(s, AFTER, 1)) => own(6006, "NoFault"),
            with(Kind::Argument, "the root of the tree before", |s| show(s, BEFORE, 20)) => own(6006, "NoFault"),
            state("the hour is open", |s| s.edit("epoch_record", 2, &[1])) => own(6001, "NotSealed"),
            state("another's challenge has disproved it", |s| s.edit("epoch_record", DISPROVED_AT, &[1])) => own(6003, "RootDisproved"),
            later(i64::from(params().challenge_window_s)) => own(6002, "RootFinal"),
        }

        judge_challenge in won {
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => own(2012, "ConstraintAddress"),
            foreign("operators") => own(2012, "ConstraintAddress"),
            copied("operators") => own(2012, "ConstraintAddress"),
            foreign("epoch_record") => runtime(IllegalOwner),
            other("epoch_record", "epoch 1") => own(6000, "WrongEpoch"),
            foreign("challenge") => runtime(IllegalOwner),
            other("challenge", "epoch 1") => runtime(IllegalOwner),
            other("challenge", "dora.challenge") => own(6008, "WrongChallenger"),
            other("challenger", "mallory") => own(6008, "WrongChallenger"),
            other("challenger", "dora") => own(6008, "WrongChallenger"),
            theirs("destination", "dora.io") => own(6008, "WrongChallenger"),
            of_mint("destination", "carl.iosd") => own(6008, "WrongChallenger"),
            foreign("destination") => own(6008, "WrongChallenger"),
            with(Kind::Address, "destination: another of the challenger's", elsewhere) => own(6008, "WrongChallenger"),
            theirs("bond_vault", "mallory.io") => own(6009, "WrongVault"),
            other("bond_vault", "stake_vault") => own(6009, "WrongVault"),
            same("destination", "bond_vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            of_mint("io_mint", "other mint") => own(6010, "WrongIoMint"),
            other("vault", "dora.bond") => own(6009, "WrongVault"),
            theirs("vault", "mallory.io") => own(6009, "WrongVault"),
            same("vault", "bond_vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            other("disputes", "slasher") => own(2012, "ConstraintAddress"),
            program("oracle_program", "token program") => own(2012, "ConstraintAddress"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            state("one leaf is not shown", |s| s.edit("challenge", 3, &[0])) => own(6007, "ChallengeOpen"),
            state("both leaves are the same", |s| s.edit("challenge", AMOUNT_AFTER_AT, &(1_000 * IO).to_le_bytes())) => own(6007, "ChallengeOpen"),
            with(Kind::State, "a record that follows on nothing", |s| give(s, &[1])) => called("oracle", 6070, "WrongDescendants"),
            with(Kind::State, "more records than can wait", |s| give(s, &[1; 17])) => own(6011, "TooManyRecords"),
            replayed() => runtime(UninitializedAccount),
            doubled() => runtime(UninitializedAccount),
        }

        judge_challenge in void_otherwise {
            state("it is not the challenger who asks, while it can be won", |s| s.meta("challenger").is_signer = false) => own(6007, "ChallengeOpen"),
            replayed() => runtime(UninitializedAccount),
        }

        judge_challenge in lost {
            other("vault", "dora.bond") => own(6009, "WrongVault"),
            of_mint("io_mint", "other mint") => own(6010, "WrongIoMint"),
            later(-1) => own(6007, "ChallengeOpen"),
            replayed() => runtime(UninitializedAccount),
        }
    }
}

/// Places in `EpochRecord` and `Challenge`, behind the discriminator.
const DISPROVED_AT: usize = 5;
const AMOUNT_AFTER_AT: usize = 144;

/// Carl holds dollars too.
fn open() -> Scene {
    let mut city = City::disputed();
    let dollars = city.at("carl.iosd");
    city.chain.give_tokens(&dollars, 2 * CHALLENGE_BOND);
    other_mint(&mut city);
    let call = open_challenge(&city.at("carl"), &city.chain.io_mint, 2, 0);
    Scene::new(city, call)
}

fn open_hour(s: &mut Scene) {
    s.city.open(3);
    let mint = s.city.chain.io_mint;
    s.instruction = open_challenge(&s.city.at("carl"), &mint, 3, 0);
}

/// Carl keeps this much.
fn leave(s: &mut Scene, amount: u64) {
    s.city
        .transfer("carl", "carl.io", "dora.io", 2 * CHALLENGE_BOND - amount);
}

fn disprove(s: &mut Scene) {
    s.edit("epoch_record", DISPROVED_AT, &[1]);
}

/// Dora challenges the next place. Carl shows what Pam has.
fn prove() -> Scene {
    let mut city = City::disproved();
    let (dora, mint) = (city.at("dora"), city.chain.io_mint);
    city.act(&open_challenge(&dora, &mint, 2, 1));
    let call = prove_challenge(&city.at("carl"), 2, AFTER, &city.leaf_of(2, "pam"));
    Scene::new(city, call)
}

/// Shows the node so many levels over Pam's leaf.
fn show(s: &mut Scene, side: u8, level: u8) {
    let tree = s.city.sum_tree(if side == AFTER { 2 } else { 1 });
    s.instruction = prove_challenge(&s.city.at("carl"), 2, side, &tree.open(level, 0));
}

fn won() -> Scene {
    let mut city = City::disproved();
    let (dora, mint) = (city.at("dora"), city.chain.io_mint);
    city.act(&open_challenge(&dora, &mint, 2, 1));
    other_mint(&mut city);
    let call = judge_challenge(&city.at("carl"), mint, 2, &[]);
    Scene::new(city, call)
}

fn elsewhere(s: &mut Scene) {
    let (carl, mint) = (s.city.at("carl"), s.city.chain.io_mint);
    let second = Pubkey::new_unique();
    assert_ne!(second, associated(&carl, &mint));
    s.city.chain.put_token_account(second, mint, carl);
    s.meta("destination").pubkey = second;
}

fn give(s: &mut Scene, later: &[u64]) {
    let mint = s.city.chain.io_mint;
    s.instruction = judge_challenge(&s.city.at("carl"), mint, 2, later);
}

/// The guardian was faster than the evidence: Carl takes his bond back rather than go on.
fn void_otherwise() -> Scene {
    let mut city = City::disputed();
    let (carl, mint) = (city.at("carl"), city.chain.io_mint);
    city.act(&open_challenge(&carl, &mint, 2, 0));
    city.act(&void_epoch(&city.at("guardian"), 2, &[]));
    let mut call = judge_challenge(&carl, mint, 2, &[]);
    call.accounts[4].is_signer = true;
    Scene::new(city, call)
}

/// Carl has shown nothing, and the settlement is final.
fn lost() -> Scene {
    let mut city = City::disputed();
    let (carl, mint) = (city.at("carl"), city.chain.io_mint);
    city.act(&open_challenge(&carl, &mint, 2, 0));
    let due = city.record(2).final_ts();
    city.go_to(due);
    other_mint(&mut city);
    assert_eq!(epoch_record(2), city.at("epoch 2"));
    let call = judge_challenge(&carl, mint, 2, &[]);
    Scene::new(city, call)
}
