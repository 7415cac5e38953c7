//! Vesting of the genesis allocation: equal monthly parts after a cliff, the last takes the rest.

use crate::{
    error::Result,
    fixed::{Rounding, mul_div_u64},
    units::MONTH_S,
};

/// Equal monthly parts. `parts == 0` means liquid at genesis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vesting {
    /// The month (1 = the first) at whose end the first part vests.
    pub first_month: u16,
    /// Number of monthly parts.
    pub parts: u16,
}

impl Vesting {
    /// Liquid at genesis.
    pub const NONE: Self = Self {
        first_month: 0,
        parts: 0,
    };
    /// Investors: 24 equal parts in months 13-36.
    pub const INVESTORS: Self = Self {
        first_month: 13,
        parts: 24,
    };
    /// Core contributors: 36 equal parts in months 13-48.
    pub const CORE: Self = Self {
        first_month: 13,
        parts: 36,
    };

    /// Base units of `total` vested `elapsed_s` seconds after genesis.
    ///
    /// Rounds down, so nothing leaves early; the last part takes the remainder, so `total` vests.
    ///
    /// # Errors
    /// None in practice: the quotient never exceeds `total`.
    pub fn vested(&self, total: u64, elapsed_s: u64) -> Result<u64> {
        if self.parts == 0 {
            return Ok(total);
        }
        let months = elapsed_s.checked_div(MONTH_S).unwrap_or(0);
        let before_first = u64::from(self.first_month).saturating_sub(1);
        let parts = u64::from(self.parts);
        let done = months.saturating_sub(before_first).min(parts);
        let each = mul_div_u64(total, 1, parts, Rounding::Down)?;
        if done == parts {
            Ok(total)
        } else {
            // each * done < total because done < parts.
            Ok(each.wrapping_mul(done))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::ALLOCATIONS;

    #[test]
    fn parts_vest_at_the_end_of_their_month_and_sum_to_the_total() {
        for v in [Vesting::INVESTORS, Vesting::CORE] {
            for a in ALLOCATIONS {
                let first = MONTH_S * u64::from(v.first_month);
                assert_eq!(v.vested(a.amount, first - 1), Ok(0));
                assert_eq!(v.vested(a.amount, first), Ok(a.amount / u64::from(v.parts)));
                let last = MONTH_S * u64::from(v.first_month + v.parts - 1);
                assert!(v.vested(a.amount, last - 1).unwrap() < a.amount);
                assert_eq!(v.vested(a.amount, last), Ok(a.amount));
                assert_eq!(v.vested(a.amount, u64::MAX), Ok(a.amount));
            }
        }
        assert_eq!(
            Vesting::INVESTORS.first_month + Vesting::INVESTORS.parts - 1,
            36
        );
        assert_eq!(Vesting::CORE.first_month + Vesting::CORE.parts - 1, 48);
        assert_eq!(Vesting::NONE.vested(7, 0), Ok(7));
    }

    #[test]
    fn the_last_part_takes_the_remainder() {
        let v = Vesting::INVESTORS;
        assert_eq!(v.vested(100, MONTH_S * 35), Ok(4 * 23));
        assert_eq!(v.vested(100, MONTH_S * 36), Ok(100));
    }
}
