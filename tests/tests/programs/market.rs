//! `market` on the real binary. Rounds: stake decides who serves whom, by a slot hash that nobody knew.
mod entering;

use io_tests::{
    cu,
    escrow::{
        CLASS, Order, PRICE, STAKE_PER_GPU, WEEK, WEEK_DEPOSIT, accept, cancel, close, close_lease,
        create_job, errors as escrow_errors, job, lease, read_job, read_lease,
    },
    instruction::with_account,
    market::{
        ROUNDS, accept_drawn, close_round, draw, enter_device, enter_job, errors, name_job,
        open_round, opening, read_round, round,
    },
    send::{ACCOUNT_IN_USE, assert_error, assert_sent},
    staking::{
        device::{note_requirement, withdraw_surplus},
        errors as staking_errors,
    },
    world::{EPOCH_S, GENESIS_TS, World},
};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

/// One host of eight GPUs for two hours.
const EIGHT: Order = Order {
    gpus: 8,
    hours: 2,
    ..WEEK
};

/// A renter's order, and its job.
fn ordered(world: &mut World, order: &Order, stake: u64) -> (Keypair, Pubkey) {
    let renter = world.renter(2 * WEEK_DEPOSIT);
    world.give_position(&renter.pubkey(), stake);
    assert_sent(world.send(&[create_job(&renter.pubkey(), 1, order)], &[&renter]));
    let job = job(&renter.pubkey(), 1);
    (renter, job)
}

#[track_caller]
fn enter(world: &mut World, round: &Pubkey, renter: &Keypair, job: &Pubkey) -> u64 {
    assert_sent(world.crank(enter_job(round, job, &renter.pubkey()))).units
}

/// Three hosts for two jobs: the renter with more stake is served, whoever sends the acceptance, at the terms
/// that were opted in with; anyone finds the same from what was entered and the slot's hash; and
/// every lamport goes back to who paid it.
#[test]
fn a_round_from_opening_to_close() {
    let mut world = World::with_rounds();
    let (rich, first) = ordered(&mut world, &WEEK, 500);
    let (poor, second) = ordered(&mut world, &EIGHT, 499);
    let opens_ts = opening(world.now());
    world.at_time(opens_ts);
    let payer = world.wallet();
    let open = open_round(&payer.pubkey(), CLASS, opens_ts);
    let before = world.svm.get_balance(&payer.pubkey()).unwrap();
    let sent = assert_sent(world.send(&[open.clone()], &[&payer]));
    cu::record("market.open_round", sent.units);
    world.svm.expire_blockhash();
    assert_error(&world.send(&[open], &[&payer]), ACCOUNT_IN_USE);
    let at = round(CLASS, opens_ts);
    let hosts = [world.host(8), world.host(8), world.host(1)];
    for host in &hosts {
        let enter = enter_device(&at, host, [1_232_000, u64::MAX, u64::MAX], 200);
        let sent = assert_sent(world.send(&[enter], &[&host.supplier]));
        if host.device == hosts[0].device {
            cu::record("market.enter_device", sent.units);
        }
    }
    cu::record("market.enter_job", enter(&mut world, &at, &rich, &first));
    enter(&mut world, &at, &poor, &second);

    let view = read_round(&world, &at).unwrap();
    assert_eq!((view.devices.len(), view.jobs.len()), (3, 2));
    assert_error(&world.crank(draw(&at)), errors::WRONG_ROUND_TIME);
    let taken = accept_drawn(&world, &at, &first, &hosts[0], &payer.pubkey());
    assert_error(&world.send(&[taken], &[&payer]), escrow_errors::NOT_DRAWN);
    let view = world.drawn_round(&at);
    let given: Vec<u8> = view.devices.iter().map(|(_, _, job)| *job).collect();
    assert_eq!(given, view.recomputed(view.armed_slot));
    assert_error(&world.crank(draw(&at)), errors::ALREADY_DRAWN);
    // Sixteen of the first job leave one GPU, which does not serve eight.
    for host in &hosts[..2] {
        assert_eq!(view.job_of(&host.device), Some(first));
        let anyone = world.wallet();
        let other = accept_drawn(&world, &at, &second, host, &anyone.pubkey());
        assert_error(&world.send(&[other], &[&anyone]), escrow_errors::NOT_DRAWN);
        let taken = accept_drawn(&world, &at, &first, host, &anyone.pubkey());
        let before = world.svm.get_balance(&anyone.pubkey()).unwrap();
        let sent = assert_sent(world.send(&[taken], &[&anyone]));
        if host.device == hosts[0].device {
            cu::record("escrow.accept_drawn", sent.units);
        }
        let created_ts = read_job(&world, &first).unwrap().created_ts;
        let of = lease(&first, &host.device, created_ts);
        assert_eq!(read_lease(&world, &of).unwrap().payee, host.payee);
        let paid = before - world.svm.get_balance(&anyone.pubkey()).unwrap();
        assert!(paid > 2_000_000, "the rent of lease and hire");
        if host.device == hosts[1].device {
            assert_eq!(read_job(&world, &first).unwrap().status, 1);
            assert_sent(world.send(&[cancel(&rich.pubkey(), &first)], &[&rich]));
            // The third account of the supplier's wallet gets nothing: the rent was another's.
            let mistaken = close_lease(&first, &of, host);
            assert_error(
                &world.crank(mistaken.clone()),
                escrow_errors::WRONG_RECIPIENT,
            );
            assert_sent(world.crank(with_account(mistaken, 3, anyone.pubkey())));
            let back = world.svm.get_balance(&anyone.pubkey()).unwrap();
            assert_eq!(before - back, 5_000, "all but the signature's fee");
        }
    }
    assert_eq!(view.job_of(&hosts[2].device), None);
    let own = accept_drawn(&world, &at, &second, &hosts[2], &payer.pubkey());
    assert_error(&world.send(&[own], &[&payer]), escrow_errors::NOT_DRAWN);

    let early = close_round(&at, &payer.pubkey());
    assert_error(&world.crank(early), errors::WRONG_ROUND_TIME);
    world.at_time(view.ends_ts);
    let thief = world.wallet();
    let stolen = close_round(&at, &thief.pubkey());
    assert_error(&world.crank(stolen), errors::WRONG_RECIPIENT);
    let sent = assert_sent(world.crank(close_round(&at, &payer.pubkey())));
    cu::record("market.close_round", sent.units);
    assert!(read_round(&world, &at).is_none());
    let after = world.svm.get_balance(&payer.pubkey()).unwrap();
    // Three transactions of its own.
    assert_eq!(before - after, 4 * 5_000);
    // Long past: it cannot be opened again.
    let again = open_round(&payer.pubkey(), CLASS, opens_ts);
    assert_error(&world.send(&[again], &[&payer]), errors::WRONG_ROUND);
}

