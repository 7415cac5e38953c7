//! More hours for a job that runs.

use io_tests::{
    cu,
    escrow::{
        Order, WEEK, WEEK_DEPOSIT, accept_for, close, close_lease, collect_fees, create_job,
        errors, extend, job, lease, read_job, start, vault, withdraw,
    },
    iosd::iosd_mint,
    send::{assert_error, assert_sent},
    token::associated,
    world::World,
};
use solana_signer::Signer;

const ORDER: Order = Order {
    gpus: 8,
    hours: 2,
    ..WEEK
};
/// One hour of the job, IOSD base units.
const HOUR_PRICE: u64 = 8 * 1_232_000;

#[test]
fn the_renter_adds_hours_that_every_supplier_agreed_to() {
    let mut world = World::with_escrow();
    let renter = world.renter(WEEK_DEPOSIT);
    let key = renter.pubkey();
    let (a, b) = (world.host(4), world.host(4));
    assert_sent(world.send(&[create_job(&key, 1, &ORDER)], &[&renter]));
    let job = job(&key, 1);
    let short = accept_for(&world, &job, &a, 1, 1);
    assert_error(&world.send(&[short], &[&a.supplier]), errors::TOO_FEW_HOURS);
    for (host, most_hours) in [(&a, 5), (&b, 4)] {
        let take = accept_for(&world, &job, host, 1, most_hours);
        assert_sent(world.send(&[take], &[&host.supplier]));
    }
    let created_ts = read_job(&world, &job).unwrap().created_ts;
    let leases = [&a, &b].map(|host| lease(&job, &host.device, created_ts));
    let more = |hours| extend(&iosd_mint(), &key, &job, hours);
    let waiting = world.send(&[more(1)], &[&renter]);
    assert_error(&waiting, errors::WRONG_JOB_STATUS);
    assert_sent(world.send(&[start(&key, &job, &leases[0])], &[&renter]));
    let before = read_job(&world, &job).unwrap();

    // The last minute will do; the shortest consent counts.
    world.warp(2 * 3_600 - 1);
    assert_error(
        &world.send(&[more(3)], &[&renter]),
        errors::ABOVE_MOST_HOURS,
    );
    let sent = assert_sent(world.send(&[more(1)], &[&renter]));
    cu::record("escrow.extend", sent.units);
    assert_sent(world.send(&[more(1)], &[&renter]));
    assert_error(
        &world.send(&[more(1)], &[&renter]),
        errors::ABOVE_MOST_HOURS,
    );
    let view = read_job(&world, &job).unwrap();
    assert_eq!((view.hours, view.deposit), (4, 4 * HOUR_PRICE));
    assert_eq!(view.fee_reserved, 4 * HOUR_PRICE * 25 / 10_000);
    assert_eq!(view.end_ts, before.end_ts + 7_200);
    assert_eq!(
        world.token_balance(&vault(&job)),
        view.deposit + view.fee_reserved
    );

    world.warp(7_201);
    assert_error(&world.send(&[more(1)], &[&renter]), errors::JOB_ENDED);
    world.warp(3_599);
    let epoch = world.ended_epoch();
    let usage = world.final_epoch(epoch, &[(leases[0], 14_400), (leases[1], 14_400)]);
    for ((lease, host), usage) in leases.iter().zip([&a, &b]).zip(&usage) {
        assert_sent(world.crank(withdraw(&job, lease, &host.payee, usage)));
        assert_sent(world.crank(close_lease(&job, lease, host)));
    }
    assert_sent(world.crank(collect_fees(&job)));
    assert_sent(world.crank(close(&key, &job)));
    let spent = WEEK_DEPOSIT - world.token_balance(&associated(&key, &iosd_mint()));
    assert_eq!(spent, 4 * HOUR_PRICE + 4 * HOUR_PRICE * 25 / 10_000);
}
