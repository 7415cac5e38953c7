use crate::{cooling::start_cooling, errors::StakingError, events::Unstaked, state::*};
use anchor_lang::prelude::*;
use emissions::state::Emission;
use io_runtime::{clock, emit, Loaded};

/// Starts the cooldown of delegated stake, which earns nothing from now on.
///
/// # Authority
/// The owner.
///
/// # Parameters
/// - `amount`: IO base units, at most what is staked and not locked.
///
/// # Special errors
/// `ZeroAmount`, `InsufficientStake`, `TicketsFull`; `AccrueFirst` unless every completed hour is
/// minted.
#[derive(Accounts)]
pub struct Unstake {
    #[account(address = position.owner @ StakingError::NotTheOwner)]
    pub owner: Signer,
    #[account(mut)]
    pub pool: Loaded<Pool>,
    #[account(mut)]
    pub position: Loaded<Position>,
    pub emission: Loaded<Emission>,
}

impl Unstake {
    pub fn handle(&mut self, amount: u64) -> Result<()> {
        require!(amount > 0, StakingError::ZeroAmount);
        let Self {
            owner,
            pool,
            position,
            emission,
        } = self;
        let now_ts = clock::now_ts();
        pool.fold(emission, now_ts)?;
        position.settle(&pool.accumulator())?;
        let stake_before = position.amount.get();
        // Locks saturate, so a lock may exceed what is left staked.
        let free = stake_before.saturating_sub(position.locked.get());
        require!(amount <= free, StakingError::InsufficientStake);
        // amount <= free <= stake_before
        let stake_after = stake_before.wrapping_sub(amount);
        let delegated_total = pool
            .delegated_total
            .get()
            .checked_sub(amount)
            .ok_or(StakingError::InvariantBroken)?;
        let cooling_total = pool
            .cooling_total
            .get()
            .checked_add(amount)
            .ok_or(StakingError::Overflow)?;
        let unlock_ts = now_ts.saturating_add(i64::from(pool.cooldown_at(now_ts)));

        start_cooling(&mut position.cooling, amount, unlock_ts)?;
        position.amount = stake_after.into();
        pool.delegated_total = delegated_total.into();
        pool.cooling_total = cooling_total.into();
        pool.invariant()?;
        emit!(Unstaked {
            owner: *owner.address(),
            stake_before,
            stake_after,
            delegated_total,
            unlock_ts,
        });
        Ok(())
    }
}