/// A job is its rounds' first, and anyone's afterwards: nothing waits for ever.
#[test]
fn a_job_waits_for_rounds_and_then_for_anyone() {
    let mut world = World::with_rounds();
    let host = world.host(8);
    let (renter, order) = ordered(&mut world, &EIGHT, 0);
    let view = read_job(&world, &order).unwrap();
    assert_eq!(view.match_only_until_ts, world.now() + i64::from(ROUNDS[2]));
    let direct = accept(&world, &order, &host, 1);
    assert_error(
        &world.send(&[direct.clone()], &[&host.supplier]),
        escrow_errors::DRAWN_ONLY,
    );
    // Two rounds without devices.
    for _ in 0..2 {
        let (at, _) = world.opened_round();
        enter(&mut world, &at, &renter, &order);
        let view = world.drawn_round(&at);
        assert_eq!(view.jobs.len(), 1);
        world.at_time(view.ends_ts);
    }
    // The last round that ends within the time takes it, the next does not.
    let free_ts = view.match_only_until_ts;
    world.at_time(opening(free_ts - 240) - 600);
    let (at, _) = world.opened_round();
    enter(&mut world, &at, &renter, &order);
    world.at_time(opening(free_ts - 240));
    let (at, _) = world.opened_round();
    assert!(read_round(&world, &at).unwrap().ends_ts > free_ts);
    let late = enter_job(&at, &order, &renter.pubkey());
    assert_error(&world.crank(late), errors::TOO_LATE);
    world.at_time(free_ts - 1);
    world.svm.expire_blockhash();
    assert_error(
        &world.send(&[direct.clone()], &[&host.supplier]),
        escrow_errors::DRAWN_ONLY,
    );
    world.at_time(free_ts);
    world.svm.expire_blockhash();
    assert_sent(world.send(&[direct], &[&host.supplier]));
}

