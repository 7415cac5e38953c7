use crate::{
    co_stake::CoStake, cooling::start_cooling, errors::StakingError, events::CoStakeLeft, state::*,
    Loaded,
};
use anchor_lang::{address_eq, prelude::*};
use io_core::{co_stake::exit_cooldown_s, stake::MIN_CO_STAKE};
use io_runtime::CoreErrorExt;
use oracle::state::Device;

/// Starts the cooldown of a co-stake, whether or not the device is hired. From now on it has no weight
/// and earns nothing, so a device that needed it takes no new lease; it can be slashed until it is
/// withdrawn.
///
/// It cools for 14 days once the owner has left (no stake at work, or the device retired), and for
/// 7 + 14 before that.
///
/// # Authority
/// The co-staker.
///
/// # Parameters
/// - `shares`: how many of `CoStake::shares`: all, or so many that 50 IO stay.
///
/// # Special errors
/// `ZeroAmount`, `NotTheOwner`, `WrongDevice`, `InsufficientStake`, `CoStakeBelowMinimum`,
/// `TicketsFull`.
#[derive(Accounts)]
pub struct LeaveCoStake {
    #[account(address = co_stake.owner @ StakingError::NotTheOwner)]
    pub owner: Signer,
    pub pool: Loaded<Pool>,
    #[account(address = co_stake.device @ StakingError::WrongDevice)]
    pub device: Loaded<Device>,
    #[account(mut)]
    pub device_stake: Loaded<DeviceStake>,
    #[account(mut)]
    pub co_stake: Loaded<CoStake>,
}

impl LeaveCoStake {
    pub fn handle(&mut self, shares: u64) -> Result<()> {
        let Self {
            owner,
            pool,
            device,
            device_stake,
            co_stake,
        } = self;
        require!(shares > 0, StakingError::ZeroAmount);
        require!(
            address_eq(&device_stake.device, device.address()),
            StakingError::WrongDevice
        );
        co_stake.catch_up(device_stake);
        let shares_before = co_stake.shares.get();
        let shares_after = shares_before
            .checked_sub(shares)
            .ok_or(StakingError::InsufficientStake)?;
        let stays = device_stake.pot().value(shares_after).or_program_error()?;
        require!(
            shares_after == 0 || stays >= MIN_CO_STAKE,
            StakingError::CoStakeBelowMinimum
        );
        let active_shares = device_stake
            .co_active_shares
            .get()
            .checked_sub(shares)
            .ok_or(StakingError::InvariantBroken)?;
        let now_ts = io_runtime::clock::now_ts();
        let cooldown_s =
            exit_cooldown_s(pool.cooldown_at(now_ts), device_stake.owner_stays(device));
        let unlock_ts = now_ts.saturating_add_unsigned(cooldown_s);

        start_cooling(&mut co_stake.cooling, shares, unlock_ts)?;
        co_stake.shares = shares_after.into();
        device_stake.co_active_shares = active_shares.into();
        device_stake.invariant()?;
        io_runtime::emit!(CoStakeLeft {
            device: co_stake.device,
            owner: *owner.address(),
            shares_before,
            shares_after,
            unlock_ts,
        });
        Ok(())
    }
}
