//! What a cluster costs: board price, tier factor, and the rate fixed at match.
//!
//! The **rate** is the one rounded number: token base units per GPU-hour, rounded up for the supplier
//! (less than one micro-dollar an hour above the board). Quote, deposit and payments are exact
//! multiples of it, so a quote equals the deposit to the unit.

use crate::{
    error::{CoreError, Result},
    fixed::{Rounding, bps_of, mul_div_u64},
    iosd::SCALE,
    lease::deposit,
};

pub use crate::fees::Fees;

/// Price units in a micro-dollar.
const PRICE_PER_MICRO: u64 = 100;
/// Seconds a quote stays valid.
pub const QUOTE_VALID_S: u64 = 120;

/// Price factor of a connectivity tier: 1 low, 2 medium, 3 high, 4 ultra high.
///
/// # Errors
/// `UnknownTier` for anything else.
pub const fn tier_factor_bps(tier: u8) -> Result<u16> {
    match tier {
        1 => Ok(8_500),
        2 => Ok(9_000),
        3 => Ok(9_500),
        4 => Ok(10_000),
        _ => Err(CoreError::UnknownTier),
    }
}

/// Micro-dollars per GPU-hour for a board price (USD × 10⁸) and a tier. This is also the rate in USDC,
/// and in IOSD at full coverage.
///
/// Rounds up for the supplier, twice: to a price unit after the tier factor, then to a micro-dollar;
/// nested ceilings of the same quantity are one ceiling.
///
/// # Errors
/// `PriceNotPositive`, `UnknownTier`.
pub fn rate_usd_micro(price: u64, tier: u8) -> Result<u64> {
    if price == 0 {
        return Err(CoreError::PriceNotPositive);
    }
    let factored = bps_of(price, tier_factor_bps(tier)?, Rounding::Up)?;
    Ok(factored.div_ceil(PRICE_PER_MICRO))
}

/// IO base units per GPU-hour worth `rate_usd_micro` at `io_price` (USD × 10⁸); rounds up for the
/// supplier.
///
/// # Errors
/// `PriceNotPositive`, `Overflow`.
pub fn rate_io(rate_usd_micro: u64, io_price: u64) -> Result<u64> {
    if io_price == 0 {
        return Err(CoreError::PriceNotPositive);
    }
    mul_div_u64(rate_usd_micro, SCALE, io_price, Rounding::Up)
}

/// The price of `gpus` for `hours` in micro-dollars: exactly what a job in IOSD or USDC deposits,
/// fees not included.
///
/// # Errors
/// `PriceNotPositive`, `UnknownTier`, `EmptyLease`, `Overflow`.
pub fn quote(price: u64, tier: u8, gpus: u16, hours: u32) -> Result<u64> {
    deposit(rate_usd_micro(price, tier)?, gpus, hours)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_published_cluster() {
        // 16 × A100-80G, ultra high speed, one week at $1.232: $3,311.616.
        assert_eq!(quote(123_200_000, 4, 16, 168), Ok(3_311_616_000));
        assert_eq!(quote(123_200_000, 1, 16, 168), Ok(3_311_616_000 / 100 * 85));
        // In IO at $2 that is 0.616 IO a GPU-hour.
        assert_eq!(rate_io(1_232_000, 200_000_000), Ok(61_600_000));
        // 33.3 units round up, for the supplier.
        assert_eq!(rate_io(1, 300_000_000), Ok(34));
    }

    #[test]
    fn refusals_are_named() {
        for tier in [0, 5, 255] {
            assert_eq!(quote(1, tier, 1, 1), Err(CoreError::UnknownTier));
        }
        assert_eq!(quote(0, 4, 1, 1), Err(CoreError::PriceNotPositive));
        assert_eq!(quote(1, 4, 0, 1), Err(CoreError::EmptyLease));
        assert_eq!(quote(1, 4, 1, 0), Err(CoreError::EmptyLease));
        assert_eq!(
            quote(u64::MAX, 4, u16::MAX, u32::MAX),
            Err(CoreError::Overflow)
        );
        assert_eq!(rate_io(1, 0), Err(CoreError::PriceNotPositive));
        assert_eq!(rate_io(u64::MAX, 1), Err(CoreError::Overflow));
    }

    proptest! {
        /// The supplier never gets less than the board's price, nor a micro-dollar an hour more.
        #[test]
        fn the_rate_rounds_up_once(price in 1u64..1 << 50, tier in 1u8..=4) {
            let rate = u128::from(rate_usd_micro(price, tier).unwrap());
            let exact = u128::from(price) * u128::from(tier_factor_bps(tier).unwrap());
            prop_assert_eq!(rate, exact.div_ceil(1_000_000));
        }
    }
}
