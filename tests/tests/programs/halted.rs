//! What a chain that stood still for hours or days does to the network: its clock jumps, hardly a slot has passed, and
//! nobody could send anything meanwhile. `docs/halted-chain.md` states what each of these shows.
use io_tests::city::{City, IO, JOB, NONCE, ORDER, Share};
use io_tests::disputes::error as disputes_error;
use io_tests::emissions::errors::NOT_FINAL;
use io_tests::escrow::{self, errors as escrow_error};
use io_tests::iosd::{self, errors as iosd_error};
use io_tests::oracle::accounts::{SEALED, VOID};
use io_tests::oracle::challenges::{judge_challenge, open_challenge, void_epoch};
use io_tests::oracle::error as oracle_error;
use io_tests::oracle::instructions as ix;
use io_tests::oracle::world::{CHALLENGE_BOND, params};
use io_tests::send::{assert_error, assert_sent};
use io_tests::world::EPOCH_S;
use io_tests::{emissions, staking};
use solana_instruction::Instruction;

const HOUR_S: i64 = EPOCH_S as i64;

/// The chain goes on `hours` later, in its next slot.
fn halt(city: &mut City, hours: i64) {
    let (slot, now) = (city.slot() + 1, city.now() + hours * HOUR_S);
    city.set_time(slot, now);
}

fn claim(city: &City, epoch: u64, wallet: &str) -> Instruction {
    let (index, amount, proof) = city.reward_of(epoch, wallet);
    let (payer, to, mint) = (city.at("sponsor"), city.at(wallet), city.chain.io_mint);
    emissions::claim(payer, to, &mint, epoch, index, amount, &proof)
}

#[test]
fn the_time_to_challenge_does_not_pass_while_nobody_can() {
    let mut city = City::disputed();
    let window = u64::from(params().challenge_window_s);
    let due = city.slot() + window;
    assert_eq!(city.record(2).final_slot(), due, "sealed in this slot");
    halt(&mut city, 10);
    let record = city.record(2);
    assert!(city.now() > record.final_ts(), "by the clock it is over");
    // The lie pays nobody yet, and can still be challenged.
    city.chain.accrue();
    let pay_the_lie = claim(&city, 2, "sue");
    assert_error(&city.send(&pay_the_lie), NOT_FINAL);
    let (carl, mint) = (city.at("carl"), city.chain.io_mint);
    city.act(&open_challenge(&carl, &mint, 2, 0));
    let mut voided = city.clone();
    let guardian = voided.at("guardian");
    voided.act(&void_epoch(&guardian, 2, &[]));
    assert_eq!(voided.record(2).status(), VOID);

    // Left alone it is final once as many slots have passed as its window has seconds, and the challenge ten minutes.
    assert!(city.slot() + 600 < due, "the challenge holds nothing up");
    let now = city.now();
    city.set_time(due - 1, now);
    assert_error(&city.send(&pay_the_lie), NOT_FINAL);
    city.set_time(due, now);
    city.act(&pay_the_lie);
    let late = open_challenge(&city.at("dora"), &mint, 2, 0);
    assert_error(&city.send(&late), disputes_error::ROOT_FINAL);
}

#[test]
fn a_challenge_that_was_open_is_judged_after_the_halt() {
    let mut city = City::disproved();
    halt(&mut city, 30);
    let (carl, mint) = (city.at("carl"), city.chain.io_mint);
    city.act(&judge_challenge(&carl, mint, 2, &[]));
    assert_eq!(city.record(2).status(), VOID);
    assert!(
        city.balance("carl.io") > 2 * CHALLENGE_BOND,
        "bond and reward"
    );
}

/// Hours in which nothing ran are emitted to the unit, and the next seal pays for them.
#[test]
fn missed_hours_are_emitted_and_settled_by_the_next() {
    let mut city = City::sealed();
    halt(&mut city, 30);
    city.chain.accrue();
    let hours = (city.now() - city.start_of(1)) / HOUR_S;
    let emitted = io_core::emission::cumulative(hours.unsigned_abs());
    assert_eq!(city.chain.emission().emitted, emitted);

    let current = hours.unsigned_abs() + 1;
    let missed = ix::open_epoch(&city.at("sponsor"), current - 1);
    assert_error(&city.send(&missed), oracle_error::EPOCH_NOT_CURRENT);
    city.open(current);
    let before = city.record(1).supplier_cap();
    assert!(
        city.record(current).supplier_cap() > before,
        "all the hours since"
    );
    city.go_to_vote(current);
    let share = |of, amount| Share { of, amount };
    let rewards = [share("pam", 9_000 * IO), share("sue", 500 * IO)];
    let settlement = city.settle(current, &rewards, &[]);
    for seat in 0..3 {
        assert_sent(city.vote(seat, &settlement));
    }
    assert_eq!(city.record(current).status(), SEALED);
}

