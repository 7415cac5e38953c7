//! `set_params`: fees, time limits and treasury, from the next epoch on and for new jobs only.
use io_tests::{
    cu,
    escrow::{
        EXPIRY_GRACE_S, Fees, MATCHED_TIMEOUT_S, OPEN_TIMEOUT_S, Order, WEEK, WEEK_DEPOSIT,
        collect_fees, create_job, errors, escrow, expire, job, read_job, set_params, start,
        treasury, withdraw,
    },
    instruction::{unsigned, with_account},
    iosd::iosd_mint,
    send::{assert_error, assert_refused, assert_sent},
    token::{associated, read_key},
    world::{EPOCH_S, ESCROW, World},
};
use solana_signer::Signer;
use solana_transaction::InstructionError;

const DAY_S: u32 = 86_400;
const HOUR: Order = Order {
    gpus: 8,
    hours: 2,
    ..WEEK
};
const TIMES: [u32; 3] = [OPEN_TIMEOUT_S, MATCHED_TIMEOUT_S, EXPIRY_GRACE_S];

fn fees(reservation_bps: u16, payment_bps: u16, burn_bps: u16) -> Fees {
    Fees {
        reservation_bps,
        payment_bps,
        burn_bps,
        usdc_payment_bps: 0,
        treasury: treasury(),
    }
}

#[track_caller]
fn change(world: &mut World, fees: &Fees, times: [u32; 3]) -> u64 {
    let authority = world.authority.insecure_clone();
    let instruction = set_params(&authority.pubkey(), fees, times);
    assert_sent(world.send(&[instruction], &[&authority])).units
}

/// Moves to the start of the next epoch; the board's prices land again.
fn next_epoch(world: &mut World) {
    let epoch = i64::from(EPOCH_S);
    let since = (world.now() - io_tests::world::GENESIS_TS).rem_euclid(epoch);
    world.warp(epoch - since);
    world.put_board([io_tests::escrow::PRICE; 7]);
}

#[test]
fn only_the_authority_and_only_within_limits() {
    let mut world = World::with_escrow();
    let authority = world.authority.insecure_clone();
    let by = authority.pubkey();
    let stranger = world.wallet();
    let good = fees(30, 0, 5_000);
    let stolen = set_params(&stranger.pubkey(), &good, TIMES);
    assert_error(
        &world.send(&[stolen], &[&stranger]),
        errors::NOT_THE_AUTHORITY,
    );
    let silent = unsigned(set_params(&by, &good, TIMES), 0);
    assert_refused(
        &world.send(&[silent], &[&stranger]),
        InstructionError::MissingRequiredSignature,
    );
    let copy = world.new_key().pubkey();
    let bytes = world.data(&escrow());
    world.put_account(copy, ESCROW, bytes);
    let elsewhere = with_account(set_params(&by, &good, TIMES), 1, copy);
    // Anchor's ConstraintAddress.
    assert_error(&world.send(&[elsewhere], &[&authority]), 2012);
    let minute = EPOCH_S / 60;
    let month = 30 * DAY_S;
    let cases = [
        (fees(25, 0, 10_001), TIMES, errors::BAD_PARAMETER),
        (fees(25, 0, 0), [0, 3_600, DAY_S], errors::BAD_PARAMETER),
        (fees(1_001, 0, 0), TIMES, errors::FEE_ABOVE_LIMIT),
        (fees(0, 1_001, 0), TIMES, errors::FEE_ABOVE_LIMIT),
        (fees(501, 500, 0), TIMES, errors::FEE_ABOVE_LIMIT),
        (
            Fees {
                usdc_payment_bps: 976,
                ..fees(25, 0, 0)
            },
            TIMES,
            errors::FEE_ABOVE_LIMIT,
        ),
        (
            fees(0, 0, 0),
            [minute - 1, minute, DAY_S],
            errors::TIME_OUT_OF_RANGE,
        ),
        (
            fees(0, 0, 0),
            [minute, minute - 1, DAY_S],
            errors::TIME_OUT_OF_RANGE,
        ),
        (
            fees(0, 0, 0),
            [month + 1, minute, DAY_S],
            errors::TIME_OUT_OF_RANGE,
        ),
        (
            fees(0, 0, 0),
            [minute, month + 1, DAY_S],
            errors::TIME_OUT_OF_RANGE,
        ),
        (
            fees(0, 0, 0),
            [minute, minute, DAY_S - 1],
            errors::TIME_OUT_OF_RANGE,
        ),
        (
            fees(0, 0, 0),
            [minute, minute, 60 * DAY_S + 1],
            errors::TIME_OUT_OF_RANGE,
        ),
    ];
    let before = world.data(&escrow());
    for (fees, times, code) in cases {
        let instruction = set_params(&by, &fees, times);
        assert_error(&world.send(&[instruction], &[&authority]), code);
    }
    assert_eq!(world.data(&escrow()), before);
    change(
        &mut world,
        &fees(1_000, 0, 10_000),
        [month, month, 60 * DAY_S],
    );
    change(&mut world, &fees(0, 0, 0), [minute, minute, DAY_S]);
}

