//! Every account and signer an instruction must not accept.
use super::{IO, holder, stake, unstake};
use io_tests::{
    emissions::shared_errors,
    instruction::{unsigned, with_account},
    send::{assert_error, assert_refused, assert_sent},
    staking::{self, COOLDOWN_S, MIN_EARNING_STAKE, errors},
    world::{EMISSIONS, STAKING, World, program_data},
};
use solana_signer::Signer;
use solana_transaction::InstructionError;

#[test]
fn only_the_upgrade_authority_initializes_once() {
    let mut world = World::new();
    let authority = world.authority.insecure_clone();
    let mint = world.io_mint;
    let stranger = world.wallet();
    let by = |key| staking::initialize(key, mint, COOLDOWN_S, MIN_EARNING_STAKE);

    let outcome = world.send(&[by(stranger.pubkey())], &[&stranger]);
    assert_error(&outcome, shared_errors::NOT_THE_UPGRADE_AUTHORITY);
    let other_program = with_account(by(authority.pubkey()), 1, program_data(&EMISSIONS));
    let outcome = world.send(&[other_program], &[&authority]);
    assert_error(&outcome, shared_errors::NOT_THE_PROGRAM_DATA);

    let bad_mint = world.new_key().pubkey();
    world.put_mint(bad_mint, 6, None, None, 0);
    let outcome = world.send(
        &[with_account(by(authority.pubkey()), 3, bad_mint)],
        &[&authority],
    );
    assert_error(&outcome, errors::WRONG_MINT);
    world.put_mint(bad_mint, 8, None, Some(stranger.pubkey()), 0);
    let outcome = world.send(
        &[with_account(by(authority.pubkey()), 3, bad_mint)],
        &[&authority],
    );
    assert_error(&outcome, errors::WRONG_MINT);

    let zero = staking::initialize(authority.pubkey(), mint, COOLDOWN_S, 0);
    assert_error(
        &world.send(&[zero], &[&authority]),
        errors::MIN_EARNING_STAKE_ZERO,
    );
    let zero = staking::initialize(authority.pubkey(), mint, 0, 1);
    assert_error(&world.send(&[zero], &[&authority]), errors::COOLDOWN_ZERO);

    assert_sent(world.send(&[by(authority.pubkey())], &[&authority]));
    // System program's code 0: the account is in use.
    assert_error(&world.send(&[by(authority.pubkey())], &[&authority]), 0);
}

#[test]
fn the_authority_changes_hands_in_two_steps() {
    let mut world = World::with_emission();
    let authority = world.authority.insecure_clone();
    let (next, stranger) = (world.wallet(), world.wallet());

    let by_stranger = staking::set_authority(stranger.pubkey(), stranger.pubkey());
    assert_error(
        &world.send(&[by_stranger], &[&stranger]),
        errors::NOT_THE_AUTHORITY,
    );
    let early = staking::accept_authority(next.pubkey());
    assert_error(
        &world.send(&[early.clone()], &[&next]),
        errors::NOT_THE_PENDING_AUTHORITY,
    );
    let propose = staking::set_authority(authority.pubkey(), next.pubkey());
    assert_sent(world.send(&[propose.clone()], &[&authority]));
    assert_sent(world.send(&[early.clone()], &[&next]));
    assert_error(
        &world.send(&[early], &[&next]),
        errors::NOT_THE_PENDING_AUTHORITY,
    );
    assert_error(
        &world.send(&[propose], &[&authority]),
        errors::NOT_THE_AUTHORITY,
    );
}

