//! Forgeries of `staking`.

mod co_stake;
mod guarantee;
mod requirement;
mod rewards;
mod slash;

use io_tests::{
    city::{City, IO, ORDER, STAKE},
    escrow,
    forge::{Play, Scene, *},
    forgeries,
    oracle::instructions as ix,
    staking::{self, COOLDOWN_S, POSITION_LOCKED_AT},
    world::EPOCH_S,
};
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use solana_transaction::InstructionError::*;

/// Offset of `locked` in a device stake, behind the discriminator.
const DEVICE_LOCKED_AT: usize = 80;

pub fn table() -> Vec<Play> {
    let mut plays = stakes();
    plays.extend(rewards::table());
    plays.extend(requirement::table());
    plays.extend(co_stake::table());
    plays.extend(slash::table());
    plays.extend(guarantee::table());
    plays
}

fn stakes() -> Vec<Play> {
    forgeries! {
        initialize in initialize {
            unsigned("authority") => runtime(MissingRequiredSignature),
            signed_by("authority", "mallory") => own(7901, "NotTheUpgradeAuthority"),
            other("program_data", "oracle's program data") => own(7900, "NotTheProgramData"),
            foreign("program_data") => own(7900, "NotTheProgramData"),
            other("pool", "emission") => runtime(InvalidSeeds),
            foreign("io_mint") => runtime(IllegalOwner),
            of_mint("io_mint", "frozen mint") => own(6015, "WrongMint"),
            of_mint("io_mint", "mint of 9 decimals") => own(6015, "WrongMint"),
            other("stake_vault", "mallory.io") => runtime(InvalidSeeds),
            other("reward_vault", "mallory.io") => runtime(InvalidSeeds),
            same("reward_vault", "stake_vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            program("system_program", "token program") => runtime(IncorrectProgramId),
            argument("cooldown_s", 0u32) => own(6018, "CooldownZero"),
            argument("min_earning_stake", 0u64) => own(6014, "MinEarningStakeZero"),
            cut_short() => runtime(InvalidInstructionData),
            replayed() => system(0, "AccountAlreadyInUse"),
            doubled() => system(0, "AccountAlreadyInUse"),
        }

        set_params in set_params, repeats "a pending change is replaced" {
            unsigned("authority") => runtime(MissingRequiredSignature),
            signed_by("authority", "mallory") => own(6012, "NotTheAuthority"),
            foreign("pool") => runtime(IllegalOwner),
            other("pool", "alice.position") => runtime(AccountDataTooSmall),
            same("pool", "authority") => own(2040, "ConstraintDuplicateMutableAccount"),
            foreign("emission") => runtime(IllegalOwner),
            other("emission", "oracle") => runtime(IllegalOwner),
            argument("cooldown_s", 86_399u32) => own(6048, "CooldownOutOfRange"),
            argument("cooldown_s", 90 * 86_400 + 1u32) => own(6048, "CooldownOutOfRange"),
            argument("min_earning_stake", 0u64) => own(6014, "MinEarningStakeZero"),
            argument("min_earning_stake", 1_000_000 * IO + 1) => own(6049, "MinEarningStakeAboveLimit"),
            later(i64::from(EPOCH_S)) => own(6001, "AccrueFirst"),
            replayed_after("the handover", hand_over) => own(6012, "NotTheAuthority"),
        }

        set_authority in set_authority, repeats "proposing the same key again changes nothing" {
            unsigned("authority") => runtime(MissingRequiredSignature),
            signed_by("authority", "mallory") => own(6012, "NotTheAuthority"),
            signed_by("authority", "new") => own(6012, "NotTheAuthority"),
            foreign("pool") => runtime(IllegalOwner),
            other("pool", "alice.position") => runtime(AccountDataTooSmall),
            same("pool", "authority") => own(2040, "ConstraintDuplicateMutableAccount"),
            replayed_after("the handover", accept) => own(6012, "NotTheAuthority"),
        }

        accept_authority in accept_authority {
            unsigned("pending_authority") => runtime(MissingRequiredSignature),
            signed_by("pending_authority", "mallory") => own(6013, "NotThePendingAuthority"),
            signed_by("pending_authority", "authority") => own(6013, "NotThePendingAuthority"),
            foreign("pool") => runtime(IllegalOwner),
            other("pool", "alice.position") => runtime(AccountDataTooSmall),
            same("pool", "pending_authority") => own(2040, "ConstraintDuplicateMutableAccount"),
            state("the proposal is withdrawn", withdraw_proposal) => own(6013, "NotThePendingAuthority"),
            replayed() => own(6013, "NotThePendingAuthority"),
            doubled() => own(6013, "NotThePendingAuthority"),
        }

        set_governance in set_governance, repeats "proposing the same key again changes nothing" {
            unsigned("governance") => runtime(MissingRequiredSignature),
            signed_by("governance", "mallory") => own(6031, "NotTheGovernance"),
            signed_by("governance", "new") => own(6031, "NotTheGovernance"),
            foreign("pool") => runtime(IllegalOwner),
            other("pool", "alice.position") => runtime(AccountDataTooSmall),
            same("pool", "governance") => own(2040, "ConstraintDuplicateMutableAccount"),
            replayed_after("the handover", govern) => own(6031, "NotTheGovernance"),
        }

        accept_governance in accept_governance {
            unsigned("pending_governance") => runtime(MissingRequiredSignature),
            signed_by("pending_governance", "mallory") => own(6032, "NotThePendingGovernance"),
            signed_by("pending_governance", "authority") => own(6032, "NotThePendingGovernance"),
            foreign("pool") => runtime(IllegalOwner),
            same("pool", "pending_governance") => own(2040, "ConstraintDuplicateMutableAccount"),
            replayed() => own(6032, "NotThePendingGovernance"),
            doubled() => own(6032, "NotThePendingGovernance"),
        }

        set_slash_authority in set_slash_authority, repeats "naming the same key again changes nothing" {
            unsigned("governance") => runtime(MissingRequiredSignature),
            signed_by("governance", "mallory") => own(6031, "NotTheGovernance"),
            foreign("pool") => runtime(IllegalOwner),
            other("pool", "alice.position") => runtime(AccountDataTooSmall),
            same("pool", "governance") => own(2040, "ConstraintDuplicateMutableAccount"),
        }

        stake in stake, repeats "each adds to the stake" {
            unsigned("owner") => runtime(MissingRequiredSignature),
            signed_by("owner", "bob") => runtime(InvalidSeeds),
            foreign("pool") => runtime(IllegalOwner),
            other("pool", "alice.position") => own(2040, "ConstraintDuplicateMutableAccount"),
            other("pool", "bob.position") => runtime(AccountDataTooSmall),
            other("position", "bob.position") => runtime(InvalidSeeds),
            foreign("position") => runtime(IllegalOwner),
            other("stake_vault", "reward_vault") => own(6002, "WrongVault"),
            theirs("stake_vault", "mallory.io") => own(6002, "WrongVault"),
            theirs("source", "bob.io") => token(4, "OwnerMismatch"),
            of_mint("source", "alice.iosd") => token(3, "MintMismatch"),
            foreign("source") => runtime(ExternalAccountDataModified),
            same("source", "stake_vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            foreign("emission") => runtime(IllegalOwner),
            other("emission", "oracle") => runtime(IllegalOwner),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            program("token_program", "program escrow") => runtime(IncorrectProgramId),
            program("system_program", "token program") => runtime(IncorrectProgramId),
            argument("amount", 0u64) => own(6000, "ZeroAmount"),
            argument("amount", 100_000 * IO) => token(1, "InsufficientFunds"),
            argument("amount", u64::MAX) => own(6016, "Overflow"),
            later(i64::from(EPOCH_S)) => own(6001, "AccrueFirst"),
        }

        unstake in unstake, repeats "each takes a ticket of its own" {
            unsigned("owner") => runtime(MissingRequiredSignature),
            signed_by("owner", "mallory") => own(6003, "NotTheOwner"),
            other("position", "bob.position") => own(6003, "NotTheOwner"),
            foreign("position") => runtime(IllegalOwner),
            other("position", "sam.stake") => runtime(InvalidAccountData),
            foreign("pool") => runtime(IllegalOwner),
            other("pool", "bob.position") => runtime(AccountDataTooSmall),
            foreign("emission") => runtime(IllegalOwner),
            same("position", "pool") => own(2040, "ConstraintDuplicateMutableAccount"),
            same("emission", "pool") => own(2040, "ConstraintDuplicateMutableAccount"),
            argument("amount", 0u64) => own(6000, "ZeroAmount"),
            argument("amount", 9_900 * IO + 1) => own(6004, "InsufficientStake"),
            argument("amount", u64::MAX) => own(6004, "InsufficientStake"),
            state("the stake is locked", lock_position) => own(6004, "InsufficientStake"),
            state("four tickets cool", cool_four) => own(6005, "TicketsFull"),
            later(i64::from(EPOCH_S)) => own(6001, "AccrueFirst"),
        }

        withdraw in withdraw {
            unsigned("owner") => runtime(MissingRequiredSignature),
            signed_by("owner", "mallory") => own(6003, "NotTheOwner"),
            other("position", "bob.position") => own(6003, "NotTheOwner"),
            foreign("position") => runtime(IllegalOwner),
            foreign("pool") => runtime(IllegalOwner),
            other("pool", "bob.position") => runtime(AccountDataTooSmall),
            theirs("stake_vault", "mallory.io") => own(6002, "WrongVault"),
            other("stake_vault", "reward_vault") => own(6002, "WrongVault"),
            of_mint("destination", "alice.iosd") => token(3, "MintMismatch"),
            foreign("destination") => runtime(ExternalAccountDataModified),
            same("destination", "stake_vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            later(-1) => own(6006, "NothingMatured"),
            state("all of the stake is locked", lock_position) => own(6007, "StakeLocked"),
            replayed() => own(6006, "NothingMatured"),
            doubled() => own(6006, "NothingMatured"),
        }

        claim_rewards in claim_rewards {
            unsigned("owner") => runtime(MissingRequiredSignature),
            signed_by("owner", "mallory") => own(6003, "NotTheOwner"),
            other("position", "bob.position") => own(6003, "NotTheOwner"),
            foreign("position") => runtime(IllegalOwner),
            foreign("pool") => runtime(IllegalOwner),
            other("pool", "bob.position") => runtime(AccountDataTooSmall),
            other("reward_vault", "stake_vault") => own(6002, "WrongVault"),
            theirs("reward_vault", "mallory.io") => own(6002, "WrongVault"),
            of_mint("destination", "alice.iosd") => token(3, "MintMismatch"),
            same("destination", "reward_vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            foreign("emission") => runtime(IllegalOwner),
            other("emission", "pool") => own(2040, "ConstraintDuplicateMutableAccount"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            later(i64::from(EPOCH_S)) => own(6001, "AccrueFirst"),
            replayed() => own(6008, "NothingToClaim"),
            doubled() => own(6008, "NothingToClaim"),
        }

        stake_device in stake_device, repeats "each adds to the stake" {
            unsigned("owner") => runtime(MissingRequiredSignature),
            signed_by("owner", "mallory") => own(6009, "NotTheSupplier"),
            signed_by("owner", "pam") => own(6009, "NotTheSupplier"),
            foreign("pool") => runtime(IllegalOwner),
            other("pool", "bob.position") => runtime(AccountDataTooSmall),
            foreign("device") => runtime(IllegalOwner),
            other("device", "sue.device") => own(6009, "NotTheSupplier"),
            other("device", "oracle") => runtime(InvalidAccountData),
            other("device_stake", "sue.stake") => runtime(InvalidSeeds),
            empty("device_stake") => runtime(InvalidSeeds),
            theirs("stake_vault", "mallory.io") => own(6002, "WrongVault"),
            other("stake_vault", "reward_vault") => own(6002, "WrongVault"),
            theirs("source", "alice.io") => token(4, "OwnerMismatch"),
            of_mint("source", "sam.iosd") => token(3, "MintMismatch"),
            foreign("classes") => runtime(IllegalOwner),
            copied("classes") => own(2012, "ConstraintAddress"),
            same("source", "stake_vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            program("system_program", "token program") => runtime(IncorrectProgramId),
            argument("amount", 0u64) => own(6000, "ZeroAmount"),
            argument("amount", 100_000 * IO) => token(1, "InsufficientFunds"),
            argument("amount", u64::MAX) => own(6016, "Overflow"),
            state("the device is retired", retire) => own(6010, "DeviceRetired"),
        }

        unstake_device in unstake_device, repeats "each takes a ticket of its own" {
            unsigned("owner") => runtime(MissingRequiredSignature),
            signed_by("owner", "mallory") => own(6003, "NotTheOwner"),
            signed_by("owner", "sue") => own(6003, "NotTheOwner"),
            foreign("pool") => runtime(IllegalOwner),
            other("pool", "bob.position") => runtime(AccountDataTooSmall),
            other("device", "sue.device") => own(6011, "WrongDevice"),
            foreign("device") => runtime(IllegalOwner),
            other("device_stake", "sue.stake") => own(6003, "NotTheOwner"),
            other("device_stake", "alice.position") => runtime(AccountDataTooSmall),
            foreign("device_stake") => runtime(IllegalOwner),
            same("device_stake", "pool") => own(2040, "ConstraintDuplicateMutableAccount"),
            argument("amount", 0u64) => own(6000, "ZeroAmount"),
            other("hire", "sue.hire") => own(6047, "WrongHire"),
            empty("hire") => own(6047, "WrongHire"),
            state("the device is hired", hire) => own(6046, "DeviceHired"),
            argument("amount", STAKE + 1) => own(6004, "InsufficientStake"),
            state("the stake is locked", lock_device) => own(6004, "InsufficientStake"),
            state("four tickets cool", cool_four) => own(6005, "TicketsFull"),
        }

        withdraw_device in withdraw_device {
            unsigned("owner") => runtime(MissingRequiredSignature),
            signed_by("owner", "mallory") => own(6003, "NotTheOwner"),
            foreign("pool") => runtime(IllegalOwner),
            other("pool", "bob.position") => runtime(AccountDataTooSmall),
            other("device_stake", "sue.stake") => own(6003, "NotTheOwner"),
            other("device_stake", "alice.position") => runtime(AccountDataTooSmall),
            foreign("device_stake") => runtime(IllegalOwner),
            theirs("stake_vault", "mallory.io") => own(6002, "WrongVault"),
            other("stake_vault", "reward_vault") => own(6002, "WrongVault"),
            of_mint("destination", "sam.iosd") => token(3, "MintMismatch"),
            foreign("destination") => runtime(ExternalAccountDataModified),
            same("destination", "stake_vault") => own(2040, "ConstraintDuplicateMutableAccount"),
            program("token_program", "system program") => runtime(IncorrectProgramId),
            later(-1) => own(6006, "NothingMatured"),
            state("all of the stake is locked", lock_device) => own(6007, "StakeLocked"),
            replayed() => own(6006, "NothingMatured"),
            doubled() => own(6006, "NothingMatured"),
        }
    }
}

fn initialize() -> Scene {
    let mut city = City::bare();
    for (name, decimals, freeze) in [
        ("frozen mint", 8, Some(city.at("mallory"))),
        ("mint of 9 decimals", 9, None),
    ] {
        let mint = city.chain.new_key().pubkey();
        city.chain.put_mint(mint, decimals, None, freeze, 0);
        city.name(name, mint);
    }
    let call = city.initialization("staking");
    Scene::new(city, call)
}

fn set_authority() -> Scene {
    let mut city = City::trading();
    let new = city.person("new");
    let call = staking::set_authority(city.at("authority"), new);
    Scene::new(city, call)
}

fn accept(s: &mut Scene) {
    let new = s.city.at("new");
    s.city.act(&staking::accept_authority(new));
}

fn accept_authority() -> Scene {
    let mut scene = set_authority();
    scene.city.act(&scene.instruction);
    let call = staking::accept_authority(scene.city.at("new"));
    Scene::new(scene.city, call)
}

fn set_params() -> Scene {
    let mut city = City::trading();
    city.person("new");
    let call = staking::set_params(city.at("authority"), 7 * 86_400, 500 * IO);
    Scene::new(city, call)
}

fn hand_over(s: &mut Scene) {
    let (authority, new) = (s.city.at("authority"), s.city.at("new"));
    s.city.act(&staking::set_authority(authority, new));
    s.city.act(&staking::accept_authority(new));
}

fn withdraw_proposal(s: &mut Scene) {
    let by = s.city.at("authority");
    s.city.act(&staking::set_authority(by, Pubkey::default()));
}

fn set_governance() -> Scene {
    let mut city = City::trading();
    let new = city.person("new");
    let call = staking::slash::set_governance(city.at("authority"), new);
    Scene::new(city, call)
}

fn govern(s: &mut Scene) {
    let new = s.city.at("new");
    s.city.act(&staking::slash::accept_governance(new));
}

fn accept_governance() -> Scene {
    let mut scene = set_governance();
    scene.city.act(&scene.instruction);
    let call = staking::slash::accept_governance(scene.city.at("new"));
    Scene::new(scene.city, call)
}

fn set_slash_authority() -> Scene {
    let city = City::trading();
    let call = staking::slash::set_slash_authority(city.at("authority"), city.at("guardian"));
    Scene::new(city, call)
}

/// Alice stakes more; she holds dollars too.
fn stake() -> Scene {
    let mut city = City::trading();
    city.transfer("rita", "rita.iosd", "alice.iosd", 10 * IO);
    let call = staking::stake(city.at("alice"), &city.chain.io_mint, 10 * IO);
    Scene::new(city, call)
}

/// Sam's first stake creates his position.
pub fn first_stake() -> Scene {
    let city = City::trading();
    let call = staking::stake(city.at("sam"), &city.chain.io_mint, IO);
    Scene::new(city, call)
}

/// Sue's first stake behind her second device creates its account.
pub fn first_device_stake() -> Scene {
    let city = City::trading();
    let (by, device) = (city.at("sue"), city.at("sue.spare"));
    let call = staking::stake_device(by, device, &city.chain.io_mint, IO);
    Scene::new(city, call)
}

fn unstake() -> Scene {
    let city = City::trading();
    let call = staking::unstake(city.at("alice"), 1_000 * IO);
    Scene::new(city, call)
}

fn lock_position(s: &mut Scene) {
    // No instruction locks stake yet: the bytes are written.
    s.edit(
        "position",
        POSITION_LOCKED_AT - 8,
        &(10_000 * IO).to_le_bytes(),
    );
}

fn lock_device(s: &mut Scene) {
    s.edit("device_stake", DEVICE_LOCKED_AT, &STAKE.to_le_bytes());
}

/// Until no ticket is free; the scene's own instruction does it.
fn cool_four(s: &mut Scene) {
    while s.city.send(&s.instruction).is_ok() {}
}

/// The moment at which Alice's first ticket has cooled.
fn withdraw() -> Scene {
    let mut city = City::trading();
    let ticket = city.chain.position(&city.at("alice")).cooling[0];
    city.go_to(ticket.1);
    let call = staking::withdraw(city.at("alice"), &city.chain.io_mint);
    Scene::new(city, call)
}

fn claim_rewards() -> Scene {
    let mut city = City::trading();
    city.hours_later(1);
    let call = staking::claim_rewards(city.at("alice"), &city.chain.io_mint);
    Scene::new(city, call)
}

/// Sam adds to his device's stake; he holds dollars too.
fn stake_device() -> Scene {
    let mut city = City::trading();
    city.transfer("rita", "rita.iosd", "sam.iosd", 10 * IO);
    let (by, device) = (city.at("sam"), city.at("sam.device"));
    let call = staking::stake_device(by, device, &city.chain.io_mint, 10 * IO);
    Scene::new(city, call)
}

fn retire(s: &mut Scene) {
    let (by, device) = (s.city.at("sam"), s.city.at("sam.device"));
    s.city
        .act(&ix::manage_device("retire_device", &by, device, &[]));
}

fn unstake_device() -> Scene {
    let mut city = City::trading();
    city.name("sue.hire", escrow::hire(&city.at("sue.device")));
    let call = staking::unstake_device(city.at("sam"), city.at("sam.device"), 100 * IO);
    Scene::new(city, call)
}

fn hire(s: &mut Scene) {
    s.city.create_job("rita", "job", &ORDER);
    s.city.accept("job", "sam");
}

/// The moment at which a ticket of Sam's device has cooled.
fn withdraw_device() -> Scene {
    let mut scene = unstake_device();
    scene.city.act(&scene.instruction);
    let mut city = scene.city;
    city.wait(i64::from(COOLDOWN_S));
    let call = staking::withdraw_device(city.at("sam"), city.at("sam.device"), &city.chain.io_mint);
    Scene::new(city, call)
}
