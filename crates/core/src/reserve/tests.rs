use super::*;
use crate::emission::{LAST_EPOCH, Split};
use proptest::prelude::*;

#[test]
fn the_pool_and_the_span_bind() {
    assert_eq!(release_hour(8_760 * 5, 4), 4);
    assert_eq!(release_hour(8_760 * 5, 5), 5);
    assert_eq!(release_hour(8_759, 5), 0);
    assert_eq!(release_hours(8_760 * 5, 1, 4), Err(CoreError::PoolBinds));
    assert_eq!(release_hours(8_760 * 5, 0, 4), Ok(0));
    assert_eq!(release_hours(1, 721, 9), Err(CoreError::TooManyHours));
}

/// A year's silence followed by one hour releases an hour's part, not the reserve.
#[test]
fn the_first_one_in_takes_an_hours_part() {
    let reserve = 3_766_298_066_331_321;
    assert!(release_hours(reserve, 1, u64::MAX).unwrap() < reserve / 8_000);
    let month = release_hours(reserve, 720, u64::MAX).unwrap();
    assert!(month < reserve / 12);
}

proptest! {
    #[test]
    fn the_span_equals_hour_by_hour(reserve in 0u64..=30_000_000_000_000_000, hours in 0u64..=720,
                                    pool in any::<u64>()) {
        if let Ok(released) = release_hours(reserve, hours, pool) {
            let mut left = reserve;
            for _ in 0..hours {
                left -= release_hour(left, pool);
            }
            prop_assert_eq!(released, reserve - left);
        } else {
            prop_assert!(release_hour(reserve, pool) < reserve / RELEASE_DIVISOR);
        }
    }

    /// Any way of cutting up to 720 hours into spans releases the same, while no pool binds.
    #[test]
    fn spans_add_up_however_they_are_cut(reserve in 0u64..=30_000_000_000_000_000,
                                         cuts in prop::collection::vec(0u64..=60, 0..12)) {
        let hours: u64 = cuts.iter().sum();
        let pools = |hours: u64| hours.saturating_mul(reserve / RELEASE_DIVISOR);
        let mut left = reserve;
        for span in cuts {
            left -= release_span(left, span, pools(span));
        }
        prop_assert_eq!(reserve - left, release_span(reserve, hours, pools(hours)));
    }

    /// Any run of settlements, with missed hours and any allocation up to the cap: the reserve is what
    /// the caps held back, to the unit, and no cap is above the emission.
    #[test]
    fn what_is_not_allocated_is_reserved(steps in prop::collection::vec((1u64..2_000, 0u64..=10_000), 1..40),
                                         stakers in 0u16..=10_000, cpu in 0u16..=10_000) {
        let split = Split::genesis(stakers, cpu).unwrap();
        let mut books = SupplierBooks::default();
        let mut reserve = 0;
        for (hours, share) in steps {
            let epoch = books.epoch + hours;
            let emitted = split.totals(epoch).unwrap().gpu;
            let allowance = books.allowance(epoch, emitted).unwrap();
            prop_assert!(allowance.released <= reserve);
            prop_assert!(allowance.released <= allowance.pool, "at most the hours' pools");
            prop_assert_eq!(allowance.reserved, reserve - allowance.released);
            let cap = books.cap(epoch, emitted, 0).unwrap();
            prop_assert!(cap <= emitted);
            let most = allowance.pool + allowance.released;
            prop_assert_eq!(cap, books.allocated + most);
            let part = (u128::from(most) * u128::from(share) / 10_000) as u64;
            reserve = reserve - allowance.released + (most - part);
            books = SupplierBooks { epoch, emitted, allocated: books.allocated + part };
            prop_assert_eq!(books.reserve(), Ok(reserve));
        }
    }

    /// Honest operators, many small wallets that earn outside the tree until they have a leaf, missed
    /// hours, hours in which nobody is there: no settlement of theirs is ever above what the program
    /// allows, which sees only the tree.
    #[test]
    fn no_honest_settlement_is_refused(hours in prop::collection::vec((1u64..4, any::<u64>(), 0u64..=10_000), 1..60),
                                       wallets in 1usize..3_000, late in 0usize..2_000) {
        let split = Split::genesis(2_000, 500).unwrap();
        let mut chain = SupplierBooks::default();
        let mut operators = SupplierBooks::default();
        let mut earned = std::vec![0u64; wallets + late];
        let mut leaves = 0u32;
        for (step, (gap, salt, present)) in hours.into_iter().enumerate() {
            let epoch = chain.epoch + gap;
            let emitted = split.totals(epoch).unwrap().gpu;
            let allowance = operators.allowance(epoch, emitted).unwrap();
            let amount = allowance.pool + allowance.released;
            // Some hours nobody is eligible; the late ones come after a while.
            let here = if present < 2_000 { 0 } else if step < 20 { wallets } else { wallets + late };
            let mut total = operators.allocated;
            if here > 0 {
                let each = amount / here as u64;
                for wallet in &mut earned[..here] {
                    *wallet += each;
                }
                let rest = amount - each * here as u64;
                earned[(salt % here as u64) as usize] += rest;
                total += amount;
            }
            let in_tree = earned.iter().filter(|e| **e >= LEAF_THRESHOLD);
            let now_leaves = in_tree.clone().count() as u32;
            let root: u64 = in_tree.sum();
            let cap = chain.cap(epoch, emitted, now_leaves - leaves).unwrap();
            prop_assert!(root <= cap, "{} above {} at {}", root, cap, epoch);
            prop_assert!(cap <= emitted);
            leaves = now_leaves;
            operators = SupplierBooks { epoch, emitted, allocated: total };
            chain = SupplierBooks { epoch, emitted, allocated: root };
        }
    }

    /// More in reserve never releases less, which the bound above rests on.
    #[test]
    fn a_larger_reserve_releases_no_less(reserve in 0u64..=30_000_000_000_000_000, more in 0u64..1 << 50,
                                         hours in 0u64..1_000, pools in 0u64..1 << 50) {
        prop_assert!(release_span(reserve + more, hours, pools) >= release_span(reserve, hours, pools));
    }
}

