#![allow(clippy::arithmetic_side_effects)]
use super::*;
use anchor_lang::bytemuck::Zeroable;
use core::mem::{align_of, offset_of, size_of};

#[test]
fn layouts_are_fixed() {
    assert_eq!(align_of::<Round>(), 1);
    assert_eq!(size_of::<Round>(), 8_552);
    assert_eq!(offset_of!(Round, class), 2);
    assert_eq!(offset_of!(Round, drawn), 5);
    assert_eq!(offset_of!(Round, payer), 8);
    assert_eq!(offset_of!(Round, opens_ts), 40);
    assert_eq!(offset_of!(Round, armed_slot), 64);
    assert_eq!(offset_of!(Round, seed), 72);
    assert_eq!(offset_of!(Round, devices), 104);
    assert_eq!(offset_of!(Round, jobs), 5_224);
    assert_eq!(size_of::<DeviceEntry>(), 80);
    assert_eq!(offset_of!(DeviceEntry, stake), 32);
    assert_eq!(offset_of!(DeviceEntry, min_rates), 40);
    assert_eq!(offset_of!(DeviceEntry, index), 68);
    assert_eq!(offset_of!(DeviceEntry, job), 76);
    assert_eq!(size_of::<JobEntry>(), 104);
    assert_eq!(offset_of!(JobEntry, created_ts), 64);
    assert_eq!(offset_of!(JobEntry, stake), 72);
    assert_eq!(offset_of!(JobEntry, gpus), 92);
}

fn round() -> Round {
    let mut round = Round::zeroed();
    round.opens_ts = 100.into();
    round.closes_ts = 200.into();
    round.ends_ts = 250.into();
    round
}

fn device(index: u32, stake: u64) -> DeviceEntry {
    let mut entry = DeviceEntry::zeroed();
    let mut address = [1; 32];
    address[..4].copy_from_slice(&index.to_le_bytes());
    entry.device = Address::new_from_array(address);
    entry.index = index.into();
    entry.stake = stake.into();
    entry.job = UNDRAWN;
    entry
}

fn job(number: u8, renter: u8, stake: u64) -> JobEntry {
    let mut entry = JobEntry::zeroed();
    entry.job = Address::new_from_array([number; 32]);
    entry.renter = Address::new_from_array([renter; 32]);
    entry.stake = stake.into();
    entry
}

fn add_device(round: &mut Round, entry: &DeviceEntry) -> Result<Address> {
    let mut displaced = Address::default();
    round.add_device(entry, &mut displaced)?;
    Ok(displaced)
}

fn add_job(round: &mut Round, entry: &JobEntry) -> Result<Address> {
    let mut displaced = Address::default();
    round.add_job(entry, &mut displaced)?;
    Ok(displaced)
}

fn number(error: EscrowError) -> u32 {
    6_000 + error as u32
}

fn code<T: core::fmt::Debug>(result: Result<T>) -> u32 {
    match result.unwrap_err() {
        Error::Custom(code) => code,
        other => panic!("{other:?}"),
    }
}

/// In whatever order devices opt in, they lie by their index, and the largest stakes are in.
#[test]
fn a_full_round_keeps_the_largest_stakes_in_order() {
    let mut state = 9u32;
    for _ in 0..50 {
        let mut round = round();
        let mut all = alloc::vec::Vec::new();
        for number in 0..100u32 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let entry = device(
                number * 7 % 101,
                u64::from(state >> 8) * 128 + u64::from(number),
            );
            all.push(entry.stake.get());
            let full = round.devices_len == 64;
            let least = round.devices[..usize::from(round.devices_len)]
                .iter()
                .map(|entry| entry.stake.get())
                .min();
            match add_device(&mut round, &entry) {
                Ok(displaced) => assert_eq!(displaced != Address::default(), full),
                Err(_) => assert!(full && least > Some(entry.stake.get())),
            }
            assert!(round.invariant().is_ok());
        }
        all.sort_unstable();
        let mut held: alloc::vec::Vec<u64> = round
            .devices
            .iter()
            .map(|entry| entry.stake.get())
            .collect();
        held.sort_unstable();
        assert_eq!(held, all[36..]);
    }
}

