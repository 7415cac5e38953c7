use crate::{
    cooling::start_cooling, errors::StakingError, events::DeviceUnstaked, hire::require_not_hired,
    state::*,
};
use anchor_lang::prelude::*;
use io_runtime::{clock, emit, Loaded};
use oracle::state::Device;

/// Starts the cooldown of device stake. What is not locked may cool while the device is not hired: a
/// device whose stake falls below its requirement takes no new lease. A renter relies on the stake of a
/// hired one, of which only the surplus leaves, by `withdraw_surplus`. Co-stakers hold their owner: his
/// part stays at least theirs until they leave or the device is retired.
///
/// # Authority
/// The owner of the stake.
///
/// # Parameters
/// - `amount`: IO base units, at most what is staked and not locked.
///
/// # Special errors
/// `ZeroAmount`, `WrongDevice`, `WrongHire`, `DeviceHired`, `InsufficientStake`, `CoStakeAboveHalf`,
/// `TicketsFull`.
#[derive(Accounts)]
pub struct UnstakeDevice {
    #[account(address = device_stake.owner @ StakingError::NotTheOwner)]
    pub owner: Signer,
    #[account(mut)]
    pub pool: Loaded<Pool>,
    #[account(address = device_stake.device @ StakingError::WrongDevice)]
    pub device: Loaded<Device>,
    #[account(mut)]
    pub device_stake: Loaded<DeviceStake>,
    /// `escrow`'s hire of the device: while it is not hired there is no account at that address.
    pub hire: UncheckedAccount,
}

impl UnstakeDevice {
    pub fn handle(&mut self, amount: u64) -> Result<()> {
        require!(amount > 0, StakingError::ZeroAmount);
        let Self {
            owner,
            pool,
            device,
            device_stake,
            hire,
        } = self;
        require_not_hired(hire.account(), device.address(), device_stake.hire_bump)?;
        let stake_before = device_stake.amount.get();
        let free = stake_before.saturating_sub(device_stake.spoken_for());
        require!(amount <= free, StakingError::InsufficientStake);
        // amount <= free <= stake_before
        let stake_after = stake_before.wrapping_sub(amount);
        device_stake.require_half(stake_after, device)?;
        let device_total = pool
            .device_total
            .get()
            .checked_sub(amount)
            .ok_or(StakingError::InvariantBroken)?;
        let cooling_total = pool
            .cooling_total
            .get()
            .checked_add(amount)
            .ok_or(StakingError::Overflow)?;
        let now_ts = clock::now_ts();
        let unlock_ts = now_ts.saturating_add(i64::from(pool.cooldown_at(now_ts)));

        start_cooling(&mut device_stake.cooling, amount, unlock_ts)?;
        device_stake.amount = stake_after.into();
        pool.device_total = device_total.into();
        pool.cooling_total = cooling_total.into();
        device_stake.invariant()?;
        emit!(DeviceUnstaked {
            device: *device.address(),
            owner: *owner.address(),
            stake_before,
            stake_after,
            unlock_ts,
        });
        Ok(())
    }
}