/// Stake that weighs is held: it cannot weigh for a second device in the same round or the next days.
#[test]
fn stake_that_weighs_stays() {
    let mut world = World::with_rounds();
    let host = world.host(8);
    let mint = world.io_mint;
    let own = world.token_account(&host.key(), &mint);
    let surplus = 1_000;
    let required = 8 * STAKE_PER_GPU;
    world.edit(&host.stake, |data| {
        data[80..88].copy_from_slice(&(required + surplus).to_le_bytes());
    });
    world.give_tokens(&io_tests::staking::stake_vault(), surplus);
    world.add_word(&io_tests::staking::pool(), 184, surplus);
    let (at, _) = world.opened_round();
    assert_sent(world.opt_in(&at, &host));
    let view = read_round(&world, &at).unwrap();
    assert_eq!(view.devices[0].1.stake, required + surplus);
    let leave = withdraw_surplus(host.key(), host.device, &mint, surplus);
    let refused = world.send(&[leave.clone()], &[&host.supplier]);
    assert_error(&refused, staking_errors::NO_SURPLUS);
    // From when somebody notes that less is required.
    assert_sent(world.crank(note_requirement(host.device)));
    let cooldown_s = 14 * 86_400;
    world.warp(cooldown_s - 1);
    world.svm.expire_blockhash();
    assert_error(
        &world.send(&[leave.clone()], &[&host.supplier]),
        staking_errors::NO_SURPLUS,
    );
    world.warp(1);
    world.svm.expire_blockhash();
    assert_sent(world.send(&[leave], &[&host.supplier]));
    assert_eq!(world.token_balance(&own), surplus);
}

/// What a supplier has agreed to, it cannot take back by pausing once the draw is known; a device that left
/// the network, or was hired meanwhile, serves nobody.
#[test]
fn consent_outlives_a_pause() {
    for (status, lands) in [(2u8, true), (3, false), (0, false)] {
        let mut world = World::with_rounds();
        let host = world.host(8);
        let (renter, order) = ordered(&mut world, &EIGHT, 0);
        let (at, _) = world.opened_round();
        assert_sent(world.opt_in(&at, &host));
        enter(&mut world, &at, &renter, &order);
        world.drawn_round(&at);
        world.edit(&host.device, |data| data[10] = status);
        let anyone = world.wallet();
        let taken = accept_drawn(&world, &at, &order, &host, &anyone.pubkey());
        let outcome = world.send(&[taken], &[&anyone]);
        if lands {
            assert_sent(outcome);
        } else {
            assert_error(&outcome, escrow_errors::DEVICE_NOT_OFFERED);
        }
    }
}

/// A supplier that takes no IOSD, asks for more, or lends for less long is drawn for others only.
#[test]
fn only_jobs_that_the_supplier_agreed_to() {
    let mut world = World::with_rounds();
    let hosts = [world.host(8), world.host(8), world.host(8), world.host(8)];
    let (renter, order) = ordered(&mut world, &EIGHT, 0);
    let (at, _) = world.opened_round();
    let terms = [
        ([u64::MAX, 1, 1], 2),
        ([1_232_001, 1, 1], 2),
        ([1, 1, 1], 1),
        ([1_232_000, u64::MAX, u64::MAX], 2),
    ];
    for (host, (rates, hours)) in hosts.iter().zip(terms) {
        let enter = enter_device(&at, host, rates, hours);
        assert_sent(world.send(&[enter], &[&host.supplier]));
    }
    enter(&mut world, &at, &renter, &order);
    let view = world.drawn_round(&at);
    for host in &hosts[..3] {
        assert_eq!(view.job_of(&host.device), None);
    }
    assert_eq!(view.job_of(&hosts[3].device), Some(order));
    let anyone = world.wallet();
    let taken = accept_drawn(&world, &at, &order, &hosts[3], &anyone.pubkey());
    assert_sent(world.send(&[taken], &[&anyone]));
    // The hours it agreed to bind the renter, not those of the instruction.
    let data = world.data(&order);
    assert_eq!(data[8 + 188..8 + 192], 2u32.to_le_bytes());
}

