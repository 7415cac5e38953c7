use io_tests::{
    cu,
    escrow::{
        EXPIRY_GRACE_S, GUARANTEE_PER_GPU, MATCHED_TIMEOUT_S, OPEN_TIMEOUT_S, Order, WEEK,
        WEEK_DEPOSIT, cancel, close, close_lease, close_lease_to, collect_fees, create_job, errors,
        expire, hire, job, read_job, vault, withdraw,
    },
    instruction::with_account,
    iosd::iosd_mint,
    send::{assert_error, assert_sent},
    token::associated,
    world::World,
};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

const FUNDS: u64 = 2 * WEEK_DEPOSIT;
const HOUR: Order = Order {
    gpus: 8,
    hours: 2,
    ..WEEK
};

fn balance(world: &World, renter: &Pubkey) -> u64 {
    world.token_balance(&associated(renter, &iosd_mint()))
}

#[test]
fn an_unserved_job_refunds_in_full() {
    for cancelled in [true, false] {
        let mut world = World::with_escrow();
        let renter = world.renter(FUNDS);
        let key = renter.pubkey();
        assert_sent(world.send(&[create_job(&key, 1, &WEEK)], &[&renter]));
        let job = job(&key, 1);
        assert_error(&world.crank(expire(&key, &job, None)), errors::TOO_EARLY);
        if cancelled {
            let sent = assert_sent(world.send(&[cancel(&key, &job)], &[&renter]));
            cu::record("escrow.cancel.open", sent.units);
            let again = world.send(&[cancel(&key, &job)], &[&renter]);
            assert_error(&again, errors::WRONG_JOB_STATUS);
        } else {
            world.warp(i64::from(OPEN_TIMEOUT_S) - 1);
            assert_error(&world.crank(expire(&key, &job, None)), errors::TOO_EARLY);
            world.warp(1);
            let sent = assert_sent(world.crank(expire(&key, &job, None)));
            cu::record("escrow.expire.open", sent.units);
        }
        assert_error(
            &world.crank(expire(&key, &job, None)),
            errors::WRONG_JOB_STATUS,
        );
        assert_eq!(balance(&world, &key), FUNDS);
        assert_sent(world.crank(close(&key, &job)));
        assert_eq!(read_job(&world, &job), None);
    }
}

#[test]
fn a_matched_job_that_never_starts_frees_its_hosts() {
    let mut world = World::with_escrow();
    let renter = world.renter(FUNDS);
    let key = renter.pubkey();
    let host = world.host(8);
    let (job, leases) = world.accepted_job(&renter, 1, &HOUR, &[&host]);
    assert_error(
        &world.crank(close_lease(&job, &leases[0], &host)),
        errors::LEASE_NOT_SETTLED,
    );
    world.warp(i64::from(MATCHED_TIMEOUT_S) - 1);
    assert_error(&world.crank(expire(&key, &job, None)), errors::TOO_EARLY);
    world.warp(1);
    assert_sent(world.crank(expire(&key, &job, None)));
    assert_eq!(balance(&world, &key), FUNDS);
    assert_error(&world.crank(close(&key, &job)), errors::LEASES_OPEN);
    assert_sent(world.crank(close_lease(&job, &leases[0], &host)));
    assert!(
        world
            .svm
            .get_account(&hire(&host.device))
            .is_none_or(|a| a.lamports == 0)
    );
    assert_sent(world.crank(close(&key, &job)));
    // The device is free for another job, and the nonce for another order.
    world.put_board([io_tests::escrow::PRICE; 7]);
    world.accepted_job(&renter, 1, &HOUR, &[&host]);
}

