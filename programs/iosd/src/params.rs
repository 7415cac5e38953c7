//! Limits of the parameters.
use crate::{errors::IosdError, state::IosdParams};
use anchor_lang::prelude::*;
use core::ops::RangeInclusive;
use io_core::units::{BPS, ONE_IO, ONE_IOSD};
use io_runtime::params::within_epochs;

/// How far the price may be allowed from its average, basis points: 1% to 25%.
const DEVIATION_BPS: RangeInclusive<u16> = 100..=2_500;
/// The highest spread on a redemption, basis points.
const MOST_SPREAD_BPS: u16 = 500;
/// The highest minimum of a request, base units: a thousand IO, a thousand IOSD.
const MOST_MIN_REQUEST: (u64, u64) = (1_000 * ONE_IO, 1_000 * ONE_IOSD);
/// What a window may hold, IOSD base units: ten thousand IOSD, so that no parameter is a pause without
/// end, to a million, which is what a lying quorum could take at once.
const WINDOW: RangeInclusive<u64> = 10_000 * ONE_IOSD..=1_000_000 * ONE_IOSD;

impl IosdParams {
    /// What the program relies on, at genesis and ever after.
    ///
    /// # Errors
    /// `BadParameter`.
    pub fn validate(&self) -> Result<()> {
        require!(
            self.request_ttl_s.get() > 0
                && u64::from(self.max_deviation_bps.get()) <= BPS
                && u64::from(self.redeem_spread_bps.get()) <= BPS
                && self.min_request_io.get() > 0
                && self.min_request_iosd.get() > 0
                && self.mint_window_capacity.get() > 0
                && self.redeem_window_capacity.get() > 0
                && self.window_length_s.get() > 0,
            IosdError::BadParameter
        );
        Ok(())
    }

    /// What the config authority may change to, beyond `validate`. Genesis is free of these limits: who
    /// signs it could change the program, and test networks scale their times.
    ///
    /// # Errors
    /// `RequestTimeOutOfRange` for less than a sixtieth of an epoch or more than 24 epochs;
    /// `DeviationOutOfRange` outside 1% to 25%; `SpreadAboveLimit` for more than 5%;
    /// `MinRequestAboveLimit` for more than 1,000 IO or IOSD; `WindowOutOfRange` outside 10,000 to
    /// 1,000,000 IOSD, or for a length outside 1 to 168 epochs.
    pub fn validate_change(&self, epoch_length_s: u32) -> Result<()> {
        self.validate()?;
        let ttl_s = self.request_ttl_s.get();
        require!(
            ttl_s >= epoch_length_s / 60 && within_epochs(ttl_s, epoch_length_s, 0, 24),
            IosdError::RequestTimeOutOfRange
        );
        require!(
            DEVIATION_BPS.contains(&self.max_deviation_bps.get()),
            IosdError::DeviationOutOfRange
        );
        require!(
            self.redeem_spread_bps.get() <= MOST_SPREAD_BPS,
            IosdError::SpreadAboveLimit
        );
        let (most_io, most_iosd) = MOST_MIN_REQUEST;
        require!(
            self.min_request_io.get() <= most_io && self.min_request_iosd.get() <= most_iosd,
            IosdError::MinRequestAboveLimit
        );
        require!(
            WINDOW.contains(&self.mint_window_capacity.get())
                && WINDOW.contains(&self.redeem_window_capacity.get())
                && within_epochs(self.window_length_s.get(), epoch_length_s, 1, 168),
            IosdError::WindowOutOfRange
        );
        Ok(())
    }
}
