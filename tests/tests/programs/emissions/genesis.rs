use io_core::units::{ALLOCATIONS, GENESIS_SUPPLY};
use io_tests::{
    emissions::{self, CPU_BPS, STAKERS_BPS, errors, shared_errors},
    instruction::{unsigned, with_account},
    send::{ACCOUNT_IN_USE, assert_error, assert_refused, assert_sent},
    staking::stake_vault,
    world::{EPOCH_S, GENESIS_TS, STAKING, World, program_data},
};
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use solana_transaction::InstructionError;

fn world() -> World {
    let mut world = World::new();
    world.initialize_staking();
    world
}

fn initialize(authority: Pubkey, mint: Pubkey) -> solana_instruction::Instruction {
    emissions::initialize(authority, mint, GENESIS_TS, EPOCH_S, STAKERS_BPS, CPU_BPS)
}

#[test]
fn only_the_upgrade_authority_initializes_once() {
    let mut world = world();
    let authority = world.authority.insecure_clone();
    let mint = world.io_mint;
    let stranger = world.wallet();

    let outcome = world.send(&[initialize(stranger.pubkey(), mint)], &[&stranger]);
    assert_error(&outcome, shared_errors::NOT_THE_UPGRADE_AUTHORITY);
    let good = initialize(authority.pubkey(), mint);
    let other = with_account(good.clone(), 1, program_data(&STAKING));
    let outcome = world.send(&[other], &[&authority]);
    assert_error(&outcome, shared_errors::NOT_THE_PROGRAM_DATA);
    let outcome = world.send(&[unsigned(good.clone(), 0)], &[&stranger]);
    assert_refused(&outcome, InstructionError::MissingRequiredSignature);
    assert_sent(world.send(&[good.clone()], &[&authority]));
    assert_error(&world.send(&[good], &[&authority]), ACCOUNT_IN_USE);
}

/// A mint that someone else could inflate, has inflated or could freeze is refused.
#[test]
fn the_mint_must_be_ours_alone() {
    let mut world = world();
    let authority = world.authority.insecure_clone();
    let stranger = world.new_key().pubkey();
    let ours = Some(emissions::emission());
    for (decimals, mint_authority, freeze, supply, code) in [
        (8, Some(stranger), None, 0, errors::WRONG_MINT_AUTHORITY),
        (8, None, None, 0, errors::WRONG_MINT_AUTHORITY),
        (8, ours, None, 1, errors::SUPPLY_NOT_ZERO),
        (9, ours, None, 0, errors::WRONG_DECIMALS),
        (8, ours, Some(stranger), 0, errors::FREEZE_AUTHORITY_PRESENT),
        // A sound mint, but the stakers' vault is of another.
        (8, ours, None, 0, errors::WRONG_STAKER_VAULT),
    ] {
        let mint = world.new_key().pubkey();
        world.put_mint(mint, decimals, mint_authority, freeze, supply);
        let outcome = world.send(&[initialize(authority.pubkey(), mint)], &[&authority]);
        assert_error(&outcome, code);
    }
    let mint = world.io_mint;
    let other_vault = with_account(initialize(authority.pubkey(), mint), 6, stake_vault());
    let outcome = world.send(&[other_vault], &[&authority]);
    assert_error(&outcome, errors::WRONG_STAKER_VAULT);
}

#[test]
fn the_schedule_must_not_have_run_already() {
    let mut world = world();
    let authority = world.authority.insecure_clone();
    let mint = world.io_mint;
    let key = authority.pubkey();
    for (genesis_ts, length, stakers, cpu, code) in [
        (GENESIS_TS, 0, 0, 0, errors::EPOCH_LENGTH_ZERO),
        (GENESIS_TS - 3_600, 3_600, 0, 0, errors::GENESIS_IN_THE_PAST),
        (0, 3_600, 0, 0, errors::GENESIS_IN_THE_PAST),
        (
            GENESIS_TS,
            3_600,
            10_001,
            0,
            shared_errors::BPS_OUT_OF_RANGE,
        ),
        (
            GENESIS_TS,
            3_600,
            0,
            10_001,
            shared_errors::BPS_OUT_OF_RANGE,
        ),
    ] {
        let instruction = emissions::initialize(key, mint, genesis_ts, length, stakers, cpu);
        assert_error(&world.send(&[instruction], &[&authority]), code);
    }
    let late = emissions::initialize(key, mint, GENESIS_TS - 3_599, 3_600, 0, 0);
    assert_sent(world.send(&[late], &[&authority]));
}

/// The five allocations are minted once each, to where they belong, and sum to 500M IO.
#[test]
fn the_genesis_allocation_is_minted_once() {
    let mut world = World::with_emission();
    let authority = world.authority.insecure_clone();
    let key = authority.pubkey();
    let mint = world.io_mint;
    let treasury = world.token_account(&key, &mint);
    let stranger = world.wallet();

    for i in 0..3u8 {
        let liquid = emissions::mint_allocation(key, mint, treasury, i);
        assert_error(
            &world.send(&[liquid], &[&authority]),
            errors::ALLOCATION_VESTS,
        );
        let vested = emissions::mint_vested_allocation(key, mint, i);
        assert_sent(world.send(&[vested.clone()], &[&authority]));
        let amount = ALLOCATIONS[usize::from(i)].amount;
        assert_eq!(world.token_balance(&emissions::allocation_vault(i)), amount);
        assert_error(&world.send(&[vested], &[&authority]), 0);
    }
    for i in 3..5u8 {
        let vested = emissions::mint_vested_allocation(key, mint, i);
        assert_error(
            &world.send(&[vested], &[&authority]),
            errors::ALLOCATION_DOES_NOT_VEST,
        );
        let liquid = emissions::mint_allocation(key, mint, treasury, i);
        assert_sent(world.send(&[liquid.clone()], &[&authority]));
        assert_error(
            &world.send(&[liquid], &[&authority]),
            errors::ALLOCATION_MINTED,
        );
    }
    for i in [5, 8, 255] {
        let unknown = emissions::mint_allocation(key, mint, treasury, i);
        assert_error(
            &world.send(&[unknown], &[&authority]),
            errors::UNKNOWN_ALLOCATION,
        );
    }
    let theirs = emissions::mint_allocation(stranger.pubkey(), mint, treasury, 4);
    assert_error(
        &world.send(&[theirs], &[&stranger]),
        errors::NOT_THE_AUTHORITY,
    );
    let forged = unsigned(emissions::mint_allocation(key, mint, treasury, 4), 0);
    let outcome = world.send(&[forged], &[&stranger]);
    assert_refused(&outcome, InstructionError::MissingRequiredSignature);
    let theirs = emissions::mint_vested_allocation(stranger.pubkey(), mint, 4);
    assert_error(
        &world.send(&[theirs], &[&stranger]),
        errors::NOT_THE_AUTHORITY,
    );
    assert_eq!(world.supply(&mint), GENESIS_SUPPLY);
    assert_eq!(
        world.token_balance(&treasury),
        ALLOCATIONS[3].amount + ALLOCATIONS[4].amount
    );
}
