//! What sank other staking programs, each tried here.
use super::{IO, claim, holder, minted_to_stakers, stake, unstake};
use io_tests::{
    send::{assert_error, assert_sent},
    staking::{self, COOLDOWN_S, POSITION_LOCKED_AT, errors},
    world::World,
};
use solana_signer::Signer;

/// A reward paid in while nobody stakes must neither brick the rate nor be the first comer's.
#[test]
fn hours_nobody_staked_are_reserved_and_released_slowly() {
    let mut world = World::with_emission();
    let owner = holder(&mut world, 2_000 * IO);
    world.warp_hours(2_000);
    stake(&mut world, &owner, 2_000 * IO);
    let backlog = minted_to_stakers(&world);
    assert_eq!(world.pool().reserve, backlog);
    assert_eq!(world.position(&owner.pubkey()).unpaid, 0);

    world.warp_hours(1);
    let paid = claim(&mut world, &owner);
    let hour = minted_to_stakers(&world) - backlog;
    let released = backlog / 8_760;
    assert!(
        (hour + released) - paid <= 1,
        "{hour} + {released} against {paid}"
    );
    assert_eq!(world.pool().reserve, backlog - released);
}

/// Below 1,000 IO in total an hour belongs to the reserve.
#[test]
fn dust_does_not_earn_the_hour() {
    let mut world = World::with_emission();
    let mint = world.io_mint;
    let owner = holder(&mut world, 1_000 * IO);
    stake(&mut world, &owner, 1_000 * IO - 1);
    world.warp_hours(3);
    world.accrue();
    let claim_now = staking::claim_rewards(owner.pubkey(), &mint);
    assert_error(
        &world.send(&[claim_now], &[&owner]),
        errors::NOTHING_TO_CLAIM,
    );
    stake(&mut world, &owner, 1);
    world.warp_hours(1);
    assert!(claim(&mut world, &owner) > 0);
}

/// Stake that arrives before the hours are accrued would share hours it did not stand through.
#[test]
fn stake_changes_need_the_hours_accrued() {
    let mut world = World::with_emission();
    let mint = world.io_mint;
    let owner = holder(&mut world, 4_000 * IO);
    stake(&mut world, &owner, 2_000 * IO);
    world.warp_hours(1);
    for instruction in [
        staking::stake(owner.pubkey(), &mint, 2_000 * IO),
        staking::unstake(owner.pubkey(), 2_000 * IO),
        staking::claim_rewards(owner.pubkey(), &mint),
    ] {
        assert_error(&world.send(&[instruction], &[&owner]), errors::ACCRUE_FIRST);
    }
    // In one transaction with accrue it lands.
    let accrue = io_tests::emissions::accrue(mint);
    let add = staking::stake(owner.pubkey(), &mint, 2_000 * IO);
    assert_sent(world.send(&[accrue, add], &[&owner]));
}

/// Who stakes in the last second of an hour and leaves in the next pays with fourteen days.
#[test]
fn a_flash_stake_earns_one_hour_and_cools_fourteen_days() {
    let mut world = World::with_emission();
    let mint = world.io_mint;
    let loyal = holder(&mut world, 2_000 * IO);
    let flash = holder(&mut world, 2_000 * IO);
    stake(&mut world, &loyal, 2_000 * IO);
    world.warp_hours(10);
    let before = claim(&mut world, &loyal);
    assert!(
        minted_to_stakers(&world) - before <= 1,
        "nine hours are not the flash stake's"
    );
    world.warp(3_599);
    stake(&mut world, &flash, 2_000 * IO);
    world.warp(1);
    unstake(&mut world, &flash, 2_000 * IO);
    let withdraw = staking::withdraw(flash.pubkey(), &mint);
    world.warp(i64::from(COOLDOWN_S) - 1);
    assert_error(&world.send(&[withdraw], &[&flash]), errors::NOTHING_MATURED);
}

/// The whole supply staked for a year: nothing overflows, and the vault pays it out.
#[test]
fn the_whole_supply_stakes() {
    let mut world = World::with_emission();
    let supply = io_core::units::GENESIS_SUPPLY;
    let whale = holder(&mut world, supply - 1_000 * IO);
    let small = holder(&mut world, 1_000 * IO);
    stake(&mut world, &whale, supply - 1_000 * IO);
    stake(&mut world, &small, 1_000 * IO);
    world.warp_hours(8_760);
    let paid = claim(&mut world, &whale) + claim(&mut world, &small);
    assert!(minted_to_stakers(&world) - paid <= 2);
    for (owner, amount) in [(&whale, supply - 1_000 * IO), (&small, 1_000 * IO)] {
        unstake(&mut world, owner, amount);
    }
    world.warp(i64::from(COOLDOWN_S));
    let mint = world.io_mint;
    for owner in [&small, &whale] {
        assert_sent(world.send(&[staking::withdraw(owner.pubkey(), &mint)], &[owner]));
    }
    assert_eq!(world.token_balance(&staking::stake_vault()), 0);
}

/// The last one out gets all that is his: floors leave dust in the vault, never a hole.
#[test]
fn the_last_claimant_is_not_short() {
    let mut world = World::with_emission();
    let owners: Vec<_> = [1_111, 777, 3_333_333, 5]
        .into_iter()
        .map(|amount| {
            let amount = amount * IO + 7;
            let owner = holder(&mut world, amount);
            stake(&mut world, &owner, amount);
            world.warp_hours(1);
            owner
        })
        .collect();
    world.warp_hours(100);
    let mut paid = 0;
    for owner in &owners {
        paid += claim(&mut world, owner);
    }
    let pool = world.pool();
    let left = world.token_balance(&staking::reward_vault());
    assert_eq!(left, minted_to_stakers(&world) - paid);
    assert!(
        left - pool.reserve <= 2 * owners.len() as u64,
        "dust only: {left}"
    );
}

/// Locked stake neither cools nor leaves: a slash that is proposed finds it.
#[test]
fn locked_stake_stays() {
    let mut world = World::with_emission();
    let mint = world.io_mint;
    let owner = holder(&mut world, 3_000 * IO);
    stake(&mut world, &owner, 3_000 * IO);
    unstake(&mut world, &owner, 1_000 * IO);
    let lock = |world: &mut World, amount: u64| {
        world.edit(&staking::position(&owner.pubkey()), |data| {
            data[POSITION_LOCKED_AT..POSITION_LOCKED_AT + 8].copy_from_slice(&amount.to_le_bytes());
        });
    };
    lock(&mut world, 1_500 * IO);
    let too_much = staking::unstake(owner.pubkey(), 501 * IO);
    assert_error(
        &world.send(&[too_much], &[&owner]),
        errors::INSUFFICIENT_STAKE,
    );
    // The lock saturates above all that is left staked: the cooling ticket is held too.
    lock(&mut world, 2_500 * IO);
    world.warp(i64::from(COOLDOWN_S));
    let withdraw = staking::withdraw(owner.pubkey(), &mint);
    assert_error(
        &world.send(&[withdraw.clone()], &[&owner]),
        errors::STAKE_LOCKED,
    );
    lock(&mut world, 2_000 * IO);
    assert_sent(world.send(&[withdraw], &[&owner]));
}
