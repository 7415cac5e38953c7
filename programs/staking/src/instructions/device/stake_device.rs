use crate::{errors::StakingError, events::DeviceStaked, hire::bump_of, state::*};
use anchor_lang::prelude::*;
use io_runtime::{emit, singletons, token, Loaded};
use oracle::state::{Classes, Device, DeviceStatus};

/// Adds IO to the stake behind a device. It earns nothing from the stakers' pool: what a device must
/// hold is `io_core::stake::required` for its class, checked where it is hired, and noted here: stake
/// that comes is held to what is required when it comes.
///
/// # Authority
/// The device's supplier.
///
/// # Parameters
/// - `amount`: IO base units.
///
/// # Special errors
/// `ZeroAmount`, `NotTheSupplier`, `DeviceRetired`, `UnknownClass`.
#[derive(Accounts)]
pub struct StakeDevice {
    #[account(mut, address = device.supplier @ StakingError::NotTheSupplier)]
    pub owner: Signer,
    #[account(mut)]
    pub pool: Loaded<Pool>,
    pub device: Loaded<Device>,
    #[account(init_if_needed, payer = owner,
        seeds = [b"device_stake", device.address().as_ref()], bump)]
    pub device_stake: Loaded<DeviceStake>,
    #[account(mut, address = pool.stake_vault @ StakingError::WrongVault)]
    pub stake_vault: UncheckedAccount,
    #[account(mut)]
    pub source: UncheckedAccount,
    #[account(address = singletons::CLASSES.address)]
    pub classes: Loaded<Classes>,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

impl StakeDevice {
    pub fn handle(&mut self, amount: u64, bump: u8) -> Result<()> {
        require!(amount > 0, StakingError::ZeroAmount);
        let Self {
            owner,
            pool,
            device,
            device_stake,
            stake_vault,
            source,
            classes,
            ..
        } = self;
        require!(
            device.status != DeviceStatus::Retired as u8,
            StakingError::DeviceRetired
        );
        let stake_before = device_stake.amount.get();
        let stake_after = stake_before
            .checked_add(amount)
            .ok_or(StakingError::Overflow)?;
        let device_total = pool
            .device_total
            .get()
            .checked_add(amount)
            .ok_or(StakingError::Overflow)?;

        token::transfer(source, stake_vault, owner, amount, &[]);

        device_stake.version = VERSION;
        device_stake.bump = bump;
        device_stake.device = *device.address();
        device_stake.owner = *owner.address();
        if device_stake.hire_bump == 0 {
            device_stake.hire_bump = bump_of(device.address());
        }
        device_stake.amount = stake_after.into();
        pool.device_total = device_total.into();
        device_stake.note_device(io_runtime::clock::now_ts(), device, classes, pool)?;
        device_stake.invariant()?;
        pool.principal_invariant(token::vault_amount(stake_vault)?)?;
        emit!(DeviceStaked {
            device: *device.address(),
            owner: *owner.address(),
            stake_before,
            stake_after,
        });
        Ok(())
    }
}
