use io_tests::{
    cu,
    escrow::{
        MATCHED_TIMEOUT_S, OPEN_TIMEOUT_S, Order, WEEK, WEEK_DEPOSIT, accept, create_job, errors,
        hire, job, lease, read_job, read_lease, start,
    },
    instruction::with_account,
    send::{ACCOUNT_IN_USE, assert_error, assert_sent},
    world::World,
};
use solana_signer::Signer;

#[test]
fn two_hosts_fill_the_cluster_and_it_starts() {
    let mut world = World::with_escrow();
    let renter = world.renter(2 * WEEK_DEPOSIT);
    let (a, b, late) = (world.host(8), world.host(8), world.host(8));
    assert_sent(world.send(&[create_job(&renter.pubkey(), 1, &WEEK)], &[&renter]));
    let job = job(&renter.pubkey(), 1);
    let first = accept(&world, &job, &a, 1_232_000);
    let sent = assert_sent(world.send(&[first.clone()], &[&a.supplier]));
    cu::record("escrow.accept", sent.units);
    assert_error(&world.send(&[first], &[&a.supplier]), ACCOUNT_IN_USE);
    let created_ts = read_job(&world, &job).unwrap().created_ts;
    let lease_a = lease(&job, &a.device, created_ts);
    let early = start(&renter.pubkey(), &job, &lease_a);
    assert_error(
        &world.send(&[early.clone()], &[&renter]),
        errors::WRONG_JOB_STATUS,
    );
    let second = accept(&world, &job, &b, 1);
    assert_sent(world.send(&[second], &[&b.supplier]));
    let view = read_job(&world, &job).unwrap();
    assert_eq!(
        (view.status, view.gpus_matched, view.leases_open),
        (1, 16, 2)
    );
    assert_eq!(read_lease(&world, &lease_a).unwrap().payee, a.payee);
    let third = accept(&world, &job, &late, 1);
    assert_error(
        &world.send(&[third], &[&late.supplier]),
        errors::WRONG_JOB_STATUS,
    );

    let stranger = world.wallet();
    let forged = start(&stranger.pubkey(), &job, &lease_a);
    assert_error(&world.send(&[forged], &[&stranger]), errors::NOT_A_PARTY);
    let sent = assert_sent(world.send(
        &[start(&b.key(), &job, &lease(&job, &b.device, created_ts))],
        &[&b.supplier],
    ));
    cu::record("escrow.start", sent.units);
    let view = read_job(&world, &job).unwrap();
    assert_eq!((view.status, view.start_ts), (2, world.now()));
    assert_eq!(view.end_ts, view.start_ts + 168 * 3_600);
    assert_error(&world.send(&[early], &[&renter]), errors::WRONG_JOB_STATUS);
}

#[test]
fn a_host_that_does_not_fit_is_refused() {
    let mut world = World::with_escrow();
    let renter = world.renter(4 * WEEK_DEPOSIT);
    let order = Order { region: 1, ..WEEK };
    assert_sent(world.send(&[create_job(&renter.pubkey(), 1, &order)], &[&renter]));
    let job = job(&renter.pubkey(), 1);
    // (offset in the device's struct, byte, error): status, class, tier, region.
    let device_cases = [
        (2usize, 0u8, errors::DEVICE_NOT_OFFERED),
        (2, 2, errors::DEVICE_NOT_OFFERED),
        (3, 2, errors::DEVICE_DOES_NOT_FIT),
        (6, 3, errors::DEVICE_DOES_NOT_FIT),
        (7, 2, errors::DEVICE_DOES_NOT_FIT),
        (4, 0, errors::TOO_MANY_GPUS),
        (4, 17, errors::TOO_MANY_GPUS),
    ];
    for (offset, value, code) in device_cases {
        let host = world.host(8);
        world.edit(&host.device, |data| data[8 + offset] = value);
        let instruction = accept(&world, &job, &host, 1);
        assert_error(&world.send(&[instruction], &[&host.supplier]), code);
    }
    let host = world.host(8);
    let dear = accept(&world, &job, &host, 1_232_001);
    assert_error(
        &world.send(&[dear], &[&host.supplier]),
        errors::RATE_BELOW_MINIMUM,
    );
    // One unit short, and one unit locked for a slash.
    for (offset, change) in [(72usize, -1i64), (80, 1)] {
        let host = world.host(8);
        world.edit(&host.stake, |data| {
            let at = 8 + offset;
            let old = i64::from_le_bytes(data[at..at + 8].try_into().unwrap());
            data[at..at + 8].copy_from_slice(&(old + change).to_le_bytes());
        });
        let instruction = accept(&world, &job, &host, 1);
        let outcome = world.send(&[instruction], &[&host.supplier]);
        assert_error(&outcome, errors::STAKE_BELOW_REQUIREMENT);
    }
    let other = world.host(8);
    let borrowed = with_account(accept(&world, &job, &host, 1), 6, other.stake);
    assert_error(
        &world.send(&[borrowed], &[&host.supplier]),
        errors::WRONG_DEVICE_STAKE,
    );
    let stolen = with_account(accept(&world, &job, &host, 1), 0, other.key());
    assert_error(
        &world.send(&[stolen], &[&other.supplier]),
        errors::NOT_THE_SUPPLIER,
    );
    let good = accept(&world, &job, &host, 1);
    assert_sent(world.send(&[good], &[&host.supplier]));
}

#[test]
fn a_device_serves_one_job_at_a_time() {
    let mut world = World::with_escrow();
    let renter = world.renter(4 * WEEK_DEPOSIT);
    let host = world.host(8);
    world.accepted_job(&renter, 1, &WEEK, &[&host]);
    assert!(world.svm.get_account(&hire(&host.device)).is_some());
    assert_sent(world.send(&[create_job(&renter.pubkey(), 2, &WEEK)], &[&renter]));
    let second = accept(&world, &job(&renter.pubkey(), 2), &host, 1);
    // Its hire exists.
    assert_error(&world.send(&[second], &[&host.supplier]), ACCOUNT_IN_USE);
}

#[test]
fn accepting_and_starting_have_their_time() {
    let mut world = World::with_escrow();
    let renter = world.renter(4 * WEEK_DEPOSIT);
    let (a, b) = (world.host(8), world.host(16));
    let (open, _) = world.accepted_job(&renter, 1, &WEEK, &[&a]);
    let (matched, leases) = world.accepted_job(&renter, 2, &WEEK, &[&b]);
    world.warp(i64::from(MATCHED_TIMEOUT_S));
    let late = start(&renter.pubkey(), &matched, &leases[0]);
    assert_error(&world.send(&[late], &[&renter]), errors::TOO_LATE);
    world.warp(i64::from(OPEN_TIMEOUT_S - MATCHED_TIMEOUT_S));
    let c = world.host(8);
    let late = accept(&world, &open, &c, 1);
    assert_error(&world.send(&[late], &[&c.supplier]), errors::TOO_LATE);
}
