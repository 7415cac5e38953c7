//! A proposed slash: what it locks, how long, who ends it and how.
use super::{
    IO, holder,
    scene::{Backed, evidence, propose, whale},
    stake, unstake,
};
use io_tests::{
    cu,
    send::{assert_error, assert_sent},
    staking::{self, COOLDOWN_S, co_stake, device, device_stake, errors, slash},
    world::World,
};
use solana_signer::Signer;

const DAY_S: i64 = 86_400;
const APPEAL_S: i64 = 30 * DAY_S;
const DECISION_S: i64 = 14 * DAY_S;

/// Given a device with co-stakers, when a slash is proposed and confirmed, then it locks at once, burns
/// in proportion after the appeal, and supply and books fall by the same.
#[test]
fn locked_at_once_and_burned_after_the_appeal() {
    let mut world = World::with_emission();
    whale(&mut world);
    let mut backed = Backed::open(&mut world, 3_000 * IO, 5_000);
    let friend = backed.join(&mut world, 1_000 * IO);
    let mint = world.io_mint;
    let authority = world.authority.insecure_clone();
    let target = device_stake(&backed.device);
    let proof = evidence(1);

    let sent = propose(&mut world, target, 400 * IO, &proof);
    cu::record("staking.propose_slash", assert_sent(sent).units);
    let stake = world.device_stake(&backed.device);
    assert_eq!((stake.locked, stake.co_locked), (300 * IO, 100 * IO));
    let unstake = |amount| staking::unstake_device(backed.owner(), backed.device, amount);
    assert_error(
        &world.send(&[unstake(2_700 * IO + 1)], &[&backed.supplier]),
        errors::INSUFFICIENT_STAKE,
    );
    let surplus = |amount| device::withdraw_surplus(backed.owner(), backed.device, &mint, amount);
    assert_sent(world.send(&[surplus(500 * IO)], &[&backed.supplier]));
    let leave = co_stake::leave(friend.pubkey(), backed.device, 1_000 * IO);
    assert_sent(world.send(&[leave], &[&friend]));
    let late = holder(&mut world, 100 * IO);
    let join = co_stake::join(late.pubkey(), backed.device, &mint, 100 * IO, 0);
    assert_error(&world.send(&[join], &[&late]), errors::DEVICE_UNDER_SLASH);

    let confirm = slash::confirm(authority.pubkey(), target, &mint, &proof);
    world.warp(APPEAL_S - 1);
    assert_error(
        &world.send(&[confirm.clone()], &[&authority]),
        errors::APPEAL_OPEN,
    );
    // The co-stake has cooled, and stays until the slash is decided.
    let withdraw = co_stake::withdraw(friend.pubkey(), backed.device, &mint);
    assert_error(
        &world.send(&[withdraw.clone()], &[&friend]),
        errors::STAKE_LOCKED,
    );
    world.warp(1);
    let (supply, vault) = (
        world.supply(&mint),
        world.token_balance(&staking::stake_vault()),
    );
    let sent = assert_sent(world.send(&[confirm.clone()], &[&authority]));
    cu::record("staking.confirm_slash", sent.units);
    assert_eq!(world.supply(&mint), supply - 400 * IO);
    assert_eq!(
        world.token_balance(&staking::stake_vault()),
        vault - 400 * IO
    );
    assert_eq!(world.pool().slashed_total, 400 * IO);
    let stake = world.device_stake(&backed.device);
    assert_eq!((stake.amount, stake.locked), (2_200 * IO, 0));
    assert_eq!((stake.co_total, stake.co_locked), (900 * IO, 0));
    let decided = world.proposal(&proof);
    assert_eq!(
        (decided.status, decided.own_burned, decided.co_burned),
        (2, 300 * IO, 100 * IO)
    );
    assert_sent(world.send(&[withdraw], &[&friend]));
    let account = world.token_account(&friend.pubkey(), &mint);
    assert_eq!(world.token_balance(&account), 900 * IO);
    assert_error(
        &world.send(&[confirm], &[&authority]),
        errors::PROPOSAL_RESOLVED,
    );
}

