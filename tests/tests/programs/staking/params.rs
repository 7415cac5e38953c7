//! `set_params`: the cooldown and the least stake that earns, from the next epoch on.
use super::{IO, claim, holder, stake, unstake};
use io_tests::{
    cu, emissions,
    instruction::{unsigned, with_account},
    send::{assert_error, assert_refused, assert_sent},
    staking::{self, COOLDOWN_S, MIN_EARNING_STAKE, errors},
    token::read_u64,
    world::{EPOCH_S, GENESIS_TS, STAKING, World},
};
use solana_signer::Signer;
use solana_transaction::InstructionError;

/// The authority changes the parameters, with the hours accrued first.
#[track_caller]
fn change(world: &mut World, cooldown_s: u32, min_earning_stake: u64) -> u64 {
    world.accrue();
    let authority = world.authority.insecure_clone();
    let instruction = staking::set_params(authority.pubkey(), cooldown_s, min_earning_stake);
    assert_sent(world.send(&[instruction], &[&authority])).units
}

/// `(cooldown_s, min_earning_stake)` stored as in force, and the moment of the pending change.
fn stored(world: &World) -> ((u32, u64), i64) {
    let data = world.data(&staking::pool());
    let cooldown = u32::from_le_bytes(data[8 + 256..8 + 260].try_into().unwrap());
    let least = read_u64(&data, 8 + 248);
    ((cooldown, least), read_u64(&data, 8 + 264).cast_signed())
}

const DAY_S: u32 = 86_400;

#[test]
fn only_the_authority_and_only_within_limits() {
    let mut world = World::with_emission();
    let authority = world.authority.insecure_clone();
    let by = authority.pubkey();
    let stranger = world.wallet();
    let stolen = staking::set_params(stranger.pubkey(), 7 * DAY_S, MIN_EARNING_STAKE);
    assert_error(
        &world.send(&[stolen], &[&stranger]),
        errors::NOT_THE_AUTHORITY,
    );
    let silent = unsigned(staking::set_params(by, 7 * DAY_S, MIN_EARNING_STAKE), 0);
    assert_refused(
        &world.send(&[silent], &[&stranger]),
        InstructionError::MissingRequiredSignature,
    );
    let cases = [
        (0, 1, errors::COOLDOWN_OUT_OF_RANGE),
        (DAY_S - 1, 1, errors::COOLDOWN_OUT_OF_RANGE),
        (90 * DAY_S + 1, 1, errors::COOLDOWN_OUT_OF_RANGE),
        (u32::MAX, 1, errors::COOLDOWN_OUT_OF_RANGE),
        (DAY_S, 0, errors::MIN_EARNING_STAKE_ZERO),
        (
            DAY_S,
            1_000_000 * IO + 1,
            errors::MIN_EARNING_STAKE_ABOVE_LIMIT,
        ),
        (DAY_S, u64::MAX, errors::MIN_EARNING_STAKE_ABOVE_LIMIT),
    ];
    for (cooldown_s, least, code) in cases {
        let instruction = staking::set_params(by, cooldown_s, least);
        assert_error(&world.send(&[instruction], &[&authority]), code);
    }
    // A schedule of the caller's own.
    let forged = world.new_key().pubkey();
    let bytes = world.data(&emissions::emission());
    world.put_account(forged, STAKING, bytes);
    let instruction = with_account(
        staking::set_params(by, 7 * DAY_S, MIN_EARNING_STAKE),
        2,
        forged,
    );
    assert_refused(
        &world.send(&[instruction], &[&authority]),
        InstructionError::IllegalOwner,
    );
    world.warp_hours(1);
    let unaccrued = staking::set_params(by, 7 * DAY_S, MIN_EARNING_STAKE);
    assert_error(
        &world.send(&[unaccrued], &[&authority]),
        errors::ACCRUE_FIRST,
    );
    assert_eq!(stored(&world), ((COOLDOWN_S, MIN_EARNING_STAKE), 0));
    for (cooldown_s, least) in [(DAY_S, 1), (90 * DAY_S, 1_000_000 * IO)] {
        change(&mut world, cooldown_s, least);
    }
}

