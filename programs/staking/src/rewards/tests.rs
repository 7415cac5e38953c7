//! Given/when/then on the account types themselves; the same on the binary is in `tests`.
use super::*;
use bytemuck::Zeroable;
use io_core::units::{CAP, ONE_IO};

fn pool(stake: u64) -> Pool {
    let mut pool = Pool::zeroed();
    pool.min_earning_stake = (1_000 * ONE_IO).into();
    pool.delegated_total = stake.into();
    pool
}

fn position(pool: &Pool, amount: u64) -> Position {
    let mut position = Position::zeroed();
    position.settle(&pool.accumulator()).unwrap();
    position.amount = amount.into();
    position
}

#[test]
fn hours_nobody_stakes_go_to_the_reserve_and_do_not_stop_the_rate() {
    let mut pool = pool(0);
    pool.fold_hours(3, 900).unwrap();
    assert_eq!((pool.reserve.get(), pool.acc_q64.get()), (900, 0));
    pool.delegated_total = (1_000 * ONE_IO - 1).into();
    pool.fold_hours(4, 1_000).unwrap();
    assert_eq!(
        (pool.reserve.get(), pool.acc_q64.get()),
        (1_000, 0),
        "one unit short of earning"
    );
    pool.delegated_total = (1_000 * ONE_IO).into();
    pool.fold_hours(5, 1_000 + 1_000 * ONE_IO).unwrap();
    assert_eq!(
        pool.acc_q64.get(),
        1 << 64,
        "the hour, and nothing of a reserve below 8,760"
    );
}

#[test]
fn the_first_staker_takes_an_hours_part_of_the_reserve() {
    let mut pool = pool(0);
    let hour = 90_000_000_000;
    pool.fold_hours(100, 100 * hour).unwrap();
    pool.delegated_total = (5_000 * ONE_IO).into();
    let staker = &mut position(&pool, 5_000 * ONE_IO);
    pool.fold_hours(101, 101 * hour).unwrap();
    staker.settle(&pool.accumulator()).unwrap();
    let released = 100 * hour / 8_760;
    assert_eq!(pool.reserve.get(), 100 * hour - released);
    // One unit of rounding at most stays behind.
    assert!(
        hour + released - staker.unpaid.get() <= 1,
        "{}",
        staker.unpaid.get()
    );
}

#[test]
fn a_release_never_exceeds_the_pool_or_720_hours() {
    let reserve = 8_760 * 1_000;
    assert_eq!(released_over(reserve, 1, 999), 999, "the hour's pool binds");
    assert_eq!(released_over(reserve, 1, 1_000), 1_000);
    assert_eq!(
        released_over(reserve, 10, 0),
        0,
        "after the last epoch nothing is released"
    );
    assert_eq!(released_over(reserve, 0, 0), 0);
    let month = released_over(reserve, 720, u64::MAX);
    assert_eq!(released_over(reserve, 100_000, u64::MAX), month);
    assert_eq!(released_over(reserve, 720, 720 * 10), 7_200, "ten an hour");
}

#[test]
fn the_whole_supply_staked_for_the_whole_schedule_does_not_overflow() {
    let mut pool = pool(CAP);
    let mut staker = position(&pool, CAP);
    let mut total = 0;
    for year in 1..=20u64 {
        total = io_core::emission::cumulative(year * 8_766);
        pool.fold_hours(year * 8_766, total).unwrap();
    }
    staker.settle(&pool.accumulator()).unwrap();
    assert_eq!(total, io_core::units::EMISSION_CAP);
    assert!(total - staker.unpaid.get() <= 1);
}

#[test]
fn books_that_run_backwards_are_refused() {
    let mut pool = pool(CAP);
    pool.fold_hours(2, 100).unwrap();
    let broken: ProgramError = StakingError::InvariantBroken.into();
    assert_eq!(pool.fold_hours(1, 100), Err(broken.clone()));
    assert_eq!(pool.fold_hours(3, 99), Err(broken));
}
