use super::{IO, claim, holder, stake, unstake};
use io_tests::{
    cu,
    send::{assert_error, assert_sent},
    staking::{self, COOLDOWN_S, errors},
    world::World,
};
use solana_signer::Signer;

/// Given a holder, when he stakes, adds, claims, unstakes and withdraws, then every unit is where
/// the instruction says.
#[test]
fn stake_earn_claim_cool_withdraw() {
    let mut world = World::with_emission();
    let mint = world.io_mint;
    let owner = holder(&mut world, 5_000 * IO);
    let account = world.token_account(&owner.pubkey(), &mint);

    cu::record("staking.stake.new", stake(&mut world, &owner, 2_000 * IO));
    world.warp_hours(1);
    cu::record("staking.stake.add", stake(&mut world, &owner, 1_000 * IO));
    let position = world.position(&owner.pubkey());
    assert_eq!(position.amount, 3_000 * IO);
    let hour = world.emission().stakers_total;
    assert_eq!(
        hour,
        io_core::emission::cumulative(1) / 5,
        "20% of the first hour"
    );
    assert!(
        hour - position.unpaid <= 1,
        "the only staker earned the hour"
    );
    assert_eq!(world.token_balance(&staking::stake_vault()), 3_000 * IO);
    assert_eq!(world.token_balance(&account), 2_000 * IO);

    world.warp_hours(1);
    world.accrue();
    let claimed =
        assert_sent(world.send(&[staking::claim_rewards(owner.pubkey(), &mint)], &[&owner]));
    cu::record("staking.claim_rewards", claimed.units);
    let paid = world.token_balance(&account) - 2_000 * IO;
    assert!(world.emission().stakers_total - paid <= 2);
    assert_eq!(world.pool().rewards_paid, paid);

    cu::record("staking.unstake", unstake(&mut world, &owner, 3_000 * IO));
    let unlock = world.now() + i64::from(COOLDOWN_S);
    assert_eq!(
        world.position(&owner.pubkey()).cooling[0],
        (3_000 * IO, unlock)
    );
    assert_eq!(world.pool().cooling_total, 3_000 * IO);
    assert_eq!(world.pool().delegated_total, 0);

    world.warp(i64::from(COOLDOWN_S) - 1);
    let withdraw = staking::withdraw(owner.pubkey(), &mint);
    assert_error(
        &world.send(&[withdraw.clone()], &[&owner]),
        errors::NOTHING_MATURED,
    );
    world.warp(1);
    let withdrawn = assert_sent(world.send(&[withdraw.clone()], &[&owner]));
    cu::record("staking.withdraw", withdrawn.units);
    assert_eq!(world.token_balance(&account), 5_000 * IO + paid);
    assert_eq!(world.token_balance(&staking::stake_vault()), 0);
    assert_eq!(world.pool().cooling_total, 0);
    // Replayed, it finds nothing.
    assert_error(&world.send(&[withdraw], &[&owner]), errors::NOTHING_MATURED);
}

/// Given two stakers of unequal stake, when hours pass, then the hour is shared by stake.
#[test]
fn an_hour_is_shared_by_stake() {
    let mut world = World::with_emission();
    let one = holder(&mut world, 3_000 * IO);
    let three = holder(&mut world, 9_000 * IO);
    stake(&mut world, &one, 3_000 * IO);
    stake(&mut world, &three, 9_000 * IO);
    world.warp_hours(10);
    let (a, b) = (claim(&mut world, &one), claim(&mut world, &three));
    let total = world.emission().stakers_total;
    assert!(total - (a + b) <= 2, "{total} {a} {b}");
    assert!(b.abs_diff(3 * a) <= 3, "{a} {b}");
}

/// Given cooling stake, when hours pass, then it earns nothing and the others earn all.
#[test]
fn cooling_stake_earns_nothing() {
    let mut world = World::with_emission();
    let leaver = holder(&mut world, 4_000 * IO);
    let stayer = holder(&mut world, 4_000 * IO);
    stake(&mut world, &leaver, 4_000 * IO);
    stake(&mut world, &stayer, 4_000 * IO);
    unstake(&mut world, &leaver, 4_000 * IO);
    world.warp_hours(5);
    world.accrue();
    let mint = world.io_mint;
    let refused = world.send(
        &[staking::claim_rewards(leaver.pubkey(), &mint)],
        &[&leaver],
    );
    assert_error(&refused, errors::NOTHING_TO_CLAIM);
    let paid = claim(&mut world, &stayer);
    assert!(world.emission().stakers_total - paid <= 1);
}

/// Given four cooling tickets, when a fifth is asked for, then it is refused until one is free.
#[test]
fn four_tickets_cool_at_once() {
    let mut world = World::with_emission();
    let mint = world.io_mint;
    let owner = holder(&mut world, 5_000 * IO);
    stake(&mut world, &owner, 5_000 * IO);
    for _ in 0..4 {
        unstake(&mut world, &owner, 10 * IO);
        world.warp(60);
    }
    let fifth = staking::unstake(owner.pubkey(), 10 * IO);
    assert_error(
        &world.send(&[fifth.clone()], &[&owner]),
        errors::TICKETS_FULL,
    );
    world.warp(i64::from(COOLDOWN_S) - 180);
    // Two of the four have matured.
    assert_sent(world.send(&[staking::withdraw(owner.pubkey(), &mint)], &[&owner]));
    let account = world.token_account(&owner.pubkey(), &mint);
    assert_eq!(world.token_balance(&account), 20 * IO);
    world.accrue();
    assert_sent(world.send(&[fifth], &[&owner]));
    assert_eq!(world.pool().cooling_total, 30 * IO);
}