/// What was drawn for a job is nobody's once the job is another, though it lies at the same address; and what a round
/// of the past drew counts for nothing.
#[test]
fn a_draw_is_for_the_job_that_was_entered_and_for_its_round() {
    let mut world = World::with_rounds();
    let host = world.host(8);
    let (renter, order) = ordered(&mut world, &EIGHT, 0);
    let (at, _) = world.opened_round();
    assert_sent(world.opt_in(&at, &host));
    enter(&mut world, &at, &renter, &order);
    let view = world.drawn_round(&at);
    assert_eq!(view.job_of(&host.device), Some(order));
    let anyone = world.wallet();
    let mut later = world.clone();
    later.at_time(view.ends_ts);
    let stale = accept_drawn(&later, &at, &order, &host, &anyone.pubkey());
    assert_error(&later.send(&[stale], &[&anyone]), escrow_errors::NOT_DRAWN);
    // Cancelled, closed, and ordered again at a price that the supplier never saw.
    assert_sent(world.send(&[cancel(&renter.pubkey(), &order)], &[&renter]));
    assert_sent(world.crank(close(&renter.pubkey(), &order)));
    let cheap = Order { hours: 1, ..EIGHT };
    assert_sent(world.send(&[create_job(&renter.pubkey(), 1, &cheap)], &[&renter]));
    let taken = accept_drawn(&world, &at, &order, &host, &anyone.pubkey());
    assert_error(&world.send(&[taken], &[&anyone]), escrow_errors::NOT_DRAWN);
}

/// The hash of a slot that nobody drew by in 512 slots is lost: another slot is armed, and no other hash taken.
#[test]
fn a_lost_hash_is_armed_anew_and_an_undrawn_round_still_closes() {
    let mut world = World::with_rounds();
    let host = world.host(8);
    let (at, payer) = world.opened_round();
    assert_sent(world.opt_in(&at, &host));
    let view = read_round(&world, &at).unwrap();
    // Nobody draws for the whole of a long time: rewritten, for a draw here has 120 seconds.
    world.edit(&at, |data| {
        let ends_ts = view.closes_ts + 1_000;
        data[64..72].copy_from_slice(&ends_ts.to_le_bytes());
    });
    world.at_time(view.closes_ts);
    let sent = assert_sent(world.crank(draw(&at)));
    cu::record("market.draw_arm", sent.units);
    let armed = read_round(&world, &at).unwrap().armed_slot;
    world.at_time(view.closes_ts + 1);
    assert_error(&world.crank(draw(&at)), errors::SLOT_NOT_REACHED);
    // 512 entries reach back to 205 s ago.
    world.at_time(view.closes_ts + 300);
    assert_sent(world.crank(draw(&at)));
    let again = read_round(&world, &at).unwrap();
    assert!(!again.drawn && again.armed_slot > armed);
    world.at_time(view.closes_ts + 320);
    assert_sent(world.crank(draw(&at)));
    let drawn = read_round(&world, &at).unwrap();
    assert_eq!(drawn.recomputed(again.armed_slot), [255]);

    world.at_time(opening(world.now()) + 600);
    let (undrawn, other) = world.opened_round();
    let view = read_round(&world, &undrawn).unwrap();
    world.at_time(view.ends_ts);
    assert_error(&world.crank(draw(&undrawn)), errors::WRONG_ROUND_TIME);
    assert_error(&world.opt_in(&undrawn, &host), errors::WRONG_ROUND_TIME);
    for (round, payer) in [(at, payer), (undrawn, other)] {
        assert_sent(world.crank(close_round(&round, &payer.pubkey())));
    }
}

