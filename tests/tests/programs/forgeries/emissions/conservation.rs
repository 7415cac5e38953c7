//! The check that every total is covered: it accepts no account but its own, and names each loss.

use super::other_mint;
use io_tests::{
    city::{City, IO},
    emissions,
    forge::{Play, Scene, *},
    forgeries,
    world::EPOCH_S,
};
use solana_transaction::InstructionError::*;

pub fn table() -> Vec<Play> {
    forgeries! {
        assert_conservation in assert_conservation, repeats "it only reads" {
            foreign("emission") => runtime(IllegalOwner),
            of_mint("io_mint", "other mint") => own(6014, "WrongMint"),
            theirs("supplier_vault", "mallory.io") => own(6013, "WrongVault"),
            theirs("reserve_vault", "mallory.io") => own(6013, "WrongVault"),
            theirs("seed_vault", "mallory.io") => own(6013, "WrongVault"),
            other("series_a_vault", "allocation 0") => own(6013, "WrongVault"),
            other("core_vault", "allocation 0") => own(6013, "WrongVault"),
            copied("seed_grant") => own(6030, "WrongBooks"),
            other("series_a_grant", "grant 0") => own(6030, "WrongBooks"),
            other("core_grant", "grant 0") => own(6030, "WrongBooks"),
            foreign("oracle") => runtime(IllegalOwner),
            copied("oracle") => own(6030, "WrongBooks"),
            copied("pool") => own(6030, "WrongBooks"),
            foreign("pool") => own(6030, "WrongBooks"),
            other("stake_vault", "reward_vault") => own(6013, "WrongVault"),
            other("reward_vault", "stake_vault") => own(6013, "WrongVault"),
            copied("iosd") => own(6030, "WrongBooks"),
            of_mint("iosd_mint", "io_mint") => own(6014, "WrongMint"),
            theirs("io_vault", "mallory.io") => own(6013, "WrongVault"),
            theirs("iosd_vault", "mallory.iosd") => own(6013, "WrongVault"),
            later(i64::from(EPOCH_S)) => own(6020, "AccrueFirst"),
            state("a unit was emitted off the schedule", off_schedule) => own(6031, "EmittedOffSchedule"),
            state("more was redeemed than burned", redeemed) => own(6024, "RedeemedAboveBurned"),
            state("a unit of IO came from nowhere", |s| make(s, "mallory.io")) => own(6032, "SupplyAboveLedger"),
            state("a unit was claimed of no settlement", claimed) => own(6033, "ClaimedAboveSettled"),
            state("more was settled than emitted", settled) => own(6034, "SettledAboveEmission"),
            state("a unit left the suppliers", |s| lose(s, "supplier_vault")) => own(6035, "SupplierVaultShort"),
            state("a unit left the CPU part", |s| lose(s, "reserve_vault")) => own(6036, "CpuReserveShort"),
            state("a unit left a grant", |s| lose(s, "seed_vault")) => own(6037, "AllocationVaultShort"),
            state("a unit left the stakes", |s| lose(s, "stake_vault")) => own(6038, "StakeVaultShort"),
            state("a unit left the stakers", |s| lose(s, "reward_vault")) => own(6039, "RewardVaultShort"),
            state("iosd counts another burn", other_burn) => own(6040, "IosdBooksDiffer"),
            state("a dollar came from nowhere", |s| make(s, "mallory.iosd")) => own(6041, "IosdSupplyAboveLedger"),
            state("a unit of locked IO is gone", |s| lose(s, "io_vault")) => own(6042, "IosdVaultShort"),
            state("a unit of locked IOSD is gone", |s| lose(s, "iosd_vault")) => own(6042, "IosdVaultShort"),
        }
    }
}

/// An hour is accrued, Alice has a grant, IO and dollars are locked: every total is above zero.
fn assert_conservation() -> Scene {
    let mut city = City::trading();
    other_mint(&mut city);
    let (by, mint) = (city.at("authority"), city.chain.io_mint);
    city.act(&emissions::mint_grant(by, mint, 0, city.at("alice")));
    city.request("rita", 1, 100 * IO, 1);
    city.request_redemption("ron", 1, 30_000_000);
    city.hours_later(1);
    let call = emissions::assert_conservation(city.chain.io_mint);
    Scene::new(city, call)
}

// No instruction brings these states about: the bytes are written.

fn make(s: &mut Scene, account: &str) {
    let account = s.city.at(account);
    s.city.chain.give_tokens(&account, 1);
}

fn lose(s: &mut Scene, account: &str) {
    let account = s.address(account);
    let held = s.city.chain.token_balance(&account);
    s.city.chain.edit(&account, |data| {
        data[64..72].copy_from_slice(&(held - 1).to_le_bytes());
    });
}

fn off_schedule(s: &mut Scene) {
    let emitted = s.city.chain.emission().emitted;
    s.edit("emission", 264, &(emitted + 1).to_le_bytes());
}

fn redeemed(s: &mut Scene) {
    let burned = s.city.chain.emission().burned_for_iosd;
    s.edit("emission", 312, &(burned + 1).to_le_bytes());
}

fn claimed(s: &mut Scene) {
    s.edit("emission", 296, &1u64.to_le_bytes());
}

fn settled(s: &mut Scene) {
    s.edit("oracle", 324, &u64::MAX.to_le_bytes());
}

fn other_burn(s: &mut Scene) {
    s.edit("iosd", 312, &1u64.to_le_bytes());
}