/// Given a change, then jobs made before its epoch keep the old terms for ever, and those made from
/// its first second on have the new ones.
#[test]
fn jobs_keep_the_terms_of_their_creation() {
    let mut world = World::with_escrow();
    let renter = world.renter(10 * WEEK_DEPOSIT);
    let key = renter.pubkey();
    let units = change(&mut world, &fees(1_000, 0, 0), [7_200, 600, DAY_S]);
    cu::record("escrow.set_params", units);
    assert_sent(world.send(&[create_job(&key, 1, &HOUR)], &[&renter]));
    let old = job(&key, 1);
    let view = read_job(&world, &old).unwrap();
    assert_eq!(view.fee_reserved, view.deposit * 25 / 10_000);

    world.warp(i64::from(EPOCH_S) - 1);
    world.put_board([io_tests::escrow::PRICE; 7]);
    assert_sent(world.send(&[create_job(&key, 2, &HOUR)], &[&renter]));
    let last = job(&key, 2);
    world.warp(1);
    world.put_board([io_tests::escrow::PRICE; 7]);
    assert_sent(world.send(&[create_job(&key, 3, &HOUR)], &[&renter]));
    let new = job(&key, 3);
    for (job, bps) in [(last, 25), (new, 1_000)] {
        let view = read_job(&world, &job).unwrap();
        assert_eq!(view.fee_reserved, view.deposit * bps / 10_000);
    }

    // The new job's two hours to be matched run out before the old ones' day does.
    world.warp(7_199);
    assert_error(&world.crank(expire(&key, &new, None)), errors::TOO_EARLY);
    world.warp(1);
    assert_sent(world.crank(expire(&key, &new, None)));
    for job in [old, last] {
        assert_error(&world.crank(expire(&key, &job, None)), errors::TOO_EARLY);
    }
    world.warp(i64::from(OPEN_TIMEOUT_S));
    for job in [old, last] {
        assert_sent(world.crank(expire(&key, &job, None)));
    }
}

/// The time to start is the job's own too.
#[test]
fn a_matched_job_keeps_its_time_to_start() {
    let mut world = World::with_escrow();
    let renter = world.renter(10 * WEEK_DEPOSIT);
    let key = renter.pubkey();
    let (a, b) = (world.host(8), world.host(8));
    change(&mut world, &fees(25, 0, 5_000), [OPEN_TIMEOUT_S, 60, DAY_S]);
    world.warp(i64::from(EPOCH_S) - 1);
    world.put_board([io_tests::escrow::PRICE; 7]);
    let (old, old_leases) = world.accepted_job(&renter, 1, &HOUR, &[&a]);
    next_epoch(&mut world);
    let (new, new_leases) = world.accepted_job(&renter, 2, &HOUR, &[&b]);
    world.warp(60);
    let late = start(&key, &new, &new_leases[0]);
    assert_error(&world.send(&[late], &[&renter]), errors::TOO_LATE);
    assert_sent(world.send(&[start(&key, &old, &old_leases[0])], &[&renter]));
}