/// The dearest draw: 64 devices of as many sizes as there are, 32 jobs that take what they can.
#[test]
fn a_full_round_is_drawn_in_one_transaction() {
    let mut world = World::with_rounds();
    let mut jobs = Vec::new();
    for number in 0..33u64 {
        let gpus = [9, 1, 2, 4][(number % 4) as usize];
        jobs.push(ordered(&mut world, &Order { gpus, ..EIGHT }, number));
    }
    let hosts: Vec<_> = (0..65u16)
        .map(|n| world.host([1, 2, 4, 8][usize::from(n % 4)]))
        .collect();
    let (at, _) = world.opened_round();
    for host in &hosts[..64] {
        assert_sent(world.opt_in(&at, host));
    }
    // The last has one GPU, and the stake of one: no less than the smallest, and no more.
    assert_error(&world.opt_in(&at, &hosts[64]), errors::ROUND_FULL);
    world.edit(&hosts[64].stake, |data| data[80] += 1);
    world.svm.expire_blockhash();
    let sent = assert_sent(world.opt_in(&at, &hosts[64]));
    cu::record("market.enter_device_full", sent.units);
    for (renter, job) in &jobs[..32] {
        enter(&mut world, &at, renter, job);
    }
    let view = read_round(&world, &at).unwrap();
    assert!(view.jobs.iter().any(|job| job.priority == 0));
    let (renter, job) = &jobs[32];
    enter(&mut world, &at, renter, job);
    let view = read_round(&world, &at).unwrap();
    assert!(view.jobs.iter().all(|job| job.priority > 0));
    assert_eq!((view.devices.len(), view.jobs.len()), (64, 32));
    let (renter, job) = &jobs[0];
    let none = enter_job(&at, job, &renter.pubkey());
    assert_error(&world.crank(none), errors::ROUND_FULL);

    world.at_time(view.closes_ts);
    assert_sent(world.crank(draw(&at)));
    world.at_time(view.closes_ts + 14);
    let sent = assert_sent(world.send(
        &[io_tests::send::unit_limit(1_400_000), draw(&at)],
        &[renter],
    ));
    cu::record("market.draw_full", sent.units);
    let view = read_round(&world, &at).unwrap();
    let given: Vec<u8> = view.devices.iter().map(|(_, _, job)| *job).collect();
    assert_eq!(given, view.recomputed(view.armed_slot));
    let served = (0..32u8).filter(|number| given.contains(number)).count();
    assert!(served >= 24, "{served} of 32 jobs");
}

/// Windows change from the next epoch on, which is between two of them.
#[test]
fn times_of_rounds_are_limited_and_change_between_windows() {
    let mut world = World::with_escrow();
    let payer = world.wallet();
    let now = world.now();
    let none = open_round(&payer.pubkey(), CLASS, opening(now));
    assert_error(&world.send(&[none], &[&payer]), errors::NO_ROUNDS);
    let authority = world.authority.insecure_clone();
    let minute = EPOCH_S / 60;
    let cases = [
        ([600, 0, 7_200], escrow_errors::BAD_PARAMETER),
        ([600, 600, 7_200], escrow_errors::BAD_PARAMETER),
        ([600, 120, 1_199], escrow_errors::BAD_PARAMETER),
        ([600, 120, 86_400], escrow_errors::BAD_PARAMETER),
        ([601, 120, 7_200], escrow_errors::TIME_OUT_OF_RANGE),
        ([7_200, 120, 20_000], escrow_errors::TIME_OUT_OF_RANGE),
        ([600, minute - 1, 7_200], escrow_errors::TIME_OUT_OF_RANGE),
    ];
    for (rounds, code) in cases {
        let fees = io_tests::escrow::Fees {
            reservation_bps: 25,
            payment_bps: 0,
            burn_bps: 5_000,
            usdc_payment_bps: 200,
            treasury: io_tests::escrow::treasury(),
        };
        let times = [86_400, 3_600, 7 * 86_400];
        let set = io_tests::escrow::set_params_with(&authority.pubkey(), &fees, times, rounds);
        assert_error(&world.send(&[set], &[&authority]), code);
    }
    world.set_rounds([600, minute, 1_200]);
    world.set_rounds([3_600, 120, 86_399]);
    world.set_rounds(ROUNDS);
    let from_ts = GENESIS_TS + i64::from(EPOCH_S) * ((now - GENESIS_TS) / i64::from(EPOCH_S) + 1);
    world.at_time(from_ts - 1);
    let early = open_round(&payer.pubkey(), CLASS, opening(from_ts));
    assert_error(&world.send(&[early.clone()], &[&payer]), errors::NO_ROUNDS);
    let (_, before) = ordered(&mut world, &EIGHT, 0);
    assert_eq!(read_job(&world, &before).unwrap().match_only_until_ts, 0);
    world.at_time(from_ts);
    world.svm.expire_blockhash();
    assert_sent(world.send(&[early], &[&payer]));
    // One that any supplier may take is drawn for none.
    let view = read_round(&world, &round(CLASS, opening(from_ts))).unwrap();
    assert_eq!(
        (view.opens_ts, view.closes_ts),
        (from_ts + 120, from_ts + 600)
    );
    world.at_time(view.opens_ts);
    let free = enter_job(&view.address, &before, &view.payer);
    assert_error(&world.crank(free), errors::TOO_LATE);
    world.put_board([PRICE; 7]);
}