#[test]
fn cancelling_a_running_job_refunds_what_nobody_can_earn() {
    let mut world = World::with_escrow();
    let renter = world.renter(FUNDS);
    let key = renter.pubkey();
    let (a, b) = (world.host(8), world.host(8));
    let (job, leases) = world.running_job(&renter, 1, &WEEK, &[&a, &b]);
    world.warp(5_000);
    let stranger = world.renter(1);
    let forged = with_account(cancel(&key, &job), 0, stranger.pubkey());
    assert_error(&world.send(&[forged], &[&stranger]), errors::NOT_THE_RENTER);
    let elsewhere = associated(&stranger.pubkey(), &iosd_mint());
    let slip = with_account(cancel(&key, &job), 3, elsewhere);
    assert_error(&world.send(&[slip], &[&renter]), errors::WRONG_TOKEN_OWNER);
    let sent = assert_sent(world.send(&[cancel(&key, &job)], &[&renter]));
    cu::record("escrow.cancel.running", sent.units);
    // ⌈5,000 · 1,232,000 · 16 / 3,600⌉ stays, with its fee.
    let kept = 27_377_778;
    let fee = kept * 25 / 10_000;
    assert_eq!(balance(&world, &key), FUNDS - kept - fee);
    let view = read_job(&world, &job).unwrap();
    assert_eq!(
        (view.status, view.deposit, view.fee_reserved),
        (3, kept, fee)
    );
    assert_eq!(view.end_ts, world.now());
    assert_eq!(world.token_balance(&vault(&job)), kept + fee);
    // Not before an epoch past the end says what was served.
    assert_error(&world.crank(close(&key, &job)), errors::LEASES_OPEN);
    world.warp_hours(2);
    let epoch = world.ended_epoch();
    let usage = world.final_epoch(epoch, &[(leases[0], 5_000), (leases[1], 9_999_999)]);
    for (lease, host, usage) in [(leases[0], &a, &usage[0]), (leases[1], &b, &usage[1])] {
        assert_sent(world.crank(withdraw(&job, &lease, &host.payee, usage)));
        assert_sent(world.crank(close_lease(&job, &lease, host)));
    }
    assert_error(&world.crank(close(&key, &job)), errors::FEES_DUE);
    assert_sent(world.crank(collect_fees(&job)));
    assert_sent(world.crank(close(&key, &job)));
    let gross = 2 * 13_688_888;
    let fees = 2 * (13_688_888 * 25 / 10_000);
    assert_eq!(balance(&world, &key), FUNDS - gross - fees);
}

#[test]
fn a_job_past_its_end_is_settled_not_cancelled() {
    let mut world = World::with_escrow();
    let renter = world.renter(FUNDS);
    let host = world.host(8);
    let (job, _) = world.running_job(&renter, 1, &HOUR, &[&host]);
    world.warp_hours(2);
    let late = world.send(&[cancel(&renter.pubkey(), &job)], &[&renter]);
    assert_error(&late, errors::JOB_ENDED);
}

#[test]
fn expiry_needs_the_grace_and_a_final_epoch_past_the_end() {
    let mut world = World::with_escrow();
    let renter = world.renter(FUNDS);
    let key = renter.pubkey();
    let host = world.host(8);
    let (job, leases) = world.running_job(&renter, 1, &HOUR, &[&host]);
    world.warp_hours(1);
    let before_end = world.ended_epoch();
    let early = world.put_epoch(before_end, [0; 32], 2, 0);
    assert_error(
        &world.crank(expire(&key, &job, Some(early))),
        errors::TOO_EARLY,
    );
    world.warp_hours(1);
    let past_end = world.ended_epoch();
    let record = world.put_epoch(past_end, [0; 32], 2, 0);
    world.warp(i64::from(EXPIRY_GRACE_S) - 1);
    assert_error(
        &world.crank(expire(&key, &job, Some(record))),
        errors::TOO_EARLY,
    );
    world.warp(1);
    assert_error(
        &world.crank(expire(&key, &job, Some(early))),
        errors::TOO_EARLY,
    );
    assert_error(&world.crank(expire(&key, &job, None)), errors::TOO_EARLY);
    let not_final = world.now() + 1;
    world.put_epoch(past_end, [0; 32], 2, not_final);
    assert_error(
        &world.crank(expire(&key, &job, Some(record))),
        errors::TOO_EARLY,
    );
    world.put_epoch(past_end, [0; 32], 2, 0);
    let thief = world.renter(1);
    let stolen = with_account(
        expire(&key, &job, Some(record)),
        5,
        associated(&thief.pubkey(), &iosd_mint()),
    );
    assert_error(&world.crank(stolen), errors::WRONG_TOKEN_OWNER);
    let sent = assert_sent(world.crank(expire(&key, &job, Some(record))));
    cu::record("escrow.expire.running", sent.units);
    assert_eq!(balance(&world, &key), FUNDS);
    let usage = world.final_epoch(past_end, &[(leases[0], 7_200)]);
    let late = withdraw(&job, &leases[0], &host.payee, &usage[0]);
    assert_error(&world.crank(late), errors::WRONG_JOB_STATUS);
    // Nobody has shown what it served: the guarantee is the renter's.
    let unnamed = close_lease(&job, &leases[0], &host);
    assert_error(&world.crank(unnamed), errors::NO_RENTER_ACCOUNT);
    let renter_io = world.give_io(&key, 0);
    assert_sent(world.crank(close_lease_to(&job, &leases[0], &host, renter_io)));
    assert_eq!(world.token_balance(&renter_io), 8 * GUARANTEE_PER_GPU);
    assert_sent(world.crank(close(&key, &job)));
}

