//! Rewards that become stake by themselves, for whoever signed for it.
use super::{IO, claim, holder, stake, unstake};
use io_tests::{
    cu,
    instruction::{unsigned, with_account},
    send::{Outcome, assert_error, assert_refused, assert_sent},
    staking::{self, errors},
    world::World,
};
use solana_keypair::Keypair;
use solana_signer::Signer;
use solana_transaction::InstructionError;

fn compound(world: &mut World, owner: &Keypair) -> Outcome {
    world.accrue();
    let anyone = world.wallet();
    world.send(&[staking::compound(&owner.pubkey())], &[&anyone])
}

/// Given two equal stakers of whom one signed for it, when anyone turns the crank each hour, then her
/// rewards earn too, and every unit moved is in the books.
#[test]
fn rewards_become_stake() {
    let mut world = World::with_emission();
    let hers = holder(&mut world, 5_000 * IO);
    let his = holder(&mut world, 5_000 * IO);
    stake(&mut world, &hers, 5_000 * IO);
    stake(&mut world, &his, 5_000 * IO);
    let enable = staking::set_auto_compound(hers.pubkey(), true);
    let sent = assert_sent(world.send(&[enable], &[&hers]));
    cu::record("staking.set_auto_compound", sent.units);
    for hour in 0..5 {
        world.warp_hours(1);
        let before = world.position(&hers.pubkey()).amount;
        let sent = assert_sent(compound(&mut world, &hers));
        if hour == 0 {
            cu::record("staking.compound", sent.units);
        }
        let pool = world.pool();
        let after = world.position(&hers.pubkey()).amount;
        assert!(after > before);
        assert_eq!(pool.delegated_total, after + 5_000 * IO);
        assert_eq!(pool.rewards_paid, after - 5_000 * IO);
        assert_eq!(
            world.token_balance(&staking::stake_vault()),
            pool.delegated_total
        );
        assert_eq!(
            world.token_balance(&staking::reward_vault()),
            world.emission().stakers_total - pool.rewards_paid
        );
    }
    let hers_earned = world.position(&hers.pubkey()).amount - 5_000 * IO;
    let his_earned = claim(&mut world, &his);
    assert!(hers_earned > his_earned, "{hers_earned} {his_earned}");
    // It leaves like any stake.
    let all = world.position(&hers.pubkey()).amount;
    unstake(&mut world, &hers, all);
    world.warp(i64::from(staking::COOLDOWN_S));
    let mint = world.io_mint;
    assert_sent(world.send(&[staking::withdraw(hers.pubkey(), &mint)], &[&hers]));
    let account = world.token_account(&hers.pubkey(), &mint);
    assert_eq!(world.token_balance(&account), all);
}

#[test]
fn nobody_compounds_for_whom_it_is_not() {
    let mut world = World::with_emission();
    let owner = holder(&mut world, 5_000 * IO);
    let stranger = holder(&mut world, 5_000 * IO);
    stake(&mut world, &owner, 5_000 * IO);
    stake(&mut world, &stranger, 2_000 * IO);
    world.warp_hours(1);
    assert_error(&compound(&mut world, &owner), errors::NOT_AUTO_COMPOUNDING);
    // Only the owner signs for it.
    let theirs = with_account(
        staking::set_auto_compound(stranger.pubkey(), true),
        1,
        staking::position(&owner.pubkey()),
    );
    assert_error(&world.send(&[theirs], &[&stranger]), errors::NOT_THE_OWNER);
    let enable = staking::set_auto_compound(owner.pubkey(), true);
    assert_refused(
        &world.send(&[unsigned(enable.clone(), 0)], &[&stranger]),
        InstructionError::MissingRequiredSignature,
    );
    assert_sent(world.send(&[enable], &[&owner]));
    let crank = staking::compound(&owner.pubkey());
    for (at, key) in [(2, staking::stake_vault()), (3, staking::reward_vault())] {
        // One account as both vaults: Anchor's duplicate check.
        let wrong = with_account(crank.clone(), at, key);
        assert_error(&world.send(&[wrong], &[&stranger]), 2040);
    }
    let mint = world.io_mint;
    let own = world.token_account(&stranger.pubkey(), &mint);
    for at in [2, 3] {
        let wrong = with_account(crank.clone(), at, own);
        assert_error(&world.send(&[wrong], &[&stranger]), errors::WRONG_VAULT);
    }
    assert_sent(compound(&mut world, &owner));
    assert_error(&compound(&mut world, &owner), errors::NOTHING_TO_CLAIM);
    // Hours that are not minted belong to the stake that stood through them.
    world.warp_hours(1);
    assert_error(
        &world.send(&[crank.clone()], &[&stranger]),
        errors::ACCRUE_FIRST,
    );
    // Whoever has left is not put back in.
    let all = world.position(&owner.pubkey()).amount;
    unstake(&mut world, &owner, all);
    assert!(world.position(&owner.pubkey()).unpaid > 0);
    assert_error(&compound(&mut world, &owner), errors::NOTHING_STAKED);
    let disable = staking::set_auto_compound(owner.pubkey(), false);
    assert_sent(world.send(&[disable], &[&owner]));
    assert_error(
        &world.send(&[crank], &[&stranger]),
        errors::NOT_AUTO_COMPOUNDING,
    );
    assert!(claim(&mut world, &owner) > 0);
}
