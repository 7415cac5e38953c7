use crate::{co_stake::CoStake, errors::StakingError, events::CoStakeJoined, state::*, Loaded};
use anchor_lang::{address_eq, prelude::*};
use io_core::stake::MIN_CO_STAKE;
use io_runtime::{token, CoreErrorExt};
use oracle::state::{Device, DeviceStatus};

/// Puts IO behind somebody else's device, or adds to it. It is slashed with the device in proportion,
/// until it is withdrawn.
///
/// # Authority
/// The co-staker, who pays the account's rent.
///
/// # Parameters
/// - `amount`: IO base units.
/// - `min_share_bps`: least reward share the co-staker joins for.
///
/// # Special errors
/// `ZeroAmount`, `WrongDevice`, `DeviceRetired`, `OwnerCannotCoStake`, `CoStakeClosed`,
/// `RewardShareBelowMinimum`, `DeviceUnderSlash`, `CoStakeBelowMinimum`, `CoStakeAboveHalf`; 7001 or
/// 7015 for a pot that slashes have left nearly nothing of.
#[derive(Accounts)]
pub struct JoinCoStake {
    #[account(mut)]
    pub owner: Signer,
    #[account(mut)]
    pub pool: Loaded<Pool>,
    #[account(address = device_stake.device @ StakingError::WrongDevice)]
    pub device: Loaded<Device>,
    #[account(mut)]
    pub device_stake: Loaded<DeviceStake>,
    #[account(init_if_needed, payer = owner,
        seeds = [b"co_stake", device.address().as_ref(), owner.address().as_ref()], bump)]
    pub co_stake: Loaded<CoStake>,
    #[account(mut, address = pool.stake_vault @ StakingError::WrongVault)]
    pub stake_vault: UncheckedAccount,
    #[account(mut)]
    pub source: UncheckedAccount,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

impl JoinCoStake {
    fn validate(&self, amount: u64, min_share_bps: u16) -> Result<()> {
        let Self {
            owner,
            device,
            device_stake,
            ..
        } = self;
        require!(amount > 0, StakingError::ZeroAmount);
        // device
        require!(
            device.status != DeviceStatus::Retired as u8,
            StakingError::DeviceRetired
        );
        // device_stake
        require!(
            !address_eq(owner.address(), &device_stake.owner),
            StakingError::OwnerCannotCoStake
        );
        require!(device_stake.co_open == 1, StakingError::CoStakeClosed);
        require!(
            device_stake.reward_share_bps.get() >= min_share_bps,
            StakingError::RewardShareBelowMinimum
        );
        // Whoever joins under a lock would carry a part of it.
        require!(!device_stake.is_locked(), StakingError::DeviceUnderSlash);
        Ok(())
    }

    pub fn handle(&mut self, amount: u64, min_share_bps: u16, bump: u8) -> Result<()> {
        self.validate(amount, min_share_bps)?;
        let Self {
            owner,
            pool,
            device,
            device_stake,
            co_stake,
            stake_vault,
            source,
            ..
        } = self;
        co_stake.catch_up(device_stake);
        let shares_before = co_stake.shares.get();
        let mut pot = device_stake.pot();
        let value_before = pot.value(shares_before).or_program_error()?;
        require!(
            value_before.saturating_add(amount) >= MIN_CO_STAKE,
            StakingError::CoStakeBelowMinimum
        );
        let joined = pot.join(amount).or_program_error()?;
        let add = |a: u64, b: u64| a.checked_add(b).ok_or(StakingError::Overflow);
        let shares_after = add(shares_before, joined)?;
        let active_shares = add(device_stake.co_active_shares.get(), joined)?;
        let co_total = add(pool.co_total.get(), amount)?;

        token::transfer(source, stake_vault, owner, amount, &[]);

        co_stake.version = VERSION;
        co_stake.bump = bump;
        co_stake.device = *device.address();
        co_stake.owner = *owner.address();
        co_stake.shares = shares_after.into();
        device_stake.set_pot(pot);
        device_stake.co_active_shares = active_shares.into();
        pool.co_total = co_total.into();
        device_stake.require_half(device_stake.amount.get(), device)?;
        device_stake.invariant()?;
        pool.principal_invariant(token::vault_amount(stake_vault)?)?;
        io_runtime::emit!(CoStakeJoined {
            device: *device.address(),
            owner: *owner.address(),
            amount,
            shares_before,
            shares_after,
            device_co_total: pot.total,
        });
        Ok(())
    }
}
