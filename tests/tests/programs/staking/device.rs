use super::{IO, holder};
use io_tests::{
    cu,
    instruction::with_account,
    send::{assert_error, assert_refused, assert_sent},
    staking::{self, COOLDOWN_S, errors},
    world::World,
};
use solana_signer::Signer;
use solana_transaction::InstructionError;

/// Given a supplier's device, when he stakes for it and leaves again, then the stake is the
/// device's, earns nothing and comes back after the cooldown.
#[test]
fn stake_a_device_and_leave() {
    let mut world = World::with_emission();
    let mint = world.io_mint;
    let supplier = holder(&mut world, 16_000 * IO);
    let device = world.put_device(supplier.pubkey(), 0, 1);

    let first = staking::stake_device(supplier.pubkey(), device, &mint, 15_000 * IO);
    let sent = assert_sent(world.send(&[first], &[&supplier]));
    cu::record("staking.stake_device.new", sent.units);
    let add = staking::stake_device(supplier.pubkey(), device, &mint, 1_000 * IO);
    let sent = assert_sent(world.send(&[add], &[&supplier]));
    cu::record("staking.stake_device.add", sent.units);
    assert_eq!(world.device_stake(&device).amount, 16_000 * IO);
    assert_eq!(world.pool().device_total, 16_000 * IO);
    assert_eq!(
        world.pool().delegated_total,
        0,
        "device stake does not earn the stakers' pool"
    );

    let unstake = staking::unstake_device(supplier.pubkey(), device, 16_000 * IO);
    let sent = assert_sent(world.send(&[unstake.clone()], &[&supplier]));
    cu::record("staking.unstake_device", sent.units);
    assert_error(
        &world.send(&[unstake], &[&supplier]),
        errors::INSUFFICIENT_STAKE,
    );
    let withdraw = staking::withdraw_device(supplier.pubkey(), device, &mint);
    assert_error(
        &world.send(&[withdraw.clone()], &[&supplier]),
        errors::NOTHING_MATURED,
    );
    world.warp(i64::from(COOLDOWN_S));
    let sent = assert_sent(world.send(&[withdraw.clone()], &[&supplier]));
    cu::record("staking.withdraw_device", sent.units);
    assert_error(
        &world.send(&[withdraw], &[&supplier]),
        errors::NOTHING_MATURED,
    );
    let account = world.token_account(&supplier.pubkey(), &mint);
    assert_eq!(world.token_balance(&account), 16_000 * IO);
    assert_eq!(world.pool().device_total + world.pool().cooling_total, 0);
}

#[test]
fn only_the_supplier_stakes_for_a_live_device() {
    let mut world = World::with_emission();
    let mint = world.io_mint;
    let supplier = holder(&mut world, 1_000 * IO);
    let other = holder(&mut world, 1_000 * IO);
    let device = world.put_device(supplier.pubkey(), 0, 1);
    let retired = world.put_device(supplier.pubkey(), 1, 3);

    let by_other = staking::stake_device(other.pubkey(), device, &mint, IO);
    assert_error(
        &world.send(&[by_other], &[&other]),
        errors::NOT_THE_SUPPLIER,
    );
    let on_retired = staking::stake_device(supplier.pubkey(), retired, &mint, IO);
    assert_error(
        &world.send(&[on_retired], &[&supplier]),
        errors::DEVICE_RETIRED,
    );
    let zero = staking::stake_device(supplier.pubkey(), device, &mint, 0);
    assert_error(&world.send(&[zero], &[&supplier]), errors::ZERO_AMOUNT);

    // An account that looks like a device but is not the oracle's.
    let forged = world.new_key().pubkey();
    let data = world.data(&device);
    world.put_account(forged, io_tests::world::EMISSIONS, data);
    let on_forged = staking::stake_device(supplier.pubkey(), forged, &mint, IO);
    assert_refused(
        &world.send(&[on_forged], &[&supplier]),
        InstructionError::IllegalOwner,
    );
    // Another device's stake account.
    let wrong = with_account(
        staking::stake_device(supplier.pubkey(), device, &mint, IO),
        3,
        staking::device_stake(&retired),
    );
    assert_refused(
        &world.send(&[wrong], &[&supplier]),
        InstructionError::InvalidSeeds,
    );
}

#[test]
fn only_the_owner_unstakes_his_devices_stake() {
    let mut world = World::with_emission();
    let mint = world.io_mint;
    let supplier = holder(&mut world, 1_000 * IO);
    let other = holder(&mut world, 1_000 * IO);
    let device = world.put_device(supplier.pubkey(), 0, 1);
    let second = world.put_device(supplier.pubkey(), 1, 1);
    let stake = staking::stake_device(supplier.pubkey(), device, &mint, 500 * IO);
    assert_sent(world.send(&[stake], &[&supplier]));

    let by_other = staking::unstake_device(other.pubkey(), device, IO);
    assert_error(&world.send(&[by_other], &[&other]), errors::NOT_THE_OWNER);
    let zero = staking::unstake_device(supplier.pubkey(), device, 0);
    assert_error(&world.send(&[zero], &[&supplier]), errors::ZERO_AMOUNT);
    let other_device = with_account(
        staking::unstake_device(supplier.pubkey(), device, IO),
        2,
        second,
    );
    assert_error(
        &world.send(&[other_device], &[&supplier]),
        errors::WRONG_DEVICE,
    );

    let unstake = staking::unstake_device(supplier.pubkey(), device, 500 * IO);
    assert_sent(world.send(&[unstake], &[&supplier]));
    world.warp(i64::from(COOLDOWN_S));
    let by_other = staking::withdraw_device(other.pubkey(), device, &mint);
    assert_error(&world.send(&[by_other], &[&other]), errors::NOT_THE_OWNER);
}