#[test]
fn stake_refuses_what_is_not_the_pools() {
    let mut world = World::with_emission();
    let mint = world.io_mint;
    let owner = holder(&mut world, 5_000 * IO);
    let other = holder(&mut world, 5_000 * IO);
    stake(&mut world, &other, 1_000 * IO);
    let good = staking::stake(owner.pubkey(), &mint, 1_000 * IO);

    let zero = staking::stake(owner.pubkey(), &mint, 0);
    assert_error(&world.send(&[zero], &[&owner]), errors::ZERO_AMOUNT);
    // Not enough in the source: SPL Token's code 1.
    let too_much = staking::stake(owner.pubkey(), &mint, 5_001 * IO);
    assert_error(&world.send(&[too_much], &[&owner]), 1);
    // Another wallet's position, source and signature.
    let position = with_account(good.clone(), 2, staking::position(&other.pubkey()));
    assert_refused(
        &world.send(&[position], &[&owner]),
        InstructionError::InvalidSeeds,
    );
    let theirs = world.token_account(&other.pubkey(), &mint);
    // SPL Token's code 4: the owner does not match.
    assert_error(
        &world.send(&[with_account(good.clone(), 4, theirs)], &[&owner]),
        4,
    );
    let forged = unsigned(staking::stake(other.pubkey(), &mint, IO), 0);
    let outcome = world.send(&[forged], &[&owner]);
    assert_refused(&outcome, InstructionError::MissingRequiredSignature);
    // Vaults.
    let rewards = with_account(good.clone(), 3, staking::reward_vault());
    assert_error(&world.send(&[rewards], &[&owner]), errors::WRONG_VAULT);
    // A pool and an emission account of another program.
    let fake = world.new_key().pubkey();
    let data = world.data(&staking::pool());
    world.put_account(fake, EMISSIONS, data);
    let pool = with_account(good.clone(), 1, fake);
    assert_refused(
        &world.send(&[pool], &[&owner]),
        InstructionError::IllegalOwner,
    );
    let data = world.data(&io_tests::emissions::emission());
    world.put_account(fake, STAKING, data);
    let emission = with_account(good.clone(), 5, fake);
    assert_refused(
        &world.send(&[emission], &[&owner]),
        InstructionError::IllegalOwner,
    );
    // An account of the right program and the wrong kind.
    let position = with_account(good.clone(), 1, staking::position(&other.pubkey()));
    let outcome = world.send(&[position], &[&owner]);
    assert_refused(&outcome, InstructionError::AccountDataTooSmall);
    // The vault as its own source.
    let twice = with_account(good.clone(), 4, staking::stake_vault());
    assert_error(&world.send(&[twice], &[&owner]), 2040);

    assert_sent(world.send(&[good], &[&owner]));
    assert_eq!(world.pool().delegated_total, 2_000 * IO);
}

#[test]
fn nobody_else_moves_a_position() {
    let mut world = World::with_emission();
    let mint = world.io_mint;
    let owner = holder(&mut world, 5_000 * IO);
    let thief = holder(&mut world, 5_000 * IO);
    stake(&mut world, &owner, 2_000 * IO);
    stake(&mut world, &thief, 2_000 * IO);
    unstake(&mut world, &owner, 1_000 * IO);
    world.warp(i64::from(COOLDOWN_S));
    world.accrue();
    let victim = staking::position(&owner.pubkey());

    for (instruction, at) in [
        (staking::unstake(thief.pubkey(), IO), 2),
        (staking::withdraw(thief.pubkey(), &mint), 2),
        (staking::claim_rewards(thief.pubkey(), &mint), 2),
    ] {
        let outcome = world.send(&[with_account(instruction, at, victim)], &[&thief]);
        assert_error(&outcome, errors::NOT_THE_OWNER);
    }
    for instruction in [
        staking::unstake(owner.pubkey(), IO),
        staking::withdraw(owner.pubkey(), &mint),
        staking::claim_rewards(owner.pubkey(), &mint),
    ] {
        let outcome = world.send(&[unsigned(instruction, 0)], &[&thief]);
        assert_refused(&outcome, InstructionError::MissingRequiredSignature);
    }
    // Rewards out of the principal's vault, principal out of the rewards' vault.
    let claim = staking::claim_rewards(owner.pubkey(), &mint);
    let crossed = with_account(claim, 3, staking::stake_vault());
    assert_error(&world.send(&[crossed], &[&owner]), errors::WRONG_VAULT);
    let withdraw = staking::withdraw(owner.pubkey(), &mint);
    let crossed = with_account(withdraw, 3, staking::reward_vault());
    assert_error(&world.send(&[crossed], &[&owner]), errors::WRONG_VAULT);
}

#[test]
fn unstake_refuses_nothing_and_too_much() {
    let mut world = World::with_emission();
    let owner = holder(&mut world, 2_000 * IO);
    stake(&mut world, &owner, 2_000 * IO);
    let zero = staking::unstake(owner.pubkey(), 0);
    assert_error(&world.send(&[zero], &[&owner]), errors::ZERO_AMOUNT);
    let too_much = staking::unstake(owner.pubkey(), 2_000 * IO + 1);
    assert_error(
        &world.send(&[too_much], &[&owner]),
        errors::INSUFFICIENT_STAKE,
    );
    assert_eq!(world.pool().cooling_total, 0);
}
