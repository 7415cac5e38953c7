//! Co-stakes and leases: they count when a device is hired, and go while it is.
use super::{IO, holder};
use io_tests::{
    escrow::{self, Order, WEEK, WEEK_DEPOSIT},
    send::{assert_error, assert_sent},
    staking::{co_stake, device, errors, stake_device},
    world::World,
};
use solana_account::Account;
use solana_signer::Signer;

/// Given a device that meets its requirement of 1,000 IO only with its co-staker, when he leaves while
/// it is hired, then he may, and it takes no new lease until it is staked again.
#[test]
fn an_exit_runs_regardless_of_hire() {
    let mut world = World::with_escrow();
    let mint = world.io_mint;
    let host = world.host(1);
    world
        .svm
        .set_account(host.stake, Account::default())
        .expect("the stand-in is removed");
    world.give_io(&host.key(), 2_000 * IO);
    let stake = |amount| stake_device(host.key(), host.device, &mint, amount);
    assert_sent(world.send(&[stake(600 * IO)], &[&host.supplier]));
    let terms = co_stake::set_terms(host.key(), host.device, 5_000, true);
    assert_sent(world.send(&[terms], &[&host.supplier]));
    let friend = holder(&mut world, 400 * IO);
    let renter = world.renter(4 * WEEK_DEPOSIT);
    let order = Order { gpus: 1, ..WEEK };
    let create = escrow::create_job(&renter.pubkey(), 1, &order);
    assert_sent(world.send(&[create], &[&renter]));
    let job = escrow::job(&renter.pubkey(), 1);
    let accept = escrow::accept(&world, &job, &host, 1);
    assert_error(
        &world.send(&[accept.clone()], &[&host.supplier]),
        escrow::errors::STAKE_BELOW_REQUIREMENT,
    );
    let join = co_stake::join(friend.pubkey(), host.device, &mint, 400 * IO, 0);
    assert_sent(world.send(&[join], &[&friend]));
    assert_sent(world.send(&[accept], &[&host.supplier]));

    let leave = co_stake::leave(friend.pubkey(), host.device, 400 * IO);
    assert_sent(world.send(&[leave], &[&friend]));

    let created_ts = escrow::read_job(&world, &job)
        .expect("it is there")
        .created_ts;
    let lease = escrow::lease(&job, &host.device, created_ts);
    let cancel = escrow::cancel(&renter.pubkey(), &job);
    assert_sent(world.send(&[cancel], &[&renter]));
    assert_sent(world.crank(escrow::close_lease(&job, &lease, &host)));
    let create = escrow::create_job(&renter.pubkey(), 2, &order);
    assert_sent(world.send(&[create], &[&renter]));
    let job = escrow::job(&renter.pubkey(), 2);
    let accept = escrow::accept(&world, &job, &host, 1);
    assert_error(
        &world.send(&[accept.clone()], &[&host.supplier]),
        escrow::errors::STAKE_BELOW_REQUIREMENT,
    );
    assert_sent(world.send(&[stake(500 * IO)], &[&host.supplier]));
    assert_sent(world.send(&[accept], &[&host.supplier]));
    // What is above the requirement leaves while it is hired, and no more.
    let take = |amount| device::withdraw_surplus(host.key(), host.device, &mint, amount);
    assert_error(
        &world.send(&[take(100 * IO + 1)], &[&host.supplier]),
        errors::NO_SURPLUS,
    );
    assert_sent(world.send(&[take(100 * IO)], &[&host.supplier]));
    world.warp(21 * 86_400);
    let withdraw = co_stake::withdraw(friend.pubkey(), host.device, &mint);
    assert_sent(world.send(&[withdraw], &[&friend]));
    let account = world.token_account(&friend.pubkey(), &mint);
    assert_eq!(world.token_balance(&account), 400 * IO);
}