/// A request finds no price while nobody posts, and after its hour only the refund is left.
#[test]
fn nothing_is_bought_at_a_price_from_before_the_halt() {
    let mut city = City::trading();
    city.request("ron", NONCE + 1, 100 * IO, 1);
    let asked = city.slot();
    let held = city.balance("ron.io");
    halt(&mut city, 2);
    // Nor is a job ordered at one.
    let order = escrow::create_job(&city.at("ron"), NONCE, &ORDER);
    assert_error(&city.send(&order), oracle_error::NO_QUORUM_PRICE);
    city.round_of_prices();
    let ron = city.at("ron");
    let entry = city.first_price_after(asked);
    let execute = iosd::execute(&city.chain, &ron, NONCE + 1, entry);
    assert_error(&city.send(&execute), iosd_error::REQUEST_TIMED_OUT);
    let refund = iosd::refund(&city.chain, &ron, NONCE + 1, entry);
    city.act(&refund);
    assert_eq!(city.balance("ron.io"), held + 100 * IO);
}

/// Cooldowns and timeouts are times of the clock: what was due meanwhile is due at once.
#[test]
fn what_cools_or_waits_is_due_by_the_clock() {
    let mut city = City::trading();
    city.create_job("rita", "job", &ORDER);
    let funded = city.balance("rita.iosd");
    halt(&mut city, 14 * 24);
    let (alice, mint) = (city.at("alice"), city.chain.io_mint);
    let before = city.balance("alice.io");
    city.act(&staking::withdraw(alice, &mint));
    assert_eq!(city.balance("alice.io"), before + 100 * IO);
    // Nobody could take the job; its renter has all of it back.
    let late = city.host("sam");
    let accept = escrow::accept(&city.chain, &city.at("job"), &late, 1);
    assert_error(&city.send(&accept), escrow_error::TOO_LATE);
    city.act(&escrow::expire(&city.at("rita"), &city.at("job"), None));
    assert_eq!(city.balance("rita.iosd"), funded + JOB + JOB * 25 / 10_000);
    assert_eq!(city.balance("job.vault"), 0);
}

/// A lease over which the chain stood still is paid what was attested, and the renter has the rest back.
#[test]
fn a_lease_is_paid_what_was_attested_and_not_what_the_clock_says() {
    let mut city = City::sealed();
    halt(&mut city, 3);
    let hours = (city.now() - city.start_of(1)) / HOUR_S;
    let current = hours.unsigned_abs() + 1;
    city.open(current);
    city.go_to_vote(current);
    let share = |of, amount| Share { of, amount };
    let rewards = [share("pam", 1_000 * IO), share("sue", 500 * IO)];
    let usage = [share("job.sam", 1_800), share("job.sue", 1_700)];
    let settlement = city.settle(current, &rewards, &usage);
    for seat in 0..3 {
        assert_sent(city.vote(seat, &settlement));
    }
    city.wait(i64::from(params().challenge_window_s));
    let renter_before = city.balance("rita.iosd");
    let mut paid = 0;
    for (supplier, seconds) in [("sam", 1_800), ("sue", 1_700)] {
        let lease = city.at(&format!("job.{supplier}"));
        let host = city.host(supplier);
        let usage = city.usage_of(current, &format!("job.{supplier}"));
        city.act(&escrow::withdraw(
            &city.at("job"),
            &lease,
            &host.payee,
            &usage,
        ));
        // Half of the job's price is a host's hour.
        let gross = JOB / 2 * seconds / 3_600;
        paid += gross;
        city.act(&escrow::close_lease(&city.at("job"), &lease, &host));
    }
    city.act(&escrow::collect_fees(&city.at("job")));
    city.act(&escrow::close(&city.at("rita"), &city.at("job")));
    let fees = JOB * 25 / 10_000;
    let back = city.balance("rita.iosd") - renter_before;
    let least = JOB + fees - paid - (paid * 25).div_ceil(10_000) - 2;
    assert!(
        (least..=JOB + fees - paid).contains(&back),
        "{back} of {least}"
    );
}
