#![allow(clippy::arithmetic_side_effects)]
use super::*;
use anchor_lang::bytemuck::Zeroable;
use io_round::UNDRAWN;

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
    super::add_device(round, entry, &mut displaced)?;
    Ok(displaced)
}

fn add_job(round: &mut Round, entry: &JobEntry) -> Result<Address> {
    let mut displaced = Address::default();
    super::add_job(round, entry, &mut displaced)?;
    Ok(displaced)
}

fn number(error: MarketError) -> u32 {
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
            assert!(invariant(&round).is_ok());
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
    let full = number(MarketError::RoundFull);
    assert_eq!(
        code(add_device(&mut round, &device(3, 99))),
        number(MarketError::AlreadyEntered)
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
        number(MarketError::AlreadyEntered)
    );
    assert_eq!(
        add_job(&mut round, &job(3, 3, 12)).unwrap(),
        Address::default()
    );
    assert_eq!((round.jobs_len, round.jobs[3].stake.get()), (32, 12));
    assert_eq!(
        code(add_job(&mut round, &job(50, 50, 10))),
        number(MarketError::RoundFull)
    );
    assert_eq!(
        add_job(&mut round, &job(50, 50, 11)).unwrap(),
        job(0, 0, 0).job
    );
    assert_eq!(round.jobs_len, 32);
}

/// By whom and in whatever order they are entered, the largest of a renter's jobs is in, until the renter names one.
#[test]
fn of_a_renters_jobs_the_largest_is_in_or_the_one_it_names() {
    let of = |number: u8, gpus: u16, hours: u32, named: u8| {
        let mut entry = job(number, 7, 10);
        (entry.gpus, entry.hours, entry.named) = (gpus.into(), hours.into(), named);
        entry
    };
    let already = number(MarketError::AlreadyEntered);
    let mut round = round();
    add_job(&mut round, &job(9, 9, 0)).unwrap();
    let (small, large, wide) = (of(1, 8, 2, 0), of(2, 16, 100, 0), of(3, 64, 25, 0));
    add_job(&mut round, &small).unwrap();
    assert_eq!(add_job(&mut round, &large).unwrap(), small.job);
    assert_eq!(code(add_job(&mut round, &small)), already);
    assert_eq!(
        code(add_job(&mut round, &wide)),
        already,
        "as many GPU-hours"
    );
    // Of the largest orders the product does not wrap.
    let most = of(4, u16::MAX, u32::MAX, 0);
    assert_eq!(add_job(&mut round, &most).unwrap(), large.job);
    assert_eq!(
        code(add_job(&mut round, &of(5, u16::MAX, u32::MAX - 1, 0))),
        already
    );
    // What the renter says goes, until it says something else.
    assert_eq!(add_job(&mut round, &of(1, 8, 2, 1)).unwrap(), most.job);
    assert_eq!(code(add_job(&mut round, &most)), already);
    assert_eq!(add_job(&mut round, &small).unwrap(), Address::default());
    assert_eq!(round.jobs[1].named, 1, "brought up to date by another");
    assert_eq!(add_job(&mut round, &of(3, 64, 25, 1)).unwrap(), small.job);
    assert_eq!((round.jobs_len, round.jobs[1].job), (2, wide.job));
    assert_eq!(round.jobs[0].job, job(9, 9, 0).job, "nobody else's");
}
