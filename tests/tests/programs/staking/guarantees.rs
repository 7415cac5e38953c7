//! A first hour's guarantee: out of the owner's part, before proposals, after proofs.
use super::{
    IO,
    scene::{Backed, evidence, execute, propose, whale},
};
use io_tests::{
    cu,
    instruction::{unsigned, with_account},
    send::{assert_error, assert_refused, assert_sent},
    staking::{self, COOLDOWN_S, device, device_stake, errors, slash},
    world::World,
};
use solana_signer::Signer;
use solana_transaction::InstructionError;

/// Given a guarantee, then what it holds does not leave; released it does, and paid it is the renter's.
#[test]
fn lock_release_pay() {
    let mut world = World::with_emission();
    let backed = Backed::new(&mut world, 1_000 * IO);
    let mint = world.io_mint;
    let payer = world.wallet();
    let renter = world.wallet();
    let renter_account = world.token_account(&renter.pubkey(), &mint);

    let lock = slash::lock_guarantee(&backed.device, 400 * IO, 200 * IO);
    let sent = assert_sent(world.send_as_program(lock.clone(), &payer));
    cu::record("staking.lock_guarantee", sent.units);
    let unstake = |amount| staking::unstake_device(backed.owner(), backed.device, amount);
    assert_error(
        &world.send(&[unstake(600 * IO + 1)], &[&backed.supplier]),
        errors::INSUFFICIENT_STAKE,
    );
    let take = |amount| device::withdraw_surplus(backed.owner(), backed.device, &mint, amount);
    assert_error(
        &world.send(&[take(600 * IO + 1)], &[&backed.supplier]),
        errors::STAKE_LOCKED,
    );
    assert_sent(world.send(&[take(600 * IO)], &[&backed.supplier]));
    assert_error(
        &world.send_as_program(lock, &payer),
        errors::INSUFFICIENT_STAKE,
    );

    let release = |amount| slash::release_guarantee(&backed.device, amount);
    let sent = assert_sent(world.send_as_program(release(100 * IO), &payer));
    cu::record("staking.release_guarantee", sent.units);
    assert_sent(world.send(&[take(100 * IO)], &[&backed.supplier]));
    assert_error(
        &world.send_as_program(release(300 * IO + 1), &payer),
        errors::NOT_GUARANTEED,
    );

    let pay = |amount| slash::pay_guarantee(&backed.device, renter_account, amount);
    assert_error(
        &world.send_as_program(pay(300 * IO + 1), &payer),
        errors::NOT_GUARANTEED,
    );
    let sent = assert_sent(world.send_as_program(pay(300 * IO), &payer));
    cu::record("staking.pay_guarantee", sent.units);
    assert_eq!(world.token_balance(&renter_account), 300 * IO);
    let stake = world.device_stake(&backed.device);
    assert_eq!((stake.amount, stake.guarantee), (0, 0));
    let pool = world.pool();
    assert_eq!((pool.device_total, pool.guarantees_paid), (0, 300 * IO));
    assert_eq!(world.token_balance(&staking::stake_vault()), 0);
}

/// Given co-stakers, then no guarantee is locked or paid out of their money, whatever the owner lost.
#[test]
fn never_from_the_co_stakers_money() {
    let mut world = World::with_emission();
    let mut backed = Backed::open(&mut world, 400 * IO, 5_000);
    let friend = backed.join(&mut world, 400 * IO);
    let mint = world.io_mint;
    let payer = world.wallet();
    let renter = world.wallet();
    let account = world.token_account(&renter.pubkey(), &mint);
    let lock = |amount| slash::lock_guarantee(&backed.device, amount, 200 * IO);
    assert_error(
        &world.send_as_program(lock(400 * IO + 1), &payer),
        errors::INSUFFICIENT_STAKE,
    );
    assert_sent(world.send_as_program(lock(400 * IO), &payer));
    // A proof comes first: it takes half of both, and half of the promise cannot be kept.
    let target = device_stake(&backed.device);
    assert_sent(execute(&mut world, target, 400 * IO));
    let pay = slash::pay_guarantee(&backed.device, account, 400 * IO);
    assert_sent(world.send_as_program(pay, &payer));
    assert_eq!(world.token_balance(&account), 200 * IO);
    let stake = world.device_stake(&backed.device);
    assert_eq!((stake.amount, stake.guarantee), (0, 0));
    assert_eq!(stake.co_total, 200 * IO);
    backed.leave_all(&mut world, &friend);
    let account = world.token_account(&friend.pubkey(), &mint);
    assert_eq!(world.token_balance(&account), 200 * IO);
}