/// Nothing sealed for 14 days: what the last final epoch attested is paid, the rest comes back.
#[test]
fn a_silent_oracle_does_not_hold_the_deposit() {
    let mut world = World::with_escrow();
    let renter = world.renter(FUNDS);
    let key = renter.pubkey();
    let host = world.host(8);
    let (job, leases) = world.running_job(&renter, 1, &HOUR, &[&host]);
    world.warp_hours(1);
    let last = world.ended_epoch();
    let usage = world.final_epoch(last, &[(leases[0], 3_600)]);
    world.warp(3_600 + 14 * 86_400 - 1);
    assert_error(&world.crank(expire(&key, &job, None)), errors::TOO_EARLY);
    assert_sent(world.crank(withdraw(&job, &leases[0], &host.payee, &usage[0])));
    world.warp(1);
    assert_sent(world.crank(expire(&key, &job, None)));
    // Nor does anybody lose a guarantee for what could not be shown.
    assert_sent(world.crank(close_lease(&job, &leases[0], &host)));
    assert_eq!(world.device_stake(&host.device).guarantee, 0);
    assert_sent(world.crank(collect_fees(&job)));
    assert_sent(world.crank(close(&key, &job)));
    let gross = 8 * 1_232_000;
    assert_eq!(balance(&world, &key), FUNDS - gross - gross * 25 / 10_000);
}

/// A renter who uses a nonce again must not pay the new lease for the old one's seconds.
#[test]
fn a_reused_nonce_gives_the_lease_a_new_address() {
    let mut world = World::with_escrow();
    let renter = world.renter(FUNDS);
    let key = renter.pubkey();
    let host = world.host(8);
    let (job, leases) = world.running_job(&renter, 1, &HOUR, &[&host]);
    world.warp_hours(2);
    let epoch = world.ended_epoch();
    let usage = world.final_epoch(epoch, &[(leases[0], 7_200)]);
    assert_sent(world.crank(withdraw(&job, &leases[0], &host.payee, &usage[0])));
    assert_sent(world.crank(close_lease(&job, &leases[0], &host)));
    assert_sent(world.crank(collect_fees(&job)));
    assert_sent(world.crank(close(&key, &job)));
    world.put_board([io_tests::escrow::PRICE; 7]);
    let (again, new_leases) = world.running_job(&renter, 1, &HOUR, &[&host]);
    assert_eq!(again, job);
    assert_ne!(new_leases[0], leases[0]);
    world.warp_hours(1);
    let replay = withdraw(&job, &new_leases[0], &host.payee, &usage[0]);
    assert_error(&world.crank(replay), errors::BAD_USAGE_PROOF);
}

#[test]
fn closing_pays_the_parties_only() {
    let mut world = World::with_escrow();
    let renter = world.renter(FUNDS);
    let key = renter.pubkey();
    let (a, b) = (world.host(8), world.host(8));
    let (job, leases) = world.accepted_job(&renter, 1, &HOUR, &[&a]);
    let (other_job, other) = world.accepted_job(&renter, 2, &HOUR, &[&b]);
    assert_sent(world.send(&[cancel(&key, &job)], &[&renter]));
    let good = close_lease(&job, &leases[0], &a);
    let thief = world.renter(1);
    let cases = [
        (1, other[0], errors::WRONG_RECIPIENT),
        (2, hire(&b.device), errors::WRONG_HIRE),
        (3, thief.pubkey(), errors::WRONG_RECIPIENT),
    ];
    for (index, account, code) in cases {
        assert_error(
            &world.crank(with_account(good.clone(), index, account)),
            code,
        );
    }
    assert_sent(world.crank(good));
    let good = close(&key, &job);
    let thief_account = associated(&thief.pubkey(), &iosd_mint());
    let cases = [
        (1, vault(&other_job), errors::WRONG_VAULT),
        (2, thief.pubkey(), errors::WRONG_RECIPIENT),
        (3, thief_account, errors::WRONG_TOKEN_OWNER),
    ];
    for (index, account, code) in cases {
        let outcome = world.crank(with_account(good.clone(), index, account));
        assert_error(&outcome, code);
    }
    assert_sent(world.crank(good));
}