#[test]
fn a_device_is_entered_once_and_equals_do_not_displace() {
    let mut round = round();
    for index in 0..64 {
        add_device(&mut round, &device(index, 10)).unwrap();
    }
    let full = number(EscrowError::RoundFull);
    assert_eq!(
        code(add_device(&mut round, &device(3, 99))),
        number(EscrowError::AlreadyEntered)
    );
    assert_eq!(code(add_device(&mut round, &device(70, 10))), full);
    assert_eq!(
        add_device(&mut round, &device(70, 11)).unwrap(),
        device(0, 0).device
    );
    assert_eq!((round.devices_len, round.devices[63].index.get()), (64, 70));
}

#[test]
fn a_renter_has_one_job_and_may_bring_it_up_to_date() {
    let mut round = round();
    for number in 0..32 {
        add_job(&mut round, &job(number, number, 10)).unwrap();
    }
    assert_eq!(
        code(add_job(&mut round, &job(50, 3, 99))),
        number(EscrowError::AlreadyEntered)
    );
    assert_eq!(
        add_job(&mut round, &job(3, 3, 12)).unwrap(),
        Address::default()
    );
    assert_eq!((round.jobs_len, round.jobs[3].stake.get()), (32, 12));
    assert_eq!(
        code(add_job(&mut round, &job(50, 50, 10))),
        number(EscrowError::RoundFull)
    );
    assert_eq!(
        add_job(&mut round, &job(50, 50, 11)).unwrap(),
        job(0, 0, 0).job
    );
    assert_eq!(round.jobs_len, 32);
}

#[test]
fn windows_follow_each_other_without_gap_or_overlap() {
    let mut escrow = Escrow::zeroed();
    escrow.genesis_ts = 1_000.into();
    assert_eq!(
        code(escrow.round_times(2_000)),
        number(EscrowError::NoRounds)
    );
    escrow.match_window_s = 600.into();
    escrow.match_draw_s = 120.into();
    let first = RoundTimes {
        opens_ts: 1_120,
        closes_ts: 1_600,
        ends_ts: 1_720,
    };
    for now_ts in [0, 1_000, 1_599] {
        assert_eq!(escrow.round_times(now_ts).unwrap(), first);
    }
    let second = escrow.round_times(1_600).unwrap();
    assert_eq!((second.opens_ts, second.closes_ts), (first.ends_ts, 2_200));
    // A change that is pending counts from its moment.
    escrow.next_from_ts = 2_200.into();
    escrow.next = escrow.params();
    escrow.next.match_window_s = 300.into();
    assert_eq!(escrow.round_times(2_199).unwrap(), second);
    let third = escrow.round_times(2_200).unwrap();
    assert_eq!((third.opens_ts, third.closes_ts), (2_320, 2_500));
}

#[test]
fn consent_is_for_the_job_that_was_drawn_and_its_time() {
    let mut round = round();
    let mut entry = device(5, 10);
    entry.min_rates = [7, 8, 9].map(Into::into);
    entry.most_hours = 40.into();
    add_device(&mut round, &entry).unwrap();
    let mut of = job(1, 1, 0);
    of.created_ts = 77.into();
    add_job(&mut round, &of).unwrap();
    round.devices[0].job = 0;
    let mut order = Job::zeroed();
    order.created_ts = 77.into();
    order.payment = 1;
    let not_drawn = number(EscrowError::NotDrawn);
    let ask =
        |round: &Round, order: &Job, now_ts| round.consent(&entry.device, &of.job, order, now_ts);
    assert_eq!(code(ask(&round, &order, 240)), not_drawn, "not drawn yet");
    round.drawn = 1;
    assert_eq!(ask(&round, &order, 249).unwrap(), (8, 40));
    assert_eq!(code(ask(&round, &order, 250)), not_drawn, "too late");
    order.created_ts = 78.into();
    assert_eq!(
        code(ask(&round, &order, 240)),
        not_drawn,
        "a job at the same address"
    );
    order.created_ts = 77.into();
    order.payment = 3;
    assert_eq!(
        code(ask(&round, &order, 240)),
        not_drawn,
        "an unknown token"
    );
    order.payment = 0;
    round.devices[0].job = UNDRAWN;
    assert_eq!(code(ask(&round, &order, 240)), not_drawn, "drawn for none");
}