/// Given a pending change, when its epoch begins, then cooldowns that begin are the new one's and those
/// that run keep theirs, of delegated and of device stake alike.
#[test]
fn a_cooldown_changes_at_the_boundary_and_for_new_tickets_only() {
    let mut world = World::with_emission();
    let mint = world.io_mint;
    let owner = holder(&mut world, 9_000 * IO);
    stake(&mut world, &owner, 4_000 * IO);
    let device = world.put_device(owner.pubkey(), 0, 1);
    let back = staking::stake_device(owner.pubkey(), device, &mint, 2_000 * IO);
    assert_sent(world.send(&[back], &[&owner]));
    world.warp(100);
    let units = change(&mut world, 7 * DAY_S, MIN_EARNING_STAKE);
    cu::record("staking.set_params", units);
    let boundary = GENESIS_TS + i64::from(EPOCH_S);
    assert_eq!(
        stored(&world),
        ((COOLDOWN_S, MIN_EARNING_STAKE), boundary),
        "both stand in the account"
    );

    world.warp(i64::from(EPOCH_S) - 101);
    let out_of_device = staking::unstake_device(owner.pubkey(), device, IO);
    let last = world.now();
    unstake(&mut world, &owner, IO);
    assert_sent(world.send(&[out_of_device.clone()], &[&owner]));
    world.warp(1);
    let first = world.now();
    assert_eq!(first, boundary);
    // The device's first: nothing has folded the hour yet.
    assert_sent(world.send(&[out_of_device], &[&owner]));
    unstake(&mut world, &owner, IO);
    let (long, short) = (i64::from(COOLDOWN_S), 7 * i64::from(DAY_S));
    let expected = [(IO, last + long), (IO, first + short)];
    assert_eq!(world.position(&owner.pubkey()).cooling[..2], expected);
    assert_eq!(world.device_stake(&device).cooling[..2], expected);
    assert_eq!(stored(&world), ((7 * DAY_S, MIN_EARNING_STAKE), 0));

    // The short ones leave first; the long ones keep their time.
    world.warp(short);
    let account = world.token_account(&owner.pubkey(), &mint);
    let before = world.token_balance(&account);
    assert_sent(world.send(&[staking::withdraw(owner.pubkey(), &mint)], &[&owner]));
    let withdraw = staking::withdraw_device(owner.pubkey(), device, &mint);
    assert_sent(world.send(&[withdraw.clone()], &[&owner]));
    assert_eq!(world.token_balance(&account) - before, 2 * IO);
    world.warp(long - short - 2);
    assert_error(
        &world.send(&[withdraw.clone()], &[&owner]),
        errors::NOTHING_MATURED,
    );
    world.warp(1);
    assert_sent(world.send(&[withdraw], &[&owner]));
}

/// What five hours leave in the reserve and give the one staker of 5,000 IO, when the least stake that
/// earns is raised in the second hour from 1,000 to 6,000 IO, and the books are folded after these hours.
fn after_five_hours(folds: &[u64]) -> (u64, u64) {
    let mut world = World::with_emission();
    let owner = holder(&mut world, 5_000 * IO);
    let folder = holder(&mut world, 100);
    stake(&mut world, &owner, 5_000 * IO);
    world.warp_hours(1);
    change(&mut world, COOLDOWN_S, 6_000 * IO);
    let mut hours = 1;
    for at in folds {
        world.warp_hours(at - hours);
        hours = *at;
        stake(&mut world, &folder, 1);
    }
    world.warp_hours(5 - hours);
    let paid = claim(&mut world, &owner);
    (world.pool().reserve, paid)
}

/// Hours before the change are judged by the old least stake and those after by the new one, however
/// late they are folded: exactly where somebody folds at the change, and otherwise to what an hour
/// differs from the mean of those folded with it.
#[test]
fn hours_are_judged_by_their_own_parameters_whatever_the_cranking() {
    // 20% of each hour.
    let s = io_core::emission::cumulative;
    let (earned, reserved) = (s(2) / 5, (s(5) - s(2)) / 5);
    for folds in [&[2][..], &[2, 3], &[2, 3, 4, 5]] {
        let (reserve, paid) = after_five_hours(folds);
        assert!(earned - paid <= 2, "{folds:?}: two hours are the staker's");
        assert!(
            reserve.abs_diff(reserved) <= 2,
            "{folds:?}: three are reserved"
        );
    }
    for folds in [&[][..], &[3], &[4, 5]] {
        let (reserve, paid) = after_five_hours(folds);
        assert!(paid <= earned, "{folds:?}: the mean of later hours is less");
        assert!(
            (earned - paid) * 10_000 < earned,
            "{folds:?}: {paid} of {earned}"
        );
        assert!(reserve.abs_diff(reserved) * 10_000 < reserved, "{folds:?}");
        assert!(s(5) / 5 - reserve - paid <= 2, "{folds:?}: nothing is lost");
    }
}

/// A change that has not begun is replaced; one that has is history.
#[test]
fn a_pending_change_is_replaced() {
    let mut world = World::with_emission();
    change(&mut world, 7 * DAY_S, 5 * IO);
    world.warp(60);
    change(&mut world, 20 * DAY_S, 6 * IO);
    let boundary = GENESIS_TS + i64::from(EPOCH_S);
    assert_eq!(stored(&world), ((COOLDOWN_S, MIN_EARNING_STAKE), boundary));
    world.warp_hours(1);
    change(&mut world, 30 * DAY_S, 7 * IO);
    assert_eq!(
        stored(&world),
        ((20 * DAY_S, 6 * IO), boundary + i64::from(EPOCH_S)),
        "the first never was in force"
    );
    world.warp_hours(5);
    change(&mut world, COOLDOWN_S, MIN_EARNING_STAKE);
    assert_eq!(stored(&world).0, (30 * DAY_S, 7 * IO));
}
