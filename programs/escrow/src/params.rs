//! Limits of the parameters.
use crate::{errors::EscrowError, state::EscrowParams};
use anchor_lang::prelude::*;
use io_core::units::BPS;
use io_runtime::params::within_epochs;

/// The most that each side may pay in fees, basis points: 10%.
const MOST_SIDE_FEE_BPS: u32 = 1_000;

impl EscrowParams {
    /// Of the dearer token.
    fn side_bps(&self) -> u32 {
        let payment_bps = self
            .payment_fee_bps
            .get()
            .max(self.usdc_payment_fee_bps.get());
        // Two numbers of 16 bits.
        u32::from(self.reservation_fee_bps.get()).wrapping_add(u32::from(payment_bps))
    }

    /// What the program relies on, at genesis and ever after: parts of a whole are no more than the
    /// whole, and times are positive.
    ///
    /// # Errors
    /// `BadParameter`.
    pub fn validate(&self) -> Result<()> {
        require!(
            u64::from(self.side_bps()) <= BPS
                && u64::from(self.fee_burn_bps.get()) <= BPS
                && self.open_timeout_s.get() > 0
                && self.matched_timeout_s.get() > 0
                && self.expiry_grace_s.get() > 0
                && self.rounds_hold(),
            EscrowError::BadParameter
        );
        Ok(())
    }

    /// Whether the times of rounds fit into each other, where rounds are held: a draw within a window, a
    /// whole round within the time that a job waits for one, and time left for anyone after that.
    fn rounds_hold(&self) -> bool {
        let (window, draw) = (self.match_window_s.get(), self.match_draw_s.get());
        let only = self.match_only_s.get();
        window == 0
            || (draw > 0 && draw < window && only / 2 >= window && only < self.open_timeout_s.get())
    }

    /// What the config authority may change to, beyond `validate`. Genesis is free of these limits: who
    /// signs it could change the program, and test networks scale their times.
    ///
    /// # Errors
    /// `FeeAboveLimit` for more than 10% from a side; `TimeOutOfRange` for less than a sixtieth of an
    /// epoch or more than 720 epochs to match or start, and for a grace of less than 24 epochs, in which
    /// suppliers must be able to settle, or more than 1,440; for a window that does not divide an epoch, so that
    /// a change falls between two windows, and for less than a sixtieth of an epoch to draw.
    pub fn validate_change(&self, epoch_length_s: u32) -> Result<()> {
        self.validate()?;
        require!(
            self.side_bps() <= MOST_SIDE_FEE_BPS,
            EscrowError::FeeAboveLimit
        );
        let minute = epoch_length_s / 60;
        let served = |time: PodU32| {
            time.get() >= minute && within_epochs(time.get(), epoch_length_s, 0, 720)
        };
        let window = self.match_window_s.get();
        let between = epoch_length_s.checked_rem(window).unwrap_or(0) == 0;
        require!(
            window == 0 || (between && self.match_draw_s.get() >= minute),
            EscrowError::TimeOutOfRange
        );
        require!(
            served(self.open_timeout_s)
                && served(self.matched_timeout_s)
                && within_epochs(self.expiry_grace_s.get(), epoch_length_s, 24, 1_440),
            EscrowError::TimeOutOfRange
        );
        Ok(())
    }
}
