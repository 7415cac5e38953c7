//! Others' stake behind a device: how they come, what holds them, how they go.
use super::{IO, holder, scene::Backed};
use io_tests::{
    cu,
    send::{assert_error, assert_sent},
    staking::{self, COOLDOWN_S, co_stake, errors},
    world::World,
};
use solana_signer::Signer;

const DAY_S: i64 = 86_400;

/// Given an owner who takes co-stakes, when one joins, adds, leaves in two steps and withdraws, then
/// every unit is where the instruction says, and he has waited 7 + 14 days.
#[test]
fn join_add_leave_withdraw() {
    let mut world = World::with_emission();
    let mut backed = Backed::new(&mut world, 1_000 * IO);
    let mint = world.io_mint;
    let terms = co_stake::set_terms(backed.owner(), backed.device, 8_000, true);
    let sent = assert_sent(world.send(&[terms], &[&backed.supplier]));
    cu::record("staking.set_co_stake_terms", sent.units);

    let friend = holder(&mut world, 600 * IO);
    let join = |amount| co_stake::join(friend.pubkey(), backed.device, &mint, amount, 8_000);
    let sent = assert_sent(world.send(&[join(400 * IO)], &[&friend]));
    cu::record("staking.join_co_stake.new", sent.units);
    let sent = assert_sent(world.send(&[join(200 * IO)], &[&friend]));
    cu::record("staking.join_co_stake.add", sent.units);
    let stake = world.device_stake(&backed.device);
    assert_eq!((stake.amount, stake.co_total), (1_000 * IO, 600 * IO));
    assert_eq!(
        (stake.co_shares, stake.co_active_shares),
        (600 * IO, 600 * IO)
    );
    let pool = world.pool();
    assert_eq!((pool.device_total, pool.co_total), (1_000 * IO, 600 * IO));
    assert_eq!(world.token_balance(&staking::stake_vault()), 1_600 * IO);

    let leave = co_stake::leave(friend.pubkey(), backed.device, 550 * IO);
    let sent = assert_sent(world.send(&[leave], &[&friend]));
    cu::record("staking.leave_co_stake", sent.units);
    let unlock = world.now() + 21 * DAY_S;
    let mine = world.co_stake(&backed.device, &friend.pubkey());
    assert_eq!(
        (mine.shares, mine.cooling[0]),
        (50 * IO, (550 * IO, unlock))
    );
    let stake = world.device_stake(&backed.device);
    assert_eq!(
        (stake.co_total, stake.co_active_shares),
        (600 * IO, 50 * IO),
        "what cools is still there to be slashed"
    );

    world.warp(21 * DAY_S - 1);
    let withdraw = co_stake::withdraw(friend.pubkey(), backed.device, &mint);
    assert_error(
        &world.send(&[withdraw.clone()], &[&friend]),
        errors::NOTHING_MATURED,
    );
    world.warp(1);
    let sent = assert_sent(world.send(&[withdraw.clone()], &[&friend]));
    cu::record("staking.withdraw_co_stake", sent.units);
    let account = world.token_account(&friend.pubkey(), &mint);
    assert_eq!(world.token_balance(&account), 550 * IO);
    assert_error(
        &world.send(&[withdraw], &[&friend]),
        errors::NOTHING_MATURED,
    );
    backed.leave_all(&mut world, &friend);
    assert_eq!(world.token_balance(&account), 600 * IO);
    assert_eq!(world.pool().co_total, 0);
    assert_eq!(world.device_stake(&backed.device).co_shares, 0);
}

/// Given co-stakes at exactly half, when anybody would move the balance, then it is refused, and what
/// the owner adds makes room.
#[test]
fn co_stakes_are_at_most_half() {
    let mut world = World::with_emission();
    let backed = Backed::open(&mut world, 1_000 * IO, 5_000);
    let mint = world.io_mint;
    let friend = holder(&mut world, 2_000 * IO);
    let join = |amount| co_stake::join(friend.pubkey(), backed.device, &mint, amount, 0);
    assert_error(
        &world.send(&[join(1_000 * IO + 1)], &[&friend]),
        errors::CO_STAKE_ABOVE_HALF,
    );
    assert_sent(world.send(&[join(1_000 * IO)], &[&friend]));
    assert_error(
        &world.send(&[join(1)], &[&friend]),
        errors::CO_STAKE_ABOVE_HALF,
    );
    // Re-checked when the owner takes any of his part, cooling or as surplus.
    let unstake = staking::unstake_device(backed.owner(), backed.device, 1);
    assert_error(
        &world.send(&[unstake.clone()], &[&backed.supplier]),
        errors::CO_STAKE_ABOVE_HALF,
    );
    let surplus = staking::device::withdraw_surplus(backed.owner(), backed.device, &mint, 1);
    assert_error(
        &world.send(&[surplus], &[&backed.supplier]),
        errors::CO_STAKE_ABOVE_HALF,
    );
    backed.stake(&mut world, 10 * IO);
    assert_sent(world.send(&[join(10 * IO)], &[&friend]));
    assert_error(
        &world.send(&[unstake.clone()], &[&backed.supplier]),
        errors::CO_STAKE_ABOVE_HALF,
    );
    // What has begun to leave holds nobody.
    let leave = co_stake::leave(friend.pubkey(), backed.device, IO);
    assert_sent(world.send(&[leave], &[&friend]));
    assert_sent(world.send(&[unstake], &[&backed.supplier]));
}

