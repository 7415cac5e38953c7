//! IOSD: amounts of a mint and a redemption, and coverage. Rate limits are in `window`.
//!
//! IO has 8 decimals, a price 8 and IOSD 6: `iosd = io·price / 10¹⁰`. Amounts out round down and
//! amounts in round up, for the holders of the token on the other side of the trade: nobody gains by
//! cutting an order into small ones.

use crate::{
    error::{CoreError, Result},
    fixed::{Rounding, mul_div_u64},
};

pub mod window;
pub use window::Window;

/// `10^(8 + 8 − 6)`: IO base units times price over IOSD base units.
pub const SCALE: u64 = 10_000_000_000;

fn positive(amount: u64, error: CoreError) -> Result<u64> {
    if amount == 0 { Err(error) } else { Ok(amount) }
}

fn priced(price: u64) -> Result<u64> {
    positive(price, CoreError::PriceNotPositive)
}

/// IOSD minted for burning `io`: `⌊io·price / 10¹⁰⌋`.
///
/// # Errors
/// `ZeroOutput`, `PriceNotPositive`, `Overflow`.
pub fn mint_exact_in(io: u64, price: u64) -> Result<u64> {
    let iosd = mul_div_u64(io, priced(price)?, SCALE, Rounding::Down)?;
    positive(iosd, CoreError::ZeroOutput)
}

/// IO to burn for exactly `iosd`: `⌈iosd·10¹⁰ / price⌉`.
///
/// # Errors
/// `ZeroAmount`, `PriceNotPositive`, `Overflow`.
pub fn mint_exact_out(iosd: u64, price: u64) -> Result<u64> {
    let iosd = positive(iosd, CoreError::ZeroAmount)?;
    mul_div_u64(iosd, SCALE, priced(price)?, Rounding::Up)
}

/// What redemptions have left, and who shares it. IO base units and IOSD base units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backing {
    /// IO burned for IOSD, not counting fees and slashes.
    pub burned: u64,
    /// IO minted again by redemptions.
    pub redeemed: u64,
    /// IOSD supply.
    pub supply: u64,
}

impl Backing {
    /// IO that redemptions may still mint.
    ///
    /// # Errors
    /// `RedemptionAboveBurned` if more was redeemed than burned: impossible unless there is a bug.
    pub fn remaining(&self) -> Result<u64> {
        self.burned
            .checked_sub(self.redeemed)
            .ok_or(CoreError::RedemptionAboveBurned)
    }

    /// IO paid for redeeming `iosd`: the price formula `⌊iosd·10¹⁰/price⌋`, at most the redeemer's
    /// part of what is left, `⌊iosd·remaining/supply⌋`. No one gains by running first.
    ///
    /// # Errors
    /// `ZeroOutput`, `PriceNotPositive`, `RedemptionAboveBurned` (also for more than the supply),
    /// `Overflow`.
    pub fn redeem_exact_in(&self, iosd: u64, price: u64) -> Result<u64> {
        let part = self.part(iosd)?;
        let by_price = match mul_div_u64(iosd, SCALE, priced(price)?, Rounding::Down) {
            // Beyond a u64 the part is the smaller one for certain.
            Err(CoreError::Overflow) => u64::MAX,
            other => other?,
        };
        positive(by_price.min(part), CoreError::ZeroOutput)
    }

    /// IOSD to redeem for exactly `io`: the larger of `⌈io·price/10¹⁰⌉` and `⌈io·supply/remaining⌉`,
    /// so that [`Backing::redeem_exact_in`] of the result pays at least `io`.
    ///
    /// # Errors
    /// `ZeroAmount`, `PriceNotPositive`, `RedemptionAboveBurned` above what is left, `Overflow`.
    pub fn redeem_exact_out(&self, io: u64, price: u64) -> Result<u64> {
        let io = positive(io, CoreError::ZeroAmount)?;
        let remaining = self.remaining()?;
        if io > remaining {
            return Err(CoreError::RedemptionAboveBurned);
        }
        let by_price = mul_div_u64(io, priced(price)?, SCALE, Rounding::Up)?;
        let by_part = mul_div_u64(io, self.supply, remaining, Rounding::Up)?;
        let iosd = by_price.max(by_part);
        if iosd > self.supply {
            return Err(CoreError::RedemptionAboveBurned);
        }
        Ok(iosd)
    }

    fn part(&self, iosd: u64) -> Result<u64> {
        if iosd > self.supply {
            return Err(CoreError::RedemptionAboveBurned);
        }
        let remaining = self.remaining()?;
        if iosd == 0 {
            return Err(CoreError::ZeroOutput);
        }
        mul_div_u64(iosd, remaining, self.supply, Rounding::Down)
    }

    /// What the IO left is worth at `price`, in IOSD base units, rounded down; `u64::MAX` beyond a u64.
    ///
    /// # Errors
    /// `PriceNotPositive`, `RedemptionAboveBurned`.
    pub fn value(&self, price: u64) -> Result<u64> {
        match mul_div_u64(self.remaining()?, priced(price)?, SCALE, Rounding::Down) {
            Err(CoreError::Overflow) => Ok(u64::MAX),
            other => other,
        }
    }

    /// `min(1, value of what is left / supply)` in basis points, rounded down: published coverage is
    /// never flattered. With `price` the price of a redemption it says what part of the price formula
    /// a redemption pays: below 10,000 its part of what is left is the smaller one. Nothing
    /// outstanding is covered in full.
    ///
    /// # Errors
    /// `PriceNotPositive`, `RedemptionAboveBurned`.
    pub fn coverage_bps(&self, price: u64) -> Result<u64> {
        let value = self.value(price)?;
        if value >= self.supply {
            return Ok(crate::units::BPS);
        }
        // Below the supply, so the quotient is below 10,000.
        mul_div_u64(value, crate::units::BPS, self.supply, Rounding::Down)
    }

    /// IOSD base units that stand for `usd_micro` in a lease: `$ / min(1, coverage)`, rounded up for
    /// the supplier, who bears the token.
    ///
    /// # Errors
    /// `PriceNotPositive` also when coverage is nothing; `RedemptionAboveBurned`, `Overflow`.
    pub fn lease_amount(&self, usd_micro: u64, price: u64) -> Result<u64> {
        let value = self.value(price)?;
        if value >= self.supply {
            return Ok(usd_micro);
        }
        mul_div_u64(usd_micro, self.supply, priced(value)?, Rounding::Up)
    }
}

#[cfg(test)]
mod tests;
