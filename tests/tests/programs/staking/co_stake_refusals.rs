//! Every account, signer and amount that the co-stakes' instructions must not accept.
use super::{IO, holder, scene::Backed};
use io_tests::{
    instruction::{unsigned, with_account},
    send::{assert_error, assert_refused, assert_sent},
    staking::{self, co_stake, device_stake, errors},
    world::{EMISSIONS, World},
};
use solana_signer::Signer;
use solana_transaction::InstructionError;

#[test]
fn terms_are_the_owners_and_at_most_the_whole() {
    let mut world = World::with_emission();
    let backed = Backed::new(&mut world, 1_000 * IO);
    let stranger = world.wallet();
    let by_stranger = co_stake::set_terms(stranger.pubkey(), backed.device, 100, true);
    assert_error(
        &world.send(&[by_stranger], &[&stranger]),
        errors::NOT_THE_OWNER,
    );
    let forged = unsigned(
        co_stake::set_terms(backed.owner(), backed.device, 100, true),
        0,
    );
    assert_refused(
        &world.send(&[forged], &[&stranger]),
        InstructionError::MissingRequiredSignature,
    );
    let above = co_stake::set_terms(backed.owner(), backed.device, 10_001, true);
    assert_error(
        &world.send(&[above], &[&backed.supplier]),
        errors::REWARD_SHARE_OUT_OF_RANGE,
    );
    let whole = co_stake::set_terms(backed.owner(), backed.device, 10_000, true);
    assert_sent(world.send(&[whole], &[&backed.supplier]));
}

#[test]
fn join_refuses_whom_and_what_it_must_not_take() {
    let mut world = World::with_emission();
    let backed = Backed::open(&mut world, 1_000 * IO, 5_000);
    let mint = world.io_mint;
    let friend = holder(&mut world, 500 * IO);
    let join = |amount| co_stake::join(friend.pubkey(), backed.device, &mint, amount, 0);

    assert_error(&world.send(&[join(0)], &[&friend]), errors::ZERO_AMOUNT);
    assert_error(
        &world.send(&[join(50 * IO - 1)], &[&friend]),
        errors::CO_STAKE_BELOW_MINIMUM,
    );
    let by_owner = co_stake::join(backed.owner(), backed.device, &mint, 100 * IO, 0);
    assert_error(
        &world.send(&[by_owner], &[&backed.supplier]),
        errors::OWNER_CANNOT_CO_STAKE,
    );
    let closed = Backed::new(&mut world, 1_000 * IO);
    let uninvited = co_stake::join(friend.pubkey(), closed.device, &mint, 100 * IO, 0);
    assert_error(
        &world.send(&[uninvited], &[&friend]),
        errors::CO_STAKE_CLOSED,
    );
    // Another device's stake, with and without its device.
    let other = with_account(join(100 * IO), 3, device_stake(&closed.device));
    assert_error(&world.send(&[other], &[&friend]), errors::WRONG_DEVICE);
    let both = with_account(
        with_account(join(100 * IO), 3, device_stake(&closed.device)),
        2,
        closed.device,
    );
    assert_refused(
        &world.send(&[both], &[&friend]),
        InstructionError::InvalidSeeds,
    );
    // Another wallet's co-stake, another program's device, the rewards' vault.
    let theirs = with_account(
        join(100 * IO),
        4,
        co_stake::co_stake(&backed.device, &backed.owner()),
    );
    assert_refused(
        &world.send(&[theirs], &[&friend]),
        InstructionError::InvalidSeeds,
    );
    let forged = world.new_key().pubkey();
    let data = world.data(&backed.device);
    world.put_account(forged, EMISSIONS, data);
    let on_forged = with_account(join(100 * IO), 2, forged);
    assert_refused(
        &world.send(&[on_forged], &[&friend]),
        InstructionError::IllegalOwner,
    );
    let rewards = with_account(join(100 * IO), 5, staking::reward_vault());
    assert_error(&world.send(&[rewards], &[&friend]), errors::WRONG_VAULT);
    // Not enough in the source: SPL Token's code 1.
    assert_error(&world.send(&[join(501 * IO)], &[&friend]), 1);
    world.set_device_status(&backed.device, 3);
    assert_error(
        &world.send(&[join(100 * IO)], &[&friend]),
        errors::DEVICE_RETIRED,
    );
}

#[test]
fn nobody_else_moves_a_co_stake() {
    let mut world = World::with_emission();
    let mut backed = Backed::open(&mut world, 1_000 * IO, 5_000);
    let mint = world.io_mint;
    let friend = backed.join(&mut world, 300 * IO);
    let thief = backed.join(&mut world, 100 * IO);
    let mut other = Backed::open(&mut world, 1_000 * IO, 5_000);
    let there = other.join(&mut world, 100 * IO);
    let victim = co_stake::co_stake(&backed.device, &friend.pubkey());

    let leave = co_stake::leave(thief.pubkey(), backed.device, IO);
    let theirs = with_account(leave, 4, victim);
    assert_error(&world.send(&[theirs], &[&thief]), errors::NOT_THE_OWNER);
    let leave = |shares| co_stake::leave(friend.pubkey(), backed.device, shares);
    assert_error(&world.send(&[leave(0)], &[&friend]), errors::ZERO_AMOUNT);
    assert_error(
        &world.send(&[leave(300 * IO + 1)], &[&friend]),
        errors::INSUFFICIENT_STAKE,
    );
    assert_error(
        &world.send(&[leave(250 * IO + 1)], &[&friend]),
        errors::CO_STAKE_BELOW_MINIMUM,
    );
    // Another device, or another device's stake: its pot, its price.
    let wrong = with_account(leave(IO), 2, other.device);
    assert_error(&world.send(&[wrong], &[&friend]), errors::WRONG_DEVICE);
    let wrong = with_account(leave(IO), 3, device_stake(&other.device));
    assert_error(&world.send(&[wrong], &[&friend]), errors::WRONG_DEVICE);

    for _ in 0..4 {
        assert_sent(world.send(&[leave(IO)], &[&friend]));
    }
    assert_error(&world.send(&[leave(IO)], &[&friend]), errors::TICKETS_FULL);
    world.warp(21 * 86_400);
    let withdraw = co_stake::withdraw(thief.pubkey(), backed.device, &mint);
    let theirs = with_account(withdraw, 3, victim);
    assert_error(&world.send(&[theirs], &[&thief]), errors::NOT_THE_OWNER);
    let withdraw = co_stake::withdraw(friend.pubkey(), backed.device, &mint);
    let wrong = with_account(withdraw.clone(), 2, device_stake(&other.device));
    assert_error(&world.send(&[wrong], &[&friend]), errors::WRONG_DEVICE);
    let wrong = with_account(withdraw.clone(), 4, staking::reward_vault());
    assert_error(&world.send(&[wrong], &[&friend]), errors::WRONG_VAULT);
    assert_refused(
        &world.send(&[unsigned(withdraw.clone(), 0)], &[&thief]),
        InstructionError::MissingRequiredSignature,
    );
    assert_sent(world.send(&[withdraw], &[&friend]));
    assert_eq!(world.device_stake(&other.device).co_total, 100 * IO);
    other.leave_all(&mut world, &there);
}
