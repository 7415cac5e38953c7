//! Slashes proven on chain, and what any slash leaves to whom.
use super::{
    IO, claim, holder,
    scene::{Backed, evidence, execute, propose, whale},
    stake, unstake,
};
use io_tests::{
    cu,
    instruction::{unsigned, with_account},
    send::{assert_error, assert_refused, assert_sent},
    staking::{self, co_stake, device_stake, errors, slash},
    world::{STAKING, World},
};
use solana_signer::Signer;
use solana_transaction::InstructionError;

/// Given a proven slash, then it burns at once, owner and co-stakers in proportion, cooling stake too.
#[test]
fn proven_slashes_execute_by_themselves() {
    let mut world = World::with_emission();
    let mut backed = Backed::open(&mut world, 3_000 * IO, 5_000);
    let friend = backed.join(&mut world, 1_000 * IO);
    let mint = world.io_mint;
    let unstake = staking::unstake_device(backed.owner(), backed.device, 1_500 * IO);
    assert_sent(world.send(&[unstake], &[&backed.supplier]));
    let leave = co_stake::leave(friend.pubkey(), backed.device, 500 * IO);
    assert_sent(world.send(&[leave], &[&friend]));
    let supply = world.supply(&mint);
    let target = device_stake(&backed.device);
    let sent = execute(&mut world, target, 400 * IO);
    cu::record("staking.execute_slash", assert_sent(sent).units);
    let stake = world.device_stake(&backed.device);
    // 300 of the owner's, half at work and half cooling; 100 of the pot.
    assert_eq!((stake.amount, stake.cooling[0].0), (1_350 * IO, 1_350 * IO));
    assert_eq!((stake.co_total, stake.co_shares), (900 * IO, 1_000 * IO));
    assert_eq!(world.supply(&mint), supply - 400 * IO);
    let pool = world.pool();
    assert_eq!(
        (pool.device_total, pool.cooling_total, pool.co_total),
        (1_350 * IO, 1_350 * IO, 900 * IO)
    );
    assert_eq!(pool.slashed_total, 400 * IO);
    world.warp(21 * 86_400);
    let withdraw = co_stake::withdraw(friend.pubkey(), backed.device, &mint);
    assert_sent(world.send(&[withdraw], &[&friend]));
    let account = world.token_account(&friend.pubkey(), &mint);
    assert_eq!(world.token_balance(&account), 450 * IO);
}

/// Given stake that does not divide, when it is slashed again and again, then the owner bears the units
/// that do not, and the last one out takes the pot to the last unit.
#[test]
fn the_last_one_out_after_slashes_is_not_short() {
    let mut world = World::with_emission();
    let mut backed = Backed::open(&mut world, 5_003 * IO + 1, 5_000);
    let friends: Vec<_> = [777 * IO + 7, 50 * IO, 1_234 * IO + 1]
        .into_iter()
        .map(|amount| backed.join(&mut world, amount))
        .collect();
    let target = device_stake(&backed.device);
    for amount in [1, 2, 3, 1_000 * IO + 1, 77] {
        let before = world.device_stake(&backed.device);
        let (own, co) = (before.own_total(), before.co_total);
        assert_sent(execute(&mut world, target, amount));
        let after = world.device_stake(&backed.device);
        let own_loss = (u128::from(amount) * u128::from(own)).div_ceil(u128::from(own + co));
        assert_eq!(u128::from(own - after.own_total()), own_loss);
        assert_eq!(own - after.own_total() + co - after.co_total, amount);
    }
    for friend in &friends {
        backed.leave_all(&mut world, friend);
    }
    let stake = world.device_stake(&backed.device);
    assert_eq!((stake.co_total, stake.co_shares), (0, 0));
    assert_eq!(
        world.token_balance(&staking::stake_vault()),
        stake.amount,
        "not a unit of the pot stays behind"
    );
}

/// Given co-stakers slashed whole, when new ones come, then they owe nothing to the old and the old have
/// no part in theirs.
#[test]
fn a_pot_slashed_whole_starts_anew() {
    let mut world = World::with_emission();
    let mut backed = Backed::open(&mut world, 500 * IO, 5_000);
    let mint = world.io_mint;
    let old = backed.join(&mut world, 400 * IO);
    let leave = co_stake::leave(old.pubkey(), backed.device, 100 * IO);
    assert_sent(world.send(&[leave], &[&old]));
    let target = device_stake(&backed.device);
    assert_sent(execute(&mut world, target, u64::MAX));
    assert_eq!(world.token_balance(&staking::stake_vault()), 0);
    let stake = world.device_stake(&backed.device);
    assert_eq!(
        (stake.co_shares, stake.co_active_shares, stake.co_generation),
        (0, 0, 1)
    );
    backed.stake(&mut world, 500 * IO);
    let new = backed.join(&mut world, 300 * IO);
    world.warp(21 * 86_400);
    let withdraw = co_stake::withdraw(old.pubkey(), backed.device, &mint);
    assert_error(&world.send(&[withdraw], &[&old]), errors::NOTHING_MATURED);
    let leave = co_stake::leave(old.pubkey(), backed.device, 1);
    assert_error(&world.send(&[leave], &[&old]), errors::INSUFFICIENT_STAKE);
    // He may come again, with new shares.
    world.give_io(&old.pubkey(), 200 * IO);
    let join = co_stake::join(old.pubkey(), backed.device, &mint, 200 * IO, 0);
    assert_sent(world.send(&[join], &[&old]));
    assert_eq!(world.co_stake(&backed.device, &old.pubkey()).generation, 1);
    backed.leave_all(&mut world, &new);
    let account = world.token_account(&new.pubkey(), &mint);
    assert_eq!(world.token_balance(&account), 300 * IO);
    // An empty stake burns nothing, and a proof against it is not refused.
    let empty = Backed::new(&mut world, IO);
    let target = device_stake(&empty.device);
    assert_sent(execute(&mut world, target, IO));
    assert_sent(execute(&mut world, target, IO));
    assert_eq!(world.device_stake(&empty.device).amount, 0);
}

