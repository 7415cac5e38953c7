#![allow(clippy::arithmetic_side_effects)]
use super::*;
use anchor_lang::bytemuck::Zeroable;
use core::mem::{offset_of, size_of};

#[test]
fn layouts_are_fixed() {
    assert_eq!(size_of::<Escrow>(), 360);
    assert_eq!(offset_of!(Escrow, treasury), 104);
    assert_eq!(offset_of!(Escrow, reservation_fee_bps), 136);
    assert_eq!(offset_of!(Escrow, jobs_created), 160);
    assert_eq!(offset_of!(Escrow, genesis_ts), 168);
    assert_eq!(offset_of!(Escrow, io_mint), 176);
    assert_eq!(offset_of!(Escrow, usdc_mint), 208);
    assert_eq!(offset_of!(Escrow, next_from_ts), 240);
    assert_eq!(offset_of!(Escrow, next), 248);
    assert_eq!(size_of::<EscrowParams>(), 64);
    assert_eq!(offset_of!(Escrow, match_window_s), 312);
    assert_eq!(size_of::<Job>(), 240);
    assert_eq!(offset_of!(Job, renter), 8);
    assert_eq!(offset_of!(Job, payment_mint), 48);
    assert_eq!(offset_of!(Job, rate), 88);
    assert_eq!(offset_of!(Job, refunded), 128);
    assert_eq!(offset_of!(Job, end_ts), 160);
    assert_eq!(offset_of!(Job, leases_open), 168);
    assert_eq!(offset_of!(Job, open_timeout_s), 176);
    assert_eq!(offset_of!(Job, most_hours), 188);
    assert_eq!(offset_of!(Job, burn_due), 192);
    assert_eq!(offset_of!(Job, payment), 208);
    assert_eq!(offset_of!(Job, match_only_until_ts), 210);
    assert_eq!(size_of::<Lease>(), 232);
    assert_eq!(offset_of!(Lease, job), 8);
    assert_eq!(offset_of!(Lease, payee), 104);
    assert_eq!(offset_of!(Lease, at_fault), 3);
    assert_eq!(offset_of!(Lease, paid), 152);
    assert_eq!(offset_of!(Lease, guarantee), 168);
    assert_eq!(offset_of!(Lease, payer), 176);
    assert_eq!(size_of::<Hire>(), 72);
}

#[test]
fn a_change_is_enacted_once_and_at_its_moment() {
    let mut escrow = Escrow::zeroed();
    escrow.treasury = Address::new_from_array([1; 32]);
    escrow.next = escrow.params();
    escrow.next.treasury = Address::new_from_array([2; 32]);
    escrow.next.expiry_grace_s = 7.into();
    escrow.next_from_ts = 100.into();
    let (old, new) = (escrow.params(), escrow.next);
    assert_eq!(escrow.treasury_at(99), &old.treasury);
    assert_eq!(escrow.treasury_at(100), &new.treasury);
    escrow.enact(99);
    assert_eq!(escrow.params(), old);
    escrow.enact(100);
    assert_eq!((escrow.params(), escrow.next_from_ts.get()), (new, 0));
    assert_eq!(escrow.treasury_at(0), &new.treasury);
}

fn running(rate: u64, gpus: u16, hours: u32) -> Job {
    let mut job = Job::zeroed();
    job.status = JobStatus::Running as u8;
    job.rate = rate.into();
    job.gpus = gpus.into();
    job.gpus_matched = gpus.into();
    job.hours = hours.into();
    job.reservation_fee_bps = 25u16.into();
    job.fee_burn_bps = 5_000u16.into();
    let deposit = lease::deposit(rate, gpus, hours).unwrap();
    job.deposit = deposit.into();
    job.fee_reserved = job.fees().renter_reserve(deposit).unwrap().into();
    job.start_ts = 1_000i64.into();
    job.end_ts = (1_000 + i64::from(hours) * 3_600).into();
    job
}

/// Cancelled at any second of its first two hours, whatever the cut into leases, enough stays locked
/// for every lease's whole time, an hour at least, and its fees, and less than one unit more.
#[test]
fn a_cancellation_keeps_what_leases_may_have_earned() {
    for elapsed in 0..7_200i64 {
        let mut job = running(1_232_001, 3, 168);
        let total = job.held().unwrap();
        let end_ts = 1_000 + elapsed;
        let earnable = job.earnable_until(end_ts).unwrap();
        let refund = job
            .end_with(JobStatus::Cancelled, end_ts, earnable)
            .unwrap();
        assert_eq!(refund + job.held().unwrap(), total);
        for cut in [&[3u16][..], &[1, 2], &[1, 1, 1]] {
            let mut owed = 0;
            let mut fees = 0;
            for gpus in cut {
                let gross = lease::payable((elapsed as u64).max(3_600), 1_232_001, *gpus).unwrap();
                owed += gross;
                fees += job.fees().split(gross).unwrap().renter_fee;
            }
            assert!(owed <= earnable && earnable <= owed + cut.len() as u64);
            assert!(fees <= job.fee_reserved.get());
        }
    }
}

#[test]
fn an_ended_job_holds_nothing_when_emptied() {
    let mut job = running(1_232_000, 16, 168);
    job.paid = 1_000_000u64.into();
    job.fee_paid = 2_500u64.into();
    let held = job.held().unwrap();
    assert_eq!(job.end_empty(JobStatus::Expired).unwrap(), held);
    assert_eq!(job.held().unwrap(), 0);
    assert_eq!(job.refunded.get(), held);
    assert!(job.invariant(0).is_ok());
}

#[test]
fn whose_the_guarantee_is() {
    let mut job = running(1_232_000, 16, 168);
    let mut lease = Lease::zeroed();
    // Expired with a final epoch past the end: whoever served has shown it.
    job.status = JobStatus::Expired as u8;
    assert!(lease.forfeits(&job));
    job.unjudged = 1;
    assert!(!lease.forfeits(&job));
    // What a settlement found stands, however the job ended.
    lease.status = LeaseStatus::Settled as u8;
    lease.at_fault = 1;
    assert!(lease.forfeits(&job));
    lease.at_fault = 0;
    job.unjudged = 0;
    assert!(!lease.forfeits(&job));
    // It never ran.
    lease.status = LeaseStatus::Accepted as u8;
    job.end_ts = job.start_ts;
    for status in [JobStatus::Cancelled, JobStatus::Expired] {
        job.status = status as u8;
        assert!(!lease.forfeits(&job));
    }
}

#[test]
fn a_short_vault_breaks_the_invariant() {
    let job = running(1_232_000, 16, 168);
    let held = job.held().unwrap();
    assert_eq!(held, 3_311_616_000 + 8_279_040);
    assert!(job.invariant(held).is_ok());
    assert!(job.invariant(held - 1).is_err());
}
