//! Forgeries of `emissions`.

mod conservation;
mod counted;
mod grants;

use io_tests::{
    city::{City, IO},
    emissions,
    forge::{Kind, Play, Scene, *},
    forgeries,
    world::{EPOCH_S, GENESIS_TS},
};
use solana_signer::Signer;
use solana_transaction::InstructionError::*;

pub fn table() -> Vec<Play> {
    let mut plays = schedule();
    plays.extend(grants::table());
    plays.extend(counted::table());
    plays.extend(conservation::table());
    plays
}

fn schedule() -> Vec<Play> {
    forgeries! {
        initialize in initialize {
            unsigned("authority") => runtime(MissingRequiredSignature),
            signed_by("authority", "mallory") => own(7901, "NotTheUpgradeAuthority"),
            other("program_data", "staking's program data") => own(7900, "NotTheProgramData"),
            foreign("program_data") => own(7900, "NotTheProgramData"),
            other("emission", "pool") => runtime(InvalidSeeds),
            of_mint("io_mint", "other mint") => own(6002, "WrongMintAuthority"),
            foreign("io_mint") => runtime(IllegalOwner),
            state("the mint has a supply", premint) => own(6003, "SupplyNotZero"),
            state("the mint has 9 decimals", |s| edit_mint(s, 44, 9)) => own(6004, "WrongDecimals"),
            state("the mint can be frozen", |s| edit_mint(s, 46, 1)) => own(6005, "FreezeAuthorityPresent"),
            other("supplier_vault", "reserve_vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            other("supplier_vault", "mallory.io") => runtime(InvalidSeeds),
            empty("reserve_vault") => runtime(InvalidSeeds),
            other("staker_vault", "mallory.io") => own(6006, "WrongStakerVault"),
            copied("staker_vault") => own(6006, "WrongStakerVault"),
            same("reserve_vault", "supplier_vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            program("system_program", "token program") => runtime(IncorrectProgramId),
            argument("epoch_length_s", 0u32) => own(6000, "EpochLengthZero"),
            argument("genesis_ts", GENESIS_TS - i64::from(EPOCH_S)) => own(6001, "GenesisInThePast"),
            argument("stakers_bps", 10_001u16) => own(7003, "BpsOutOfRange"),
            argument("cpu_bps", 10_001u16) => own(7003, "BpsOutOfRange"),
            cut_short() => runtime(InvalidInstructionData),
            replayed() => system(0, "AccountAlreadyInUse"),
            doubled() => system(0, "AccountAlreadyInUse"),
        }

        mint_allocation in mint_allocation {
            unsigned("authority") => runtime(MissingRequiredSignature),
            signed_by("authority", "mallory") => own(6007, "NotTheAuthority"),
            foreign("emission") => runtime(IllegalOwner),
            other("emission", "pool") => runtime(IllegalOwner),
            of_mint("io_mint", "other mint") => own(6014, "WrongMint"),
            of_mint("destination", "alice.iosd") => token(3, "MintMismatch"),
            foreign("destination") => runtime(ExternalAccountDataModified),
            empty("destination") => runtime(InvalidAccountData),
            same("destination", "io_mint") => own(2040, "ConstraintDuplicateMutableAccount"),
            same("io_mint", "emission") => own(2040, "ConstraintDuplicateMutableAccount"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            argument("allocation", 5u8) => own(6009, "UnknownAllocation"),
            argument("allocation", 255u8) => own(6009, "UnknownAllocation"),
            argument("allocation", 0u8) => own(6011, "AllocationVests"),
            argument("allocation", 4u8) => own(6010, "AllocationMinted"),
            read_only("emission") => own(2000, "ConstraintMut"),
            replayed() => own(6010, "AllocationMinted"),
            doubled() => own(6010, "AllocationMinted"),
        }

        mint_vested_allocation in mint_vested_allocation {
            unsigned("authority") => runtime(MissingRequiredSignature),
            signed_by("authority", "mallory") => own(6007, "NotTheAuthority"),
            foreign("emission") => runtime(IllegalOwner),
            of_mint("io_mint", "other mint") => own(6014, "WrongMint"),
            other("vault", "allocation 1") => runtime(InvalidSeeds),
            other("vault", "mallory.io") => runtime(InvalidSeeds),
            other("grant", "grant 1") => runtime(InvalidSeeds),
            empty("grant") => runtime(InvalidSeeds),
            same("vault", "io_mint") => own(2040, "ConstraintDuplicateMutableAccount"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            program("system_program", "token program") => runtime(IncorrectProgramId),
            with(Kind::Argument, "an allocation that does not vest", liquid) => own(6012, "AllocationDoesNotVest"),
            with(Kind::Argument, "an allocation that is none", unknown) => own(6009, "UnknownAllocation"),
            replayed() => system(0, "AccountAlreadyInUse"),
            doubled() => system(0, "AccountAlreadyInUse"),
        }

        set_split in set_split, repeats "a second change within the hour replaces the first" {
            unsigned("authority") => runtime(MissingRequiredSignature),
            signed_by("authority", "mallory") => own(6007, "NotTheAuthority"),
            foreign("emission") => runtime(IllegalOwner),
            other("emission", "pool") => runtime(IllegalOwner),
            same("emission", "authority") => own(2040, "ConstraintDuplicateMutableAccount"),
            argument("stakers_bps", 10_001u16) => own(7003, "BpsOutOfRange"),
            argument("cpu_bps", 10_001u16) => own(7003, "BpsOutOfRange"),
            later(i64::from(EPOCH_S)) => own(6020, "AccrueFirst"),
        }

        set_authority in set_authority, repeats "proposing the same key again changes nothing" {
            unsigned("authority") => runtime(MissingRequiredSignature),
            signed_by("authority", "mallory") => own(6007, "NotTheAuthority"),
            signed_by("authority", "new") => own(6007, "NotTheAuthority"),
            foreign("emission") => runtime(IllegalOwner),
            other("emission", "pool") => runtime(IllegalOwner),
            same("emission", "authority") => own(2040, "ConstraintDuplicateMutableAccount"),
            cut_short() => runtime(InvalidInstructionData),
            replayed_after("the handover", accept) => own(6007, "NotTheAuthority"),
        }

        accept_authority in accept_authority {
            unsigned("pending_authority") => runtime(MissingRequiredSignature),
            signed_by("pending_authority", "mallory") => own(6008, "NotThePendingAuthority"),
            signed_by("pending_authority", "authority") => own(6008, "NotThePendingAuthority"),
            foreign("emission") => runtime(IllegalOwner),
            other("emission", "pool") => runtime(IllegalOwner),
            same("emission", "pending_authority") => own(2040, "ConstraintDuplicateMutableAccount"),
            state("the proposal is withdrawn", withdraw_proposal) => own(6008, "NotThePendingAuthority"),
            replayed() => own(6008, "NotThePendingAuthority"),
            doubled() => own(6008, "NotThePendingAuthority"),
        }

        accrue in accrue, repeats "within an hour it does nothing" {
            foreign("emission") => runtime(IllegalOwner),
            other("emission", "pool") => runtime(IllegalOwner),
            of_mint("io_mint", "other mint") => own(6014, "WrongMint"),
            theirs("supplier_vault", "mallory.io") => own(6013, "WrongVault"),
            theirs("reserve_vault", "mallory.io") => own(6013, "WrongVault"),
            theirs("staker_vault", "mallory.io") => own(6013, "WrongVault"),
            other("staker_vault", "stake_vault") => own(6013, "WrongVault"),
            same("reserve_vault", "supplier_vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            same("supplier_vault", "staker_vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            program("token_program", "program escrow") => runtime(IncorrectProgramId),
            state("the clock ran back", ran_back) => own(6015, "ClockBehind"),
        }

        claim in claim {
            unsigned("payer") => runtime(MissingRequiredSignature),
            other("wallet", "mallory") => runtime(InvalidSeeds),
            with(Kind::Owner, "Pam's leaf, Mallory's wallet and claim", steal_leaf) => own(7025, "RootMismatch"),
            foreign("emission") => runtime(IllegalOwner),
            foreign("epoch_record") => runtime(IllegalOwner),
            other("epoch_record", "oracle") => runtime(AccountDataTooSmall),
            other("epoch_record", "operators") => runtime(InvalidAccountData),
            other("epoch_record", "epoch 2") => own(6017, "NotFinal"),
            state("the hour is only open", |s| s.edit("epoch_record", 2, &[1])) => own(6016, "NotSealed"),
            state("the hour is void", |s| s.edit("epoch_record", 2, &[3])) => own(6016, "NotSealed"),
            later(-(2 * 3_600)) => own(6017, "NotFinal"),
            other("claim", "sue.claim") => runtime(InvalidSeeds),
            foreign("claim") => own(2019, "ConstraintSpace"),
            theirs("supplier_vault", "mallory.io") => own(6013, "WrongVault"),
            other("supplier_vault", "reserve_vault") => own(6013, "WrongVault"),
            theirs("destination", "mallory.io") => own(7903, "WrongTokenOwner"),
            of_mint("destination", "pam.iosd") => own(7902, "WrongTokenMint"),
            copied("destination") => own(7904, "NotTheAssociatedAccount"),
            foreign("destination") => runtime(IllegalOwner),
            same("destination", "supplier_vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            same("wallet", "destination") => own(2040, "ConstraintDuplicateMutableAccount"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            program("system_program", "token program") => runtime(IncorrectProgramId),
            argument("cumulative", 1_000 * IO + 1) => own(7025, "RootMismatch"),
            argument("index", 1u32) => own(7025, "RootMismatch"),
            argument("index", 2u32) => own(7007, "IndexOutOfRange"),
            argument("proof", blob(&[0; 800])) => own(7025, "RootMismatch"),
            argument("proof", blob(&[0; 760])) => own(7008, "ProofLength"),
            argument("proof", blob(&[0; 840])) => own(7008, "ProofLength"),
            state("fewer hours are accrued than the leaf claims", unaccrued) => own(6019, "ClaimAboveEmission"),
            replayed() => own(6018, "NothingToClaim"),
            doubled() => own(6018, "NothingToClaim"),
            replayed_after("a later root was claimed", later_root) => own(6018, "NothingToClaim"),
        }
    }
}

fn initialize() -> Scene {
    let mut city = City::bare();
    city.initialize("staking");
    other_mint(&mut city);
    let call = city.initialization("emissions");
    Scene::new(city, call)
}

/// A mint that Mallory may inflate.
pub fn other_mint(city: &mut City) {
    let mint = city.chain.new_key().pubkey();
    let mallory = city.at("mallory");
    city.chain.put_mint(mint, 8, Some(mallory), None, 0);
    city.name("other mint", mint);
}

fn premint(s: &mut Scene) {
    let to = s.city.at("mallory.io");
    s.city.chain.give_tokens(&to, 1);
}

fn edit_mint(s: &mut Scene, at: usize, value: u8) {
    let mint = s.city.chain.io_mint;
    s.city.chain.edit(&mint, |data| data[at] = value);
}

fn mint_allocation() -> Scene {
    let mut city = City::trading();
    other_mint(&mut city);
    let (by, mint, to) = (
        city.at("authority"),
        city.chain.io_mint,
        city.at("alice.io"),
    );
    Scene::new(city, emissions::mint_allocation(by, mint, to, 3))
}

fn mint_vested_allocation() -> Scene {
    let mut city = City::founded();
    other_mint(&mut city);
    let call = emissions::mint_vested_allocation(city.at("authority"), city.chain.io_mint, 0);
    Scene::new(city, call)
}

/// Allocation 3, with its own vault.
fn liquid(s: &mut Scene) {
    s.instruction =
        emissions::mint_vested_allocation(s.city.at("authority"), s.city.chain.io_mint, 3);
}

/// Allocation 9, with its own vault.
fn unknown(s: &mut Scene) {
    s.instruction =
        emissions::mint_vested_allocation(s.city.at("authority"), s.city.chain.io_mint, 9);
}

fn set_split() -> Scene {
    let city = City::founded();
    let call = emissions::set_split(city.at("authority"), 3_000, 1_000);
    Scene::new(city, call)
}

fn set_authority() -> Scene {
    let mut city = City::founded();
    let new = city.person("new");
    let call = emissions::set_authority(city.at("authority"), new);
    Scene::new(city, call)
}

fn accept(s: &mut Scene) {
    let new = s.city.at("new");
    s.city.act(&emissions::accept_authority(new));
}

fn accept_authority() -> Scene {
    let mut scene = set_authority();
    scene.city.act(&scene.instruction);
    let call = emissions::accept_authority(scene.city.at("new"));
    Scene::new(scene.city, call)
}

fn withdraw_proposal(s: &mut Scene) {
    let nobody = solana_pubkey::Pubkey::default();
    s.city
        .act(&emissions::set_authority(s.city.at("authority"), nobody));
}

fn accrue() -> Scene {
    let mut city = City::founded();
    other_mint(&mut city);
    city.wait(2 * i64::from(EPOCH_S));
    city.chain.accrue();
    city.wait(i64::from(EPOCH_S));
    let call = emissions::accrue(city.chain.io_mint);
    Scene::new(city, call)
}

/// Two hours before what is accrued.
fn ran_back(s: &mut Scene) {
    let (slot, now) = (s.city.slot(), s.city.now());
    s.city.set_time(slot, now - 2 * i64::from(EPOCH_S));
}

/// Mallory claims for Pam, once both have claimed: their accounts exist.
fn claim() -> Scene {
    let mut city = City::paying();
    let sue = city.at("sue");
    let claim = claim_of(&city, 1, "sue");
    city.act(&claim);
    city.name("sue.claim", emissions::claim_account(&sue));
    let call = claim_of(&city, 1, "pam");
    Scene::new(city, call)
}

fn claim_of(city: &City, epoch: u64, wallet: &str) -> solana_instruction::Instruction {
    let (index, amount, proof) = city.reward_of(epoch, wallet);
    let (payer, mint) = (city.at("mallory"), city.chain.io_mint);
    emissions::claim(payer, city.at(wallet), &mint, epoch, index, amount, &proof)
}

/// Everything is Mallory's but the leaf.
fn steal_leaf(s: &mut Scene) {
    let mallory = s.city.at("mallory");
    s.meta("wallet").pubkey = mallory;
    s.meta("claim").pubkey = emissions::claim_account(&mallory);
    s.meta("destination").pubkey = s.city.at("mallory.io");
}

/// The totals as after the first hour but one base unit less than Pam's leaf.
fn unaccrued(s: &mut Scene) {
    // No instruction lowers a total: the bytes are written. gpu_total, then what balances it.
    let lacking = 1_000 * IO - 1;
    let emission = s.city.chain.emission();
    s.edit(
        "emission",
        264,
        &(emission.emitted - emission.gpu_total + lacking).to_le_bytes(),
    );
    s.edit("emission", 280, &lacking.to_le_bytes());
}

fn later_root(s: &mut Scene) {
    s.city.wait(1);
    let claim = claim_of(&s.city, 2, "pam");
    s.city.act(&claim);
}