/// Given a staker slashed in the middle of an hour, then he keeps what he earned before and earns by
/// what is left.
#[test]
fn a_slashed_staker_keeps_what_he_had_earned() {
    let mut world = World::with_emission();
    let owner = holder(&mut world, 4_000 * IO);
    let other = holder(&mut world, 4_000 * IO);
    stake(&mut world, &owner, 4_000 * IO);
    stake(&mut world, &other, 4_000 * IO);
    unstake(&mut world, &owner, 1_000 * IO);
    world.warp_hours(1);
    let target = staking::position(&owner.pubkey());
    // 2,000 of 3,000 at work and 1,000 cooling: 1,500 and 500.
    let sent = execute(&mut world, target, 2_000 * IO);
    cu::record("staking.execute_slash.delegated", assert_sent(sent).units);
    let position = world.position(&owner.pubkey());
    assert_eq!(
        (position.amount, position.cooling[0].0),
        (1_500 * IO, 500 * IO)
    );
    let first_hour = world.emission().stakers_total;
    assert!((first_hour * 3 / 7).abs_diff(position.unpaid) <= 1);
    world.warp_hours(1);
    let paid = claim(&mut world, &owner);
    let second_hour = world.emission().stakers_total - first_hour;
    assert!((first_hour * 3 / 7 + second_hour * 3 / 11).abs_diff(paid) <= 2);
    // Hours that are not minted would be given to the stake as the slash left it.
    world.warp_hours(1);
    let mint = world.io_mint;
    let payer = world.wallet();
    let early = slash::execute(target, &mint, IO, &evidence(9));
    assert_error(&world.send_as_program(early, &payer), errors::ACCRUE_FIRST);
}

/// Given a proposal and a proven slash of the same stake, then the proof comes first and the proposal
/// burns what it left.
#[test]
fn a_proven_slash_comes_before_a_proposal() {
    let mut world = World::with_emission();
    whale(&mut world);
    let mut backed = Backed::open(&mut world, 300 * IO, 5_000);
    backed.join(&mut world, 100 * IO);
    let mint = world.io_mint;
    let authority = world.authority.insecure_clone();
    let target = device_stake(&backed.device);
    assert_sent(propose(&mut world, target, 200 * IO, &evidence(1)));
    assert_sent(execute(&mut world, target, 300 * IO));
    let stake = world.device_stake(&backed.device);
    assert_eq!((stake.amount, stake.locked), (75 * IO, 150 * IO));
    world.warp(30 * 86_400);
    world.accrue();
    let confirm = slash::confirm(authority.pubkey(), target, &mint, &evidence(1));
    assert_sent(world.send(&[confirm], &[&authority]));
    let decided = world.proposal(&evidence(1));
    assert_eq!((decided.own_burned, decided.co_burned), (75 * IO, 25 * IO));
    assert_eq!(world.pool().slashed_total, 400 * IO);
    let stake = world.device_stake(&backed.device);
    assert_eq!((stake.amount, stake.locked, stake.co_locked), (0, 0, 0));
}

