//! Reserves: emission that nobody was there to earn, released slowly so that no first-comer takes it.
//!
//! An hour releases `min(⌊reserve / 8760⌋, that hour's pool)`; the floor keeps the rest reserved.

use crate::error::{CoreError, Result};

/// The reserve's divisor: the hours of a year.
pub const RELEASE_DIVISOR: u64 = 8_760;
/// The most hours one call releases.
pub const MAX_RELEASE_HOURS: u64 = 720;

/// What one hour releases, IO base units: rounds down, for the reserve.
pub const fn release_hour(reserve: u64, pool: u64) -> u64 {
    let part = reserve / RELEASE_DIVISOR;
    if part < pool { part } else { pool }
}

/// What `hours` consecutive hours release, IO base units, when no hour's pool binds.
///
/// `least_pool` is the smallest pool of those hours. The reserve only falls, so its first hour's
/// release is the largest: if that fits the smallest pool, every hour's does, and no pool but the
/// smallest has to be computed.
///
/// # Errors
/// `TooManyHours` above 720; `PoolBinds` when the first release exceeds `least_pool`: then call
/// [`release_hour`] for each hour with its own pool.
pub const fn release_hours(reserve: u64, hours: u64, least_pool: u64) -> Result<u64> {
    if hours > MAX_RELEASE_HOURS {
        return Err(CoreError::TooManyHours);
    }
    if hours != 0 && reserve / RELEASE_DIVISOR > least_pool {
        return Err(CoreError::PoolBinds);
    }
    let mut left = reserve;
    let mut hour = 0;
    while hour < hours {
        // A part of `left` is never more than `left`.
        left = left.wrapping_sub(left / RELEASE_DIVISOR);
        hour = hour.wrapping_add(1);
    }
    Ok(reserve.wrapping_sub(left))
}

#[cfg(test)]
mod tests {
    use super::*;
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
    }
}