/// Given anybody in, when the owner would change what they earn, then he may not: only whether more
/// may come.
#[test]
fn the_share_is_fixed_while_anybody_is_in() {
    let mut world = World::with_emission();
    let backed = Backed::open(&mut world, 1_000 * IO, 5_000);
    let mint = world.io_mint;
    let friend = holder(&mut world, 200 * IO);
    let late = holder(&mut world, 200 * IO);
    let terms = |share, open| co_stake::set_terms(backed.owner(), backed.device, share, open);
    assert_sent(world.send(&[terms(6_000, true)], &[&backed.supplier]));
    let join = |who, least| co_stake::join(who, backed.device, &mint, 100 * IO, least);
    assert_sent(world.send(&[join(friend.pubkey(), 6_000)], &[&friend]));
    for share in [5_999, 6_001] {
        assert_error(
            &world.send(&[terms(share, true)], &[&backed.supplier]),
            errors::REWARD_SHARE_FIXED,
        );
    }
    assert_sent(world.send(&[terms(6_000, false)], &[&backed.supplier]));
    assert_error(
        &world.send(&[join(late.pubkey(), 0)], &[&late]),
        errors::CO_STAKE_CLOSED,
    );
    let leave = co_stake::leave(friend.pubkey(), backed.device, 100 * IO);
    assert_sent(world.send(&[leave], &[&friend]));
    assert_sent(world.send(&[terms(5_999, true)], &[&backed.supplier]));
    // Who signed for 60% does not get 59.99.
    assert_error(
        &world.send(&[join(late.pubkey(), 6_000)], &[&late]),
        errors::REWARD_SHARE_BELOW_MINIMUM,
    );
}

/// Given a retired device, when its owner leaves, then his co-stakers do not hold him, and they wait no
/// longer than he does.
#[test]
fn nobody_is_held_by_a_retired_device() {
    let mut world = World::with_emission();
    let mut backed = Backed::open(&mut world, 1_000 * IO, 5_000);
    let mint = world.io_mint;
    let friend = backed.join(&mut world, 1_000 * IO);
    world.set_device_status(&backed.device, 3);
    let unstake = staking::unstake_device(backed.owner(), backed.device, 1_000 * IO);
    assert_sent(world.send(&[unstake], &[&backed.supplier]));
    let leave = co_stake::leave(friend.pubkey(), backed.device, 1_000 * IO);
    assert_sent(world.send(&[leave], &[&friend]));
    world.warp(i64::from(COOLDOWN_S) - 1);
    let withdraw = co_stake::withdraw(friend.pubkey(), backed.device, &mint);
    assert_error(
        &world.send(&[withdraw.clone()], &[&friend]),
        errors::NOTHING_MATURED,
    );
    world.warp(1);
    assert_sent(world.send(&[withdraw], &[&friend]));
    let withdraw = staking::withdraw_device(backed.owner(), backed.device, &mint);
    assert_sent(world.send(&[withdraw], &[&backed.supplier]));
    assert_eq!(world.token_balance(&staking::stake_vault()), 0);
    let join = co_stake::join(friend.pubkey(), backed.device, &mint, 100 * IO, 0);
    assert_error(&world.send(&[join], &[&friend]), errors::DEVICE_RETIRED);
}

/// Given several co-stakers who come and go, when all have left, then none is short.
#[test]
fn the_last_co_staker_out_is_not_short() {
    let mut world = World::with_emission();
    let mut backed = Backed::open(&mut world, 5_000 * IO, 5_000);
    let friends: Vec<_> = [777 * IO + 7, 50 * IO, 1_234 * IO + 1]
        .into_iter()
        .map(|amount| (backed.join(&mut world, amount), amount))
        .collect();
    for (friend, amount) in &friends {
        backed.leave_all(&mut world, friend);
        let mint = world.io_mint;
        let account = world.token_account(&friend.pubkey(), &mint);
        assert_eq!(world.token_balance(&account), *amount);
    }
    assert_eq!(world.token_balance(&staking::stake_vault()), 5_000 * IO);
}