#[test]
fn slashes_refuse_whoever_and_whatever_they_are_not_for() {
    let mut world = World::with_emission();
    whale(&mut world);
    let backed = Backed::new(&mut world, 3_000 * IO);
    let other = Backed::new(&mut world, 3_000 * IO);
    let mint = world.io_mint;
    let authority = world.authority.insecure_clone();
    let stranger = world.wallet();
    let target = device_stake(&backed.device);

    // propose_slash
    let by = |key, amount| slash::propose(key, target, amount, &evidence(1));
    assert_error(
        &world.send(&[by(stranger.pubkey(), 50 * IO)], &[&stranger]),
        errors::NOT_THE_SLASH_AUTHORITY,
    );
    assert_error(
        &world.send(&[by(authority.pubkey(), 50 * IO - 1)], &[&authority]),
        errors::PROPOSAL_BELOW_MINIMUM,
    );
    assert_error(
        &propose(&mut world, staking::pool(), IO * 50, &evidence(1)),
        2040,
    );
    let proposal = slash::proposal(&evidence(2));
    assert_sent(propose(&mut world, target, 50 * IO, &evidence(2)));
    assert_error(
        &propose(&mut world, proposal, 50 * IO, &evidence(3)),
        errors::NOT_A_STAKE,
    );
    let foreign = world.new_key().pubkey();
    let data = world.data(&target);
    world.put_account(foreign, io_tests::world::ORACLE, data);
    assert_refused(
        &propose(&mut world, foreign, 50 * IO, &evidence(3)),
        InstructionError::IllegalOwner,
    );

    // confirm_slash, lapse_slash
    world.warp(30 * 86_400);
    let confirm = |key| slash::confirm(key, target, &mint, &evidence(2));
    assert_error(
        &world.send(&[confirm(stranger.pubkey())], &[&stranger]),
        errors::NOT_THE_GOVERNANCE,
    );
    let elsewhere = device_stake(&other.device);
    let good = confirm(authority.pubkey());
    for (at, key, code) in [
        (3, elsewhere, errors::WRONG_TARGET),
        (4, foreign, errors::WRONG_MINT),
        (5, staking::reward_vault(), errors::WRONG_VAULT),
    ] {
        let wrong = with_account(good.clone(), at, key);
        assert_error(&world.send(&[wrong], &[&authority]), code);
    }
    let lapse = slash::lapse(authority.pubkey(), elsewhere, &evidence(2));
    assert_error(&world.send(&[lapse], &[&authority]), errors::WRONG_TARGET);

    // execute_slash
    let payer = world.wallet();
    let good = slash::execute(target, &mint, IO, &evidence(4));
    let by_authority = with_account(good.clone(), 0, authority.pubkey());
    assert_error(
        &world.send(&[by_authority], &[&authority]),
        errors::NOT_THE_SLASHER,
    );
    assert_refused(
        &world.send(&[unsigned(good.clone(), 0)], &[&payer]),
        InstructionError::MissingRequiredSignature,
    );
    let zero = slash::execute(target, &mint, 0, &evidence(4));
    assert_error(&world.send_as_program(zero, &payer), errors::ZERO_AMOUNT);
    for (at, key, code) in [
        (2, proposal, errors::NOT_A_STAKE),
        (3, foreign, errors::WRONG_MINT),
        (4, staking::reward_vault(), errors::WRONG_VAULT),
    ] {
        let wrong = with_account(good.clone(), at, key);
        assert_error(&world.send_as_program(wrong, &payer), code);
    }
    assert_sent(world.send_as_program(good, &payer));
    assert_eq!(
        world.svm.get_account(&target).expect("it stays").owner,
        STAKING
    );
}

/// Given governance handed over in two steps, then only the new key decides, and names who proposes.
#[test]
fn governance_changes_hands_in_two_steps() {
    let mut world = World::with_emission();
    whale(&mut world);
    let backed = Backed::new(&mut world, 3_000 * IO);
    let target = device_stake(&backed.device);
    let old = world.authority.insecure_clone();
    let (next, quorum) = (world.wallet(), world.wallet());

    let by_next = slash::set_governance(next.pubkey(), next.pubkey());
    assert_error(
        &world.send(&[by_next], &[&next]),
        errors::NOT_THE_GOVERNANCE,
    );
    let accept = slash::accept_governance(next.pubkey());
    assert_error(
        &world.send(&[accept.clone()], &[&next]),
        errors::NOT_THE_PENDING_GOVERNANCE,
    );
    let propose_next = slash::set_governance(old.pubkey(), next.pubkey());
    assert_sent(world.send(&[propose_next.clone()], &[&old]));
    assert_sent(world.send(&[accept.clone()], &[&next]));
    assert_error(
        &world.send(&[accept], &[&next]),
        errors::NOT_THE_PENDING_GOVERNANCE,
    );
    assert_error(
        &world.send(&[propose_next], &[&old]),
        errors::NOT_THE_GOVERNANCE,
    );
    let name = |by, key| slash::set_slash_authority(by, key);
    assert_error(
        &world.send(&[name(old.pubkey(), old.pubkey())], &[&old]),
        errors::NOT_THE_GOVERNANCE,
    );
    assert_sent(world.send(&[name(next.pubkey(), quorum.pubkey())], &[&next]));
    assert_error(
        &propose(&mut world, target, 50 * IO, &evidence(1)),
        errors::NOT_THE_SLASH_AUTHORITY,
    );
    let by_quorum = slash::propose(quorum.pubkey(), target, 50 * IO, &evidence(1));
    assert_sent(world.send(&[by_quorum], &[&quorum]));
    let dismiss = |key| slash::lapse(key, target, &evidence(1));
    assert_error(
        &world.send(&[dismiss(old.pubkey())], &[&old]),
        errors::PROPOSAL_STANDS,
    );
    assert_sent(world.send(&[dismiss(next.pubkey())], &[&next]));
}