/// Given a guarantee and a proposal over the same stake, then the renter comes first, and what he takes
/// is not made up by the co-stakers.
#[test]
fn a_guarantee_comes_before_a_proposal() {
    let mut world = World::with_emission();
    whale(&mut world);
    let mut backed = Backed::open(&mut world, 400 * IO, 5_000);
    backed.join(&mut world, 400 * IO);
    let mint = world.io_mint;
    let authority = world.authority.insecure_clone();
    let payer = world.wallet();
    let renter = world.wallet();
    let account = world.token_account(&renter.pubkey(), &mint);
    let lock = slash::lock_guarantee(&backed.device, 300 * IO, 200 * IO);
    assert_sent(world.send_as_program(lock, &payer));
    let target = device_stake(&backed.device);
    assert_sent(propose(&mut world, target, 600 * IO, &evidence(1)));
    let proposed = world.proposal(&evidence(1));
    assert_eq!(
        (proposed.own_locked, proposed.co_locked),
        (300 * IO, 300 * IO)
    );
    // Under the lock nothing more is promised.
    let more = slash::lock_guarantee(&backed.device, 1, 200 * IO);
    assert_error(
        &world.send_as_program(more, &payer),
        errors::INSUFFICIENT_STAKE,
    );
    world.warp(30 * 86_400);
    let confirm = slash::confirm(authority.pubkey(), target, &mint, &evidence(1));
    assert_sent(world.send(&[confirm], &[&authority]));
    let decided = world.proposal(&evidence(1));
    assert_eq!(
        (decided.own_burned, decided.co_burned),
        (100 * IO, 300 * IO),
        "what the guarantee holds is not burned, nor taken from others"
    );
    let pay = slash::pay_guarantee(&backed.device, account, 300 * IO);
    assert_sent(world.send_as_program(pay, &payer));
    assert_eq!(world.token_balance(&account), 300 * IO);
    let stake = world.device_stake(&backed.device);
    assert_eq!((stake.amount, stake.co_total), (0, 100 * IO));
}

/// Given stake that cools beside the guarantee, then it is paid last, and held as long as it is needed.
#[test]
fn cooling_stake_is_paid_last() {
    let mut world = World::with_emission();
    let backed = Backed::new(&mut world, 1_000 * IO);
    let mint = world.io_mint;
    let payer = world.wallet();
    let renter = world.wallet();
    let account = world.token_account(&renter.pubkey(), &mint);
    let unstake = staking::unstake_device(backed.owner(), backed.device, 500 * IO);
    assert_sent(world.send(&[unstake], &[&backed.supplier]));
    let lock = slash::lock_guarantee(&backed.device, 500 * IO, 200 * IO);
    assert_sent(world.send_as_program(lock, &payer));
    // A proof takes 600 of both parts: 200 at work and 200 cooling are left for a promise of 500.
    let target = device_stake(&backed.device);
    assert_sent(execute(&mut world, target, 600 * IO));
    world.warp(i64::from(COOLDOWN_S));
    let withdraw = staking::withdraw_device(backed.owner(), backed.device, &mint);
    assert_error(
        &world.send(&[withdraw.clone()], &[&backed.supplier]),
        errors::STAKE_LOCKED,
    );
    let pay = |amount| slash::pay_guarantee(&backed.device, account, amount);
    assert_sent(world.send_as_program(pay(300 * IO), &payer));
    let stake = world.device_stake(&backed.device);
    assert_eq!((stake.amount, stake.cooling[0].0), (0, 100 * IO));
    let release = slash::release_guarantee(&backed.device, 200 * IO);
    assert_sent(world.send_as_program(release, &payer));
    assert_sent(world.send(&[withdraw], &[&backed.supplier]));
    assert_eq!(world.token_balance(&account), 300 * IO);
    assert_eq!(world.pool().cooling_total, 0);
}

/// Given a lease taken at a requirement that nobody had noted, then it counts from the lease on.
#[test]
fn a_lease_notes_what_it_required() {
    let mut world = World::with_emission();
    let backed = Backed::new(&mut world, 1_000 * IO);
    let payer = world.wallet();
    let lock = slash::lock_guarantee(&backed.device, 10 * IO, 900 * IO);
    assert_sent(world.send_as_program(lock, &payer));
    let mint = world.io_mint;
    let take = |amount| device::withdraw_surplus(backed.owner(), backed.device, &mint, amount);
    assert_error(
        &world.send(&[take(100 * IO + 1)], &[&backed.supplier]),
        errors::NO_SURPLUS,
    );
    assert_sent(world.send(&[take(100 * IO)], &[&backed.supplier]));
}

#[test]
fn guarantees_are_the_escrows_alone() {
    let mut world = World::with_emission();
    let backed = Backed::new(&mut world, 1_000 * IO);
    let mint = world.io_mint;
    let payer = world.wallet();
    let account = world.token_account(&payer.pubkey(), &mint);
    let lock = |amount| slash::lock_guarantee(&backed.device, amount, 200 * IO);
    assert_sent(world.send_as_program(lock(100 * IO), &payer));
    let all = [
        lock(IO),
        slash::release_guarantee(&backed.device, IO),
        slash::pay_guarantee(&backed.device, account, IO),
    ];
    for instruction in &all {
        let by_owner = with_account(instruction.clone(), 0, backed.owner());
        assert_error(
            &world.send(&[by_owner], &[&backed.supplier]),
            errors::NOT_THE_ESCROW,
        );
        let forged = unsigned(instruction.clone(), 0);
        assert_refused(
            &world.send(&[forged], &[&payer]),
            InstructionError::MissingRequiredSignature,
        );
    }
    for zero in [
        slash::release_guarantee(&backed.device, 0),
        slash::pay_guarantee(&backed.device, account, 0),
    ] {
        assert_error(&world.send_as_program(zero, &payer), errors::ZERO_AMOUNT);
    }
    let rewards = with_account(all[2].clone(), 3, staking::reward_vault());
    assert_error(&world.send_as_program(rewards, &payer), errors::WRONG_VAULT);
    // An account of another mint: SPL Token's code 3.
    let other_mint = world.new_key().pubkey();
    world.put_mint(other_mint, 8, None, None, 0);
    let elsewhere = world.token_account(&payer.pubkey(), &other_mint);
    let wrong = with_account(all[2].clone(), 4, elsewhere);
    assert_error(&world.send_as_program(wrong, &payer), 3);
}
