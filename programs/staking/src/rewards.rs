//! The stakers' pool: folding what `emissions` minted into the accumulator, and settling positions.
use crate::{
    errors::StakingError,
    state::{Pool, Position},
};
use anchor_lang::prelude::*;
use emissions::state::Emission;
use io_core::{
    accumulator::Accumulator,
    fixed::{mul_div_u64, Rounding},
    reserve::{release_hour, release_hours, MAX_RELEASE_HOURS},
};
use io_runtime::CoreErrorExt;

impl Pool {
    /// The accumulator as the money rules know it.
    #[inline(always)]
    pub fn accumulator(&self) -> Accumulator {
        Accumulator {
            per_unit_q64: self.acc_q64.get(),
            remainder_q64: self.acc_remainder_q64.get(),
        }
    }

    /// Gives the hours since the last fold to the stake that stood through them. Runs before every
    /// change of delegated stake, so nobody earns from hours before he came.
    ///
    /// Hours with less than `min_earning_stake` go to the reserve; others also get what the reserve
    /// releases.
    ///
    /// # Errors
    /// `AccrueFirst` unless every completed hour has been minted.
    #[inline(always)]
    pub fn fold(&mut self, emission: &Emission, now_ts: i64) -> Result<()> {
        require!(emission.is_current(now_ts), StakingError::AccrueFirst);
        let epoch = emission.accrued_epoch.get();
        if epoch == self.folded_epoch.get() {
            return Ok(());
        }
        let total = emission.stakers_total.get();
        self.enact(epoch, total)?;
        self.fold_hours(epoch, total)
    }

    /// Puts a change of the parameters in force that lies at or before `epoch`, after folding the hours
    /// before it: an hour is judged by its own parameters, whenever it is folded.
    ///
    /// Where hours before and after it are folded at once, each counts as their mean, rounded down for
    /// the hours after: pools fall by 0.0014% an hour. Exact as soon as anyone folds within an hour.
    ///
    /// # Errors
    /// As [`Pool::fold_hours`].
    #[inline(never)]
    pub fn enact(&mut self, epoch: u64, stakers_total: u64) -> Result<()> {
        let from_epoch = self.next_from_epoch.get();
        if self.next_from_ts.get() == 0 || epoch < from_epoch {
            return Ok(());
        }
        let (folded, folded_total) = (self.folded_epoch.get(), self.folded_total.get());
        // All of them at least what was folded, or `fold_hours` refuses.
        let minted = mul_div_u64(
            stakers_total.wrapping_sub(folded_total),
            from_epoch.wrapping_sub(folded),
            epoch.wrapping_sub(folded),
            Rounding::Down,
        )
        .or_program_error()?;
        self.fold_hours(from_epoch, folded_total.wrapping_add(minted))?;
        self.cooldown_s = self.next_cooldown_s;
        self.min_earning_stake = self.next_min_earning_stake;
        self.next_from_ts = 0i64.into();
        Ok(())
    }

    /// [`Pool::fold`] for hours up to `epoch` that bring the stakers' total to `stakers_total`.
    ///
    /// # Errors
    /// `InvariantBroken` when either would fall; `7001` when the accumulator is full.
    pub fn fold_hours(&mut self, epoch: u64, stakers_total: u64) -> Result<()> {
        let hours = epoch
            .checked_sub(self.folded_epoch.get())
            .ok_or(StakingError::InvariantBroken)?;
        let minted = stakers_total
            .checked_sub(self.folded_total.get())
            .ok_or(StakingError::InvariantBroken)?;
        let stake = self.delegated_total.get();
        let reserve = self.reserve.get();
        if stake < self.min_earning_stake.get() {
            self.reserve = reserve
                .checked_add(minted)
                .ok_or(StakingError::Overflow)?
                .into();
        } else {
            let released = released_over(reserve, hours, minted);
            let reward = minted.checked_add(released).ok_or(StakingError::Overflow)?;
            let mut accumulator = self.accumulator();
            accumulator.distribute(reward, stake).or_program_error()?;
            self.acc_q64 = accumulator.per_unit_q64.into();
            self.acc_remainder_q64 = accumulator.remainder_q64.into();
            // A release is a part of the reserve.
            self.reserve = reserve.saturating_sub(released).into();
        }
        self.folded_total = stakers_total.into();
        self.folded_epoch = epoch.into();
        Ok(())
    }
}

/// What the reserve releases over `hours` that minted `minted` together, IO base units.
///
/// At most 720 hours release in one call; what the rest would have released stays in the reserve, so
/// the first to come after a long silence gets a month's part at most. An hour's pool is the mean of
/// the hours folded, rounded down for the reserve: pools fall by 0.0014% an hour, so within 720
/// hours the mean is within 1% of each, and it matters only where the reserve exceeds a year's pool.
fn released_over(reserve: u64, hours: u64, minted: u64) -> u64 {
    let pool = minted.checked_div(hours).unwrap_or(0);
    let span = hours.min(MAX_RELEASE_HOURS);
    if let Ok(released) = release_hours(reserve, span, pool) {
        return released;
    }
    let mut left = reserve;
    for _ in 0..span {
        left = left.saturating_sub(release_hour(left, pool));
    }
    reserve.saturating_sub(left)
}

impl Position {
    /// Brings `unpaid` up to the accumulator: `stake · (acc − acc_seen)`, rounded down for the vault.
    /// Runs before every change of `amount`.
    ///
    /// # Errors
    /// `7006` for an accumulator behind the position, `7001` for rewards past 64 bits: impossible.
    #[inline(always)]
    pub fn settle(&mut self, accumulator: &Accumulator) -> Result<()> {
        let amount = self.amount.get();
        if amount > 0 {
            let earned = accumulator
                .earned(amount, self.acc_seen_q64.get())
                .or_program_error()?;
            let unpaid = self
                .unpaid
                .get()
                .checked_add(earned)
                .ok_or(StakingError::Overflow)?;
            self.unpaid = unpaid.into();
        }
        self.acc_seen_q64 = accumulator.per_unit_q64.into();
        Ok(())
    }
}

#[cfg(test)]
mod tests;
