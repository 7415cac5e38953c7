//! Fees of a lease, as functions of the gross amount paid so far.
//!
//! Everything is computed on cumulative amounts and taken as a difference: what anybody pays does not
//! depend on how often the supplier withdraws, and cutting a payment into dust saves nothing.

use crate::{
    error::{CoreError, Result},
    fixed::{Rounding, bps_of},
    units::BPS,
};

/// Fee rates of one lease, fixed at match so that a param change touches no running lease.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fees {
    /// Reservation fee, from each side.
    pub reservation_bps: u16,
    /// Payment fee, from each side.
    pub payment_bps: u16,
    /// Burned part of the fees; the rest goes to the treasury.
    pub burn_bps: u16,
}

/// Where a gross amount goes. `gross + renter_fee = supplier + burned + treasury`, exactly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FeeSplit {
    /// What the attested seconds earn.
    pub gross: u64,
    /// On top, from the renter's fee reserve.
    pub renter_fee: u64,
    /// Out of the gross amount.
    pub supplier_fee: u64,
    /// Paid to the supplier: gross less its fee.
    pub supplier: u64,
    /// Burned.
    pub burned: u64,
    /// Paid to the treasury.
    pub treasury: u64,
}

impl Fees {
    /// Leases paid in IO or IOSD.
    pub const NETWORK_TOKENS: Self = Self {
        reservation_bps: 25,
        payment_bps: 0,
        burn_bps: 5_000,
    };
    /// Leases paid in USDC.
    pub const USDC: Self = Self {
        reservation_bps: 25,
        payment_bps: 200,
        burn_bps: 0,
    };

    /// Reservation and payment fee of one side together; rounded once, not twice.
    ///
    /// # Errors
    /// `BpsOutOfRange` when they exceed the whole.
    pub fn side_bps(&self) -> Result<u16> {
        match self.reservation_bps.checked_add(self.payment_bps) {
            Some(bps) if u64::from(bps) <= BPS => Ok(bps),
            _ => Err(CoreError::BpsOutOfRange),
        }
    }

    /// The renter's fee reserve on top of a deposit, taken at funding and returned pro rata.
    ///
    /// Rounds down, like the fee itself: floors of parts never sum to more than the floor of the
    /// whole, so one reserve covers any number of leases of the job.
    ///
    /// # Errors
    /// `BpsOutOfRange`.
    pub fn renter_reserve(&self, deposit: u64) -> Result<u64> {
        bps_of(deposit, self.side_bps()?, Rounding::Down)
    }

    /// The split of a lease's cumulative `gross`.
    ///
    /// The renter's fee rounds down, for the renter (see [`Fees::renter_reserve`]). The supplier's
    /// rounds up, for the network: at most one unit a lease. The burn rounds down, for the treasury,
    /// which takes the rest.
    ///
    /// # Errors
    /// `BpsOutOfRange`, `Overflow`.
    pub fn split(&self, gross: u64) -> Result<FeeSplit> {
        let side = self.side_bps()?;
        let renter_fee = bps_of(gross, side, Rounding::Down)?;
        let supplier_fee = bps_of(gross, side, Rounding::Up)?;
        let fees = renter_fee
            .checked_add(supplier_fee)
            .ok_or(CoreError::Overflow)?;
        let burned = bps_of(fees, self.burn_bps, Rounding::Down)?;
        Ok(FeeSplit {
            gross,
            renter_fee,
            supplier_fee,
            // bps_of is never more than the whole: neither can wrap.
            supplier: gross.wrapping_sub(supplier_fee),
            burned,
            treasury: fees.wrapping_sub(burned),
        })
    }

