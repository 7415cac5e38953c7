use io_core::emission::{Split, cumulative};
use io_tests::{
    emissions::{self, CPU_BPS, STAKERS_BPS, errors, shared_errors},
    instruction::unsigned,
    send::{assert_error, assert_refused, assert_sent},
    world::World,
};
use solana_signer::Signer;
use solana_transaction::InstructionError;

/// Given a change of shares, when it is made, then the hour in progress still has the old ones.
#[test]
fn shares_change_from_the_next_epoch_on() {
    let mut world = World::with_emission();
    let authority = world.authority.insecure_clone();
    world.warp_hours(3);
    let change = emissions::set_split(authority.pubkey(), 5_000, 1_000);
    assert_error(
        &world.send(&[change.clone()], &[&authority]),
        errors::ACCRUE_FIRST,
    );
    world.accrue();
    let too_high = emissions::set_split(authority.pubkey(), 10_001, 0);
    assert_error(
        &world.send(&[too_high], &[&authority]),
        shared_errors::BPS_OUT_OF_RANGE,
    );
    let withdrawn = emissions::set_split(authority.pubkey(), 0, 0);
    assert_sent(world.send(&[withdrawn], &[&authority]));
    assert_sent(world.send(&[change], &[&authority]));

    let old = Split::genesis(STAKERS_BPS, CPU_BPS).expect("in range");
    world.warp_hours(1);
    world.accrue();
    let at_four = old.totals(4).expect("in range");
    assert_eq!(
        world.emission().stakers_total,
        at_four.stakers,
        "the old shares"
    );
    world.warp_hours(1);
    world.accrue();
    let hour = cumulative(5) - cumulative(4);
    assert_eq!(
        world.emission().stakers_total,
        at_four.stakers + hour / 2,
        "the new ones"
    );
}

#[test]
fn only_the_authority_changes_the_config() {
    let mut world = World::with_emission();
    let authority = world.authority.insecure_clone();
    let (next, stranger) = (world.wallet(), world.wallet());

    let split = emissions::set_split(stranger.pubkey(), 0, 0);
    assert_error(
        &world.send(&[split], &[&stranger]),
        errors::NOT_THE_AUTHORITY,
    );
    let split = unsigned(emissions::set_split(authority.pubkey(), 0, 0), 0);
    let outcome = world.send(&[split], &[&stranger]);
    assert_refused(&outcome, InstructionError::MissingRequiredSignature);

    let by_stranger = emissions::set_authority(stranger.pubkey(), stranger.pubkey());
    assert_error(
        &world.send(&[by_stranger], &[&stranger]),
        errors::NOT_THE_AUTHORITY,
    );
    let accept = emissions::accept_authority(next.pubkey());
    assert_error(
        &world.send(&[accept.clone()], &[&next]),
        errors::NOT_THE_PENDING_AUTHORITY,
    );
    let propose = emissions::set_authority(authority.pubkey(), next.pubkey());
    assert_sent(world.send(&[propose.clone()], &[&authority]));
    let usurp = emissions::accept_authority(stranger.pubkey());
    assert_error(
        &world.send(&[usurp], &[&stranger]),
        errors::NOT_THE_PENDING_AUTHORITY,
    );
    assert_sent(world.send(&[accept.clone()], &[&next]));
    assert_error(
        &world.send(&[accept], &[&next]),
        errors::NOT_THE_PENDING_AUTHORITY,
    );
    assert_error(
        &world.send(&[propose], &[&authority]),
        errors::NOT_THE_AUTHORITY,
    );
    assert_sent(world.send(&[emissions::set_split(next.pubkey(), 0, 0)], &[&next]));
}