/// 200,000 wallets that all reach their leaves in the same hour: 58 hours of pool at once.
#[test]
fn a_fleet_that_reaches_its_leaves_together_is_paid() {
    let split = Split::genesis(2_000, 500).unwrap();
    let gpu = |epoch: u64| split.totals(epoch).unwrap().gpu;
    let fleet = 200_000;
    // Nobody has a leaf yet; everything emitted was earned outside the tree.
    let hours = (1..100)
        .find(|h| gpu(*h) / fleet >= LEAF_THRESHOLD)
        .unwrap();
    let books = SupplierBooks {
        epoch: hours - 1,
        emitted: gpu(hours - 1),
        allocated: 0,
    };
    let root = gpu(hours) / fleet * fleet;
    assert!(books.cap(hours, gpu(hours), 0).unwrap() < root);
    assert!(books.cap(hours, gpu(hours), fleet as u32).unwrap() >= root);
}

/// The mean against each hour's own pool, where pools bind: within 1% of it and never a whole month's
/// pool off, at the start, in the middle and at the end of the schedule.
#[test]
fn a_mean_pool_is_close_to_each_hours_own() {
    let split = Split::genesis(2_000, 500).unwrap();
    for from in [0, 8_760, 87_600, LAST_EPOCH - 1_000] {
        for hours in [1, 24, 720] {
            let gpu = |epoch: u64| split.totals(epoch).unwrap().gpu;
            let pools = gpu(from + hours) - gpu(from);
            let reserve = (gpu(from + 1) - gpu(from)) * RELEASE_DIVISOR;
            let mut left = reserve;
            for hour in 1..=hours {
                left -= release_hour(left, gpu(from + hour) - gpu(from + hour - 1));
            }
            let (exact, by_mean) = (reserve - left, release_span(reserve, hours, pools));
            assert!(
                by_mean.abs_diff(exact) * 100 <= exact,
                "{from} {hours}: {by_mean} {exact}"
            );
        }
    }
}

#[test]
fn the_first_device_after_a_years_silence_takes_an_hours_part() {
    let split = Split::genesis(2_000, 500).unwrap();
    let gpu = |epoch: u64| split.totals(epoch).unwrap().gpu;
    // Sealed every hour of a year, with nobody in the tree.
    let books = SupplierBooks {
        epoch: 8_760,
        emitted: gpu(8_760),
        allocated: 0,
    };
    let hour = gpu(8_761) - gpu(8_760);
    let allowance = books.allowance(8_761, gpu(8_761)).unwrap();
    assert_eq!(allowance.pool, hour);
    assert_eq!(allowance.released, hour.min(gpu(8_760) / RELEASE_DIVISOR));
    assert_eq!(
        books.cap(8_761, gpu(8_761), 0),
        Ok(hour + allowance.released)
    );
    assert_eq!(
        books.allowance(8_759, gpu(8_761)),
        Err(CoreError::CumulativeFell)
    );
    assert_eq!(
        books.allowance(8_761, gpu(8_759)),
        Err(CoreError::CumulativeFell)
    );
    let broken = SupplierBooks {
        allocated: books.emitted + 1,
        ..books
    };
    assert_eq!(broken.reserve(), Err(CoreError::PaidAboveOwed));
}