    /// What one payment moves when the cumulative gross goes from `paid` to `owed`.
    ///
    /// # Errors
    /// `PaidAboveOwed` when `owed < paid`; as [`Fees::split`].
    pub fn payment(&self, paid: u64, owed: u64) -> Result<FeeSplit> {
        if owed < paid {
            return Err(CoreError::PaidAboveOwed);
        }
        let (before, after) = (self.split(paid)?, self.split(owed)?);
        // Every part of `split` grows with the gross amount, as its tests show; still checked.
        let rise = |b: u64, a: u64| a.checked_sub(b).ok_or(CoreError::Overflow);
        Ok(FeeSplit {
            gross: rise(before.gross, after.gross)?,
            renter_fee: rise(before.renter_fee, after.renter_fee)?,
            supplier_fee: rise(before.supplier_fee, after.supplier_fee)?,
            supplier: rise(before.supplier, after.supplier)?,
            burned: rise(before.burned, after.burned)?,
            treasury: rise(before.treasury, after.treasury)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_published_cluster() {
        // $3,311.616: 0.25% is $8.27904 a side, half of both burned.
        let split = Fees::NETWORK_TOKENS.split(3_311_616_000).unwrap();
        assert_eq!(split.renter_fee, 8_279_040);
        assert_eq!(split.supplier_fee, 8_279_040);
        assert_eq!(split.burned, 8_279_040);
        assert_eq!(split.treasury, 8_279_040);
        assert_eq!(split.supplier, 3_303_336_960);
        // One unit: the supplier's fee rounds up to it, and half a unit is not burned.
        let dust = Fees::NETWORK_TOKENS.split(1).unwrap();
        assert_eq!(
            (dust.renter_fee, dust.supplier, dust.burned, dust.treasury),
            (0, 0, 0, 1)
        );
        let usdc = Fees::USDC.split(1_000_000).unwrap();
        assert_eq!(
            (usdc.renter_fee, usdc.supplier, usdc.burned),
            (22_500, 977_500, 0)
        );
        assert_eq!(usdc.treasury, 45_000);
    }

    #[test]
    fn refusals_are_named() {
        let over = Fees {
            reservation_bps: 9_999,
            payment_bps: 2,
            burn_bps: 0,
        };
        assert_eq!(over.split(1), Err(CoreError::BpsOutOfRange));
        let over = Fees {
            reservation_bps: u16::MAX,
            payment_bps: 2,
            burn_bps: 0,
        };
        assert_eq!(over.renter_reserve(1), Err(CoreError::BpsOutOfRange));
        let over = Fees {
            burn_bps: 10_001,
            ..Fees::USDC
        };
        assert_eq!(over.split(1), Err(CoreError::BpsOutOfRange));
        assert_eq!(Fees::USDC.payment(2, 1), Err(CoreError::PaidAboveOwed));
    }

    /// Every part grows with the gross amount and the split is exact, for every amount up to 30,000.
    #[test]
    fn exhaustive_small() {
        let odd = Fees {
            reservation_bps: 3_333,
            payment_bps: 4_444,
            burn_bps: 7_777,
        };
        for fees in [Fees::NETWORK_TOKENS, Fees::USDC, odd] {
            let mut before = FeeSplit::default();
            for gross in 0..30_000 {
                let s = fees.split(gross).unwrap();
                assert_eq!(s.gross + s.renter_fee, s.supplier + s.burned + s.treasury);
                assert!(s.renter_fee >= before.renter_fee && s.supplier >= before.supplier);
                assert!(s.burned >= before.burned && s.treasury >= before.treasury);
                assert!(s.supplier_fee >= before.supplier_fee);
                before = s;
            }
        }
    }

    proptest! {
        #[test]
        fn payments_telescope(reservation in 0u16..=5_000, payment in 0u16..=5_000, burn in 0u16..=10_000,
                              mut marks in prop::collection::vec(0u64..1 << 60, 1..20)) {
            let fees = Fees { reservation_bps: reservation, payment_bps: payment, burn_bps: burn };
            marks.sort_unstable();
            let (mut paid, mut sum) = (0, FeeSplit::default());
            for owed in marks {
                let p = fees.payment(paid, owed).unwrap();
                sum.supplier += p.supplier;
                sum.burned += p.burned;
                sum.treasury += p.treasury;
                sum.renter_fee += p.renter_fee;
                paid = owed;
            }
            let whole = fees.split(paid).unwrap();
            prop_assert_eq!((sum.supplier, sum.burned, sum.treasury, sum.renter_fee),
                            (whole.supplier, whole.burned, whole.treasury, whole.renter_fee));
        }

        /// One reserve covers any cut of the job into leases, each paid any part.
        #[test]
        fn the_reserve_covers_every_lease(leases in prop::collection::vec((0u64..1 << 40, 0u64..=1_000), 1..16)) {
            let deposit: u64 = leases.iter().map(|(d, _)| *d).sum();
            let reserve = Fees::USDC.renter_reserve(deposit).unwrap();
            let fees: u64 = leases.iter().map(|(d, m)| Fees::USDC.split(d * m / 1_000).unwrap().renter_fee).sum();
            prop_assert!(fees <= reserve);
        }
    }
}
