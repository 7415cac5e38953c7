//! `staking` on its real binary.
mod co_stake;
mod co_stake_hire;
mod co_stake_refusals;
mod compound;
mod delegated;
mod device;
mod guarantees;
mod hazards;
mod hired;
mod params;
mod random;
mod refusals;
mod scene;
mod slash_effects;
mod slash_proposals;
mod surplus;
mod walk;

use io_tests::{send::assert_sent, staking, world::World};
use solana_keypair::Keypair;
use solana_signer::Signer;

/// One IO in base units.
pub const IO: u64 = 100_000_000;

/// A wallet that holds `amount` base units.
pub fn holder(world: &mut World, amount: u64) -> Keypair {
    let wallet = world.wallet();
    world.give_io(&wallet.pubkey(), amount);
    wallet
}

/// Stakes, with the hours accrued first.
#[track_caller]
pub fn stake(world: &mut World, owner: &Keypair, amount: u64) -> u64 {
    world.accrue();
    let mint = world.io_mint;
    assert_sent(world.send(&[staking::stake(owner.pubkey(), &mint, amount)], &[owner])).units
}

/// Starts a cooldown, with the hours accrued first.
#[track_caller]
pub fn unstake(world: &mut World, owner: &Keypair, amount: u64) -> u64 {
    world.accrue();
    assert_sent(world.send(&[staking::unstake(owner.pubkey(), amount)], &[owner])).units
}

/// Claims, with the hours accrued first; returns what was paid.
#[track_caller]
pub fn claim(world: &mut World, owner: &Keypair) -> u64 {
    world.accrue();
    let mint = world.io_mint;
    let account = world.token_account(&owner.pubkey(), &mint);
    let before = world.token_balance(&account);
    assert_sent(world.send(&[staking::claim_rewards(owner.pubkey(), &mint)], &[owner]));
    world.token_balance(&account) - before
}

/// What the stakers' pool has been given so far, base units.
pub fn minted_to_stakers(world: &World) -> u64 {
    world.emission().stakers_total
}
