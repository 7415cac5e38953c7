use crate::{errors::StakingError, events::SurplusWithdrawn, state::*, Loaded};
use anchor_lang::prelude::*;
use io_runtime::{singletons, token};
use oracle::state::{Classes, Device};

/// Pays the owner stake above the device's requirement at once, hired or not: no lease rests on it. A
/// requirement that has fallen (fewer processors, a lower multiplier) counts as it was until a cooldown
/// has passed since the fall was noted.
///
/// # Authority
/// The owner, who names the destination.
///
/// # Parameters
/// - `amount`: IO base units.
///
/// # Special errors
/// `ZeroAmount`, `WrongDevice`, `NoSurplus`; `StakeLocked` when what stays would not cover slashes and
/// guarantees; `CoStakeAboveHalf`.
#[derive(Accounts)]
pub struct WithdrawSurplus {
    #[account(address = device_stake.owner @ StakingError::NotTheOwner)]
    pub owner: Signer,
    #[account(mut)]
    pub pool: Loaded<Pool>,
    #[account(address = device_stake.device @ StakingError::WrongDevice)]
    pub device: Loaded<Device>,
    #[account(address = singletons::CLASSES.address)]
    pub classes: Loaded<Classes>,
    #[account(mut)]
    pub device_stake: Loaded<DeviceStake>,
    #[account(mut, address = pool.stake_vault @ StakingError::WrongVault)]
    pub stake_vault: UncheckedAccount,
    #[account(mut)]
    pub destination: UncheckedAccount,
    pub token_program: Program<Token>,
}

impl WithdrawSurplus {
    /// Notes the requirement and checks that the owner may take `amount`; what he has left at work.
    fn validate(&mut self, amount: u64) -> Result<u64> {
        let Self {
            pool,
            device,
            classes,
            device_stake,
            ..
        } = self;
        require!(amount > 0, StakingError::ZeroAmount);
        let now_ts = io_runtime::clock::now_ts();
        let requirement = device_stake.note_device(now_ts, device, classes, pool)?;
        // What is locked backs nothing, so it is no surplus either.
        let own = device_stake.amount.get();
        require!(
            amount <= own && amount <= requirement.surplus(device_stake.backing()?),
            StakingError::NoSurplus
        );
        // amount <= own, which is a part of the owner's total.
        let total_after = device_stake.own_total()?.wrapping_sub(amount);
        require!(
            total_after >= device_stake.spoken_for(),
            StakingError::StakeLocked
        );
        let own_after = own.wrapping_sub(amount);
        device_stake.require_half(own_after, device)?;
        Ok(own_after)
    }

    pub fn handle(&mut self, amount: u64) -> Result<()> {
        let stake_after = self.validate(amount)?;
        let Self {
            owner,
            pool,
            device_stake,
            stake_vault,
            destination,
            ..
        } = self;
        let device_total = pool
            .device_total
            .get()
            .checked_sub(amount)
            .ok_or(StakingError::InvariantBroken)?;
        let stake_before = device_stake.amount.get();

        token::transfer(
            stake_vault,
            destination,
            pool,
            amount,
            &[POOL_SEED, &[pool.bump]],
        );

        device_stake.amount = stake_after.into();
        pool.device_total = device_total.into();
        device_stake.invariant()?;
        pool.principal_invariant(token::vault_amount(stake_vault)?)?;
        io_runtime::emit!(SurplusWithdrawn {
            device: device_stake.device,
            owner: *owner.address(),
            stake_before,
            stake_after,
            requirement: device_stake.requirement.get(),
        });
        Ok(())
    }
}