/// Given a proposal that nobody confirms, when its time is over, then anyone unlocks the stake, and its
/// evidence never locks again.
#[test]
fn what_is_not_confirmed_lapses() {
    let mut world = World::with_emission();
    whale(&mut world);
    let backed = Backed::new(&mut world, 3_000 * IO);
    let mint = world.io_mint;
    let authority = world.authority.insecure_clone();
    let anyone = world.wallet();
    let target = device_stake(&backed.device);
    let proof = evidence(1);
    assert_sent(propose(&mut world, target, 400 * IO, &proof));
    let lapse = slash::lapse(anyone.pubkey(), target, &proof);
    let confirm = slash::confirm(authority.pubkey(), target, &mint, &proof);
    world.warp(APPEAL_S + DECISION_S - 1);
    assert_error(
        &world.send(&[lapse.clone()], &[&anyone]),
        errors::PROPOSAL_STANDS,
    );
    world.warp(1);
    assert_error(
        &world.send(&[confirm], &[&authority]),
        errors::PROPOSAL_LAPSED,
    );
    let sent = assert_sent(world.send(&[lapse.clone()], &[&anyone]));
    cu::record("staking.lapse_slash", sent.units);
    assert_eq!(world.device_stake(&backed.device).locked, 0);
    assert_eq!(world.proposal(&proof).status, 3);
    assert_eq!(world.pool().slashed_total, 0);
    assert_error(&world.send(&[lapse], &[&anyone]), errors::PROPOSAL_RESOLVED);
    // The system program's code 0: the evidence's account is in use, for any stake.
    assert_error(&propose(&mut world, target, 400 * IO, &proof), 0);
    let other = Backed::new(&mut world, 3_000 * IO);
    let elsewhere = device_stake(&other.device);
    assert_error(&propose(&mut world, elsewhere, 400 * IO, &proof), 0);
}

/// Given an appeal that governance upholds, then it need not wait; nobody else can end it early.
#[test]
fn governance_dismisses_at_any_time() {
    let mut world = World::with_emission();
    whale(&mut world);
    let backed = Backed::new(&mut world, 3_000 * IO);
    let authority = world.authority.insecure_clone();
    let target = device_stake(&backed.device);
    let proof = evidence(1);
    assert_sent(propose(&mut world, target, 400 * IO, &proof));
    let by_owner = slash::lapse(backed.owner(), target, &proof);
    assert_error(
        &world.send(&[by_owner], &[&backed.supplier]),
        errors::PROPOSAL_STANDS,
    );
    let dismiss = slash::lapse(authority.pubkey(), target, &proof);
    assert_sent(world.send(&[dismiss], &[&authority]));
    assert_eq!(world.device_stake(&backed.device).locked, 0);
}

/// Given 1% of all stake locked, when more is proposed, then it waits for the day to pass.
#[test]
fn a_hundredth_of_all_stake_a_day() {
    let mut world = World::with_emission();
    let owner = holder(&mut world, 100_000 * IO);
    stake(&mut world, &owner, 60_000 * IO);
    unstake(&mut world, &owner, 20_000 * IO);
    let backed = Backed::new(&mut world, 40_000 * IO);
    // 40,000 staked, 20,000 cooling and 40,000 behind a device: a hundredth is 1,000.
    let target = device_stake(&backed.device);
    assert_error(
        &propose(&mut world, target, 1_000 * IO + 1, &evidence(1)),
        errors::DAILY_LOCK_LIMIT,
    );
    assert_sent(propose(&mut world, target, 600 * IO, &evidence(1)));
    let position = staking::position(&owner.pubkey());
    assert_sent(propose(&mut world, position, 400 * IO, &evidence(2)));
    assert_error(
        &propose(&mut world, position, 50 * IO, &evidence(3)),
        errors::DAILY_LOCK_LIMIT,
    );
    world.warp(DAY_S / 2);
    assert_error(
        &propose(&mut world, position, 501 * IO, &evidence(3)),
        errors::DAILY_LOCK_LIMIT,
    );
    assert_sent(propose(&mut world, position, 500 * IO, &evidence(3)));
    world.warp(DAY_S);
    assert_sent(propose(&mut world, position, 1_000 * IO, &evidence(4)));
}

/// Given less stake than is asked for, then all of it is locked and no more; nothing left is nothing to
/// lock.
#[test]
fn locks_saturate() {
    let mut world = World::with_emission();
    whale(&mut world);
    let mut backed = Backed::open(&mut world, 300 * IO, 5_000);
    let friend = backed.join(&mut world, 100 * IO);
    let target = device_stake(&backed.device);
    assert_sent(propose(&mut world, target, 100 * IO, &evidence(1)));
    assert_sent(propose(&mut world, target, u64::MAX, &evidence(2)));
    let all = world.proposal(&evidence(2));
    assert_eq!((all.own_locked, all.co_locked), (225 * IO, 75 * IO));
    let stake = world.device_stake(&backed.device);
    assert_eq!((stake.locked, stake.co_locked), (300 * IO, 100 * IO));
    assert_error(
        &propose(&mut world, target, 50 * IO, &evidence(3)),
        errors::NOTHING_TO_LOCK,
    );
    // What the owner adds is not under the earlier locks.
    backed.stake(&mut world, 60 * IO);
    assert_sent(propose(&mut world, target, 50 * IO, &evidence(3)));
    let third = world.proposal(&evidence(3));
    // 50 · 360 / 460, rounded up, of the owner's; the co-stakers' is all locked.
    assert_eq!(
        (third.own_locked, third.co_locked),
        ((50 * IO * 360).div_ceil(460), 0)
    );
    let authority = world.authority.insecure_clone();
    for n in 1..=3 {
        let dismiss = slash::lapse(authority.pubkey(), target, &evidence(n));
        assert_sent(world.send(&[dismiss], &[&authority]));
    }
    backed.leave_all(&mut world, &friend);
}

