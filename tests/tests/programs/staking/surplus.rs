//! What a device requires, and what may leave at once.
use super::{IO, holder, scene::Backed};
use io_tests::{
    cu,
    instruction::{unsigned, with_account},
    send::{assert_error, assert_refused, assert_sent},
    staking::{self, COOLDOWN_S, device, device_stake, errors},
    world::World,
};
use solana_signer::Signer;
use solana_transaction::InstructionError;

/// Given more than 200 IO behind one processor, when the owner takes surplus, then it leaves at once
/// and not a unit of the requirement does.
#[test]
fn surplus_leaves_at_once() {
    let mut world = World::with_emission();
    let backed = Backed::new(&mut world, 500 * IO);
    let mint = world.io_mint;
    let account = world.token_account(&backed.owner(), &mint);
    let before = world.token_balance(&account);
    let take = |amount| device::withdraw_surplus(backed.owner(), backed.device, &mint, amount);
    assert_error(
        &world.send(&[take(300 * IO + 1)], &[&backed.supplier]),
        errors::NO_SURPLUS,
    );
    let sent = assert_sent(world.send(&[take(300 * IO)], &[&backed.supplier]));
    cu::record("staking.withdraw_surplus", sent.units);
    assert_eq!(world.token_balance(&account), before + 300 * IO);
    assert_eq!(world.device_stake(&backed.device).amount, 200 * IO);
    assert_eq!(world.pool().device_total, 200 * IO);
    assert_error(
        &world.send(&[take(1)], &[&backed.supplier]),
        errors::NO_SURPLUS,
    );
}

/// Given co-stakes above the requirement, when the owner takes surplus, then theirs counts and is not
/// his: his own part stays at least theirs.
#[test]
fn co_stakes_count_and_are_not_taken() {
    let mut world = World::with_emission();
    let mut backed = Backed::open(&mut world, 500 * IO, 5_000);
    let mint = world.io_mint;
    backed.join(&mut world, 150 * IO);
    let take = |amount| device::withdraw_surplus(backed.owner(), backed.device, &mint, amount);
    assert_error(
        &world.send(&[take(350 * IO + 1)], &[&backed.supplier]),
        errors::CO_STAKE_ABOVE_HALF,
    );
    assert_sent(world.send(&[take(350 * IO)], &[&backed.supplier]));
    let stake = world.device_stake(&backed.device);
    assert_eq!((stake.amount, stake.co_total), (150 * IO, 150 * IO));
}

/// Given a requirement that fell (fewer processors, a lower multiplier), when the owner asks for what
/// it frees, then it leaves 14 days after the fall was noted.
#[test]
fn a_lower_requirement_frees_stake_after_the_cooldown() {
    let lower: [fn(&mut World, &Backed); 2] = [
        |world, backed| world.set_processors(&backed.device, 1),
        |world, _| world.put_classes(&[1_000]),
    ];
    for fall in lower {
        let mut world = World::with_emission();
        let backed = Backed::new(&mut world, 200 * IO);
        world.put_classes(&[4_000]);
        world.set_processors(&backed.device, 2);
        backed.stake(&mut world, 1_400 * IO);
        assert_eq!(world.device_stake(&backed.device).requirement, 1_600 * IO);
        fall(&mut world, &backed);
        let mint = world.io_mint;
        let take = device::withdraw_surplus(backed.owner(), backed.device, &mint, 800 * IO);
        assert_error(
            &world.send(&[take.clone()], &[&backed.supplier]),
            errors::NO_SURPLUS,
        );
        // A refusal changes nothing, so the time runs only from when somebody has noted it.
        let anyone = world.wallet();
        let sent = assert_sent(world.send(&[device::note_requirement(backed.device)], &[&anyone]));
        cu::record("staking.note_requirement", sent.units);
        world.warp(i64::from(COOLDOWN_S) - 1);
        assert_error(
            &world.send(&[take.clone()], &[&backed.supplier]),
            errors::NO_SURPLUS,
        );
        world.warp(1);
        assert_sent(world.send(&[take.clone()], &[&backed.supplier]));
        // Up again at once: what is left backs it.
        world.put_classes(&[4_000]);
        world.set_processors(&backed.device, 1);
        let one = device::withdraw_surplus(backed.owner(), backed.device, &mint, 1);
        assert_error(&world.send(&[one], &[&backed.supplier]), errors::NO_SURPLUS);
    }
}

#[test]
fn surplus_and_notes_refuse_what_is_not_the_devices() {
    let mut world = World::with_emission();
    let backed = Backed::new(&mut world, 500 * IO);
    let other = Backed::new(&mut world, 500 * IO);
    let stranger = holder(&mut world, IO);
    let mint = world.io_mint;
    let take = device::withdraw_surplus(backed.owner(), backed.device, &mint, 100 * IO);

    let by_stranger = device::withdraw_surplus(stranger.pubkey(), backed.device, &mint, IO);
    assert_error(
        &world.send(&[by_stranger], &[&stranger]),
        errors::NOT_THE_OWNER,
    );
    assert_refused(
        &world.send(&[unsigned(take.clone(), 0)], &[&stranger]),
        InstructionError::MissingRequiredSignature,
    );
    let zero = device::withdraw_surplus(backed.owner(), backed.device, &mint, 0);
    assert_error(
        &world.send(&[zero], &[&backed.supplier]),
        errors::ZERO_AMOUNT,
    );
    let wrong = with_account(take.clone(), 2, other.device);
    assert_error(
        &world.send(&[wrong], &[&backed.supplier]),
        errors::WRONG_DEVICE,
    );
    let wrong = with_account(take.clone(), 5, staking::reward_vault());
    assert_error(
        &world.send(&[wrong], &[&backed.supplier]),
        errors::WRONG_VAULT,
    );
    // Classes that somebody else wrote: Anchor's ConstraintAddress.
    let forged = world.new_key().pubkey();
    let data = world.data(&device::classes());
    world.put_account(forged, io_tests::world::ORACLE, data);
    let wrong = with_account(take, 3, forged);
    assert_error(&world.send(&[wrong], &[&backed.supplier]), 2012);
    let note = device::note_requirement(backed.device);
    assert_error(
        &world.send(&[with_account(note.clone(), 2, forged)], &[&stranger]),
        2012,
    );
    let wrong = with_account(note, 3, device_stake(&other.device));
    assert_error(&world.send(&[wrong], &[&stranger]), errors::WRONG_DEVICE);
    // A class that is not listed.
    world.edit(&backed.device, |data| data[8 + 3] = 32);
    assert_error(
        &world.send(&[device::note_requirement(backed.device)], &[&stranger]),
        errors::UNKNOWN_CLASS,
    );
}
