use crate::{errors::StakingError, events::ParamsChanged, state::*};
use anchor_lang::prelude::*;
use emissions::state::Emission;
use io_core::units::ONE_IO;
use io_runtime::{
    clock, emit,
    params::{next_epoch_ts, within_epochs},
    Loaded,
};

/// The highest total below which an hour may be kept from the stakers, IO base units: a million IO.
const MOST_MIN_EARNING_STAKE: u64 = 1_000_000 * ONE_IO;

/// Fewest and most epochs of a cooldown: with a shorter one stake escapes what it did, and a longer one
/// is no exit. Genesis is free of it: who signs that could change the program, and test networks scale
/// their times.
const COOLDOWN_EPOCHS: (u32, u32) = (24, 2_160);

/// Changes the parameters from the next epoch on; a change that is still pending is replaced. Stake that
/// is cooling keeps the time it began with, and hours until then are judged by the old parameters
/// whenever they are folded (see `Pool::enact`).
///
/// # Authority
/// The config authority.
///
/// # Parameters
/// - `cooldown_s`: seconds from unstake to withdraw, 24 to 2,160 epochs.
/// - `min_earning_stake`: IO base units, at most a million IO; below this total the hour goes to the
///   reserve.
///
/// # Special errors
/// `NotTheAuthority`, `CooldownOutOfRange`, `MinEarningStakeZero`, `MinEarningStakeAboveLimit`;
/// `AccrueFirst` unless every completed hour is minted.
#[derive(Accounts)]
pub struct SetParams {
    #[account(address = pool.authority @ StakingError::NotTheAuthority)]
    pub authority: Signer,
    #[account(mut)]
    pub pool: Loaded<Pool>,
    pub emission: Loaded<Emission>,
}

impl SetParams {
    pub fn handle(&mut self, cooldown_s: u32, min_earning_stake: u64) -> Result<()> {
        let Self { pool, emission, .. } = self;
        let length_s = emission.epoch_length_s.get();
        let (least, most) = COOLDOWN_EPOCHS;
        require!(
            within_epochs(cooldown_s, length_s, least, most),
            StakingError::CooldownOutOfRange
        );
        require!(min_earning_stake > 0, StakingError::MinEarningStakeZero);
        require!(
            min_earning_stake <= MOST_MIN_EARNING_STAKE,
            StakingError::MinEarningStakeAboveLimit
        );
        let now_ts = clock::now_ts();
        // Also enacts a change whose time has come, which leaves room for this one.
        pool.fold(emission, now_ts)?;
        let from_epoch = emission
            .accrued_epoch
            .get()
            .checked_add(1)
            .ok_or(StakingError::Overflow)?;
        let from_ts = next_epoch_ts(now_ts, emission.genesis_ts.get(), length_s)
            .ok_or(StakingError::Overflow)?;

        pool.next_cooldown_s = cooldown_s.into();
        pool.next_min_earning_stake = min_earning_stake.into();
        pool.next_from_ts = from_ts.into();
        pool.next_from_epoch = from_epoch.into();
        pool.invariant()?;
        emit!(ParamsChanged {
            from_ts,
            min_earning_stake_before: pool.min_earning_stake.get(),
            min_earning_stake_after: min_earning_stake,
            cooldown_s_before: pool.cooldown_s.get(),
            cooldown_s_after: cooldown_s,
        });
        Ok(())
    }
}