/// Given fewer processors or a lower multiplier while a slash is open, then what they free stays under
/// it, and leaves when it has lapsed.
#[test]
fn fewer_processors_free_nothing_under_a_slash() {
    let mut world = World::with_emission();
    whale(&mut world);
    let backed = Backed::new(&mut world, 200 * IO);
    world.set_processors(&backed.device, 4);
    backed.stake(&mut world, 600 * IO);
    let mint = world.io_mint;
    let target = device_stake(&backed.device);
    assert_sent(propose(&mut world, target, 700 * IO, &evidence(1)));
    world.set_processors(&backed.device, 1);
    let anyone = world.wallet();
    assert_sent(world.send(&[device::note_requirement(backed.device)], &[&anyone]));
    world.warp(i64::from(COOLDOWN_S));
    let take = |amount| device::withdraw_surplus(backed.owner(), backed.device, &mint, amount);
    assert_error(
        &world.send(&[take(1)], &[&backed.supplier]),
        errors::NO_SURPLUS,
    );
    let unstake = |amount| staking::unstake_device(backed.owner(), backed.device, amount);
    assert_error(
        &world.send(&[unstake(100 * IO + 1)], &[&backed.supplier]),
        errors::INSUFFICIENT_STAKE,
    );
    world.warp(APPEAL_S + DECISION_S);
    let lapse = slash::lapse(anyone.pubkey(), target, &evidence(1));
    assert_sent(world.send(&[lapse], &[&anyone]));
    assert_sent(world.send(&[take(600 * IO)], &[&backed.supplier]));
}

/// Given stake that cools when it is slashed, when its last second comes, then the slash still has it.
#[test]
fn cooling_stake_is_slashed_to_the_last_second() {
    let mut world = World::with_emission();
    whale(&mut world);
    let mint = world.io_mint;
    let authority = world.authority.insecure_clone();
    let owner = holder(&mut world, 1_000 * IO);
    stake(&mut world, &owner, 1_000 * IO);
    unstake(&mut world, &owner, 1_000 * IO);
    // It has matured; it is not withdrawn.
    world.warp(i64::from(COOLDOWN_S));
    let target = staking::position(&owner.pubkey());
    assert_sent(propose(&mut world, target, 900 * IO, &evidence(1)));
    let withdraw = staking::withdraw(owner.pubkey(), &mint);
    assert_error(
        &world.send(&[withdraw.clone()], &[&owner]),
        errors::STAKE_LOCKED,
    );
    world.warp(APPEAL_S);
    world.accrue();
    let confirm = slash::confirm(authority.pubkey(), target, &mint, &evidence(1));
    assert_sent(world.send(&[confirm], &[&authority]));
    assert_sent(world.send(&[withdraw], &[&owner]));
    let account = world.token_account(&owner.pubkey(), &mint);
    assert_eq!(world.token_balance(&account), 100 * IO);
    assert_eq!(world.pool().cooling_total, 0);
}

/// Given a part withdrawn before the proposal, then the lock is what is left and nothing underflows.
#[test]
fn a_slash_after_a_partial_withdrawal() {
    let mut world = World::with_emission();
    whale(&mut world);
    let mint = world.io_mint;
    let authority = world.authority.insecure_clone();
    let owner = holder(&mut world, 1_000 * IO);
    stake(&mut world, &owner, 1_000 * IO);
    unstake(&mut world, &owner, 400 * IO);
    world.warp(i64::from(COOLDOWN_S));
    let withdraw = staking::withdraw(owner.pubkey(), &mint);
    assert_sent(world.send(&[withdraw.clone()], &[&owner]));
    unstake(&mut world, &owner, 150 * IO);
    let target = staking::position(&owner.pubkey());
    assert_sent(propose(&mut world, target, 1_000 * IO, &evidence(1)));
    assert_eq!(world.proposal(&evidence(1)).own_locked, 600 * IO);
    world.warp(APPEAL_S);
    world.accrue();
    let supply = world.supply(&mint);
    let confirm = slash::confirm(authority.pubkey(), target, &mint, &evidence(1));
    assert_sent(world.send(&[confirm], &[&authority]));
    assert_eq!(world.supply(&mint), supply - 600 * IO);
    let position = world.position(&owner.pubkey());
    assert_eq!((position.amount, position.cooling[0].0), (0, 0));
    assert_error(&world.send(&[withdraw], &[&owner]), errors::NOTHING_MATURED);
}