/// A running job's fees and grace stay, whatever the config says when they matter.
#[test]
fn a_running_job_pays_its_old_fees_to_the_treasury_of_the_day() {
    let mut world = World::with_escrow();
    let renter = world.renter(10 * WEEK_DEPOSIT);
    let host = world.host(8);
    let (job, leases) = world.running_job(&renter, 1, &HOUR, &[&host]);
    let successor = world.new_key().pubkey();
    world.token_account(&successor, &iosd_mint());
    let mut changed = fees(1_000, 0, 0);
    changed.treasury = successor;
    change(&mut world, &changed, [60, 60, DAY_S]);
    world.warp(1_800);
    let epoch = world.ended_epoch();
    let usage = world.final_epoch(epoch, &[(leases[0], 1_800)]);
    let pay = withdraw(&job, &leases[0], &host.payee, &usage[0]);
    assert_sent(world.crank(pay));
    // The treasury's account is the fourth.
    let theirs = associated(&successor, &iosd_mint());
    let early = with_account(collect_fees(&job), 3, theirs);
    assert_error(&world.crank(early), errors::WRONG_TREASURY);
    assert_sent(world.crank(collect_fees(&job)));
    let gross = 8 * 616_000u64;
    let fee = gross.div_ceil(400);
    let payee = associated(&host.payee, &iosd_mint());
    assert_eq!(world.token_balance(&payee), gross - fee);

    world.warp_hours(3);
    let epoch = world.ended_epoch();
    let usage = world.final_epoch(epoch, &[(leases[0], 7_200)]);
    let pay = withdraw(&job, &leases[0], &host.payee, &usage[0]);
    assert_sent(world.crank(pay));
    assert_error(&world.crank(collect_fees(&job)), errors::WRONG_TREASURY);
    assert_sent(world.crank(with_account(collect_fees(&job), 3, theirs)));
    let gross = 2 * 8 * 1_232_000u64;
    assert_eq!(
        world.token_balance(&payee),
        gross - gross.div_ceil(400),
        "a quarter per cent, as when the job was made"
    );
    assert!(world.token_balance(&theirs) > 0);
}

/// The grace of seven days holds for a job made before the change to one.
#[test]
fn an_unsettled_job_expires_by_its_own_grace() {
    let mut world = World::with_escrow();
    let renter = world.renter(10 * WEEK_DEPOSIT);
    let key = renter.pubkey();
    let (a, b) = (world.host(8), world.host(8));
    let (old, _) = world.running_job(&renter, 1, &HOUR, &[&a]);
    change(&mut world, &fees(25, 0, 5_000), [3_600, 3_600, DAY_S]);
    next_epoch(&mut world);
    let (new, _) = world.running_job(&renter, 2, &HOUR, &[&b]);
    world.warp(2 * 3_600 + i64::from(DAY_S));
    let epoch = world.ended_epoch();
    let record = world.put_epoch(epoch, [0; 32], 2, world.now());
    assert_error(
        &world.crank(expire(&key, &old, Some(record))),
        errors::TOO_EARLY,
    );
    assert_sent(world.crank(expire(&key, &new, Some(record))));
    world.warp(i64::from(EXPIRY_GRACE_S - DAY_S));
    assert_sent(world.crank(expire(&key, &old, Some(record))));
}

#[test]
fn a_pending_change_is_replaced_and_a_past_one_is_kept() {
    let mut world = World::with_escrow();
    let renter = world.renter(10 * WEEK_DEPOSIT);
    let key = renter.pubkey();
    change(&mut world, &fees(900, 0, 0), TIMES);
    change(&mut world, &fees(100, 0, 0), TIMES);
    next_epoch(&mut world);
    // Nobody has written the account since; the next change must not lose this one.
    change(&mut world, &fees(200, 0, 0), TIMES);
    assert_sent(world.send(&[create_job(&key, 1, &HOUR)], &[&renter]));
    let view = read_job(&world, &job(&key, 1)).unwrap();
    assert_eq!(view.fee_reserved, view.deposit / 100);
    next_epoch(&mut world);
    assert_sent(world.send(&[create_job(&key, 2, &HOUR)], &[&renter]));
    let view = read_job(&world, &job(&key, 2)).unwrap();
    assert_eq!(view.fee_reserved, view.deposit / 50);
    assert_eq!(read_key(&world.data(&escrow()), 8 + 104), treasury());
}
